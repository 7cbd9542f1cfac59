"""A picture before it is drawn: dots, bows and texts with their places, the same for every kind of paper.

Lengths are in pixels of the picture, y goes down. No text is on another text or a dot, none leaves the paper: what
finds no room is left out, the names of those with the fewest neighbours first.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import hypot, sqrt
from typing import NamedTuple

import numpy as np

from kg.export.frame import SIDE, TITLE, Frame
from kg.export.looks import COLOURS
from kg.export.paper import Box, Room, Text, breadth, line
from kg.export.spread import Points, spread, springs
from kg.export.text import short
from kg.export.view import Link, View
from kg.types import Node

INK, FAINT, GREY = "#1f2933", "#5f6c7b", "#9aa5b1"
# A bow's way of its control point from the straight line, as a share of its length.
BEND = 0.12
MOST_ANEW = 200
MOST_SAYS = 90
BESIDE = 4.0
SAYS = 11.0
# The places of a relation's name along its bow, the best first.
ALONG = (0.5, 0.4, 0.6, 0.3, 0.7)


Point = tuple[float, float]


class Dot(NamedTuple):
    """A node; ``name`` is None where there was no room for it, ``centre`` whether the picture is about it."""

    node: Node
    x: float
    y: float
    radius: float
    name: Text | None
    centre: bool


class Bow(NamedTuple):
    """A link from rim to rim as a quadratic curve, with its heads where it has a direction; ``says`` names it."""

    link: Link
    start: Point
    bend: Point
    end: Point
    heads: tuple[tuple[Point, ...], ...]
    width: float
    colour: str
    says: Text | None


class Scene(NamedTuple):
    """A picture of so much width and height, with all that stands on it."""

    width: float
    height: float
    title: Text
    dots: dict[str, Dot]
    bows: list[Bow]
    key: list[tuple[Text, str]]
    notes: list[Text]

    @property
    def shown(self) -> Text:
        """The note that says what of the graph the picture shows."""
        return self.notes[1]


def compose(view: View, title: str = TITLE, places: Mapping[str, Point] | None = None) -> Scene:
    """Place everything. ``places`` are those of the whole graph, for pictures too large to be laid out anew."""
    frame = Frame(view, float(_sizes(view, _looks(view, 1.0)).prod(axis=1).sum()))
    looks = _looks(view, frame.zoom)
    sizes = _sizes(view, looks)
    points = _points(view, sizes, frame.inner, places or {})
    room = Room(frame.inner.wider(SIDE / 2))
    dots = {dot.node.id: dot for dot in _dots(view, points, looks, room)}
    bows = list(_bows(view, dots, room, SAYS * frame.zoom))
    named = sum(dot.name is not None for dot in dots.values())
    key, notes = list(frame.key()), list(frame.notes(named))
    return Scene(frame.width, frame.height, frame.heading(title), dots, bows, key, notes)


def middle(bow: Bow, share: float = 0.5) -> Point:
    """The point of a bow after such a share of its way."""
    one, two, three = (1 - share) ** 2, 2 * share * (1 - share), share**2
    (ax, ay), (bx, by), (cx, cy) = bow.start, bow.bend, bow.end
    return one * ax + two * bx + three * cx, one * ay + two * by + three * cy


def _looks(view: View, zoom: float) -> list[tuple[float, float]]:
    """The radius of each node's dot and the size of its letters."""
    degrees = view.degrees()
    roots = [sqrt(degrees[node.id]) * zoom for node in view.nodes]
    return [(5.5 * zoom + 4.2 * root, 14 * zoom + 1.4 * root) for root in roots]


def _sizes(view: View, looks: Sequence[tuple[float, float]]) -> Points:
    """Dot and name in one box, so that what is pushed apart leaves room for both."""
    sizes = [
        (max(2 * radius, breadth(short(node.name), letters)), 2 * radius + 1.6 * letters)
        for node, (radius, letters) in zip(view.nodes, looks, strict=True)
    ]
    return np.array(sizes, dtype=float).reshape(-1, 2)


def _points(view: View, sizes: Points, inner: Box, places: Mapping[str, Point]) -> Points:
    wide, high = inner.right - inner.left, inner.bottom - inner.top
    at = {node.id: number for number, node in enumerate(view.nodes)}
    if len(at) <= MOST_ANEW or not at.keys() <= places.keys():
        start = springs(len(at), [(at[link.source], at[link.target]) for link in view.links], wide / high)
    else:
        start = np.array([places[id] for id in at])
    placed: Points = spread(start, sizes, wide, high) + np.array(inner[:2])
    return placed


