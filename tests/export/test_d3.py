import io
import json
from dataclasses import replace

import networkx as nx
import pytest

from kg.export.d3 import write_d3


def written(graph):
    out = io.BytesIO()
    write_d3(graph, out)
    return json.loads(out.getvalue())


def test_nodes_and_links(graph, ids):
    found = written(graph)
    nodes = {node["id"]: node for node in found["nodes"]}
    assert nodes[ids["星火工程"]]["group"] == "PROGRAMME"
    launch = next(
        link for link in found["links"] if link["relation"] == "launches" and link["target"] == ids["星火工程"]
    )
    assert (launch["value"], launch["label"], launch["directed"]) == (1, "推出", True)


@pytest.mark.parametrize("kind", ["graph", "awkward", "opened", "empty"])
def test_a_simulation_finds_every_end_and_no_two_nodes_on_one_spot(kind, request):
    found = written(request.getfixturevalue(kind))
    assert {link[end] for link in found["links"] for end in ("source", "target")} <= {
        node["id"] for node in found["nodes"]
    }
    assert len({(node["x"], node["y"]) for node in found["nodes"]}) == len(found["nodes"])
    assert all(link["value"] > 0 for link in found["links"])


def test_networkx_reads_it(opened):
    found = nx.node_link_graph(written(opened), edges="links")
    assert isinstance(found, nx.MultiDiGraph)
    assert (found.number_of_nodes(), found.number_of_edges()) == (6, 13)
    assert found.nodes["a"]["aliases"] == ["甲", "=“六基<&>工程”'𠮷😀局"]
    assert set(found["a"]["p"]) == {
        "f-a-launches-p-done-positive", "f-a-launches-p-ongoing-positive", "f-a-leads-p-done-positive",
        "f-a-leads-p-done-negative", "o-a-走访-p-done-positive",
    }  # fmt: skip


def test_a_self_loop_is_kept(awkward):
    loop = replace(awkward.given_facts[0], id="loop", object="a")
    links = written(replace(awkward, given_facts=(loop,), given_evidence=(), given_pairs=()))["links"]
    assert [(link["source"], link["target"]) for link in links] == [("a", "a")]


def test_an_empty_graph_has_neither(empty):
    found = written(empty)
    assert (found["nodes"], found["links"]) == ([], [])
