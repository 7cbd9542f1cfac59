"""How likely each candidate is a name: what the network, the rules and the rest of the page say, weighed together.

A logistic regression over a few features of a candidate, fitted to the dev part of the corpus, so that of the names
given .8 about four in five are right (`kg/models/README.md` shows how nearly).
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.ner.tags import Name, path
from kg.ontology import LABELS
from kg.types import Label

Features = NDArray[np.float64]

# What the network thinks: the log-probability of the name's least likely tag, and of its mean tag, the probability of
# the least likely; whether it would choose the name, or another one there. How certain the name is elsewhere on the
# page, also apart from where the network chose it anyway; how long it is; how many propose it.
_NETWORK = ("least", "mean", "likely", "chosen", "rivalled", "repeated", "repeated-only", "length", "proposers")
_LEAST = -7.0
_LONG = 12


class Candidate(NamedTuple):
    """A name that may be one and who proposes it.

    ``repeated`` is how certain it is where else it stands (0: nowhere), ``claimed`` how certain it is to those of whom
    the judge knows nothing.
    """

    name: Name
    by: frozenset[str]
    repeated: float = 0.0
    claimed: float = 0.0


@dataclass(frozen=True)
class Judge:
    """Weights by feature; proposers it was not fitted with are taken at their word. Below ``threshold`` is no name."""

    weights: Mapping[str, float]
    bias: float
    threshold: float

    @property
    def proposers(self) -> tuple[str, ...]:
        """Those whose word it weighs, as ``by-NAME``."""
        return tuple(name for name in self.weights if name.startswith("by-"))

    def confidences(self, candidates: Sequence[Candidate], scores: NDArray[np.float32]) -> NDArray[np.float64]:
        """The probability of each candidate; ``scores`` is (characters, tags), as `kg.ner.network` gives them."""
        if not candidates:
            return np.zeros(0)
        weights = np.array([self.weights[name] for name in feature_names(self.proposers)])
        judged = probability(features(candidates, scores, self.proposers) @ weights + self.bias)
        return np.maximum(judged, [candidate.claimed for candidate in candidates])


def probability(odds: Features) -> Features:
    """Log-odds to probabilities."""
    return 1 / (1 + np.exp(-np.clip(odds, -30, 30)))


def feature_names(proposers: Sequence[str]) -> tuple[str, ...]:
    """The columns of `features`."""
    return (*_NETWORK, *(f"label-{label}" for label in LABELS), *proposers)


def features(candidates: Sequence[Candidate], scores: NDArray[np.float32], proposers: Sequence[str]) -> Features:
    """One row a candidate, one column a feature of `feature_names`; ``proposers`` are ``by-NAME``."""
    columns = {name: number for number, name in enumerate(feature_names(proposers))}
    made = np.zeros((len(candidates), len(columns)))
    lengths = np.array([name.end - name.start for name, *_ in candidates])
    firsts = np.cumsum(lengths) - lengths
    at = np.arange(lengths.sum()) + np.repeat([name.start for name, *_ in candidates] - firsts, lengths)
    tags = np.concatenate([_path(name.end - name.start, name.label) for name, *_ in candidates])
    thought = np.maximum(scores[at, tags], _LEAST)
    least = np.minimum.reduceat(thought, firsts)
    chosen = np.array(["network" in by for _, by, *_ in candidates])
    rivalled = ~chosen & np.logical_or.reduceat(_chosen(candidates, len(scores))[at], firsts)
    repeated = np.array([candidate.repeated for candidate in candidates])
    proposing = [sum(f"by-{by}" in columns for by in proposers_of) for _, proposers_of, *_ in candidates]
    made[:, : len(_NETWORK)] = np.column_stack((
        least, np.add.reduceat(thought, firsts) / lengths, np.exp(least), chosen, rivalled,
        repeated, np.where(chosen, 0, repeated), np.minimum(lengths, _LONG) / _LONG, proposing,
    ))  # fmt: skip
    for row, (name, by, *_) in enumerate(candidates):
        for feature in (f"label-{name.label}", *(f"by-{proposer}" for proposer in by)):
            if column := columns.get(feature):
                made[row, column] = 1
    return made


@cache
def _path(length: int, label: Label) -> NDArray[np.int64]:
    return path(Name(0, length, label))


def _chosen(candidates: Iterable[Candidate], length: int) -> NDArray[np.bool_]:
    """Which characters the network takes for part of a name."""
    taken = np.zeros(length, np.bool_)
    for name, by, *_ in candidates:
        if "network" in by:
            taken[name.start : name.end] = True
    return taken


def choose(names: Sequence[Name], confidences: Sequence[float], threshold: float) -> list[int]:
    """Which names to keep, none overlapping another: those whose sum of confidence above the threshold is largest.

    Weighted interval scheduling (Kleinberg and Tardos, *Algorithm Design*, 6.1), by where the names end.
    """
    order = sorted(
        (number for number, confidence in enumerate(confidences) if confidence >= threshold),
        key=lambda number: (names[number].end, names[number].start, names[number].label),
    )
    ends = [names[number].end for number in order]
    best = [0.0]
    for place, number in enumerate(order):
        before = bisect_right(ends, names[number].start, hi=place)
        gain = confidences[number] - threshold + 1e-9
        best.append(max(best[-1], best[before] + gain))
    kept = []
    place = len(order)
    while place:
        number = order[place - 1]
        if best[place] > best[place - 1]:
            kept.append(number)
            place = bisect_right(ends, names[number].start, hi=place - 1)
        else:
            place -= 1
    return kept[::-1]
