"""Candidates weighed: features, probabilities, and which names are kept."""

import math
from collections.abc import Sequence
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from kg.ner.judge import Candidate, Judge, choose, feature_names, features, probability
from kg.ner.network import Network
from kg.ner.tags import TAGS, Name, path
from kg.ontology import LABELS

PROPOSERS = ("by-people", "by-places")
FEATURES = feature_names(PROPOSERS)
ORG, PERSON = Name(0, 3, "ORG"), Name(2, 4, "PERSON")


def candidate(name: Name, by: str, repeated: float = 0.0) -> Candidate:
    return Candidate(name, frozenset(by.split()), repeated)


def scores_of(*sure: Name, length: int = 20) -> NDArray[np.float32]:
    """Log-probabilities of a network that is sure of these names and of no other."""
    scores = np.full((length, len(TAGS)), -9, np.float32)
    for name in sure:
        scores[np.arange(name.start, name.end), path(name)] = 0
    return scores


def judge_by(threshold: float = 0.5, bias: float = 0.0, **weights: float) -> Judge:
    known = {name.replace("_", "-"): weight for name, weight in weights.items()}
    assert known.keys() <= set(FEATURES)
    return Judge(dict.fromkeys(FEATURES, 0.0) | known, bias, threshold)


@pytest.mark.parametrize(
    ("given_candidates", "feature", "expected"),
    [
        ([candidate(ORG, "network")], "least", 0),
        ([candidate(ORG, "people")], "least", 0),
        ([candidate(PERSON, "people")], "least", -7),
        ([candidate(ORG, "people")], "likely", 1),
        ([candidate(PERSON, "people")], "likely", math.exp(-7)),
        ([candidate(ORG, "network people")], "chosen", 1),
        ([candidate(ORG, "people")], "chosen", 0),
        ([candidate(PERSON, "people"), candidate(ORG, "network")], "rivalled", 1),
        ([candidate(PERSON, "people"), candidate(ORG, "places")], "rivalled", 0),
        ([candidate(PERSON, "people"), candidate(Name(4, 6, "ORG"), "network")], "rivalled", 0),
        ([candidate(ORG, "network")], "rivalled", 0),
        ([candidate(ORG, "people", 0.75)], "repeated", 0.75),
        ([candidate(ORG, "people", 0.75)], "repeated-only", 0.75),
        ([candidate(ORG, "network", 0.75)], "repeated-only", 0),
        ([candidate(ORG, "network", 0.75)], "repeated", 0.75),
        ([candidate(ORG, "people")], "length", 0.25),
        ([candidate(Name(0, 12, "ORG"), "people")], "length", 1),
        ([candidate(Name(0, 19, "ORG"), "people")], "length", 1),
        ([candidate(ORG, "network people places")], "proposers", 2),
        ([candidate(ORG, "people")], "label-ORG", 1),
        ([candidate(ORG, "people")], "label-PERSON", 0),
        ([candidate(ORG, "people")], "by-people", 1),
        ([candidate(ORG, "strangers")], "by-people", 0),
        ([candidate(ORG, "people strangers")], "by-people", 1),
    ],
)
def test_features(given_candidates: list[Candidate], feature: str, expected: float) -> None:
    found = features(given_candidates, scores_of(ORG), PROPOSERS)
    assert found.shape == (len(given_candidates), len(FEATURES))
    assert found[0, FEATURES.index(feature)] == pytest.approx(expected)


def test_the_mean_is_over_the_names_own_characters() -> None:
    scores = scores_of(ORG)
    scores[0, path(ORG)[0]] = -3
    row = features([candidate(ORG, "people")], scores, PROPOSERS)[0]
    assert row[FEATURES.index("mean")] == pytest.approx(-1)
    assert row[FEATURES.index("least")] == pytest.approx(-3)


def test_features_are_distinct() -> None:
    assert len(set(FEATURES)) == len(FEATURES)
    assert {f"label-{label}" for label in LABELS} | set(PROPOSERS) < set(FEATURES)


@pytest.mark.parametrize(
    ("judge", "given_candidate", "expected"),
    [
        (judge_by(), candidate(ORG, "people"), 0.5),
        (judge_by(bias=math.log(4)), candidate(ORG, "people"), 0.8),
        (judge_by(by_people=math.log(3)), candidate(ORG, "people"), 0.75),
        (judge_by(by_people=math.log(3)), candidate(ORG, "places"), 0.5),
        (judge_by(bias=-math.log(9)), candidate(ORG, "strangers"), 0.1),
        (judge_by(repeated=-math.log(9), bias=math.log(9)), candidate(ORG, "people", 1.0), 0.5),
        (judge_by(bias=9999), candidate(ORG, "people"), 1),
        (judge_by(bias=-9999), candidate(ORG, "people"), 0),
    ],
)
def test_confidences(judge: Judge, given_candidate: Candidate, expected: float) -> None:
    (found,) = judge.confidences([given_candidate], scores_of(ORG))
    assert found == pytest.approx(expected) and 0 < found < 1


