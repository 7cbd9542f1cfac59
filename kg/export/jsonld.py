"""JSON-LD 1.1 (W3C 2020) for those who want JSON: a context, then one object a subject, each on its own line.

What belongs to the ontology has its plain name (launches, confidence), all else its prefix (skos:prefLabel). What can
be said more than once is always a list.
"""

import json
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import BinaryIO

from kg.export import exporters
from kg.export.blocks import Block, write_text
from kg.export.rdf import blocks
from kg.export.terms import TYPE, Prefixes, prefixes
from kg.graph import Graph
from kg.ontology import KG, ontology

# How the values of a predicate are to be read; texts in no language and integers need no word.
READ_AS = {
    "@id": "kg:between kg:hasEvidence kg:within oa:hasSelector oa:hasSource prov:used prov:wasAssociatedWith "
    "prov:wasDerivedFrom prov:wasGeneratedBy rdf:object rdf:predicate rdf:subject",
    "@zh": "dct:title kg:quantity kg:quantityOf kg:quantityUnit kg:sentence kg:triggerWord kg:verb rdfs:label "
    "skos:altLabel skos:prefLabel",
    "xsd:anyURI": "schema:url",
    "xsd:date": "dct:issued kg:firstSeen kg:from kg:lastSeen kg:to",
    "xsd:decimal": "kg:confidence kg:llr kg:npmi kg:quantityNumber",
    "xsd:nonNegativeInteger": "oa:end oa:start",
}
LISTS = "kg:between kg:hasEvidence prov:used prov:wasDerivedFrom prov:wasGeneratedBy skos:altLabel"
# Datatypes whose values are numbers in JSON; a JSON number with a fraction would be a double.
_NUMBERS = ("xsd:integer", "xsd:nonNegativeInteger")


@exporters("jsonld")
def write_jsonld(graph: Graph, out: BinaryIO) -> None:
    """graph.jsonld: JSON-LD 1.1, compact, with its context inside."""
    write_text(_document(graph), out)


def context(base: str) -> dict[str, object]:
    """The context for a graph with that base: prefixes, and how the values of each predicate are to be read."""
    told: dict[str, object] = {"@version": 1.1, "@vocab": KG, **prefixes(base)}
    lists = _lists()
    for predicate, kind in sorted(_kinds().items()):
        how = {"@language": kind[1:]} if kind == "@zh" else {"@type": kind}
        told[_key(predicate)] = {"@id": predicate} | how | ({"@container": "@set"} if predicate in lists else {})
    return told


def _document(graph: Graph) -> Iterator[str]:
    known, kinds, lists = Prefixes(prefixes(graph.base())), _kinds(), _lists()
    yield '{"@context": ' + json.dumps(context(graph.base()), indent=1) + ',\n"@graph": ['
    comma = "\n"
    for item in blocks(graph):
        yield comma + _object(known, kinds, lists, item)
        comma = ",\n"
    yield "\n]}\n"


def _kinds() -> dict[str, str]:
    relations = dict.fromkeys((f"kg:{name}" for name in ontology().relations), "@id")
    return relations | {predicate: kind for kind, told in READ_AS.items() for predicate in told.split()}


def _lists() -> frozenset[str]:
    return frozenset(LISTS.split()) | {f"kg:{name}" for name in ontology().relations}


def _object(known: Prefixes, kinds: dict[str, str], lists: frozenset[str], item: Block) -> str:
    parts = [f'"@id": "{_short(known, item.subject)}"']
    for predicate, pairs in groupby(item.said, key=itemgetter(0)):
        if predicate == TYPE:
            values = [f'"{_short(known, object).removeprefix("kg:")}"' for _, object in pairs]
        else:
            values = [_value(known, object, kinds.get(predicate, "")) for _, object in pairs]
        listed = predicate in lists or len(values) > 1
        parts.append(f'"{_key(predicate)}": ' + (f"[{', '.join(values)}]" if listed else values[0]))
    return "{" + ", ".join(parts) + "}"


def _key(predicate: str) -> str:
    return "@type" if predicate == TYPE else predicate.removeprefix("kg:")


def _short(known: Prefixes, ref: str) -> str:
    return known.short(ref).strip("<>")


def _value(known: Prefixes, object: str, kind: str) -> str:
    """The value as JSON; where it is not of the kind that the context tells, with its own kind beside it.

    What N-Triples escapes in a text, JSON escapes alike.
    """
    if object.startswith("<"):
        name = f'"{_short(known, object)}"'
        return name if kind == "@id" else f'{{"@id": {name}}}'
    end = object.rindex('"') + 1
    text, mark = object[:end], object[end:]
    own = mark if mark.startswith("@") else _short(known, mark.removeprefix("^^")) if mark else ""
    value = text[1:-1] if own in _NUMBERS else text
    if own == kind or (not kind and own == "xsd:integer"):
        return value
    if not own:
        return f'{{"@value": {value}}}'
    return f'{{"@value": {text}, ' + (f'"@language": "{own[1:]}"}}' if own.startswith("@") else f'"@type": "{own}"}}')
