"""``kg evaluate``: how well extraction does against gold."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import ner_option, relations_option
from kg.cli.printing import print_table

if TYPE_CHECKING:
    from kg.evaluate import Annotation, Figures, Scores

COLUMNS = ("figure", "precision", "recall", "F1", "predicted", "gold")


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("sources", metavar="[SOURCE...]", nargs=-1)
@click.option("--part", help="Of annotated passages only those of this part: train, dev or test.")
@ner_option
@relations_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON: pooled figures, and those of each document.")
def evaluate(gold: Path, sources: tuple[str, ...], part: str | None, ner: str, relations: str, as_json: bool) -> None:
    """Extract from the sources and score the result against GOLD: a folder of .json, a .json or a .jsonl file.

    Documents are paired by file name; sources without gold are left out. Without sources GOLD holds annotated
    passages, a .txt file or a folder of them, which bring their text along.
    """
    from kg.evaluate import read_annotations, score
    from kg.ner.choices import choose_recogniser
    from kg.relations.choices import choose_relater

    choose_recogniser(ner)
    choose_relater(relations)
    if sources and part:
        raise click.UsageError("--part is for annotated passages, which bring their text along; leave SOURCE out")
    if not sources and (gold.suffix in (".json", ".jsonl") or (gold.is_dir() and not any(gold.glob("*.txt")))):
        raise click.UsageError(f"{gold} brings no text along; name the SOURCEs it annotates")
    if sources and gold.suffix == ".txt":
        raise click.UsageError(f"{gold} holds annotated passages, which bring their text along; leave SOURCE out")
    if sources:
        expected = read_annotations(gold)
        scores = score(expected, _predicted(sources, set(expected), ner, relations))
    else:
        scores = _score_passages(gold, part, ner, relations)
    if as_json:
        found = {"pooled": _plain(scores.pooled)}
        documents = {"documents": {file: _plain(figures) for file, figures in scores.documents.items()}}
        click.echo(json.dumps(found | documents, ensure_ascii=False, indent=1))
    else:
        rows = [[name, *(_cell(value) for value in values.values())] for name, values in _plain(scores.pooled).items()]
        print_table(COLUMNS, rows, right=COLUMNS[1:])


def _predicted(sources: tuple[str, ...], wanted: set[str], ner: str, relations: str) -> "Iterator[Annotation]":
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
        yield parse_annotation(annotate(extract(read(path), ner, relations)), path)


def _score_passages(path: Path, part: str | None, ner: str, relations: str) -> "Scores":
    from kg.annotations import annotate
    from kg.corpus.converting import to_annotation
    from kg.corpus.passages import read_passages, select
    from kg.evaluate import parse_annotation, score
    from kg.pipeline import extract
    from kg.reading.files import read_text

    passages = list(select(read_passages(path), part))
    found = (parse_annotation(annotate(extract(read_text(p.id, p.text), ner, relations)), p.id) for p in passages)
    return score({passage.id: to_annotation(passage) for passage in passages}, found)


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
