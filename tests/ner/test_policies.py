"""Titles of official documents in book marks."""

from collections.abc import Callable

import pytest

from kg.ner.policies import is_policy

TITLES = (
    ("鹿城区促进就业若干措施", True),
    ("关于加强老旧小区管理的通知", True),
    ("关于开展“红帆”活动", True),
    ("宜昌市城市更新条例(试行)", True),
    ("骑手关爱办法（征求意见稿）", True),
    ("2023年度环境质量公报", True),
    ("产业发展规划（2021—2025年）", True),
    (" 长江保护法 ", True),
    ("牡丹亭", False),
    ("三国演义", False),
    ("扬子晚报", False),
    ("党建杂志", False),
    ("河畔人家", False),
    ("", False),
)


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_is_policy(title: str, expected: bool) -> None:
    assert is_policy(title) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("印发《鹿城区促进就业若干措施》。", ["鹿城区促进就业若干措施"]),
        ("出台《养老服务条例》和《助餐办法(试行)》。", ["养老服务条例", "助餐办法(试行)"]),
        ("制定《关于“红帆”工程的\u3000实施方案》，", ["关于“红帆”工程的\u3000实施方案"]),
        ("《关于修改《养老服务条例》的决定》", ["养老服务条例"]),
        ("演出《牡丹亭》，翻看《扬子晚报》。", []),
        ("《关于修桥\n的通知》", []),
        ("《条例》《办法》", []),
        ("印发鹿城区促进就业若干措施。", []),
        ("《养老服务条例", []),
    ],
)
def test_policies(candidates: Callable[..., list[tuple[str, str]]], text: str, expected: list[str]) -> None:
    assert candidates("policies", text) == [("POLICY", title) for title in expected]


def test_what_stands_in_a_title_is_no_mention_of_its_own(names: Callable[..., list[str]]) -> None:
    assert names("印发《鹿城区“红帆”工程实施方案》。") == ["POLICY 鹿城区“红帆”工程实施方案"]
