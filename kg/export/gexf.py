"""GEXF 1.3: the typed multigraph, one edge a fact, open facts where the graph shows them, for Gephi and Gephi Lite.

``kind`` keeps parallel edges apart: Gephi merges those of one kind, so what is done, going on, planned or denied is
a kind of its own. All edges are directed, because readers refuse or drop a mixture; ``symmetric`` says where the
direction means nothing. Co-occurrence is not stated and is not in this file.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import BinaryIO

from kg import __version__
from kg.export import exporters
from kg.export.looks import COLOURS, size, spiral
from kg.export.stated import OPEN, kind, kind_zh, open_facts
from kg.export.text import short
from kg.export.xml import DECLARATION, Value, element, empty, opened, write_lines
from kg.graph import Graph
from kg.ontology import ontology, relation
from kg.types import Fact, Node, OpenFact

NAMESPACE = "http://gexf.net/1.3"
VIZ = "http://gexf.net/1.3/viz"

NODE_COLUMNS = {
    "fullname": "string", "type": "string", "type_zh": "string", "aliases": "string", "code": "string",
    "mentions": "integer", "articles": "integer", "first_seen": "string", "last_seen": "string",
}  # fmt: skip
EDGE_COLUMNS = {
    "relation": "string", "relation_zh": "string", "modality": "string", "polarity": "string", "symmetric": "boolean",
    "confidence": "double", "evidence": "integer", "articles": "integer", "first_seen": "string", "last_seen": "string",
}  # fmt: skip


@exporters("gexf")
def write_gexf(graph: Graph, out: BinaryIO) -> None:
    """graph.gexf: nodes with colour, size and place, one typed edge a fact."""
    write_lines(_lines(graph), out)


def _lines(graph: Graph) -> Iterator[str]:
    yield DECLARATION
    yield opened("gexf", **{"xmlns": NAMESPACE, "xmlns:viz": VIZ, "version": "1.3"})
    yield "<meta>" + element("creator", f"kg {__version__}") + "</meta>"
    yield opened("graph", mode="static", defaultedgetype="directed", idtype="string")
    yield from _columns("node", NODE_COLUMNS)
    yield from _columns("edge", EDGE_COLUMNS)
    yield "<nodes>"
    for rank, node in enumerate(graph.nodes()):
        yield from _node(node, rank)
    yield "</nodes>"
    yield "<edges>"
    facts: Iterator[Fact | OpenFact] = chain(graph.facts(), open_facts(graph))
    for fact in facts:
        yield from _edge(fact)
    yield "</edges>"
    yield "</graph>"
    yield "</gexf>"


def _columns(of: str, columns: Mapping[str, str]) -> Iterator[str]:
    yield opened("attributes", **{"class": of, "mode": "static"})
    for name, type_ in columns.items():
        yield empty("attribute", id=name, title=name, type=type_)
    yield "</attributes>"


def _node(node: Node, rank: int) -> Iterator[str]:
    x, y = spiral(rank)
    yield opened("node", id=node.id, label=short(node.name))
    yield from _values(
        {
            "fullname": node.name,
            "type": node.label,
            "type_zh": ontology().classes[node.label].zh,
            "aliases": "; ".join(node.aliases),
            "code": node.code,
            "mentions": node.mentions,
            "articles": node.articles,
            "first_seen": _day(node.first_seen),
            "last_seen": _day(node.last_seen),
        }
    )
    yield empty("viz:color", **COLOURS[node.label]._asdict())
    yield empty("viz:position", x=x, y=y, z=0.0)
    yield empty("viz:size", value=size(node.mentions))
    yield "</node>"


def _edge(fact: Fact | OpenFact) -> Iterator[str]:
    known = relation(fact.relation) if isinstance(fact, Fact) else None
    names = {"id": fact.id, "source": fact.subject, "target": fact.object, "kind": kind(fact)}
    yield opened("edge", **names, label=kind_zh(fact), weight=float(max(fact.weight, 1)))
    yield from _values(
        {
            "relation": known.name if known else OPEN,
            "relation_zh": known.zh if known else kind_zh(fact),
            "modality": fact.modality,
            "polarity": fact.polarity,
            "symmetric": known is not None and known.symmetric,
            "confidence": fact.confidence,
            "evidence": fact.weight,
            "articles": fact.articles,
            "first_seen": _day(fact.first_seen),
            "last_seen": _day(fact.last_seen),
        }
    )
    yield "</edge>"


def _values(values: Mapping[str, Value]) -> Iterator[str]:
    yield "<attvalues>"
    yield from (empty("attvalue", **{"for": name, "value": value}) for name, value in values.items() if value != "")
    yield "</attvalues>"


def _day(value: date | None) -> str:
    return "" if value is None else value.isoformat()
