"""How each thing of a graph is said in RDF: entities, statements with their evidence, what is implied, pairs.

`kg.export.rdf` knows in which order and in which graph.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kg.export.blocks import Block, Perhaps, Said, block
from kg.export.provenance import Origin
from kg.export.stated import is_asserted
from kg.export.terms import TYPE, Names, day, decimal, integer, offset, sides, term, text_literal, zh
from kg.graph import DerivedFact
from kg.ontology import ontology, relation
from kg.types import CoOccurrence, Evidence, Fact, Node, OpenFact, Quantity

Told = Fact | OpenFact
Origins = Mapping[str, Origin]


def plain(names: Names, told: Iterable[Told]) -> Iterator[Block]:
    """What is said by the facts that are asserted, by subject; the way back too where the relation is symmetric."""
    said: dict[str, set[Said]] = {}
    for fact in told:
        if isinstance(fact, Fact) and is_asserted(fact):
            ends = (fact.subject, fact.object)
            for subject, object in {ends, ends[::-1]} if relation(fact.relation).symmetric else {ends}:
                said.setdefault(names.ref("entity", subject), set()).add(related(names, fact.relation, object))
    return (block(subject, *said[subject]) for subject in sorted(said))


def related(names: Names, name: str, object: str) -> Said:
    """Predicate and object of a plain triple."""
    return f"kg:{name}", names.ref("entity", object)


def entity(names: Names, node: Node, plain: Iterable[Said]) -> Block:
    """崂山区, a kg:Place with its names, codes and division, and what is said of it in plain triples."""
    name = zh(node.name)
    return block(
        names.ref("entity", node.id),
        (TYPE, f"<{ontology().classes[node.label].iri}>"),
        ("skos:prefLabel", name),
        ("rdfs:label", name),
        *(("skos:altLabel", alias) for alias in {zh(alias) for alias in node.aliases} - {name}),
        ("kg:adminCode", text_literal(node.code) if node.code else None),
        ("kg:regionCode", text_literal(node.region) if node.region else None),
        ("kg:within", names.ref("entity", node.parent) if node.parent else None),
        ("kg:mentions", integer(node.mentions)),
        ("kg:articles", integer(node.articles)),
        *_seen(node),
        *plain,
    )


def statement(names: Names, origins: Origins, fact: Told, evidence: Mapping[str, Evidence]) -> Block:
    """A statement without what is added up over articles: its parts, its evidence, where it comes from."""
    return block(_named(names, fact), *_statement(names, origins, fact, evidence))


def totals(names: Names, fact: Told) -> Block:
    """What is added up over all articles that make a statement."""
    return block(_named(names, fact), *_totals(fact))


def whole_statement(names: Names, origins: Origins, fact: Told, evidence: Mapping[str, Evidence]) -> Block:
    """Both, `statement` and `totals`."""
    return block(_named(names, fact), *_statement(names, origins, fact, evidence), *_totals(fact))


def proofs(names: Names, origins: Origins, evidence: Mapping[str, Evidence]) -> Iterator[Block]:
    """Pieces of evidence by their IRIs: each an `oa:SpecificResource`, with its place in the source behind it."""
    for own, item in evidence.items():
        selector = names.selector(own)
        yield block(own, *_evidence(item), *_origin(origins[item.article], selector))
        yield block(
            selector,
            (TYPE, term("oa:TextPositionSelector")),
            ("oa:start", offset(item.start)),
            ("oa:end", offset(item.end)),
        )


def derived(names: Names, item: DerivedFact, build: str) -> Block:
    """What names and codes imply, with the rule; ``build`` is the activity that found it."""
    return block(
        names.derived(item),
        (TYPE, term("kg:DerivedStatement")),
        ("rdf:subject", names.ref("entity", item.subject)),
        ("rdf:predicate", term(f"kg:{item.relation}")),
        ("rdf:object", names.ref("entity", item.object)),
        ("kg:rule", text_literal(item.rule)),
        ("kg:articles", integer(item.articles)),
        ("prov:wasGeneratedBy", build),
    )


def cooccurrence(names: Names, item: CoOccurrence, build: str) -> Block:
    """Two entities that stand together; ``build`` is the activity that counted."""
    return block(
        names.cooccurrence(item),
        (TYPE, term("kg:CoOccurrence")),
        ("kg:between", names.ref("entity", item.a)),
        ("kg:between", names.ref("entity", item.b)),
        ("kg:sentences", integer(item.sentences)),
        ("kg:paragraphs", integer(item.paragraphs)),
        ("kg:npmi", decimal(item.npmi)),
        ("kg:llr", decimal(item.llr)),
        ("prov:wasGeneratedBy", build),
    )


def _named(names: Names, fact: Told) -> str:
    return names.ref("fact" if isinstance(fact, Fact) else "open", fact.id)


def _statement(names: Names, origins: Origins, fact: Told, evidence: Mapping[str, Evidence]) -> Iterator[Perhaps]:
    if isinstance(fact, Fact):
        yield from ((TYPE, term("kg:Statement")), ("rdf:predicate", term(f"kg:{fact.relation}")))
    else:
        yield from ((TYPE, term("kg:OpenStatement")), ("kg:verb", zh(fact.verb)))
    yield "rdf:subject", names.ref("entity", fact.subject)
    yield "rdf:object", names.ref("entity", fact.object)
    yield "kg:modality", text_literal(fact.modality)
    yield "kg:polarity", text_literal(fact.polarity)
    yield from (("kg:hasEvidence", own) for own in evidence)
    came_from = {origins[item.article] for item in evidence.values()}
    yield from (("prov:wasDerivedFrom", origin.article) for origin in came_from)
    yield from (("prov:wasGeneratedBy", extraction) for extraction in {origin.extraction for origin in came_from})


def _totals(fact: Told) -> Iterator[Perhaps]:
    yield "kg:confidence", decimal(fact.confidence)
    yield "kg:weight", integer(fact.weight)
    yield "kg:articles", integer(fact.articles)
    yield from _seen(fact)


def _seen(item: Node | Told) -> Iterator[Perhaps]:
    yield "kg:firstSeen", _day(item.first_seen)
    yield "kg:lastSeen", _day(item.last_seen)


def _evidence(item: Evidence) -> Iterator[Perhaps]:
    yield TYPE, term("kg:Evidence")
    yield "kg:sentence", zh(item.sentence)
    yield "kg:start", integer(item.start)
    yield "kg:end", integer(item.end)
    yield "kg:confidence", decimal(item.confidence)
    yield "kg:extractedBy", text_literal(item.by)
    if item.trigger:
        yield "kg:triggerWord", zh(item.trigger)
        yield "kg:triggerStart", integer(item.trigger_start)
        yield "kg:triggerEnd", integer(item.trigger_end)
    if item.when:
        first, last = sides(item.when)
        yield "kg:when", text_literal(item.when)
        yield "kg:from", _day(first)
        yield "kg:to", _day(last)
    if item.quantity:
        yield from _quantity(item.quantity)


def _quantity(quantity: Quantity) -> Iterator[Perhaps]:
    yield "kg:quantity", zh(quantity.text)
    yield "kg:quantityNumber", decimal(quantity.number)
    yield "kg:quantityUnit", zh(quantity.unit) if quantity.unit else None
    yield "kg:quantityOf", zh(quantity.what) if quantity.what else None


def _origin(origin: Origin, selector: str) -> Iterator[Said]:
    yield "oa:hasSource", origin.source
    yield "oa:hasSelector", selector
    yield "prov:wasDerivedFrom", origin.article
    yield "prov:wasGeneratedBy", origin.extraction


def _day(value: date | None) -> str | None:
    return None if value is None else day(value)
