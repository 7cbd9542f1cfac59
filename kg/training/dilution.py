"""Passages made as thin as ordinary news: sentences without names put between their own."""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.corpus.passages import Mark, Passage

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]")
_END = re.compile(r"。(?![”’」』）])")
# How often something is put behind a sentence, and at most how many sentences.
_OFTEN, _MOST = 0.6, 4
_SHORTEST, _LONGEST = 8, 80
_BOUND = re.compile(r"[“”《》（）该其此它他她这那我]")


def fillers_of(passages: Iterable[Passage]) -> list[str]:
    """The sentences that name nothing and refer back to nothing."""
    return sorted({found for passage in passages for found in _nameless(passage)})


def dilute(passages: Iterable[Passage], fillers: Sequence[str], seed: int) -> Iterator[Passage]:
    """Each passage with foreign sentences between its own: what it states stays, only further apart."""
    rng = random.Random(seed)
    for passage in passages:
        yield _dilute(passage, fillers, rng) if fillers else passage


def _nameless(passage: Passage) -> Iterator[str]:
    for found in _SENTENCE.finditer(passage.text):
        free = not any(mark.start < found.end() and found.start() < mark.end for mark in passage.marks)
        if free and _SHORTEST <= len(found.group()) <= _LONGEST and not _BOUND.search(found.group()):
            yield found.group()


def _dilute(passage: Passage, fillers: Sequence[str], rng: random.Random) -> Passage:
    pieces: list[str] = []
    marks: list[Mark] = []
    shift = start = 0
    waiting = list(passage.marks)
    for end in [found.end() for found in _END.finditer(passage.text)] + [len(passage.text)]:
        while waiting and waiting[0].end <= end:
            mark = waiting.pop(0)
            marks.append(mark._replace(start=mark.start + shift, end=mark.end + shift))
        pieces.append(passage.text[start:end])
        start = end
        if end < len(passage.text) and rng.random() < _OFTEN and not (waiting and waiting[0].start < end):
            added = "".join(rng.choices(fillers, k=rng.randint(1, _MOST)))
            pieces.append(added)
            shift += len(added)
    return replace(passage, text="".join(pieces), marks=tuple(marks))
