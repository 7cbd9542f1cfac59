"""What every recogniser needs: making mentions, word tables as matchers, word boundaries."""

from collections.abc import Iterator
from functools import cache

import ahocorasick

from kg.names import squash
from kg.ontology import words
from kg.segment import Token, tokenize
from kg.types import Article, Label, Mention, Span

_FUNCTION_TAGS = frozenset({"p", "c", "d", "ad", "r", "y", "e", "o", "u", "uj", "ul", "uz", "ug", "ud", "uv", "w"})
_NUMERALS = frozenset("一二三四五六七八九十百千万第")


def mention(article: Article, start: int, end: int, label: Label, confidence: float, by: str) -> Mention:
    """A mention whose canonical name is, for now, its own text without white space and quotation marks."""
    text = article.text[start:end]
    return Mention(start, end, label, text, squash(text), confidence, by)


@cache
def matcher(*tables: str) -> ahocorasick.Automaton:
    """An Aho-Corasick automaton over the words of these tables of ``ontology/words/``; values are the words."""
    automaton = ahocorasick.Automaton()
    for table in tables:
        for word in words(table):
            automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton


@cache
def word_set(*tables: str) -> frozenset[str]:
    """The words of these tables."""
    return frozenset(word for table in tables for word in words(table))


def longest(automaton: ahocorasick.Automaton, text: str) -> Iterator[Span]:
    """The leftmost longest matches, none overlapping another."""
    for last, word in automaton.iter_long(text):
        yield Span(last + 1 - len(word), last + 1)


def longest_endings(automaton: ahocorasick.Automaton, text: str) -> Iterator[Span]:
    """For every place where a word of the table ends, the longest one that ends there."""
    best: dict[int, int] = {}
    for last, word in automaton.iter(text):
        best[last + 1] = max(best.get(last + 1, 0), len(word))
    for end in sorted(best):
        yield Span(end - best[end], end)


def index_at(tokens: tuple[Token, ...], position: int) -> int:
    """The index of the token that holds the code point at ``position``; ``len(tokens)`` behind the last."""
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].end <= position:
            low = middle + 1
        else:
            high = middle
    return low


def is_boundary(text: str, position: int) -> bool:
    """Whether a word of the dictionary starts (or the text ends) at ``position``."""
    if position in (0, len(text)):
        return True
    tokens = tokenize(text)
    return tokens[index_at(tokens, position)].start == position


def may_be_in_name(token: Token) -> bool:
    """崂先, 招商, 新 may be part of a name; 的, 位于, 推出, 着力 and punctuation may not."""
    text = token.text
    if not any(char.isalnum() for char in text):
        return text in "·&＆"
    if text in word_set("never-in-names", "posts", "person-contexts") or text.startswith(words("adverbs")):
        return False
    if token.tag == "m" and not text.isdigit():
        return all(char in _NUMERALS for char in text)
    if text.isdigit():
        return len(text) == 4
    if token.tag in _FUNCTION_TAGS or text[0].isdigit():
        return False
    return not token.tag.startswith("v") or len(text) == 1 or text in word_set("name-verbs")
