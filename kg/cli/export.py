"""``kg export``: a graph or a part of it to a file of some format."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import choosing_options

if TYPE_CHECKING:
    from kg.choosing import Choice


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "-f", "--format", "format", required=True, metavar="FORMAT", help="For instance graphml; a wrong one lists all."
)
@click.option("-o", "--out", required=True, metavar="FILE", help="The file to write; - is standard output.")
@choosing_options
def export(folder: Path, format: str, out: str, choice: "Choice") -> None:
    """Write a graph in one format: turtle, nquads, graphml, gexf, csv-entities, csv-edges, ...

    The options that keep a part of it may be combined: edges are chosen first, then what is around the names, then what
    has the most neighbours in that.
    """
    from kg.choosing import choose
    from kg.export import exporters
    from kg.graph import Graph
    from kg.views import export as export_file

    exporter = exporters[format]
    with Graph.open(folder) as graph:
        chosen = choose(graph, choice)
        if out == "-":
            exporter(chosen, sys.stdout.buffer)
        else:
            export_file(chosen, format, Path(out))
