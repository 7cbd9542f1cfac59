import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KGError, ReadError
from kg.evaluate import Annotation, Place, Tally, aligned_names, parse_annotation, read_annotations, score

# 海蓝市推出“清风行动”。海蓝与云岭区合作。
GOLD = {
    "file": "a.txt",
    "entities": [
        {"start": 0, "end": 3, "label": "PLACE", "text": "海蓝市", "canonical": "海蓝市"},
        {"start": 6, "end": 10, "label": "PROGRAMME", "text": "清风行动", "canonical": "清风行动"},
        {"start": 12, "end": 14, "label": "PLACE", "text": "海蓝", "canonical": "海蓝市"},
        {"start": 15, "end": 18, "label": "PLACE", "text": "云岭区", "canonical": "云岭区"},
    ],
    "relations": [
        {"head": "海蓝市", "relation": "launches", "tail": "清风行动", "trigger": "推出"},
        {"head": "海蓝市", "relation": "cooperatesWith", "tail": "云岭区", "trigger": "合作"},
    ],
}
# One span too wide, one label wrong, one name not the canonical one, one relation reversed, one of the wrong type.
PREDICTED = {
    "file": "a.txt",
    "entities": [
        {"start": 0, "end": 3, "label": "PLACE", "text": "海蓝市", "canonical": "海蓝"},
        {"start": 5, "end": 10, "label": "PROGRAMME", "text": "“清风行动", "canonical": "“清风 行动"},
        {"start": 12, "end": 14, "label": "PLACE", "text": "海蓝", "canonical": ""},
        {"start": 15, "end": 18, "label": "ORG", "text": "云岭区", "canonical": "云岭区"},
    ],
    "relations": [
        {"head": "海蓝", "relation": "leads", "tail": "清风行动"},
        {"head": "云岭区", "relation": "cooperatesWith", "tail": "海蓝"},
        {"head": "海蓝", "relation": "cooperatesWith", "tail": "云岭区"},
    ],
}
EXPECTED = {
    "entity": Tally(1, 3, 3),
    "mention": Tally(2, 4, 4),
    "mention.PLACE": Tally(2, 2, 3),
    "mention.PROGRAMME": Tally(0, 1, 1),
    "mention_overlap": Tally(3, 4, 4),
    "pair_aligned": Tally(2, 2, 2),
    "relation": Tally(0, 2, 2),
    "relation_aligned": Tally(1, 2, 2),
    "relation_aligned.cooperatesWith": Tally(1, 1, 1),
    "relation_aligned.launches": Tally(0, 0, 1),
}


def empty(file: str) -> Annotation:
    return Annotation(file, {}, ())


def test_figures_computed_by_hand() -> None:
    gold = {"a.txt": parse_annotation(GOLD, "gold")}
    scores = score(gold, [parse_annotation(PREDICTED, "predicted"), empty("other.txt")])
    assert scores.pooled == EXPECTED
    assert list(scores.documents) == ["a.txt"]


@pytest.mark.parametrize(
    ("tally", "precision", "recall", "f1"),
    [
        (Tally(2, 4, 3), 0.5, 2 / 3, 4 / 7),
        (Tally(0, 0, 3), 0.0, 0.0, 0.0),
        (Tally(0, 3, 0), 0.0, 0.0, 0.0),
        (Tally(0, 0, 0), 0.0, 0.0, 0.0),
        (Tally(5, 5, 5), 1.0, 1.0, 1.0),
    ],
)
def test_precision_recall_and_f1(tally: Tally, precision: float, recall: float, f1: float) -> None:
    assert (tally.precision, tally.recall, tally.f1) == pytest.approx((precision, recall, f1))


@pytest.mark.parametrize(
    ("predicted", "expected"),
    [
        ({}, {}),
        ({(0, 3, "PLACE"): "海蓝市"}, {"海蓝市": "海蓝市"}),
        ({(0, 3, "PLACE"): "海蓝"}, {"海蓝": "海蓝市"}),
        # Most of its mentions decide; one that is not found exactly, or under another label, has no say.
        (
            {(0, 3, "PLACE"): "海蓝", (12, 14, "PLACE"): "海蓝", (15, 18, "PLACE"): "海蓝", (6, 9, "PLACE"): "海蓝"},
            {"海蓝": "海蓝市"},
        ),
        ({(0, 2, "PLACE"): "海蓝", (15, 18, "ORG"): "云岭"}, {}),
        ({(0, 3, "PLACE"): "甲", (12, 14, "PLACE"): "乙"}, {"甲": "海蓝市", "乙": "海蓝市"}),
    ],
)
def test_names_are_aligned_by_their_mentions(predicted: dict[Place, str], expected: dict[str, str]) -> None:
    assert aligned_names(parse_annotation(GOLD, "gold").names, predicted) == expected


