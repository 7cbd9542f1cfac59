"""Pages of articles with their names marked by hand: linking is given what a recogniser would have found."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from kg.linking.pages import link
from kg.names import squash
from kg.ontology import LABELS
from kg.types import Article, Derived, Entity, Mention, Paragraph

_MARK = re.compile(r"\[([^\]|]+)\|([A-Z]+)\]")


@dataclass(frozen=True)
class Page:
    """The articles of one source with their mentions, linked."""

    articles: tuple[Article, ...]
    mentions: tuple[tuple[Mention, ...], ...]
    entities: tuple[tuple[Entity, ...], ...]
    derived: tuple[tuple[Derived, ...], ...]

    def canonical(self, text: str, article: int = 0, nth: int = 0) -> str:
        """The canonical name of the nth mention with that text."""
        return self._pairs(text, article)[nth][0].canonical

    def entity(self, text: str, article: int = 0, nth: int = 0) -> Entity:
        """The entity of the nth mention with that text."""
        return self._pairs(text, article)[nth][1]

    def reason(self, text: str, article: int = 0, nth: int = 0) -> str:
        """Why the nth mention with that text has another canonical name."""
        return self._pairs(text, article)[nth][0].reason

    def stated(self, article: int = 0) -> set[tuple[str, str, str, str]]:
        """The derived facts by the names of their entities: (subject, relation, object, rule)."""
        names = {entity.id: entity.name for entity in self.entities[article]}
        return {(names[f.subject], f.relation, names[f.object], f.rule) for f in self.derived[article]}

    def surroundings(self, article: int = 0) -> tuple[Entity, ...]:
        """The divisions behind the entities of the mentions."""
        return self.entities[article][len(self.mentions[article]) :]

    def _pairs(self, text: str, article: int) -> list[tuple[Mention, Entity]]:
        pairs = zip(self.mentions[article], self.entities[article], strict=False)
        return [(found, entity) for found, entity in pairs if found.text == text]


def read_marked(number: int, marked: str, title: str = "", publisher: str = "") -> tuple[Article, tuple[Mention, ...]]:
    """[青羊区|PLACE]启动工程 -> text and mentions; one paragraph a line."""
    text, at, mentions = "", 0, []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        label = next(label for label in LABELS if label == mark[2])
        mentions.append(Mention(len(text), len(text) + len(mark[1]), label, mark[1], squash(mark[1]), 1.0, "hand"))
        text += mark[1]
    text += marked[at:]
    start, paragraphs = 0, []
    for line in text.split("\n"):
        paragraphs.append(Paragraph(start, start + len(line), "body"))
        start += len(line) + 1
    name = f"a-{number}"
    return Article(name, "a.txt", title, text, range(len(text)), tuple(paragraphs), publisher=publisher), tuple(
        mentions
    )


def link_marked(*marked: str, title: str = "", publisher: str = "") -> Page:
    read = [read_marked(number, text, title, publisher) for number, text in enumerate(marked)]
    linked = link([article for article, _ in read], [mentions for _, mentions in read])
    return Page(
        tuple(article for article, _ in read),
        tuple(found.mentions for found in linked),
        tuple(found.entities for found in linked),
        tuple(found.derived for found in linked),
    )


@pytest.fixture
def link_page() -> Callable[..., Page]:
    """Marked texts, one an article of the same page -> the page, linked."""
    return link_marked


@pytest.fixture
def read_article() -> Callable[..., tuple[Article, tuple[Mention, ...]]]:
    """(number, marked text) -> article and mentions as recognised."""
    return read_marked
