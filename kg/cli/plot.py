"""``kg plot``: a picture of a graph, or of what lies around some of its entities."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import choosing_options
from kg.cli.printing import say

if TYPE_CHECKING:
    from kg.choosing import Choice
    from kg.export.scene import Scene

# What matplotlib draws, and so needs a font here; the others are drawn where they are looked at.
DRAWN_HERE = ("pdf", "png")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file to write; what it ends in says what it is: .png, .pdf, .svg or .html (to explore in a browser).",
)
@click.option("--title", metavar="TEXT", default="", help="What stands above the picture.")
@click.option(
    "--font",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A font file for PNG and PDF; without it one with Chinese letters is looked for.",
)
@choosing_options
def plot(folder: Path, out: Path, title: str, font: Path | None, choice: "Choice") -> None:
    """Draw a graph: who is linked with whom, coloured by class, larger the more neighbours.

    Of a large graph the 60 best connected entities are drawn, or with --around the nearest; --top takes another number.
    What is planned or denied is not drawn, and what only stands together is if --relations co-occurrence or --backbone
    asks for it.

    \b
    kg plot graph -o map.png
    kg plot graph -o map.html --around 崂山区 --hops 2
    """
    from kg.errors import KGError
    from kg.graph import Graph
    from kg.plot import FORMATS
    from kg.plot import plot as draw
    from kg.views import replacing

    format = out.suffix.removeprefix(".").lower()
    if format not in FORMATS:
        endings = ", ".join(f".{known}" for known in FORMATS)
        raise KGError(f"{out}: cannot be drawn as {out.suffix or 'a file without an ending'}; allowed: {endings}")
    with Graph.open(folder) as graph, replacing(out) as handle:
        scene = draw(graph, handle, format, choice, title, font)
    say(f"{out}: {scene.shown.text}")
    if format in DRAWN_HERE:
        _warn(scene, font)


def _warn(scene: "Scene", font: Path | None) -> None:
    from kg.fonts import find_font
    from kg.plot.figure import texts

    found = find_font(font)
    if lacking := found.lacking(text.text for text, _ in texts(scene)):
        say(f"the font {found.family} has no {lacking}, drawn as boxes; another --font may, and svg and html need none")
