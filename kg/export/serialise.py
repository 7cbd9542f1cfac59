"""RDF files: Turtle, N-Triples, RDF/XML and JSON-LD of the graph, N-Quads and TriG with one named graph an article.

All are written as they are made, in one fixed order: the same graph gives the same bytes.
"""

from typing import BinaryIO

import pyoxigraph as ox

from kg.export import exporters
from kg.export.rdf import quads, triples
from kg.export.terms import BASE, VOCABULARIES, prefixes
from kg.graph import Graph


@exporters("turtle")
def write_turtle(graph: Graph, out: BinaryIO, base: str = BASE) -> None:
    """graph.ttl: Turtle 1.1, one block a subject."""
    ox.serialize(triples(graph, base), out, ox.RdfFormat.TURTLE, prefixes=prefixes(base))


@exporters("ntriples")
def write_ntriples(graph: Graph, out: BinaryIO, base: str = BASE) -> None:
    """graph.nt: N-Triples 1.1, one triple a line."""
    ox.serialize(triples(graph, base), out, ox.RdfFormat.N_TRIPLES)


@exporters("rdfxml")
def write_rdfxml(graph: Graph, out: BinaryIO, base: str = BASE) -> None:
    """graph.rdf: RDF 1.1 XML."""
    ox.serialize(triples(graph, base), out, ox.RdfFormat.RDF_XML, prefixes=VOCABULARIES)


@exporters("jsonld")
def write_jsonld(graph: Graph, out: BinaryIO, base: str = BASE) -> None:
    """graph.jsonld: JSON-LD 1.1 in expanded form."""
    ox.serialize(triples(graph, base), out, ox.RdfFormat.JSON_LD)


@exporters("nquads")
def write_nquads(graph: Graph, out: BinaryIO, base: str = BASE) -> None:
    """graph.nq: N-Quads 1.1; what an article states carries the article's IRI as its graph."""
    ox.serialize(quads(graph, base), out, ox.RdfFormat.N_QUADS)


@exporters("trig")
def write_trig(graph: Graph, out: BinaryIO, base: str = BASE) -> None:
    """graph.trig: TriG 1.1; a named graph is opened anew for every statement of its article."""
    ox.serialize(quads(graph, base), out, ox.RdfFormat.TRIG, prefixes=prefixes(base))
