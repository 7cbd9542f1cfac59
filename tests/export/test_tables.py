import codecs
import csv
import io

import pytest

from kg.export.tables import EDGE_COLUMNS, ENTITY_COLUMNS, safe, write_edges, write_entities


def rows(write, graph):
    out = io.BytesIO()
    write(graph, out)
    data = out.getvalue()
    assert data.startswith(codecs.BOM_UTF8)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_entities(graph, ids):
    found = {row["Id"]: row for row in rows(write_entities, graph)}
    assert len(found) == graph.counts()["nodes"]
    assert found[ids["海湾区人社局"]] | {"Mentions": "", "Articles": ""} == {
        "Id": ids["海湾区人社局"], "Label": "海湾区人社局", "Type": "ORG", "Name": "海湾区人社局",
        "Aliases": "区人社局", "Code": "", "Within": ids["海湾区"], "Mentions": "", "Articles": "",
        "First": "2024-02-08", "Last": "2024-09-30",
    }  # fmt: skip


def test_edges_name_the_sentence_that_states_them(graph, documents):
    texts = {document.source.name: document.source.text for document in documents}
    found = rows(write_edges, graph)
    assert len(found) == graph.counts()["facts"]
    for row in found:
        assert texts[row["File"]][int(row["Start"]) : int(row["End"])] == row["Evidence"]


def test_a_symmetric_relation_is_undirected(graph, ids):
    found = {frozenset((row["Source"], row["Target"])): row for row in rows(write_edges, graph)}
    row = found[frozenset((ids["海湾区人社局"], ids["新港海洋学院"]))]
    assert (row["Type"], row["Relation"], row["Label"], row["Weight"]) == ("Undirected", "cooperatesWith", "合作", "2")
    assert {row["Type"] for row in found.values()} == {"Directed", "Undirected"}


def test_the_surest_sentence_is_chosen(awkward):
    found = {
        (row["Source"], row["Relation"], row["Modality"], row["Polarity"]): row for row in rows(write_edges, awkward)
    }
    row = found["a", "launches", "done", "positive"]
    assert (row["File"], row["Start"], row["Evidence"]) == ("art2.txt", "7", "甲实施乙。")
    assert found["b", "participatesIn", "done", "negative"]["Label"] == "未参与"


def test_a_spreadsheet_takes_no_cell_for_a_formula(awkward):
    found = {row["Id"]: row for row in rows(write_entities, awkward)}
    assert found["a"]["Name"] == "'=“六基<&>工程”'𠮷😀"
    cells = [cell for write in (write_entities, write_edges) for row in rows(write, awkward) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-", "'-"),
        ("@某", "'@某"),
        ("1=1", "1=1"),
        (-0.25, "-0.25"),
        (None, ""),
        (0, "0"),
    ],
)
def test_safe(cell, expected):
    assert safe(cell) == expected


@pytest.mark.parametrize(("write", "columns"), [(write_entities, ENTITY_COLUMNS), (write_edges, EDGE_COLUMNS)])
def test_an_empty_graph_has_a_header(write, columns, empty):
    out = io.BytesIO()
    write(empty, out)
    assert out.getvalue().decode("utf-8-sig") == ",".join(columns) + "\r\n"
