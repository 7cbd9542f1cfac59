"""The trained scorer: for each pair of names how likely each relation is stated between them.

Small convolutional networks over the words of an article, in which every name is one word, and over the clues of
`kg.relations.clues`, trained by ``kg train relations`` (`kg/models/README.md`). They are run by numpy alone.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from kg.errors import ModelError
from kg.ontology import LABELS
from kg.relations.clues import width
from kg.relations.pairs import Pairs
from kg.relations.wording import Wording, relation_names
from kg.segment import Token

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
WEIGHTS, DESCRIPTION = "relations.npz", "relations.json"
VECTORS = "table_vectors"
SHIPPED = Path(__file__).parent.parent / "models"

# Numbers 0 and 1 of every table: nothing there, and what is not in the table.
NOTHING, UNKNOWN = 0, 1
# So many places of nothing on either side of an article, as between articles in training.
EDGE = 8
# So many words are looked up once only.
_REMEMBERED = 50_000


# The tables that the columns of `Vocabulary.look_up` are looked up in.
_KINDS = ("words", "characters", "tags")
_TABLES = ("words", "first", "last", "second", "tags")


@dataclass(frozen=True)
class Vocabulary:
    """The words, characters and word classes that the scorer knows, each with a number from 2 up."""

    words: Mapping[str, int]
    characters: Mapping[str, int]
    tags: Mapping[str, int]
    _seen: dict[tuple[str, str], tuple[int, int, int, int, int]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def look_up(self, words: Sequence[Token]) -> Numbers:
        """(words, 5) numbers of word, first, last and last but one character, and tag."""
        seen = self._seen.get
        found = [seen((text, tag)) or self._number(text, tag) for _, _, text, tag in words]
        return np.array(found, np.int64).reshape(-1, 5)

    def _number(self, text: str, tag: str) -> tuple[int, int, int, int, int]:
        characters = self.characters.get
        known = (
            UNKNOWN if tag in LABELS else self.words.get(text, UNKNOWN),
            characters(text[0], UNKNOWN),
            characters(text[-1], UNKNOWN),
            characters(text[-2], UNKNOWN) if len(text) > 1 else NOTHING,
            self.tags.get(tag, UNKNOWN),
        )
        if len(self._seen) < _REMEMBERED:
            self._seen[text, tag] = known
        return known


@dataclass(frozen=True)
class Network:
    """One trained network; its weights by name, tables already multiplied with what is made of them."""

    weights: Mapping[str, Floats]

    def score(self, numbers: Numbers, triggers: Floats, heads: Numbers, tails: Numbers, clues: Floats) -> Floats:
        """(pairs, relations) log-odds of the pairs of words at these places."""
        return self._compare(self._read(numbers, triggers), heads, tails, clues)

    def _read(self, numbers: Numbers, triggers: Floats) -> Floats:
        """(words, width) what is known of each word in its place."""
        states = np.repeat(self.weights["bias"][None], len(numbers), 0)
        for column, table in enumerate(_TABLES):
            states += self.weights[table][numbers[:, column]]
        states += triggers @ self.weights["from_triggers"]
        for layer in range(int(self.weights["dilations"].size)):
            states += self._convolve(states, layer, int(self.weights["dilations"][layer]))
        return states

    def _convolve(self, states: Floats, layer: int, dilation: int) -> Floats:
        centred = states - states.mean(1, keepdims=True)
        spread = np.sqrt(np.einsum("ij,ij->i", centred, centred)[:, None] / states.shape[1] + 1e-5)
        normed = centred / spread * self.weights[f"norm{layer}"] + self.weights[f"shift{layer}"]
        padded = _between(normed, dilation)
        kernel = self.weights[f"kernel{layer}"]
        seen = [padded[step * dilation : step * dilation + len(states)] for step in range(len(kernel))]
        total = np.concatenate(seen, 1) @ kernel.reshape(-1, kernel.shape[2]) + self.weights[f"offset{layer}"]
        return np.asarray(np.maximum(total, 0), np.float32)

    def _compare(self, states: Floats, heads: Numbers, tails: Numbers, clues: Floats) -> Floats:
        weights = self.weights
        left, right = np.minimum(heads, tails), np.maximum(heads, tails)
        sums = np.concatenate([np.zeros((1, states.shape[1]), np.float32), np.cumsum(states, 0, dtype=np.float32)])
        mean = (sums[right] - sums[left + 1]) / np.maximum(right - left - 1, 1)[:, None]
        hidden = weights["pair_bias"] + (states @ weights["head"])[heads] + (states @ weights["tail"])[tails]
        hidden += mean @ weights["between"] + (states @ weights["before"])[np.maximum(right - 1, left)]
        hidden += (states[heads] * states[tails]) @ weights["product"] + clues @ weights["clues"]
        hidden = np.maximum(np.maximum(hidden, 0) @ weights["hidden"] + weights["hidden_bias"], 0)
        return np.asarray(hidden @ weights["out"] + clues @ weights["skip"] + weights["out_bias"], np.float32)


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def _between(rows: NDArray[Any], edge: int) -> NDArray[Any]:
    """The rows with so many of nothing before and behind; `numpy.pad` does the same ten times slower."""
    padded = np.zeros((len(rows) + 2 * edge, rows.shape[1]), rows.dtype)
    padded[edge : edge + len(rows)] = rows
    return padded


@dataclass(frozen=True)
class Scorer:
    """What `load_scorer` gives: networks that vote, what they know, and how far to believe them.

    ``triggers`` are the words of each relation that the corpus adds to the ontology's, ``rules`` the extractors it
    was trained to listen to.
    """

    networks: tuple[Network, ...]
    vocabulary: Vocabulary
    triggers: Mapping[str, tuple[str, ...]]
    rules: tuple[str, ...]
    calibration: tuple[float, float, float]

    def score(self, wording: Wording, pairs: Pairs) -> Floats:
        """(pairs, relations) log-odds, in the order of `relation_names`: the mean of the networks."""
        total = np.zeros((len(pairs.heads), len(relation_names())), np.float32)
        if len(pairs.heads):
            numbers = _between(self.vocabulary.look_up(wording.words), EDGE)
            triggers = _between(wording.triggered(), EDGE)
            heads, tails = wording.places[pairs.heads] + EDGE, wording.places[pairs.tails] + EDGE
            # A second thread waits more than it works on matrices of this size.
            with _threads().limit(limits=1, user_api="blas"):
                for network in self.networks:
                    total += network.score(numbers, triggers, heads, tails, pairs.clues) / len(self.networks)
        return total

    def confidence(self, odds: Floats, certainty: Floats) -> Floats:
        """Log-odds and the confidence of the less certain of the two names -> how often such a relation is right."""
        slope, names, bias = self.calibration
        return np.asarray(1 / (1 + np.exp(-(slope * odds + names * np.log(certainty.clip(1e-3)) + bias))), np.float32)


def _networks(stored: Mapping[str, Floats], count: int) -> Iterator[Network]:
    """The networks in a file: ``0_head``, ``1_head`` and so on; they share the vectors of words.

    Each table is multiplied once with what the network makes of it, so that a word costs additions only.
    """
    for number in range(count):
        prefix = f"{number}_"
        own = {name.removeprefix(prefix): array for name, array in stored.items() if name.startswith(prefix)}
        tables = {name: own[f"table_{name}"] @ own[f"from_{name}"] for name in _TABLES}
        tables["words"] += stored[VECTORS] @ own["from_vectors"]
        yield Network(own | tables)


@cache
def load_scorer(folder: Path = SHIPPED) -> Scorer:
    """The scorer of a folder with ``relations.npz`` and ``relations.json``.

    Raises ModelError where they are missing or do not fit this version.
    """
    try:
        told = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
        with np.load(folder / WEIGHTS, allow_pickle=False) as stored:
            weights = {name: stored[name].astype(np.float32) for name in stored.files}
    except (OSError, ValueError, EOFError, BadZipFile) as error:
        raise ModelError(f"{folder}: no trained scorer there ({error}); make one with kg train relations") from error
    try:
        fits = told["relations"] == list(relation_names()) and told["clues"] == width(told["rules"])
        words, characters, tags = ({text: at for at, text in enumerate(told[key], 2)} for key in _KINDS)
        triggers = {name: tuple(told["triggers"][name]) for name in relation_names()}
        slope, names, bias = told["calibration"]
        networks = tuple(_networks(weights, told["networks"]))
        scorer = Scorer(
            networks, Vocabulary(words, characters, tags), triggers, tuple(told["rules"]), (slope, names, bias)
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            f"{folder}: {DESCRIPTION} is not whole ({error}); train it again with kg train relations"
        ) from error
    if not fits:
        raise ModelError(f"{folder}: a scorer for other relations or clues; train it again with kg train relations")
    return scorer
