"""Passages made thin by sentences that name nothing."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corpus.passages import Passage, parse_marked, parse_statement
from kg.training.dilution import dilute, fillers_of

FILLERS = ["街边的梧桐叶子黄了一地。", "早市上飘着豆浆的香味！", "有人在桥头拉起了手风琴？"]


def passage(marked: str, *statements: str) -> Passage:
    text, marks = parse_marked(marked, "here")
    told = tuple(parse_statement(line, "here") for line in statements)
    return Passage("hunan-01", (), "", "", (), "train", "none", (), text, marks, told)


MARKED = (
    "{浏阳市|PLACE}启动“{花炮灯火|PROGRAMME}”。{市文旅局|ORG|浏阳市文旅局}说：“办得好。”\n"
    "雨停了。《{花炮管理。办法|POLICY}》印发。{浏阳|PLACE|浏阳市}很热闹"
)
STATED = ("launches 启动: 浏阳市 -> 花炮灯火", "issues 印发: 浏阳市 -> 花炮管理。办法")


def names(made: Passage) -> list[tuple[str, str, str]]:
    return [(made.text[mark.start : mark.end], mark.label, mark.canonical) for mark in made.marks]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{浏阳市|PLACE}下雨。街边的梧桐叶子黄了一地。", ["街边的梧桐叶子黄了一地。"]),
        ("街边的梧桐叶子黄了一地！早市上飘着豆浆的香味？", ["早市上飘着豆浆的香味？", "街边的梧桐叶子黄了一地！"]),
        ("街边的梧桐叶子黄了一地。街边的梧桐叶子黄了一地。", ["街边的梧桐叶子黄了一地。"]),
        ("梧桐叶子黄了。", []),
        ("街边的梧桐叶子黄了一地", []),
        ("街边的梧桐叶子{黄了一地|PROGRAMME}。", []),
        ("街边的“梧桐”叶子黄了一地。", []),
        ("他看着街边的梧桐叶子黄了一地。", []),
        ("该市街边的梧桐叶子黄了一地。", []),
        ("街" * 80 + "。", []),
    ],
)
def test_fillers_name_nothing_and_refer_to_nothing(marked: str, expected: list[str]) -> None:
    assert fillers_of([passage(marked)]) == expected


@settings(max_examples=30)
@given(st.integers(0, 500), st.lists(st.sampled_from(FILLERS), min_size=1, max_size=3))
def test_marks_keep_their_texts_and_triples_stay(seed: int, fillers: Sequence[str]) -> None:
    given_passage = passage(MARKED, *STATED)
    (made,) = dilute([given_passage], fillers, seed)
    assert names(made) == names(given_passage)
    assert list(made.triples) == list(given_passage.triples)
    left = made.text
    for filler in fillers:
        left = left.replace(filler, "")
    assert left == given_passage.text
    assert made.text.count("\n") == given_passage.text.count("\n")


def test_most_passages_become_longer() -> None:
    made = list(dilute([passage(MARKED, *STATED)] * 20, FILLERS, 1))
    assert len({thin.text for thin in made}) > 10
    assert all(len(thin.text) >= len(passage(MARKED).text) for thin in made)


def test_the_same_seed_gives_the_same_and_another_one_others() -> None:
    passages = [passage(MARKED, *STATED)] * 5
    first, again, other = (list(dilute(passages, FILLERS, seed)) for seed in (1, 1, 2))
    assert first == again != other


@pytest.mark.parametrize("marked", ["{浏阳市|PLACE}很热闹", "{浏阳市|PLACE}很热闹。", "{浏阳市|PLACE}说：“很热闹。”"])
def test_nothing_is_put_where_no_sentence_follows(marked: str) -> None:
    for seed in range(10):
        assert list(dilute([passage(marked)], FILLERS, seed)) == [passage(marked)]


def test_without_fillers_nothing_changes() -> None:
    assert list(dilute([passage(MARKED, *STATED)], [], 1)) == [passage(MARKED, *STATED)]
    assert list(dilute([], FILLERS, 1)) == []
