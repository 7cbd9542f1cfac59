"""GEXF and GraphML as people's programs take them: by their schemas, and by the parsers of Gephi Lite and of others."""

import io
import json
import os
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.choosing import Choice, choose
from kg.export import exporters
from kg.export.text import clean, short

FORMATS = ("gexf", "graphml", "graphml-multi")
GRAPHS = ("graph", "chosen", "awkward", "opened", "hard", "empty")
NAMES = (
    '"引号"与\'撇号\'', "<b>&amp;</b>]]>", "反斜杠\\", "换\n行\r\n与\t制表", " 前后 空格\u3000", "表情😀🏳️‍🌈",
    "𠮷野家𪚥", "控\x00制\x1b字\x7f符\x85", "\ufeff字节序\u2028", "逗号, 分号; 竖线|与[方]括号", "null", "长" * 20_000,
)  # fmt: skip

# GEXF 1.3 (https://gexf.net, 1.3/gexf.rnc and viz.rnc) as far as it concerns us.
# Element: the attributes it must have, those it may have, its children in this order and how often each may come.
GEXF = {
    "gexf": ({"version"}, {"variant"}, {"meta": (0, 1), "graph": (1, 1)}),
    "meta": (set(), {"lastmodifieddate"}, {"creator": (0, 1), "keywords": (0, 1), "description": (0, 1)}),
    "creator": (set(), set(), {}),
    "graph": (
        set(),
        {"mode", "timeformat", "timerepresentation", "timezone", "start", "end", "timestamp", "defaultedgetype",
         "idtype"},
        {"attributes": (0, None), "nodes": (1, 1), "edges": (1, 1)},
    ),
    "attributes": ({"class"}, {"mode"}, {"attribute": (0, None)}),
    "attribute": ({"id", "title", "type"}, set(), {"default": (0, 1), "options": (0, 1)}),
    "nodes": (set(), {"count"}, {"node": (0, None)}),
    "edges": (set(), {"count"}, {"edge": (0, None)}),
    "node": (
        {"id"},
        {"label", "start", "end", "intervals", "timestamp", "timestamps", "pid"},
        {"attvalues": (0, 1), "spells": (0, 1), "color": (0, 1), "position": (0, 1), "size": (0, 1), "shape": (0, 1)},
    ),
    "edge": (
        {"source", "target"},
        {"id", "type", "kind", "label", "weight", "start", "end", "intervals", "timestamp", "timestamps"},
        {"attvalues": (0, 1), "spells": (0, 1), "color": (0, 1), "thickness": (0, 1), "shape": (0, 1)},
    ),
    "attvalues": (set(), set(), {"attvalue": (0, None)}),
    "attvalue": ({"for", "value"}, {"start", "end", "timestamp"}, {}),
    "color": (set(), {"hex", "r", "g", "b", "a"}, {}),
    "position": ({"x", "y"}, {"z"}, {}),
    "size": ({"value"}, set(), {}),
}  # fmt: skip
# Element and attribute: the values there are.
GEXF_VALUES = {
    ("gexf", "version"): {"1.3"},
    ("graph", "mode"): {"static", "dynamic", "slice"},
    ("graph", "timeformat"): {"integer", "double", "date", "dateTime"},
    ("graph", "timerepresentation"): {"interval", "timestamp"},
    ("graph", "defaultedgetype"): {"directed", "undirected", "mutual"},
    ("graph", "idtype"): {"integer", "string"},
    ("attributes", "class"): {"node", "edge"},
    ("attributes", "mode"): {"static", "dynamic"},
    ("attribute", "type"): {
        prefix + name
        for prefix in ("", "list")
        for name in (
            "integer", "long", "double", "float", "boolean", "bigdecimal", "biginteger", "byte", "char", "short",
            "string",
        )
    }
    | {"anyURI"},
}  # fmt: skip
# GraphML 1.1 (http://graphml.graphdrawing.org/xmlns/1.1/graphml-structure.xsd with its attributes extension).
GRAPHML = {
    "graphml": (set(), set(), {"key": (0, None), "graph": (0, None)}),
    "key": ({"id"}, {"for", "attr.name", "attr.type", "dynamic"}, {"default": (0, 1)}),
    "graph": ({"edgedefault"}, {"id"}, {"node": (0, None), "edge": (0, None)}),
    "node": ({"id"}, set(), {"data": (0, None)}),
    "edge": ({"source", "target"}, {"id", "directed"}, {"data": (0, None)}),
    "data": ({"key"}, {"id"}, {}),
}
GRAPHML_VALUES = {
    ("key", "for"): {"all", "graphml", "graph", "node", "edge", "hyperedge", "port", "endpoint"},
    ("key", "attr.type"): {"boolean", "int", "long", "float", "double", "string"},
    ("graph", "edgedefault"): {"directed", "undirected"},
    ("edge", "directed"): {"true", "false"},
}
SCHEMAS = {
    "gexf": (GEXF, GEXF_VALUES, "gexf", {"http://gexf.net/1.3", "http://gexf.net/1.3/viz"}),
    "graphml": (GRAPHML, GRAPHML_VALUES, "graphml", {"http://graphml.graphdrawing.org/xmlns"}),
    "graphml-multi": (GRAPHML, GRAPHML_VALUES, "graphml", {"http://graphml.graphdrawing.org/xmlns"}),
}
OF_VIZ = {"color", "position", "size"}
# How the texts of a type look.
SHAPES = {
    "integer": int, "int": int, "double": float, "boolean": {"true": True, "false": False}.__getitem__,
    "string": str, "liststring": lambda given: json.loads(given, strict=False),
}  # fmt: skip

