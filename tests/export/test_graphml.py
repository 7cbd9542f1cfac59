import io
from xml.etree import ElementTree

import igraph
import networkx as nx
import pytest

from kg.export.graphml import EDGE_KEYS, NODE_KEYS, edge_id, write_graphml
from kg.export.graphml_multi import EDGE_KEYS as MULTI_KEYS
from kg.export.graphml_multi import write_graphml_multi
from kg.export.looks import COLOURS, size, spiral
from kg.ontology import LABELS

NS = "{http://graphml.graphdrawing.org/xmlns}"


def written(graph, write=write_graphml):
    out = io.BytesIO()
    write(graph, out)
    return out.getvalue()


def read(graph, write=write_graphml):
    return nx.read_graphml(io.BytesIO(written(graph, write)))


def test_networkx_reads_a_simple_directed_graph(graph, ids):
    found = read(graph)
    assert type(found) is nx.DiGraph
    assert len(found) == graph.counts()["nodes"]
    launched = found.edges[ids["海湾区"], ids["星火工程"]]
    assert launched["label"] == "推出"
    assert launched["kind"] == "stated"
    assert launched["weight"] == 1.0
    assert launched["sentences"] == 2


def test_igraph_reads_the_same(awkward, tmp_path):
    path = tmp_path / "graph.graphml"
    path.write_bytes(written(awkward))
    ours, theirs = read(awkward), igraph.Graph.Read_GraphML(str(path))
    assert theirs.is_directed()
    assert theirs.is_simple()
    assert set(theirs.vs["fullname"]) == {name for _, name in ours.nodes(data="fullname")}
    ends = {(theirs.vs[e.source]["id"], theirs.vs[e.target]["id"], e["weight"]) for e in theirs.es}
    assert ends == set(ours.edges(data="weight"))


def test_awkward_texts_survive(awkward):
    found = read(awkward)
    assert found.nodes["a"]["fullname"] == "=“六基<&>工程”'𠮷😀"
    assert found.nodes["a"]["aliases"] == "甲; =“六基<&>工程”'𠮷😀局"
    assert found.nodes["p"]["label"] == "一个名字特别特别长的基层…"
    assert found.nodes["z"]["mentions"] == 0
    assert nx.is_isolate(found, "z")


def test_what_is_stated_of_a_pair_is_one_edge(awkward):
    edge = read(awkward).edges["a", "p"]
    assert edge["relations"] == "launches; launches ongoing; leads"
    assert edge["weight"] == 4.0
    assert edge["planned"] == 0


def test_planned_is_marked_and_denied_is_no_edge(awkward):
    found = read(awkward)
    assert found.edges["b", "p"]["relations_zh"] == "拟推出"
    assert found.edges["b", "p"]["planned"] == 1
    assert not found.has_edge("b", "q")


def test_the_park_that_was_planned_is_built(graph, ids):
    edge = read(graph).edges[ids["海湾区"], ids["海棠公园"]]
    assert edge["relations"] == "builds; builds planned"
    assert (edge["weight"], edge["planned"]) == (2.0, 1)


def test_cooccurrence_is_an_edge_only_where_nothing_is_stated(awkward):
    found = read(awkward)
    assert found.edges["p", "q"] == {"id": "p-q", "weight": 2.0, "kind": "co-occurrence"} | {
        "sentences": 2, "paragraphs": 2, "npmi": -0.25, "llr": 0.5,
    }  # fmt: skip
    assert found.edges["a", "b"]["kind"] == "stated"
    assert found.edges["a", "b"]["npmi"] == 0.5
    assert not found.has_edge("b", "a")


