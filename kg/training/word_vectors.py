"""What raw text says of words: singular vectors of positive pointwise mutual information (Levy and Goldberg 2014).

The words right before and right behind count by themselves, so that verbs of like use come to stand together
(启动, 推出, 开展); those a little further off count as one kind of neighbour.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from kg.errors import ModelError
from kg.relations.scorer import DESCRIPTION, VECTORS, WEIGHTS
from kg.segment import tokenize

Vectors = dict[str, NDArray[np.float32]]
# How many words get a vector, of how many numbers and what length.
WORDS, DIMENSIONS, LENGTH = 12_000, 64, 4.0
_LEAST = 8
# Only the most frequent words count as neighbours.
_NEIGHBOURS = 3000
_FAR = (2, 3, 4)
# Neighbours that are rare in all count a little more than their share (Levy, Goldberg and Dagan 2015).
_SMOOTHING = 0.75
_SPARE = 8


def learn_vectors(texts: Iterable[str], seed: int) -> Vectors:
    """One vector a word that is frequent enough; the same texts and seed give the same vectors."""
    lines = [[token.text for token in tokenize(text) if token.text.strip()] for text in texts]
    counts = Counter(word for line in lines for word in line)
    known = [word for word, times in counts.most_common(WORDS) if times >= _LEAST]
    if len(known) <= DIMENSIONS:
        return {}
    association = _associate(_flatten(lines, known), len(known))
    torch.manual_seed(seed)
    left, values, _ = torch.svd_lowrank(association, q=min(DIMENSIONS + _SPARE, len(known)), niter=3)
    scaled = (left * values.sqrt())[:, :DIMENSIONS]
    scaled = scaled / scaled.norm(dim=1, keepdim=True).clamp(min=1e-9) * LENGTH
    return dict(zip(known, scaled.numpy().astype(np.float16).astype(np.float32), strict=True))


def read_vectors(folder: Path) -> Vectors:
    """The vectors that the scorer of a folder was trained with, so that one can be trained without raw text.

    Raises ModelError where there is none.
    """
    try:
        words = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))["words"]
        with np.load(folder / WEIGHTS) as stored:
            rows = stored[VECTORS].astype(np.float32)
    except (OSError, ValueError, LookupError) as error:
        raise ModelError(f"{folder}: no vectors of words there ({error}); learn them from raw text, --raw") from error
    return {word: row for word, row in zip(words, rows[2:], strict=True) if row.any()}


def _flatten(lines: Sequence[Sequence[str]], known: Sequence[str]) -> NDArray[np.int64]:
    """All words as numbers, -1 for what has none; between two lines nothing is near."""
    numbers = {word: number for number, word in enumerate(known)}
    gap = [-1] * max(_FAR)
    return np.array([n for line in lines for n in (*(numbers.get(word, -1) for word in line), *gap)], np.int64)


def _associate(row: NDArray[np.int64], words: int) -> torch.Tensor:
    """(words, 3 kinds of neighbours) sparse, the positive pointwise mutual information of each two."""
    kinds = [(row[1:], row[:-1], 0), (row[:-1], row[1:], 1)]
    for step in _FAR:
        kinds += [(row[step:], row[:-step], 2), (row[:-step], row[step:], 2)]
    columns = 3 * _NEIGHBOURS
    keys = [word * columns + kind * _NEIGHBOURS + other for word, other, kind in map(_known, kinds)]
    cells, counts = np.unique(np.concatenate(keys), return_counts=True)
    at, beside = cells // columns, cells % columns
    total = np.bincount(at, counts, words)
    smoothed = np.bincount(beside, counts, columns) ** _SMOOTHING
    information = np.log(counts * smoothed.sum() / (total[at] * smoothed[beside]))
    kept = information > 0
    where = torch.from_numpy(np.stack([at[kept], beside[kept]]))
    values = torch.from_numpy(information[kept].astype(np.float32))
    return torch.sparse_coo_tensor(where, values, (words, columns), check_invariants=False).coalesce()


def _known(
    kind: tuple[NDArray[np.int64], NDArray[np.int64], int],
) -> tuple[NDArray[np.int64], NDArray[np.int64], int]:
    word, other, number = kind
    both = (word >= 0) & (other >= 0) & (other < _NEIGHBOURS)
    return word[both], other[both], number
