"""No training: the word classes of jieba."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from data import Corpus, Line, Name, Tag

LABEL_OF_CLASS = {"nt": "ORG", "ns": "PLACE", "nr": "PERSON"}


class Classes:
    """`jieba.posseg`, as installed."""

    def train(self, corpus: Corpus, dev: list[Line], folder: Path) -> None:
        """Nothing to train."""

    def load(self, folder: Path) -> Tag:
        import jieba
        from jieba import posseg

        jieba.setLogLevel("WARNING")
        jieba.initialize()

        def tag(lines: Sequence[str]) -> Iterator[list[Name]]:
            for line in lines:
                yield list(_names(posseg.cut(line)))

        return tag


def _names(words: Iterator[Any]) -> Iterator[Name]:
    start = 0
    for word, flag in words:
        if flag in LABEL_OF_CLASS:
            yield Name(start, start + len(word), LABEL_OF_CLASS[flag])
        start += len(word)


TAGGER = Classes()
