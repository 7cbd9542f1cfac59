"""CSV in the words of Gephi's “Import spreadsheet”: a table of nodes, one of edges (UTF-8, no byte order mark).

Gephi reads Type as the direction of an edge and keeps parallel edges apart by Kind; edges of one kind between two
nodes it would add up. A kind is either directed or undirected, never both, so that a mixed graph stays whole. What type
a column has Gephi guesses from its first 25 rows: fractions always have a point, and the families of edges alternate,
so that no column starts empty. Cells that a spreadsheet would take for a formula get an apostrophe in front.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from typing import BinaryIO

from kg.export import exporters
from kg.export.edges import Edge, Value, edge_values, node_values, stated, together
from kg.export.tables import safe
from kg.export.text import short
from kg.graph import Graph
from kg.types import Node

# Column of the file: what of a node or an edge it holds. Id, Label and Source to Weight are known to Gephi by name.
NODE_COLUMNS = {
    "Id": "id", "Label": "label", "Name": "name", "Type": "type", "TypeZh": "type_zh", "Aliases": "aliases",
    "Code": "code", "Region": "region", "Mentions": "mentions", "Articles": "articles", "First": "first_seen",
    "Last": "last_seen",
}  # fmt: skip
EDGE_COLUMNS = {
    "Source": "source", "Target": "target", "Type": "direction", "Kind": "kind", "Id": "id", "Label": "label",
    "Weight": "weight", "Family": "family", "Relation": "relation", "Modality": "modality", "Polarity": "polarity",
    "Confidence": "confidence", "Articles": "articles", "First": "first_seen", "Last": "last_seen",
    "Evidence": "evidence", "File": "file", "Paragraphs": "paragraphs", "NPMI": "npmi", "LLR": "llr",
}  # fmt: skip


@exporters("gephi-nodes")
def write_nodes(graph: Graph, out: BinaryIO) -> None:
    """nodes.csv for Gephi: one row an entity; Label is short, Name is whole."""
    _write(NODE_COLUMNS.keys(), map(_node, graph.nodes()), out)


@exporters("gephi-edges")
def write_edges(graph: Graph, out: BinaryIO) -> None:
    """edges.csv for Gephi: one row a fact or a pair that shares sentences, with the surest sentence of a fact."""
    _write(EDGE_COLUMNS.keys(), map(_edge, alternated(stated(graph), together(graph))), out)


def alternated(some: Iterable[Edge], others: Iterable[Edge]) -> Iterator[Edge]:
    """The first of each, the second of each and so on; then the rest of the longer one."""
    pairs = zip_longest(some, others)
    return (edge for edge in chain.from_iterable(pairs) if edge is not None)


def _node(node: Node) -> list[str]:
    values = {"id": node.id, "label": short(node.name), **node_values(node)}
    return [_cell(values[key]) for key in NODE_COLUMNS.values()]


def _edge(edge: Edge) -> list[str]:
    ends = {"id": edge.id, "source": edge.source, "target": edge.target}
    values = {**ends, "direction": "Directed" if edge.directed else "Undirected", **edge_values(edge)}
    return [_cell(values[key]) for key in EDGE_COLUMNS.values()]


def _cell(value: Value) -> str:
    match value:
        case float():
            return f"{value:.4f}"
        case None | str() | int():
            return safe(value)
        case Sequence():
            return safe("; ".join(value))
        case _:
            return safe(value)


def _write(columns: Iterable[str], rows: Iterable[Sequence[str]], out: BinaryIO) -> None:
    wrapper = io.TextIOWrapper(out, encoding="utf-8", newline="")
    writer = csv.writer(wrapper)
    writer.writerow(columns)
    writer.writerows(rows)
    wrapper.flush()
    wrapper.detach()
