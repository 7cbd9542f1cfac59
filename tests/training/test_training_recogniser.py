from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("torch")

from kg.corpus.passages import Passage
from kg.errors import KGError
from kg.ner.merge import recognise
from kg.ner.network import Network, load_network
from kg.training.examples import as_article, from_passages
from kg.training.fitting import Recipe
from kg.training.recogniser import Materials, pages_of, train

if TYPE_CHECKING:
    from kg.training.encoders import Pretrained

TEMPLATES = Path(__file__).parents[2] / "corpus" / "templates"
RECIPE = Recipe(features=8, rounds=1, warm=0, size=2000, threads=1)
Trained = tuple[Path, Network, Sequence[str]]


@pytest.fixture(scope="module")
def trained(passages: list[Passage], pretrained: "Pretrained", tmp_path_factory: pytest.TempPathFactory) -> Trained:
    told: list[str] = []
    folder = tmp_path_factory.mktemp("recogniser") / "model"
    network = train(Materials(passages, pretrained), folder, RECIPE, told.append)
    return folder, network, told


def test_a_recogniser_is_files_that_load(trained: Trained) -> None:
    folder, network, told = trained
    assert {file.name for file in folder.iterdir()} == {"ner.onnx", "ner.json", "reliability.svg"}
    assert load_network(folder) is network
    assert told[:3] == ["examples", "network, seed 1", "judge"]


def test_how_far_confidences_are_right_is_told_of_each_part_but_train(trained: Trained) -> None:
    folder, _, told = trained
    assert [line.partition(":")[0] for line in told[3:]] == ["dev", "test"]
    drawing = (folder / "reliability.svg").read_text(encoding="utf-8")
    assert "dev: " in drawing and "test: " in drawing
    assert "train: " not in drawing


def test_it_recognises(trained: Trained) -> None:
    _, network, _ = trained
    ((found, *_),) = [recognise([as_article("贵州省遵义市湄潭县今天下雨。")], network=network)]
    assert found
    assert all(network.judge.threshold <= seen.confidence <= 1 for seen in found)


def test_the_judge_was_fitted(trained: Trained) -> None:
    _, network, _ = trained
    assert network.judge.weights["by-places"]
    assert "by-repeats" in network.judge.weights


def test_the_same_materials_give_the_same_files(
    trained: Trained, passages: list[Passage], pretrained: "Pretrained", tmp_path: Path
) -> None:
    folder, _, _ = trained
    train(Materials(passages, pretrained), tmp_path, RECIPE, lambda line: None)
    for file in folder.iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), file.name


def test_all_materials_are_learned_from(
    trained: Trained, passages: list[Passage], pretrained: "Pretrained", tmp_path: Path
) -> None:
    raw = tmp_path / "raw.txt"
    raw.write_text("\n".join(passage.text for passage in passages[:3]), encoding="utf-8")
    few = [passage for passage in passages if passage.part != "test"]
    told: list[str] = []
    materials = Materials(few, pretrained, TEMPLATES, raw, samples=2, patterned=3)
    train(materials, tmp_path / "model", RECIPE, told.append)
    assert [line.partition(",")[0].partition(":")[0] for line in told] == ["examples", "network", "judge", "dev"]
    assert (tmp_path / "model" / "ner.onnx").read_bytes() != (trained[0] / "ner.onnx").read_bytes()


def test_pages_hold_what_was_read_and_what_is_right(trained: Trained, passages: list[Passage]) -> None:
    (page,) = pages_of(passages[:1], trained[1])
    assert [reading.article.text for reading in page.readings] == [made.text for made in from_passages(passages[:1])]
    marked = {passages[0].text[mark.start : mark.end] for mark in passages[0].marks}
    found = {
        reading.article.text[name.start : name.end]
        for reading, gold in zip(page.readings, page.gold, strict=True)
        for name in gold
    }
    assert found == marked


@pytest.mark.parametrize("missing", ["train", "dev"])
def test_both_parts_are_asked_for_before_anything_is_learned(
    passages: list[Passage], pretrained: "Pretrained", tmp_path: Path, missing: str
) -> None:
    told: list[str] = []
    known = [replace(passage, part="test") if passage.part == missing else passage for passage in passages]
    with pytest.raises(KGError, match=f"no passages of part '{missing}'"):
        train(Materials(known, pretrained), tmp_path / "model", RECIPE, told.append)
    assert told == []
    assert not (tmp_path / "model").exists()
