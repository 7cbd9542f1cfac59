"""What to keep of a graph: relations, classes, what is weighty or sure, central or near, and a backbone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from kg.chosen import Asked, ChosenGraph
from kg.database import plain
from kg.errors import KGError, UnknownNameError
from kg.graph import Graph
from kg.ontology import ontology

# Families of edges, chosen by name as relations are.
OPEN, TOGETHER = "open", "co-occurrence"
FAMILIES = {OPEN: OPEN, "开放关系": OPEN, TOGETHER: TOGETHER, "共现": TOGETHER}
SUGGESTIONS = 5

_NEAR = """
SELECT text FROM node_name
WHERE contains(text, $name) OR contains($name, text) OR jaro_similarity(text, $name) > 0.7
GROUP BY text ORDER BY jaro_similarity(text, $name) DESC, max(mentions) DESC, text LIMIT $most
"""
_HELD = """
SELECT subject FROM fact UNION SELECT object FROM fact
UNION SELECT subject FROM open_fact WHERE $opened UNION SELECT object FROM open_fact WHERE $opened
UNION SELECT a FROM cooccurrence WHERE sentences > 0 UNION SELECT b FROM cooccurrence WHERE sentences > 0
UNION SELECT subject FROM derived_fact WHERE $derived UNION SELECT object FROM derived_fact WHERE $derived
"""
_AROUND = """
WITH RECURSIVE neighbour AS (
    SELECT subject AS one, object AS other FROM shown UNION SELECT object AS one, subject AS other FROM shown
),
reached AS (
    SELECT unnest(?::VARCHAR[]) AS id, 0 AS hops
    UNION
    SELECT other AS id, hops + 1 AS hops FROM reached JOIN neighbour ON one = id WHERE hops < ?
)
SELECT DISTINCT id FROM reached
"""
_MOST_CENTRAL = """
WITH edge AS (
    SELECT subject AS one, object AS other, weight FROM shown WHERE subject <> object
    UNION ALL
    SELECT object AS one, subject AS other, weight FROM shown WHERE subject <> object
),
counted AS (
    SELECT one, count(DISTINCT other) AS neighbours, sum(weight) AS weight FROM edge GROUP BY one
)
SELECT id FROM node LEFT JOIN counted ON one = id
ORDER BY list_contains(?::VARCHAR[], id) DESC, coalesce(neighbours, 0) DESC, coalesce(weight, 0) DESC, mentions DESC, id
LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """What to keep of a graph; an empty one keeps everything.

    ``relations`` are relations and ``types`` classes by name or Chinese label (launches or 推出, ORG or 机构); the
    relations ``open`` (开放关系) and ``co-occurrence`` (共现) stand for those families of edges, which a choice of
    relations without them leaves out. ``min_weight`` is in sentences, for facts and co-occurrences; ``min_confidence``,
    in [0, 1], is for facts. Where any of these chooses edges, entities that have none go too.

    ``around`` are names or aliases, and ``hops`` is how many edges to go from them. ``top`` is the number of most
    central entities. ``backbone`` is the significance, in (0, 1), below which a co-occurrence is left out by the
    disparity filter of Serrano, Boguñá and Vespignani (2009); smaller keeps less, and what is stated stays.
    """

    relations: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    min_weight: int = 0
    min_confidence: float = 0.0
    top: int | None = None
    around: tuple[str, ...] = ()
    hops: int = 1
    backbone: float | None = None

    def __bool__(self) -> bool:
        """Whether anything is chosen; how far to go from nowhere is nothing."""
        return any(getattr(self, item.name) != item.default for item in fields(self) if item.name != "hops")


def choose(graph: Graph, choice: Choice) -> Graph:
    """The part of a graph that is chosen, open as long as the graph is; the graph itself if the choice is empty.

    First edges and classes are chosen, then what is around the names, then what is most central in that. All entities
    stay that have a name of ``around`` as their own or, if none has, as an alias. Edges are walked and counted whatever
    their direction, without what is denied; open facts and co-occurrences only where they are asked for.
    An entity is the more central the more neighbours it has in what is chosen (degree centrality): by PageRank the two
    of a pair that stands alone would come before all but the largest of a star.
    Raises KGError: an unknown name, a number out of bounds, a backbone of relations that have no co-occurrence.
    """
    check(choice)
    if not choice:
        return graph
    seeds = [id for name in choice.around for id in _bearers(graph, name)]
    chosen = ChosenGraph(graph, _asked(graph, choice, seeds))
    try:
        if choice.relations or choice.min_weight or choice.min_confidence or choice.backbone is not None:
            chosen.keep([*seeds, *_linked(chosen, derived=bool(choice.relations))])
        if seeds:
            chosen.keep(_around(chosen, seeds, choice.hops))
        if choice.top is not None:
            chosen.keep(_most_central(chosen, seeds, choice.top))
    except BaseException:
        chosen.close()
        raise
    return chosen


