"""What a picture shows of a graph: its best connected part, or what lies around some entities, one link a pair.

Planned and denied facts are not drawn. Pairs that only stand together in sentences are drawn where they were chosen.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from math import inf
from typing import NamedTuple

from kg.export.edges import TOGETHER_ZH
from kg.export.stated import is_asserted, open_facts
from kg.graph import Graph
from kg.ontology import relation
from kg.types import CoOccurrence, Fact, Node, OpenFact

MOST_NODES = 60

Pair = tuple[str, str]


class Link(NamedTuple):
    """What joins two entities: names in Chinese, sentences, facts.

    ``heads`` are the ends that an arrow points at: none if all of it is symmetric, perhaps both.
    """

    source: str
    target: str
    names: tuple[str, ...]
    weight: int
    heads: frozenset[str]
    facts: tuple[str, ...]

    @property
    def stated(self) -> bool:
        """Whether a text states it; otherwise the two only stand together."""
        return bool(self.facts)


class View(NamedTuple):
    """Nodes, the most important first, and the links among them.

    Of the whole graph ``entities`` are all, ``linked`` those that have a link, ``pairs`` all links.
    """

    nodes: list[Node]
    links: list[Link]
    entities: int
    linked: int
    pairs: int
    centres: frozenset[str]

    def degrees(self) -> Counter[str]:
        """How many neighbours each node has in the picture."""
        return degrees(self.links)


def view(graph: Graph, most: int = MOST_NODES, centres: Collection[str] = (), together: bool = False) -> View:
    """At most so many entities that have a link: those nearest to ``centres`` (ids), or with the most neighbours."""
    links = _links(graph, together)
    known = degrees(links)
    away = _distances(links, centres) if centres else {}
    entities, nodes = 0, []
    for node in graph.nodes():
        entities += 1
        if node.id in known or node.id in away:
            nodes.append(node)
    nodes.sort(key=lambda node: (away.get(node.id, inf), -known[node.id], -node.mentions, node.id))
    chosen = {node.id for node in nodes[:most]}
    drawn = [link for link in links if link.source in chosen and link.target in chosen]
    shown = degrees(drawn).keys() | set(centres)
    nodes, linked = [node for node in nodes[:most] if node.id in shown], len(nodes)
    return View(nodes, drawn, entities, linked, len(links), frozenset(centres))


def degrees(links: Iterable[Link]) -> Counter[str]:
    """How many links each entity has."""
    return Counter(end for link in links for end in (link.source, link.target))


def _links(graph: Graph, together: bool) -> list[Link]:
    """One link a pair, in the direction of its first fact."""
    found: dict[Pair, Link] = {}
    for fact in _asserted(graph):
        if fact.subject != fact.object:
            key = (min(fact.subject, fact.object), max(fact.subject, fact.object))
            found[key] = _joined(found.get(key) or Link(fact.subject, fact.object, (), 0, frozenset(), ()), fact)
    for pair in graph.cooccurrences() if together else ():
        found.setdefault((pair.a, pair.b), _unstated(pair))
    return [found[key] for key in sorted(found)]


def _asserted(graph: Graph) -> Iterator[Fact | OpenFact]:
    opened = (fact for fact in open_facts(graph) if is_asserted(fact))
    return chain(graph.facts(asserted_only=True), opened)


def _joined(link: Link, fact: Fact | OpenFact) -> Link:
    known = relation(fact.relation) if isinstance(fact, Fact) else None
    name = known.zh if known else fact.verb if isinstance(fact, OpenFact) else ""
    return link._replace(
        names=tuple(dict.fromkeys((*link.names, name))),
        weight=link.weight + fact.weight,
        heads=link.heads if known and known.symmetric else link.heads | {fact.object},
        facts=(*link.facts, fact.id),
    )


def _unstated(pair: CoOccurrence) -> Link:
    return Link(pair.a, pair.b, (TOGETHER_ZH,), pair.sentences, frozenset(), ())


def _distances(links: Iterable[Link], centres: Collection[str]) -> dict[str, int]:
    """How many steps each entity is away from the nearest centre."""
    beside: defaultdict[str, list[str]] = defaultdict(list)
    for link in links:
        beside[link.source].append(link.target)
        beside[link.target].append(link.source)
    away = dict.fromkeys(centres, 0)
    queue = deque(centres)
    while queue:
        here = queue.popleft()
        for other in beside[here]:
            if other not in away:
                away[other] = away[here] + 1
                queue.append(other)
    return away
