"""``kg decisions``: what people decided about the names of a graph."""

import sys
from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def decisions(folder: Path) -> None:
    """List the decisions of the graph in DIR as CSV, in a form that kg build --decisions reads.

    The last column, applies, counts the entities or pairs that each is about in the present graph. To decide, write
    rows of the columns action, name, label, region, value, value_label, value_region, and leave empty what is not
    needed:

    \b
    merge,人社局,ORG,,海湾区人社局     the first is shown as the second
    apart,中山路,,370200,中山路,,210200  they are two, whatever their names say
    rename,人社局,,,海湾区人社局       the old name stays an alias
    retype,微光,ORG,,PROGRAMME       facts that the new label does not allow are left out
    drop,本报                        it disappears with its mentions and facts
    undo,微光                        takes back what was decided about a name, or what the other columns say

    \b
    kg build SOURCE... -o DIR --decisions FILE.csv
    """
    from dataclasses import astuple

    from kg.decisions import APPLIES, COLUMNS
    from kg.export.tables import write_table
    from kg.graph import Graph

    with Graph.open(folder) as graph:
        rows = [(*astuple(decision), applies) for decision, applies in graph.decisions()]
    write_table((*COLUMNS, APPLIES), rows, sys.stdout.buffer)
