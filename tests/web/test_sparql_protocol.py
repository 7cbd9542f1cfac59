"""The query operation of the SPARQL 1.1 Protocol.

The names of the cases are those of the W3C test suite's manifest "protocol" where one of ours restates one of them;
its dataset on the Web is replaced by the named graphs of our articles, its updates by their refusal.
"""

import csv
import io
import json
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from werkzeug.test import Client

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
JSON = "application/sparql-results+json"
ASK = "ASK {}"
SELECT = "SELECT ?label { ?one a kg:Programme ; skos:prefLabel ?label } ORDER BY ?label"
CONSTRUCT = "CONSTRUCT { ?one skos:prefLabel ?label } WHERE { ?one a kg:Policy ; skos:prefLabel ?label }"
DESCRIBE = 'DESCRIBE ?one { ?one skos:prefLabel "林远舟"@zh }'
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?one kg:sentence ?sentence }"
COUNT_NAMED = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?one kg:sentence ?sentence } }"
COUNT_BOTH = "SELECT (COUNT(*) AS ?n) WHERE { { ?s kg:sentence ?o } UNION { GRAPH ?g { ?s kg:sentence ?o } } }"


def ask(client, query, accept=JSON, **parameters):
    return client.get("/sparql", query_string={"query": query, **parameters}, headers={"Accept": accept})


def number(response):
    assert response.status_code == 200, response.text
    return int(response.json["results"]["bindings"][0]["n"]["value"])


@pytest.fixture(scope="session")
def graphs(client):
    """The IRIs of two articles with the number of sentences that each states."""
    query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?one kg:sentence ?s } } GROUP BY ?g ORDER BY DESC(?n) ?g LIMIT 2"
    rows = ask(client, query).json["results"]["bindings"]
    return [(row["g"]["value"], int(row["n"]["value"])) for row in rows]


# ---------------------------------------------------------------- how a query is sent


@pytest.mark.parametrize(
    ("name", "send"),
    [
        ("query_get", {"method": "GET", "query_string": {"query": ASK}}),
        ("query_get_with_unknown_parameters", {"method": "GET", "query_string": {"query": ASK, "format": "json"}}),
        ("query_post_form", {"method": "POST", "data": urlencode({"query": ASK}), "content_type": FORM}),
        ("query_post_form_utf8", {"method": "POST", "data": {"query": ASK}, "content_type": f"{FORM}; charset=UTF-8"}),
        ("query_post_direct", {"method": "POST", "data": ASK, "content_type": QUERY}),
        ("query_post_direct_utf8", {"method": "POST", "data": ASK, "content_type": f"{QUERY}; charset=utf-8"}),
    ],
)
def test_a_query_is_taken(client, name, send):
    response = client.open("/sparql", headers={"Accept": JSON}, **send)
    assert (response.status_code, response.content_type) == (200, JSON)
    assert response.json == {"head": {}, "boolean": True}


@pytest.mark.parametrize("query", ['SELECT ("新港市😀" AS ?x) {}', "SELECT ('a+b&c=d%20' AS ?x) {}"])
@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_the_text_arrives_as_it_was_sent(client, query, way):
    sent = {
        "get": {"query_string": urlencode({"query": query})},
        "form": {"method": "POST", "data": urlencode({"query": query}), "content_type": FORM},
        "direct": {"method": "POST", "data": query.encode(), "content_type": QUERY},
    }[way]
    response = client.open("/sparql", headers={"Accept": JSON}, **sent)
    expected = "新港市😀" if "😀" in query else "a+b&c=d%20"
    assert response.json["results"]["bindings"] == [{"x": {"type": "literal", "value": expected}}]


LATIN = "ASK { ?s ?p 'é' }".encode("latin-1")


