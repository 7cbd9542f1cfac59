"""``kg validate``: whether a graph keeps the rules of its ontology."""

from pathlib import Path

import click

from kg.cli.printing import say


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_context
def validate(ctx: click.Context, folder: Path) -> None:
    """Check a graph against the SHACL shapes of the ontology; what breaks a rule is printed, a line each."""
    from kg.validate import validate as check

    report = check(folder)
    for violation in report.violations:
        click.echo(str(violation))
    say(f"{report.triples:,} triples, {len(report.violations):,} violations")
    ctx.exit(0 if report.conforms else 1)
