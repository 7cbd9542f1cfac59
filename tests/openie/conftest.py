"""Sentences with their names marked by hand, so that no recogniser stands between a sentence and its test."""

import re
from collections.abc import Callable

import pytest

from kg.names import squash
from kg.ontology import LABELS
from kg.types import Article, Mention, Paragraph

Marked = tuple[Article, tuple[Mention, ...]]

_MARK = re.compile(r"\[([^\]|]+)\|([A-Z]+)(?:\|([^\]|]+))?\]")


def read_marked(marked: str) -> Marked:
    """[天鹅公司|ORG]收购[蓝鲸|ORG|蓝鲸公司]: text, label, canonical name if it differs; one paragraph."""
    text, at, mentions = "", 0, []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        label = next(label for label in LABELS if label == mark[2])
        canonical = mark[3] or squash(mark[1])
        mentions.append(Mention(len(text), len(text) + len(mark[1]), label, mark[1], canonical, 1.0, "hand"))
        text += mark[1]
    text += marked[at:]
    article = Article("a", "a.txt", "", text, range(len(text)), (Paragraph(0, len(text), "body"),))
    return article, tuple(mentions)


@pytest.fixture
def read() -> Callable[[str], Marked]:
    """A marked text -> article and mentions."""
    return read_marked
