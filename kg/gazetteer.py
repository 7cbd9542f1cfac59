"""The divisions of China with their codes, and other places everybody knows, from ``ontology/gazetteer/``."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import ahocorasick

from kg.ontology import folder, words

Level = Literal["province", "prefecture", "county", "town"]

_LEVELS: dict[int, Level] = {2: "province", 4: "prefecture", 6: "county", 9: "town"}
_SUFFIXES = (
    "特别行政区", "自治区", "自治州", "自治县", "自治旗", "民族乡", "民族镇", "族乡", "地区", "街道", "新区", "林区",
    "特区", "省", "市", "区", "县", "旗", "盟", "镇", "乡", "苏木",
)  # fmt: skip
_AUTONOMOUS = ("自治", "民族", "族")
_MUNICIPALITIES = ("11", "12", "31", "50")


@dataclass(frozen=True, slots=True)
class Division:
    """崂山区 370212: a division and its code of 2, 4, 6 or 9 digits (GB/T 2260 and the statistical extension)."""

    code: str
    name: str

    @property
    def level(self) -> Level:
        """province, prefecture, county or town, by the length of the code; a municipality is a province."""
        return _LEVELS[len(self.code)]


@dataclass(frozen=True, slots=True)
class Region:
    """A place that is no division of today: a country, a river, or another name of a province (齐鲁 -> 37)."""

    name: str
    kind: str
    code: str


@cache
def divisions() -> dict[str, Division]:
    """All divisions by code."""
    with (folder() / "gazetteer" / "divisions.csv").open(encoding="utf-8", newline="") as handle:
        return {row["code"]: Division(row["code"], row["name"]) for row in csv.DictReader(handle)}


@cache
def regions() -> dict[str, Region]:
    """Countries, parts of China and bynames of provinces, by name."""
    with (folder() / "gazetteer" / "regions.csv").open(encoding="utf-8", newline="") as handle:
        return {row["name"]: Region(row["name"], row["kind"], row["code"]) for row in csv.DictReader(handle)}


def bare_name(name: str) -> str:
    """崂山区 -> 崂山, 恩施土家族苗族自治州 -> 恩施; empty where less than two characters would stay."""
    if not name.endswith(_SUFFIXES):
        return name if len(name) > 1 else ""
    suffix = next(suffix for suffix in _SUFFIXES if name.endswith(suffix))
    stem = name.removesuffix(suffix)
    if suffix.startswith(_AUTONOMOUS):
        groups = words("ethnic-groups")
        while group := next((group for group in groups if stem.endswith(group) and len(stem) > len(group) + 1), ""):
            stem = stem.removesuffix(group)
    return stem if len(stem) > 1 else ""


@cache
def _by_name() -> dict[str, tuple[Division, ...]]:
    table: dict[str, list[Division]] = defaultdict(list)
    for division in divisions().values():
        table[division.name].append(division)
    return {name: tuple(found) for name, found in table.items()}


@cache
def _by_bare_name() -> dict[str, tuple[Division, ...]]:
    table: dict[str, list[Division]] = defaultdict(list)
    for division in divisions().values():
        bare = bare_name(division.name)
        if bare and bare != division.name:
            table[bare].append(division)
    return {name: tuple(sorted(found, key=lambda d: (len(d.code), d.code))) for name, found in table.items()}


def named(name: str) -> tuple[Division, ...]:
    """鼓楼区 -> the four divisions of that name; empty if there is none."""
    return _by_name().get(name, ())


def bare_named(name: str) -> tuple[Division, ...]:
    """崂山 -> (崂山区,); highest level first; empty if there is none."""
    return _by_bare_name().get(name, ())


def parent_of(division: Division) -> Division | None:
    """崂山区 -> 青岛市; the county of a municipality has the municipality, a province nothing."""
    known = divisions()
    for length in (6, 4, 2):
        if length < len(division.code) and division.code[:length] in known:
            return known[division.code[:length]]
    return None


def ancestors(division: Division) -> Iterator[Division]:
    """崂山区 -> 青岛市, 山东省: what it lies in, nearest first."""
    above = parent_of(division)
    while above:
        yield above
        above = parent_of(above)


def city_of(code: str) -> str:
    """370212 -> 3702: the code of the city: the prefecture, in municipalities the province; '' for a province."""
    if code[:2] in _MUNICIPALITIES:
        return code[:2]
    if len(code) >= 4 and code[:4] in divisions():
        return code[:4]
    return code[:6] if len(code) >= 6 else ""


@cache
def full_name_matcher() -> ahocorasick.Automaton:
    """An Aho-Corasick automaton over the full names of divisions and the other regions; values are the names."""
    return _matcher([*_by_name(), *regions()])


@cache
def bare_name_matcher() -> ahocorasick.Automaton:
    """The same over the bare names of provinces, prefectures and counties (青岛, 崂山)."""
    return _matcher(name for name, found in _by_bare_name().items() if len(found[0].code) < 9)


def _matcher(names: Iterator[str] | list[str]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, name)
    automaton.make_automaton()
    return automaton
