"""``kg query``: ask a graph, by the name of a query or in SPARQL."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.printing import print_table

if TYPE_CHECKING:
    from kg.store import Answer


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("query", required=False)
@click.option("--name", help="The name the query is about; the same as -p name=NAME.")
@click.option("-p", "--param", "params", multiple=True, metavar="KEY=VALUE", help="A parameter of the query.")
@click.option(
    "-f",
    "--format",
    "format",
    type=click.Choice(["table", "csv", "json", "turtle"]),
    default="table",
    show_default=True,
)
def query(folder: Path, query: str | None, name: str | None, params: tuple[str, ...], format: str) -> None:
    """Ask the graph in DIR. QUERY is a name, a .rq file or SPARQL text; without it, the names are listed."""
    from kg.store import check_store, run_query

    if query is None:
        if name is not None or params:
            raise click.UsageError("--name and -p go with a QUERY", click.get_current_context())
        check_store(folder)
        _list_queries()
        return
    values = dict(_pair(entry) for entry in params) | ({"name": name} if name is not None else {})
    answer = run_query(folder, query, values)
    if format == "table":
        _print_answer(answer)
    else:
        answer.write(sys.stdout.buffer, format)


def _pair(entry: str) -> tuple[str, str]:
    key, equals, value = entry.partition("=")
    if not key or not equals:
        raise click.UsageError(f"-p {entry}: expected KEY=VALUE", click.get_current_context())
    return key, value


def _print_answer(answer: "Answer") -> None:
    rows = list(answer.rows())
    if rows:
        print_table(answer.columns, rows)
    else:
        click.echo("no results", err=True)


def _list_queries() -> None:
    from kg.store import find_query, query_names

    known = [find_query(name) for name in query_names()]
    print_table(
        ("query", "asks", "parameters"),
        [(entry.name, f"{entry.zh} {entry.en}".strip(), ", ".join(entry.params)) for entry in known],
    )
