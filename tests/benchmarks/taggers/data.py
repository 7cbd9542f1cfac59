"""What the taggers are trained and measured on: sentences as the reading stage gives them, names by character."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple, Protocol

from kg.corpus.converting import to_annotation
from kg.corpus.grammar import read_grammar
from kg.corpus.passages import Mark, Passage, read_passages
from kg.corpus.templates import sample
from kg.evaluate import Annotation, read_annotations
from kg.reading.articles import split_articles
from kg.reading.files import find_sources, read_source, read_text
from kg.sentences import split_sentences
from kg.types import Article, Source

# How corpora of three classes call them.
LABEL_OF = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORG", "PERSON": "PERSON", "PLACE": "PLACE"}
TEMPLATE_SEED = 1


class Name(NamedTuple):
    """A name in a line: code points of it, end exclusive."""

    start: int
    end: int
    label: str


class Line(NamedTuple):
    """A sentence, with the names in it."""

    text: str
    names: tuple[Name, ...]


# Lines -> the names of each, in order.
Tag = Callable[[Sequence[str]], Iterable[Sequence[Name]]]


class Corpus(NamedTuple):
    """What to train on: what people annotated, and what templates and other guidelines give."""

    annotated: list[Line]
    others: list[Line]

    def all(self) -> list[Line]:
        """Everything, what people annotated first."""
        return [*self.annotated, *self.others]

    def epoch(self, rng: random.Random) -> list[Line]:
        """All annotated lines and as many others, shuffled."""
        lines = [*self.annotated, *rng.sample(self.others, min(len(self.others), len(self.annotated)))]
        rng.shuffle(lines)
        return lines


class Tagger(Protocol):
    """A way to find names: trained into a folder, loaded from it."""

    def train(self, corpus: Corpus, dev: list[Line], folder: Path) -> None:
        """Leave in the folder what `load` needs; what is best is decided on ``dev``."""

    def load(self, folder: Path) -> Tag:
        """Make ready to tag."""


class Sample(NamedTuple):
    """Documents to be tagged, and what is in them."""

    sources: list[Source]
    gold: dict[str, Annotation]


def read_corpus(folder: Path, templates: int, uner: Path | None) -> Corpus:
    """The train part of ``folder/annotated``, passages made from ``folder/templates``, and a folder of UNER."""
    annotated = [line for passage in part(folder, "train") for line in lines_of(passage)]
    made = sample(read_grammar(folder / "templates"), templates, TEMPLATE_SEED)
    others = [line for passage in made for line in lines_of(passage)]
    if uner:
        others += (line for file in sorted(uner.glob("*train.iob2")) for line in read_columns(file, 1))
    return Corpus(annotated, others)


def part(folder: Path, name: str) -> list[Passage]:
    """The annotated passages of a part: train, dev or test."""
    return [passage for passage in read_passages(folder / "annotated") if passage.part == name]


def lines_of(passage: Passage) -> Iterator[Line]:
    """The sentences of a passage as the reading stage gives them."""
    mark_at = {at: mark for mark in passage.marks for at in range(mark.start, mark.end)}
    for article in split_articles(read_text(passage.id, passage.text)):
        for start, end, _ in split_sentences(article):
            marks = (mark_at.get(article.offsets[at]) for at in range(start, end))
            yield Line(article.text[start:end], tuple(_names(marks)))


def _names(marks: Iterable[Mark | None]) -> Iterator[Name]:
    """One name for each run of characters of one mark."""
    at = 0
    for mark, run in groupby(marks):
        end = at + sum(1 for _ in run)
        if mark:
            yield Name(at, end, mark.label)
        at = end


def read_columns(path: Path, first: int = 0) -> Iterator[Line]:
    """A CoNLL file: the word in column ``first``, its tag (B-LOC) behind it; words may have several characters."""
    with path.open(encoding="utf-8") as handle:
        rows = (row.rstrip("\n").split("\t") for row in handle if not row.startswith("# "))
        for filled, sentence in groupby(rows, lambda row: len(row) > first + 1):
            if filled:
                words = [(row[first], row[first + 1]) for row in sentence]
                tags = [tag.replace("B-", "I-") if n else tag for word, tag in words for n in range(len(word))]
                yield Line("".join(word for word, _ in words), tuple(spans(tags)))


def tags(line: Line) -> list[str]:
    """BIO, one tag a character."""
    found = ["O"] * len(line.text)
    for start, end, label in line.names:
        found[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
    return found


def spans(tags: Iterable[str]) -> Iterator[Name]:
    """The names that BIO tags spell; an I that continues nothing begins a name."""
    start, label, at = 0, "", 0
    for at, tag in enumerate(tags):
        kind, _, given = tag.partition("-")
        given = LABEL_OF.get(given, given)
        if label and (kind != "I" or given != label):
            yield Name(start, at, label)
            label = ""
        if given and not label:
            start, label = at, given
    if label:
        yield Name(start, at + 1, label)


def passages_as_sample(passages: Iterable[Passage]) -> Sample:
    """Passages, each a document."""
    passages = list(passages)
    gold = {passage.id: to_annotation(passage) for passage in passages}
    return Sample([read_text(passage.id, passage.text) for passage in passages], gold)


def pages_as_sample(texts: Path, gold: Path) -> Sample:
    """A folder of texts and one of annotations."""
    annotations = read_annotations(gold)
    sources = [read_source(path) for path in find_sources([str(texts)])]
    return Sample([source for source in sources if source.name in annotations], annotations)


def annotate(source: Source, tag: Tag) -> Annotation:
    """The names in a source, at source offsets."""
    names: dict[tuple[int, int, str], str] = {}
    for article in split_articles(source):
        sentences = list(split_sentences(article))
        found = tag([article.text[start:end] for start, end, _ in sentences])
        for (start, _, _), inside in zip(sentences, found, strict=True):
            names |= {_in_source(article, start, name): "" for name in inside}
    return Annotation(source.name, names, ())


def _in_source(article: Article, offset: int, name: Name) -> tuple[int, int, str]:
    span = article.to_source(offset + name.start, offset + name.end)
    return span.start, span.end, name.label


def news_lines(folder: Path, characters: int) -> list[str]:
    """Sentences of a folder of news, repeated until there are so many characters."""
    articles = [article for path in find_sources([str(folder)]) for article in split_articles(read_source(path))]
    lines = [article.text[start:end] for article in articles for start, end, _ in split_sentences(article)]
    length = sum(map(len, lines))
    repeated = lines * (characters // length + 1)
    return list(islice(repeated, len(lines) * characters // length))
