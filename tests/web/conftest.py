"""The graph of `documents` with its store, workers for it, and a client that asks the application without a socket."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from werkzeug.test import Client

from kg.graph import Graph
from kg.ontology import KG, RDF, SKOS
from kg.ontology import folder as ontology_folder
from kg.store import STORE, build_store
from kg.web.app import Application
from kg.web.workers import Workers

BASE = "https://kg.example/things/"
XSD = "http://www.w3.org/2001/XMLSchema#"
LIMIT = 50


@pytest.fixture(scope="session")
def stored_graph(tmp_path_factory: pytest.TempPathFactory, built_graph: Path) -> Path:
    """A folder with the graph of `documents` and its store; for reading only."""
    folder = shutil.copytree(built_graph, tmp_path_factory.mktemp("stored") / "graph")
    with Graph.open(folder) as graph:
        build_store(graph, folder / STORE)
    return folder


@pytest.fixture(scope="session")
def workers(stored_graph: Path) -> Iterator[Workers]:
    """Two workers for the graph of `documents`, with time enough for every query of the tests."""
    with Workers(stored_graph, 2, 20.0) as started:
        yield started


@pytest.fixture(scope="session")
def client(workers: Workers) -> Client:
    """A client for the graph of `documents`; an answer has `LIMIT` rows at most."""
    return Client(Application(workers, LIMIT))


@pytest.fixture(scope="session")
def make_store(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Make a folder with a store of Turtle text, in which <…> is relative to `BASE`: (text) -> folder."""

    def make(turtle: str) -> Path:
        folder = tmp_path_factory.mktemp("made")
        _fill(folder / STORE, turtle)
        return folder

    return make


def _fill(path: Path, turtle: str) -> None:
    vocabularies = {"kg": KG, "rdf": RDF, "skos": SKOS, "dct": "http://purl.org/dc/terms/", "xsd": XSD}
    declared = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in vocabularies.items())
    declared += "PREFIX prov: <http://www.w3.org/ns/prov#>\nPREFIX schema: <https://schema.org/>\n"
    text = f"BASE <{BASE}>\n{declared}<activity/build> a kg:Build .\n{turtle}"
    store = ox.Store(str(path))
    store.bulk_load(text.encode(), ox.RdfFormat.TURTLE)
    store.load(path=ontology_folder() / "kg.ttl", format=ox.RdfFormat.TURTLE)
    store.flush()


@pytest.fixture(scope="session")
def id_of(client: Client) -> Callable[[str], str]:
    """The path of an entity behind the base, by its name: 海湾区 -> entity/…"""

    def find(name: str) -> str:
        query = f'SELECT ?one {{ ?one skos:prefLabel "{name}"@zh ; kg:mentions ?mentions }} ORDER BY ?one'
        answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": "application/json"})
        iri = answer.json["results"]["bindings"][0]["one"]["value"]
        return "entity/" + iri.rpartition("/")[2]

    return find
