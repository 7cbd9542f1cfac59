"""The shipped network: for each character of a text how likely it begins, continues, ends or is a name of each label.

A convolutional tagger over characters, pairs of characters and `kg.ner.clues`, trained by ``kg train ner``
(`kg/models/README.md`) and run by ONNX Runtime on one thread, so that the result does not depend on the machine's load.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import ModelError
from kg.ner.alphabet import EDGE, Alphabet
from kg.ner.clues import Clues, columns
from kg.ner.judge import Judge, feature_names
from kg.ner.tags import TAGS, best_paths, encode, names
from kg.types import Span

Scores = NDArray[np.float32]
WEIGHTS, DESCRIPTION = "ner.onnx", "ner.json"
SHIPPED = Path(__file__).parent.parent / "models"

# The network looks at pieces of at most so many characters, cut behind a full stop, else a pause, else anywhere.
LONGEST = 200
_CUTS = ("。！？；", "，,、")
# Pieces stand in rows of about so many characters. In the gaps between them nothing is inside: as wide as the widest
# convolution of `kg.training.modules` reaches, they keep each piece from seeing the next.
_ROW = 2000
_GAP = 4
# Log-odds of some 8000 to 1.
_CERTAIN = 9
_LEAST = 1e-12


@dataclass(frozen=True)
class Network:
    """What `load_network` gives: ``recognisers`` are the rules that it was trained to listen to."""

    session: Any
    alphabet: Alphabet
    recognisers: tuple[str, ...]
    judge: Judge

    def score(self, text: str, clues: Clues) -> tuple[Scores, NDArray[np.int64]]:
        """Of n characters the log-probability of each tag, (n, tags), and the best sequence of tags, (n,).

        ``clues`` is (n, columns).
        """
        scores = np.full((len(text), len(TAGS)), np.log(_LEAST), np.float32)
        scores[:, 0] = 0
        tags = np.zeros(len(text), np.int64)
        characters = self.alphabet.characters_of(text)
        for pieces in _rows(cut(text)):
            at = np.concatenate([np.arange(*piece) for piece in pieces])
            scores[at] = self._run(characters[at], clues[at], _places(pieces))
            for piece in pieces:
                tags[slice(*piece)] = _best(scores[slice(*piece)])
        return scores, tags

    def _run(self, characters: NDArray[np.int64], clues: Clues, places: NDArray[np.intp]) -> Scores:
        """Of n characters the scores, (n, tags), where the network is to see them at these places of one line."""
        width = int(places[-1]) + 1
        fed = np.full((1, width), EDGE, np.int64)
        told = np.zeros((1, width, clues.shape[1]), np.float32)
        inside = np.zeros((1, width), np.float32)
        fed[0, places], told[0, places], inside[0, places] = characters, clues, 1
        given = {"characters": fed, "pairs": self.alphabet.pairs_of(fed), "clues": told, "inside": inside}
        (scores,) = self.session.run(None, given)
        return np.asarray(scores[0, places], np.float32)


@cache
def load_network(folder: Path) -> Network:
    """The network of a folder with ``ner.onnx`` and ``ner.json``.

    Raises ModelError where they are missing or do not fit this version.
    """
    try:
        described = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
        weights = (folder / WEIGHTS).read_bytes()
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder}: no trained recogniser there ({error}); make one with kg train ner") from error
    try:
        fits = described["tags"] == list(TAGS) and described["clues"] == list(columns(described["recognisers"]))
        alphabet = Alphabet(described["characters"], described["pairs"])
        recognisers, judge = tuple(described["recognisers"]), Judge(**described["judge"])
        fits = fits and set(feature_names(judge.proposers)) <= set(judge.weights)
    except (LookupError, TypeError) as error:
        raise ModelError(
            f"{folder}: {DESCRIPTION} describes no network ({error!r}); make one with kg train ner"
        ) from error
    if not fits:
        raise ModelError(f"{folder}: was trained for other tags or clues than this version has; train it again")
    return Network(_start(folder, weights), alphabet, recognisers, judge)


def _start(folder: Path, weights: bytes) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its errors have no root of their own
        reason = str(error).partition("\n")[0]
        raise ModelError(f"{folder}: {WEIGHTS} cannot be loaded ({reason}); make one with kg train ner") from error


def cut(text: str) -> Iterator[Span]:
    """Lines, and of lines too long for the network pieces that end where a sentence or a clause does."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        while end - start > LONGEST:
            middle = _middle(text, start)
            yield Span(start, middle)
            start = middle
        if end > start:
            yield Span(start, end)
        start = end + 1


def _middle(text: str, start: int) -> int:
    for marks in _CUTS:
        last = max(text.rfind(mark, start + 1, start + LONGEST) for mark in marks)
        if last > start:
            return last + 1
    return start + LONGEST


def _rows(pieces: Iterable[Span]) -> Iterator[list[Span]]:
    """Pieces that the network reads at once."""
    row: list[Span] = []
    for piece in pieces:
        if row and piece.end - row[0].start > _ROW:
            yield row
            row = []
        row.append(piece)
    if row:
        yield row


def _places(pieces: Sequence[Span]) -> NDArray[np.intp]:
    """Where the characters of pieces stand in a row, with a gap between one piece and the next."""
    lengths = [piece.end - piece.start for piece in pieces]
    return np.arange(sum(lengths)) + np.repeat(np.arange(len(pieces)) * _GAP, lengths)


def _best(scores: Scores) -> NDArray[np.int64]:
    """The best sequence of tags of a piece, (characters,); `best_paths` is asked where the most likely ones spell none.

    Between characters that are certainly in no name each stretch can be looked at by itself.
    """
    tags: NDArray[np.int64] = scores.argmax(axis=1)
    if _is_allowed(tags):
        return tags
    named = np.flatnonzero(scores[:, 0] < scores[:, 1:].max(axis=1) + _CERTAIN)
    for stretch in np.split(named, np.flatnonzero(np.diff(named) > 1) + 1):
        here = slice(stretch[0], stretch[-1] + 1)
        if not _is_allowed(tags[here]):
            (tags[here],) = best_paths(scores[None, here], [len(stretch)])
    return tags


def _is_allowed(tags: NDArray[np.int64]) -> bool:
    """Whether tags spell names and nothing else: those most likely one by one are then the best sequence too."""
    return bool((encode(names(tags.tolist()), len(tags)) == tags).all())
