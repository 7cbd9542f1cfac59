"""A picture drawn by matplotlib: PNG for slides, PDF for print, in which names can be searched and copied."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.export.looks import COLOURS
from kg.export.paper import Text
from kg.export.scene import FAINT, INK, Bow, Dot, Scene
from kg.fonts import Font, find_font

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# A pixel of the picture is a point of the page and two dots of the PNG, which has no more than so many in a row.
POINTS_PER_INCH, DOTS_PER_INCH, MOST_DOTS = 72, 144, 4800
# What a file says of itself must not change from day to day.
METADATA: dict[str, dict[str, None]] = {
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
}
HALO = {"name": 4.0, "says": 3.0}


def write_figure(scene: Scene, out: BinaryIO, format: str, font: Path | None = None) -> None:
    """Write a picture as png or pdf. Raises FontError if there is no font with Chinese letters."""
    figure = draw(scene, find_font(font))
    dpi = min(DOTS_PER_INCH, MOST_DOTS * POINTS_PER_INCH / scene.width)
    with _quiet():
        figure.savefig(out, format=format, dpi=dpi, metadata=METADATA[format])


def draw(scene: Scene, font: Font) -> "Figure":
    """The picture as a figure; its coordinates are those of the scene."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(scene.width / POINTS_PER_INCH, scene.height / POINTS_PER_INCH), facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set(xlim=(0, scene.width), ylim=(scene.height, 0))
    _draw_bows(axes, scene.bows)
    _draw_dots(axes, list(scene.dots.values()))
    for words, colour in scene.key:
        middle = (words.box.left - words.size, words.y - words.size / 3)
        _draw_disc(axes, middle, words.size / 2, facecolor=colour)
    for text, kind in texts(scene):
        _draw_text(axes, text, kind, font)
    return figure


def texts(scene: Scene) -> Iterator[tuple[Text, str]]:
    """Every text of a picture and what it is: heading, says, name, key or note."""
    yield scene.title, "heading"
    yield from ((bow.says, "says") for bow in scene.bows if bow.says)
    yield from ((dot.name, "name") for dot in scene.dots.values() if dot.name)
    yield from ((words, "key") for words, _ in scene.key)
    yield from ((note, "note") for note in scene.notes)


def _draw_bows(axes: "Axes", bows: list[Bow]) -> None:
    from matplotlib.patches import PathPatch, Polygon
    from matplotlib.path import Path as Curve

    codes = (Curve.MOVETO, Curve.CURVE3, Curve.CURVE3)
    for bow in bows:
        curve = Curve([bow.start, bow.bend, bow.end], codes)
        style = "solid" if bow.link.stated else (0, (4, 5))
        look: dict[str, Any] = {"edgecolor": bow.colour, "linewidth": bow.width, "linestyle": style}
        axes.add_patch(PathPatch(curve, facecolor="none", alpha=0.55, capstyle="round", **look))
        for head in bow.heads:
            axes.add_patch(Polygon(head, closed=True, facecolor=bow.colour, alpha=0.8, linewidth=0))


def _draw_dots(axes: "Axes", dots: list[Dot]) -> None:
    for dot in dots:
        if dot.centre:
            _draw_disc(axes, (dot.x, dot.y), dot.radius + 3, facecolor="none", edgecolor=INK, linewidth=2)
        colour = COLOURS[dot.node.label].hex
        _draw_disc(axes, (dot.x, dot.y), dot.radius, facecolor=colour, edgecolor="white", linewidth=2)


def _draw_disc(axes: "Axes", middle: tuple[float, float], radius: float, **look: Any) -> None:
    from matplotlib.patches import Circle

    axes.add_patch(Circle(middle, radius, **look))


def _draw_text(axes: "Axes", text: Text, kind: str, font: Font) -> None:
    """A text; where lines may pass under it, first its outline in white, which would hide the letters in a PDF."""
    from matplotlib.patheffects import Stroke

    words = text.text.replace("$", r"\$")
    aligned = {"start": "left", "middle": "center", "end": "right"}[text.anchor]
    look: dict[str, Any] = {"fontproperties": font.properties(), "fontsize": text.size, "ha": aligned, "va": "baseline"}
    if halo := HALO.get(kind):
        outline = [Stroke(linewidth=halo, foreground="white")]
        axes.text(text.x, text.y, words, color="white", path_effects=outline, **look)
    axes.text(text.x, text.y, words, color=FAINT if kind in ("says", "note") else INK, **look)


@contextmanager
def _quiet() -> Iterator[None]:
    """A character that no font has is drawn as an empty box; `Font.lacking` tells which."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        yield
