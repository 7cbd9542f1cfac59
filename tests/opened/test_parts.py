"""Parts of a graph that are chosen, drawn, exported and asked like the whole."""

import pytest

from kg.errors import KGError, UnknownNameError


def test_nothing_chosen_is_the_whole(g):
    assert g.choose() is g


@pytest.mark.parametrize(
    ("choice", "subjects"),
    [
        ({"relations": "launches"}, {"海湾区", "白沙市", "海湾区人社局"}),
        ({"relations": ["推出", "holdsPost"]}, {"海湾区", "白沙市", "海湾区人社局", "林远舟"}),
        ({"min_weight": 2}, {"海湾区人社局"}),
        ({"around": "海螺热线"}, {"白沙市", "海湾区人社局"}),
    ],
)
def test_the_tables_of_a_part_hold_what_was_chosen(g, choice, subjects):
    part = g.choose(**choice)
    assert {*part.facts.subject} <= subjects | {"新港海洋学院"} and {*part.facts.index} < {*g.facts.index}
    assert {*part.facts.subject_id, *part.facts.object_id} <= {*part.entities.index}
    assert {*part.evidence.fact} == {*part.facts.index}
    assert part.igraph().ecount() == part.networkx().number_of_edges() == len(part.facts)


def test_a_part_can_be_chosen_from_again(g):
    part = g.choose(relations="launches").choose(around="海湾区")
    assert part.facts[["subject", "object"]].values.tolist() == [["海湾区", "星火工程"]]


def test_sparql_and_rdf_know_the_part_only(g):
    part = g.choose(relations="launches")
    query = "SELECT DISTINCT ?verb { ?s a kg:Statement ; rdf:predicate ?verb }"
    assert part.sparql(query).verb.tolist() == ["kg:launches"]
    assert len(g.sparql(query)) > 1
    assert 0 < len(part.rdf()) < len(g.rdf())


def test_the_card_of_a_part_shows_no_other_facts(g):
    assert "参与" in repr(g.show("海螺热线")) and "参与" not in repr(g.choose(relations="launches").show("海螺热线"))


@pytest.mark.parametrize(
    ("choice", "error"),
    [
        ({"relations": "befriends"}, UnknownNameError),
        ({"types": "SHIP"}, UnknownNameError),
        ({"around": "月亮湾"}, KGError),
    ],
)
def test_an_unknown_choice_is_refused(g, choice, error):
    with pytest.raises(error):
        g.choose(**choice)


def test_a_part_is_exported(g, tmp_path):
    g.choose(types=["PLACE"]).export("csv-entities", tmp_path / "places.csv")
    rows = (tmp_path / "places.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert rows and all(",PLACE," in row for row in rows)
    with pytest.raises(UnknownNameError):
        g.export("tapestry", tmp_path / "g.txt")
