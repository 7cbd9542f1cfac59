"""The graph as RDF: the one place that knows its shape.

An asserted fact is a plain triple, so that simple SPARQL stays simple; of a symmetric relation both directions
are written. Every fact, also a planned or a denied one, is a `kg:Statement` with modality, polarity, confidence
and its `kg:Evidence`. What other verbs state is a `kg:OpenStatement`, where the graph is to show it, and what names
and codes imply a `kg:DerivedStatement` with its rule; neither is ever a plain triple. In a dataset the statements of
an article, their evidence and their plain triples stand in the graph named after the article; what is added up over
articles (entities, confidence and weight of a statement, co-occurrence, what is implied) stands in the default graph,
as do the articles themselves and all else that tells where things come from. What the ontology implies has a named
graph of its own in datasets, where that was asked for, and is in no other file.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from operator import attrgetter, itemgetter
from typing import BinaryIO

import pyoxigraph as ox

from kg.export import things
from kg.export.blocks import Block, Placed, as_file, nquads, ntriples
from kg.export.inferred import inferred
from kg.export.provenance import build_activity, describe_inferred, describe_origins, read_origins
from kg.export.stated import by_article, joined, open_facts, with_evidence, with_open_evidence
from kg.export.terms import Names
from kg.graph import Graph
from kg.types import Evidence, Fact, OpenFact


def triples(graph: Graph) -> Iterator[ox.Triple]:
    """The whole graph without named graphs, subject after subject, always in the same order."""
    return (quad.triple for quad in ox.parse(as_file(ntriples(blocks(graph))), ox.RdfFormat.N_TRIPLES))


def quads(graph: Graph) -> Iterator[ox.Quad]:
    """The graph as a dataset: first the default graph, then what is in named ones, graph after graph."""
    return iter(ox.parse(as_file(nquads(dataset(graph))), ox.RdfFormat.N_QUADS))


def store_files(graph: Graph, blocks_each: int = 50_000) -> Iterator[BinaryIO]:
    """N-Quads to load into a store: all of `triples` in the default graph, and the named graphs of `quads` besides.

    Each file must be read to its end before the next is asked for.
    """
    whole = chain(blocks(graph), _inferred_described(graph, Names(graph.base())))
    pieces = nquads(chain(_placed("", whole), _named(graph)))
    for first in pieces:
        yield as_file(chain([first], islice(pieces, blocks_each - 1)))


def blocks(graph: Graph) -> Iterator[Block]:
    """What `triples` gives, as blocks: each subject has one."""
    names = Names(graph.base())
    origins = read_origins(graph, names)
    for node, plain in joined(graph.nodes(), attrgetter("id"), graph.asserted(), itemgetter(0)):
        yield things.entity(names, node, [things.related(names, name, object) for _, name, object in plain])
    yield from describe_origins(graph, names)
    told: Iterator[tuple[Fact | OpenFact, list[Evidence]]] = chain(with_evidence(graph), with_open_evidence(graph))
    for fact, evidence in told:
        proofs = _by_iri(names, evidence)
        yield things.whole_statement(names, origins, fact, proofs)
        yield from things.proofs(names, origins, proofs)
    yield from _added_up(graph, names)


def dataset(graph: Graph) -> Iterator[Placed]:
    """What `quads` gives, as blocks: each subject has one in each graph."""
    return chain(_placed("", _default(graph, Names(graph.base()))), _named(graph))


def _default(graph: Graph, names: Names) -> Iterator[Block]:
    yield from (things.entity(names, node, ()) for node in graph.nodes())
    yield from describe_origins(graph, names)
    yield from _inferred_described(graph, names)
    told: Iterator[Fact | OpenFact] = chain(graph.facts(), open_facts(graph))
    yield from (things.totals(names, fact) for fact in told)
    yield from _added_up(graph, names)


def _named(graph: Graph) -> Iterator[Placed]:
    names = Names(graph.base())
    yield from _articles(graph, names)
    if graph.shows_inferred():
        yield from _placed(names.ref("graph", "inferred"), inferred(graph, names))


def _articles(graph: Graph, names: Names) -> Iterator[Placed]:
    origins = read_origins(graph, names)
    for article, told in by_article(graph):
        where = origins[article].article
        yield from _placed(where, things.plain(names, (fact for fact, _ in told)))
        for fact, evidence in told:
            proofs = _by_iri(names, evidence)
            yield Placed(where, things.statement(names, origins, fact, proofs))
            yield from _placed(where, things.proofs(names, origins, proofs))


def _added_up(graph: Graph, names: Names) -> Iterator[Block]:
    """What no single article says: what names and codes imply, and co-occurrence."""
    build = build_activity(graph, names)
    yield from (things.derived(names, item, build) for item in graph.derived())
    yield from (things.cooccurrence(names, pair, build) for pair in graph.cooccurrences())


def _inferred_described(graph: Graph, names: Names) -> Iterator[Block]:
    if graph.shows_inferred():
        yield describe_inferred(graph, names)


def _by_iri(names: Names, evidence: Iterable[Evidence]) -> dict[str, Evidence]:
    """What says the very same of the very same place is one piece of evidence."""
    return {names.evidence(item): item for item in evidence}


def _placed(where: str, blocks: Iterable[Block]) -> Iterator[Placed]:
    return (Placed(where, item) for item in blocks)
