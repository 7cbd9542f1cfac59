import json
from datetime import date

import pytest

from kg.export.edges import TOGETHER, as_json, edge_values, edges, node_values


def test_families_follow_each_other(opened):
    families = [edge.family for edge in edges(opened)]
    assert families == ["stated"] * 7 + ["open"] * 4 + ["co-occurrence"] * 2


@pytest.mark.parametrize("kind", ["graph", "awkward", "opened"])
def test_ids_are_unique_and_kinds_tell_parallel_edges_apart(kind, request):
    found = list(edges(request.getfixturevalue(kind)))
    assert len({edge.id for edge in found}) == len(found)
    assert len({(edge.source, edge.target, edge.kind) for edge in found}) == len(found)


def test_the_direction_of_a_kind_is_always_the_same(graph):
    directions = {(edge.kind, edge.directed) for edge in edges(graph)}
    assert len({kind for kind, _ in directions}) == len(directions)
    assert {("launches", True), ("cooperatesWith", False), (TOGETHER, False)} <= directions


def test_a_fact_has_its_surest_sentence_and_a_pair_has_none(awkward):
    found = {edge.id: edge for edge in edges(awkward)}
    assert found["f-a-launches-p-done-positive"].file == "art2.txt"
    assert (found["a-b"].weight, found["a-b"].paragraphs, found["a-b"].evidence) == (4, 5, None)
    assert (found["a-b"].confidence, found["f-a-launches-p-done-positive"].npmi) == (None, None)


def test_open_facts_stay_out_unless_they_are_shown(awkward):
    assert "open" not in {edge.family for edge in edges(awkward)}


def test_values_are_named_alike(awkward):
    node = next(awkward.nodes())
    assert node_values(node)["type_zh"] == "机构"
    assert edge_values(next(edges(awkward)))["label"] == "合作"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, {}),
        ({"a": None, "b": "", "c": 0, "d": False}, {"c": 0, "d": False}),
        ({"day": date(2024, 5, 1), "list": ("甲", "乙\x00")}, {"day": "2024-05-01", "list": ["甲", "乙"]}),
        ({"in": {"a": '引"号\\', "b": None}}, {"in": {"a": '引"号\\'}}),
        ({"a": "两行\n字\u2028😀\ud800"}, {"a": "两行\n字\u2028😀"}),
    ],
)
def test_json(values, expected):
    written = as_json(values)
    assert "\n" not in written
    assert json.loads(written) == expected


def test_json_refuses_what_is_no_number():
    with pytest.raises(ValueError, match="not JSON compliant"):
        as_json({"npmi": float("nan")})
