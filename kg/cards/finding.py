"""From a name to the entities that are called so, or to an error that lists what is called almost so."""

import difflib

from kg.errors import KGError
from kg.graph import Graph
from kg.types import Node

SUGGESTIONS = 5
# Below this likeness (Ratcliff and Obershelp's, as difflib has it) two names have little in common.
ALIKE = 0.5


def find(graph: Graph, name: str) -> list[Node]:
    """人社局 -> every entity of that name or alias. Raises KGError, with names near it, if there is none."""
    nodes = graph.find(name)
    if not nodes:
        raise KGError(f"no {name!r} in the graph; near it: {'、'.join(near(graph, name)) or 'nothing'}")
    return nodes


def near(graph: Graph, name: str) -> list[str]:
    """Names that contain it or are contained in it, the most mentioned first, then names that look like it."""
    mentions: dict[str, int] = {}
    for node in graph.nodes():
        for known in (node.name, *node.aliases):
            mentions[known] = max(node.mentions, mentions.get(known, 0))
    within = sorted((known for known in mentions if name in known or known in name), key=lambda known: -mentions[known])
    alike = difflib.get_close_matches(name, mentions, SUGGESTIONS, ALIKE)
    return list(dict.fromkeys(within + alike))[:SUGGESTIONS]
