"""Fit the judge: from candidates of which the gold says whether they are names to a probability for each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.errors import KGError
from kg.ner.judge import Candidate, Judge, feature_names, features, probability
from kg.ner.merge import Mentions, Reading, judged, look_over
from kg.ner.tags import Name

Row = NDArray[np.float64]
# Ridge on the weights, and the steps of Newton's method; both far from where they would matter.
_RIDGE = 1.0
_STEPS = 30
# Thresholds that are tried: where F1 is best on what the judge is fitted to.
_THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5)


@dataclass(frozen=True)
class Page:
    """The articles of a source as they were read, and their gold names."""

    readings: Sequence[Reading]
    gold: Sequence[frozenset[Name]]


def fit_judge(pages: Sequence[Page]) -> Judge:
    """A judge for these pages; fitted twice, the second time knowing what the first was sure of elsewhere.

    Raises KGError where nothing is proposed in any of them.
    """
    if not any(reading.proposed for page in pages for reading in page.readings):
        raise KGError(f"nothing to judge on {len(pages)} pages; the dev part needs texts in which names are found")
    proposers = sorted({f"by-{by}" for page in pages for reading in page.readings for by in _proposers(reading)})
    judge = _fit([(page, [reading.candidates() for reading in page.readings]) for page in pages], proposers)
    judge = _fit([(page, look_again(page, judge)) for page in pages], [*proposers, "by-repeats"])
    return Judge(judge.weights, judge.bias, max(_THRESHOLDS, key=lambda at: _f1(pages, judge, at)))


def look_again(page: Page, judge: Judge) -> list[list[Candidate]]:
    """The candidates of a page once what the judge is sure of at first sight is known."""
    seen = look_over([judged(reading, judge, reading.candidates()) for reading in page.readings])
    return [reading.candidates(seen, here) for here, reading in enumerate(page.readings)]


def _proposers(reading: Reading) -> set[str]:
    return {by for found in reading.proposed.values() for by in found} - {"network"}


def _fit(pages: Sequence[tuple[Page, list[list[Candidate]]]], proposers: Sequence[str]) -> Judge:
    rows, truth = [], []
    for page, all_candidates in pages:
        for reading, gold, candidates in zip(page.readings, page.gold, all_candidates, strict=True):
            if candidates:
                rows.append(features(candidates, reading.scores, proposers))
                truth += [candidate.name in gold for candidate in candidates]
    weights = _regress(np.vstack(rows), np.array(truth, np.float64))
    names = feature_names(proposers)
    known = dict(zip(names, (round(float(weight), 4) for weight in weights[:-1]), strict=True))
    return Judge(known, round(float(weights[-1]), 4), 0.5)


def _regress(rows: Row, truth: Row) -> Row:
    """Weights of a logistic regression, the last one the bias (Newton's method, ridge on all but the bias)."""
    known = np.hstack([rows, np.ones((len(rows), 1))])
    ridge = np.full(known.shape[1], _RIDGE)
    ridge[-1] = 1e-6
    weights = np.zeros(known.shape[1])
    for _ in range(_STEPS):
        guess = probability(known @ weights)
        slope = known.T @ (guess - truth) + ridge * weights
        bend = (known * (guess * (1 - guess))[:, None]).T @ known + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    return weights


def judge_pages(pages: Sequence[Page], judge: Judge) -> list[list[Mentions]]:
    """What the judge keeps of each article of each page."""
    return [
        [judged(reading, judge, found) for reading, found in zip(page.readings, look_again(page, judge), strict=True)]
        for page in pages
    ]


def _f1(pages: Sequence[Page], judge: Judge, threshold: float) -> float:
    made = judge_pages(pages, Judge(judge.weights, judge.bias, threshold))
    hits = kept = there = 0
    for page, articles in zip(pages, made, strict=True):
        for gold, mentions in zip(page.gold, articles, strict=True):
            hits += sum(Name(found.start, found.end, found.label) in gold for found in mentions)
            kept += len(mentions)
            there += len(gold)
    return 2 * hits / max(1, kept + there)
