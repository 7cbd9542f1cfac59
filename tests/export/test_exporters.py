"""What every export format keeps, whatever its name."""

import io

import pytest

from kg.errors import UnknownNameError
from kg.export import exporters

AT_LEAST = {
    "turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml", "graphml", "gexf", "csv-entities", "csv-edges",
    "csv-aliases", "csv-review", "svg", "graphml-multi", "gephi-nodes", "gephi-edges", "neo4j-nodes",
    "neo4j-relationships", "cypher", "cytoscape", "d3", "parquet-nodes", "parquet-facts", "parquet-evidence",
    "parquet-cooccurrences",
}  # fmt: skip


# Every other format is text.
BINARY = {name for name in exporters if name.startswith("parquet-")}


def written(graph, name):
    out = io.BytesIO()
    exporters[name](graph, out)
    return out.getvalue()


def test_the_formats_are_registered():
    assert set(exporters) >= AT_LEAST


def test_a_miss_lists_the_formats():
    with pytest.raises(UnknownNameError, match=r"kg\.export has no 'xls'; choose from csv-aliases, .*turtle"):
        exporters["xls"]


@pytest.mark.parametrize("kind", ["graph", "awkward", "opened", "empty"])
@pytest.mark.parametrize("name", exporters.names())
def test_the_same_graph_gives_the_same_bytes(name, kind, request):
    graph = request.getfixturevalue(kind)
    assert written(graph, name) == written(graph, name)


# In the hand-made documents nothing is in doubt: nobody has to review 海湾区.
@pytest.mark.parametrize("name", sorted(set(exporters) - {"csv-review"} - BINARY))
def test_chinese_leaves_as_utf8(name, graph):
    assert "海湾区" in written(graph, name).decode("utf-8")


@pytest.mark.parametrize("name", sorted(set(exporters) - BINARY))
def test_awkward_texts_leave_without_control_characters(name, awkward):
    text = written(awkward, name).decode("utf-8")
    assert "𠮷😀" in text or "\\U00020BB7" in text
    assert not {"\x00", "\x0b", "\ufffe"} & set(text)


@pytest.mark.parametrize("name", exporters.names())
def test_the_handle_stays_open(name, empty):
    out = io.BytesIO()
    exporters[name](empty, out)
    out.write(b"end")
    assert out.getvalue().endswith(b"end")