def check(choice: Choice) -> None:
    """Raises KGError for a name that nobody knows or a number out of bounds; says what is allowed."""
    _known("relations", choice.relations, _relations())
    _known("types", choice.types, _types())
    bounds = (
        ("min_weight", choice.min_weight, choice.min_weight >= 0, "0 or more sentences"),
        ("min_confidence", choice.min_confidence, 0 <= choice.min_confidence <= 1, "0 to 1"),
        ("top", choice.top, choice.top is None or choice.top > 0, "1 or more entities"),
        ("hops", choice.hops, choice.hops >= 0, "0 or more edges"),
        ("backbone", choice.backbone, choice.backbone is None or 0 < choice.backbone < 1, "above 0 and below 1"),
    )
    for name, given, allowed, range_ in bounds:
        if not allowed:
            raise KGError(f"{name} {given}: allowed: {range_}")
    if choice.backbone is not None and choice.relations and TOGETHER not in choice.relations:
        raise KGError(
            f"backbone {choice.backbone}: it thins co-occurrence; allowed: with {TOGETHER} among the relations"
        )


def _relations() -> dict[str, str]:
    known = ontology().relations.values()
    return {word: item.name for item in known for word in (item.name, item.zh)} | FAMILIES


def _types() -> dict[str, str]:
    return {word: item.label for item in ontology().classes.values() for word in (item.label, item.zh)}


def _known(where: str, given: Iterable[str], known: Mapping[str, str]) -> list[str]:
    for name in given:
        if name not in known:
            raise UnknownNameError(where, name, known)
    return sorted({known[name] for name in given})


def _asked(graph: Graph, choice: Choice, seeds: Sequence[str]) -> Asked:
    relations = _known("relations", choice.relations, _relations())
    shown = {
        "open": OPEN in relations or (not relations and graph.shows_open()),
        "cooccurrences": TOGETHER in relations
        or (not relations and (choice.backbone is not None or graph.shows_cooccurrences())),
    }
    return Asked(
        relations,
        not relations or OPEN in relations,
        not relations or TOGETHER in relations,
        _known("types", choice.types, _types()),
        choice.min_weight,
        choice.min_confidence,
        choice.backbone,
        seeds,
        {name: "yes" if show else "no" for name, show in shown.items()},
    )


def _bearers(graph: Graph, name: str) -> list[str]:
    """Who is called so: by name, else by an alias."""
    found = graph.find(name)
    if not found:
        with graph.cursor() as cursor:
            near = cursor.execute(_NEAR, {"name": _written(name), "most": SUGGESTIONS}).fetchall()
        raise KGError(
            f"around {name!r}: nothing is called so; near it: {'、'.join(text for (text,) in near) or 'nothing'}"
        )
    return [node.id for node in found if plain(node.name) == plain(name)] or [node.id for node in found]


def _written(name: str) -> str:
    """The name as the database has it; bytes that are no text are in no name there."""
    return plain(name).encode("utf-8", "replace").decode()


def _linked(graph: Graph, derived: bool) -> list[str]:
    with graph.cursor() as cursor:
        return [id for (id,) in cursor.execute(_HELD, {"opened": graph.shows_open(), "derived": derived}).fetchall()]


def _around(graph: Graph, seeds: Sequence[str], hops: int) -> list[str]:
    with graph.cursor() as cursor:
        return [id for (id,) in cursor.execute(_AROUND, [list(seeds), hops]).fetchall()]


def _most_central(graph: Graph, seeds: Sequence[str], most: int) -> list[str]:
    """The seeds, then those with the most neighbours; of equal ones those with the heavier edges."""
    with graph.cursor() as cursor:
        found = cursor.execute(_MOST_CENTRAL, [list(seeds), max(most, len(set(seeds)))]).fetchall()
    return [id for (id,) in found]
