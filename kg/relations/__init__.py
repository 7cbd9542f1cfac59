"""Relation extractors: an article with its mentions in, relations out. One file with one function adds one."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from kg.registry import Registry
from kg.types import Article, Mention, Relation


class Extractor(Protocol):
    """States relations between mentions of one article."""

    def __call__(self, article: Article, mentions: Sequence[Mention], /) -> Iterable[Relation]:
        """Relations whose head and tail are among ``mentions``, which are sorted and do not overlap."""
        ...


extractors: Registry[Extractor] = Registry("kg.relations")
