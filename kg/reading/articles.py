"""A source -> its articles: clean text with the way back to the file."""

import hashlib
import re
from array import array
from collections.abc import Iterator, Sequence
from datetime import date

from kg.reading.bylines import medium
from kg.reading.cleaning import clean, one_line
from kg.reading.dates import find_date
from kg.reading.mapped import Mapped
from kg.reading.splitting import Block, split
from kg.types import Article, Paragraph, Part, Source

_ID_LENGTH = 16
_OPENING_BLOCKS = 4
# A dateline gives the day of the report: 新华社北京2024年3月5日电. A date in the story itself does not.
_DATELINE = re.compile(r"[^。，,]{2,30}?日(?=(?:讯|电|消息))")


def split_articles(source: Source) -> tuple[Article, ...]:
    """A newspaper page -> its articles, in the page's order.

    A part with a title of its own (a record, a web page) is one article. A paragraph that a part repeats is left out
    the second time. ``id`` is 16 hexadecimal digits made from the file's digest and the article's number in it.
    """
    return tuple(_article(source, number, part, blocks) for number, (part, blocks) in enumerate(_all_blocks(source)))


def _all_blocks(source: Source) -> Iterator[tuple[Part, list[Block]]]:
    for part in source.parts:
        page = clean(part.text, part.offsets)
        for blocks in split(page, single=bool(part.title)):
            yield part, blocks


def _article(source: Source, number: int, part: Part, blocks: Sequence[Block]) -> Article:
    content, paragraphs = _assembled(source.text, blocks)
    title = next((block.text for block in blocks if block.kind == "title"), "")
    return Article(
        id=hashlib.sha256(f"{source.digest}:{number}".encode()).hexdigest()[:_ID_LENGTH],
        source=source.name,
        title=one_line(part.title) or title,
        text=content.text,
        offsets=content.offsets,
        paragraphs=paragraphs,
        published=part.published or _published(blocks),
        publisher=one_line(part.publisher) or _publisher(blocks),
        url=one_line(part.url),
    )


def _assembled(source: str, blocks: Sequence[Block]) -> tuple[Mapped, tuple[Paragraph, ...]]:
    """Blocks joined by newlines; a newline stands where the file has one after the block, or right after it."""
    texts: list[str] = []
    offsets = array("I")
    paragraphs = []
    at = 0
    for number, block in enumerate(blocks):
        if number:
            texts.append("\n")
            offsets.append(_line_end(source, offsets[-1], block.content.offsets[0]))
            at += 1
        paragraphs.append(Paragraph(at, at + len(block.text), block.kind))
        texts.append(block.text)
        offsets += block.content.offsets
        at += len(block.text)
    return Mapped("".join(texts), offsets), tuple(paragraphs)


def _line_end(source: str, last: int, following: int) -> int:
    found = source.find("\n", last + 1, following) if last < following else -1
    return found if found >= 0 else min(last + 1, len(source) - 1)


def _published(blocks: Sequence[Block]) -> date | None:
    """The date in a byline, or in a dateline that opens the text."""
    for block in blocks:
        if block.kind == "byline" and (found := find_date(block.text)):
            return found
    for block in blocks[:_OPENING_BLOCKS]:
        line = _DATELINE.match(block.text) if block.kind == "body" else None
        if line and (found := find_date(line[0])):
            return found
    return None


def _publisher(blocks: Sequence[Block]) -> str:
    return next((name for block in blocks if block.kind == "byline" and (name := medium(block.text))), "")
