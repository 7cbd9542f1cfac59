"""Every reader of RDF that people use finds the same in every file, whatever the names are."""

import io
import json
import shutil
import subprocess
from dataclasses import replace
from itertools import cycle

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from kg.export import exporters
from kg.export.rdf import quads, triples
from kg.export.text import clean
from kg.ontology import SKOS

RDFLIB = {
    "turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld", "nquads": "nquads", "trig": "trig",
}  # fmt: skip
OXIGRAPH = {
    "turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES, "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD, "nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG,
}  # fmt: skip
DATASETS = {"nquads", "trig"}
# Raptor reads no JSON-LD.
RAPTOR = sorted(set(OXIGRAPH) - {"jsonld"})
NAMES = (
    '"引号"与\'撇号\'', '"""三引号', "反斜杠\\", "\\u4e00不是转义", "换\n行\r\n与\t制表", " 前后 空格 ", "表情😀🏳️‍🌈",
    "𠮷野家𪚥", "控\x00制\x1b字\x7f符\x85", "行分隔\u2028段分隔\u2029", "\ufeff字节序", "阿拉伯 عربى 与 e\u0301",
    "长" * 20_000, "@zh", '"@en .', "^^<x>", "<b>&amp;</b>]]>", "{ } . ; , # %41 entity:a", "\ud800孤立\ufffe",
)  # fmt: skip
BASES = ("https://data.example/城市/", "https://data.example/id#", "urn:example:kg/")

rapper = shutil.which("rapper")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


def written(graph, name):
    out = io.BytesIO()
    exporters[name](graph, out)
    return out.getvalue()


def expected(graph, name):
    """What a file says: triples of a graph, quads of a dataset."""
    return set(quads(graph)) if name in DATASETS else set(triples(graph))


def named(graph, names):
    """The same graph with other names for its first things, articles, triggers and sentences."""
    ends = iter(names)
    nodes = tuple(replace(node, name=next(ends, node.name)) for node in graph.given_nodes)
    aliases = tuple(name for name in names if clean(name))
    nodes = (replace(nodes[0], aliases=aliases), *nodes[1:])
    texts = cycle(names)
    pieces = tuple(replace(item, sentence=next(texts), trigger=next(texts)) for item in graph.given_evidence)
    articles = tuple(replace(item, title=next(texts), publisher=next(texts)) for item in graph.given_articles)
    return replace(graph, given_nodes=nodes, given_evidence=pieces, given_articles=articles)


@pytest.fixture
def nasty(opened):
    return named(replace(opened, infers=True), NAMES)


@pytest.fixture(params=[None, *BASES])
def based(request, nasty):
    return replace(nasty, given_base=request.param) if request.param else nasty


@pytest.mark.parametrize("name", OXIGRAPH)
def test_oxigraph(name, based):
    read = set(ox.parse(written(based, name), OXIGRAPH[name]))
    assert (read if name in DATASETS else {quad.triple for quad in read}) == expected(based, name)


@pytest.mark.parametrize("name", RDFLIB)
def test_rdflib(name, based):
    read = rdflib.Dataset() if name in DATASETS else rdflib.Graph()
    read.parse(data=written(based, name), format=RDFLIB[name])
    lines = read.serialize(format="nquads" if name in DATASETS else "nt", encoding="utf-8")
    assert_same(lines, based, name)


@pytest.mark.skipif(rapper is None, reason="no rapper here; Debian has it in raptor2-utils")
@pytest.mark.parametrize("name", RAPTOR)
def test_raptor(name, based, tmp_path):
    file = tmp_path / "graph"
    file.write_bytes(written(based, name))
    to = "nquads" if name in DATASETS else "ntriples"
    ran = subprocess.run(
        [str(rapper), "-q", "-i", name, "-o", to, str(file), "https://other.example/"], capture_output=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert_same(ran.stdout, based, name)


def test_pyld(based):
    lines = jsonld.to_rdf(json.loads(written(based, "jsonld")), {"format": "application/n-quads"})
    assert_same(lines.encode("utf-8"), based, "jsonld")


def assert_same(lines, graph, name):
    """Lines of N-Triples or N-Quads, in any order, say what the file was to say."""
    read = set(ox.parse(lines, ox.RdfFormat.N_QUADS))
    assert (read if name in DATASETS else {quad.triple for quad in read}) == expected(graph, name)


@settings(max_examples=150)
@given(names=st.lists(st.text(min_size=1), min_size=1, max_size=5, unique=True))
def test_any_name_comes_back(names, make_awkward):
    graph = named(make_awkward(), tuple(names))
    cleaned = {clean(node.name) for node in graph.given_nodes}
    for name in ("turtle", "nquads", "jsonld", "trig", "rdfxml"):
        read = ox.parse(written(graph, name), OXIGRAPH[name])
        labels = {quad.object for quad in read if quad.predicate.value == SKOS + "prefLabel"}
        assert labels == {ox.Literal(text, language="zh") for text in cleaned}