@pytest.mark.parametrize(("claimed", "expected"), [(0.0, 0.5), (0.4, 0.5), (0.5, 0.5), (0.7, 0.7), (1.0, 1.0)])
def test_strangers_are_taken_at_their_word_and_lower_nothing(claimed: float, expected: float) -> None:
    (found,) = judge_by().confidences([Candidate(ORG, frozenset({"strangers"}), 0, claimed)], scores_of(ORG))
    assert found == pytest.approx(expected)


def test_nobody_proposes_in_vain(network: Network) -> None:
    """Of each proposer that the judge knows, its word counts: no row of features is like another's."""
    known = sorted(name.removeprefix("by-") for name in network.judge.weights if name.startswith("by-"))
    proposed = [candidate(ORG, by) for by in known]
    rows = features(proposed, scores_of(), tuple(f"by-{by}" for by in known))
    assert len({tuple(row) for row in rows.tolist()}) == len(known)


def test_no_candidates_no_confidences() -> None:
    assert judge_by().confidences([], scores_of()).shape == (0,)


def test_weights_in_any_order_mean_the_same() -> None:
    judge = judge_by(by_people=1, least=0.5, label_ORG=-0.25, chosen=2)
    turned = Judge(dict(reversed(list(judge.weights.items()))), judge.bias, judge.threshold)
    found = [candidate(ORG, "network people"), candidate(PERSON, "places strangers", 0.5)]
    assert turned.confidences(found, scores_of(ORG)) == pytest.approx(judge.confidences(found, scores_of(ORG)))


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=9).map(sorted))
def test_probability_rises_within_bounds(odds: list[float]) -> None:
    found = probability(np.array(odds))
    assert all(left <= right for left, right in pairwise(found)) and min(found) > 0 and max(found) < 1
    assert found + probability(-np.array(odds)) == pytest.approx(1)


def test_the_shipped_judge_knows_every_feature(network: Network) -> None:
    judge = network.judge
    assert set(feature_names(())) <= judge.weights.keys()
    assert {name.removeprefix("by-") for name in judge.weights if name.startswith("by-")} <= {
        *network.recognisers,
        "repeats",
    }
    assert 0 < judge.threshold < 1 and all(map(math.isfinite, (*judge.weights.values(), judge.bias)))


@pytest.mark.parametrize(
    ("spans", "confidences", "kept"),
    [
        ([(0, 3), (3, 5)], [0.9, 0.6], [0, 1]),
        ([(3, 5), (0, 3)], [0.9, 0.6], [1, 0]),
        ([(0, 3), (2, 5)], [0.9, 0.6], [0]),
        ([(0, 6), (0, 3), (3, 6)], [0.9, 0.75, 0.8], [1, 2]),
        ([(0, 6), (0, 3), (3, 6)], [0.9, 0.6, 0.65], [0]),
        ([(0, 4), (3, 8), (7, 9)], [0.65, 0.9, 0.7], [1]),
        ([(0, 4), (3, 8), (7, 9)], [0.75, 0.9, 0.7], [0, 2]),
        ([(0, 3), (5, 8)], [0.9, 0.49], [0]),
        ([(0, 3)], [0.5], [0]),
        ([(0, 3)], [0.4999], []),
        ([(0, 3), (0, 3)], [0.6, 0.7], [1]),
        ([], [], []),
    ],
)
def test_choose(spans: Sequence[tuple[int, int]], confidences: list[float], kept: list[int]) -> None:
    assert choose([Name(*span, "ORG") for span in spans], confidences, 0.5) == kept


@st.composite
def rivals(draw: st.DrawFn) -> tuple[Name, float]:
    start = draw(st.integers(0, 9))
    name = Name(start, start + draw(st.integers(1, 5)), draw(st.sampled_from(LABELS)))
    return name, draw(st.integers(0, 32)) / 32


def overlap(names: Sequence[Name]) -> bool:
    ordered = sorted(names)
    return any(left.end > right.start for left, right in pairwise(ordered))


@given(st.lists(rivals(), max_size=8), st.sampled_from([0.25, 0.5]))
def test_nothing_better_could_be_kept(pairs: list[tuple[Name, float]], threshold: float) -> None:
    names, confidences = [name for name, _ in pairs], [confidence for _, confidence in pairs]
    kept = choose(names, confidences, threshold)
    assert len(set(kept)) == len(kept) and not overlap([names[number] for number in kept])
    assert all(confidences[number] >= threshold for number in kept)
    gains = [confidence - threshold for confidence in confidences]
    sets = (chosen for size in range(len(names) + 1) for chosen in combinations(range(len(names)), size))
    best = max(sum(gains[number] for number in s) for s in sets if not overlap([names[number] for number in s]))
    assert sum(gains[number] for number in kept) == pytest.approx(best, abs=1e-6)
    assert [names[number].start for number in kept] == sorted(names[number].start for number in kept)


@given(st.lists(rivals(), max_size=8, unique_by=lambda pair: pair[0]).flatmap(
    lambda pairs: st.tuples(st.just(pairs), st.permutations(pairs))
))  # fmt: skip
def test_choosing_does_not_depend_on_the_order(pair: tuple[list[tuple[Name, float]], list[tuple[Name, float]]]) -> None:
    kept = []
    for row in pair:
        names = [name for name, _ in row]
        kept.append([names[number] for number in choose(names, [confidence for _, confidence in row], 0.5)])
    assert kept[0] == kept[1]
