"""``kg serve`` as a process of its own, asked through sockets by the clients people use."""

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, URLENCODED, XML
from SPARQLWrapper import SPARQLWrapper as Wrapper

SELECT = "SELECT ?label { ?one a kg:Programme ; skos:prefLabel ?label } ORDER BY ?label"
CONSTRUCT = "CONSTRUCT { ?one skos:prefLabel ?label } WHERE { ?one a kg:Policy ; skos:prefLabel ?label }"
EXPECTED = ["星火工程", "海螺热线"]
curl = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")


@pytest.fixture(scope="module")
def address(stored_graph):
    command = [sys.executable, "-m", "kg", "serve", str(stored_graph), "--port", "0", "--jobs", "2", "--timeout", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as server:
        said = server.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert found, said + server.stderr.read()
        yield found[0]
        server.send_signal(signal.SIGTERM)
        assert server.wait(10) == 0
        assert "Traceback" not in server.stderr.read()


# ---------------------------------------------------------------- SPARQLWrapper


@pytest.mark.parametrize(("method", "request_method"), [(GET, None), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_sends_in_all_ways(address, method, request_method):
    wrapper = Wrapper(address + "sparql", returnFormat=JSON)
    wrapper.setMethod(method)
    if request_method:
        wrapper.setRequestMethod(request_method)
    wrapper.setQuery('SELECT ?x { BIND("城阳区" AS ?x) }')
    assert wrapper.queryAndConvert()["results"]["bindings"] == [{"x": {"type": "literal", "value": "城阳区"}}]


@pytest.mark.parametrize("format", [XML, JSON, CSV, TSV])
def test_sparqlwrapper_reads_tables(address, format):
    wrapper = Wrapper(address + "sparql", returnFormat=format)
    wrapper.setQuery(SELECT)
    found = wrapper.queryAndConvert()
    text = (
        found.toxml() if format == XML else json.dumps(found, ensure_ascii=False) if format == JSON else found.decode()
    )
    assert all(name in text for name in EXPECTED)


@pytest.mark.parametrize("format", [TURTLE, RDFXML, JSONLD, N3])
def test_sparqlwrapper_reads_graphs(address, format):
    wrapper = Wrapper(address + "sparql", returnFormat=format)
    wrapper.setQuery(CONSTRUCT)
    found = wrapper.queryAndConvert()
    if isinstance(found, bytes):
        found = rdflib.Graph().parse(found, format="turtle")
    assert [str(label) for label in found.objects()] == ["海湾区就业服务办法"]


def test_sparqlwrapper_is_told_of_mistakes(address):
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

    wrapper = Wrapper(address + "sparql", returnFormat=JSON)
    wrapper.setQuery("SELECT {")
    with pytest.raises(QueryBadFormed, match="error at 1:"):
        wrapper.query()


# ---------------------------------------------------------------- rdflib


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("format", ["xml", "json"])
def test_rdflib_asks_through_its_sparqlstore(address, method, format):
    store = SPARQLStore(address + "sparql", method=method, returnFormat=format)
    graph = rdflib.Graph(store)
    assert [str(row.label) for row in graph.query(SELECT)] == EXPECTED
    assert graph.query("ASK { ?one a kg:Policy }").askAnswer is True
    label = rdflib.Literal("林远舟", lang="zh")
    (person,) = graph.subjects(rdflib.SKOS.prefLabel, label)
    assert (person, rdflib.RDF.type, rdflib.URIRef("https://w3id.org/kg-zh/ontology#Person")) in graph


def test_rdflib_reads_the_document_behind_an_iri(address):
    graph = rdflib.Graph(SPARQLStore(address + "sparql", returnFormat="json"))
    (person,) = graph.subjects(rdflib.SKOS.prefLabel, rdflib.Literal("林远舟", lang="zh"))
    thing = str(person).partition("/id/")[2]
    document = rdflib.Graph().parse(f"{address}id/{thing}")
    assert document.value(person, rdflib.SKOS.prefLabel) == rdflib.Literal("林远舟", lang="zh")


# ---------------------------------------------------------------- curl


def run_curl(*arguments):
    done = subprocess.run(["curl", "-sS", "-m", "20", *arguments], capture_output=True, check=True)
    return done.stdout.decode()


@curl
@pytest.mark.parametrize(
    "arguments",
    [
        ("-G", "--data-urlencode", f"query={SELECT}"),
        ("--data-urlencode", f"query={SELECT}"),
        ("-H", "Content-Type: application/sparql-query", "--data-binary", SELECT),
    ],
)
def test_curl_asks_in_all_ways(address, arguments):
    text = run_curl("-H", "Accept: text/csv", *arguments, address + "sparql")
    assert text.splitlines() == ["label", *EXPECTED]


@curl
@pytest.mark.parametrize(
    ("accept", "start"), [("text/turtle", "@prefix"), ("application/ld+json", "[{"), ("text/html", "<!doctype html>")]
)
def test_curl_follows_to_the_document(address, accept, start):
    with urlopen(
        f"{address}sparql?" + urlencode({"query": "SELECT ?one { ?one a kg:Policy }", "accept": "text/csv"})
    ) as found:
        thing = found.read().decode().split()[1].partition("/id/")[2]
    text = run_curl("-L", "-H", f"Accept: {accept}", f"{address}id/{thing}")
    assert text.startswith(start)
    assert "海湾区就业服务办法" in text


@curl
def test_curl_is_stopped_and_served_again(address):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    status = run_curl(
        "-o", "-", "-w", " %{http_code}", "-G", "--data-urlencode", f"query={endless}", address + "sparql"
    )
    assert status.split("\n") == ["the query was stopped after 2 seconds", " 503"]
    assert run_curl("-G", "--data-urlencode", "query=ASK {}", address + "sparql") == '{"head":{},"boolean":true}'


@curl
def test_curl_cannot_send_too_much(address, tmp_path):
    big = tmp_path / "big.rq"
    big.write_text("#" * (2 * 2**20))
    code = run_curl(
        "-o", "/dev/null", "-w", "%{http_code}", "-H", "Content-Type: application/sparql-query", "-H", "Expect:",
        "--data-binary", f"@{big}", address + "sparql",
    )  # fmt: skip
    assert code == "413"


# ---------------------------------------------------------------- the server itself


def test_a_foreign_host_is_refused(address):
    host, port = address.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port)), 10) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 421 ")


