import codecs
import csv
import io

import pytest

from kg.choosing import Choice, choose
from kg.decisions import REVIEW_COLUMNS, read_decisions
from kg.export.tables import (
    ALIAS_COLUMNS,
    EDGE_COLUMNS,
    ENTITY_COLUMNS,
    safe,
    write_aliases,
    write_edges,
    write_entities,
    write_review,
)
from kg.types import Decision

WRITERS = (write_entities, write_edges, write_aliases, write_review)


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


def test_cooccurrences_are_rows_where_they_were_chosen(graph):
    assert "co-occurrence" not in {row["Relation"] for row in rows(write_edges, graph)}
    found = rows(write_edges, choose(graph, Choice(relations=("co-occurrence",))))
    pairs = [(pair.a, pair.b, str(pair.sentences)) for pair in graph.cooccurrences()]
    assert [(row["Source"], row["Target"], row["Weight"]) for row in found] == pairs != []
    assert {(row["Type"], row["Label"], row["Evidence"]) for row in found} == {("Undirected", "共现", "")}


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
    cells = [cell for write in WRITERS for row in rows(write, awkward) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_open_facts_are_rows_with_their_verb(opened, awkward):
    found = [row for row in rows(write_edges, opened) if row["Relation"] == "open"]
    assert {(row["Source"], row["Target"], row["Label"], row["Polarity"]) for row in found} == {
        ("a", "p", "走访", "positive"),
        ("b", "c", "约谈", "positive"),
        ("b", "c", "拟=“六基<&>工程”'𠮷😀", "positive"),
        ("q", "z", "未通报", "negative"),
    }
    assert {row["Type"] for row in found} == {"Directed"} and all(row["Evidence"] for row in found)
    assert "open" not in {row["Relation"] for row in rows(write_edges, awkward)}


def test_aliases_say_why(graph, ids):
    found = {row["Alias"]: row for row in rows(write_aliases, graph)}
    assert found["区人社局"] == {
        "Id": ids["海湾区人社局"], "Name": "海湾区人社局", "Type": "ORG", "Alias": "区人社局",
        "Reason": "region-prefix", "Mentions": "4", "Articles": "2",
    }  # fmt: skip
    assert set(found) == {"区人社局", "海洋学院"}


def test_what_is_in_doubt_is_asked_the_likeliest_first(awkward):
    first, second = rows(write_review, awkward)
    assert (first["name"], first["other"], first["score"]) == ("实体b", "'=“六基<&>工程”'𠮷😀", "0.75")
    assert first["decision"] == second["decision"] == ""
    # Of two names the fuller one would be kept, and a division before any other.
    assert (second["name"], second["label"]) == ("实体q", "PROGRAMME")
    assert (second["other"], second["other_label"]) == ("一个名字特别特别长的基层治理创新工程", "PROGRAMME")
    assert (first["other_region"], first["region"]) == ("370212", "")
    assert first["sentences"] == "'=“六基<&>工程”'𠮷😀。 / 甲实施乙。"
    assert (first["reason"], second["reason"]) == ("'=“六基<&>工程”'𠮷😀", "one name, two labels")


def test_a_review_that_is_filled_in_is_read_as_decisions(awkward, tmp_path):
    out = io.BytesIO()
    write_review(awkward, out)
    table = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))
    table[1][0], table[2][0] = "merge", "apart"
    with (tmp_path / "review.csv").open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(table)
    assert read_decisions(tmp_path / "review.csv") == [
        Decision("merge", "实体b", "ORG", "none", "=“六基<&>工程”'𠮷😀", "ORG", "370212"),
        Decision("apart", "实体q", "PROGRAMME", "none", "一个名字特别特别长的基层治理创新工程", "PROGRAMME", "none"),
    ]


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


@pytest.mark.parametrize(
    ("write", "columns"),
    [
        (write_entities, ENTITY_COLUMNS),
        (write_edges, EDGE_COLUMNS),
        (write_aliases, ALIAS_COLUMNS),
        (write_review, REVIEW_COLUMNS),
    ],
)
def test_an_empty_graph_has_a_header(write, columns, empty):
    out = io.BytesIO()
    write(empty, out)
    assert out.getvalue().decode("utf-8-sig") == ",".join(columns) + "\r\n"
