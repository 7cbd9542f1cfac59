"""Texts as text recognition gives the columns of a scanned page: edges cut off, lines lost, lines of a neighbour."""

import random
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from kg.corpus.noise import HALF_WIDTH, LOOKALIKES, STRAIGHT_QUOTES
from kg.ner.tags import Name
from kg.types import Label, Span

_WIDTHS = (12, 14, 16, 18, 20, 24)
# How many pages have such damage at all, and half-width marks, straight quotation marks.
_DAMAGED, _HALVED, _STRAIGHT = 0.7, 0.5, 0.4
# Of the lines of a damaged page: so many lose their first or last characters, are lost, are followed by a foreign one.
_CUT, _LOST, _FOREIGN = 0.06, 0.02, 0.03
_CUT_CHARACTERS = (1, 2, 3)
_MISREAD = 0.004


class Cell(NamedTuple):
    """A character and the name that it belongs to: its label, its length and a number; None outside of names."""

    character: str
    name: tuple[Label, int, int] | None


class Damaged(NamedTuple):
    """A text, the names that are whole in it, and what is left of others."""

    text: str
    names: tuple[Name, ...]
    unsure: tuple[Span, ...]


def cells(text: str, names: Sequence[Name], first: int = 0) -> list[Cell]:
    """The characters of a text; names are numbered from ``first``."""
    made = [Cell(character, None) for character in text]
    for number, (start, end, label) in enumerate(names, first):
        made[start:end] = [Cell(cell.character, (label, end - start, number)) for cell in made[start:end]]
    return made


def damage(page: Sequence[Cell], foreign: Sequence[Cell], rng: random.Random) -> Damaged:
    """A page as a scan gives it; ``foreign`` is the page beside it, whose names are numbered otherwise."""
    kept = list(_damaged(page, foreign, rng)) if rng.random() < _DAMAGED else list(page)
    table = (HALF_WIDTH if rng.random() < _HALVED else {}) | (STRAIGHT_QUOTES if rng.random() < _STRAIGHT else {})
    return _rebuilt([cell._replace(character=cell.character.translate(table)) for cell in kept])


def _damaged(page: Sequence[Cell], foreign: Sequence[Cell], rng: random.Random) -> Iterator[Cell]:
    width = rng.choice(_WIDTHS)
    for line in _lines(page, width):
        if rng.random() < _LOST:
            continue
        start = rng.choice(_CUT_CHARACTERS) if rng.random() < _CUT else 0
        end = len(line) - (rng.choice(_CUT_CHARACTERS) if rng.random() < _CUT else 0)
        for cell in line[start:end]:
            misread = rng.random() < _MISREAD
            yield cell._replace(character=LOOKALIKES.get(cell.character, cell.character)) if misread else cell
        if len(foreign) > width and rng.random() < _FOREIGN:
            at = rng.randrange(len(foreign) - width)
            yield from (cell for cell in foreign[at : at + width] if cell.character != "\n")


def _lines(page: Sequence[Cell], width: int) -> Iterator[Sequence[Cell]]:
    """Lines of print; the end of a paragraph is a line of its own, so that it is seldom lost."""
    for ends, run in groupby(page, key=lambda cell: cell.character == "\n"):
        paragraph = list(run)
        if ends:
            yield paragraph[:1]
        else:
            yield from (paragraph[at : at + width] for at in range(0, len(paragraph), width))


def _rebuilt(kept: Sequence[Cell]) -> Damaged:
    names, unsure, position = [], [], 0
    for name, run in groupby(kept, key=lambda cell: cell.name):
        length = len(list(run))
        if name and length == name[1]:
            names.append(Name(position, position + length, name[0]))
        elif name:
            unsure.append(Span(position, position + length))
        position += length
    return Damaged("".join(cell.character for cell in kept), tuple(names), tuple(unsure))
