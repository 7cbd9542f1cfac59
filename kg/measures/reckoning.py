"""Times that are counted from the day of publication, or known by a name: 昨天, 上周, 近三年, “十四五”期间, 明代."""

import re
from datetime import date, timedelta

from kg.measures.datewords import DAYS_AWAY, ERAS, EVENTS, WEEKS_AWAY
from kg.measures.numerals import read_number
from kg.measures.periods import Period, shift, week_of, years

_PAST = ("近", "过去", "最近")
_WEEK = timedelta(6)
# The first plans were for 1953 to 1957 and 1958 to 1962; from the third, begun in 1966, each has five years.
_EARLY_PLANS = {1: (1953, 1957), 2: (1958, 1962)}
_THIRD_PLAN = 1966


def reckon(match: re.Match[str], published: date | None) -> Period | None:
    """The period of a word, None where it needs ``published`` and there is none.

    近日 and 日前 are the seven days up to publication, 目前 is all that lies before, since what holds now began
    up to now. 近三年 and 三年来 end with it, 未来三年 and 三年内 begin with it.
    """
    if match["plan"]:
        return _read_plan(match)
    if match["era"]:
        return years(*ERAS[match["dynasty"]])
    if match["event"]:
        return Period(EVENTS[match["what"]], EVENTS[match["what"]])
    if match["decades"]:
        return _read_decade(match, published)
    return _count_from(match, published) if published else None


def _count_from(match: re.Match[str], published: date) -> Period | None:
    if match["now"]:
        return Period(None, published)
    if match["word"]:
        day = shift(published, DAYS_AWAY[match["word"]], "天")
        return Period(day, day)
    if match["lately"]:
        return Period(published - _WEEK, published)
    if match["week"]:
        return _read_week(match, published)
    return _read_span(match, published)


def _read_plan(match: re.Match[str]) -> Period | None:
    number = int(read_number(match["nth"]) or 0)
    first, last = _EARLY_PLANS.get(number) or (_THIRD_PLAN + 5 * (number - 3), _THIRD_PLAN + 5 * (number - 3) + 4)
    if match["plan_part"] in ("初", "开局之年"):
        return years(first)
    return years(last) if match["plan_part"] in ("末", "收官之年") else years(first, last)


def _read_decade(match: re.Match[str], published: date | None) -> Period | None:
    """20世纪80年代; 上世纪 counts from publication, 80年代 alone is of the twentieth century."""
    century = match["century"]
    decade = int(read_number(match["ten_years"]) or 0)
    if century and century[0] == "上":
        if published is None:
            return None
        number = (published.year - 1) // 100
    elif century:
        number = int(read_number(century) or 0)
    else:
        number = 20 if decade >= 30 else 0
    first = (number - 1) * 100 + decade
    edges = {"初": (first, first + 2), "末": (first + 7, first + 9)}
    return years(*edges.get(match["ten_years_part"] or "", (first, first + 9))) if number else None


def _read_week(match: re.Match[str], published: date) -> Period | None:
    near = shift(published, WEEKS_AWAY[match["which_week"]], "周")
    if near is None:
        return None
    if match["weekday"] == "末":
        saturday, sunday = week_of(near, 6), week_of(near, 7)
        return Period(saturday.first, sunday.last)
    return week_of(near, "一二三四五六日天".index(match["weekday"]) % 7 + 1 if match["weekday"] else None)


def _read_span(match: re.Match[str], published: date) -> Period | None:
    """近三年, 未来五年, 三年来, 两个月内; half a year is six months, of a shorter unit there is no half here."""
    number, unit = match["number"] or match["bare_number"], match["unit"] or match["bare_unit"]
    count = read_number(number) if number != "半" else 6 if unit == "年" else None
    if not count:
        return None
    unit = "个月" if number == "半" else unit
    past = match["lead"] in _PAST or (match["side"] or "").endswith("来")
    other = shift(published, int(count) * (-1 if past else 1), unit)
    if other is None:
        return None
    return Period(other, published) if past else Period(published, other)
