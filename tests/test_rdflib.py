"""The bridge to rdflib: the store answers rdflib's own calls."""

import pytest
from rdflib import URIRef
from rdflib.namespace import RDF, SKOS

import kg.rdflib
from kg.errors import GraphError
from kg.graph import Graph
from kg.ontology import KG
from kg.store import STORE, build_store


@pytest.fixture(scope="module")
def folder(tmp_path_factory, built_graph):
    target = tmp_path_factory.mktemp("rdflib")
    with Graph.open(built_graph) as graph:
        build_store(graph, target / STORE)
    return target


def test_the_classes_are_those_of_the_nodes(folder, built_graph):
    g = kg.rdflib.open_graph(folder)
    with Graph.open(built_graph) as graph:
        places = sorted(node.name for node in graph.nodes() if node.label == "PLACE")
    found = [str(g.value(place, SKOS.prefLabel)) for place in g.subjects(RDF.type, URIRef(KG + "Place"))]
    assert sorted(found) == places


def test_sparql_through_rdflib_counts_the_statements(folder, built_graph):
    rows = list(kg.rdflib.open_graph(folder).query(f"SELECT (COUNT(?s) AS ?n) WHERE {{ ?s a <{KG}Statement> }}"))
    with Graph.open(built_graph) as graph:
        assert int(rows[0][0]) == graph.counts()["facts"]


def test_articles_are_named_graphs(folder, built_graph):
    dataset = kg.rdflib.open_dataset(folder)
    with Graph.open(built_graph) as graph:
        articles = {record.id for record in graph.articles()}
    named = {str(context.identifier).rsplit("/", 1)[-1] for context in dataset.graphs() if len(context)}
    assert named & articles


def test_a_folder_without_store_is_named(tmp_path):
    with pytest.raises(GraphError, match="has no store/"):
        kg.rdflib.open_graph(tmp_path)
