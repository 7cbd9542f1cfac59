"""Sentences end with their marks and with their paragraph."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sentences import split_sentences
from kg.types import Article, Paragraph


def article(text: str) -> Article:
    """One paragraph a line."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(start, start + len(line), "body"))
        start += len(line) + 1
    return Article("a", "page.txt", "", text, range(len(text)), tuple(paragraphs))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县里修桥。镇上铺路！", ["县里修桥。", "镇上铺路！"]),
        ("县里修桥，镇上铺路；村里栽树。", ["县里修桥，镇上铺路；村里栽树。"]),
        ("桥修好了吗？！好了。", ["桥修好了吗？！", "好了。"]),
        ("他说：“路通了。”大家笑了。", ["他说：“路通了。”", "大家笑了。"]),
        ("（桥长百米。）路宽十米。", ["（桥长百米。）", "路宽十米。"]),
        ('她说:"真好!"走了', ['她说:"真好!"', "走了"]),
        ("山桥通车\n昨日，山桥通车。", ["山桥通车", "昨日，山桥通车。"]),
        ("　桥通了。 路也通了。 ", ["桥通了。", "路也通了。"]),
        ("增长3.5%，投资2.1亿元。", ["增长3.5%，投资2.1亿元。"]),
        ("。。。", ["。。。"]),
        (" \n \n", []),
        ("", []),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    assert [text[sentence.start : sentence.end] for sentence in split_sentences(article(text))] == expected


def test_the_paragraph_is_counted() -> None:
    found = split_sentences(article("桥通了。路通了。\n\n村里栽树。"))
    assert [sentence.paragraph for sentence in found] == [0, 0, 2]


@given(st.text(st.sampled_from('桥路县村。！？!?”’"』」)） 　\n，.;'), max_size=60))
def test_sentences_are_in_order_and_lose_only_white_space(text: str) -> None:
    sentences = list(split_sentences(article(text)))
    pieces = [text[sentence.start : sentence.end] for sentence in sentences]
    assert all(piece and piece == piece.strip() for piece in pieces)
    assert all(left.end <= right.start for left, right in pairwise(sentences))
    assert "".join("".join(pieces).split()) == "".join(text.split())
