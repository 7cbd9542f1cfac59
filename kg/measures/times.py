"""Times in a text as days and intervals of days (ISO 8601): 8月26日, 去年底, 近三年, 截至目前, 自2018年起."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from kg.measures.dates import Dated, find_dates
from kg.measures.periods import Period, shift

_TO = re.compile(r"\s?(?:至|到|[-—–－~～]{1,2})\s?")
# What before a time makes it a bound; 到 that ends a verb of its own (得到) does not.
_UNTIL = re.compile(r"(?:截[至止]到?|(?<![得收看达遇见听感接受])到|(?<![甚乃])至)$")
_SINCE = re.compile(r"(?:自从|自)$")
_FROM = re.compile(r"从$")
# What behind a time does so: 8月起, 2018年以来, 年底前; 前 and 后 begin many other words.
_ONWARDS = re.compile(r"以来|至今|开始|起(?![来步点草伏重飞诉])|来(?=[，,])")
_BEFORE = re.compile(r"之前|以前|前(?![往夕后列沿端来述期景茅台辈方提瞻三两个半一二四五六七八九\d])")
_AFTER = re.compile(r"之后|以后|后(?![勤续台备期者面方半两三四五六七八九\d])")
_LONGEST = 8


class Time(NamedTuple):
    """A time where it stands: code points, end exclusive. ``value`` is a day (2022-08-26) or an interval of days.

    2022-08-01/2022-08-31 includes both; ``..`` is an open side, as in ../2022-08-26 (ISO 8601-2).
    """

    start: int
    end: int
    value: str


def find_times(text: str, start: int, end: int, published: date | None) -> Iterator[Time]:
    """截至8月26日 -> ../2022-08-26, 自2018年起 -> 2018-01-01/.., in ``text[start:end]`` and in its order.

    What is relative counts from ``published``; without it only what says its own year is yielded. 截至 and 到 leave
    the beginning open, 自, 起 and 以来 the end. 前 includes a day and what ends a period (8月26日前, 年底前), but not
    a whole one (2018年前); 后 begins on the day that follows. How years and months are filled in: `find_dates`.
    """
    for found in _join(text, find_dates(text, start, end, published)):
        yield _bound(text, start, end, found)


@lru_cache(maxsize=4)
def times_of(text: str, published: date | None) -> tuple[Time, ...]:
    """All times of a text, kept for the last texts."""
    return tuple(find_times(text, 0, len(text), published))


def _join(text: str, dates: Iterator[Dated]) -> Iterator[Dated]:
    """2022年8月|至|2023年3月 is one time, and so is 8月28日|—|9月3日."""
    held: Dated | None = None
    for found in dates:
        if held and _TO.fullmatch(text, held.end, found.start) and _in_order(held.period, found.period):
            period = Period(held.period.first, found.period.last)
            held = Dated(held.start, found.end, period, found.to_its_end, True)
            continue
        if held:
            yield held
        held = found
    if held:
        yield held


def _in_order(before: Period, after: Period) -> bool:
    return bool(before.first and after.last and before.first <= after.last)


def _bound(text: str, start: int, end: int, found: Dated) -> Time:
    """The time together with the words around it that make it a bound."""
    lead = text[max(start, found.start - _LONGEST) : found.start]
    onwards = _ONWARDS.match(text, found.end, end)
    since = (_SINCE.search(lead) if onwards or not found.ranged else None) or (onwards and _FROM.search(lead))
    until = None if onwards else _UNTIL.search(lead)
    side = None if onwards or since else _BEFORE.match(text, found.end, end) or _AFTER.match(text, found.end, end)
    period = found.period
    if (onwards or since) and period.first:
        period = Period(period.first, None)
    elif until:
        period = Period(None, period.last)
    elif side:
        period = _beside(found, side[0])
    ahead, behind = since or until, onwards or side
    begins = found.start - len(ahead[0]) if ahead else found.start
    return Time(begins, behind.end() if behind else found.end, str(period))


def _beside(found: Dated, side: str) -> Period:
    """8月26日前, 2018年前, 2018年后."""
    first, last = found.period
    if side[-1] == "后":
        return Period(last and shift(last, 1, "天"), None)
    whole = first != last and not found.to_its_end
    return Period(None, first and shift(first, -1, "天") if whole else last)
