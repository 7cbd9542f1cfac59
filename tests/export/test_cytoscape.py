import io
import json
from dataclasses import replace

import networkx as nx
import pytest

from kg.export.cytoscape import write_cytoscape


def written(graph):
    out = io.BytesIO()
    write_cytoscape(graph, out)
    return json.loads(out.getvalue())


def test_elements(graph, ids):
    elements = written(graph)["elements"]
    nodes = {item["data"]["id"]: item for item in elements["nodes"]}
    assert len(nodes) == graph.counts()["nodes"]
    bureau = nodes[ids["海湾区人社局"]]["data"]
    assert (bureau["name"], bureau["type"], bureau["aliases"]) == ("海湾区人社局", "ORG", ["区人社局"])
    assert bureau["colour"] == "#0072b2"
    assert {"confidence", "interaction", "weight"} <= elements["edges"][0]["data"].keys()


@pytest.mark.parametrize("kind", ["graph", "awkward", "opened", "empty"])
def test_every_end_of_an_edge_is_a_node_and_no_id_is_there_twice(kind, request):
    elements = written(request.getfixturevalue(kind))["elements"]
    nodes = [item["data"]["id"] for item in elements["nodes"]]
    edges = [item["data"] for item in elements["edges"]]
    assert {edge[end] for edge in edges for end in ("source", "target")} <= set(nodes)
    # Cytoscape.js keeps nodes and edges in one space of names.
    every = nodes + [edge["id"] for edge in edges]
    assert len(set(every)) == len(every)
    assert len({tuple(item["position"].values()) for item in elements["nodes"]}) == len(nodes)


def test_no_value_is_null(awkward):
    elements = written(awkward)["elements"]
    data = [item["data"] for family in elements.values() for item in family]
    assert all(value is not None and value != "" for item in data for value in item.values())
    lonely = next(item for item in data if item["id"] == "z")
    assert "first_seen" not in lonely and lonely["mentions"] == 0


def test_networkx_reads_it(awkward):
    found = nx.cytoscape_graph(written(awkward))
    assert isinstance(found, nx.MultiDiGraph)
    assert (found.number_of_nodes(), found.number_of_edges()) == (6, 9)
    assert found.nodes["a"]["name"] == "=“六基<&>工程”'𠮷😀"
    assert found.edges["a", "p", "f-a-launches-p-ongoing-positive"]["label"] == "推出"
    assert found.degree("z") == 0


def test_a_self_loop_is_kept(awkward):
    loop = replace(awkward.given_facts[0], id="loop", object="a")
    found = nx.cytoscape_graph(written(replace(awkward, given_facts=(loop,), given_evidence=())))
    assert found.has_edge("a", "a", "loop")


def test_an_empty_graph_has_no_elements(empty):
    assert written(empty)["elements"] == {"nodes": [], "edges": []}
