"""Sentences of an article, by punctuation and paragraph ends."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.types import Article

_END = re.compile(r"[。！？!?]+[”’\"』」)）]*")


class Sentence(NamedTuple):
    """A sentence in clean text; ``paragraph`` is the index of its paragraph. Code points, end exclusive."""

    start: int
    end: int
    paragraph: int


def split_sentences(article: Article) -> Iterator[Sentence]:
    """区委启动工程。区政府参加！ -> two sentences; white space at the edges is left out, none is empty."""
    for number, paragraph in enumerate(article.paragraphs):
        start = paragraph.start
        for match in _END.finditer(article.text, paragraph.start, paragraph.end):
            yield from _trimmed(article.text, start, match.end(), number)
            start = match.end()
        yield from _trimmed(article.text, start, paragraph.end, number)


def _trimmed(text: str, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    piece = text[start:end]
    if piece.strip():
        lead = len(piece) - len(piece.lstrip())
        yield Sentence(start + lead, start + len(piece.rstrip()), paragraph)
