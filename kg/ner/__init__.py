"""Recognisers: an article in, candidate mentions out. One file with one decorated function adds one."""

from collections.abc import Iterable
from typing import Protocol

from kg.registry import Registry
from kg.types import Article, Mention


class Recogniser(Protocol):
    """Finds candidate mentions; `kg.ner.merge` settles what overlaps."""

    def __call__(self, article: Article, /) -> Iterable[Mention]:
        """Candidates in the article's clean text, in any order, overlaps allowed."""
        ...


recognisers: Registry[Recogniser] = Registry("kg.ner")
