import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.corpus.passages import Passage, format_passage

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    def invoke(*words: object) -> Result:
        return CliRunner().invoke(cli, [str(word) for word in words], prog_name="kg")

    return invoke


@pytest.fixture(scope="module")
def province(passages: list[Passage], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The passages as the one file of a province."""
    path = tmp_path_factory.mktemp("annotated") / "guizhou.txt"
    path.write_text("\n".join(map(format_passage, passages)), encoding="utf-8")
    return path


@pytest.fixture
def raw(passages: list[Passage], tmp_path: Path) -> Path:
    path = tmp_path / "raw.txt"
    path.write_text("\n".join(passage.text for passage in passages[:4]), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["train"], ["pip install 'kg-zh[train]'", "encoder", "ner"]),
        (["train", "ner"], ["--templates", "--raw", "--uner", "--encoder", "--rounds", "--without", "--seed"]),
        (["train", "encoder"], ["--corpus", "--passes", "--features", "--seed"]),
    ],
)
def test_help(run: Run, words: list[str], told: list[str]) -> None:
    result = run(*words, "--help")
    assert result.exit_code == 0
    for word in told:
        assert word in result.stdout


@pytest.mark.parametrize("command", ["ner", "encoder"])
def test_without_pytorch_it_is_said_how_to_get_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, province: Path, command: str
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    result = run("train", command, province, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stderr == "error: kg train needs PyTorch; install it with: pip install 'kg-zh[train]'\n"
    assert not (tmp_path / "out").exists()


def test_an_encoder_then_a_recogniser(run: Run, tmp_path: Path, raw: Path, province: Path) -> None:
    pytest.importorskip("torch")
    from kg.ner.merge import recognise
    from kg.ner.network import load_network
    from kg.training.examples import as_article

    encoder, folder = tmp_path / "models" / "tiny.npz", tmp_path / "ner"
    small = ("--features", 8, "--passes", 0.01)
    made = run("train", "encoder", raw, "-o", encoder, "--corpus", province, *small)
    assert (made.exit_code, made.stderr) == (0, "")
    trained = run("train", "ner", province, "-o", folder, "--encoder", encoder, "--rounds", 1)
    assert trained.exit_code == 0, trained.stderr
    assert trained.stderr.splitlines()[:3] == ["examples", "network, seed 1", "judge"]
    assert trained.stdout == ""
    (found,) = recognise([as_article("贵州省遵义市湄潭县今天下雨。")], network=load_network(folder))
    assert found


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--without", "hunan, guizhou"], "no passages of part 'train'"),
        (["--encoder", "RAW"], "raw.txt: is no pretrained encoder"),
        (["--uner", "FOLDER"], "no *-train.iob2 of Universal NER in it"),
        (["--templates", "FOLDER"], "line under no [symbol]"),
    ],
)
def test_what_cannot_be_trained(
    run: Run, tmp_path: Path, raw: Path, province: Path, encoder: Path, options: list[str], message: str
) -> None:
    given = {"RAW": raw, "FOLDER": tmp_path}
    words = [given.get(option, option) for option in options]
    result = run("train", "ner", province, "-o", tmp_path / "ner", "--encoder", encoder, *words)
    assert result.exit_code == 1
    assert message in result.stderr
    assert [line for line in result.stderr.splitlines() if line != "examples"] == result.stderr.splitlines()[-1:]
    assert not (tmp_path / "ner").exists()


def test_too_little_text_for_an_encoder(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    (tmp_path / "raw.txt").write_text("今天没有什么新闻可说。\n", encoding="utf-8")
    result = run("train", "encoder", tmp_path / "raw.txt", "-o", tmp_path / "a.npz")
    assert result.exit_code == 1
    assert "characters of text" in result.stderr
