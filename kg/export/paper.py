"""Room on paper: boxes, lines of text and what is taken already. Lengths are in pixels, y goes down."""

from typing import Literal, NamedTuple
from unicodedata import east_asian_width

from kg.export.text import short

Anchor = Literal["start", "middle", "end"]

# How much of a text is left of its anchor.
_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}


class Box(NamedTuple):
    """A rectangle on the paper."""

    left: float
    top: float
    right: float
    bottom: float

    def wider(self, by: float) -> "Box":
        """The box with so much more at every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: "Box") -> bool:
        """Whether the two have an area in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Text(NamedTuple):
    """A line of text: a point of its baseline and which, the size of its letters, the room it takes."""

    text: str
    x: float
    y: float
    size: float
    anchor: Anchor
    box: Box


class Room:
    """What of a paper is taken."""

    def __init__(self, paper: Box) -> None:
        self.paper = paper
        self._boxes: list[Box] = []

    def take(self, box: Box) -> None:
        """From now on nothing else may stand there."""
        self._boxes.append(box)

    def is_free(self, box: Box) -> bool:
        """Whether nothing stands there yet, and all of it is on the paper."""
        paper = self.paper
        if box.left < paper.left or box.top < paper.top or box.right > paper.right or box.bottom > paper.bottom:
            return False
        return not any(box.meets(taken) for taken in self._boxes)


def breadth(text: str, letters: float) -> float:
    """六基A -> 2.65 letters: a Chinese character is as broad as high, a Latin one about two thirds of that."""
    return letters * sum(1.0 if east_asian_width(one) in "WFA" else 0.65 for one in text)


def fitting(text: str, letters: float, wide: float) -> str:
    """As much of a text as has room, with dots behind it if that is not all."""
    whole = short(text, len(text))
    if breadth(whole, letters) <= wide:
        return whole
    cuts = (whole[:length] + "…" for length in range(len(whole) - 1, 0, -1))
    return next((cut for cut in cuts if breadth(cut, letters) <= wide), "")


def line(text: str, x: float, y: float, letters: float, anchor: Anchor = "middle") -> Text:
    """A text with its middle, start or end at ``x``, whose letters stand on ``y``."""
    wide = breadth(text, letters)
    left = x - wide * _BEFORE[anchor]
    return Text(text, x, y, letters, anchor, Box(left, y - 0.95 * letters, left + wide, y + 0.3 * letters))
