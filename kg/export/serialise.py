"""RDF files for programs: N-Triples and RDF/XML of the graph, N-Quads with one named graph an article.

All are written as they are made, in one fixed order: the same graph gives the same bytes.
"""

from typing import BinaryIO

import pyoxigraph as ox

from kg.export import exporters
from kg.export.blocks import nquads, ntriples, write_text
from kg.export.rdf import blocks, dataset, triples
from kg.export.terms import VOCABULARIES
from kg.graph import Graph


@exporters("ntriples")
def write_ntriples(graph: Graph, out: BinaryIO) -> None:
    """graph.nt: N-Triples 1.1, one triple a line."""
    write_text(ntriples(blocks(graph)), out)


@exporters("rdfxml")
def write_rdfxml(graph: Graph, out: BinaryIO) -> None:
    """graph.rdf: RDF 1.1 XML."""
    ox.serialize(triples(graph), out, ox.RdfFormat.RDF_XML, prefixes=VOCABULARIES)


@exporters("nquads")
def write_nquads(graph: Graph, out: BinaryIO) -> None:
    """graph.nq: N-Quads 1.1; what an article states carries the article's IRI as its graph."""
    write_text(nquads(dataset(graph)), out)
