"""JSON of nodes and links, as d3-force takes it: ``id``, ``group``, ``source``, ``target``, ``value``.

One object a line, written as they come. A simulation starts from the places, whose y goes down. networkx's
``node_link_graph`` reads it with ``edges="links"``.
"""

from collections.abc import Iterator
from typing import BinaryIO

from kg.export import exporters
from kg.export.blocks import write_text
from kg.export.cytoscape import listed
from kg.export.edges import Edge, as_json, edge_values, edges, node_values
from kg.export.looks import COLOURS, size
from kg.export.text import short
from kg.graph import Graph
from kg.places import Place
from kg.types import Node


@exporters("d3")
def write_d3(graph: Graph, out: BinaryIO) -> None:
    """graph.json: nodes and links."""
    write_text(_document(graph), out)


def _document(graph: Graph) -> Iterator[str]:
    yield '{"directed": true, "multigraph": true, "graph": {}, "nodes": ['
    yield from listed(_node(node, place) for node, place in zip(graph.nodes(), graph.places(), strict=True))
    yield '\n], "links": ['
    yield from listed(map(_link, edges(graph)))
    yield "\n]}\n"


def _node(node: Node, place: Place) -> str:
    looks = {"colour": COLOURS[node.label].hex, "radius": size(node.mentions), "degree": place.degree}
    looks |= {"x": place.x, "y": -place.y}
    return as_json({"id": node.id, "group": node.label, "label": short(node.name), **node_values(node), **looks})


def _link(edge: Edge) -> str:
    ends = {"source": edge.source, "target": edge.target, "value": edge.weight, "id": edge.id, "key": edge.id}
    return as_json({**ends, "directed": edge.directed, **edge_values(edge)})
