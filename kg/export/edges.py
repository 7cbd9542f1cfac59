"""Nodes and edges alike for all that takes them as tables: what is stated, what is open, what stands together.

`kg.export.gephi`, `neo4j`, `cypher`, `cytoscape` and `d3` write them, each in the words of its reader.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from kg.export.stated import OPEN, kind, kind_zh, with_evidence, with_open_evidence
from kg.export.text import clean
from kg.graph import Graph
from kg.ontology import ontology, relation
from kg.types import CoOccurrence, Evidence, Fact, Node, OpenFact

STATED, TOGETHER = "stated", "co-occurrence"
TOGETHER_ZH = "共现"

# json.dumps would make one for every object.
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode

Value = str | int | float | bool | date | Sequence[str] | None


@dataclass(frozen=True, slots=True)
class Edge:
    """崂山区 launches 六基工程, or two entities that share sentences; ``source`` and ``target`` are entity ids.

    ``family`` is stated, open or co-occurrence, ``name`` that of the relation or of the family, ``kind`` differs
    wherever two edges of one pair do, and ``weight`` counts sentences. What a family does not know is None.
    """

    id: str
    source: str
    target: str
    family: str
    name: str
    kind: str
    label: str
    directed: bool
    weight: int
    modality: str | None = None
    polarity: str | None = None
    confidence: float | None = None
    articles: int | None = None
    first_seen: date | None = None
    last_seen: date | None = None
    evidence: str | None = None
    file: str | None = None
    paragraphs: int | None = None
    npmi: float | None = None
    llr: float | None = None


def edges(graph: Graph) -> Iterator[Edge]:
    """Facts, then the open facts that views show, each with its surest sentence, then co-occurrences."""
    return chain(stated(graph), together(graph))


def stated(graph: Graph) -> Iterator[Edge]:
    """The facts and the open facts that views show."""
    yield from (_stated(fact, evidence) for fact, evidence in with_evidence(graph))
    yield from (_stated(fact, evidence) for fact, evidence in with_open_evidence(graph))


def together(graph: Graph) -> Iterator[Edge]:
    """The pairs that share a sentence."""
    return map(_together, graph.cooccurrences())


def node_values(node: Node) -> dict[str, Value]:
    """What is known of an entity besides its id, by names of columns; the aliases are a list."""
    return {
        "name": node.name,
        "type": node.label,
        "type_zh": ontology().classes[node.label].zh,
        "aliases": node.aliases,
        "code": node.code,
        "region": node.region,
        "within": node.parent,
        "mentions": node.mentions,
        "articles": node.articles,
        "first_seen": node.first_seen,
        "last_seen": node.last_seen,
    }


def edge_values(edge: Edge) -> dict[str, Value]:
    """What is known of an edge besides its id and its ends, by names of columns."""
    return {
        "family": edge.family,
        "relation": edge.name,
        "kind": edge.kind,
        "label": edge.label,
        "weight": edge.weight,
        "modality": edge.modality,
        "polarity": edge.polarity,
        "confidence": edge.confidence,
        "articles": edge.articles,
        "first_seen": edge.first_seen,
        "last_seen": edge.last_seen,
        "evidence": edge.evidence,
        "file": edge.file,
        "paragraphs": edge.paragraphs,
        "npmi": edge.npmi,
        "llr": edge.llr,
    }


def as_json(values: Mapping[str, object]) -> str:
    """{"name": "六基", "code": ""} -> {"name": "六基"}: one object on one line; what is empty or None is left out."""
    return _encode(_plain(values))


def _plain(value: object) -> object:
    match value:
        case str():
            return clean(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {key: _plain(item) for key, item in value.items() if item is not None and item != ""}
        case Sequence():
            return [_plain(item) for item in value]
        case _:
            return value


def _stated(fact: Fact | OpenFact, evidence: Sequence[Evidence]) -> Edge:
    known = relation(fact.relation) if isinstance(fact, Fact) else None
    best = max(evidence, key=lambda item: item.confidence, default=None)
    return Edge(
        id=fact.id,
        source=fact.subject,
        target=fact.object,
        family=STATED if known else OPEN,
        name=known.name if known else OPEN,
        kind=kind(fact),
        label=kind_zh(fact),
        directed=known is None or not known.symmetric,
        weight=max(fact.weight, 1),
        modality=fact.modality,
        polarity=fact.polarity,
        confidence=fact.confidence,
        articles=fact.articles,
        first_seen=fact.first_seen,
        last_seen=fact.last_seen,
        evidence=best.sentence if best else None,
        file=best.source if best else None,
    )


def _together(pair: CoOccurrence) -> Edge:
    return Edge(
        id=f"{pair.a}-{pair.b}",
        source=pair.a,
        target=pair.b,
        family=TOGETHER,
        name=TOGETHER,
        kind=TOGETHER,
        label=TOGETHER_ZH,
        directed=False,
        weight=max(pair.sentences, 1),
        paragraphs=pair.paragraphs,
        npmi=pair.npmi,
        llr=pair.llr,
    )
