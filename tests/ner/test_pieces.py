"""Words with divisions kept whole."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ner.pieces import BARE, FULL, is_division, pieces, run_before


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("山西晋城东圣社区", "山西/晋城/东/圣/社区"),
        ("绍兴市越城区出台政策", "绍兴市/越城区/出台/政策"),
        ("在杭州修桥", "在/杭州/修桥"),
        ("浆洗街街道走访", "浆洗街街道/走访"),
        ("思路很好", "思路/很/好"),
        ("", ""),
    ],
)
def test_pieces(text: str, expected: str) -> None:
    assert "/".join(piece.text for piece in pieces(text)) == expected


@pytest.mark.parametrize(("text", "tag"), [("绍兴市建桥", FULL), ("绍兴建桥", BARE), ("本市建桥", None)])
def test_divisions_are_tagged(text: str, tag: str | None) -> None:
    first = pieces(text)[0]
    assert is_division(first) is (tag is not None)
    assert tag is None or first.tag == tag


@given(st.text(st.sampled_from("绍兴市越城区杭州山西晋街道东圣社路的，“” \n"), max_size=40))
def test_pieces_cover_the_text(text: str) -> None:
    found = pieces(text)
    assert "".join(piece.text for piece in found) == text
    assert [piece.start for piece in found] == [sum(len(p.text) for p in found[:n]) for n in range(len(found))]
    assert all(piece.end - piece.start == len(piece.text) > 0 for piece in found)


@pytest.mark.parametrize(
    ("text", "suffix", "expected"),
    [
        ("来到湲圣社区", "社区", "湲圣"),
        ("山西晋城湲圣社区", "社区", "晋城湲圣"),
        ("位于镜湖软件园", "软件园", "镜湖"),
        ("的软件园", "软件园", ""),
        ("软件园", "软件园", ""),
        ("绍兴市城市更新推进中心", "中心", "绍兴市城市更新推进"),
        ("实施，清河护岸行动", "行动", "清河护岸"),
    ],
)
def test_run_before(text: str, suffix: str, expected: str) -> None:
    assert "".join(piece.text for piece in run_before(text, text.index(suffix))) == expected


def test_a_run_is_no_longer_than_its_limit(make_article: Callable[..., object]) -> None:
    text = "清河护岸清河护岸清河护岸行动"
    for limit in (2, 4, 8):
        run = run_before(text, text.index("行动"), limit)
        assert sum(len(piece.text) for piece in run) == limit
