import io
import json
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import networkx as nx
import pytest

from kg.choosing import Choice, choose
from kg.export.gexf import write_gexf
from kg.export.looks import size

NS = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
TYPES = {"string", "integer", "long", "double", "float", "boolean", "liststring", "anyURI"}


def written(graph):
    out = io.BytesIO()
    write_gexf(graph, out)
    return out.getvalue()


def parsed(graph):
    return ElementTree.fromstring(written(graph))


def columns(item):
    return {value.get("for"): value.get("value") for value in item.iter(NS + "attvalue")}


def edges(graph):
    """(source, target, kind): {column: value} with label and weight."""
    found = {}
    for edge in parsed(graph).iter(NS + "edge"):
        key = (edge.get("source"), edge.get("target"), edge.get("kind"))
        assert key not in found
        found[key] = columns(edge) | {"label": edge.get("label"), "weight": edge.get("weight")}
    return found


@pytest.mark.parametrize("kind", ["graph", "awkward", "opened", "empty"])
def test_it_is_gexf_13(kind, request):
    root = parsed(request.getfixturevalue(kind))
    assert root.tag == NS + "gexf"
    assert root.get("version") == "1.3"
    declared = {}
    for attributes in root.iter(NS + "attributes"):
        types = {item.get("id"): item.get("type") for item in attributes}
        assert set(types.values()) <= TYPES
        assert "pid" not in types
        declared[attributes.get("class")] = set(types)
    ids = {node.get("id") for node in root.iter(NS + "node")}
    for name in ("node", "edge"):
        items = list(root.iter(NS + name))
        assert len({item.get("id") for item in items}) == len(items)
        assert all(value.get("for") in declared[name] for item in items for value in item.iter(NS + "attvalue"))
    for edge in root.iter(NS + "edge"):
        assert {edge.get("source"), edge.get("target")} <= ids
        assert float(edge.get("weight")) > 0


def test_every_fact_is_an_edge_of_its_own_kind(awkward):
    found = edges(awkward)
    assert len(found) == len(awkward.given_facts)
    assert {kind for source, target, kind in found if (source, target) == ("a", "p")} == {
        "launches", "launches ongoing", "leads", "leads done negative",
    }  # fmt: skip
    assert found["b", "p", "launches planned"]["label"] == "拟推出"
    assert found["a", "p", "leads done negative"]["label"] == "未牵头"
    assert found["a", "b", "cooperatesWith"]["symmetric"] == "true"
    assert found["a", "p", "launches"]["evidence"] == "2"


def test_open_facts_have_kinds_of_their_own(opened):
    found = {key: value for key, value in edges(opened).items() if key[2].startswith("open ")}
    assert len(found) == 4
    assert found["b", "c", "open 约谈"] | {"first_seen": ""} == {
        "relation": "open", "relation_zh": "约谈", "modality": "done", "polarity": "positive", "symmetric": "false",
        "confidence": "0.5", "evidence": "3", "articles": "1", "label": "约谈", "weight": "3", "first_seen": "",
    }  # fmt: skip
    assert found["q", "z", "open 通报 done negative"]["label"] == "未通报"


def test_nodes_have_colour_size_and_a_place(awkward):
    for node in parsed(awkward).iter(NS + "node"):
        colour = node.find(VIZ + "color")
        assert all(0 <= int(colour.get(part)) <= 255 for part in "rgb")
        assert float(node.find(VIZ + "size").get("value")) > 0
    places = [node.find(VIZ + "position") for node in parsed(awkward).iter(NS + "node")]
    assert len({(place.get("x"), place.get("y")) for place in places}) == len(places)


def test_size_grows_with_the_neighbours(awkward):
    sizes = {n.get("id"): float(n.find(VIZ + "size").get("value")) for n in parsed(awkward).iter(NS + "node")}
    assert sizes["a"] == sizes["b"] == sizes["p"] == size(2) > sizes["z"] == sizes["q"] == size(0)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2024, 1, 2), date(2024, 3, 4), ("2024-01-02", "2024-03-04")),
        (date(2024, 1, 2), date(2024, 1, 2), ("2024-01-02", "2024-01-02")),
        (None, None, (None, None)),
    ],
)
def test_an_edge_lasts_as_long_as_its_evidence(awkward, first, last, expected):
    dated = replace(awkward.given_facts[0], first_seen=first, last_seen=last)
    (edge,) = parsed(replace(awkward, given_facts=(dated,))).iter(NS + "edge")
    assert (edge.get("start"), edge.get("end")) == expected


def test_time_is_in_days_and_both_ends_count(awkward):
    (graph,) = parsed(awkward).iter(NS + "graph")
    assert (graph.get("mode"), graph.get("timeformat"), graph.get("timerepresentation")) == (
        "dynamic", "date", "interval",
    )  # fmt: skip
    lasting = {node.get("id"): (node.get("start"), node.get("end")) for node in parsed(awkward).iter(NS + "node")}
    assert lasting["a"] == ("2024-01-02", "2024-03-04")
    assert lasting["z"] == (None, None)


def test_aliases_are_a_list_of_quoted_texts(awkward):
    nodes = {node.get("id"): columns(node) for node in parsed(awkward).iter(NS + "node")}
    assert json.loads(nodes["a"]["aliases"]) == ["甲", "=“六基<&>工程”'𠮷😀局"]
    assert "aliases" not in nodes["b"]


def test_cooccurrence_is_there_only_where_it_was_chosen(graph):
    assert "co-occurrence" not in {kind for *_, kind in edges(graph)}
    with_pairs = choose(graph, Choice(relations=("co-occurrence", "launches")))
    found = {key: value for key, value in edges(with_pairs).items() if key[2] == "co-occurrence"}
    pairs = {(pair.a, pair.b): pair for pair in graph.cooccurrences()}
    assert {key[:2] for key in found} == pairs.keys()
    for (a, b, _), values in found.items():
        pair = pairs[a, b]
        assert (values["label"], values["symmetric"], values["weight"]) == ("共现", "true", str(pair.sentences))
        assert float(values["llr"]) == pytest.approx(pair.llr, abs=1e-6)


def test_a_date_that_is_not_known_is_left_out(awkward):
    nodes = {node.get("id"): columns(node) for node in parsed(awkward).iter(NS + "node")}
    assert nodes["a"]["first_seen"] == "2024-01-02"
    assert "first_seen" not in nodes["z"]
    assert nodes["a"]["fullname"] == "=“六基<&>工程”'𠮷😀"


def test_networkx_reads_it(graph, ids):
    # networkx knows the elements of 1.2, which 1.3 kept, under the older namespace only.
    data = written(graph).replace(b"http://gexf.net/1.3", b"http://www.gexf.net/1.2draft").replace(b'"1.3"', b'"1.2"')
    data = data.replace(b'"liststring"', b'"string"')
    found = nx.read_gexf(io.BytesIO(data))
    assert len(found) == graph.counts()["nodes"]
    assert found.number_of_edges() == graph.counts()["facts"]
    assert found.nodes[ids["星火工程"]]["label"] == "星火工程"
    stated = {values["relation"] for *_, values in found.out_edges(ids["海湾区人社局"], data=True)}
    assert stated >= {"issues", "launches"}
