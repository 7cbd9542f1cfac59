"""Pictures of a graph or of what lies around some of its entities: PNG, PDF, SVG, and a page to explore.

>>> from kg.plot import FORMATS
>>> FORMATS
('html', 'pdf', 'png', 'svg')
"""

from pathlib import Path
from typing import BinaryIO

from kg.choosing import Choice, choose
from kg.database import plain
from kg.errors import UnknownNameError
from kg.export.frame import TITLE
from kg.export.scene import MOST_ANEW, Scene, compose
from kg.export.svg import lines
from kg.export.view import MOST_NODES, view
from kg.export.xml import write_lines
from kg.graph import Graph
from kg.types import Node

FORMATS = ("html", "pdf", "png", "svg")


def plot(
    graph: Graph, out: BinaryIO, format: str, choice: Choice | None = None, title: str = "", font: Path | None = None
) -> Scene:
    """Draw the chosen part of a graph in one of `FORMATS`, and return what was drawn.

    ``font`` is a font file for PNG and PDF; without one a font with Chinese letters is looked for.
    Raises UnknownNameError for another format or a name that the graph does not have, FontError if no font is found.
    """
    if format not in FORMATS:
        raise UnknownNameError("kg.plot", format, FORMATS)
    choice = choice or Choice()
    part = choose(graph, choice)
    scene = _scene(graph, part, choice, title)
    match format:
        case "svg":
            write_lines(lines(scene), out)
        case "html":
            from kg.plot.page import write_page

            write_page(part, scene, out)
        case _:
            from kg.plot.figure import write_figure

            write_figure(scene, out, format, font)
    return scene


def picture(graph: Graph, choice: Choice | None = None, title: str = "") -> Scene:
    """The chosen part of a graph, placed on paper; of a large one the best connected entities."""
    choice = choice or Choice()
    return _scene(graph, choose(graph, choice), choice, title)


def _scene(graph: Graph, part: Graph, choice: Choice, title: str) -> Scene:
    centres = {node.id for name in choice.around for node in _called(graph, name)}
    shown = view(part, choice.top or MOST_NODES, centres, part.shows_cooccurrences())
    # A picture's y goes down.
    places = {place.entity: (place.x, -place.y) for place in part.places()} if len(shown.nodes) > MOST_ANEW else {}
    return compose(shown, title or _title(choice), places)


def _called(graph: Graph, name: str) -> list[Node]:
    """The nodes of that very name, else those that have it for another."""
    found = graph.find(name)
    return [node for node in found if plain(node.name) == plain(name)] or found


def _title(choice: Choice) -> str:
    """What the picture is about."""
    if not choice.around:
        return TITLE
    names = "、".join(choice.around)
    return f"{names}的周边 Around {names}, {choice.hops} step{'s' if choice.hops > 1 else ''}"
