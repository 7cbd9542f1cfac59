"""GraphML: a simple directed graph that Gephi, igraph, networkx and Cytoscape read alike.

At most one edge leads from one node to another: all that is stated of the pair is joined in it, and its weight is
the number of sentences. What is only denied makes no edge. A pair of which only open facts are known, and these are to
be shown, gets an edge of kind ``open``; one that stands together in sentences and has neither either way gets one of
kind ``co-occurrence``. The keys have names of their own, because Gephi
takes the ids d3 and d7 for labels, and edge ids are unique, because Gephi skips an id it has seen.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from kg.export import exporters
from kg.export.looks import COLOURS, size, spiral
from kg.export.stated import OPEN, kind, kind_zh, open_facts
from kg.export.text import short
from kg.export.xml import DECLARATION, Value, element, empty, opened, write_lines
from kg.graph import Graph
from kg.ontology import ontology
from kg.types import CoOccurrence, Fact, Node, OpenFact

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
STATED, TOGETHER = "stated", "co-occurrence"

# name: type, one a column; a node's key has its name as id.
NODE_KEYS = {
    "label": "string", "fullname": "string", "type": "string", "type_zh": "string", "aliases": "string",
    "code": "string", "mentions": "int", "articles": "int", "size": "double", "x": "double", "y": "double",
    "r": "int", "g": "int", "b": "int",
}  # fmt: skip
EDGE_KEYS = {
    "label": "string", "weight": "double", "kind": "string", "relations": "string", "relations_zh": "string",
    "verbs": "string", "confidence": "double", "planned": "int", "sentences": "int", "paragraphs": "int",
    "npmi": "double", "llr": "double",
}  # fmt: skip
# Ids are unique in a file: the edge's label needs another one, and Gephi knows this one.
EDGE_IDS = {name: name for name in EDGE_KEYS} | {"label": "edgelabel"}

Pair = tuple[str, str]


@dataclass(slots=True)
class Joined:
    """All that is stated of an ordered pair; ``planned`` counts the sentences that only announce it."""

    kinds: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    weight: int = 0
    planned: int = 0
    confidence: float = 0.0


@exporters("graphml")
def write_graphml(graph: Graph, out: BinaryIO) -> None:
    """graph.graphml: nodes with colour, size and place, one edge an ordered pair."""
    write_lines(_lines(graph), out)


def join(facts: Iterable[Fact | OpenFact]) -> dict[Pair, Joined]:
    """What is stated and not denied, by subject and object."""
    joined: dict[Pair, Joined] = {}
    for fact in facts:
        if fact.polarity == "negative":
            continue
        pair = joined.setdefault((fact.subject, fact.object), Joined())
        pair.kinds.add(kind(fact))
        pair.names.add(kind_zh(fact))
        pair.weight += max(fact.weight, 1)
        pair.planned += fact.weight if fact.modality == "planned" else 0
        pair.confidence = max(pair.confidence, fact.confidence)
    return joined


def _lines(graph: Graph) -> Iterator[str]:
    yield DECLARATION
    yield opened("graphml", xmlns=NAMESPACE)
    for name, type_ in NODE_KEYS.items():
        yield _key(name, name, "node", type_)
    for name, type_ in EDGE_KEYS.items():
        yield _key(EDGE_IDS[name], name, "edge", type_)
    yield opened("graph", id="kg", edgedefault="directed")
    for rank, node in enumerate(graph.nodes()):
        yield from _item("node", {"id": node.id}, _node(node, rank), {name: name for name in NODE_KEYS})
    yield from _edges(graph)
    yield "</graph>"
    yield "</graphml>"


def _key(id: str, name: str, of: str, type_: str) -> str:
    return empty("key", **{"id": id, "for": of, "attr.name": name, "attr.type": type_})


def _edges(graph: Graph) -> Iterator[str]:
    together = {(item.a, item.b): item for item in graph.cooccurrences()}
    stated, opened = join(graph.facts()), join(open_facts(graph))
    for source, target in sorted(stated.keys() | opened.keys()):
        known, other = stated.get((source, target)), opened.get((source, target))
        values = _stated(known) if known else {}
        verbs = _opened(other) if other else {}
        counted = together.get((min(source, target), max(source, target)))
        yield _edge(source, target, {**verbs, **values, **_counts(counted)})
    for (a, b), item in together.items():
        if not {(a, b), (b, a)} & (stated.keys() | opened.keys()):
            yield _edge(a, b, {"weight": float(item.sentences), "kind": TOGETHER, **_counts(item)})


def _edge(source: str, target: str, values: Mapping[str, Value]) -> str:
    attributes = {"id": f"{source}-{target}", "source": source, "target": target}
    return "\n".join(_item("edge", attributes, values, EDGE_IDS))


def _item(
    name: str, attributes: Mapping[str, Value], values: Mapping[str, Value], ids: Mapping[str, str]
) -> Iterable[str]:
    yield opened(name, **attributes)
    yield from (element("data", value, key=ids[key]) for key, value in values.items())
    yield f"</{name}>"


def _node(node: Node, rank: int) -> dict[str, Value]:
    x, y = spiral(rank)
    return {
        "label": short(node.name),
        "fullname": node.name,
        "type": node.label,
        "type_zh": ontology().classes[node.label].zh,
        "aliases": "; ".join(node.aliases),
        "code": node.code,
        "mentions": node.mentions,
        "articles": node.articles,
        "size": size(node.mentions),
        "x": x,
        "y": y,
        **COLOURS[node.label]._asdict(),
    }


def _stated(pair: Joined) -> dict[str, Value]:
    names = "、".join(sorted(pair.names))
    return {
        "label": short(names),
        "weight": float(pair.weight),
        "kind": STATED,
        "relations": "; ".join(sorted(pair.kinds)),
        "relations_zh": names,
        "confidence": pair.confidence,
        "planned": pair.planned,
    }


def _opened(pair: Joined) -> dict[str, Value]:
    names = "、".join(sorted(pair.names))
    return {
        "label": short(names),
        "weight": float(pair.weight),
        "kind": OPEN,
        "verbs": names,
        "confidence": pair.confidence,
        "planned": pair.planned,
    }


def _counts(item: CoOccurrence | None) -> dict[str, Value]:
    if item is None:
        return {}
    return {"sentences": item.sentences, "paragraphs": item.paragraphs, "npmi": item.npmi, "llr": item.llr}
