"""Sentences with their names marked by hand, so that no recogniser stands between a sentence and its test."""

import re
from collections.abc import Callable, Mapping

import numpy as np
import pytest

from kg.names import squash
from kg.ontology import LABELS, relation
from kg.relations import extractors
from kg.relations.merge import relate_by_rules
from kg.relations.scorer import Floats, Network, Numbers, Scorer, Vocabulary
from kg.relations.wording import relation_names
from kg.types import Article, Mention, Paragraph, ParagraphKind, Relation

Marked = tuple[Article, tuple[Mention, ...]]

_MARK = re.compile(r"\[([^\]|]+)\|([A-Z]+)(?:\|([^\]|]+))?\]")


def read_marked(marked: str, kinds: dict[int, ParagraphKind] | None = None) -> Marked:
    """[青羊区|PLACE]启动“[微光|PROGRAMME]”, [区委|ORG|青羊区委]: text, label, canonical name if it differs.

    One paragraph a line; ``kinds`` names those that are no body by their number.
    """
    text, at, mentions = "", 0, []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        label = next(label for label in LABELS if label == mark[2])
        canonical = mark[3] or squash(mark[1])
        mentions.append(Mention(len(text), len(text) + len(mark[1]), label, mark[1], canonical, 1.0, "hand"))
        text += mark[1]
    text += marked[at:]
    return make_article(text, kinds or {}), tuple(mentions)


def make_article(text: str, kinds: dict[int, ParagraphKind]) -> Article:
    start, paragraphs = 0, []
    for number, line in enumerate(text.split("\n")):
        paragraphs.append(Paragraph(start, start + len(line), kinds.get(number, "body")))
        start += len(line) + 1
    return Article("a", "a.txt", "", text, range(len(text)), tuple(paragraphs))


def triple_of(found: Relation) -> str:
    """青羊区 launches 微光; of a symmetric relation the ends in the order of their code points."""
    ends = [found.head.canonical, found.tail.canonical]
    if relation(found.relation).symmetric:
        ends.sort()
    return f"{ends[0]} {found.relation} {ends[1]}"


@pytest.fixture
def read() -> Callable[..., Marked]:
    """A marked text -> article and mentions."""
    return read_marked


@pytest.fixture
def stated() -> Callable[..., set[str]]:
    """A marked text -> the triples that rules affirm in it, done, ongoing or planned."""

    def state(marked: str, kinds: dict[int, ParagraphKind] | None = None) -> set[str]:
        found = relate_by_rules(*read_marked(marked, kinds))
        return {triple_of(relation) for relation in found if relation.polarity == "positive"}

    return state


class Opinion(Network):
    """A network that reads nothing: of every pair it says the same."""

    def score(self, numbers: Numbers, triggers: Floats, heads: Numbers, tails: Numbers, clues: Floats) -> Floats:
        return np.tile(self.weights["opinion"], (len(heads), 1))


@pytest.fixture(scope="session")
def opine() -> Callable[..., Scorer]:
    """Log-odds of relations -> a scorer that gives them to every pair, and to the others ``otherwise``.

    It was trained to listen to all rules but ``without``.
    """

    def scorer(odds: Mapping[str, float] | None = None, otherwise: float = -9.0, without: str = "") -> Scorer:
        rules = tuple(name for name in extractors.names() if name != without)
        opinion = np.array([(odds or {}).get(name, otherwise) for name in relation_names()], np.float32)
        return Scorer((Opinion({"opinion": opinion}),), Vocabulary({}, {}, {}), {}, rules, (1.0, 0.0, 0.0))

    return scorer


@pytest.fixture
def triple() -> Callable[[Relation], str]:
    """A relation -> 'head relation tail'."""
    return triple_of
