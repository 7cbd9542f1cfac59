"""Lines of a page: where they stand, how they end, how wide the page sets them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.reading.bylines import closing_byline
from kg.reading.cleaning import former_breaks

# Line ends, form feeds and the two ideographic blanks that open a new paragraph inside a line.
_ENDS = re.compile(r"([\n\f]|(?<=[。！？”」）])\u3000{2}(?=\S))")
_RULES = "-*=_—~～＊─━·…#+☆★◆"
_RULE = re.compile(rf"[{_RULES}\s]{{3,}}")
_QUOTE = re.compile(r">+\s+")
_FINAL = re.compile(r"(?:[。！？!?…；;：:]|(?<=[A-Za-z])\.)[”’\"'」』)）\]】》\s]*$")
_FINAL_REACH = 8
_PUNCTUATION = re.compile(r"[，。、；：,.;:！？]")
_INDENT = 2
_NARROW = 10


class Line(NamedTuple):
    """A line with something on it. ``text`` is ``page[start:end]``, ``stop`` the place of its line end.

    ``gap`` counts the blank lines before it; ``indent`` is in columns, an ideographic blank taking two; ``rule``
    says that a separator stands between it and the line before.
    """

    text: str
    start: int
    end: int
    stop: int
    gap: int
    indent: int
    rule: bool

    @property
    def indented(self) -> bool:
        """Whether it opens a paragraph by its indent."""
        return self.indent >= _INDENT


def lines(page: str) -> Iterator[Line]:
    """The lines of a page in order, without blank ones and separators."""
    at = gap = indent = 0
    rule = False
    pieces = _ENDS.split(page)
    for piece, end in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        text = piece.strip()
        if not text:
            gap += 1
        elif text[0] in _RULES and _RULE.fullmatch(text) and len(set(text) - {" "}) <= 1:
            rule = True
        else:
            head = piece[: len(piece) - len(piece.lstrip())]
            start = at + len(head)
            if text[0] == ">" and (quote := _QUOTE.match(text)):
                text, start = text[quote.end() :], start + quote.end()
            indent += _columns(head) if head else 0
            yield Line(text, start, start + len(text), at + len(piece), gap, indent, rule)
            gap, rule = 0, False
        at += len(piece) + len(end)
        indent = 2 * (end[:1] == "\u3000")
        rule = rule or end == "\f"


@lru_cache(maxsize=1 << 14)
def is_finished(text: str) -> bool:
    """Whether a line ends as a sentence or an article does: 。 or ？” or a byline in brackets."""
    return bool(_FINAL.search(text, max(0, len(text) - _FINAL_REACH))) or closing_byline(text) > 0


def tolerance(width: int) -> int:
    """How many characters a full line may be off: punctuation is squeezed or hung at line ends."""
    return 0 if width < _NARROW else 1 if width < 16 else 2


def line_width(page: Sequence[Line]) -> int:
    """The number of characters a hard-wrapped page sets in a line; 0 if its lines are whole paragraphs.

    Wrapped prose has most of its characters in lines of about one length, and most of those end inside a sentence.
    """
    pieces = [piece for line in page for piece in former_breaks(line.text)]
    sizes = Counter(map(len, pieces))
    total = sum(size * count for size, count in sizes.items())
    if len(pieces) < 3 or not total:
        return 0
    mass = {width: _near(sizes, width) for width in sizes}
    width = max(mass, key=lambda size: (mass[size], sizes[size], size))
    full = [piece for piece in pieces if abs(len(piece) - width) <= tolerance(width)]
    broken = sum(not is_finished(piece) for piece in full)
    prose = width >= _NARROW or any(_PUNCTUATION.search(piece) for piece in full)
    return width if prose and mass[width] >= 0.5 * total and broken >= max(2, 0.6 * len(full)) else 0


def _columns(blanks: str) -> int:
    return sum(2 if blank == "\u3000" else 4 if blank == "\t" else 1 for blank in blanks)


def last_piece(line: Line) -> str:
    """What follows the last blank that stands for a former line end."""
    return former_breaks(line.text)[-1]


def _near(sizes: Counter[int], width: int) -> int:
    off = tolerance(width)
    return sum(size * sizes[size] for size in range(width - off, width + off + 1))