def test_open_facts_are_edges_where_nothing_is_stated(opened, awkward):
    found = read(opened)
    edge = found.edges["b", "c"]
    assert (edge["kind"], edge["weight"], edge["planned"]) == ("open", 4.0, 1)
    assert edge["verbs"].split("、") == sorted(["约谈", "拟=“六基<&>工程”'𠮷😀"])
    assert "relations" not in edge
    beside = found.edges["a", "p"]
    assert (beside["kind"], beside["weight"], beside["label"], beside["verbs"]) == ("stated", 4.0, "推出、牵头", "走访")
    assert not found.has_edge("q", "z")
    assert {kind for *_, kind in read(awkward).edges(data="kind")} == {"stated", "co-occurrence"}


@pytest.mark.parametrize("kind", ["graph", "awkward", "opened", "empty"])
@pytest.mark.parametrize(
    ("write", "keys", "simple"), [(write_graphml, EDGE_KEYS, True), (write_graphml_multi, MULTI_KEYS, False)]
)
def test_what_gephi_stumbles_over_is_not_there(kind, write, keys, simple, request):
    root = ElementTree.fromstring(written(request.getfixturevalue(kind), write))
    declared = root.findall(NS + "key")
    assert {key.get("attr.type") for key in declared} <= {"boolean", "int", "long", "float", "double", "string"}
    assert {key.get("for") for key in declared} == {"node", "edge"}
    assert len({key.get("id") for key in declared}) == len(declared) == len(NODE_KEYS) + len(keys)
    assert not {"d3", "d7"} & {key.get("id") for key in declared}
    edges = root.findall(f".//{NS}edge")
    assert len({edge.get("id") for edge in edges}) == len(edges)
    if simple:
        assert len({(edge.get("source"), edge.get("target")) for edge in edges}) == len(edges)
    assert all(float(edge.findtext(f"{NS}data[@key='weight']")) > 0 for edge in edges)
    assert "None" not in {data.text for data in root.iter(NS + "data")}


@pytest.mark.parametrize(
    ("name", "id"), [("label", "edgelabel"), ("articles", "edgearticles"), ("weight", "weight"), ("kind", "kind")]
)
def test_the_key_of_an_edge_has_an_id_that_no_nodes_key_has(name, id):
    assert edge_id(name) == id
    assert id not in NODE_KEYS


def test_every_fact_is_an_edge_of_the_multigraph(awkward):
    found = read(awkward, write_graphml_multi)
    assert type(found) is nx.MultiDiGraph
    assert {key for *_, key in found.edges(keys=True)} == {fact.id for fact in awkward.given_facts}
    edge = found.edges["a", "p", "f-a-launches-p-done-positive"]
    assert edge == {
        "label": "推出", "weight": 2.0, "kind": "launches", "relation": "launches", "relation_zh": "推出",
        "modality": "done", "polarity": "positive", "symmetric": False, "confidence": 0.75, "evidence": 2,
        "articles": 2,
    }  # fmt: skip
    denied = found.edges["b", "q", "f-b-participatesIn-q-done-negative"]
    assert (denied["label"], denied["polarity"], denied["relation_zh"]) == ("未参与", "negative", "参与")


def test_the_multigraph_has_open_facts_where_they_are_shown(opened, awkward):
    verbs = {edge["relation_zh"] for *_, edge in read(opened, write_graphml_multi).edges(data=True)}
    assert {"走访", "约谈", "拟=“六基<&>工程”'𠮷😀", "未通报"} <= verbs
    assert "open" not in {edge["relation"] for *_, edge in read(awkward, write_graphml_multi).edges(data=True)}


def test_nodes_stand_where_the_places_say(graph):
    found = read(graph)
    for place in graph.places():
        values = found.nodes[place.entity]
        assert (values["x"], values["y"], values["neighbours"]) == place[1:]
        assert values["size"] == size(place.degree)


def test_every_class_has_a_colour_of_its_own():
    assert set(COLOURS) == set(LABELS)
    assert len(set(COLOURS.values())) == len(LABELS)
    assert COLOURS["ORG"].hex == "#0072b2"


def test_sizes_grow_and_places_differ():
    assert 0 < size(0) == size(1) < size(2) < size(100)
    assert len({spiral(rank) for rank in range(500)}) == 500
