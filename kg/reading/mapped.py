"""Text that knows where each of its characters stands in the file; every operation keeps the map."""

import re
from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Mapped(NamedTuple):
    """``offsets[i]`` is the position in the decoded file of ``text[i]``; both have one length."""

    text: str
    offsets: "array[int]"

    @classmethod
    def of(cls, text: str, offsets: Sequence[int]) -> "Mapped":
        """Text and offsets of any kind of sequence."""
        return cls(text, array("I", offsets))

    def cut(self, start: int, end: int) -> "Mapped":
        """``text[start:end]`` with its offsets."""
        return Mapped(self.text[start:end], self.offsets[start:end])

    def keep(self, spans: Iterable[tuple[int, int]]) -> "Mapped":
        """The pieces at ``spans``, one after the other."""
        kept = list(spans)
        offsets = array("I")
        for start, end in kept:
            offsets += self.offsets[start:end]
        return Mapped("".join([self.text[start:end] for start, end in kept]), offsets)

    def without(self, spans: Iterable[tuple[int, int]]) -> "Mapped":
        """Everything but ``spans``, which are sorted and do not overlap."""
        dropped = list(spans)
        if not dropped:
            return self
        starts = [0, *(end for _, end in dropped)]
        ends = [*(start for start, _ in dropped), len(self.text)]
        return self.keep(zip(starts, ends, strict=True))

    def drop(self, pattern: "re.Pattern[str]", group: int = 0) -> "Mapped":
        """Everything but what ``pattern`` (or one group of it) matches."""
        spans = (match.span(group) for match in pattern.finditer(self.text))
        return self.without(span for span in spans if span != (-1, -1))

    def strip(self) -> "Mapped":
        """Without white space at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))


def join(pieces: Iterable[Mapped]) -> Mapped:
    """One text of several."""
    texts, offsets = [], array("I")
    for piece in pieces:
        texts.append(piece.text)
        offsets += piece.offsets
    return Mapped("".join(texts), offsets)
