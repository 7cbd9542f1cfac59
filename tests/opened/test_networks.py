"""The igraph and networkx forms of a graph."""

import pytest

from kg.errors import UnknownNameError
from kg.opened.networks import make_igraph


def test_the_stated_network_is_a_directed_multigraph_of_all_entities(g):
    network = g.igraph()
    assert network.is_directed() and network.vcount() == len(g.entities) and network.ecount() == len(g.facts)
    assert network.has_multiple()
    assert set(network.es["id"]) == set(g.facts.index)


def test_edges_lead_from_subject_to_object(g):
    network = g.igraph()
    for edge in network.es:
        fact = g.facts.loc[edge["id"]]
        ends = (network.vs[edge.source]["label"], edge["relation"], network.vs[edge.target]["label"])
        assert ends == (fact.subject, fact.relation, fact.object)
        assert network.vs[edge.source]["name"] == fact.subject_id


def test_namesakes_are_two_vertices(g):
    network = g.igraph()
    assert len(network.vs.select(label="中山路")) == 2
    assert len(set(network.vs["name"])) == network.vcount()


def test_what_stands_together_is_undirected_and_weighted_by_sentences(g):
    network = g.igraph("cooccurrences")
    assert not network.is_directed() and network.is_simple()
    assert sorted(network.es["weight"]) == sorted(g.cooccurrences.sentences)
    assert all(-1 <= npmi <= 1 for npmi in network.es["npmi"])


@pytest.mark.parametrize("family", ["facts", "cooccurrences"])
def test_a_graph_of_nothing_is_a_network_of_nothing(nothing, family):
    network = nothing.igraph(family)
    assert (network.vcount(), network.ecount()) == (0, 0)


def test_an_unknown_family_is_refused(g):
    with pytest.raises(UnknownNameError, match="choose from cooccurrences, facts"):
        make_igraph(g._graph, "friends")


def test_networkx_has_the_same_edges(g):
    assert {key for _, _, key in g.networkx().edges(keys=True)} == set(g.facts.index)
