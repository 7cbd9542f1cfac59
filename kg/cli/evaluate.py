"""``kg evaluate``: how well extraction does against gold."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.printing import print_table

if TYPE_CHECKING:
    from kg.evaluate import Annotation, Figures

COLUMNS = ("figure", "precision", "recall", "F1", "predicted", "gold")


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: pooled figures, and those of each document.")
def evaluate(gold: Path, sources: tuple[str, ...], as_json: bool) -> None:
    """Extract from the sources and score the result against GOLD: a folder of .json, a .json or a .jsonl file.

    Documents are paired by file name; sources without gold are left out.
    """
    from kg.evaluate import read_annotations, score

    expected = read_annotations(gold)
    scores = score(expected, _predicted(sources, set(expected)))
    if as_json:
        found = {"pooled": _plain(scores.pooled)}
        documents = {"documents": {file: _plain(figures) for file, figures in scores.documents.items()}}
        click.echo(json.dumps(found | documents, ensure_ascii=False, indent=1))
    else:
        rows = [[name, *(_cell(value) for value in values.values())] for name, values in _plain(scores.pooled).items()]
        print_table(COLUMNS, rows, right=COLUMNS[1:])


def _predicted(sources: tuple[str, ...], wanted: set[str]) -> "Iterator[Annotation]":
    from kg.annotations import annotate
    from kg.errors import KGError
    from kg.evaluate import parse_annotation
    from kg.pipeline import extract, find, read

    seen: dict[str, str] = {}
    for path in find(sources):
        name = Path(path).name
        if name not in wanted:
            continue
        if name in seen:
            raise KGError(f"{seen[name]} and {path}: both are called {name}; documents are paired by file name")
        seen[name] = path
        yield parse_annotation(annotate(extract(read(path))), path)


def _plain(figures: "Figures") -> dict[str, dict[str, Any]]:
    return {
        name: {
            "precision": round(tally.precision, 4),
            "recall": round(tally.recall, 4),
            "f1": round(tally.f1, 4),
            "predicted": tally.predicted,
            "gold": tally.gold,
        }
        for name, tally in figures.items()
    }


def _cell(value: Any) -> str:
    return f"{value:.4f}" if isinstance(value, float) else str(value)
