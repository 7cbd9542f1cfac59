"""Periods of the calendar, from their first to their last day, and how they are written (ISO 8601)."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

# Months of the parts of a year; 年初, 年中 and 年底 are two months each, 冬 ends in the year after.
_PARTS_OF_YEAR = {
    "初": (1, 2), "中": (6, 7), "底": (11, 12), "末": (11, 12),
    "上半": (1, 6), "下半": (7, 12), "春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 14),
}  # fmt: skip
_PARTS_OF_MONTH = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "中": (11, 20)}


class Period(NamedTuple):
    """From the first to the last day, both included; None is an open side."""

    first: date | None
    last: date | None

    def __str__(self) -> str:
        """2022-08-26, 2022-08-01/2022-08-31, ../2022-08-26 (ISO 8601-2)."""
        if self.first == self.last:
            return str(self.first)
        return f"{self.first or '..'}/{self.last or '..'}"


def days(year: int, month: int, first: int, last: int | None = None) -> Period | None:
    """8月1日至5日; None for a day the calendar does not have."""
    last = last or first
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= first <= last <= monthrange(year, month)[1]):
        return None
    return Period(date(year, month, first), date(year, month, last))


def months(year: int, first: int, last: int | None = None) -> Period | None:
    """8月, 8月至10月; the last month may be one of the next year, counted on from 12."""
    last = last or first
    over, ends = divmod(last - 1, 12)
    if not (1 <= first <= 12 and first <= last and year >= 1 and year + over <= 9999):
        return None
    year_of_end, month_of_end = year + over, ends + 1
    return Period(date(year, first, 1), date(year_of_end, month_of_end, monthrange(year_of_end, month_of_end)[1]))


def years(first: int, last: int | None = None) -> Period | None:
    """2022年, 2019年至2022年."""
    last = last or first
    return Period(date(first, 1, 1), date(last, 12, 31)) if 1 <= first <= last <= 9999 else None


def part_of_year(year: int, part: str) -> Period | None:
    """年初, 年底, 上半, 春."""
    return months(year, *_PARTS_OF_YEAR[part])


def quarters(year: int, first: int, last: int | None = None) -> Period | None:
    """第三季度, 前三季度."""
    last = last or first
    return months(year, first * 3 - 2, last * 3) if 1 <= first <= last <= 4 else None


def part_of_month(year: int, month: int, part: str) -> Period | None:
    """8月上旬, 8月底: ten days each."""
    whole = months(year, month)
    if whole is None or whole.last is None:
        return None
    return days(year, month, *_PARTS_OF_MONTH.get(part, (21, whole.last.day)))


def week_of(day: date, weekday: int | None = None) -> Period:
    """The week from Monday to Sunday that a day lies in, or its 1st to 7th day."""
    monday = day - timedelta(day.weekday())
    if weekday is None:
        return Period(monday, monday + timedelta(6))
    return Period(monday + timedelta(weekday - 1), monday + timedelta(weekday - 1))


def shift(day: date, number: int, unit: str) -> date | None:
    """The day so many years, months, weeks or days later; the last of its month where that is shorter."""
    if unit in ("周", "天"):
        ordinal = day.toordinal() + number * (7 if unit == "周" else 1)
        return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None
    year, month = divmod(day.year * 12 + day.month - 1 + number * (12 if unit == "年" else 1), 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