def _dots(view: View, points: Points, looks: Sequence[tuple[float, float]], room: Room) -> Iterator[Dot]:
    """Dot and name in the box that was laid out for them, the name on the side where fewer links arrive."""
    lean = _lean(view, points)
    placed = []
    for node, (x, y), (radius, letters), down in zip(view.nodes, points.tolist(), looks, lean, strict=True):
        y += 0.8 * letters if down > 0 else -0.8 * letters
        placed.append((node, x, y, radius, letters, down > 0))
        room.take(_around(x, y, radius))
    for node, x, y, radius, letters, above in placed:
        name = _name(short(node.name), x, y, radius, letters, above, room)
        yield Dot(node, x, y, radius, name, node.id in view.centres)


def _lean(view: View, points: Points) -> list[float]:
    """Below 0 where a node's links lead up, above 0 where they lead down."""
    at = {node.id: number for number, node in enumerate(view.nodes)}
    lean = [0.0] * len(at)
    for link in view.links:
        one, other = at[link.source], at[link.target]
        down = float(points[other][1] - points[one][1])
        lean[one] += down
        lean[other] -= down
    return lean


def _around(x: float, y: float, radius: float) -> Box:
    return Box(x - radius, y - radius, x + radius, y + radius)


def _name(text: str, x: float, y: float, radius: float, letters: float, above: bool, room: Room) -> Text | None:
    """The first place that is free, of above, below, right and left of the dot."""
    upper, lower = (
        line(text, x, y - radius - 0.4 * letters, letters),
        line(text, x, y + radius + 1.1 * letters, letters),
    )
    away = radius + BESIDE + breadth(text, letters) / 2
    right, left = (line(text, x + side * away, y + 0.35 * letters, letters) for side in (1, -1))
    for name in (upper, lower, right, left) if above else (lower, upper, right, left):
        if room.is_free(name.box):
            room.take(name.box)
            return name
    return None


def _bows(view: View, dots: dict[str, Dot], room: Room, letters: float) -> Iterator[Bow]:
    named = len(view.links) <= MOST_SAYS
    for link in view.links:
        bow = _bow(link, dots[link.source], dots[link.target])
        yield bow._replace(says=_says(bow, room, letters)) if named and link.stated else bow


def _bow(link: Link, source: Dot, target: Dot) -> Bow:
    """From rim to rim in the colour of its source; what only stands together is grey."""
    bend = (
        (source.x + target.x) / 2 - (target.y - source.y) * BEND,
        (source.y + target.y) / 2 + (target.x - source.x) * BEND,
    )
    width = min(1.2 + 0.7 * sqrt(link.weight), 6.0)
    start, end = (_rim(dot, bend, 5.0 if dot.node.id in link.heads else 1.0) for dot in (source, target))
    tips = [tip for id, tip in ((link.source, start), (link.target, end)) if id in link.heads]
    heads = tuple(_head(tip, bend, 4.0 + width) for tip in tips)
    colour = COLOURS[source.node.label].hex if link.stated else GREY
    return Bow(link, start, bend, end, heads, width, colour, None)


def _rim(dot: Dot, to: Point, gap: float) -> Point:
    away = hypot(to[0] - dot.x, to[1] - dot.y) or 1.0
    reach = (dot.radius + gap) / away
    return dot.x + (to[0] - dot.x) * reach, dot.y + (to[1] - dot.y) * reach


def _head(tip: Point, behind: Point, length: float) -> tuple[Point, ...]:
    away = hypot(tip[0] - behind[0], tip[1] - behind[1]) or 1.0
    dx, dy = (tip[0] - behind[0]) / away, (tip[1] - behind[1]) / away
    point = (tip[0] + dx * 4, tip[1] + dy * 4)
    foot = (point[0] - dx * length, point[1] - dy * length)
    left = (foot[0] - dy * length * 0.45, foot[1] + dx * length * 0.45)
    right = (foot[0] + dy * length * 0.45, foot[1] - dx * length * 0.45)
    return point, left, right


def _says(bow: Bow, room: Room, letters: float) -> Text | None:
    text = short("、".join(bow.link.names))
    for share in ALONG:
        x, y = middle(bow, share)
        says = line(text, x, y + 0.35 * letters, letters)
        if room.is_free(says.box):
            room.take(says.box)
            return says
    return None
