"""``kg corpus``: work on annotated passages."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.printing import print_table, say

if TYPE_CHECKING:
    from kg.corpus.passages import Passage

PASSAGES = click.Path(exists=True, path_type=Path)
PART = click.option("--part", help="Only this part: train, dev or test; by default all.")


@click.group()
def corpus() -> None:
    """Check, count, compare, convert and make annotated passages (the format: docs/annotation.md)."""


@corpus.command()
@click.argument("path", type=PASSAGES)
@click.option("--terms", type=click.Path(path_type=Path), help="The table of terms; by default terms.toml beside them.")
def check(path: Path, terms: Path | None) -> None:
    """Name every fault of the passages in PATH, a file or a folder; exit with 1 if there is one.

    A passage that is not of the format is named alone; mend it first.
    """
    from kg.corpus.checking import check, read_terms
    from kg.corpus.passages import read_passages

    folder = path if path.is_dir() else path.parent
    passages = list(read_passages(path))
    faults = list(check(passages, read_terms(terms or folder / "terms.toml")))
    for fault in faults:
        click.echo(fault)
    say(f"passages: {len(passages)}, faults: {len(faults)}")
    if faults:
        raise SystemExit(1)


@corpus.command()
@click.argument("path", type=PASSAGES)
@PART
def count(path: Path, part: str | None) -> None:
    """Print Markdown tables of what the passages hold: by label, relation, province, kind, case."""
    from kg.corpus.counting import count, to_markdown

    for line in to_markdown(count(_passages(path, part))):
        click.echo(line)


@corpus.command()
@click.argument("first", type=PASSAGES)
@click.argument("second", type=PASSAGES)
@click.option("--differences", "listed", is_flag=True, help="List each mark and relation that only one has.")
def compare(first: Path, second: Path, listed: bool) -> None:
    """Print how far SECOND, another annotation of some of the passages of FIRST, agrees with it."""
    from kg.corpus.comparing import compare, differences
    from kg.corpus.passages import read_passages

    one, other = list(read_passages(first)), list(read_passages(second))
    figures = compare(one, other).pooled
    if listed:
        for line in differences({passage.id: passage for passage in one}, other):
            click.echo(line)
    rows = [
        [name, f"{tally.f1:.3f}" if tally.gold or tally.predicted else "–", str(tally.gold), str(tally.predicted)]
        for name, tally in figures.items()
    ]
    print_table(("figure", "F1", "first", "second"), rows, right=("F1", "first", "second"))


@corpus.command()
@click.argument("path", type=PASSAGES)
@click.option("--to", "form", type=click.Choice(["json", "spacy"]), required=True, help="What to write.")
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="A folder (json) or file (spacy).")
@PART
def convert(path: Path, form: str, out: Path, part: str | None) -> None:
    """Write passages as OUT/text/NAME.txt with OUT/gold/NAME.json, or as spaCy's DocBin."""
    from kg.corpus.converting import write_docbin, write_json

    write = write_json if form == "json" else write_docbin
    write(_passages(path, part), out)


@corpus.command()
@click.argument("templates", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("-n", "--number", type=click.IntRange(1), default=10, show_default=True, help="How many passages.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same passages.")
@click.option("--rough", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="The share to make noisy.")
def sample(templates: Path, number: int, seed: int, rough: float) -> None:
    """Print passages made from the patterns in the folder TEMPLATES."""
    from kg.corpus.grammar import read_grammar
    from kg.corpus.noise import roughen
    from kg.corpus.passages import format_passage
    from kg.corpus.templates import sample

    rng = random.Random(f"noise {seed}")
    for passage in sample(read_grammar(templates), number, seed):
        click.echo(format_passage(roughen(passage, rng) if rng.random() < rough else passage))


def _passages(path: Path, part: str | None) -> "Iterator[Passage]":
    from kg.corpus.passages import read_passages, select

    return select(read_passages(path), part)
