import codecs
import csv
import io

import pytest

from kg.export.edges import stated, together
from kg.export.gephi import EDGE_COLUMNS, NODE_COLUMNS, alternated, write_edges, write_nodes

# Gephi guesses a column's type from so many rows, in this order: the first that reads all that is not empty.
LOOKED_AT = 25


def written(write, graph):
    out = io.BytesIO()
    write(graph, out)
    return out.getvalue()


def rows(write, graph):
    data = written(write, graph)
    assert not data.startswith(codecs.BOM_UTF8)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def guessed(values):
    """The type that Gephi gives a column: int, float or text."""
    seen = [value for value in values[:LOOKED_AT] if value]
    for type_ in (int, float):
        try:
            for value in seen:
                type_(value)
        except ValueError:
            continue
        return type_ if seen else str
    return str


def test_the_columns_that_gephi_knows_come_under_its_names():
    assert list(NODE_COLUMNS)[:2] == ["Id", "Label"]
    assert {"Source", "Target", "Type", "Kind", "Id", "Label", "Weight"} <= EDGE_COLUMNS.keys()
    # These would be read as times.
    assert not {"timeset", "interval", "timestamp"} & {name.lower() for name in (*NODE_COLUMNS, *EDGE_COLUMNS)}


def test_nodes(graph, ids):
    found = {row["Id"]: row for row in rows(write_nodes, graph)}
    assert len(found) == graph.counts()["nodes"]
    row = found[ids["海湾区人社局"]]
    assert (row["Label"], row["Type"], row["TypeZh"], row["Aliases"]) == ("海湾区人社局", "ORG", "机构", "区人社局")
    assert (row["Region"], row["First"], row["Last"]) == ("990100", "2024-02-08", "2024-09-30")


def test_every_end_of_an_edge_is_a_node(graph):
    ids = {row["Id"] for row in rows(write_nodes, graph)}
    assert {row[end] for row in rows(write_edges, graph) for end in ("Source", "Target")} <= ids


def test_what_is_stated_is_directed_unless_it_is_symmetric(graph, ids):
    found = {(row["Source"], row["Target"], row["Kind"]): row for row in rows(write_edges, graph)}
    launch = found[ids["海湾区"], ids["星火工程"], "launches"]
    assert (launch["Type"], launch["Label"], launch["Weight"]) == ("Directed", "推出", "1")
    assert launch["Evidence"].startswith("海湾区2月启动")
    assert {row["Type"] for row in found.values() if row["Family"] == "co-occurrence"} == {"Undirected"}
    assert {row["Type"] for row in found.values() if row["Kind"] == "cooperatesWith"} == {"Undirected"}


@pytest.mark.parametrize("kind", ["graph", "awkward", "opened"])
def test_gephi_adds_up_no_edges(kind, request):
    """It merges edges of one kind between two nodes, whichever way an undirected one is written."""
    found = rows(write_edges, request.getfixturevalue(kind))
    ends = [
        (r["Source"], r["Target"]) if r["Type"] == "Directed" else frozenset((r["Source"], r["Target"])) for r in found
    ]
    assert len(set(zip(ends, (row["Kind"] for row in found), strict=True))) == len(found)
    assert len({row["Id"] for row in found}) == len(found)
    assert all(float(row["Weight"]) > 0 for row in found)


@pytest.mark.parametrize("kind", ["graph", "awkward", "opened"])
def test_columns_are_guessed_as_what_they_are(kind, request):
    found = rows(write_edges, request.getfixturevalue(kind))
    columns = {name: guessed([row[name] for row in found]) for name in EDGE_COLUMNS}
    assert {name for name, type_ in columns.items() if type_ is float} == {"Confidence", "NPMI", "LLR"}
    assert {name for name, type_ in columns.items() if type_ is int} == {"Weight", "Articles", "Paragraphs"}


def test_families_alternate_until_one_is_over(awkward):
    families = [edge.family for edge in alternated(stated(awkward), together(awkward))]
    assert families == ["stated", "co-occurrence"] * 2 + ["stated"] * 5
    assert len(list(alternated((), together(awkward)))) == 2
    assert list(alternated((), ())) == []


def test_awkward_texts_come_back(awkward):
    found = {row["Id"]: row for row in rows(write_nodes, awkward)}
    assert found["a"]["Name"] == "'=“六基<&>工程”'𠮷😀"
    assert found["p"]["Label"] == "一个名字特别特别长的基层…"
    assert (found["z"]["Mentions"], found["z"]["First"]) == ("0", "")


@pytest.mark.parametrize(("write", "columns"), [(write_nodes, NODE_COLUMNS), (write_edges, EDGE_COLUMNS)])
def test_an_empty_graph_has_a_header(write, columns, empty):
    assert written(write, empty).decode("utf-8") == ",".join(columns) + "\r\n"
