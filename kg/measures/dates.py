"""Dates of the calendar as a text names them: 2022年8月26日, 8月至10月, 去年底, 今年前三季度, 26日."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kg.measures.datewords import MONTHS_AWAY, NO_MONTH, RANGES, TIME, YEARS_AWAY, YEARS_ON
from kg.measures.numerals import read_number
from kg.measures.periods import Period, days, months, part_of_month, part_of_year, quarters, shift, years
from kg.measures.reckoning import reckon
from kg.ontology import words

# Behind these a month or a day comes again and again, is one of the lunar calendar, or a length of time.
_RECURRING = (
    "每年", "每年的", "每逢", "逢", "每月", "每月的", "每个月", "每周", "历年", "往年",
    "农历", "阴历", "闰", "历时", "为期", "长达",
)  # fmt: skip
# Behind these a number of years is an age: 有1500年, 距今1200年.
_AGES = ("有", "近", "约", "距今", "历经", "超", "逾", "跨越", "过")
_HALF_A_YEAR, _LONG_AGO, _SOON = 183, 120, 7
_LEAD = 12
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_CLAUSE_END = re.compile(r"[，,；;：:。！？!?\n]")


class Dated(NamedTuple):
    """A period where it is named; ``to_its_end``: 年底, which 前 includes; ``ranged``: 8月至10月."""

    start: int
    end: int
    period: Period
    to_its_end: bool
    ranged: bool


@dataclass(slots=True)
class _Reading:
    """What is known while a text is read: when it was published, and what it named last.

    ``year`` and ``month`` are the last ones, ``year_told`` whether the text itself told the year of that month,
    ``until`` where it did so, and ``day`` the last single day.
    """

    text: str
    published: date | None
    year: int | None = None
    month: int | None = None
    year_told: bool = False
    until: int = 0
    day: date | None = None

    def note(self, match: re.Match[str], period: Period) -> None:
        """Remember a date of the calendar."""
        if period.first == period.last:
            self.day = period.first
        if match.lastgroup not in ("calendar", "iso", "lone_day") or period.last is None:
            return
        carried = self.year_told and self.is_near(match.start()) and not match["that_month"]
        self.year_told = bool(match["year"] or match["then"] or match["iso"] or carried)
        fine = match.lastgroup != "calendar" or match["month"] or match["that_month"]
        self.year, self.month, self.until = period.last.year, period.last.month if fine else None, match.end()

    def is_near(self, at: int) -> bool:
        """Whether a month was named in the sentence of ``at``, before it."""
        return self.month is not None and not _SENTENCE_END.search(self.text, self.until, at)


def find_dates(text: str, start: int, end: int, published: date | None) -> Iterator[Dated]:
    """8月26日, 去年底, 近三年, “十四五”期间 in ``text[start:end]``, as far as they have a value.

    A month without a year is one of the year whose month its sentence named before it. Else it is one of the year of
    publication; of the year before if that were more than half a year ahead (12月 in January); of the next if it
    speaks of a plan and were four months ago (将于3月 in November). A day without a month is one of the month that
    its sentence named; else the last such day not later than a week after publication, in a plan the next one.
    """
    reading = _Reading(text, published)
    for match in TIME.finditer(text, start, end):
        if text[max(start, match.start() - 4) : match.start()].endswith(_RECURRING):
            continue
        period = _resolve(match, reading)
        if period is not None:
            reading.note(match, period)
            ranged = any(match[name] for name in RANGES)
            yield Dated(match.start(), match.end(), period, match[0].endswith(("底", "末")), ranged)


def _resolve(match: re.Match[str], reading: _Reading) -> Period | None:
    if match["calendar"]:
        return _read_calendar(match, reading)
    if match["iso"]:
        return days(int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))
    if match["lone_day"]:
        return _read_lone_day(match, reading)
    if match["same"]:
        return Period(reading.day, reading.day) if reading.day else None
    if match["edge"]:
        return _read_edge(match, reading)
    return reckon(match, reading.published)


def _count(text: str) -> int:
    return int(read_number(text) or 0)


def _read_calendar(match: re.Match[str], reading: _Reading) -> Period | None:
    if match["that_month"]:
        near = _that_month(match["that_month"], reading)
        return _month_of(match, *near) if near else None
    hanzi = match["month"] and match["month"][0] in NO_MONTH
    if hanzi and not match["day"] and reading.text[match.end() : match.end() + 1] in NO_MONTH:
        return None
    year = _year_of(match, reading)
    return None if year is None else _part_of(match, year)


def _year_of(match: re.Match[str], reading: _Reading) -> int | None:
    if match["year"]:
        year = _count(match["year"])
        aged = year < 1840 and reading.text.endswith(_AGES, 0, match.start())
        return None if aged else year
    if match["then"]:
        then = match["then"]
        if then in YEARS_ON:
            return None if reading.year is None else reading.year + YEARS_ON[then]
        return reading.published.year + YEARS_AWAY[then] if reading.published else None
    if match["month"] and reading.year_told and reading.is_near(match.start()):
        return reading.year
    return _nearest_year(match, reading.published)


def _nearest_year(match: re.Match[str], published: date | None) -> int | None:
    if published is None:
        return None
    period = _part_of(match, published.year)
    if period is None or period.first is None or period.last is None:
        return published.year
    if _is_planned(match):
        return published.year + int((published - period.last).days > _LONG_AGO)
    return published.year - int((period.first - published).days > _HALF_A_YEAR)


def _is_planned(match: re.Match[str]) -> bool:
    """将于3月, 3月将: a word of planning before the time in its clause, or right behind it."""
    lead = _CLAUSE_END.split(match.string[max(0, match.start() - _LEAD) : match.start()])[-1]
    return any(word in lead or match.string.startswith(word, match.end()) for word in words("planned"))


def _part_of(match: re.Match[str], year: int) -> Period | None:
    """The part of the year that is named, or all of it."""
    if match["month"]:
        return _month_of(match, year, _count(match["month"]))
    if match["part"] or match["half"]:
        return part_of_year(year, match["half"] or match["part"][0])
    if match["quarter"]:
        return quarters(year, _count(match["quarter"]), _count(match["quarter2"] or match["quarter"]))
    if match["first_quarters"]:
        return quarters(year, 1, _count(match["first_quarters"]))
    if match["first_months"]:
        return months(year, 1, min(_count(match["first_months"]), 12))
    return years(year, _count(match["year2"] or "0") or year)


def _month_of(match: re.Match[str], year: int, month: int) -> Period | None:
    if match["day"]:
        return days(year, month, _count(match["day"]), _count(match["day2"] or match["day3"] or match["day"]))
    if match["ten"]:
        return part_of_month(year, month, match["ten"])
    until = _count(match["month2"] or "0") or month
    return months(year, month, until) if until <= 12 else None


def _that_month(word: str, reading: _Reading) -> tuple[int, int] | None:
    """上月 counts from publication, 同月 from what was named last."""
    if word[0] in "当同":
        return (reading.year, reading.month) if reading.year and reading.month else None
    near = reading.published and shift(reading.published, MONTHS_AWAY[word[0]], "个月")
    return (near.year, near.month) if near else None


def _read_edge(match: re.Match[str], reading: _Reading) -> Period | None:
    """年底, 月初: of the year or the month of publication."""
    if reading.published is None:
        return None
    year, month = reading.published.year, reading.published.month
    if match["edge"][0] == "月":
        return part_of_month(year, month, match["edge"][1])
    return years(year) if match["edge"] == "年内" else part_of_year(year, match["edge"][1])


def _read_lone_day(match: re.Match[str], reading: _Reading) -> Period | None:
    first, last = _count(match["lone"]), _count(match["lone2"] or match["lone"])
    if reading.is_near(match.start()) and reading.year and reading.month:
        return days(reading.year, reading.month, first, last)
    published = reading.published
    if published is None:
        return None
    around = [shift(published.replace(day=1), away, "个月") for away in (1, 0, -1)]
    found = [days(month.year, month.month, first, last) for month in around if month]
    known = [period for period in found if period and period.first]
    if _is_planned(match):
        return next((p for p in reversed(known) if p.first and p.first >= published), None)
    return next((p for p in known if p.first and (p.first - published).days <= _SOON), None)
