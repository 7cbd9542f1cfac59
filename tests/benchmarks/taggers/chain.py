"""A linear-chain CRF over characters, with features of text and dictionaries."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pycrfsuite
from data import Corpus, Line, Name, Tag, spans, tags
from features import NAMES, matches, quotes, segments

_KINDS = (
    ("d", re.compile(r"[\d一二三四五六七八九十百千万亿两]")),
    ("l", re.compile(r"[A-Za-z]")),
    ("h", re.compile(r"[一-鿿]")),
)
_WINDOW = 3
_EDGE = "#"
SETTINGS = {"c1": 0.05, "c2": 0.01, "max_iterations": 120, "feature.minfreq": 2}


class Chain:
    """`python-crfsuite`, trained by L-BFGS."""

    def train(self, corpus: Corpus, dev: list[Line], folder: Path) -> None:
        """A fixed number of steps; ``dev`` is not used."""
        trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=SETTINGS, verbose=False)
        for line in corpus.all():
            trainer.append(attributes(line.text), tags(line))
        trainer.train(str(folder / "model.crfsuite"))

    def load(self, folder: Path) -> Tag:
        tagger = pycrfsuite.Tagger()
        tagger.open(str(folder / "model.crfsuite"))

        def tag(lines: Sequence[str]) -> Iterator[list[Name]]:
            for line in lines:
                yield list(spans(tagger.tag(attributes(line))))

        return tag


def attributes(text: str) -> list[list[str]]:
    """Of each character: those around it, their n-grams, and what the dictionaries know of it and its neighbours."""
    rows = [*_characters(text)]
    known = {name: matches(text, name) for name in NAMES}
    known["segment"] = segments(text)
    known["quote"] = quotes(text)
    for name, values in known.items():
        for at, value in enumerate(values):
            for step in (-1, 0, 1):
                if 0 <= at + step < len(rows) and value != "-":
                    rows[at + step].append(f"{name}{-step}={value}")
    return rows


def _characters(text: str) -> Iterator[list[str]]:
    padded = _EDGE * _WINDOW + text + _EDGE * _WINDOW
    kinds = "".join(map(_kind, padded))
    for at in range(_WINDOW, len(padded) - _WINDOW):
        ones = [f"c{step}={padded[at + step]}" for step in range(-_WINDOW, _WINDOW + 1)]
        twos = [f"b{step}={padded[at + step : at + step + 2]}" for step in range(-2, 2)]
        threes = [f"t{step}={padded[at + step : at + step + 3]}" for step in range(-2, 1)]
        yield [*ones, *twos, *threes, f"k={kinds[at - 1 : at + 2]}"]


def _kind(char: str) -> str:
    return next((name for name, pattern in _KINDS if pattern.match(char)), "p")


TAGGER = Chain()
