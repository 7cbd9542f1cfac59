"""What is seen of a pair beside the words."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from kg.relations import extractors
from kg.relations.clues import Floats, tell, width
from kg.relations.merge import propose
from kg.relations.wording import Wording, relation_names
from kg.types import Article, Mention, Relation

Read = Callable[..., tuple[Article, tuple[Mention, ...]]]

LAUNCH = "[砀山县|PLACE]启动“[梨花微光|PROGRAMME]”。"
DENIED = "[砀山县|PLACE]没有启动“[梨花微光|PROGRAMME]”。"
SIGNING = "[砀山县|PLACE]与[皖北学院|ORG]签约。"
COLUMNS = [*relation_names(), *extractors.names()]
ALL_WAYS = ((0, 1), (1, 0))


def seen(
    article: Article, mentions: Sequence[Mention], ways: Sequence[tuple[int, int]], proposed: Sequence[Relation]
) -> Floats:
    heads, tails = np.array(ways, np.int64).reshape(-1, 2).T
    return tell(article, mentions, Wording.of(article, mentions), proposed, heads, tails)


def ruled(clues: Floats) -> list[dict[str, float]]:
    """What the rules say of each pair, by the names of relations and rules."""
    rows = clues[:, -len(COLUMNS) :]
    return [{name: round(float(value), 3) for name, value in zip(COLUMNS, row, strict=True) if value} for row in rows]


@pytest.mark.parametrize("marked", ["", "今天下雨。", "[砀山县|PLACE]热闹。", LAUNCH, SIGNING + "\n" + LAUNCH])
def test_as_many_clues_whatever_the_text(read: Read, marked: str) -> None:
    article, mentions = read(marked)
    ways = ALL_WAYS if len(mentions) > 1 else ()
    clues = seen(article, mentions, ways, list(propose(article, mentions)))
    assert clues.shape == (len(ways), width(extractors.names()))
    assert clues.dtype == np.float32
    assert (np.abs(clues) <= 1).all()


def test_what_rules_say_stands_last(read: Read) -> None:
    article, mentions = read(LAUNCH)
    (proposed,) = propose(article, mentions)
    forth, back = ruled(seen(article, mentions, ALL_WAYS, [proposed]))
    assert forth == {"launches": pytest.approx(proposed.confidence, abs=1e-3), "verbs": 1}
    assert back == {}


def test_nothing_is_said_by_rules_that_say_nothing(read: Read) -> None:
    article, mentions = read(LAUNCH)
    proposed = list(propose(article, mentions))
    heard, silent = (seen(article, mentions, ALL_WAYS, said) for said in (proposed, []))
    assert ruled(silent) == [{}, {}]
    assert (heard[:, : -len(COLUMNS)] == silent[:, : -len(COLUMNS)]).all()


def test_what_is_denied_is_below_0(read: Read) -> None:
    article, mentions = read(DENIED)
    (proposed,) = propose(article, mentions)
    forth, _ = ruled(seen(article, mentions, ALL_WAYS, [proposed]))
    assert proposed.polarity == "negative"
    assert forth == {"launches": pytest.approx(-proposed.confidence, abs=1e-3), "verbs": -1}


def test_a_doubtful_rule_is_heard_all_the_same(read: Read) -> None:
    article, mentions = read(LAUNCH)
    (proposed,) = propose(article, mentions)
    forth, _ = ruled(seen(article, mentions, ALL_WAYS, [replace(proposed, confidence=0.0)]))
    assert forth == {"launches": 0.1, "verbs": 1}


def test_what_is_symmetric_is_said_both_ways(read: Read) -> None:
    article, mentions = read(SIGNING)
    forth, back = ruled(seen(article, mentions, ALL_WAYS, list(propose(article, mentions))))
    assert forth == back
    assert set(forth) == {"cooperatesWith", "cooperation"}


def test_rules_about_pairs_that_are_not_asked_for_are_left_out(read: Read) -> None:
    article, mentions = read(LAUNCH[:-1] + "，与[皖北学院|ORG]签约。")
    proposed = list(propose(article, mentions))
    assert len(proposed) > 1
    assert ruled(seen(article, mentions, [(1, 2)], proposed)) == [{}]


def test_a_scorer_hears_only_the_rules_that_it_was_trained_to_listen_to(read: Read) -> None:
    article, mentions = read(LAUNCH)
    heads, tails = np.array([0, 1]), np.array([1, 0])
    told = (article, mentions, Wording.of(article, mentions), list(propose(article, mentions)), heads, tails)
    few, none = tell(*told, ["posts", "verbs"]), tell(*told, ["posts"])
    assert few.shape[1] == width(["posts", "verbs"]) == none.shape[1] + 1
    assert few[0, -2:].tolist() == [0, 1]
    assert few[0, -2 - len(relation_names()) : -2].any()
    assert not none[:, -1 - len(relation_names()) :].any()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("[砀山县|PLACE]、[梨花微光|PROGRAMME]。", "[砀山县|PLACE]的[梨花微光|PROGRAMME]。"),
        ("由[砀山县|PLACE]办[梨花微光|PROGRAMME]。", "在[砀山县|PLACE]办[梨花微光|PROGRAMME]。"),
        ("[砀山县|PLACE]办[梨花微光|PROGRAMME]。", "[果农村|PLACE]办[梨花微光|PROGRAMME]。"),
        ("[砀山县|PLACE]办[梨花微光|PROGRAMME]。", "[砀山县|PLACE]办“[梨花微光|PROGRAMME]”。"),
        ("[砀山县|PLACE]办[梨花微光|PROGRAMME]。", "[砀山县|PLACE]，[梨花微光|PROGRAMME]。"),
        ("[砀山县|PLACE]办。[梨花微光|PROGRAMME]。", "[砀山县|PLACE]办。\n[梨花微光|PROGRAMME]。"),
        ("[砀山县|PLACE]办[梨花微光|PROGRAMME]。", "[砀山县|PLACE]办[梨花微光|PROGRAMME]，[砀山县|PLACE]。"),
        ("[砀山县|PLACE]启动[梨花微光|PROGRAMME]。", "[砀山县|PLACE]加入[梨花微光|PROGRAMME]。"),
    ],
)
def test_what_tells_two_pairs_apart(read: Read, one: str, other: str) -> None:
    first, second = (seen(*read(marked), ALL_WAYS, [])[0] for marked in (one, other))
    assert (first != second).any()


def test_direction_is_seen_and_what_stands_between_is_the_same(read: Read) -> None:
    article, mentions = read("[砀山县|PLACE]在[黄河故道|PLACE]。")
    forth, back = seen(article, mentions, ALL_WAYS, [])
    assert (forth != back).any()
    assert forth.sum() != 0
