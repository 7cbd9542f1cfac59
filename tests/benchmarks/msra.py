"""How well recognisers do on general news under another guideline: the MSRA test set (Levow 2006), BIO.

Run with ``python tests/benchmarks/msra.py msra_test_bio.txt [--ner rules]``: one character and its tag a line, an empty
line between sentences. Nothing is trained on it, and its rules are not ours (the city in front of a body is part of it,
a party is an ORG wherever it stands): the figure says how far a recogniser for city news carries.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg.evaluate import Tally
from kg.ner.choices import DEFAULT, choose_recogniser
from kg.types import Article, Paragraph

Names = frozenset[tuple[int, int, str]]
# MSRA's labels in ours; jieba's and others' spellings of the same come in too.
LABELS = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORG", "NR": "PERSON", "NS": "PLACE", "NT": "ORG"}


def read_sentences(path: Path) -> Iterator[tuple[str, Names]]:
    """Sentences of ``character<white space>tag`` lines, apart by empty lines, with their names."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        cells = [line.split() for line in block.splitlines() if line.strip()]
        if cells:
            yield "".join(cell[0] for cell in cells), frozenset(_names([cell[-1] for cell in cells]))


def _names(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    start, label = 0, ""
    for position, tag in enumerate([*tags, "O"]):
        if label and not tag.startswith("I"):
            yield start, position, LABELS[label]
            label = ""
        if tag.startswith("B"):
            start, label = position, tag[2:]


def main() -> None:
    """Print precision, recall and F1 of each label and of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--ner", default=DEFAULT)
    given = parser.parse_args()
    recognise = choose_recogniser(given.ner)
    hits, found, gold = Counter[str](), Counter[str](), Counter[str]()
    for text, names in read_sentences(given.file):
        article = Article("s", "s", "", text, range(len(text)), (Paragraph(0, len(text), "body"),))
        (mentions,) = recognise([article])
        seen = {(item.start, item.end, item.label) for item in mentions if item.label in LABELS.values()}
        for counter, kept in ((hits, seen & names), (found, seen), (gold, names)):
            counter.update(label for _, _, label in kept)
    for label in ("ORG", "PLACE", "PERSON"):
        _print(label, Tally(hits[label], found[label], gold[label]))
    _print("all", Tally(hits.total(), found.total(), gold.total()))


def _print(label: str, tally: Tally) -> None:
    print(f"{label:8} P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}  ({tally.gold:,} names)")


if __name__ == "__main__":
    main()
