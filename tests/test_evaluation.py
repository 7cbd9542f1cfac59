"""The passages to measure on: well-formed, and no change makes the figures fall far without being seen."""

import json
from pathlib import Path

import pytest

from kg.annotations import annotate
from kg.evaluate import parse_annotation, read_annotations, score
from kg.ontology import LABELS, relation
from kg.pipeline import extract
from kg.reading.files import read_source

FOLDER = Path(__file__).parents[1] / "corpus" / "evaluation"
PASSAGES = sorted((FOLDER / "gold").glob("*.json"), key=lambda path: path.name)
UNSEEN = frozenset({"S10", "S12", "S14", "S16", *(f"T{number:02}" for number in range(1, 11))})


@pytest.mark.parametrize("gold", PASSAGES, ids=lambda path: path.stem)
def test_the_annotation_fits_its_text_and_the_ontology(gold: Path) -> None:
    found = json.loads(gold.read_text(encoding="utf-8"))
    text = (FOLDER / "text" / found["file"]).read_text(encoding="utf-8")
    labels = {entry["canonical"]: entry["label"] for entry in found["entities"]}
    for entry in found["entities"]:
        assert text[entry["start"] : entry["end"]] == entry["text"]
        assert entry["label"] in LABELS
    for stated in found["relations"]:
        assert relation(stated["relation"]).allows(labels[stated["head"]], labels[stated["tail"]]), stated


@pytest.mark.parametrize(
    ("unseen", "figure", "least"),
    [
        (False, "mention", 0.88),
        (False, "relation_aligned", 0.65),
        (True, "mention", 0.80),
        (True, "relation_aligned", 0.56),
    ],
)
def test_the_figures_hold(unseen: bool, figure: str, least: float) -> None:
    gold = {name: found for name, found in read_annotations(FOLDER / "gold").items() if (name[:3] in UNSEEN) is unseen}
    documents = (extract(read_source(FOLDER / "text" / name)) for name in gold)
    predicted = [parse_annotation(annotate(document), document.source.name) for document in documents]
    assert score(gold, predicted).pooled[figure].f1 >= least
