"""From passages to the files of a scorer, by function and by command."""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

from click.testing import CliRunner

from kg.cli import cli
from kg.corpus.passages import Passage, format_passage, parse_marked, parse_statement
from kg.errors import KGError
from kg.relations.merge import THRESHOLD
from kg.relations.scorer import Scorer, Vocabulary, load_scorer
from kg.relations.wording import relation_names
from kg.training.pair_fitting import PairRecipe, fit_pairs, make_vocabulary
from kg.training.relations import Outcome, PairMaterials, calibrate, judge, kept, train_relations

TEMPLATES = Path(__file__).parents[2] / "corpus" / "templates"
RECIPE = PairRecipe(rounds=2, networks=1, size=4, threads=1)
FILES = {"relations.npz", "relations.json", "relations.svg"}
Trained = tuple[Path, Scorer, Sequence[str]]


@pytest.fixture(scope="module")
def few(passages: list[Passage]) -> list[Passage]:
    """Four passages to learn from, one for the calibration, one for neither."""
    return [*passages[:4], passages[10], passages[-1]]


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory, few: list[Passage]) -> Path:
    """Too little raw text for vectors of words, so that the weights stay small."""
    path = tmp_path_factory.mktemp("raw") / "raw.txt"
    path.write_text(few[0].text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def trained(few: list[Passage], raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Trained:
    told: list[str] = []
    folder = tmp_path_factory.mktemp("scorer") / "model"
    scorer = train_relations(PairMaterials(few, folder, raw=raw, samples=1), folder, RECIPE, told.append)
    return folder, scorer, told


def test_a_scorer_is_files_that_load(trained: Trained) -> None:
    folder, scorer, told = trained
    assert {file.name for file in folder.iterdir()} == FILES
    assert load_scorer(folder) is scorer
    assert len(scorer.networks) == 1
    assert [line.partition(":")[0] for line in told] == [
        "vectors", "examples", "network 1, seed 1", "round 1 of 2", "round 2 of 2", "calibration", "dev", "test",
    ]  # fmt: skip


def test_what_the_numbers_mean_is_written_down(trained: Trained, few: list[Passage]) -> None:
    folder, scorer, _ = trained
    told = json.loads((folder / "relations.json").read_text(encoding="utf-8"))
    assert told["relations"] == list(relation_names())
    assert told["words"] == list(scorer.vocabulary.words)
    assert told["networks"] == 1
    used = [triple.trigger for passage in few if passage.part == "train" for triple in passage.triples]
    learned = {word for words in told["triggers"].values() for word in words}
    assert learned == {word for word in learned if used.count(word) > 1}
    assert learned


def test_how_far_confidences_are_right_is_drawn_of_each_part_but_train(trained: Trained) -> None:
    drawing = (trained[0] / "relations.svg").read_text(encoding="utf-8")
    assert "dev: " in drawing and "test: " in drawing and " relations, " in drawing
    assert "train: " not in drawing


def test_the_same_materials_give_the_same_files(
    trained: Trained, few: list[Passage], raw: Path, tmp_path: Path
) -> None:
    train_relations(PairMaterials(few, tmp_path, raw=raw, samples=1), tmp_path, RECIPE, lambda line: None)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (trained[0] / name).read_bytes(), name


def test_other_materials_and_another_seed_give_others(trained: Trained, few: list[Passage], tmp_path: Path) -> None:
    parts = [passage for passage in few if passage.part != "test"]
    told: list[str] = []
    materials = PairMaterials(parts, trained[0], TEMPLATES, patterned=3)
    scorer = train_relations(materials, tmp_path, replace(RECIPE, rounds=1, networks=2, seed=7), told.append)
    assert [line.partition(":")[0] for line in told if "round" not in line] == [
        "vectors", "examples", "network 1, seed 7", "network 2, seed 8", "calibration", "dev",
    ]  # fmt: skip
    one, other = (network.weights["head"] for network in scorer.networks)
    assert (one != other).any()
    assert {file.name for file in tmp_path.iterdir()} == FILES


@pytest.mark.parametrize("missing", ["train", "dev"])
def test_both_parts_are_asked_for_before_anything_is_learned(few: list[Passage], tmp_path: Path, missing: str) -> None:
    told: list[str] = []
    known = [replace(passage, part="test") if passage.part == missing else passage for passage in few]
    with pytest.raises(KGError, match=f"no passages of part '{missing}'"):
        train_relations(PairMaterials(known, tmp_path), tmp_path / "model", RECIPE, told.append)
    assert told == []
    assert not (tmp_path / "model").exists()


def test_without_vectors_of_words_it_is_said_what_is_missing(few: list[Passage], tmp_path: Path) -> None:
    with pytest.raises(KGError, match=f"{tmp_path}: no vectors of words there"):
        train_relations(PairMaterials(few, tmp_path), tmp_path / "model", RECIPE, lambda line: None)


# ---------------------------------------------------------------- what is learned


def made_passage(number: int, launched: bool) -> Passage:
    """甲启动乙 states something, 甲路过乙 does not; no rule is asked."""
    marked = f"{{县城{number}|PLACE}}{'启动' if launched else '路过'}“{{灯火{number}|PROGRAMME}}”。"
    text, marks = parse_marked(marked, "here")
    stated = (parse_statement(f"launches 启动: 县城{number} -> 灯火{number}", "here"),) if launched else ()
    return Passage(f"anhui-{number:02}", (), "", "", (), "train", "none", (), text, marks, stated)


def test_a_network_learns_what_it_is_shown() -> None:
    from kg.training.pair_examples import from_annotated

    shown = [made for number in range(16) for made in from_annotated([made_passage(number, number % 2 == 0)])]
    vocabulary = make_vocabulary(shown, {})
    told: list[str] = []
    recipe = PairRecipe(rounds=30, networks=1, size=8, dropout=0.0, threads=1)
    fit_pairs({"annotated": shown}, vocabulary, {}, recipe, report=told.append)
    losses = [float(line.rpartition(" ")[2]) for line in told if line.startswith("round")]
    assert len(losses) == 30
    assert losses[-1] < losses[0] / 5


def test_a_vocabulary_is_what_is_not_too_rare() -> None:
    from kg.training.pair_examples import from_annotated

    shown = list(from_annotated([made_passage(0, True), made_passage(1, True), made_passage(2, True)]))
    known = make_vocabulary(shown, {"走访": np.zeros(2, np.float32)})
    assert {"启动", "走访", "。"} <= set(known.words)
    assert not {"路过", "县城0", "灯火1"} & set(known.words)
    assert {"启", "动", "县"} <= set(known.characters)
    assert {"PLACE", "PROGRAMME"} <= set(known.tags)
    for table in (known.words, known.characters, known.tags):
        assert list(table.values()) == list(range(2, len(table) + 2))
        assert list(table) == sorted(table)
    assert set(make_vocabulary(shown[:2], {}).words) == set(known.words) - {"启动", "走访"} - {"“", "”", "。"}


# ---------------------------------------------------------------- calibration


def outcomes(*groups: tuple[float, float, int, int]) -> list[Outcome]:
    """(odds, certainty, how many right, how many wrong)"""
    return [
        Outcome(odds, certainty, right)
        for odds, certainty, good, bad in groups
        for right in [True] * good + [False] * bad
    ]


def scorer_of(calibration: tuple[float, float, float]) -> Scorer:
    return Scorer((), Vocabulary({}, {}, {}), {}, (), calibration)


def test_calibration_says_how_many_are_right() -> None:
    calibration = calibrate(outcomes((3.0, 1.0, 70, 30), (0.0, 1.0, 40, 60), (-3.0, 1.0, 20, 80)))
    odds = np.array([3.0, 0.0, -3.0], np.float32)
    assert scorer_of(calibration).confidence(odds, np.ones(3, np.float32)) == pytest.approx(
        [0.69, 0.42, 0.19], abs=0.02
    )


def test_names_that_are_doubtful_make_statements_so() -> None:
    slope, names, _ = calibrate(outcomes((2.0, 1.0, 90, 10), (2.0, 0.5, 50, 50), (-2.0, 1.0, 10, 90)))
    assert slope > 0
    assert names > 1


def test_without_outcomes_the_odds_are_believed() -> None:
    assert calibrate([]) == (1.0, 0.0, 0.0)


def test_only_what_is_stated_is_told() -> None:
    scorer = scorer_of((1.0, 0.0, 0.0))
    found = list(kept(outcomes((2.0, 1.0, 1, 1), (-2.0, 1.0, 1, 0)), scorer))
    assert [right for _, right in found] == [True, False]
    assert all(confidence >= THRESHOLD for confidence, _ in found)
    assert list(kept([], scorer)) == []


def test_outcomes_are_triples_of_a_document_once(few: list[Passage]) -> None:
    found = list(judge(few[:2], load_scorer()))
    assert sum(outcome.right for outcome in found) <= sum(len(list(passage.triples)) for passage in few[:2])
    sure = [outcome for outcome in found if outcome.odds > 0]
    assert sum(outcome.right for outcome in sure) > len(sure) / 2 > 0
    assert all(0 < outcome.certainty <= 1 and outcome.odds > -4 for outcome in found)


# ---------------------------------------------------------------- the command


def test_the_command_writes_a_scorer(tmp_path: Path, few: list[Passage], raw: Path) -> None:
    province, folder = tmp_path / "guizhou.txt", tmp_path / "model"
    province.write_text("\n".join(map(format_passage, few[2:])), encoding="utf-8")
    words = ["train", "relations", province, "-o", folder, "--raw", raw, "--rounds", 1, "--seed", 3]
    result = CliRunner().invoke(cli, [str(word) for word in words], prog_name="kg")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[:3] == ["vectors", "examples", "network 1, seed 3"]
    assert {file.name for file in folder.iterdir()} == FILES
    assert len(load_scorer(folder).networks) == PairRecipe().networks


def test_the_command_says_what_is_missing(tmp_path: Path, few: list[Passage]) -> None:
    province = tmp_path / "guizhou.txt"
    province.write_text("\n".join(map(format_passage, few[:2])), encoding="utf-8")
    words = ["train", "relations", str(province), "-o", str(tmp_path / "model")]
    result = CliRunner().invoke(cli, words, prog_name="kg")
    assert result.exit_code == 1
    assert result.stderr == "error: no passages of part 'dev'; parts: train, dev, test\n"
    assert not (tmp_path / "model").exists()


def test_the_command_needs_pytorch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    words = ["train", "relations", str(tmp_path), "-o", str(tmp_path / "model")]
    result = CliRunner().invoke(cli, words, prog_name="kg")
    assert result.exit_code == 1
    assert result.stderr == "error: kg train needs PyTorch; install it with: pip install 'kg-zh[train]'\n"


def test_the_command_tells_its_options() -> None:
    result = CliRunner().invoke(cli, ["train", "relations", "--help"], prog_name="kg")
    assert result.exit_code == 0
    for word in ("--templates", "--raw", "--rounds", "--seed", "--relations kg:FOLDER"):
        assert word in result.stdout
