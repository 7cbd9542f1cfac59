"""Numbers as Chinese texts write them: 3.5亿, 1,200, 三千多, 二〇二二, 百余."""

import re

# Full-width figures are figures too: `int` and `float` read them.
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
HANZI = "〇○零一二两三四五六七八九十百千万亿"

_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
# What makes a number vague; what it names without them is counted: 三千多 is 3000, 数百 is 100.
_VAGUE = re.compile(r"[余多几数上成近约来]")
_FIGURES = re.compile(rf"({DIGITS})([十百千万亿]*)")


def read_number(text: str) -> float | None:
    """3.5亿 -> 350000000.0, 三千多 -> 3000.0, 二〇二二 -> 2022.0; None for what is no number."""
    bare = _VAGUE.sub("", text)
    figures = _FIGURES.fullmatch(bare)
    if figures:
        return _round(float(figures[1].replace(",", "")) * _multiply(figures[2]))
    whole, point, rest = bare.partition("点")
    number = _read_hanzi(whole)
    if number is None or not point:
        return number
    match = re.fullmatch(r"([〇零一二三四五六七八九]+)([万亿]*)", rest)
    if match is None:
        return None
    decimals = "".join(str(_VALUES[char]) for char in match[1])
    return _round(float(f"{number:.0f}.{decimals}") * _multiply(match[2]))


def _multiply(units: str) -> float:
    product = 1.0
    for char in units:
        product *= _TENS.get(char) or _MYRIADS[char]
    return product


def _round(number: float) -> float:
    """3.3万 is 33000, not 32999.999…."""
    return round(number, 6)


def _read_hanzi(text: str) -> float | None:
    if not text or set(text) - set(HANZI):
        return None
    if not set(text) & (_TENS.keys() | _MYRIADS.keys()):
        return _read_figures(text)
    total = section = digit = 0
    for char in text:
        if char in _VALUES:
            digit = _VALUES[char]
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit = 0
        else:
            part = section + digit or int(not total)
            total = (total + part) * _MYRIADS[char] if char == "亿" else total + part * _MYRIADS[char]
            section = digit = 0
    return float(total + section + digit)


def _read_figures(text: str) -> float | None:
    """二〇二二, 五; two or three without a nought are two guesses (三五家, 两三天)."""
    if 1 < len(text) < 4 and not set(text) & {"〇", "○", "零"}:
        return None
    return float("".join(str(_VALUES[char]) for char in text))
