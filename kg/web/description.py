"""SPARQL 1.1 Service Description (W3C Recommendation, 21 March 2013): what the endpoint says of itself in RDF."""

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from kg.ontology import RDF, RDFS
from kg.web.formats import GRAPHS, TABLES, W3C, Format
from kg.web.writing import GRAPH_FORMATS

SD: Final = "http://www.w3.org/ns/sparql-service-description#"


def service_description(endpoint: str, wanted: Format) -> bytes:
    """The description of the endpoint with that URL, in a format for graphs."""
    prefixes = {"rdfs": RDFS, "sd": SD, "formats": W3C}
    return ox.serialize(_triples(endpoint), format=GRAPH_FORMATS[wanted], prefixes=prefixes) or b""


def _triples(endpoint: str) -> Iterator[ox.Triple]:
    # Named nodes throughout: two answers are then the same, line by line.
    service, dataset, graph = (ox.NamedNode(endpoint + part) for part in ("#service", "#dataset", "#default-graph"))
    yield _of(service, RDF + "type", ox.NamedNode(SD + "Service"))
    yield _of(service, RDFS + "label", ox.Literal("知识图谱查询服务", language="zh"))
    yield _of(service, RDFS + "label", ox.Literal("SPARQL endpoint of a knowledge graph, read-only", language="en"))
    yield _of(service, SD + "endpoint", ox.NamedNode(endpoint))
    yield _of(service, SD + "supportedLanguage", ox.NamedNode(SD + "SPARQL11Query"))
    for format in (*TABLES, *GRAPHS):
        yield _of(service, SD + "resultFormat", ox.NamedNode(format.iri))
    yield _of(service, SD + "defaultDataset", dataset)
    yield _of(dataset, RDF + "type", ox.NamedNode(SD + "Dataset"))
    yield _of(dataset, SD + "defaultGraph", graph)
    yield _of(graph, RDF + "type", ox.NamedNode(SD + "Graph"))


def _of(subject: ox.NamedNode, predicate: str, object: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(predicate), object)
