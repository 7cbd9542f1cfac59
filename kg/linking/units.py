"""Units of bodies and places: 武侯区民政局机关党支部 is one of 武侯区民政局, 东坝村村委会 one of 东坝村."""

from functools import cache, lru_cache
from typing import NamedTuple

from kg.linking.divisions import candidates_of, is_full
from kg.ontology import words
from kg.types import Label

_SECTIONS = ("科", "处", "股", "室")
# First words of units that are the last word of the place as well: 金水社区党委 -> 金水社区, 东坝村委会 -> 东坝村.
_SHARED = ("社区", "村")
_SHORTEST = 3


class Whole(NamedTuple):
    """What a unit belongs to, by its name, and whether that is a body or a place."""

    label: Label
    name: str


@lru_cache(maxsize=50_000)
def whole_of(name: str) -> Whole | None:
    """武侯区民政局机关党支部 -> ORG 武侯区民政局; None where the name is no unit's, 中国农业银行成都分行."""
    if not name.endswith(words("party-units")):
        return None
    for unit in words("party-units"):
        if name.endswith(unit):
            stem = name.removesuffix(unit)
            shared = next((word for word in _SHARED if unit.startswith(word) and not stem.endswith(word)), "")
            for whole in (stem + shared, stem):
                if label := _label_of(whole):
                    return Whole(label, whole)
    return None


def _label_of(name: str) -> Label | None:
    if is_full(name):
        return "PLACE"
    if len(name) < _SHORTEST or candidates_of(name):
        return None
    place, body = _longest("place", name), _longest("body", name)
    if not place and not body:
        return None
    return "PLACE" if place > body else "ORG"


def _longest(kind: str, name: str) -> int:
    tails = _tails(kind)
    return next((len(name) - start for start in range(1, len(name)) if name[start:] in tails), 0)


@cache
def _tails(kind: str) -> frozenset[str]:
    if kind == "place":
        return frozenset((*words("place-suffixes"), "镇", "乡"))
    return frozenset((*words("body-suffixes"), *words("departments"), *words("party-units"), *_SECTIONS))
