"""Short names of bodies beside their full ones in a whole graph: what may abbreviate what, and how surely."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.linking.abbreviations import describe, fit, induce, must_differ, score
from kg.linking.forms import Form, ends_as_another, read_form, spoken
from kg.types import Label

_LONGEST_SHORT, _SHORTEST_FULL = 10, 4
_STATED, _UNSETTLED = 0.95, 0.6
_LEVELS = "省市区县州旗镇乡"


class Shortened(NamedTuple):
    """Two places in the list of forms; ``kind`` is abbreviation or stated."""

    short: int
    full: int
    score: float
    kind: str
    detail: str


class _Pair(NamedTuple):
    """A short and a full name as compared; ``short`` and ``full`` are places, ``short`` -1 for an alias alone."""

    short: int
    full: int
    region: str
    short_name: str
    full_name: str


def find_shortened(forms: Sequence[Form], candidates: Sequence[int]) -> Iterator[Shortened]:
    """人社局 for 人力资源和社会保障局 of one region, 青大附院 for 青岛大学附属医院; what articles call something by."""
    bodies = [place for place in candidates if forms[place].node.label == "ORG"]
    pairs = list(_pairs(forms, bodies))
    stated = list(_stated(forms, candidates))
    support = induce(
        [
            *((pair.region, pair.short_name, pair.full_name, False) for pair in pairs),
            *((pair.region, pair.short_name, pair.full_name, True) for pair in stated),
        ]
    )
    for pair in pairs:
        found = fit(pair.short_name, pair.full_name)
        if found and not ends_as_another(forms[pair.short].key, forms[pair.full].key):
            settled = forms[pair.short].settled and forms[pair.full].settled
            sure = score(found, support) if settled else min(_UNSETTLED, score(found, support))
            yield Shortened(pair.short, pair.full, sure, "abbreviation", describe(found, support))
    for pair in stated:
        if pair.short >= 0:
            same_region = forms[pair.short].region == forms[pair.full].region
            yield Shortened(pair.short, pair.full, _STATED if same_region else _UNSETTLED, "stated", pair.short_name)


def _pairs(forms: Sequence[Form], bodies: Sequence[int]) -> Iterator[_Pair]:
    """Of one region by what stands behind it, and a name without region by whole names: 青大附院, 青岛大学附属医院."""
    names = {place: spoken(forms[place]) for place in bodies if not forms[place].bare}
    within, whole = _Index(), _Index()
    for place, name in names.items():
        form = forms[place]
        if len(name) >= _SHORTEST_FULL:
            within.add(form.region, name, place)
        if form.prefix:
            for region in dict.fromkeys((form.region, "")):
                whole.add(region, form.prefix + name, place)
    for place, name in names.items():
        region, prefix = forms[place].region, forms[place].prefix
        if not 2 <= len(name) <= _LONGEST_SHORT:
            continue
        for full in within.containing(region, name):
            yield from _pair(place, name, full, region, names[full])
        if not prefix and len(name) > 2:
            for full in whole.containing(region, name):
                yield from _pair(place, name, full, "", forms[full].prefix + names[full])


def _pair(place: int, short: str, full: int, region: str, name: str) -> Iterator[_Pair]:
    if _is_within(short, name):
        yield _Pair(place, full, region, short, name)


class _Index:
    """Names by region, first character and any other character: few share all three."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str, str], list[int]] = defaultdict(list)

    def add(self, region: str, name: str, place: int) -> None:
        name = _plain(name)
        for character in set(name[1:]):
            self._places[region, name[0], character].append(place)

    def containing(self, region: str, short: str) -> Sequence[int]:
        """Places of names that may hold the characters of the short one: those of its rarest character."""
        short = _plain(short)
        lists = (self._places.get((region, short[0], character), []) for character in short[1:])
        return min(lists, key=len, default=[])


def _stated(forms: Sequence[Form], candidates: Iterable[int]) -> Iterator[_Pair]:
    """The shorter names that articles call a thing by, and the entities of such a name: of its region, or of none."""
    places: dict[tuple[Label, str, str], list[int]] = defaultdict(list)
    for place in candidates:
        places[forms[place].node.label, forms[place].region, forms[place].key].append(place)
    for place in candidates:
        form = forms[place]
        for alias in form.node.aliases:
            called = read_form(form.node, _without_level(alias, form))
            if called.region != form.region or len(called.key) >= len(form.key) or must_differ(called.key, form.key):
                continue
            keys = [(form.node.label, region, called.key) for region in dict.fromkeys((form.region, ""))]
            others = [other for key in keys for other in places.get(key, ())]
            for other in others or (-1,):
                yield _Pair(other, place, form.region, spoken(called), spoken(form))


def _without_level(alias: str, form: Form) -> str:
    """区人社局 of 崂山区人力资源和社会保障局 -> 人社局."""
    return alias[1:] if form.prefix and alias[:1] in _LEVELS and len(alias) > 2 else alias


def _plain(name: str) -> str:
    return name.removeprefix("第") or name


def _is_within(short: str, full: str) -> bool:
    """Whether the characters of the one stand in the other in their order, and more with them."""
    left = iter(full)
    return len(short) < len(full) and all(character in left for character in short.replace("第", ""))
