"""Pairs of mentions that may be related: near enough, with labels that some relation allows."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.ontology import LABELS, ontology
from kg.relations.clauses import clauses
from kg.relations.clues import tell
from kg.relations.wording import Wording
from kg.types import Article, Mention, Relation

# Names further apart are not looked at, in words of the text.
REACH = 100

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


class Pairs(NamedTuple):
    """(pairs,) numbers of heads and of tails among the mentions, and (pairs, clues) what is seen of each pair."""

    heads: Numbers
    tails: Numbers
    clues: Floats


def pair(
    article: Article,
    mentions: Sequence[Mention],
    wording: Wording,
    proposed: Iterable[Relation],
    rules: Sequence[str] | None = None,
) -> Pairs:
    """崂山区实施“六基工程” -> the ordered pair of its two names; ``proposed`` is what the rules state.

    ``rules`` are the extractors that the clues tell of, all by default.
    """
    heads, tails = _fitting(mentions, *_union(len(mentions), near(wording.places), carried(article, mentions)))
    return Pairs(heads, tails, tell(article, mentions, wording, proposed, heads, tails, rules))


def near(places: Numbers) -> tuple[Numbers, Numbers]:
    """The ordered pairs of mentions within `REACH`; ``places`` are those of the mentions among the words."""
    count = np.arange(len(places))
    reached = np.searchsorted(places, places + REACH, side="right") - count - 1
    left = np.repeat(count, reached)
    right = np.arange(len(left)) - np.repeat(np.cumsum(reached) - reached, reached) + left + 1
    return np.concatenate([left, right]), np.concatenate([right, left])


def carried(article: Article, mentions: Sequence[Mention]) -> tuple[Numbers, Numbers]:
    """Each name with the subject of its clause, however far that is carried, and with the programme spoken of."""
    numbers = {found: number for number, found in enumerate(mentions)}
    pairs = [
        (numbers[told], numbers[found])
        for clause in clauses(article, mentions)
        for told in (*clause.subject, *([clause.spoken_of] if clause.spoken_of else []))
        for found in clause.mentions
    ]
    one, other = np.array(pairs, np.int64).reshape(-1, 2).T
    return np.concatenate([one, other]), np.concatenate([other, one])


def _union(count: int, *pairs: tuple[Numbers, Numbers]) -> tuple[Numbers, Numbers]:
    """Each pair once, in order."""
    keys = np.unique(np.concatenate([heads * count + tails for heads, tails in pairs]))
    return np.divmod(keys, max(count, 1))


def _fitting(mentions: Sequence[Mention], heads: Numbers, tails: Numbers) -> tuple[Numbers, Numbers]:
    """The pairs of two things whose labels some relation allows."""
    labels = np.array([LABELS.index(found.label) for found in mentions], np.int64)
    numbers: dict[str, int] = {}
    things = np.array([numbers.setdefault(found.canonical, len(numbers)) for found in mentions], np.int64)
    fitting = _allowed()[labels[heads], labels[tails]] & (things[heads] != things[tails])
    return heads[fitting], tails[fitting]


@cache
def _allowed() -> NDArray[np.bool_]:
    """(labels, labels) whether some relation leads from the one to the other."""
    known = ontology().relations.values()
    return np.array([[any(entry.allows(head, tail) for entry in known) for tail in LABELS] for head in LABELS])
