from xml.etree import ElementTree

import numpy as np
import pytest

pytest.importorskip("torch")

from kg.ner.judge import Judge, feature_names
from kg.ner.merge import Reading
from kg.ner.tags import TAGS, Name
from kg.training.examples import as_article
from kg.training.judging import Page
from kg.training.reliability import Bin, bins, draw, expected_error, outcomes

FIRST, SECOND, WRONG = Name(0, 3, "ORG"), Name(4, 6, "PLACE"), Name(6, 9, "PERSON")


def test_outcomes_are_the_confidence_of_what_is_kept_and_whether_it_is_right() -> None:
    weights = dict.fromkeys(feature_names(()), 0.0) | {"label-ORG": 3.0, "label-PLACE": 1.0, "label-PERSON": 2.0}
    scores = np.full((10, len(TAGS)), -3.0, np.float32)
    proposed = {name: frozenset(["rule"]) for name in (FIRST, SECOND, WRONG)}
    page = Page([Reading(as_article("一二三四五六七八九十"), proposed, scores)], [frozenset([FIRST, SECOND])])
    sure = 1 / (1 + np.exp(-np.array([3.0, 1.0, 2.0])))
    kept = list(outcomes([page], Judge(weights, 0.0, 0.5)))
    assert [right for _, right in kept] == [True, True, False]
    assert [confidence for confidence, _ in kept] == pytest.approx(sure, abs=1e-4)
    assert len(list(outcomes([page], Judge(weights, 0.0, 0.8)))) == 2


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], []),
        ([(0.95, True), (1.0, False)], [Bin(2, 0.975, 0.5)]),
        ([(0.5, True), (0.59, True), (0.6, False)], [Bin(2, 0.545, 1.0), Bin(1, 0.6, 0.0)]),
        ([(0.0, False)], [Bin(1, 0.0, 0.0)]),
    ],
)
def test_bins(pairs: list[tuple[float, bool]], expected: list[Bin]) -> None:
    assert [tuple(held) for held in bins(pairs)] == [pytest.approx(tuple(held)) for held in expected]


@pytest.mark.parametrize(
    ("found", "error"),
    [
        ([], 0.0),
        ([Bin(10, 0.8, 0.8)], 0.0),
        ([Bin(10, 0.9, 0.5)], 0.4),
        ([Bin(30, 0.9, 0.8), Bin(10, 0.5, 0.9)], 0.175),
    ],
)
def test_expected_calibration_error(found: list[Bin], error: float) -> None:
    assert expected_error(found) == pytest.approx(error)


def test_a_diagram_has_a_dot_a_bin_and_a_line_a_series() -> None:
    series = {"dev": [Bin(30, 0.9, 0.8), Bin(10, 0.5, 0.9)], "test": [Bin(1200, 0.7, 0.7)], "empty": []}
    root = ElementTree.fromstring(draw(series))
    space = "{http://www.w3.org/2000/svg}"
    dots = root.findall(f"{space}circle")
    texts = [text.text for text in root.findall(f"{space}text")]
    assert len(dots) == 3
    assert len(root.findall(f"{space}polyline")) == 4
    assert float(dots[0].get("r", "0")) > float(dots[1].get("r", "0"))
    assert float(dots[0].get("cx", "0")) > float(dots[1].get("cx", "0"))
    assert float(dots[0].get("cy", "0")) > float(dots[1].get("cy", "0"))
    assert "test: 1,200 names, expected error 0.000" in texts
    assert "dev: 40 names, expected error 0.175" in texts
