from dataclasses import replace

import pytest

from kg.export.view import MOST_NODES, view


def links(found):
    return {(link.source, link.target): (link.names, link.weight, link.heads) for link in found.links}


def test_one_link_a_pair_of_what_is_asserted(awkward):
    found = view(awkward)
    assert links(found) == {
        ("a", "p"): (("推出", "牵头"), 4, {"p"}),
        ("a", "b"): (("合作",), 1, frozenset()),
    }
    assert [node.id for node in found.nodes] == ["a", "b", "p"]
    assert (found.entities, found.linked, found.pairs) == (6, 3, 2)


def test_an_arrow_points_where_the_relation_does(awkward):
    """The first fact of a pair says nothing of the direction of the next."""
    first = next(fact for fact in awkward.given_facts if fact.relation == "cooperatesWith")
    back = replace(first, id="z", subject="b", object="a", relation="supports")
    both = replace(back, id="zz", subject="a", object="b")
    found = view(replace(awkward, given_facts=(first, back), given_evidence=()))
    assert links(found) == {("a", "b"): (("合作", "支持"), 2, {"a"})}
    found = view(replace(awkward, given_facts=(first, back, both), given_evidence=()))
    assert found.links[0].heads == {"a", "b"}


def test_a_self_loop_and_a_lonely_entity_are_not_drawn(awkward):
    loop = replace(awkward.given_facts[0], object="a")
    found = view(replace(awkward, given_facts=(loop,), given_evidence=()))
    assert (found.nodes, found.links, found.entities) == ([], [], 6)


def test_open_facts_are_drawn_where_they_are_shown(opened):
    found = links(view(opened))
    assert found["a", "p"][0] == ("推出", "牵头", "走访")
    assert found["b", "c"] == (("约谈",), 3, {"c"})
    assert ("q", "z") not in found


def test_what_only_stands_together_is_drawn_if_asked_for(awkward):
    found = {(link.source, link.target): link for link in view(awkward, together=True).links}
    assert found["p", "q"].names == ("共现",) and not found["p", "q"].stated
    assert found["a", "b"].stated and found["a", "b"].weight == 1
    assert ("p", "q") not in links(view(awkward))


def test_of_many_the_best_connected_are_drawn(make_star):
    found = view(make_star(150))
    assert (len(found.nodes), found.nodes[0].name) == (MOST_NODES, "中心")
    assert (found.linked, found.pairs, len(found.links)) == (151, 150, MOST_NODES - 1)
    assert len(view(make_star(150), 100).nodes) == 100


def test_of_many_around_a_centre_the_nearest_are_drawn(make_star):
    found = view(make_star(150), 3, ["p149"])
    assert [node.id for node in found.nodes] == ["p149", "a", "p000"]


@pytest.mark.parametrize("together", [False, True])
def test_a_centre_is_drawn_even_if_nothing_is_linked_with_it(awkward, together):
    found = view(awkward, 60, ["z"], together)
    assert found.nodes[0].id == "z"
    assert "z" not in {node.id for node in view(awkward, 60, (), together).nodes}


def test_an_empty_graph_has_nothing(empty):
    assert view(empty) == ([], [], 0, 0, 0, frozenset())
