"""The way back from an article's clean text to its file."""

from dataclasses import FrozenInstanceError

import pytest

from kg.types import Article, Mention, Paragraph, Span

# As if made of "\n　　姑苏区\n出台" : the indent and the line break are not part of the text.
ARTICLE = Article("a-7", "page.txt", "", "姑苏区出台", (3, 4, 5, 7, 8), (Paragraph(0, 5, "body"),))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 5, (3, 9)),
        (0, 3, (3, 6)),
        (2, 4, (5, 8)),
        (4, 5, (8, 9)),
    ],
)
def test_to_source(start: int, end: int, expected: tuple[int, int]) -> None:
    assert ARTICLE.to_source(start, end) == Span(*expected)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 5), (3, 2), (-1, 2), (0, 6), (5, 6), (-2, -1)])
def test_to_source_refuses_what_is_no_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=rf"a-7: span {start}:{end}; allowed: within 0:5, not empty"):
        ARTICLE.to_source(start, end)


def test_an_empty_article_has_no_span() -> None:
    with pytest.raises(ValueError, match="within 0:0"):
        Article("a", "s", "", "", (), ()).to_source(0, 0)


def test_what_travels_cannot_be_changed() -> None:
    mention = Mention(0, 3, "PLACE", "姑苏区", "姑苏区", 0.9, "places")
    with pytest.raises(FrozenInstanceError):
        mention.label = "ORG"  # type: ignore[misc]
    assert mention in {Mention(0, 3, "PLACE", "姑苏区", "姑苏区", 0.9, "places")}
