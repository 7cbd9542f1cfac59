"""Articles made of a text, and what is recognised in them: no reader, no files."""

from collections.abc import Callable

import pytest

from kg.ner import recognisers
from kg.ner.merge import recognise_by, rules
from kg.ner.network import SHIPPED, Network, load_network
from kg.types import Article, Paragraph, ParagraphKind

MakeArticle = Callable[..., Article]
Names = list[tuple[str, str]]


@pytest.fixture(scope="session")
def make_article() -> MakeArticle:
    """(text, kind="body") -> an article with one paragraph a line, whose offsets are the positions themselves."""

    def make(text: str, kind: ParagraphKind = "body") -> Article:
        paragraphs, start = [], 0
        for line in text.split("\n"):
            paragraphs.append(Paragraph(start, start + len(line), kind))
            start += len(line) + 1
        return Article("a-0", "page.txt", "", text, range(len(text)), tuple(paragraphs))

    return make


@pytest.fixture(scope="session")
def candidates(make_article: MakeArticle) -> Callable[..., Names]:
    """(recogniser, text, kind="body") -> (label, text) of what that one recogniser finds, in the order of the text."""

    def find(name: str, text: str, kind: ParagraphKind = "body") -> Names:
        found = recognisers[name](make_article(text, kind))
        return list(dict.fromkeys((m.label, m.text) for m in sorted(found, key=lambda m: (m.start, m.end))))

    return find


@pytest.fixture(scope="session")
def names(make_article: MakeArticle) -> Callable[..., list[str]]:
    """(text, kind="body") -> "LABEL text" of everything the rules recognise and settle, in the order of the text."""

    def find(text: str, kind: ParagraphKind = "body") -> list[str]:
        return [f"{m.label} {m.text}" for m in recognise_by([make_article(text, kind)], rules())[0]]

    return find


@pytest.fixture(scope="session")
def network() -> Network:
    """The shipped network."""
    return load_network(SHIPPED)
