"""What stands between quotation marks."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ner.quotes import quoted
from kg.types import Article

MakeArticle = Callable[..., Article]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("打造“龙城驿动”品牌", ["龙城驿动"]),
        ("「红帆」与『海韵』", ["红帆", "海韵"]),
        ('"红帆"和"海韵"', ["红帆", "海韵"]),
        ("‘红帆’工程", ["红帆"]),
        ("“红帆”“海韵”“茶香”", ["红帆", "海韵", "茶香"]),
        ("开头“" + "长" * 30 + "”", ["长" * 30]),
        ("开头“" + "长" * 31 + "”", []),
        ("“没有说完。”", []),
        ("“断在\n这里”", []),
        ("“没有另一半", []),
        ("没有另一半”", []),
        ("“”", []),
        ("“丢了一半“红帆”工程", ["红帆"]),
        ("", []),
    ],
)
def test_quoted(make_article: MakeArticle, text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in quoted(make_article(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"双塔夜校"课程，"暖巢"工程，"惠邻活动', ["双塔夜校", "暖巢"]),
        ('惠邻"活动，"暖巢"工程', ["暖巢"]),
    ],
)
def test_a_lost_straight_mark_hides_no_other(make_article: MakeArticle, text: str, expected: list[str]) -> None:
    assert set(expected) <= {text[span.start : span.end] for span in quoted(make_article(text))}


@given(st.text(st.sampled_from('红帆工程“”‘’「」『』"。！\n，'), max_size=60))
def test_a_quoted_stretch_stands_between_marks_of_one_paragraph(make_article: MakeArticle, text: str) -> None:
    for start, end in quoted(make_article(text)):
        assert text[start - 1] in '“‘「『"'
        assert text[end] in '”’」』"'
        assert 0 < end - start <= 30
        assert "\n" not in text[start:end]
