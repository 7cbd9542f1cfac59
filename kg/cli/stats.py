"""``kg stats``: how much is in a graph."""

from pathlib import Path

import click

from kg.cli.printing import count_rows, print_table


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def stats(folder: Path) -> None:
    """Count the articles, entities and facts of a graph, by class and relation."""
    from kg.graph import Graph
    from kg.ontology import ontology

    with Graph.open(folder) as graph:
        counts, facts, versions = graph.counts(), graph.fact_counts(), graph.version()
        labels = dict.fromkeys(ontology().classes, 0)
        for node in graph.nodes():
            labels[node.label] += 1
    rows = []
    for label, value in count_rows(counts, facts):
        rows.append((label, value))
        if label.startswith("entities"):
            classes = ontology().classes
            rows += [(f"  {classes[key].zh} {classes[key].en}", f"{count:,}") for key, count in labels.items()]
    print_table(("", "count"), rows, right=("count",))
    click.echo("made by " + ", ".join(f"{part} {number}" for part, number in versions.items()))
