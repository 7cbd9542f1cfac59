"""Names of divisions as texts write them: 恩施州, 察北管理区, 青岛; and the division that a body's name begins with."""

from collections import defaultdict
from functools import cache, lru_cache

from kg.gazetteer import Division, bare_name, bare_named, divisions, named, parent_of
from kg.ontology import words

_LONGEST = 12
# The last characters of the names of divisions that names of bodies begin with.
_LAST = frozenset("省市区县州旗盟镇乡道木会岛城域")
_AUTONOMOUS = {"自治区": "", "自治州": "州", "自治县": "县", "自治旗": "旗"}


@lru_cache(maxsize=50_000)
def candidates_of(name: str) -> tuple[Division, ...]:
    """鼓楼区 -> four divisions, 青岛 -> 青岛市, 恩施州 -> 恩施土家族苗族自治州; no bare towns.

    A province goes before its namesakes (河北 -> 河北省). The highest level comes first.
    """
    full = () if bare_name(name) == name else named(name)
    found = full or other_forms().get(name, ())
    found = found or tuple(division for division in bare_named(name) if len(division.code) < 9)
    if any(len(division.code) == 2 for division in found):
        found = tuple(division for division in found if len(division.code) == 2)
    return tuple(sorted(found, key=lambda division: (len(division.code), division.code)))


@cache
def other_forms() -> dict[str, tuple[Division, ...]]:
    """恩施州, 察北管理区 (officially 张家口市察北管理区): shorter forms of official names, their last word kept."""
    table: dict[str, list[Division]] = defaultdict(list)
    for division in divisions().values():
        if len(division.code) <= 6 and (short := _other_form(division)) and not named(short):
            table[short].append(division)
    return {name: tuple(found) for name, found in table.items()}


def _other_form(division: Division) -> str:
    for suffix, short in _AUTONOMOUS.items():
        if division.name.endswith(suffix):
            return bare_name(division.name) + short if short and bare_name(division.name) else ""
    above = parent_of(division)
    rest = division.name.removeprefix(above.name) if above else ""
    return rest if rest != division.name and len(rest) > 2 else ""


def is_full(name: str) -> bool:
    """武侯区 and 恩施州, not 武侯: whether the last word of the division's name is there."""
    return name in other_forms() or (bare_name(name) != name and bool(named(name)))


@lru_cache(maxsize=50_000)
def head_of(name: str) -> str:
    """武侯区人社局 -> 武侯区: the division in full that a longer name begins with; '' if there is none."""
    ends = range(min(len(name) - 1, _LONGEST), 1, -1)
    return next((name[:end] for end in ends if name[end - 1] in _LAST and is_full(name[:end])), "")


@lru_cache(maxsize=50_000)
def seat_of(name: str) -> str:
    """共青团玉树市委 -> 玉树市, 武侯区人社局 -> 武侯区: the division in full that a body or a title is of; else ''."""
    prefix = next((word for word in words("body-prefixes") if name.startswith(word)), "")
    return head_of(name) or (head_of(name.removeprefix(prefix)) if prefix else "")


@lru_cache(maxsize=50_000)
def bare_head_of(name: str) -> str:
    """青岛国际创新园 -> 青岛: the division, its last word left out perhaps, that a longer name begins with; else ''."""
    return next((name[:end] for end in range(min(len(name) - 1, _LONGEST), 1, -1) if candidates_of(name[:end])), "")
