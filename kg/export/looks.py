"""How things look in every picture: one colour a class, size by frequency, a first place to stand.

The colours are Okabe and Ito's (2008), which stay apart for colour-blind readers too.
"""

from math import cos, pi, sin, sqrt
from typing import NamedTuple

from kg.types import Label


class Colour(NamedTuple):
    """Red, green and blue, 0 to 255."""

    r: int
    g: int
    b: int

    @property
    def hex(self) -> str:
        """(0, 114, 178) -> #0072b2."""
        return f"#{self.r:02x}{self.g:02x}{self.b:02x}"


COLOURS: dict[Label, Colour] = {
    "ORG": Colour(0, 114, 178),
    "PLACE": Colour(0, 158, 115),
    "PROGRAMME": Colour(230, 159, 0),
    "PERSON": Colour(204, 121, 167),
    "POLICY": Colour(86, 180, 233),
}

GOLDEN_ANGLE = pi * (3 - sqrt(5))


# What `size` gives, as SQL.
SIZE = "round(4 + 4 * sqrt(greatest({}, 1)), 2)"


def size(count: int) -> float:
    """1 -> 8.0, 16 -> 20.0: a radius whose area grows a little slower than a count of mentions or neighbours."""
    return round(4 + 4 * sqrt(max(count, 1)), 2)


def spiral(rank: int, spread: float = 30.0) -> tuple[float, float]:
    """The place of the rank-th node on a sunflower: no two alike, the first in the middle; in the picture's units.

    A file without places makes viewers draw lots for them.
    """
    radius = spread * sqrt(rank + 0.5)
    return round(radius * cos(rank * GOLDEN_ANGLE), 2), round(radius * sin(rank * GOLDEN_ANGLE), 2)