PARSE = """
const { Graph } = require("graphology");
const [format, path] = process.argv.slice(2);
const { parse } = require(format === "gexf" ? "graphology-gexf" : "graphology-graphml");
console.log(JSON.stringify(parse(Graph, require("fs").readFileSync(path, "utf-8")).export()));
"""


@pytest.fixture
def chosen(graph):
    return choose(graph, Choice(relations=("co-occurrence", "launches", "cooperatesWith"), top=9))


@pytest.fixture
def hard(awkward):
    """Names that break parsers, a loop, parallel edges, entities without an edge."""
    first, *rest = awkward.given_nodes
    nodes = [replace(first, name=NAMES[0], aliases=NAMES)]
    nodes += [replace(node, name=name) for node, name in zip(rest, NAMES[1:], strict=False)]
    nodes += [replace(first, id=f"lonely{rank}", name=name, aliases=()) for rank, name in enumerate(NAMES)]
    loop = replace(awkward.given_facts[0], id="loop", object=awkward.given_facts[0].subject)
    return replace(awkward, given_nodes=tuple(nodes), given_facts=(*awkward.given_facts, loop))


def written(graph, name):
    out = io.BytesIO()
    exporters[name](graph, out)
    return out.getvalue()


def local(tag):
    return tag.partition("}")[2]


def nodes_of(graph):
    """Name and aliases of every entity as they leave: without what no XML may hold."""
    return {
        node.id: (clean(node.name), tuple(clean(alias) for alias in node.aliases if clean(alias)))
        for node in graph.nodes()
    }


@pytest.mark.parametrize("kind", GRAPHS)
@pytest.mark.parametrize("name", FORMATS)
def test_the_schema_is_kept(name, kind, request):
    elements, values, root_name, namespaces = SCHEMAS[name]
    root = ElementTree.fromstring(written(request.getfixturevalue(kind), name))
    assert local(root.tag) == root_name
    for item in root.iter():
        space, tag = item.tag[1:].split("}")
        assert space in namespaces
        assert space.endswith("/viz") == (tag in OF_VIZ)
        required, optional, children = elements[tag]
        assert required <= set(item.keys()) <= required | optional
        assert all(item.get(key) in values.get((tag, key), {item.get(key)}) for key in item.keys())  # noqa: SIM118
        found = [local(child.tag) for child in item]
        assert set(found) <= children.keys()
        counted = Counter(found)
        assert all(least <= counted[child] <= (most or counted[child]) for child, (least, most) in children.items())
        if tag in ("gexf", "graph", "graphml"):
            assert found == sorted(found, key=list(children).index)


@pytest.mark.parametrize("kind", GRAPHS)
@pytest.mark.parametrize("name", FORMATS)
def test_ids_are_unique_and_every_end_and_column_is_declared(name, kind, request):
    root = ElementTree.fromstring(written(request.getfixturevalue(kind), name))
    items = {tag: [item for item in root.iter() if local(item.tag) == tag] for tag in ("node", "edge")}
    ids = {tag: [item.get("id") for item in found] for tag, found in items.items()}
    assert all(len(set(found)) == len(found) for found in ids.values())
    assert {edge.get(end) for edge in items["edge"] for end in ("source", "target")} <= set(ids["node"])
    types = {}
    for item in root.iter():
        if local(item.tag) == "key":
            types[item.get("for"), item.get("id")] = item.get("attr.type")
        if local(item.tag) == "attributes":
            types |= {(item.get("class"), column.get("id")): column.get("type") for column in item}
    for tag, found in items.items():
        for value in (value for item in found for value in item.iter() if local(value.tag) in ("attvalue", "data")):
            given = value.get("value") if local(value.tag) == "attvalue" else value.text or ""
            SHAPES[types[tag, value.get("for") or value.get("key")]](given)
            assert given not in ("None", "nan", "NaT")


@pytest.mark.parametrize("kind", GRAPHS)
def test_time_has_days_in_order(kind, request):
    root = ElementTree.fromstring(written(request.getfixturevalue(kind), "gexf"))
    for item in root.iter():
        start, end = item.get("start"), item.get("end")
        assert (start is None) == (end is None)
        if start and local(item.tag) in ("node", "edge"):
            assert start <= end and len(start) == len(end) == len("2024-01-02")