@pytest.mark.parametrize(
    ("name", "status", "send"),
    [
        ("bad_query_syntax", 400, {"query_string": {"query": "ASK { ?s ?p"}}),
        ("bad_query_empty", 400, {"query_string": {"query": ""}}),
        ("bad_multiple_queries", 400, {"query_string": "query=ASK%7B%7D&query=SELECT%20%2A%20%7B%7D"}),
        ("bad_multiple_queries_form", 400, {"method": "POST", "data": "query=ASK{}&query=ASK{}", "content_type": FORM}),
        (
            "bad_query_in_url_and_body",
            400,
            {"method": "POST", "query_string": {"query": ASK}, "data": ASK, "content_type": QUERY},
        ),
        ("bad_query_missing_form_parameter", 400, {"method": "POST", "data": "other=1", "content_type": FORM}),
        ("bad_dataset_without_query", 400, {"query_string": {"default-graph-uri": "http://a.example/"}}),
        ("bad_graph_iri", 400, {"query_string": {"query": ASK, "default-graph-uri": "not an iri"}}),
        ("bad_query_method", 405, {"method": "PUT", "query_string": {"query": ASK}}),
        ("bad_query_method_delete", 405, {"method": "DELETE"}),
        ("bad_query_wrong_media_type", 415, {"method": "POST", "data": ASK, "content_type": "text/plain"}),
        ("bad_query_missing_form_type", 415, {"method": "POST", "data": urlencode({"query": ASK})}),
        ("bad_query_missing_direct_type", 415, {"method": "POST", "data": ASK}),
        (
            "bad_query_non_utf8",
            415,
            {"method": "POST", "data": ASK.encode("utf-16"), "content_type": f"{QUERY}; charset=UTF-16"},
        ),
        ("bad_query_undeclared_non_utf8", 400, {"method": "POST", "data": LATIN, "content_type": QUERY}),
        ("bad_form_non_utf8", 400, {"method": "POST", "data": b"query=ASK%7B%7D%FF", "content_type": FORM}),
        ("bad_get_non_utf8", 400, {"query_string": "query=ASK%7B%7D%FF"}),
        ("bad_update_get", 403, {"query_string": {"update": "CLEAR ALL"}}),
        ("bad_update_form", 403, {"method": "POST", "data": {"update": "CLEAR ALL"}, "content_type": FORM}),
        (
            "bad_update_direct",
            403,
            {"method": "POST", "data": "CLEAR ALL", "content_type": "application/sparql-update"},
        ),
        ("bad_too_large", 413, {"method": "POST", "data": "#" * (2**20 + 1), "content_type": QUERY}),
        ("bad_too_long_a_query", 400, {"method": "POST", "data": "#" * 100_001, "content_type": QUERY}),
        ("bad_too_many_parameters", 400, {"query_string": "a=1&" * 1001 + "query=ASK{}"}),
    ],
)
def test_what_is_wrong_is_refused(client, name, status, send):
    response = client.open("/sparql", **send)
    assert response.status_code == status, response.text
    assert response.mimetype == "text/plain"
    assert response.text.strip()


def test_other_methods_are_told_what_is_allowed(client):
    assert {"GET", "HEAD", "OPTIONS", "POST"} == {*client.put("/sparql").headers["Allow"].split(", ")}
    options = client.options("/sparql")
    assert (options.status_code, options.text) == (204, "")
    assert {"GET", "HEAD", "OPTIONS", "POST"} == {*options.headers["Allow"].split(", ")}


def test_head_gives_the_headers_and_no_body(client):
    response = client.head("/sparql", query_string={"query": ASK}, headers={"Accept": JSON})
    assert (response.status_code, response.content_type, response.data) == (200, JSON, b"")


# ---------------------------------------------------------------- the dataset


@pytest.mark.parametrize("way", ["get", "form", "direct"])
@pytest.mark.parametrize(
    ("name", "query", "default", "named", "expected"),
    [
        ("query_dataset_default_graph", COUNT, [0], [], [0]),
        ("query_dataset_default_graphs", COUNT, [0, 1], [], [0, 1]),
        ("query_dataset_default_graph_alone_has_no_named", COUNT_NAMED, [0], [], []),
        ("query_dataset_named_graphs", COUNT_NAMED, [], [0, 1], [0, 1]),
        ("query_dataset_named_graph_alone_has_no_default", COUNT, [], [0], []),
        ("query_dataset_full", COUNT_BOTH, [0], [1], [0, 1]),
        ("query_multiple_dataset", COUNT.replace("WHERE", "FROM <http://none.example/> WHERE"), [1], [], [1]),
    ],
)
def test_a_dataset_comes_with_the_query(client, graphs, way, name, query, default, named, expected):
    fields = [("default-graph-uri", graphs[at][0]) for at in default]
    fields += [("named-graph-uri", graphs[at][0]) for at in named]
    sent = {
        "get": {"query_string": urlencode([("query", query), *fields])},
        "form": {"method": "POST", "data": urlencode([("query", query), *fields]), "content_type": FORM},
        "direct": {"method": "POST", "query_string": urlencode(fields), "data": query, "content_type": QUERY},
    }[way]
    found = number(client.open("/sparql", headers={"Accept": JSON}, **sent))
    assert found == sum(graphs[at][1] for at in expected)


