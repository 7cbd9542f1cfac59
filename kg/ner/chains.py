"""Chains of divisions: 合肥市包河区农业农村局 is 合肥市 and 包河区农业农村局 (guideline, rule 11)."""

from collections.abc import Iterator
from functools import lru_cache

from kg.gazetteer import Division, ancestors, bare_named, named
from kg.ner.tags import Name

_LONGEST = 12


def split_chain(text: str, name: Name) -> Iterator[Name]:
    """The name itself, or one name a level: each division in front that the next one lies in is a place of its own."""
    start = name.start
    if name.label in ("ORG", "PLACE"):
        while end := _division_end(text[start : name.end]):
            yield Name(start, start + end, "PLACE")
            start += end
    yield Name(start, name.end, name.label)


@lru_cache(maxsize=10_000)
def _division_end(chain: str) -> int:
    """How long the division is that a chain begins with, if another one that lies in it follows; else 0."""
    for end in range(min(_LONGEST, len(chain) - 2), 1, -1):
        above = {division.code for division in (*named(chain[:end]), *bare_named(chain[:end]))}
        if above and any(_lies_in(division, above) for division in _divisions_at(chain[end:])):
            return end
    return 0


def _divisions_at(text: str) -> Iterator[Division]:
    for end in range(min(_LONGEST, len(text)), 1, -1):
        yield from named(text[:end])


def _lies_in(division: Division, above: set[str]) -> bool:
    return any(higher.code in above for higher in ancestors(division))
