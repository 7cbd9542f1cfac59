"""Examples cut into pieces, pieces of like length put together, as arrays that PyTorch takes."""

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from kg.ner.alphabet import UNKNOWN, Alphabet
from kg.ner.network import cut
from kg.training.examples import UNSURE, Example

# Pieces are sorted by length within groups of this size, so that batches are even and yet random.
_GROUP = 400


class Batch(NamedTuple):
    """(texts, longest) characters, one more pairs, (…, columns) clues, inside 1 or 0, tags; padding is UNSURE."""

    characters: Tensor
    pairs: Tensor
    clues: Tensor
    inside: Tensor
    tags: Tensor


def pieces(examples: Iterable[Example]) -> list[Example]:
    """Examples cut as the network will see texts."""
    return [
        Example(made.text[start:end], made.tags[start:end], made.clues[start:end])
        for made in examples
        for start, end in cut(made.text)
    ]


def batches(known: Sequence[Example], size: int, rng: random.Random) -> Iterator[list[Example]]:
    """All pieces once, in random order, at most ``size`` characters with their padding in a batch; without end."""
    while True:
        order = rng.sample(known, len(known))
        made: list[list[Example]] = []
        for start in range(0, len(order), _GROUP):
            made += _even(sorted(order[start : start + _GROUP], key=lambda piece: len(piece.text)), size)
        rng.shuffle(made)
        yield from made


def _even(ordered: Sequence[Example], size: int) -> Iterator[list[Example]]:
    batch: list[Example] = []
    for piece in ordered:
        if batch and len(piece.text) * (len(batch) + 1) > size:
            yield batch
            batch = []
        batch.append(piece)
    if batch:
        yield batch


def collate(
    batch: Sequence[Example], alphabet: Alphabet, columns: int, forget: float, rng: np.random.Generator
) -> Batch:
    """The arrays of a batch; a share ``forget`` of the characters becomes unknown ones, as rare names are."""
    shape = (len(batch), max(len(piece.text) for piece in batch))
    characters = np.zeros(shape, np.int64)
    tags = np.full(shape, UNSURE)
    inside = np.zeros(shape, np.float32)
    clues = np.zeros((*shape, columns), np.float32)
    for row, piece in enumerate(batch):
        length = len(piece.text)
        characters[row, :length] = alphabet.characters_of(piece.text)
        tags[row, :length] = piece.tags
        inside[row, :length] = 1
        clues[row, :length] = np.unpackbits(piece.clues, axis=1, count=columns)
    characters[(rng.random(shape) < forget) & (inside > 0)] = UNKNOWN
    arrays = (characters, alphabet.pairs_of(characters), clues, inside, tags)
    return Batch(*map(torch.from_numpy, arrays))
