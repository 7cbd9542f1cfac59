"""Quantities in a text, as a number of units of one: 投资100亿元, 三千多户, 近200家企业, 30%."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache

from kg.measures.numerals import DIGITS, HANZI, read_number
from kg.ontology import words
from kg.segment import Token, cut, tokenize
from kg.types import Quantity, Span

_VAGUE = "余多几"
# 第3, 3—5, ±, 1+3, 8:30, 三分之一, G20: what makes the figures behind it something else than a number of things.
_NOT_BEHIND = r"(?<!\d[至到])(?<![\d.,:：第+＋\-—–~～/·A-Za-z之〇零一二两三四五六七八九十百千万亿])"
# Behind a unit: 3个月, 2个小时, 5个工作日 are lengths of time; 2栋3单元 is an address; 三个代表 is a name.
_NOT_BEFORE = (
    r"(?!月(?!饼)|多月|小时|钟头|工作日|星期|礼拜|季度|世纪|半月|分钟|年头|单元|号|一体|之[一二三四五]|(?<=[栋幢])\d)"
)
_WORDS = ("n", "vn", "v", "an", "nz", "l", "j")
_THINGS = ("n", "vn")
_NAMES = ("ns", "nr", "nt")
_SKIPPED, _GAP = 3, 6


def find_quantities(text: str, start: int, end: int) -> Iterator[tuple[Span, Quantity]]:
    """总投资100亿元 -> 100亿元, 10000000000.0, 元, 总投资; 近200家企业 -> 近200家, 200.0, 家, 企业.

    The span takes in what makes a number vague (近, 余, 超过), not so the number: 三千多 is 3000, 数百 is 100.
    ``what`` is the noun behind a measure word; else the noun or verb before the number; '' where there is neither.
    Dates, lengths of time, ordinals, ranges and 一个, 一家, which count nothing, are no quantities.
    """
    for match in _pattern().finditer(text, start, end):
        number = read_number(match["number"] or match["share"])
        if number is not None and (match["share"] or _counts(match)):
            span = Span(match.start(), match.end())
            yield span, Quantity(match[0], number, match["unit"] or "%", _what(text, start, end, match))


@lru_cache(maxsize=4)
def quantities_of(text: str) -> tuple[tuple[Span, Quantity], ...]:
    """All quantities of a text, kept for the last texts."""
    return tuple(find_quantities(text, 0, len(text)))


@cache
def _pattern() -> re.Pattern[str]:
    units = sorted({*words("measures"), *words("classifiers")}, key=lambda unit: (-len(unit), unit))
    vague = "超过|突破|多达|高达|至少|将近|接近|近|约|逾|超"
    figures = rf"(?:{DIGITS})[{_VAGUE}]?[十百千万亿]*[{_VAGUE}]?[万亿]?"
    hanzi = rf"(?:[上数几成](?=[十百千万亿])|[{HANZI}])[{HANZI}点{_VAGUE}]*"
    return re.compile(
        rf"(?=[\d{HANZI}上数几成超突多高至将接近约逾])(?:(?:{vague})(?=[\d{HANZI}]))?(?:百分之(?P<share>{DIGITS}|[{HANZI}点]+)|{_NOT_BEHIND}"
        rf"(?P<number>{figures}|{hanzi})(?P<unit>{'|'.join(map(re.escape, units))}){_NOT_BEFORE})"
    )


def _counts(match: re.Match[str]) -> bool:
    """Not 一个平台; not 千家 or 百个 without a word that makes it a count; not 几个."""
    number = match["number"]
    if number[0].isdigit():
        return True
    if number in ("一", "零", "〇") or not number.strip(_VAGUE):
        return False
    return number not in ("百", "千", "万", "亿") or match[0] != number + match["unit"]


def _what(text: str, start: int, end: int, match: re.Match[str]) -> str:
    behind, before = _noun_behind(text, end, match.end()), _word_before(text, start, match.start())
    return behind or before if match["unit"] in words("classifiers") else before or behind


def _noun_behind(text: str, end: int, at: int) -> str:
    """200家|企业; 2万余名|基层|干部: the last of up to two nouns that follow each other."""
    found = ""
    for token in cut(text[at : min(end, at + _GAP)])[:2]:
        if not token.tag.startswith(_THINGS) or token.tag in _NAMES:
            break
        found = token.text
    return found


def _word_before(text: str, start: int, at: int) -> str:
    """惠及|3000户, 建筑面积|达|1.2万平方米: the noun or verb right before, less what only leads to the number."""
    tokens = tokenize(text)
    last = bisect_right(tokens, at, key=lambda token: token.end)
    for token in reversed(tokens[max(last - _SKIPPED, 0) : last]):
        if token.start < start:
            return ""
        if token.text in words("count-verbs"):
            return _with_total(text, start, token)
        if token.text not in words("count-adverbs"):
            return _with_total(text, start, token) if token.tag in _WORDS and len(token.text) > 1 else ""
    return ""


def _with_total(text: str, start: int, token: Token) -> str:
    """总|投资."""
    return text[token.start - 1 : token.end] if text[max(start, token.start - 1) : token.start] == "总" else token.text
