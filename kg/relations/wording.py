"""An article as a row of words in which every name is one word: what the scorer of relations reads."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from kg.ontology import LABELS, ontology, words
from kg.segment import Token, tokenize
from kg.types import Article, Mention

Numbers = NDArray[np.int64]
_SENTENCE_ENDS = frozenset("。\uff01\uff1f!?")
_CLAUSE_ENDS = _SENTENCE_ENDS | frozenset("\uff0c,\uff1b;\uff1a:")


class Wording(NamedTuple):
    """The words of an article; (mentions,) places of the names among them; (words,) what each word stands in.

    A word is a token of `kg.segment`; the tag of a name is its label.
    ``begins`` and ``finishes`` bound the clause of each word; ``triggers`` is (words + 1, relations): how many
    triggers of each relation stand before it.
    """

    words: tuple[Token, ...]
    places: Numbers
    clause: Numbers
    sentence: Numbers
    paragraph: Numbers
    begins: Numbers
    finishes: Numbers
    triggers: Numbers

    @classmethod
    def of(cls, article: Article, mentions: Sequence[Mention]) -> Self:
        """崂山区|实施|“|六基工程|”: the names as single words, in between those of the dictionary."""
        found = tuple(_merge(article.text, mentions))
        bounds = [paragraph.start for paragraph in article.paragraphs[1:]]
        paragraph = np.searchsorted(bounds, [entry.start for entry in found], "right")
        breaks = np.diff(paragraph, prepend=0) > 0
        clause = _count(found, _CLAUSE_ENDS, breaks)
        sentence = _count(found, _SENTENCE_ENDS, breaks)
        begins, finishes = (np.searchsorted(clause, clause, side) for side in ("left", "right"))
        places = np.array([number for number, entry in enumerate(found) if entry.tag in LABELS], np.int64)
        return cls(found, places, clause, sentence, paragraph, begins, finishes, _count_triggers(found))

    def triggered(self) -> NDArray[np.float32]:
        """(words, relations) 1 where the word is a trigger of the relation."""
        return np.diff(self.triggers, axis=0).astype(np.float32)


def _merge(text: str, mentions: Sequence[Mention]) -> Iterator[Token]:
    """The words of the text, cut at the edges of names; white space is none."""
    tokens = tokenize(text)
    at = number = 0
    for mention in mentions:
        number = yield from _until(text, tokens, number, at, mention.start)
        yield Token(mention.start, mention.end, mention.text, mention.label)
        at = mention.end
    yield from _until(text, tokens, number, at, len(text))


def _until(text: str, tokens: Sequence[Token], number: int, start: int, end: int) -> Generator[Token, None, int]:
    """The words of ``text[start:end]``, from the token of that number on; the number of the first one behind."""
    while start < end and number < len(tokens) and tokens[number].start < end:
        token = tokens[number]
        if token.end > start:
            if token.start < start or token.end > end:
                first, last = max(token.start, start), min(token.end, end)
                token = Token(first, last, text[first:last], token.tag)
            if token.text.strip():
                yield token
            if tokens[number].end > end:
                return number
        number += 1
    return number


def _count(found: Sequence[Token], ends: frozenset[str], breaks: NDArray[np.bool_]) -> Numbers:
    """Number of the clause or sentence of each word; its closing mark is the last word of it."""
    closing = np.array([entry.text in ends for entry in found], np.bool_)
    behind_mark = np.concatenate([[False], closing[:-1]])[: len(found)]
    return np.cumsum(behind_mark | breaks)


@cache
def relation_names() -> tuple[str, ...]:
    """The relations in the order of the scorer's answers."""
    return tuple(sorted(ontology().relations))


@cache
def trigger_table() -> Mapping[str, list[int]]:
    """Word -> numbers of the relations that it may state, by the ontology; posts state holdsPost."""
    names = relation_names()
    table: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        relation = ontology().relations[name]
        for trigger in {*relation.triggers, *relation.noun_triggers}:
            table.setdefault(trigger, []).append(number)
    for post in words("posts"):
        table.setdefault(post, []).append(names.index("holdsPost"))
    return table


def _count_triggers(found: Sequence[Token]) -> Numbers:
    hits = np.zeros((len(found) + 1, len(relation_names())), np.int64)
    known = trigger_table().get
    for number, entry in enumerate(found, 1):
        if (relations := known(entry.text)) and entry.tag not in LABELS:
            hits[number, relations] = 1
    return np.cumsum(hits, axis=0)