def test_documents_are_pooled_by_counts() -> None:
    gold = {"a.txt": parse_annotation(GOLD, "gold"), "b.txt": empty("b.txt")}
    spurious = Annotation("b.txt", {(0, 2, "ORG"): "区委"}, ())
    scores = score(gold, [parse_annotation(GOLD, "gold"), spurious])
    assert scores.pooled["mention"] == Tally(4, 5, 4)
    assert scores.documents["b.txt"]["mention"] == Tally(0, 1, 0)
    assert scores.pooled["relation_aligned"] == Tally(2, 2, 2)


def test_a_gold_mention_is_overlapped_once() -> None:
    gold = {"a.txt": Annotation("a.txt", {(0, 6, "ORG"): "云岭区人社局"}, ())}
    predicted = Annotation("a.txt", {(0, 3, "ORG"): "云岭区", (3, 6, "ORG"): "人社局", (6, 8, "ORG"): "党委"}, ())
    assert score(gold, [predicted]).pooled["mention_overlap"] == Tally(1, 3, 1)


def test_a_gold_document_without_source_is_named() -> None:
    with pytest.raises(KGError, match=r"no source for the gold document b\.txt; sources: a\.txt"):
        score({"a.txt": empty("a.txt"), "b.txt": empty("b.txt")}, [empty("a.txt")])


names = st.sampled_from(["海蓝市", "云岭区", "清风行动", "新港街道"])
places = st.tuples(st.integers(0, 30), st.integers(1, 6), st.sampled_from(["ORG", "PLACE"])).map(
    lambda drawn: (drawn[0], drawn[0] + drawn[1], drawn[2])
)
annotations = st.builds(
    Annotation,
    st.just("a.txt"),
    st.dictionaries(places, names),
    st.lists(st.tuples(names, st.sampled_from(["launches", "cooperatesWith"]), names)).map(tuple),
)


@given(annotations, annotations)
def test_hits_are_within_both_sides_and_looser_figures_are_not_lower(gold: Annotation, other: Annotation) -> None:
    figures = score({"a.txt": gold}, [other]).pooled
    assert all(0 <= tally.hits <= min(tally.predicted, tally.gold) for tally in figures.values())
    assert bool(figures["mention_overlap"].hits) >= bool(figures["mention"].hits)
    assert figures["pair_aligned"].gold <= figures["relation_aligned"].gold


@given(annotations)
def test_gold_against_itself_is_perfect_in_mentions(gold: Annotation) -> None:
    figures = score({"a.txt": gold}, [gold]).pooled
    assert figures["mention"] == Tally(len(gold.names), len(gold.names), len(gold.names))
    assert figures["relation"].hits == figures["relation"].gold == figures["relation"].predicted


def test_gold_comes_as_folder_file_or_lines(tmp_path: Path) -> None:
    folder = tmp_path / "gold"
    folder.mkdir()
    other = {**GOLD, "file": "b.txt"}
    (folder / "a.json").write_text(json.dumps(GOLD, ensure_ascii=False), encoding="utf-8")
    (folder / "b.json").write_text(json.dumps(other), encoding="utf-8")
    lines = tmp_path / "gold.jsonl"
    lines.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in (GOLD, other)), encoding="utf-8")
    assert read_annotations(folder) == read_annotations(lines)
    assert list(read_annotations(folder / "a.json")) == ["a.txt"]
    assert read_annotations(lines)["b.txt"].names[12, 14, "PLACE"] == "海蓝市"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("gold.json", "{", "not JSON"),
        ("gold.jsonl", json.dumps(GOLD) + "\n" + json.dumps(GOLD), "'a.txt' is annotated twice"),
        ("gold.jsonl", json.dumps(GOLD) + "\n{]", "gold.jsonl:2: not JSON"),
        ("gold.json", '{"file": "a.txt", "entities": []}', "annotation without 'relations'"),
        ("gold.json", "[1]", "not an annotation"),
        ("gold.jsonl", "\n", "no annotated documents"),
    ],
)
def test_bad_gold_is_refused_in_one_line(tmp_path: Path, name: str, text: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        read_annotations(path)
    assert message in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["missing.json", "empty folder"])
def test_missing_gold_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty folder").mkdir()
    with pytest.raises(ReadError, match=name):
        read_annotations(tmp_path / name)


def test_an_annotation_must_be_an_object() -> None:
    record: Any = None
    with pytest.raises(ReadError, match="here: not an annotation"):
        parse_annotation(record, "here")
