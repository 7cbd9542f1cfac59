"""Which names are looked at as a pair."""

from collections.abc import Callable

import numpy as np
import pytest

from kg.ontology import ontology
from kg.relations.merge import propose
from kg.relations.pairs import REACH, Pairs, carried, near, pair
from kg.relations.wording import Wording
from kg.types import Article, Mention

Read = Callable[..., tuple[Article, tuple[Mention, ...]]]


def pairs_of(article: Article, mentions: tuple[Mention, ...]) -> Pairs:
    return pair(article, mentions, Wording.of(article, mentions), propose(article, mentions))


def named(read: Read, marked: str) -> set[str]:
    """The pairs of a marked text by their names."""
    article, mentions = read(marked)
    found = pairs_of(article, mentions)
    return {f"{mentions[head].text} {mentions[tail].text}" for head, tail in zip(found.heads, found.tails, strict=True)}


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], set()),
        ([7], set()),
        ([0, 1], {(0, 1), (1, 0)}),
        ([0, REACH], {(0, 1), (1, 0)}),
        ([0, REACH + 1], set()),
        ([0, 60, REACH + 5], {(0, 1), (1, 0), (1, 2), (2, 1)}),
    ],
)
def test_near(places: list[int], expected: set[tuple[int, int]]) -> None:
    heads, tails = near(np.array(places, np.int64))
    found = list(zip(heads.tolist(), tails.tolist(), strict=True))
    assert set(found) == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[沁源县|PLACE]启动“[太岳灯火|PROGRAMME]”。", {"沁源县 太岳灯火", "太岳灯火 沁源县"}),
        ("[沁源县|PLACE]出台《[护林办法|POLICY]》。", {"沁源县 护林办法"}),
        ("[沁源县|PLACE]的[郝建国|PERSON]。", {"沁源县 郝建国", "郝建国 沁源县"}),
        ("[郝建国|PERSON]与[宋玉梅|PERSON]。", set()),
        ("《[护林办法|POLICY]》与《[护河办法|POLICY]》。", set()),
        ("[沁源县|PLACE]和[沁源|PLACE|沁源县]。", set()),
        ("[沁源县|PLACE]热闹。", set()),
        ("今天下雨。", set()),
        ("", set()),
    ],
)
def test_labels_and_names_decide(read: Read, marked: str, expected: set[str]) -> None:
    assert named(read, marked) == expected


def test_the_subject_is_carried_further_than_words_reach(read: Read) -> None:
    idle = "街上人来人往，" * (REACH // 2)
    far = f"[沁源县|PLACE]开了会。{idle}启动“[太岳灯火|PROGRAMME]”。"
    article, mentions = read(far)
    assert not len(near(Wording.of(article, mentions).places)[0])
    assert set(zip(*(side.tolist() for side in carried(article, mentions)), strict=True)) >= {(0, 1), (1, 0)}
    assert named(read, far) == {"沁源县 太岳灯火", "太岳灯火 沁源县"}


def test_the_programme_spoken_of_is_carried_as_well(read: Read) -> None:
    idle = "街上人来人往，" * (REACH // 2)
    assert "平遥古城 太岳灯火" not in named(read, f"“[太岳灯火|PROGRAMME]”很美。\n{idle}热闹[平遥古城|PLACE]。")
    assert "太岳灯火 平遥古城" in named(read, f"“[太岳灯火|PROGRAMME]”很美。{idle}热闹[平遥古城|PLACE]。")


def test_pairs_come_once_in_order_and_with_clues(read: Read) -> None:
    article, mentions = read(
        "[沁源县|PLACE]、[沁县|PLACE]启动“[太岳灯火|PROGRAMME]”，推出“[漳河夜读|PROGRAMME]”。\n"
        "[沁源县文旅局|ORG]局长[郝建国|PERSON]说，[沁县|PLACE]印发《[护林办法|POLICY]》。"
    )
    found = pairs_of(article, mentions)
    ways = list(zip(found.heads.tolist(), found.tails.tolist(), strict=True))
    assert ways == sorted(set(ways))
    assert len(found.clues) == len(ways) > 20
    relations = ontology().relations.values()
    for head, tail in ways:
        assert mentions[head].canonical != mentions[tail].canonical
        assert any(relation.allows(mentions[head].label, mentions[tail].label) for relation in relations)
    assert (0, 1) in ways
    assert (1, 6) not in ways  # 沁县 with itself