@pytest.mark.parametrize("iri", ["file:///etc/passwd", "http://192.0.2.1/graph.ttl"])
@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
def test_graphs_from_elsewhere_are_empty(client, clause, iri):
    query = f"SELECT (COUNT(*) AS ?n) {clause} <{iri}> WHERE {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"
    assert number(ask(client, query)) == 0


def test_without_a_dataset_the_default_graph_is_the_whole_graph(client):
    assert number(ask(client, COUNT)) == number(ask(client, COUNT_NAMED)) == 12


# ---------------------------------------------------------------- the media type of an answer


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON),
        ("*/*", JSON),
        ("application/sparql-results+json", JSON),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml", "application/xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.3, application/sparql-results+xml;q=0.7", "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.1", "text/csv; charset=utf-8"),
        ("text/*", "text/csv; charset=utf-8"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
        ("application/xhtml+xml", "text/html; charset=utf-8"),
    ],
)
@pytest.mark.parametrize("query", [SELECT, ASK])  # query_content_type_select, query_content_type_ask
def test_tables_by_accept(client, query, accept, expected):
    response = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept} if accept else {})
    assert (response.status_code, response.content_type) == (200, expected)
    assert "Accept" in response.vary


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "text/turtle; charset=utf-8"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("application/sparql-results+json, application/rdf+xml;q=0.5", "application/rdf+xml"),
        ("text/html", "text/html; charset=utf-8"),
    ],
)
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])  # query_content_type_construct, query_content_type_describe
def test_graphs_by_accept(client, query, accept, expected):
    response = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept} if accept else {})
    assert (response.status_code, response.content_type) == (200, expected)


@pytest.mark.parametrize(
    ("query", "accept"), [(SELECT, "image/png"), (SELECT, "text/turtle"), (CONSTRUCT, "text/csv"), (ASK, "*/*;q=0")]
)
def test_nothing_acceptable(client, query, accept):
    assert ask(client, query, accept).status_code == 406


def test_a_link_can_ask_for_a_media_type(client):
    fields = {"query": SELECT, "accept": "text/csv"}
    response = client.get("/sparql", query_string=fields, headers={"Accept": "text/html"})
    assert response.content_type == "text/csv; charset=utf-8"


def test_all_formats_say_the_same(client):
    expected = ["星火工程", "海螺热线"]
    assert [row["label"]["value"] for row in ask(client, SELECT).json["results"]["bindings"]] == expected
    xml = ox.parse_query_results(ask(client, SELECT, "application/sparql-results+xml").data, ox.QueryResultsFormat.XML)
    assert [row["label"].value for row in xml] == expected
    assert list(csv.reader(io.StringIO(ask(client, SELECT, "text/csv").text))) == [["label"], *([x] for x in expected)]
    tsv = ask(client, SELECT, "text/tab-separated-values").text
    assert tsv == "?label\n" + "".join(f'"{label}"@zh\n' for label in expected)


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "application/rdf+xml"])
def test_all_graph_formats_say_the_same(client, accept):
    response = ask(client, CONSTRUCT, accept)
    (triple,) = ox.parse(response.data, ox.RdfFormat.from_media_type(accept))
    assert triple.object == ox.Literal("海湾区就业服务办法", language="zh")


# ---------------------------------------------------------------- the service description


