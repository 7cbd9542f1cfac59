"""Quoted stretches of a text, also where a scan has lost one of the marks."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from kg.types import Article, Span

_PAIRS = {"“": "”", "「": "」", "『": "』", "‘": "’"}
_STOPS = frozenset("。！？!?\n")
_LONGEST = 30
_PLAIN = 12


@lru_cache(maxsize=8)
def _quotes(text: str, bounds: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
    return tuple(sorted({span for start, end in bounds for span in _in_paragraph(text, start, end)}))


def quoted(article: Article) -> tuple[Span, ...]:
    """打造“益同行”品牌 -> the span of 益同行: what stands between marks, at most 30 code points."""
    return _quotes(article.text, tuple((p.start, p.end) for p in article.paragraphs))


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Span]:
    if text.count('"', start, end) % 2:
        yield from _between_neighbours(text, start, end)
    yield from _paired(text, start, end)


def _between_neighbours(text: str, start: int, end: int) -> Iterator[Span]:
    """Where a straight mark is lost, pairing in turn goes wrong behind it: short plain stretches between any two."""
    marks = [position for position in range(start, end) if text[position] == '"']
    for left, right in pairwise(marks):
        if 2 < right - left <= _PLAIN and text[left + 1 : right].isalnum():
            yield Span(left + 1, right)


def _paired(text: str, start: int, end: int) -> Iterator[Span]:
    opened, closing = -1, ""
    for position in range(start, end):
        char = text[position]
        if opened >= 0 and (position - opened > _LONGEST + 1 or char in _STOPS):
            opened = -1
        if opened >= 0 and char == closing:
            if position > opened + 1:
                yield Span(opened + 1, position)
            opened = -1
        elif char in _PAIRS and (opened < 0 or closing != "’"):
            opened, closing = position, _PAIRS[char]
        elif char == '"' and opened < 0:
            opened, closing = position, '"'
