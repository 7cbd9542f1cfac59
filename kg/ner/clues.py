"""What the network is told about each character besides the character itself: words, tables, what the rules found."""

from collections.abc import Iterable, Sequence
from functools import cache

import ahocorasick
import numpy as np
from numpy.typing import NDArray

from kg.gazetteer import bare_name_matcher, bare_named, full_name_matcher, named, regions
from kg.ontology import LABELS, words
from kg.segment import tokenize
from kg.types import Mention

Clues = NDArray[np.uint8]

# Word lists of ontology/words/ whose words say something about names near them.
TABLES = (
    "adverbs", "ambiguous-places", "bare-heads", "body-suffixes", "departments", "ethnic-groups",
    "generic-determiners", "generic-words", "industries", "light-verbs", "media", "name-verbs", "national-bodies",
    "national-persons", "national-programmes", "never-in-names", "not-festivals", "not-launched", "not-programmes",
    "party-units", "person-contexts", "place-suffixes", "place-verbs", "policy-ends", "posts", "prepositions",
    "programme-heads", "programme-negative", "programme-predicates", "programme-tails", "programme-verbs",
    "road-words", "speech-verbs", "surnames", "weak-place-suffixes",
)  # fmt: skip
# Levels of the gazetteer, by the length of the code; a full and a bare name are two clues.
LEVELS = {2: "province", 4: "prefecture", 6: "county", 9: "town"}
GAZETTEER = (*LEVELS.values(), *(f"bare-{level}" for level in LEVELS.values()), "region")
# Classes of jieba's dictionary, by the first letters of the tag.
CLASSES = (
    "", "n", "nr", "ns", "nt", "nz", "v", "vn", "a", "d", "m", "q", "t", "p", "c", "u", "r", "i", "l", "j", "b", "x",
)  # fmt: skip
_EDGES = ("first", "inside", "last")


@cache
def _lists() -> tuple[str, ...]:
    return (*TABLES, *GAZETTEER)


def columns(recognisers: Iterable[str]) -> tuple[str, ...]:
    """The names of the columns of `clues`: the word's edges, its class, tables, labels, recognisers."""
    spans = (f"{name}-{edge}" for name in (*_lists(), *LABELS, *recognisers) for edge in _EDGES)
    return ("word-first", "word-last", *(f"class-{name}" for name in CLASSES), *spans)


def clues(text: str, candidates: Iterable[Mention], recognisers: Sequence[str]) -> Clues:
    """崂山区出台 -> a matrix of zeros and ones, one row a code point, one column a clue of `columns`."""
    lists = len(_lists())
    numbers = {name: lists + place for place, name in enumerate((*LABELS, *recognisers))}
    spans = _matches(text)
    for found in candidates:
        spans.append((found.start, found.end, numbers[found.label]))
        if found.by in numbers:
            spans.append((found.start, found.end, numbers[found.by]))
    return np.hstack([_words(text), _spread(spans, len(text), lists + len(LABELS) + len(recognisers))])


def _words(text: str) -> Clues:
    """The segmentation of `kg.segment`: first and last characters of words and their classes."""
    tokens = tokenize(text)
    made = np.zeros((len(text), 2 + len(CLASSES)), np.uint8)
    ends = np.array([token.end for token in tokens], np.intp)
    lengths = np.diff(ends, prepend=0)
    made[ends - lengths, 0] = 1
    made[ends - 1, 1] = 1
    classes = np.array([_class(token.tag) for token in tokens], np.intp)
    made[np.arange(len(text)), 2 + np.repeat(classes, lengths)] = 1
    return made


@cache
def _class(tag: str) -> int:
    return next((CLASSES.index(tag[:length]) for length in (2, 1, 0) if tag[:length] in CLASSES), 0)


def _spread(spans: list[tuple[int, int, int]], length: int, lists: int) -> Clues:
    """Where spans of each list begin, go on and end: three columns a list."""
    made = np.zeros((length, lists, len(_EDGES)), np.uint8)
    if spans:
        starts, ends, numbers = np.array(spans, np.intp).T
        made[starts, numbers, 0] = 1
        made[ends - 1, numbers, 2] = 1
        long = ends - starts > 2
        rows = [np.arange(start + 1, end - 1) for start, end in zip(starts[long], ends[long], strict=True)]
        if rows:
            made[np.concatenate(rows), np.repeat(numbers[long], ends[long] - starts[long] - 2), 1] = 1
    return made.reshape(length, lists * len(_EDGES))


def _matches(text: str) -> list[tuple[int, int, int]]:
    found = _matcher().iter(text)
    return [(last + 1 - length, last + 1, number) for last, (length, numbers) in found for number in numbers]


@cache
def _matcher() -> ahocorasick.Automaton:
    known: dict[str, list[int]] = {}
    for number, table in enumerate(TABLES):
        for word in words(table):
            known.setdefault(word, []).append(number)
    offset = len(TABLES)
    for names, look_up, prefix in ((full_name_matcher(), named, ""), (bare_name_matcher(), bare_named, "bare-")):
        for name in names:
            levels = {prefix + LEVELS[len(division.code)] for division in look_up(name)}
            known.setdefault(name, []).extend(offset + GAZETTEER.index(level) for level in sorted(levels))
    for name in regions():
        known.setdefault(name, []).append(offset + GAZETTEER.index("region"))
    automaton = ahocorasick.Automaton()
    for word, numbers in known.items():
        automaton.add_word(word, (len(word), tuple(numbers)))
    automaton.make_automaton()
    return automaton
