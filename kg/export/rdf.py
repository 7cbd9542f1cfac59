"""The graph as RDF: the one place that knows its shape.

An asserted fact is a plain triple, so that simple SPARQL stays simple; of a symmetric relation both directions
are written. Every fact, also a planned or a denied one, is a `kg:Statement` with modality, polarity, confidence
and its `kg:Evidence`. What other verbs state is a `kg:OpenStatement`, where the graph is to show it, and what names
and codes imply a `kg:DerivedStatement` with its rule; neither is ever a plain triple. In a dataset the statements of
an article, their evidence and their plain triples stand in the graph named after the article; what is added up over
articles (entities, confidence and weight of a statement, co-occurrence, what is implied) stands in the default graph,
as do the articles themselves.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, groupby

import pyoxigraph as ox

from kg.export.stated import is_asserted, open_facts, with_evidence, with_open_evidence
from kg.export.terms import BASE, Names, address, day, decimal, integer, sides, term, text, zh
from kg.graph import ArticleRecord, Graph
from kg.ontology import ontology, relation
from kg.types import CoOccurrence, Evidence, Fact, Node, OpenFact

Object = ox.NamedNode | ox.Literal
Plain = tuple[str, str, str]


def triples(graph: Graph, base: str = BASE) -> Iterator[ox.Triple]:
    """The whole graph without provenance graphs, subject after subject, always in the same order."""
    names = Names(base)
    plain: defaultdict[str, set[Plain]] = defaultdict(set)
    for fact in graph.facts(asserted_only=True):
        for triple in _plain(fact):
            plain[triple[0]].add(triple)
    for node in graph.nodes():
        yield from _entity(names, node)
        for triple in sorted(plain[node.id]):
            yield _plain_triple(names, triple)
    yield from _articles(names, graph)
    for fact, evidence in with_evidence(graph):
        yield from _statement(names, fact)
        yield from _totals(names, fact)
        yield from _proven(names, fact, evidence)
    for opened, evidence in with_open_evidence(graph):
        yield from _open_statement(names, opened)
        yield from _totals(names, opened)
        yield from _proven(names, opened, evidence)
    yield from _derived(names, graph)
    yield from _cooccurrences(names, graph)


def quads(graph: Graph, base: str = BASE) -> Iterator[ox.Quad]:
    """The graph as a dataset: first the default graph, then what each article states in the graph of its IRI."""
    names = Names(base)
    for node in graph.nodes():
        yield from _in_default(_entity(names, node))
    yield from _in_default(_articles(names, graph))
    for fact in graph.facts():
        yield from _in_default(_totals(names, fact))
    for opened in open_facts(graph):
        yield from _in_default(_totals(names, opened))
    yield from _in_default(_derived(names, graph))
    yield from _in_default(_cooccurrences(names, graph))
    yield from article_quads(graph, base)


def article_quads(graph: Graph, base: str = BASE) -> Iterator[ox.Quad]:
    """What each article states, in the named graph of its IRI; a plain triple once an article."""
    names = Names(base)
    written: set[tuple[str, Plain]] = set()
    for fact, evidence in with_evidence(graph):
        for article, items in groupby(evidence, key=lambda item: item.article):
            where = names.of("article", article)
            fresh = {(article, triple) for triple in _plain(fact)} - written if is_asserted(fact) else set()
            written |= fresh
            for _, triple in sorted(fresh):
                yield _quad(_plain_triple(names, triple), where)
            for made in chain(_statement(names, fact), _proven(names, fact, list(items))):
                yield _quad(made, where)
    for opened, evidence in with_open_evidence(graph):
        for article, items in groupby(evidence, key=lambda item: item.article):
            for made in chain(_open_statement(names, opened), _proven(names, opened, list(items))):
                yield _quad(made, names.of("article", article))


def _quad(triple: ox.Triple, where: ox.NamedNode) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, where)


def _in_default(triples: Iterable[ox.Triple]) -> Iterator[ox.Quad]:
    return (ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)


def _plain(fact: Fact) -> set[Plain]:
    """(subject, relation, object), and the way back where the relation is symmetric."""
    there = (fact.subject, fact.relation, fact.object)
    return {there, there[::-1]} if relation(fact.relation).symmetric else {there}


def _plain_triple(names: Names, triple: Plain) -> ox.Triple:
    subject, name, object = triple
    return ox.Triple(names.of("entity", subject), ox.NamedNode(relation(name).iri), names.of("entity", object))


def _about(subject: ox.NamedNode, *said: tuple[str, Object | None]) -> Iterator[ox.Triple]:
    """Triples about one subject; what is None is not said."""
    return (ox.Triple(subject, term(predicate), object) for predicate, object in said if object is not None)


def _day(value: date | None) -> ox.Literal | None:
    return None if value is None else day(value)


def _entity(names: Names, node: Node) -> Iterator[ox.Triple]:
    return _about(
        names.of("entity", node.id),
        ("rdf:type", ox.NamedNode(ontology().classes[node.label].iri)),
        ("skos:prefLabel", zh(node.name)),
        ("rdfs:label", zh(node.name)),
        *(("skos:altLabel", zh(alias)) for alias in sorted({*node.aliases} - {node.name})),
        ("kg:adminCode", text(node.code) if node.code else None),
        ("kg:regionCode", text(node.region) if node.region else None),
        ("kg:within", names.of("entity", node.parent) if node.parent else None),
        ("kg:mentions", integer(node.mentions)),
        ("kg:articles", integer(node.articles)),
        ("kg:firstSeen", _day(node.first_seen)),
        ("kg:lastSeen", _day(node.last_seen)),
    )


def _articles(names: Names, graph: Graph) -> Iterator[ox.Triple]:
    version = graph.version()
    activity = names.of("activity", f"build-{version['program']}-{version['ontology']}")
    agent = names.of("agent", f"kg-{version['program']}")
    yield from _about(agent, ("rdf:type", term("prov:SoftwareAgent")), ("rdfs:label", text("kg")))
    yield from _about(agent, ("schema:softwareVersion", text(version["program"])))
    yield from _about(activity, ("rdf:type", term("prov:Activity")), ("prov:wasAssociatedWith", agent))
    for article in graph.articles():
        yield from _article(names, article, activity)


def _article(names: Names, article: ArticleRecord, activity: ox.NamedNode) -> Iterator[ox.Triple]:
    return _about(
        names.of("article", article.id),
        ("rdf:type", term("kg:Article")),
        ("dct:title", zh(article.title) if article.title else None),
        ("dct:issued", _day(article.published)),
        ("dct:publisher", text(article.publisher) if article.publisher else None),
        ("schema:url", address(article.url) if article.url else None),
        ("dct:source", text(article.source)),
        ("prov:wasGeneratedBy", activity),
    )


def _statement(names: Names, fact: Fact) -> Iterator[ox.Triple]:
    return _about(
        names.of("fact", fact.id),
        ("rdf:type", term("kg:Statement")),
        ("rdf:subject", names.of("entity", fact.subject)),
        ("rdf:predicate", ox.NamedNode(relation(fact.relation).iri)),
        ("rdf:object", names.of("entity", fact.object)),
        ("kg:modality", text(fact.modality)),
        ("kg:polarity", text(fact.polarity)),
    )


def _open_statement(names: Names, fact: OpenFact) -> Iterator[ox.Triple]:
    return _about(
        _named(names, fact),
        ("rdf:type", term("kg:OpenStatement")),
        ("rdf:subject", names.of("entity", fact.subject)),
        ("kg:verb", zh(fact.verb)),
        ("rdf:object", names.of("entity", fact.object)),
        ("kg:modality", text(fact.modality)),
        ("kg:polarity", text(fact.polarity)),
    )


def _derived(names: Names, graph: Graph) -> Iterator[ox.Triple]:
    for item in graph.derived():
        yield from _about(
            names.derived(item),
            ("rdf:type", term("kg:DerivedStatement")),
            ("rdf:subject", names.of("entity", item.subject)),
            ("rdf:predicate", term(f"kg:{item.relation}")),
            ("rdf:object", names.of("entity", item.object)),
            ("kg:rule", text(item.rule)),
            ("kg:articles", integer(item.articles)),
        )


def _named(names: Names, fact: Fact | OpenFact) -> ox.NamedNode:
    return names.of("fact" if isinstance(fact, Fact) else "open", fact.id)


def _proven(names: Names, fact: Fact | OpenFact, evidence: Sequence[Evidence]) -> Iterator[ox.Triple]:
    for item in evidence:
        yield ox.Triple(_named(names, fact), term("kg:hasEvidence"), names.evidence(item))
    for item in evidence:
        yield from _evidence(names, item)


def _totals(names: Names, fact: Fact | OpenFact) -> Iterator[ox.Triple]:
    return _about(
        _named(names, fact),
        ("kg:confidence", decimal(fact.confidence)),
        ("kg:weight", integer(fact.weight)),
        ("kg:articles", integer(fact.articles)),
        ("kg:firstSeen", _day(fact.first_seen)),
        ("kg:lastSeen", _day(fact.last_seen)),
    )


def _evidence(names: Names, item: Evidence) -> Iterator[ox.Triple]:
    first, last = sides(item.when)
    quantity = item.quantity
    return _about(
        names.evidence(item),
        ("rdf:type", term("kg:Evidence")),
        ("kg:sentence", zh(item.sentence)),
        ("kg:start", integer(item.start)),
        ("kg:end", integer(item.end)),
        ("kg:triggerWord", zh(item.trigger) if item.trigger else None),
        ("kg:triggerStart", integer(item.trigger_start) if item.trigger else None),
        ("kg:triggerEnd", integer(item.trigger_end) if item.trigger else None),
        ("kg:when", text(item.when) if item.when else None),
        ("kg:from", _day(first)),
        ("kg:to", _day(last)),
        ("kg:quantity", zh(quantity.text) if quantity else None),
        ("kg:quantityNumber", decimal(quantity.number) if quantity else None),
        ("kg:quantityUnit", zh(quantity.unit) if quantity and quantity.unit else None),
        ("kg:quantityOf", zh(quantity.what) if quantity and quantity.what else None),
        ("kg:confidence", decimal(item.confidence)),
        ("kg:extractedBy", text(item.by)),
        ("prov:wasDerivedFrom", names.of("article", item.article)),
    )


def _cooccurrences(names: Names, graph: Graph) -> Iterator[ox.Triple]:
    for item in graph.cooccurrences():
        yield from _cooccurrence(names, item)


def _cooccurrence(names: Names, item: CoOccurrence) -> Iterator[ox.Triple]:
    return _about(
        names.cooccurrence(item),
        ("rdf:type", term("kg:CoOccurrence")),
        ("kg:between", names.of("entity", item.a)),
        ("kg:between", names.of("entity", item.b)),
        ("kg:sentences", integer(item.sentences)),
        ("kg:paragraphs", integer(item.paragraphs)),
        ("kg:npmi", decimal(item.npmi)),
        ("kg:llr", decimal(item.llr)),
    )
