"""Tags of characters: there and back, and the best sequence that is allowed."""

import re
from functools import cache
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from kg.ner.tags import TAGS, Name, best_paths, encode, names, path
from kg.ontology import LABELS

# What may stand in a row, said in another way than the program does.
_ALLOWED = re.compile(r"(?:O |S-\w+ |B-(\w+) (?:I-\1 )*E-\1 )*")


def allowed(tags: list[int]) -> bool:
    return _ALLOWED.fullmatch("".join(f"{TAGS[number]} " for number in tags)) is not None


@cache
def sequences(length: int) -> NDArray[np.int64]:
    """All allowed sequences of so many tags."""
    return np.array([tags for tags in product(range(len(TAGS)), repeat=length) if allowed(list(tags))])


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("O O", True),
        ("B-ORG E-ORG", True),
        ("B-ORG I-ORG E-ORG S-PLACE", True),
        ("B-ORG", False),
        ("E-ORG", False),
        ("B-ORG E-PLACE", False),
        ("B-ORG O E-ORG", False),
        ("S-ORG I-ORG", False),
    ],
)
def test_the_yardstick(tags: str, expected: bool) -> None:
    assert allowed([TAGS.index(tag) for tag in tags.split()]) == expected


def test_every_label_has_four_tags() -> None:
    assert len(set(TAGS)) == len(TAGS) == 4 * len(LABELS) + 1
    assert TAGS[0] == "O"


@pytest.mark.parametrize(
    ("given_names", "expected"),
    [
        ([], "O O O O O O"),
        ([Name(0, 3, "PLACE")], "B-PLACE I-PLACE E-PLACE O O O"),
        ([Name(1, 3, "ORG"), Name(3, 6, "PERSON")], "O B-ORG E-ORG B-PERSON I-PERSON E-PERSON"),
        ([Name(4, 5, "PLACE"), Name(5, 6, "PLACE")], "O O O O S-PLACE S-PLACE"),
        ([Name(0, 6, "POLICY")], "B-POLICY I-POLICY I-POLICY I-POLICY I-POLICY E-POLICY"),
    ],
)
def test_encode(given_names: list[Name], expected: str) -> None:
    assert [TAGS[number] for number in encode(given_names, 6)] == expected.split()


@st.composite
def apart(draw: st.DrawFn) -> tuple[list[Name], int]:
    """Names that do not overlap, and the length of their text."""
    edges = sorted(draw(st.sets(st.integers(0, 30), max_size=12)))
    kept = [span for span in pairwise(edges) if draw(st.booleans())]
    return [Name(*span, draw(st.sampled_from(LABELS))) for span in kept], max(edges, default=0) + draw(
        st.integers(0, 3)
    )


@given(apart())
def test_names_come_back(pair: tuple[list[Name], int]) -> None:
    found, length = pair
    tags = encode(found, length)
    assert tags.shape == (length,) and allowed(tags.tolist())
    assert list(names(tags.tolist())) == found
    assert all(path(name).tolist() == tags[name.start : name.end].tolist() for name in found)


def scored(length: int) -> st.SearchStrategy[NDArray[np.float32]]:
    values = st.integers(-160, 0).map(lambda number: number / 8)
    return arrays.arrays(np.float32, (length, len(TAGS)), elements=values)


def total(scores: NDArray[np.float32], tags: NDArray[np.int64]) -> float:
    return float(scores[np.arange(len(tags)), tags].sum())


@given(st.integers(1, 3).flatmap(scored))
def test_no_allowed_sequence_is_better(scores: NDArray[np.float32]) -> None:
    (tags,) = best_paths(scores[None], [len(scores)])
    assert allowed(tags.tolist())
    best = scores[np.arange(len(scores)), sequences(len(scores))].sum(axis=1).max()
    assert total(scores, tags) == pytest.approx(float(best), abs=1e-3)


@settings(max_examples=40)
@given(st.lists(st.integers(1, 9).flatmap(scored), min_size=1, max_size=4))
def test_texts_of_a_batch_do_not_touch_each_other(texts: list[NDArray[np.float32]]) -> None:
    lengths = [len(scores) for scores in texts]
    # What pads a shorter text is tempting, and must not be looked at.
    batch = np.full((len(texts), max(lengths), len(TAGS)), 50, np.float32)
    for row, scores in enumerate(texts):
        batch[row, : len(scores)] = scores
    for scores, tags in zip(texts, best_paths(batch, lengths), strict=True):
        assert allowed(tags.tolist()) and len(tags) == len(scores)
        assert tags.tolist() == best_paths(scores[None], [len(scores)])[0].tolist()
        assert encode(names(tags.tolist()), len(tags)).tolist() == tags.tolist()


@given(apart().filter(lambda pair: pair[1] > 0))
def test_what_is_certain_is_chosen(pair: tuple[list[Name], int]) -> None:
    found, length = pair
    scores = np.full((length, len(TAGS)), -9, np.float32)
    scores[np.arange(length), encode(found, length)] = 0
    (tags,) = best_paths(scores[None], [length])
    assert list(names(tags.tolist())) == found


@pytest.mark.parametrize("wish", ["B-ORG", "I-ORG", "E-ORG", "B-ORG O", "O I-PLACE O", "B-ORG E-PLACE", "E-ORG B-ORG"])
def test_what_is_forbidden_is_not_chosen_however_likely(wish: str) -> None:
    wanted = [TAGS.index(tag) for tag in wish.split()]
    scores = np.full((len(wanted), len(TAGS)), -90, np.float32)
    scores[np.arange(len(wanted)), wanted] = 0
    (tags,) = best_paths(scores[None], [len(wanted)])
    assert allowed(tags.tolist()) and tags.tolist() != wanted
