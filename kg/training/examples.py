"""What the network learns from: texts with the tag of each character and what the rules say about it."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.corpus.grammar import read_grammar
from kg.corpus.noise import halve
from kg.corpus.passages import Passage
from kg.corpus.templates import sample
from kg.errors import ReadError
from kg.ner import recognisers
from kg.ner.clues import clues
from kg.ner.merge import rules
from kg.ner.tags import Name, encode
from kg.reading.articles import split_articles
from kg.reading.files import read_text
from kg.training.damage import cells, damage
from kg.types import Article, Label, Paragraph

# Tag of a character that nobody is sure of: it teaches nothing.
UNSURE = -100
# So many of the patterns' passages have half-width punctuation, as real pages have.
_HALVED = 0.15
# The labels of Universal NER in ours.
_UNER: Mapping[str, Label] = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORG"}


class Example(NamedTuple):
    """A text, (characters,) tags, (characters, columns / 8) clues, eight in a byte."""

    text: str
    tags: NDArray[np.int64]
    clues: NDArray[np.uint8]


def example(article: Article, names: Iterable[Name]) -> Example:
    """An article with its names and what all recognisers say about it."""
    found = [found for find in rules() for found in find(article)]
    told = clues(article.text, found, recognisers.names())
    return Example(article.text, encode(names, len(article.text)), np.packbits(told, axis=1))


def as_article(text: str) -> Article:
    """A bare text as an article: every line a paragraph."""
    lines, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Paragraph(start, start + len(line), "body"))
        start += len(line) + 1
    return Article("text", "text", "", text, range(len(text)), tuple(lines))


def articles_of(passage: Passage) -> Iterator[tuple[Article, frozenset[Name]]]:
    """The articles that the reader makes of a passage's text, with the names that are whole in them."""
    for article in split_articles(read_text(passage.id, passage.text)):
        places = {offset: place for place, offset in enumerate(article.offsets)}
        yield article, frozenset(_names(passage, places))


def _names(passage: Passage, places: Mapping[int, int]) -> Iterator[Name]:
    for mark in passage.marks:
        kept = [places[offset] for offset in range(mark.start, mark.end) if offset in places]
        if kept and kept[-1] - kept[0] == len(kept) - 1:
            yield Name(kept[0], kept[-1] + 1, _label(mark.label))


def _label(label: str) -> Label:
    from kg.ontology import LABELS

    return next(known for known in LABELS if known == label)


def from_passages(passages: Iterable[Passage]) -> Iterator[Example]:
    """Annotated passages, as the reading stage cleans and splits them."""
    for passage in passages:
        for article, names in articles_of(passage):
            yield example(article, names)


def from_damaged(passages: Sequence[Passage], seed: int) -> Iterator[Example]:
    """The same as scans of newspaper pages would give them; what is left of a cut name is UNSURE."""
    rng = random.Random(seed)
    pages = [(article.text, sorted(names)) for passage in passages for article, names in articles_of(passage)]
    for text, names in pages:
        foreign = cells(*rng.choice(pages), first=len(names))
        damaged = damage(cells(text, names), foreign, rng)
        made = example(as_article(damaged.text), damaged.names)
        for span in damaged.unsure:
            made.tags[slice(*span)] = UNSURE
        yield made


def from_templates(folder: Path, count: int, seed: int) -> Iterator[Example]:
    """Passages made from the patterns of a folder."""
    rng = random.Random(seed)
    for passage in sample(read_grammar(folder), count, seed):
        made = halve(passage, rng) if rng.random() < _HALVED else passage
        names = [Name(mark.start, mark.end, _label(mark.label)) for mark in made.marks]
        yield example(as_article(made.text), names)


def from_uner(folder: Path) -> Iterator[Example]:
    """The train and dev parts of Universal NER (Mayhew et al. 2024), IOB2 with one word a line."""
    files = [file for part in ("train", "dev") for file in sorted(folder.glob(f"*-{part}.iob2"))]
    if not files:
        raise ReadError(str(folder), "no *-train.iob2 of Universal NER in it")
    for file in files:
        for block in file.read_text(encoding="utf-8").split("\n\n"):
            words = [line.split("\t")[1:3] for line in block.splitlines() if line and not line.startswith("#")]
            if words:
                yield example(as_article("".join(word for word, _ in words)), _spans(words))


def _spans(words: Sequence[Sequence[str]]) -> Iterator[Name]:
    """The names of (word, IOB2 tag) pairs."""
    start, label, position = 0, "", 0
    for word, tag in (*words, ("", "O")):
        if label and not tag.startswith("I"):
            yield Name(start, position, _UNER[label])
            label = ""
        if tag.startswith("B"):
            start, label = position, tag[2:]
        position += len(word)
