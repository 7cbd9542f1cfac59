"""Trigger words where they stand in a clause, and the relations they may state."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import ahocorasick

from kg.ontology import RelationClass, ontology, words
from kg.relations.clauses import Clause
from kg.segment import Token, tokenize
from kg.types import Span

# Relations with a grammar of their own; a verb and its object do not state them.
_OWN_GRAMMAR = frozenset({"cooperatesWith", "holdsPost", "locatedIn"})


_NOUNS_BEHIND = ("组", "方案", "体系", "水平", "能力", "质量", "中心", "站", "队", "力度", "工程")


class Trigger(NamedTuple):
    """A trigger word where it stands."""

    start: int
    end: int
    word: str

    @property
    def span(self) -> Span:
        """Its stretch of the clean text."""
        return Span(self.start, self.end)


@lru_cache(maxsize=1024)
def find_triggers(text: str, clause: Clause) -> tuple[Trigger, ...]:
    """The trigger words of a clause outside its names, longest first; 服务 in 服务中心 or behind 的 is no verb."""
    found: list[Trigger] = []
    for last, word in _matcher().iter_long(text, clause.start, clause.end):
        start, end = last + 1 - len(word), last + 1
        covered = any(m.start < end and start < m.end for m in clause.mentions)
        if not covered and _is_verb(text, clause, start, end):
            found.append(Trigger(start, end, word))
    return tuple(found)


@cache
def relations_of(word: str) -> tuple[RelationClass, ...]:
    """The relations a word may state by its object."""
    known = ontology().relations.values()
    return tuple(entry for entry in known if word in entry.triggers and entry.name not in _OWN_GRAMMAR)


@cache
def _matcher() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for relation in ontology().relations.values():
        for word in relation.triggers:
            automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton


def _begins_verb(text: str, start: int) -> bool:
    """Whether a word begins there, or the verb in a word that joins an adverb to one (深入|开展)."""
    tokens = tokenize(text)
    index = bisect_right(tokens, start, key=lambda token: token.start) - 1
    if index < 0 or tokens[index].start == start:
        return index >= 0
    word, adverbs = tokens[index].text, words("trigger-adverbs")
    adverb = next((adverb for adverb in adverbs if word.startswith(adverb)), "")
    return tokens[index].start + len(adverb) == start


def _is_verb(text: str, clause: Clause, start: int, end: int) -> bool:
    if not _begins_verb(text, start):
        return False
    if start > clause.start and text[start - 1] == "的" and not text.startswith("“", end):
        return False
    return text[start:end] not in words("noun-verbs") or not _is_noun(text, clause, start, end)


def _is_noun(text: str, clause: Clause, start: int, end: int) -> bool:
    """政务|服务, 机制|建设, 服务|水平: a noun in front that is no name, or one behind that it modifies."""
    if text.startswith(_NOUNS_BEHIND, end):
        return True
    before = next((token for token in _tokens_to(text, start)), None)
    named = any(m.end == start for m in clause.mentions)
    return bool(before and not named and start > clause.start and before.tag in ("n", "vn", "an"))


def _tokens_to(text: str, end: int) -> Iterator[Token]:
    tokens = tokenize(text)
    index = bisect_left(tokens, end, key=lambda token: token.end)
    if index < len(tokens) and tokens[index].end == end:
        yield tokens[index]
