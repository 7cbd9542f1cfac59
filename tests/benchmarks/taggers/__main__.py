"""What else could find the names: trains a tagger on our data and prints its figures.

    python tests/benchmarks/taggers train crf --model crf/ --uner uner/
    python tests/benchmarks/taggers figures crf --model crf/ --page scan texts/ gold/ --test

What can be chosen is chosen on the dev part; the test part is measured with ``--test``, once.
"""

import importlib
import json
import time
from pathlib import Path

import click
from data import Tagger, lines_of, pages_as_sample, part, passages_as_sample, read_columns, read_corpus
from measuring import f1_of, f1_of_lines, size_of, speed_here, speed_of

# Module and object of each tagger.
TAGGERS = {
    "jieba": ("classes", "TAGGER"),
    "crf": ("chain", "TAGGER"),
    "spacy": ("pipelines", "PLAIN"),
    "spacy-features": ("pipelines", "FEATURES"),
    "spancat": ("pipelines", "SPANS"),
    "hanlp": ("recurrent", "TAGGER"),
}
CORPUS = Path(__file__).parents[3] / "corpus"
FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)


@click.group()
def main() -> None:
    """Rivals of the recognisers."""


@main.command()
@click.argument("name", type=click.Choice(list(TAGGERS)))
@click.option("--model", required=True, type=click.Path(path_type=Path), help="Folder to leave the model in.")
@click.option("--data", default=CORPUS, type=FOLDER, help="Folder with annotated/, templates/ and news/.")
@click.option("--templates", default=8000, help="How many passages to make from templates.")
@click.option("--uner", type=FOLDER, help="Also train on a folder of UNER (*train.iob2).")
def train(name: str, model: Path, data: Path, templates: int, uner: Path | None) -> None:
    """Train a tagger; the seconds it took are kept beside it."""
    corpus = read_corpus(data, templates, uner)
    dev = [line for passage in part(data, "dev") for line in lines_of(passage)]
    model.mkdir(parents=True, exist_ok=True)
    began = time.process_time()
    tagger(name).train(corpus, dev, model)
    seconds = time.process_time() - began
    (model / "seconds.json").write_text(json.dumps(seconds), encoding="utf-8")
    characters = sum(len(line.text) for line in corpus.all())
    click.echo(f"{name}: {characters:,} characters, trained in {seconds:.0f} s of one core")


@main.command()
@click.argument("name", type=click.Choice(list(TAGGERS)))
@click.option("--model", required=True, type=click.Path(path_type=Path), help="Folder of the trained model.")
@click.option("--data", default=CORPUS, type=FOLDER, help="Folder with annotated/, templates/ and news/.")
@click.option("--page", "pages", multiple=True, type=(str, FOLDER, FOLDER), help="A name, texts, their gold.")
@click.option("--columns", multiple=True, type=click.Path(path_type=Path), help="A CoNLL file of three classes.")
@click.option("--test", is_flag=True, help="Also the test part.")
def figures(
    name: str, model: Path, data: Path, pages: tuple[tuple[str, Path, Path], ...], columns: tuple[Path, ...], test: bool
) -> None:
    """Print how much a trained tagger finds, and how fast."""
    tag = tagger(name).load(model)
    rows = {which: f1_of(passages_as_sample(part(data, which)), tag) for which in ("dev", *["test"] * test)}
    rows |= {title: f1_of(pages_as_sample(texts, gold), tag) for title, texts, gold in pages}
    rows |= {file.name: f1_of_lines(read_columns(file), tag) for file in columns}
    titles = list(next(iter(rows.values())))
    click.echo(f"| {name} | {' | '.join(titles)} |\n| --- |{' --- |' * len(titles)}")
    for which, found in rows.items():
        click.echo(f"| {which} | {' | '.join(f'{found[title]:.3f}' for title in titles)} |")
    quick = speed_of(name, model, data / "news")
    click.echo(
        f"{name}: {quick.characters:,.0f} characters/s, {quick.load:.1f} s to load, {quick.peak:.0f} MB at most, "
        f"{size_of(model):.1f} MB saved"
    )


@main.command()
@click.argument("name", type=click.Choice(list(TAGGERS)))
@click.option("--model", required=True, type=click.Path(path_type=Path))
@click.option("--news", default=CORPUS / "news", type=FOLDER)
def speed(name: str, model: Path, news: Path) -> None:
    """Characters a second, seconds to load and peak megabytes, as JSON."""
    click.echo(json.dumps(speed_here(tagger(name).load, model, news)))


def tagger(name: str) -> Tagger:
    """The tagger of that name; what it needs is imported now."""
    module, attribute = TAGGERS[name]
    found: Tagger = getattr(importlib.import_module(module), attribute)
    return found


if __name__ == "__main__":
    main()
