"""Words with their places: nothing is lost, nothing is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.segment import Token, tokenize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("出台政策", [("出台", "v"), ("政策", "n")]),
        ("杭州的公园", [("杭州", "ns"), ("的", "uj"), ("公园", "n")]),
        ("思路", [("思路", "n")]),
        ("𠮷路", [("𠮷", ""), ("路", "n")]),
        ("", []),
    ],
)
def test_tokenize(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(token.text, token.tag) for token in tokenize(text)] == expected


def test_words_no_dictionary_lists_are_not_guessed() -> None:
    """A hidden Markov model would join them to a word of its own making."""
    assert [token.text for token in tokenize("郗湲潆")] == ["郗", "湲", "潆"]


@given(st.text(st.sampled_from("杭州市推出“红帆”工程，思路 \n\t　0３aＡ·—+🚲\u0301"), max_size=80))
def test_tokens_cover_the_text(text: str) -> None:
    tokens = tokenize(text)
    assert "".join(token.text for token in tokens) == text
    at = 0
    for token in tokens:
        assert token == Token(at, at + len(token.text), text[at : at + len(token.text)], token.tag)
        assert token.text
        at = token.end
