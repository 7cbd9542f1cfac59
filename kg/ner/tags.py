"""Tags of characters (B, I, E, S, O) and the best sequence of them, by the rules of which may follow which."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.ontology import LABELS
from kg.types import Label

# First, inner, last character of a name, a name of one character; O is everything else.
TAGS = ("O", *(f"{place}-{label}" for label in LABELS for place in "BIES"))
_NUMBERS = {tag: number for number, tag in enumerate(TAGS)}
_NEVER = np.float32(-1e9)
_STARTS = frozenset("OBS")
_ENDS = frozenset("OES")


class Name(NamedTuple):
    """A labelled stretch of a text: code points, end exclusive."""

    start: int
    end: int
    label: Label


def encode(names: Iterable[Name], length: int) -> NDArray[np.int64]:
    """A name of three characters -> B, I, E: the number of the tag of each character. Names do not overlap."""
    tags = np.zeros(length, np.int64)
    for name in names:
        tags[name.start : name.end] = path(name)
    return tags


def path(name: Name) -> NDArray[np.int64]:
    """The numbers of the tags of a name's own characters."""
    if name.end - name.start == 1:
        return np.array([_NUMBERS[f"S-{name.label}"]])
    tags = np.full(name.end - name.start, _NUMBERS[f"I-{name.label}"])
    tags[0], tags[-1] = _NUMBERS[f"B-{name.label}"], _NUMBERS[f"E-{name.label}"]
    return tags


def names(tags: Sequence[int]) -> Iterator[Name]:
    """The names of a sequence that `best_paths` allows."""
    start = 0
    for position, number in enumerate(tags):
        place = TAGS[number][0]
        if place in "BS":
            start = position
        if place in "ES":
            yield Name(start, position + 1, _label(number))


def _label(number: int) -> Label:
    return LABELS[(number - 1) // 4]


def _may_follow(first: str, second: str) -> bool:
    if first[0] in _ENDS:
        return second[0] in _STARTS
    return second[0] in "IE" and first[1:] == second[1:]


_STEP = np.array([[0 if _may_follow(first, second) else _NEVER for second in TAGS] for first in TAGS], np.float32)
_START = np.array([0 if tag[0] in _STARTS else _NEVER for tag in TAGS], np.float32)
_END = np.array([0 if tag[0] in _ENDS else _NEVER for tag in TAGS], np.float32)


def best_paths(scores: NDArray[np.float32], lengths: Sequence[int]) -> list[NDArray[np.int64]]:
    """The best allowed sequence of each text (Viterbi 1967); ``scores`` is (texts, longest, tags), log-probabilities.

    All texts go forward together, so that one step is one array operation.
    """
    texts, longest, _ = scores.shape
    back = np.zeros((longest, texts, len(TAGS)), np.int8)
    best = scores[:, 0] + _START
    last = np.zeros((texts, len(TAGS)), np.float32)
    ends = np.asarray(lengths)
    last[ends == 1] = best[ends == 1]
    for position in range(1, longest):
        ways = best[:, :, None] + _STEP
        back[position] = ways.argmax(axis=1)
        best = np.take_along_axis(ways, back[position][:, None, :].astype(np.int64), axis=1)[:, 0] + scores[:, position]
        last[ends == position + 1] = best[ends == position + 1]
    tags = np.zeros((texts, longest), np.int64)
    here = (last + _END).argmax(axis=1)
    rows = np.arange(texts)
    for position in range(longest - 1, -1, -1):
        inside = position < ends
        tags[inside, position] = here[inside]
        if position:
            here = np.where(inside, back[position, rows, here], here)
    return [tags[row, :length] for row, length in enumerate(lengths)]
