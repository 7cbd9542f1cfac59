"""``kg extract``: sources in, JSON lines out, one a source."""

import json

import click

from kg.cli.options import ner_option, relations_option
from kg.cli.printing import say


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@ner_option
@relations_option
@click.option("--open-relations", is_flag=True, help="Print what verbs outside the ontology state as well.")
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes.")
@click.pass_context
def extract(
    ctx: click.Context, sources: tuple[str, ...], ner: str, relations: str, open_relations: bool, jobs: int
) -> None:
    """Print what is found in files, folders, globs as JSON lines; - is standard input.

    One line a source: its entities, relations, denied relations and articles. Offsets count code points of the
    file as decoded, ends exclusive.
    """
    from kg.annotations import annotate
    from kg.engines.local import Failure
    from kg.pipeline import documents, find

    failures: list[Failure[str]] = []
    for result in documents(find(sources, failures.append), jobs, ner, relations):
        if isinstance(result, Failure):
            failures.append(result)
        else:
            click.echo(json.dumps(annotate(result, open_relations), ensure_ascii=False))
    for failure in failures:
        say(f"error: {failure.reason}")
    ctx.exit(1 if failures else 0)