def test_urllib_reads_a_description(address):
    with urlopen(Request(address + "sparql", headers={"Accept": "text/turtle"})) as found:
        assert f"<{address}sparql#service>".encode() in found.read()


def test_results_are_read_by_oxigraph(address):
    query = urlencode({"query": SELECT})
    with urlopen(Request(f"{address}sparql?{query}", headers={"Accept": "application/sparql-results+xml"})) as found:
        rows = ox.parse_query_results(found.read(), ox.QueryResultsFormat.XML)
    assert [row["label"].value for row in rows] == EXPECTED


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("no-such-folder",), 1, "no store there"),
        (("GRAPH", "--host", "no.such.host.invalid"), 1, "no.such.host.invalid:8000: cannot be had"),
        (("GRAPH", "--port", "70000"), 2, "65535"),
        (("GRAPH", "--timeout", "0"), 2, "timeout"),
        (("GRAPH", "--limit", "0"), 2, "limit"),
        (("GRAPH", "--jobs", "0"), 2, "jobs"),
    ],
)
def test_what_cannot_be_served_is_said_in_one_line(stored_graph, arguments, code, message):
    given = [str(stored_graph) if argument == "GRAPH" else argument for argument in arguments]
    command = [sys.executable, "-m", "kg", "serve", *given]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    last = done.stderr.strip().splitlines()[-1]
    assert (done.returncode, last.startswith("error: "), message in last) == (code, True, True), done.stderr


def test_a_port_that_is_taken(address, stored_graph):
    port = address.rstrip("/").rpartition(":")[2]
    command = [sys.executable, "-m", "kg", "serve", str(stored_graph), "--port", port]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 1
    assert f"error: 127.0.0.1:{port}: cannot be had" in done.stderr
