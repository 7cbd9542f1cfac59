"""``kg serve``: a graph over HTTP, for programs that speak SPARQL and for people with a browser."""

import os
from pathlib import Path

import click

from kg.cli.printing import say


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 is any that is free.")
@click.option(
    "--timeout", type=click.FloatRange(0.1, 86400), default=30.0, show_default=True, help="Seconds a query may take."
)
@click.option(
    "--limit", type=click.IntRange(1), default=100_000, show_default=True, help="Rows or triples of one answer."
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=min(4, os.cpu_count() or 1),
    show_default=True,
    help="Queries that run at once.",
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="A site whose scripts may read answers (https://example.org); * is any. Pages of this computer always may.",
)
def serve(folder: Path, host: str, port: int, timeout: float, limit: int, jobs: int, origins: tuple[str, ...]) -> None:
    """Serve the graph in DIR, read-only: pages to read, a SPARQL 1.1 endpoint, RDF about each thing."""
    from kg.web.server import is_loopback
    from kg.web.server import serve as run

    if not is_loopback(host):
        say(f"listening on {host}: whoever reaches this computer can read the graph")

    def ready(address: str) -> None:
        say(f"Pages:   {address}\nSPARQL:  {address}sparql\nCtrl+C stops it.")

    run(folder, host, port, timeout, limit, jobs, frozenset(origins), ready)