@pytest.mark.parametrize(
    "accept", [None, "text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_the_service_describes_itself(client, accept):
    response = client.get("/sparql", headers={"Accept": accept} if accept else {})
    format = ox.RdfFormat.from_media_type(accept or "text/turtle")
    said = {(quad.predicate.value.rpartition("#")[2], quad.object.value) for quad in ox.parse(response.data, format)}
    assert ("endpoint", "http://localhost/sparql") in said
    assert ("supportedLanguage", "http://www.w3.org/ns/sparql-service-description#SPARQL11Query") in said
    formats = {value.rpartition("/")[2] for name, value in said if name == "resultFormat"}
    assert {"SPARQL_Results_JSON", "SPARQL_Results_CSV", "Turtle", "JSON-LD"} <= formats
    assert not [value for name, value in said if "Federated" in value or "Update" in value]


def test_a_browser_gets_the_box(client):
    response = client.get("/sparql", headers={"Accept": "text/html"})
    assert response.status_code == 200
    assert '<textarea name="query"' in response.text


def test_no_description_in_other_types(client):
    assert client.get("/sparql", headers={"Accept": "text/csv"}).status_code == 406


# ---------------------------------------------------------------- bounds


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <x:a> <x:b> <x:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "LOAD <http://192.0.2.1/> INTO GRAPH <x:g>",
        "CLEAR ALL",
        "DROP DEFAULT",
        "ASK {} ; CLEAR ALL",
        "SELECT * { SERVICE <http://192.0.2.1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "SELECT * { SERVICE<http://192.0.2.1/>{ ?s ?p ?o } }",
        "SELECT * { SERVICE # here\n <http://192.0.2.1/> { ?s ?p ?o } }",
        "PREFIX k: <x:> SELECT * { ?s k:x\\' ?o . SERVICE <http://192.0.2.1/> {} ?s k:y 'z' }",
        "SELECT * { { SELECT * { SERVICE kg:x { ?s ?p ?o } } } }",
        "ASK { FILTER EXISTS { SERVICE <http://192.0.2.1/> { ?s ?p ?o } } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <file:///etc/passwd> { ?s ?p ?o } }",
    ],
)
def test_nothing_is_written_and_nothing_leaves(client, query):
    before = number(ask(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
    response = client.post("/sparql", data=query.encode(), content_type=QUERY)
    assert response.status_code == 400, response.text
    assert number(ask(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")) == before


@pytest.mark.parametrize("query", ["SELECT ('SERVICE' AS ?x) {}", "SELECT ?service { BIND(1 AS ?service) }"])
def test_the_word_alone_is_no_harm(client, query):
    assert ask(client, query).status_code == 200


@pytest.mark.parametrize(("rows", "cut"), [(49, None), (50, None), (51, "50"), (500, "50")])
def test_a_long_answer_is_cut_and_says_so(client: Client, rows, cut):
    values = " ".join(f"({number})" for number in range(rows))
    response = ask(client, f"SELECT ?x {{ VALUES (?x) {{ {values} }} }}")
    assert len(response.json["results"]["bindings"]) == min(rows, 50)
    assert response.headers.get("Kg-Cut") == cut
    assert response.json["head"].get("link") == (["#cut-after-50"] if cut else None)


@pytest.mark.parametrize(
    ("accept", "note"),
    [
        ("text/csv", None),
        ("text/tab-separated-values", None),
        ("application/sparql-results+xml", "<!-- cut-after-50 -->"),
    ],
)
def test_cut_tables_stay_whole_documents(client, accept, note):
    response = ask(client, "SELECT ?s { ?s ?p ?o }", accept)
    assert response.headers["Kg-Cut"] == "50"
    if note:
        assert note in response.text
        assert len(list(ox.parse_query_results(response.data, ox.QueryResultsFormat.XML))) == 50
    else:
        assert len(response.text.splitlines()) == 51


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "application/rdf+xml"])
def test_cut_graphs_stay_whole_documents(client, accept):
    response = ask(client, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", accept)
    assert response.headers["Kg-Cut"] == "50"
    assert "cut-after-50" in response.text
    assert len(list(ox.parse(response.data, ox.RdfFormat.from_media_type(accept)))) == 50


def test_cut_json_ld_stays_json(client):
    response = ask(client, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "application/ld+json")
    assert response.headers["Kg-Cut"] == "50"
    assert json.loads(response.data)
