"""A picture of the best connected part of the graph, as SVG 1.1: opens in every browser, prints sharp.

Planned and denied facts are not drawn. The colours are those of every other format.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import hypot, sqrt
from typing import BinaryIO, NamedTuple

from kg.export import exporters
from kg.export.layout import arrange
from kg.export.looks import COLOURS
from kg.export.text import short
from kg.export.xml import DECLARATION, element, empty, opened, write_lines
from kg.graph import Graph
from kg.ontology import ontology, relation
from kg.types import Node

MOST_NODES = 60
MOST_EDGE_LABELS = 40

WIDTH, HEIGHT = 1440, 960
TOP, BOTTOM, SIDE = 24, 76, 24
FONTS = (
    "'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', "
    "'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif"
)
INK, FAINT = "#1f2933", "#7b8794"
STYLE = f"""
text {{ font-family: {FONTS}; fill: {INK}; }}
.name {{ text-anchor: middle; paint-order: stroke; stroke: #fff; stroke-width: 4px; stroke-linejoin: round; }}
.says {{ text-anchor: middle; font-size: 11px; fill: {FAINT}; paint-order: stroke; stroke: #fff; stroke-width: 3px; }}
.link {{ fill: none; stroke-linecap: round; stroke-opacity: .55; }}
.dot {{ stroke: #fff; stroke-width: 2px; }}
.key {{ font-size: 15px; }}
.note {{ font-size: 13px; fill: {FAINT}; text-anchor: end; }}
"""


class Link(NamedTuple):
    """What is asserted between two entities; ``directed`` unless all relations of the pair are symmetric."""

    source: str
    target: str
    names: tuple[str, ...]
    weight: int
    directed: bool


class Spot(NamedTuple):
    """A node on the paper: the middle of its dot, its radius, the size of its letters and the line they stand on."""

    node: Node
    x: float
    y: float
    radius: float
    letters: float
    baseline: float


@exporters("svg")
def write_svg(graph: Graph, out: BinaryIO) -> None:
    """graph.svg: at most 60 entities, those with the most neighbours, and all that is asserted among them."""
    links = _links(graph)
    nodes, links = _strongest(graph, links)
    write_lines(_lines(_spots(nodes, links), links), out)


def _links(graph: Graph) -> list[Link]:
    """One link a pair, in the direction of its first fact."""
    found: dict[tuple[str, str], Link] = {}
    for fact in graph.facts(asserted_only=True):
        if fact.subject == fact.object:
            continue
        key = (min(fact.subject, fact.object), max(fact.subject, fact.object))
        known = found.get(key, Link(fact.subject, fact.object, (), 0, False))
        says = relation(fact.relation)
        names = tuple(dict.fromkeys((*known.names, says.zh)))
        found[key] = known._replace(
            names=names, weight=known.weight + fact.weight, directed=known.directed or not says.symmetric
        )
    return [found[key] for key in sorted(found)]


def _strongest(graph: Graph, links: Sequence[Link]) -> tuple[list[Node], list[Link]]:
    degree = Counter(end for link in links for end in (link.source, link.target))
    nodes = [node for node in graph.nodes() if node.id in degree]
    nodes.sort(key=lambda node: (-degree[node.id], -node.mentions, node.id))
    chosen = {node.id for node in nodes[:MOST_NODES]}
    drawn = [link for link in links if link.source in chosen and link.target in chosen]
    linked = {end for link in drawn for end in (link.source, link.target)}
    return [node for node in nodes if node.id in linked], drawn


def _spots(nodes: Sequence[Node], links: Sequence[Link]) -> dict[str, Spot]:
    degree = Counter(end for link in links for end in (link.source, link.target))
    at = {node.id: number for number, node in enumerate(nodes)}
    looks = [(7 + 4.5 * sqrt(degree[node.id]), 14 + 1.6 * sqrt(degree[node.id])) for node in nodes]
    boxes = [
        (max(2 * radius, _breadth(short(node.name), letters)), 2 * radius + 1.5 * letters)
        for node, (radius, letters) in zip(nodes, looks, strict=True)
    ]
    edges = [(at[link.source], at[link.target]) for link in links]
    places = arrange(boxes, edges, WIDTH - 2 * SIDE, HEIGHT - TOP - BOTTOM)
    centres = [(SIDE + float(x), TOP + float(y)) for x, y in places]
    lean = [0.0] * len(nodes)
    for one, other in edges:
        lean[one] += centres[other][1] - centres[one][1]
        lean[other] += centres[one][1] - centres[other][1]
    return {
        node.id: _spot(node, centre, look, above=down > 0)
        for node, centre, look, down in zip(nodes, centres, looks, lean, strict=True)
    }


def _spot(node: Node, centre: tuple[float, float], look: tuple[float, float], above: bool) -> Spot:
    """Dot and name in one box, the name on the side where fewer links arrive."""
    (x, y), (radius, letters) = centre, look
    if above:
        y += 0.75 * letters
        return Spot(node, x, y, radius, letters, y - radius - 0.4 * letters)
    y -= 0.75 * letters
    return Spot(node, x, y, radius, letters, y + radius + 1.1 * letters)


def _breadth(text: str, letters: float) -> float:
    """六基A -> 2.6 letters: a Chinese character is as broad as high, a Latin one a little more than half."""
    return letters * sum(0.6 if character.isascii() else 1.0 for character in text)


def _lines(spots: dict[str, Spot], links: Sequence[Link]) -> Iterator[str]:
    yield DECLARATION
    size = {"width": str(WIDTH), "height": str(HEIGHT), "viewBox": f"0 0 {WIDTH} {HEIGHT}"}
    yield opened("svg", xmlns="http://www.w3.org/2000/svg", **size)
    yield element("title", "知识图谱 / Knowledge graph")
    yield element("style", STYLE)
    yield empty("rect", width="100%", height="100%", fill="#ffffff")
    for link in links:
        yield from _link(spots[link.source], spots[link.target], link)
    if len(links) <= MOST_EDGE_LABELS:
        for link in links:
            x, y = _bend(spots[link.source], spots[link.target], 0.5)
            yield element("text", short("、".join(link.names)), **{"class": "says", "x": _n(x), "y": _n(y + 4)})
    for spot in spots.values():
        yield from _dot(spot)
    yield from _legend(len(spots), len(links))
    yield "</svg>"


def _link(source: Spot, target: Spot, link: Link) -> Iterator[str]:
    """A bow from rim to rim in the colour of its source, with a head where the relation has a direction."""
    colour = COLOURS[source.node.label].hex
    x, y = _bend(source, target, 1.0)
    start, end = _rim(source, x, y, 1.0), _rim(target, x, y, 5.0 if link.directed else 1.0)
    bow = f"M{_n(start[0])} {_n(start[1])}Q{_n(x)} {_n(y)} {_n(end[0])} {_n(end[1])}"
    width = min(1.2 + 0.7 * sqrt(link.weight), 6.0)
    yield empty("path", **{"class": "link", "d": bow, "stroke": colour, "stroke-width": _n(width)})
    if link.directed:
        yield empty("path", **{"d": _head(end, (x, y), 4.0 + width), "fill": colour, "fill-opacity": ".8"})


def _bend(source: Spot, target: Spot, share: float) -> tuple[float, float]:
    """The bow's control point (share 1), or the middle of the bow (share 0.5)."""
    bend = 0.12 * share
    x, y = (source.x + target.x) / 2, (source.y + target.y) / 2
    return x - (target.y - source.y) * bend, y + (target.x - source.x) * bend


def _rim(spot: Spot, x: float, y: float, gap: float) -> tuple[float, float]:
    away = hypot(x - spot.x, y - spot.y) or 1.0
    reach = (spot.radius + gap) / away
    return spot.x + (x - spot.x) * reach, spot.y + (y - spot.y) * reach


def _head(tip: tuple[float, float], behind: tuple[float, float], length: float) -> str:
    away = hypot(tip[0] - behind[0], tip[1] - behind[1]) or 1.0
    dx, dy = (tip[0] - behind[0]) / away, (tip[1] - behind[1]) / away
    point = (tip[0] + dx * 4, tip[1] + dy * 4)
    foot = (point[0] - dx * length, point[1] - dy * length)
    left = (foot[0] - dy * length * 0.45, foot[1] + dx * length * 0.45)
    right = (foot[0] + dy * length * 0.45, foot[1] - dx * length * 0.45)
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in (point, left, right)) + "Z"


def _dot(spot: Spot) -> Iterator[str]:
    place = {"cx": _n(spot.x), "cy": _n(spot.y), "r": _n(spot.radius)}
    yield opened("g")
    yield element("title", f"{spot.node.name} · {ontology().classes[spot.node.label].zh}")
    yield empty("circle", **{"class": "dot", **place, "fill": COLOURS[spot.node.label].hex})
    where = {"x": _n(spot.x), "y": _n(spot.baseline), "font-size": _n(spot.letters)}
    yield element("text", short(spot.node.name), **{"class": "name", **where})
    yield "</g>"


def _legend(nodes: int, links: int) -> Iterator[str]:
    x, y = SIDE + 10.0, HEIGHT - 28.0
    for entry in ontology().classes.values():
        words = f"{entry.zh} {entry.en}"
        yield empty("circle", cx=_n(x), cy=_n(y - 5), r="8", fill=COLOURS[entry.label].hex)
        yield element("text", words, **{"class": "key", "x": _n(x + 15), "y": _n(y)})
        x += 15 + _breadth(words, 15) + 30
    words = f"{nodes} 个实体 entities · {links} 条连线 links"
    yield element("text", words, **{"class": "note", "x": _n(WIDTH - SIDE), "y": _n(y)})


def _n(value: float) -> str:
    """12.3456 -> 12.3: a tenth of a pixel is finer than the eye."""
    return f"{value:.1f}"
