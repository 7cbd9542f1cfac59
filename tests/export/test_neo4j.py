import csv
import io
import re
from dataclasses import replace
from datetime import date

import pytest

from kg.export.neo4j import (
    NODE_FIELDS,
    RELATIONSHIP_FIELDS,
    node_label,
    relationship_type,
    write_nodes,
    write_relationships,
)

# What neo4j-admin takes in a header: a property with a type or none, or one of its own fields.
TYPES = {"int", "long", "float", "double", "boolean", "byte", "short", "char", "string", "date", "point"}
OWN = {":LABEL", ":START_ID", ":END_ID", ":TYPE"}
READ = {
    "long": int,
    "double": float,
    "date": date.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
    "string": str,
}


def written(write, graph):
    out = io.BytesIO()
    write(graph, out)
    return out.getvalue().decode("utf-8")


def rows(write, graph):
    """As neo4j-admin reads it: a field is on one line, an empty one is no property, a list is split at semicolons."""
    found = []
    for row in csv.DictReader(io.StringIO(written(write, graph), newline="")):
        assert None not in row and not any("\n" in field for field in row.values())
        found.append({name: read(name, field) for name, field in row.items() if field})
    return found


def read(name, field):
    type_ = name.partition(":")[2]
    if name in (":LABEL",) or type_.endswith("[]"):
        return field.split(";")
    return field if name in OWN or type_ in ("", "ID") else READ[type_](field)


@pytest.mark.parametrize("fields", [NODE_FIELDS, RELATIONSHIP_FIELDS])
def test_headers_are_those_that_the_import_knows(fields):
    for field in fields:
        name, _, type_ = field.partition(":")
        assert field in OWN or type_ in ("", "ID") or type_.removesuffix("[]") in TYPES
        assert not name or name.isidentifier()
    assert len(fields) == len(set(fields))


def test_nodes(graph, ids):
    found = {row["id:ID"]: row for row in rows(write_nodes, graph)}
    row = found[ids["海湾区人社局"]]
    assert (row[":LABEL"], row["aliases:string[]"]) == (["Entity", "Organization"], ["区人社局"])
    assert (row["first_seen:date"], row["within"]) == (date(2024, 2, 8), ids["海湾区"])
    assert "aliases:string[]" not in found[ids["林远舟"]]


def test_relationships(graph, ids):
    found = rows(write_relationships, graph)
    by_type = {row[":TYPE"] for row in found}
    assert {"LAUNCHES", "COOPERATES_WITH", "HOLDS_POST", "CO_OCCURS_WITH"} <= by_type
    pair = next(row for row in found if row[":TYPE"] == "COOPERATES_WITH")
    assert {pair[":START_ID"], pair[":END_ID"]} == {ids["海湾区人社局"], ids["新港海洋学院"]}
    assert (pair["weight:long"], pair["directed:boolean"]) == (2, False)
    together = [row for row in found if row["family"] == "co-occurrence"]
    assert len(together) == len(list(graph.cooccurrences()))
    assert all("confidence:double" not in row and "npmi:double" in row for row in together)


def test_every_end_is_a_node(graph):
    ids = {row["id:ID"] for row in rows(write_nodes, graph)}
    assert {row[end] for row in rows(write_relationships, graph) for end in (":START_ID", ":END_ID")} <= ids


def test_awkward_texts_stay_in_their_field(awkward):
    nodes = {row["id:ID"]: row for row in rows(write_nodes, awkward)}
    # No spreadsheet reads this: a formula is a text as any other.
    assert nodes["a"]["name"] == "=“六基<&>工程”'𠮷😀"
    assert nodes["a"]["aliases:string[]"] == ["甲", "=“六基<&>工程”'𠮷😀局"]


@pytest.mark.parametrize(
    ("alias", "expected"),
    [("甲;乙", "甲；乙"), ("两\n行\t名", "两 行 名"), ('引"号', '引"号'), ("逗,号", "逗,号"), ("反\\斜", "反\\斜")],
)
def test_lists_and_lines(awkward, alias, expected):
    first, *others = awkward.given_nodes
    given = replace(awkward, given_nodes=(replace(first, aliases=("一", alias), name=alias), *others))
    row = next(row for row in rows(write_nodes, given) if row["id:ID"] == first.id)
    assert row["aliases:string[]"] == ["一", expected]
    assert row["name"] == expected.replace("；", ";")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("launches", "LAUNCHES"),
        ("cooperatesWith", "COOPERATES_WITH"),
        ("open", "OPEN"),
        ("co-occurrence", "CO_OCCURS_WITH"),
    ],
)
def test_types_of_relationships(name, expected):
    assert relationship_type(name) == expected
    assert re.fullmatch("[A-Z][A-Z_]*", expected)


def test_labels_of_nodes():
    assert {node_label(label) for label in ("ORG", "PLACE", "PROGRAMME", "PERSON", "POLICY")} == {
        "Organization", "Place", "Programme", "Person", "Policy",
    }  # fmt: skip


@pytest.mark.parametrize(("write", "fields"), [(write_nodes, NODE_FIELDS), (write_relationships, RELATIONSHIP_FIELDS)])
def test_an_empty_graph_has_a_header(write, fields, empty):
    assert written(write, empty) == ",".join(fields) + "\n"
