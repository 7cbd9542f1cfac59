"""A graph as an igraph network: what is stated as a directed multigraph, what stands together undirected."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from kg.errors import UnknownNameError
from kg.graph import Graph

if TYPE_CHECKING:
    import igraph
    import networkx as nx

Family = Literal["facts", "cooccurrences"]

Edge = tuple[str, str, dict[str, Any]]


def make_igraph(graph: Graph, family: Family = "facts") -> "igraph.Graph":
    """The entities with the facts, or with the co-occurrences, between them.

    A vertex's ``name`` is the entity's id, by which igraph finds it, and ``label`` the name that people read; its other
    attributes, and those of the edges, are those of `kg.graph.Graph.networkx`. The ``weight`` of a co-occurrence counts
    sentences. Raises UnknownNameError for another family.
    """
    import igraph

    if family not in _EDGES:
        raise UnknownNameError("igraph", family, get_args(Family))
    stated = graph.networkx()
    vertices = [{**known, "name": id} for id, known in stated.nodes(data=True)]
    at = {vertex["name"]: number for number, vertex in enumerate(vertices)}
    edges = _EDGES[family](graph, stated)
    return igraph.Graph(
        n=len(at),
        edges=[(at[one], at[other]) for one, other, _ in edges],
        directed=family == "facts",
        vertex_attrs=_columns(vertices),
        edge_attrs=_columns([known for _, _, known in edges]),
    )


def _facts(graph: Graph, stated: "nx.MultiDiGraph") -> list[Edge]:
    return [(one, other, {"id": id, **known}) for one, other, id, known in stated.edges(keys=True, data=True)]


def _cooccurrences(graph: Graph, stated: "nx.MultiDiGraph") -> list[Edge]:
    return [(pair.a, pair.b, {"weight": pair.sentences, **asdict(pair)}) for pair in graph.cooccurrences()]


_EDGES: Final = {"facts": _facts, "cooccurrences": _cooccurrences}


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}
