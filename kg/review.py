"""人社局 or 崂山区人社局, ORG or PROGRAMME: what a person should decide, a question a pair that may be one thing."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.graph import Graph
from kg.types import Label, Node

BETWEEN = " / "


@dataclass(frozen=True, slots=True)
class Question:
    """A row of review.csv, by the columns of `kg.decisions.REVIEW_COLUMNS`; ``decision`` is left for the person.

    ``other`` is the one that merging would keep: a division with a code, else the fuller name, else what is
    mentioned more. A region is the code of the entity's own or surrounding division, '' if it has none.
    """

    decision: str
    name: str
    label: Label
    region: str
    other: str
    other_label: Label
    other_region: str
    reason: str
    score: float
    articles: int
    other_articles: int
    sentences: str
    other_sentences: str


def questions(graph: Graph) -> Iterator[Question]:
    """The doubts of a graph, the likeliest first, then by names, with a sentence or two about each side."""
    nodes = {node.id: node for node in graph.nodes()}
    sentences = {id: BETWEEN.join(said) for id, said in graph.examples().items()}
    found = []
    for doubt in graph.doubts():
        node, other = sorted((nodes[doubt.a], nodes[doubt.b]), key=_rank)
        found.append(
            Question(
                "", node.name, node.label, _region(node), other.name, other.label, _region(other),
                doubt.reason, doubt.score, node.articles, other.articles,
                sentences.get(node.id, ""), sentences.get(other.id, ""),
            )
        )  # fmt: skip
    yield from sorted(found, key=lambda row: (-row.score, row.name, row.other, row.label, row.region))


def _rank(node: Node) -> tuple[bool, int, int, str]:
    return (bool(node.code), len(node.name), node.mentions, node.id)


def _region(node: Node) -> str:
    return node.code or node.region
