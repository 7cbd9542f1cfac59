"""A picture of the best connected part of the graph, as SVG 1.1: opens in every browser, prints sharp.

The colours are those of every other format. ``data-node``, ``data-source`` and ``data-target`` say by number what a
shape stands for, so that a page can bring it to life.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kg.export import exporters
from kg.export.looks import COLOURS
from kg.export.paper import Text
from kg.export.scene import FAINT, INK, Bow, Dot, Scene, compose
from kg.export.view import view
from kg.export.xml import DECLARATION, Value, element, empty, opened, write_lines
from kg.graph import Graph
from kg.ontology import ontology

FONTS = (
    "'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', "
    "'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif"
)
# In a page the rules hold for such pictures alone.
STYLE = f"""
.kg text {{ font-family: {FONTS}; fill: {INK}; }}
.kg .name {{ paint-order: stroke; stroke: #fff; stroke-width: 4px; stroke-linejoin: round; }}
.kg .says {{ fill: {FAINT}; paint-order: stroke; stroke: #fff; stroke-width: 3px; }}
.kg .bow {{ fill: none; stroke-linecap: round; stroke-opacity: .55; }}
.kg .dot {{ stroke: #fff; stroke-width: 2px; }}
.kg .ring {{ fill: none; stroke: {INK}; stroke-width: 2px; }}
.kg .note {{ fill: {FAINT}; }}
"""


@exporters("svg")
def write_svg(graph: Graph, out: BinaryIO) -> None:
    """graph.svg: at most 60 entities, those with the most neighbours, and all that is asserted among them."""
    write_lines(lines(compose(view(graph, together=graph.shows_cooccurrences()))), out)


def lines(scene: Scene) -> Iterator[str]:
    """The lines of an SVG file."""
    yield DECLARATION
    yield from drawing(scene)


def drawing(scene: Scene) -> Iterator[str]:
    """The element ``svg`` alone, to stand in a page."""
    width, height = _n(scene.width), _n(scene.height)
    size = {"width": width, "height": height, "viewBox": f"0 0 {width} {height}"}
    yield opened("svg", **{"xmlns": "http://www.w3.org/2000/svg", "class": "kg"}, **size)
    yield element("title", scene.title.text)
    yield element("style", STYLE)
    yield empty("rect", width="100%", height="100%", fill="#ffffff")
    numbers = {id: number for number, id in enumerate(scene.dots)}
    for bow in scene.bows:
        yield from _link(bow, numbers[bow.link.source], numbers[bow.link.target])
    for number, dot in enumerate(scene.dots.values()):
        yield from _dot(dot, number)
    yield from _frame(scene)
    yield "</svg>"


def _link(bow: Bow, source: int, target: int) -> Iterator[str]:
    ends: dict[str, Value] = {"class": "link", "data-source": source, "data-target": target}
    yield opened("g", **ends)
    path = f"M{_points([bow.start])}Q{_points([bow.bend, bow.end])}"
    dashes = {} if bow.link.stated else {"stroke-dasharray": "4 5"}
    yield empty("path", **{"class": "bow", "d": path, "stroke": bow.colour, "stroke-width": _n(bow.width), **dashes})
    for head in bow.heads:
        yield empty("path", **{"d": f"M{_points(head, 'L')}Z", "fill": bow.colour, "fill-opacity": ".8"})
    if bow.says:
        yield _text(bow.says, "says")
    yield "</g>"


def _dot(dot: Dot, number: int) -> Iterator[str]:
    place = {"cx": _n(dot.x), "cy": _n(dot.y)}
    names: dict[str, Value] = {"class": "node", "data-node": number}
    yield opened("g", **names)
    yield element("title", f"{dot.node.name} · {ontology().classes[dot.node.label].zh}")
    if dot.centre:
        yield empty("circle", **{"class": "ring", **place, "r": _n(dot.radius + 3)})
    yield empty("circle", **{"class": "dot", **place, "r": _n(dot.radius), "fill": COLOURS[dot.node.label].hex})
    if dot.name:
        yield _text(dot.name, "name")
    yield "</g>"


def _frame(scene: Scene) -> Iterator[str]:
    """Title, legend and what the picture shows of the graph."""
    yield _text(scene.title, "heading")
    for words, colour in scene.key:
        x, y = words.box.left - words.size, words.y - words.size / 3
        yield empty("circle", cx=_n(x), cy=_n(y), r=_n(words.size / 2), fill=colour)
        yield _text(words, "key")
    for note in scene.notes:
        yield _text(note, "note")


def _text(text: Text, kind: str) -> str:
    place: dict[str, Value] = {"x": _n(text.x), "y": _n(text.y), "font-size": _n(text.size)}
    return element("text", text.text, **{"class": kind, **place, "text-anchor": text.anchor})


def _points(points: Iterable[tuple[float, float]], between: str = " ") -> str:
    return between.join(f"{_n(x)} {_n(y)}" for x, y in points)


def _n(value: float) -> str:
    """12.3456 -> 12.3: a tenth of a pixel is finer than the eye."""
    return f"{value:.1f}"
