"""The words of a clause and what part each may play, by jieba's word classes and ``ontology/words/open-*.txt``."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple

from kg.ontology import ontology, words
from kg.relations.clauses import Clause, tokens_between
from kg.segment import tokenize
from kg.types import Mention

Kind = Literal["nouns", "verb", "light", "pivot", "preposition", "adverb", "of", "block", "speech", "aspect"]

CONJUNCTIONS = frozenset({"和", "与", "及", "以及", "同", "跟", "、"})
# Prepositions are what jieba tags p, and these; 将 and 向 only before a name or a noun.
PREPOSITIONS = frozenset(
    {"向", "对", "与", "同", "跟", "给", "为", "在", "把", "将", "被", "由", "从", "自", "往", "和", "经", "沿", "随"}
)
_LONGEST = 5
_MARKS = frozenset("“”\"'‘’《》〈〉「」『』 \n\u3000")
_BRACKETS = {"（": 1, "(": 1, "）": -1, ")": -1}
_ASPECT = frozenset({"了", "过", "着", "起", "完", "的话"})
_POSITIONS = frozenset("边里上中内旁处")
_ADVERBIAL_TAGS = frozenset({"d", "df", "dg", "t", "tg", "u", "c", "y", "e", "o", "z", "ad", "vd"})
_VERBAL_TAGS = ("v", "vi")
# Tables in the order in which they decide what a word is.
_TABLES: tuple[tuple[str, Kind], ...] = (
    ("open-light-verbs", "light"),
    ("open-pivots", "pivot"),
    ("open-verbs", "verb"),
    ("open-motion", "verb"),
    ("open-serial", "verb"),
    ("open-speech", "speech"),
    ("open-not-verbs", "block"),
    ("open-adverbs", "adverb"),
    ("open-mutual", "verb"),
    ("adverbs", "adverb"),
)


class Word(NamedTuple):
    """A word of a clause, or a name in it, and what part it plays."""

    start: int
    end: int
    kind: Kind
    text: str
    tag: str = ""
    name: Mention | None = None


def words_of(text: str, clause: Clause) -> Iterator[Word]:
    """王明（局长）走访三河镇 -> nouns 王明, verb 走访, nouns 三河镇: what stands outside brackets.

    Names as they are, and between them the words of the tables, the longest first, else those of the dictionary; code
    points of the clean text, end exclusive.
    """
    return _outside_brackets(_words(text, clause))


@cache
def table(name: str) -> frozenset[str]:
    """The word list ``ontology/words/NAME.txt``, to look words up in.

    Raises UnknownNameError where there is no such list.
    """
    return frozenset(words(name))


def _words(text: str, clause: Clause) -> Iterator[Word]:
    at = clause.start
    for name in clause.mentions:
        yield from _plain(text, at, name.start)
        yield Word(name.start, name.end, "nouns", name.text, "", name)
        at = name.end
    yield from _plain(text, at, clause.end)


def _outside_brackets(found: Iterable[Word]) -> Iterator[Word]:
    """蓝天救援队（队长王明）参加: what brackets hold is beside the sentence."""
    depth = 0
    for word in found:
        depth += _BRACKETS.get(word.text, 0)
        if depth <= 0 and word.text not in _BRACKETS:
            yield word


def _plain(text: str, start: int, end: int) -> Iterator[Word]:
    if start >= end:
        return
    tokens = {max(t.start, start): (min(t.end, end), t.tag) for t in tokens_between(text, start, end)}
    ends = {stop for stop, _ in tokens.values()}
    at = start
    while at < end:
        stop, tag = tokens[at]
        stop = _listed_end(text, at, stop, ends)
        kind = _kind_of(text[at:stop], tag)
        particle = tokens.get(stop, (stop, ""))[0]
        if text[stop:particle] in table("open-particles") and _takes_particle(text[at:stop], kind, tag):
            kind, stop = "verb", particle
        if text[at:stop] not in _MARKS:
            yield Word(at, stop, kind, text[at:stop], tag)
        at = stop


def _takes_particle(word: str, kind: Kind, tag: str) -> bool:
    """住|在, 毕业|于, but not 带队|到, whose place is the next verb's, nor 打算|在."""
    return (kind == "verb" and word not in _moves()) or (tag in _VERBAL_TAGS and word not in _kinds())


def _listed_end(text: str, start: int, end: int, ends: set[int]) -> int:
    """约|谈 is one word of the tables; a word is never cut."""
    if text[start:end] in _beginnings():
        for stop in range(start + _LONGEST, end, -1):
            if stop in ends and text[start:stop] in _kinds():
                return stop
    return end


@cache
def _beginnings() -> frozenset[str]:
    """The first pieces of the words of the tables that the dictionary cuts."""
    cut = ([token.text for token in tokenize(word)] for word in _kinds())
    return frozenset(pieces[0] for pieces in cut if len(pieces) > 1)


@cache
def _moves() -> frozenset[str]:
    return frozenset((*words("open-motion"), *words("open-serial")))


@cache
def _kinds() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for table, kind in _TABLES:
        for word in words(table):
            kinds.setdefault(word, kind)
    for word in _trigger_verbs():
        kinds.setdefault(word, "verb")
    return kinds


def _trigger_verbs() -> Iterator[str]:
    """The ontology's verbs, but for those that are as often nouns."""
    for relation in ontology().relations.values():
        yield from (word for word in relation.triggers if word not in words("noun-verbs"))


@cache
def _kind_of(word: str, tag: str) -> Kind:
    if word in _ASPECT:
        return "aspect"
    if word in _POSITIONS or word in table("posts") or word.startswith("等"):
        return "nouns"
    if word in PREPOSITIONS or tag == "p":
        return "preposition"
    if word in _kinds():
        return _kinds()[word]
    if tag in _VERBAL_TAGS:
        return "verb" if len(word) > 1 else "block"
    return "adverb" if tag in _ADVERBIAL_TAGS else "nouns"
