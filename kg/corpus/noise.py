"""Passages as pages really are: hard-wrapped, with spaces where lines were joined, half-width, misread.

Every function takes a clean passage and gives one whose marks, canonical names and relations fit the new text.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.corpus.passages import Mark, Passage, names_of

# A character and the mark it belongs to, -1 for none.
Cell = tuple[str, int]

HALF_WIDTH = str.maketrans("，：；！？（）", ",:;!?()")
# Where a typewriter's marks are used for Chinese ones. 《》 and 、 have no such twin.
STRAIGHT_QUOTES = str.maketrans({"“": '"', "”": '"'})
# What text recognition takes one for the other.
LOOKALIKES = {
    "己": "已", "已": "己", "日": "曰", "未": "末", "末": "未", "人": "入", "入": "人", "大": "太", "干": "千",
    "土": "士", "天": "夭", "治": "冶", "候": "侯", "拨": "拔", "晴": "睛", "辩": "辨", "0": "O", "1": "l", "、": "，",
    "。": ".",
}  # fmt: skip
_SPACES = (" ", " ", "  ", "\u3000")
# Characters that no line of print begins or ends with.
_NOT_FIRST = frozenset("，。、；：！？）”》,.;:!?)")
_NOT_LAST = frozenset("“《（(")
_WIDTHS = (14, 18, 22, 26, 30)
_MISREAD_SHARE = 0.02


def wrap(passage: Passage, rng: random.Random) -> Passage:
    """Lines of one width, broken wherever the column ends, in names too."""
    width = rng.choice(_WIDTHS)
    return _rebuilt(passage, _broken(_cells(passage), width, lambda: "\n"), "wrapped")


def space(passage: Passage, rng: random.Random) -> Passage:
    """Lines joined again with the spaces that were left between them."""
    width = rng.choice(_WIDTHS)
    return _rebuilt(passage, _broken(_cells(passage), width, lambda: rng.choice(_SPACES)), "spaced")


def halve(passage: Passage, rng: random.Random) -> Passage:
    """Half-width commas, colons, brackets; in half of the passages straight quotation marks as well."""
    table = HALF_WIDTH | STRAIGHT_QUOTES if rng.random() < 0.5 else HALF_WIDTH
    cells = [(character.translate(table), index) for character, index in _cells(passage)]
    marks = tuple(mark._replace(canonical=mark.canonical.translate(HALF_WIDTH)) for mark in passage.marks)
    statements = tuple(
        stated._replace(
            heads=tuple(name.translate(HALF_WIDTH) for name in stated.heads),
            tails=tuple(name.translate(HALF_WIDTH) for name in stated.tails),
        )
        for stated in passage.statements
    )
    plain = tuple(text.translate(table) for text in passage.plain)
    return _rebuilt(replace(passage, marks=marks, statements=statements, plain=plain), cells, "halfwidth")


def misread(passage: Passage, rng: random.Random) -> Passage:
    """About two characters of a hundred lost or replaced by look-alikes, none in a name or in a trigger."""
    kept = _needed(passage)
    cells: list[Cell] = []
    for position, (character, index) in enumerate(_cells(passage)):
        spared = index >= 0 or position in kept or character == "\n"
        if spared or rng.random() >= _MISREAD_SHARE:
            cells.append((character, index))
        elif character in LOOKALIKES:
            cells.append((LOOKALIKES[character], index))
    return _rebuilt(passage, cells, "misread")


NOISES: dict[str, Callable[[Passage, random.Random], Passage]] = {
    "wrapped": wrap,
    "spaced": space,
    "halfwidth": halve,
    "misread": misread,
}


def roughen(passage: Passage, rng: random.Random) -> Passage:
    """One kind of noise, drawn by ``rng``, put on a clean passage."""
    return NOISES[rng.choice(sorted(NOISES))](passage, rng)


def _cells(passage: Passage) -> list[Cell]:
    owner = [-1] * len(passage.text)
    for index, mark in enumerate(passage.marks):
        owner[mark.start : mark.end] = [index] * (mark.end - mark.start)
    return list(zip(passage.text, owner, strict=True))


def _broken(cells: Sequence[Cell], width: int, separator: Callable[[], str]) -> list[Cell]:
    out: list[Cell] = []
    column = 0
    for position, (character, index) in enumerate(cells):
        if character == "\n":
            column = 0
        elif column >= width and character not in _NOT_FIRST and cells[position - 1][0] not in _NOT_LAST:
            inside = index if index == cells[position - 1][1] else -1
            out += ((blank, inside) for blank in separator())
            column = 1
        else:
            column += 1
        out.append((character, index))
    return out


def _rebuilt(passage: Passage, cells: Sequence[Cell], noise: str) -> Passage:
    spans: dict[int, tuple[int, int]] = {}
    for position, (_, index) in enumerate(cells):
        if index >= 0:
            spans[index] = (spans.get(index, (position, 0))[0], position + 1)
    marks = tuple(
        Mark(*spans[index], mark.label, mark.canonical) for index, mark in enumerate(passage.marks) if index in spans
    )
    return replace(passage, text="".join(character for character, _ in cells), marks=marks, noise=noise)


def _needed(passage: Passage) -> frozenset[int]:
    """Positions of triggers and of strings named as plain: the annotation would not fit without them."""
    pieces = {piece for stated in passage.statements for piece in stated.trigger.split("…")} | set(passage.plain)
    return frozenset(
        position for piece in pieces for start, end in names_of(passage.text, piece) for position in range(start, end)
    )
