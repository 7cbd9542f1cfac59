"""``kg export``: a graph to a file of some format."""

import sys
from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "-f", "--format", "format", required=True, metavar="FORMAT", help="For instance graphml; a wrong one lists all."
)
@click.option("-o", "--out", required=True, metavar="FILE", help="The file to write; - is standard output.")
def export(folder: Path, format: str, out: str) -> None:
    """Write a graph in one format: turtle, nquads, graphml, gexf, csv-entities, csv-edges, ..."""
    from kg.export import exporters
    from kg.graph import Graph
    from kg.views import export as export_file

    exporter = exporters[format]
    with Graph.open(folder) as graph:
        if out == "-":
            exporter(graph, sys.stdout.buffer)
        else:
            export_file(graph, format, Path(out))
