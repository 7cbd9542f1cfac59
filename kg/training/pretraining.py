"""Before any name is taught: an alphabet counted in raw text, and an encoder that learned to guess its characters."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import torch
from torch import nn

from kg.errors import KGError
from kg.ner.alphabet import EDGE_CHARACTER, HIDDEN, UNKNOWN_CHARACTER, Alphabet, fold
from kg.training.modules import Encoder, Guesser

# How often a character must occur to be in the alphabet, and how many pairs there are.
_LEAST = 3
_PAIRS = 60_000
_LENGTH, _TEXTS = 128, 64
_HIDE = 0.18
# Of the characters to be guessed some stay visible, so that an encoder is also of use where nothing is hidden.
_SHOWN = 0.1
_RATE = 2e-3
_WARMUP = 300


def make_alphabet(texts: Iterable[str]) -> Alphabet:
    """The characters and pairs of these texts that are frequent enough, the most frequent characters first."""
    lines = [line for text in texts for line in fold(text).split(EDGE_CHARACTER)]
    counts = Counter(character for line in lines for character in line)
    kept = [character for character, count in counts.most_common() if count >= _LEAST]
    known = set(kept)
    pairs: Counter[str] = Counter()
    for line in lines:
        marked = "".join(character if character in known else UNKNOWN_CHARACTER for character in line)
        edged = EDGE_CHARACTER + marked + EDGE_CHARACTER
        pairs.update(edged[place : place + 2] for place in range(len(edged) - 1))
    return Alphabet("".join(kept), "".join(pair for pair, _ in pairs.most_common(_PAIRS)))


def pretrain(
    texts: Sequence[str],
    alphabet: Alphabet,
    clues: int,
    features: int,
    passes: float,
    seed: int,
    report: Callable[[str], object] = print,
) -> Encoder:
    """An encoder that guesses hidden characters of these texts, after so many passes over them.

    Raises KGError where they are too short to learn from.
    """
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed)
    numbers = alphabet.characters_of("\n".join(texts))
    if len(numbers) < _LENGTH:
        raise KGError(f"{len(numbers)} characters of text; an encoder learns from {_LENGTH} or more")
    rows = numbers[: len(numbers) // _LENGTH * _LENGTH].reshape(-1, _LENGTH)
    guesser = Guesser(Encoder(alphabet.sizes, clues, features, dropout=0))
    adam = torch.optim.AdamW(guesser.parameters(), lr=_RATE, weight_decay=0.01)
    steps = max(1, round(passes * len(rows) / _TEXTS))
    began = time.perf_counter()
    for step in range(steps):
        for group in adam.param_groups:
            group["lr"] = _RATE * min(1, (step + 1) / _WARMUP) * max(0.03, 1 - step / steps)
        loss = _guess(guesser, alphabet, rows[rng.integers(0, len(rows), _TEXTS)], rng)
        adam.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(guesser.parameters(), 1.0)
        adam.step()
        if (step + 1) % 100 == 0:
            report(f"step {step + 1} of {steps}, loss {loss.item():.3f}, {time.perf_counter() - began:.0f} s")
    return guesser.encoder


def _guess(guesser: Guesser, alphabet: Alphabet, rows: np.ndarray, rng: np.random.Generator) -> torch.Tensor:
    hidden = rng.random(rows.shape) < _HIDE
    shown = rows.copy()
    shown[hidden & (rng.random(rows.shape) >= _SHOWN)] = HIDDEN
    characters, pairs = torch.from_numpy(shown), torch.from_numpy(alphabet.pairs_of(shown))
    found = guesser(characters, pairs, torch.from_numpy(hidden))
    return nn.functional.cross_entropy(found, torch.from_numpy(rows[hidden]))
