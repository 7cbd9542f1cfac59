"""Cytoscape.js JSON, for Cytoscape (desktop) and for pages: nodes with data and places, one edge a fact or a pair.

One object a line, written as they come. networkx's ``cytoscape_graph`` reads it too: it wants ``value`` and ``key``.
Places are those of the graph, with y downwards.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kg import __version__
from kg.export import exporters
from kg.export.blocks import write_text
from kg.export.edges import Edge, as_json, edge_values, edges, node_values
from kg.export.looks import COLOURS
from kg.export.text import short
from kg.graph import Graph
from kg.places import Place
from kg.types import Node

HEAD = {
    "format_version": "1.0",
    "generated_by": f"kg {__version__}",
    "target_cytoscapejs_version": "~3.0",
    "directed": True,
    "multigraph": True,
    "data": {"name": "知识图谱", "shared_name": "知识图谱"},
}


@exporters("cytoscape")
def write_cytoscape(graph: Graph, out: BinaryIO) -> None:
    """graph.cyjs: the head, the nodes, the edges."""
    write_text(_document(graph), out)


def listed(objects: Iterable[str]) -> Iterator[str]:
    """The objects of a JSON list, each on its own line, without the brackets."""
    comma = "\n"
    for item in objects:
        yield comma + item
        comma = ",\n"


def _document(graph: Graph) -> Iterator[str]:
    nodes = (_node(node, place) for node, place in zip(graph.nodes(), graph.places(), strict=True))
    yield as_json(HEAD).removesuffix("}") + ', "elements": {"nodes": ['
    yield from listed(nodes)
    yield '\n], "edges": ['
    yield from listed(map(_edge, edges(graph)))
    yield "\n]}}\n"


def _node(node: Node, place: Place) -> str:
    names = {"id": node.id, "value": node.id, "shared_name": node.name, "label": short(node.name)}
    data = {**names, **node_values(node), "degree": place.degree, "colour": COLOURS[node.label].hex}
    return as_json({"data": data, "position": {"x": place.x, "y": -place.y}})


def _edge(edge: Edge) -> str:
    ends = {"id": edge.id, "key": edge.id, "source": edge.source, "target": edge.target}
    names = {"interaction": edge.kind, "shared_interaction": edge.kind, "name": edge.label}
    return as_json({"data": {**ends, **names, "directed": edge.directed, **edge_values(edge)}})
