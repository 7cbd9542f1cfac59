"""IRIs that dereference, after "Cool URIs for the Semantic Web" (W3C Note, 2008), section 4.2."""

import pyoxigraph as ox
import pytest

SKOS = "http://www.w3.org/2004/02/skos/core#"
BASE = "https://w3id.org/kg-zh/id/"


def triples(response):
    assert response.status_code == 200, response.text
    return list(ox.parse(response.data, ox.RdfFormat.from_media_type(response.mimetype)))


def iri_of(client, pattern):
    query = f"SELECT ?one {{ {pattern} }} ORDER BY ?one LIMIT 1"
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": "application/json"})
    return answer.json["results"]["bindings"][0]["one"]["value"].removeprefix(BASE)


@pytest.mark.parametrize(
    ("accept", "document"),
    [
        (None, "/data/{}.ttl"),
        ("*/*", "/data/{}.ttl"),
        ("text/turtle", "/data/{}.ttl"),
        ("application/ld+json", "/data/{}.jsonld"),
        ("application/n-triples", "/data/{}.nt"),
        ("application/rdf+xml", "/data/{}.rdf"),
        ("text/html", "/page/{}"),
        ("text/html;q=0.5, application/ld+json", "/data/{}.jsonld"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "/page/{}"),
    ],
)
def test_a_thing_is_no_document_but_leads_to_one(client, id_of, accept, document):
    thing = id_of("海湾区")
    response = client.get(f"/id/{thing}", headers={"Accept": accept} if accept else {})
    assert (response.status_code, response.headers["Location"]) == (303, document.format(thing))
    assert "Accept" in response.vary
    assert client.get(response.headers["Location"]).status_code == 200


@pytest.mark.parametrize("ending", ["ttl", "jsonld", "nt", "rdf"])
def test_the_document_tells_of_the_thing(client, id_of, ending):
    thing = id_of("海湾区")
    response = client.get(f"/data/{thing}.{ending}")
    said = triples(response)
    own = ox.NamedNode(BASE + thing)
    assert (own, SKOS + "prefLabel", "海湾区") in {(q.subject, q.predicate.value, q.object.value) for q in said}
    assert any(quad.object == own for quad in said), "what refers to it is told as well"
    assert f'<{BASE}{thing}>; rel="describes"' in response.headers["Link"]
    assert 'rel="alternate"; type="text/html"' in response.headers["Link"]


def test_neighbours_have_their_names(client, id_of):
    said = triples(client.get(f"/data/{id_of('星火工程')}.ttl"))
    labels = {quad.object.value for quad in said if quad.predicate.value == SKOS + "prefLabel"}
    assert {"星火工程", "海湾区"} <= labels


def test_a_statement_brings_its_sentence(client):
    thing = iri_of(client, '?one a kg:Statement ; rdf:predicate kg:builds ; kg:modality "planned"')
    said = triples(client.get(f"/data/{thing}.nt"))
    assert "海湾区将建设海棠公园。" in {quad.object.value for quad in said}


@pytest.mark.parametrize(
    "pattern",
    [
        "?one a kg:Article",
        "?one a kg:Evidence",
        "?one a kg:CoOccurrence",
        "?one a kg:DerivedStatement",
        "?one a kg:Build",
    ],
)
def test_everything_in_the_graph_dereferences(client, pattern):
    thing = iri_of(client, pattern)
    assert client.get(f"/id/{thing}", headers={"Accept": "text/turtle"}).status_code == 303
    assert triples(client.get(f"/data/{thing}.ttl"))
    assert client.get(f"/page/{thing}").status_code == 200


@pytest.mark.parametrize("path", ["/id/{}", "/page/{}", "/data/{}.ttl"])
@pytest.mark.parametrize(
    "thing", ["entity/none", "entity/..", "nothing/x", "entity/%3E%20a%20b", "entity/%00", "entity/a/b"]
)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_what_is_not_in_the_graph_is_not_found(client, path, thing, accept):
    response = client.get(path.format(thing), headers={"Accept": accept})
    assert response.status_code == 404
    assert response.mimetype == ("text/html" if accept == "text/html" else "text/plain")


@pytest.mark.parametrize("name", ["", ".ttl.exe", ".csv"])
def test_documents_of_other_formats_are_not_found(client, id_of, name):
    response = client.get(f"/data/{id_of('海湾区')}{name}")
    assert response.status_code == 404
    assert ".ttl, .nt, .rdf, .jsonld" in response.text


def test_nothing_acceptable(client, id_of):
    assert client.get(f"/id/{id_of('海湾区')}", headers={"Accept": "image/png"}).status_code == 406


def test_ids_with_slashes_and_chinese(make_store):
    from werkzeug.test import Client

    from kg.web.app import Application
    from kg.web.workers import Workers

    folder = make_store('<source/%E6%96%B0%E9%97%BB%2F%2Fa%20b.txt> a kg:Source ; kg:sha256 "7f" .')
    with Workers(folder, 1, 10.0) as workers:
        client = Client(Application(workers, 10))
        response = client.get("/id/source/新闻//a b.txt", headers={"Accept": "text/turtle"})
        assert response.headers["Location"] == "/data/source/%E6%96%B0%E9%97%BB%2F%2Fa%20b.txt.ttl"
        assert '"7f"' in client.get(response.headers["Location"]).text
