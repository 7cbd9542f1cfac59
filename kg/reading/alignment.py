"""Extracted text, found again in the text it was extracted from."""

import re
from array import array
from collections.abc import Iterator

from kg.reading.mapped import Mapped

_UNMISTAKABLE = 8
_BLANK = re.compile(r"\s+")
_PIECE = re.compile(r"[^。！？!?；;，,、\n]+[。！？!?；;，,、]*")


def align(extracted: str, page: Mapped, source: str) -> Mapped:
    """Each paragraph of ``extracted`` with offsets into ``source``, of which ``page`` is the visible part.

    White space is left out of the comparison. The search goes forward from where the last paragraph ended and,
    if that fails, by clauses; what is not found is dropped rather than guessed.
    """
    stream = page.drop(_BLANK)
    text: list[str] = []
    offsets = array("I")
    cursor = 0
    for line in extracted.split("\n"):
        ending = -1
        for piece, at in _found(line, stream.text, cursor):
            cursor = at + len(_BLANK.sub("", piece))
            ending = _place(piece, stream.offsets[at:cursor], source, text, offsets)
        if 0 <= ending < len(source):
            text.append("\n")
            offsets.append(ending)
    return Mapped("".join(text), offsets)


def _found(line: str, stream: str, cursor: int) -> Iterator[tuple[str, int]]:
    """Pieces of ``line`` with their places in ``stream``: the whole line or else its clauses."""
    bare = _BLANK.sub("", line)
    if not bare:
        return
    if (at := _search(bare, stream, cursor)) >= 0:
        yield line, at
        return
    for piece in _PIECE.findall(line):
        bare = _BLANK.sub("", piece)
        if bare and (at := _search(bare, stream, cursor)) >= 0:
            cursor = at + len(bare)
            yield piece, at


def _search(bare: str, stream: str, cursor: int) -> int:
    """Where ``bare`` stands at or after ``cursor``; what is long enough to be unmistakable may stand before it."""
    # A few characters stand everywhere: they count only right where they are expected.
    reach = len(stream) if len(bare) >= _UNMISTAKABLE else cursor + 4 * _UNMISTAKABLE
    at = stream.find(bare, cursor, reach)
    return stream.find(bare) if at < 0 and len(bare) >= _UNMISTAKABLE else at


def _place(piece: str, places: "array[int]", source: str, text: list[str], offsets: "array[int]") -> int:
    """Append ``piece`` to text and offsets; the offset after its last character.

    A blank is kept where the source has white space after the character before it.
    """
    waiting = iter(places)
    after = -1
    for char in piece:
        if not char.isspace():
            after = next(waiting) + 1
            offsets.append(after - 1)
            text.append(char)
        elif 0 <= after < len(source) and source[after].isspace():
            offsets.append(after)
            text.append(" ")
            after = -1
    return offsets[-1] + 1 if offsets else -1