@pytest.mark.parametrize("kind", GRAPHS)
@pytest.mark.parametrize("name", ("graphml", "graphml-multi"))
def test_networkx_and_igraph_read_the_same(name, kind, request, tmp_path):
    graph = request.getfixturevalue(kind)
    path = tmp_path / "graph.graphml"
    path.write_bytes(written(graph, name))
    ours, theirs = nx.read_graphml(path), igraph.Graph.Read_GraphML(str(path))
    called = {id: name for id, (name, _) in nodes_of(graph).items()}
    assert {id: data["fullname"] for id, data in ours.nodes(data=True)} == called
    assert dict(zip(theirs.vs["id"], theirs.vs["fullname"], strict=True) if called else ()) == called
    edges = sorted((a, b, data["weight"]) for a, b, data in ours.edges(data=True))
    ids = theirs.vs["id"] if called else []
    assert sorted((ids[edge.source], ids[edge.target], edge["weight"]) for edge in theirs.es) == edges
    if name == "graphml":
        assert len({pair[:2] for pair in edges}) == len(edges)
    else:
        assert len(edges) == len(list(graph.facts())) + _shown(graph)


def _shown(graph):
    opened = len(list(graph.open_facts())) if graph.shows_open() else 0
    return opened + (len(list(graph.cooccurrences())) if graph.shows_cooccurrences() else 0)


def test_a_loop_and_parallel_edges_stay(hard):
    multi = nx.read_graphml(io.BytesIO(written(hard, "graphml-multi")))
    assert multi.has_edge("a", "a", "loop")
    assert multi.number_of_edges("a", "p") == 4
    assert nx.read_graphml(io.BytesIO(written(hard, "graphml"))).has_edge("a", "a")


@settings(max_examples=15)
@given(name=st.text(min_size=1), alias=st.text(min_size=1))
def test_any_name_comes_back(name, alias, make_awkward):
    graph = make_awkward()
    first = replace(graph.given_nodes[0], name=name, aliases=(alias,))
    graph = replace(graph, given_nodes=(first, *graph.given_nodes[1:]))
    read = nx.read_graphml(io.BytesIO(written(graph, "graphml-multi"))).nodes["a"]
    # An empty text is no text: readers leave out what is in an element without content.
    assert (read.get("fullname") or "", read.get("label") or "") == (clean(name), short(name))
    root = ElementTree.fromstring(written(graph, "gexf"))
    node = next(item for item in root.iter() if local(item.tag) == "node" and item.get("id") == "a")
    values = {item.get("for"): item.get("value") for item in node.iter() if local(item.tag) == "attvalue"}
    assert (node.get("label"), values["fullname"]) == (short(name), clean(name))
    assert SHAPES["liststring"](values["aliases"]) == [clean(alias)]


def _modules():
    """Where the packages of Node are: told by KG_NODE_MODULES, or in node_modules of the checkout."""
    told = os.environ.get("KG_NODE_MODULES")
    places = [Path(told)] if told else [Path(__file__).parents[2] / "node_modules"]
    packages = ("graphology", "graphology-gexf", "graphology-graphml")
    return next((place for place in places if all((place / name).is_dir() for name in packages)), None)


node = shutil.which("node")
modules = _modules()
needs_node = pytest.mark.skipif(
    node is None or modules is None,
    reason="needs Node with graphology, graphology-gexf and graphology-graphml (npm install), "
    "in node_modules or where KG_NODE_MODULES says",
)


def one_line(text):
    """The parser of XML that Node uses makes another break of a line separator, as XML 1.1 would."""
    return text.replace("\u2028", " ").replace("\n", " ")


@needs_node
@pytest.mark.parametrize("kind", GRAPHS)
@pytest.mark.parametrize("name", FORMATS)
def test_graphology_reads_it(name, kind, request, tmp_path):
    graph = request.getfixturevalue(kind)
    path, script = tmp_path / "graph.xml", tmp_path / "parse.js"
    path.write_bytes(written(graph, name))
    script.write_text(PARSE, encoding="utf-8")
    ran = subprocess.run(
        [str(node), str(script), name, str(path)], capture_output=True, text=True, encoding="utf-8", check=False,
        env=os.environ | {"NODE_PATH": str(modules)},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    read = json.loads(ran.stdout)
    found = {item["key"]: item["attributes"] for item in read["nodes"]}
    expected = nodes_of(graph)
    assert {id: one_line(values["fullname"]) for id, values in found.items()} == {
        id: one_line(name) for id, (name, _) in expected.items()
    }
    assert all({"x", "y", "size", "color", "label"} <= values.keys() for values in found.values())
    if name == "gexf":
        assert {id: [one_line(alias) for alias in values.get("aliases", ())] for id, values in found.items()} == {
            id: [one_line(alias) for alias in aliases] for id, (_, aliases) in expected.items()
        }
    edges = [item["attributes"] for item in read["edges"]]
    assert len({item["key"] for item in read["edges"]}) == len(edges)
    if name != "graphml":
        assert len(edges) == len(list(graph.facts())) + _shown(graph)
    assert all(values["weight"] > 0 and values["kind"] for values in edges)
