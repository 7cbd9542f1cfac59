"""Which of a page's names are short for which others: one short name, one full name, never by likeness alone."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.linking.declared import declared
from kg.linking.reasons import join_reasons
from kg.linking.short_names import why_short
from kg.linking.units import whole_of
from kg.types import Article, Mention


class Fuller(NamedTuple):
    """The full name of a short one, and the reason."""

    name: str
    reason: str


Key = tuple[str, str]


def share_names(articles: Sequence[tuple[Article, Sequence[Mention]]]) -> dict[Key, Fuller]:
    """(label, short name) -> the full name that these articles give for the same thing.

    The text says so (以下简称“三基”); the full name is the short one behind its region (青岛国际创新园) or with what
    firms leave out (王码科技, 贵州王码科技有限公司); the short one leaves out a word (城市更新中心, 城市更新推进中心)
    or takes characters of each (卫健委, 卫生健康委员会). Nothing is said of a short name that two full ones would fit.
    """
    names = {key for _, mentions in articles for found in mentions for key in _with_whole(found)}
    table: dict[Key, Fuller] = {}
    for label in ("ORG", "PLACE", "PROGRAMME"):
        known = {name for other, name in names if other == label}
        table |= {(label, short): fuller for short, fuller in _pairs(label, known)}
    for article, mentions in articles:
        for found, other in declared(article, mentions):
            table[found.label, found.canonical] = Fuller(other.canonical, "declared")
    return {key: _followed(key, table) for key in table}


def _followed(key: Key, table: dict[Key, Fuller]) -> Fuller:
    """保价纸 is declared to be 联保, which is short for 林下百户联保 -> 林下百户联保, for both reasons."""
    label, fuller, seen = key[0], table[key], {key[1]}
    while fuller.name not in seen and (further := table.get((label, fuller.name))):
        seen.add(fuller.name)
        fuller = Fuller(further.name, join_reasons([fuller.reason, further.reason]))
    return fuller


def _with_whole(found: Mention) -> Iterator[tuple[str, str]]:
    """崂山区城市更新推进中心党支部 also gives 崂山区城市更新推进中心."""
    yield found.label, found.canonical
    whole = whole_of(found.canonical) if found.label == "ORG" else None
    if whole and whole.label == "ORG":
        yield whole


def _pairs(label: str, names: set[str]) -> Iterator[tuple[str, Fuller]]:
    holders: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for character in name:
            holders[character].add(name)
    for short in sorted(names):
        around = set.intersection(*(holders[character] for character in short)) if len(short) > 1 else set()
        found = [
            Fuller(full, reason)
            for full in sorted(around)
            if len(full) > len(short) and (reason := why_short(label, short, full))
        ]
        if found and (fullest := _fullest(label, found)):
            yield short, fullest


def _fullest(label: str, found: Sequence[Fuller]) -> Fuller | None:
    """The one that all others are short for too; None where two things have a claim."""
    last = max(found, key=lambda fuller: (len(fuller.name), fuller.name))
    return last if all(other is last or why_short(label, other.name, last.name) for other in found) else None
