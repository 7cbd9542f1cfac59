"""``kg show``: what a graph knows of a name, and which sentences say so."""

from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("name")
@click.option(
    "--sentences", type=click.IntRange(0), default=3, show_default=True, help="Sentences to quote for a fact."
)
def show(folder: Path, name: str, sentences: int) -> None:
    """Show what is known of NAME or an alias: its facts with the sentences that state them, and its company.

    Namesakes are shown one after the other, each with its region.
    """
    from kg.cards import Cards, draw_up, find
    from kg.graph import Graph

    with Graph.open(folder) as graph:
        cards = tuple(draw_up(graph, node, sentences) for node in find(graph, name))
    for line in Cards(name, cards).lines():
        click.echo(line)
