import random
from collections.abc import Sequence

import numpy as np
import pytest

pytest.importorskip("torch")

from kg.errors import KGError
from kg.ner.judge import Judge
from kg.ner.merge import Reading
from kg.ner.tags import TAGS, Name
from kg.training.examples import as_article
from kg.training.judging import Page, fit_judge, judge_pages, look_again

TEXT = "一二三四五六七八九十"
GOOD, BAD, RIVAL = Name(0, 3, "ORG"), Name(5, 8, "ORG"), Name(6, 9, "ORG")


def reading(proposed: dict[Name, frozenset[str]], text: str = TEXT) -> Reading:
    """The network has no opinion."""
    return Reading(as_article(text), proposed, np.full((len(text), len(TAGS)), -np.log(len(TAGS)), np.float32))


def pages(count: int = 80, share: float = 0.2) -> list[Page]:
    """What ``steady`` proposes is always a name, what ``hasty`` proposes is one in ``share`` of the pages."""
    rng = random.Random(1)
    return [
        Page(
            [reading({GOOD: frozenset(["steady"]), BAD: frozenset(["hasty"])})],
            [frozenset([GOOD, BAD] if rng.random() < share else [GOOD])],
        )
        for _ in range(count)
    ]


def confidences(judge: Judge, known: Sequence[Page]) -> dict[Name, list[float]]:
    found: dict[Name, list[float]] = {}
    for page in known:
        for read, candidates in zip(page.readings, look_again(page, judge), strict=True):
            for candidate, value in zip(candidates, judge.confidences(candidates, read.scores), strict=True):
                found.setdefault(candidate.name, []).append(float(value))
    return found


@pytest.mark.parametrize("share", [0.0, 0.2, 0.45])
def test_who_is_always_right_is_trusted_more(share: float) -> None:
    known = pages(share=share)
    judge = fit_judge(known)
    found = confidences(judge, known)
    assert min(found[GOOD]) > 0.85
    assert max(found[BAD]) < 0.55
    assert judge.weights["by-steady"] > judge.weights["by-hasty"]


@pytest.mark.parametrize("share", [0.0, 0.2, 0.45, 0.7, 1.0])
def test_probabilities_are_those_of_what_the_judge_was_fitted_to(share: float) -> None:
    known = pages(share=share)
    given = [value for values in confidences(fit_judge(known), known).values() for value in values]
    right = sum(len(page.gold[0]) for page in known) / len(given)
    assert np.mean(given) == pytest.approx(right, abs=0.02)


@pytest.mark.parametrize(("share", "kept"), [(0.1, [GOOD]), (0.9, [GOOD, BAD])])
def test_what_is_more_likely_a_name_than_not_is_kept(share: float, kept: list[Name]) -> None:
    known = pages(share=share)
    ((found,), *_) = judge_pages(known, fit_judge(known))
    assert [Name(seen.start, seen.end, seen.label) for seen in found] == kept
    assert [seen.by for seen in found] == ["steady", "hasty"][: len(kept)]


def test_of_two_names_in_one_place_the_likelier_is_kept() -> None:
    proposed = {BAD: frozenset(["hasty"]), RIVAL: frozenset(["steady", "network"])}
    known = [Page([reading(proposed)], [frozenset([RIVAL])]) for _ in range(10)]
    ((found,), *_) = judge_pages(known, fit_judge(known))
    assert [(seen.start, seen.end, seen.by) for seen in found] == [(6, 9, "network")]


def test_a_name_that_is_sure_in_one_article_is_looked_for_in_the_others() -> None:
    first, second = "青溪学堂开课。", "昨天青溪学堂放假。"
    name = Name(0, 4, "ORG")
    page = Page([reading({name: frozenset(["steady"])}, first), reading({}, second)], [frozenset([name])] * 2)
    sure, doubtful = (Judge({}, bias, 0.3) for bias in (3.0, 0.0))
    for judge, found in ((sure, [Name(2, 6, "ORG")]), (doubtful, [])):
        judge = Judge(dict.fromkeys(fit_judge(pages()).weights, 0.0), judge.bias, judge.threshold)
        assert [candidate.name for candidate in look_again(page, judge)[1]] == found


def test_pages_without_a_candidate_fit_no_judge() -> None:
    with pytest.raises(KGError, match=r"2 pages"):
        fit_judge([Page([reading({})], [frozenset([GOOD])]), Page([], [])])
