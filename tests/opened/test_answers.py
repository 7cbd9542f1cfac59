"""SPARQL as DataFrames: each XSD type as what pandas calculates with, everything else as text."""

from datetime import date

import pandas as pd
import pytest

from kg.errors import QueryError

ROWS = "SELECT ?x {{ VALUES ?x {{ {} }} }}"


@pytest.mark.parametrize(
    ("values", "dtype", "expected"),
    [
        ("1 2", "int64", [1, 2]),
        ('"7"^^xsd:nonNegativeInteger', "int64", [7]),
        ("1.5 2.25", "float64", [1.5, 2.25]),
        ("1 2.5", "float64", [1.0, 2.5]),
        ("1e3", "float64", [1000.0]),
        ("true false", "bool", [True, False]),
        ('"2024-02-08"^^xsd:date', "datetime64[s]", [pd.Timestamp("2024-02-08")]),
        ('"海湾区"@zh "春" ', "object", ["海湾区", "春"]),
        ('1 "一"', "object", ["1", "一"]),
        ('"2024-02"^^xsd:gYearMonth', "object", ["2024-02"]),
        ('"许多"^^xsd:integer', "object", ["许多"]),
        ("kg:launches <https://news.example/一>", "object", ["kg:launches", "https://news.example/一"]),
    ],
)
def test_a_column_has_the_type_of_its_values(g, values, dtype, expected):
    column = g.sparql(ROWS.format(values)).x
    assert (str(column.dtype), column.tolist()) == (dtype, expected)


@pytest.mark.parametrize(
    ("value", "dtype"),
    [("3", "Int64"), ("0.5", "float64"), ("true", "boolean"), ('"2024-02-08"^^xsd:date', "datetime64[s]"),
     ('"春"', "object")],
)  # fmt: skip
def test_what_is_unbound_is_missing(g, value, dtype):
    column = g.sparql(ROWS.format(f"{value} UNDEF")).x
    assert str(column.dtype) == dtype and column.isna().tolist() == [False, True]


def test_a_table_without_rows_has_its_columns(g):
    found = g.sparql("SELECT ?who ?what { ?who kg:awards ?what }")
    assert [*found.columns] == ["who", "what"] and len(found) == 0


@pytest.mark.parametrize(("place", "answer"), [("海湾区", True), ("月亮湾", False)])
def test_ask_gives_one_truth_value(g, place, answer):
    assert g.sparql(f'ASK {{ ?e skos:prefLabel "{place}"@zh }}').answer.tolist() == [answer]


def test_construct_gives_triples(g):
    triples = g.sparql("CONSTRUCT { ?a kg:knows ?b } WHERE { ?a kg:cooperatesWith ?b }")
    assert [*triples.columns] == ["subject", "predicate", "object"]
    assert set(triples.predicate) == {"kg:knows"} and len(triples) == 2


def test_an_entity_is_named_by_its_prefix_and_its_id(g):
    (found,) = g.sparql("SELECT ?e { ?e a kg:Policy }").e
    assert g.entities.loc[found.removeprefix("entity:")]["name"] == "海湾区就业服务办法"
    assert g.sparql(f"SELECT ?name {{ {found} skos:prefLabel ?name }}").name.tolist() == ["海湾区就业服务办法"]


@pytest.mark.parametrize("since", [date(2024, 9, 1), "2024-09-01"])
def test_a_query_is_asked_by_its_name_with_parameters(g, since):
    found = g.sparql("new-since", since=since)
    assert set(found.subject) == {"海湾区", "海湾区人社局"} and found["first"].min() >= pd.Timestamp("2024-09-01")


@pytest.mark.parametrize(
    ("query", "parameters", "message"),
    [
        ("no-such-query", {}, "no query 'no-such-query'"),
        ("SELECT ?x {", {}, "not SPARQL 1.1"),
        ("planned", {"place": "海湾区"}, "no parameter 'place'"),
        ("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }", {}, "SERVICE is not allowed"),
    ],
)
def test_what_cannot_be_asked_is_explained(g, query, parameters, message):
    with pytest.raises(QueryError, match=message):
        g.sparql(query, **parameters)


def test_rdflib_reads_the_same_store(g):
    (row,) = g.rdf().query("SELECT (COUNT(?e) AS ?n) { ?e a <https://w3id.org/kg-zh/ontology#Programme> }")
    assert int(row[0]) == (g.entities.type == "PROGRAMME").sum()
