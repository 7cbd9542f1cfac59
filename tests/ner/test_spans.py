"""Word tables as matchers, word boundaries, words that may be in a name."""

from collections.abc import Callable

import ahocorasick
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ner.spans import (
    index_at,
    is_boundary,
    longest,
    longest_endings,
    matcher,
    may_be_in_name,
    mention,
    word_set,
)
from kg.ontology import words
from kg.segment import Token, tokenize
from kg.types import Article


def automaton(*words: str) -> ahocorasick.Automaton:
    made = ahocorasick.Automaton()
    for word in words:
        made.add_word(word, word)
    made.make_automaton()
    return made


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        (("公司", "有限公司"), "镜湖有限公司", ["有限公司"]),
        (("市委", "市委组织部", "组织部"), "市委组织部和市委", ["市委组织部", "市委"]),
        (("路",), "一路走过二路", ["路", "路"]),
        (("路",), "", []),
    ],
)
def test_longest(table: tuple[str, ...], text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in longest(automaton(*table), text)] == expected


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        (("公司", "有限公司"), "镜湖有限公司", ["有限公司"]),
        (("商务", "商务中心", "中心"), "商务中心", ["商务", "商务中心"]),
        (("园", "公园"), "花园公园", ["园", "公园"]),
    ],
)
def test_longest_endings(table: tuple[str, ...], text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in longest_endings(automaton(*table), text)] == expected


def test_tables_are_joined() -> None:
    assert word_set("media", "negation") == {*words("media"), *words("negation")}
    assert "没有" in matcher("media", "negation")
    assert "没有" not in matcher("media")


@pytest.mark.parametrize(("position", "expected"), [(0, 0), (1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (9, 3)])
def test_index_at(position: int, expected: int) -> None:
    tokens = (Token(0, 2, "杭州", "ns"), Token(2, 3, "的", "uj"), Token(3, 5, "公园", "n"))
    assert index_at(tokens, position) == expected


@given(st.text(st.sampled_from("杭州的公园思路出台，\n "), min_size=1, max_size=40))
def test_boundaries_are_where_words_begin(text: str) -> None:
    starts = {token.start for token in tokenize(text)} | {len(text)}
    assert {position for position in range(len(text) + 1) if is_boundary(text, position)} == starts


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("镜湖", "ns", True),
        ("招商", "v", True),
        ("新", "a", True),
        ("2023", "m", True),
        ("三十", "m", True),
        ("·", "x", True),
        ("的", "uj", False),
        ("位于", "v", False),
        ("推出", "v", False),
        ("着力", "d", False),
        ("书记", "n", False),
        ("居民", "n", False),
        ("，", "x", False),
        ("12", "m", False),
        ("两个", "m", False),
        ("通过", "p", False),
        ("吃饭", "v", False),
    ],
)
def test_may_be_in_name(text: str, tag: str, expected: bool) -> None:
    assert may_be_in_name(Token(0, len(text), text, tag)) is expected


def test_a_mention_of_what_stands_there(make_article: Callable[..., Article]) -> None:
    made = mention(make_article("在“小 巷”党委"), 1, 7, "ORG", 0.9, "hand")
    assert (made.text, made.canonical, made.label) == ("“小 巷”党", "小巷党", "ORG")
