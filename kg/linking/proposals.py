"""Which entities may be one, by rule: pairs with a score in [0, 1] and a reason, by look-up and never all by all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from kg.linking.forms import Form, has_legal_form, is_common, without_brackets
from kg.linking.pairing import find_shortened
from kg.ontology import words
from kg.segment import tokenize
from kg.types import Label

# Why two entities are taken for one; what stands behind the colon is the detail.
REASONS = {
    "written": "written differently",
    "region": "region left out",
    "known": "usual short form",
    "abbreviation": "abbreviation",
    "stated": "called so in an article",
    "firm": "legal form left out",
    "head": "head noun left out",
    "title": "title of the notice or on trial",
    "brackets": "bracketed part left out",
    "slip": "one character different",
}
_SAME, _SHORTER, _UNSURE, _SLIP = 0.97, 0.9, 0.6, 0.5
_REGIONS_OF_A_KIND = 3
_SHORTEST_FIRM = 4
_SLIP_LENGTH = 6
_ROADS = tuple("路街道巷弄桥站村")  # they come in rows that differ by a character
_NEVER_A_SLIP = frozenset("东南西北上下前后左右大小新老一二三四五六七八九十百零〇甲乙丙丁")


class Proposal(NamedTuple):
    """Two places in the list of forms, the shorter name first; ``equal`` if neither is short for the other."""

    short: int
    full: int
    score: float
    reason: str
    equal: bool = False


def propose(forms: Sequence[Form]) -> Iterator[Proposal]:
    """Every pair that some rule takes for one thing or for a doubt; a pair may come by several rules."""
    candidates = [place for place, form in enumerate(forms) if form.node.label != "PERSON" and not form.node.code]
    yield from _same_keys(forms, candidates)
    yield from _without_region(forms, candidates)
    yield from _firms(forms, candidates)
    yield from _heads(forms, candidates)
    yield from _brackets(forms, candidates)
    yield from _shortened(forms, candidates)
    yield from _slips(forms, candidates)


def _shortened(forms: Sequence[Form], candidates: Sequence[int]) -> Iterator[Proposal]:
    """By the characters, by what articles state, and by what several regions show."""
    for found in find_shortened(forms, candidates):
        yield Proposal(found.short, found.full, found.score, _reason(found.kind, found.detail))


def _reason(kind: str, detail: str) -> str:
    return f"{REASONS[kind]}: {detail}"


def _same_keys(forms: Sequence[Form], candidates: Iterable[int]) -> Iterator[Proposal]:
    """青岛市崂山区人社局 = 崂山区人力资源和社会保障局: one key in one region."""
    groups: dict[tuple[Label, str, str], list[int]] = defaultdict(list)
    regions: dict[tuple[Label, str], set[str]] = defaultdict(set)
    for place in candidates:
        form = forms[place]
        groups[form.node.label, form.region, form.key].append(place)
        if form.prefix:
            regions[form.node.label, form.key].add(form.region)
    for (label, _, key), places in groups.items():
        general = len(regions[label, key]) >= _REGIONS_OF_A_KIND
        for one, other in combinations(places, 2):
            short, full = sorted((one, other), key=lambda place: (len(forms[place].name), place))
            yield _same_key(forms, short, full, general)


def _same_key(forms: Sequence[Form], short: int, full: int, general: bool) -> Proposal:
    one, other = forms[short], forms[full]
    if bool(one.prefix) != bool(other.prefix):
        bare, behind = sorted((short, full), key=lambda place: bool(forms[place].prefix))
        firm = has_legal_form(one) or has_legal_form(other)
        doubtful = general or firm or one.node.label == "POLICY" or is_common(forms[bare])
        return Proposal(bare, behind, _UNSURE if doubtful else _SHORTER, _reason("region", forms[behind].prefix))
    kind, detail = _difference(one, other)
    if kind == "firm":
        return _same_firm(forms, short, full, detail)
    sure = one.settled and other.settled
    return Proposal(short, full, _SAME if sure else _UNSURE, _reason(kind, detail), equal=True)


def _same_firm(forms: Sequence[Form], short: int, full: int, detail: str) -> Proposal:
    """摩天飞翼 for 摩天飞翼有限公司; 海尔集团公司, 海尔集团有限公司."""
    one, other = forms[short], forms[full]
    both = has_legal_form(one) and has_legal_form(other)
    own = len(one.prefix + one.key) >= _SHORTEST_FIRM and not (_is_generic(one.key) and not one.prefix)
    sure = both or own
    return Proposal(short, full, _SHORTER if sure else _UNSURE, _reason("firm", detail), equal=both)


def _difference(one: Form, other: Form) -> tuple[str, str]:
    if one.node.label == "POLICY":
        return "title", one.name
    if one.rest == other.rest and one.prefix != other.prefix:
        return "region", f"{one.prefix}, {other.prefix}"
    if has_legal_form(one) or has_legal_form(other):
        return "firm", f"{one.rest} for {other.rest}"
    if _letters(one.rest) == _letters(other.rest):
        return "written", f"{one.node.name}, {other.node.name}"
    return "known", f"{one.rest} for {other.rest}"


def _letters(name: str) -> str:
    return "".join(character for character in name if character.isalnum() and character not in "和与及")


def _without_region(forms: Sequence[Form], candidates: Iterable[int]) -> Iterator[Proposal]:
    """某园 of a city and of one of its districts; a body that stands nowhere and the only one of that name: doubts."""
    behind: dict[tuple[Label, str], list[int]] = defaultdict(list)
    for place in candidates:
        if forms[place].prefix:
            behind[forms[place].node.label, forms[place].key].append(place)
    for place in candidates:
        form = forms[place]
        if form.prefix or form.bare:
            continue
        inside = [
            other
            for other in behind.get((form.node.label, form.key), ())
            if forms[other].region != form.region and forms[other].region.startswith(form.region)
        ]
        if len({forms[other].region for other in inside}) == 1 and len(form.key) > 2:
            yield from (Proposal(place, o, _UNSURE, _reason("region", forms[o].prefix)) for o in inside)


def _firms(forms: Sequence[Form], candidates: Iterable[int]) -> Iterator[Proposal]:
    """歌尔 for 歌尔股份有限公司, 瓯锁智能 for 温州瓯锁智能科技有限公司: sure where a region has both, but for 股份."""
    bodies = [place for place in candidates if forms[place].node.label == "ORG"]
    full: dict[str, list[int]] = defaultdict(list)
    for place in bodies:
        if has_legal_form(forms[place]) or forms[place].key.endswith("集团"):
            full[forms[place].key[:2]].append(place)
    for place in bodies:
        short = forms[place]
        if has_legal_form(short) or len(short.key) < 2 or _is_generic(short.key):
            continue
        for other in full.get(short.key[:2], ()):
            missing = forms[other].key.removeprefix(short.key)
            if missing != forms[other].key and missing and _is_generic(missing) and _is_near(short, forms[other]):
                whole = short.region == forms[other].region and len(short.name) >= _SHORTEST_FIRM and missing == "股份"
                detail = f"{short.rest} for {forms[other].rest}"
                yield Proposal(place, other, _SHORTER if whole else _UNSURE, _reason("firm", detail))


def _is_near(short: Form, full: Form) -> bool:
    """Of one region, or the short one of none."""
    return short.region == full.region or (not short.region and len(short.key) >= _SHORTEST_FIRM)


def _is_generic(name: str) -> bool:
    """科技股份: words that name no firm by themselves."""
    return all(token.text in _generic_words() for token in tokenize(name))


@cache
def _generic_words() -> frozenset[str]:
    return frozenset((*words("generic-words"), *words("industries")))


def _heads(forms: Sequence[Form], candidates: Iterable[int]) -> Iterator[Proposal]:
    """六基 for 六基工程 in one region."""
    programmes = [place for place in candidates if forms[place].node.label == "PROGRAMME"]
    cores: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place in programmes:
        cores[forms[place].region, forms[place].key].append(place)
    heads = frozenset(words("programme-heads"))
    for place in programmes:
        form = forms[place]
        for end in range(2, len(form.key)):
            if (head := form.key[end:]) in heads:
                for bare in cores.get((form.region, form.key[:end]), ()):
                    yield Proposal(bare, place, _SHORTER if len(head) > 1 else _UNSURE, _reason("head", head))


def _brackets(forms: Sequence[Form], candidates: Iterable[int]) -> Iterator[Proposal]:
    """城市更新局 for 城市更新局(房屋征收中心): a doubt."""
    keys: dict[tuple[Label, str, str], list[int]] = defaultdict(list)
    for place in candidates:
        keys[forms[place].node.label, forms[place].region, forms[place].key].append(place)
    for place in candidates:
        form = forms[place]
        if form.node.label in ("ORG", "PLACE") and (plain := without_brackets(form)) != form.key:
            for bare in keys.get((form.node.label, form.region, plain), ()):
                yield Proposal(bare, place, _UNSURE, _reason("brackets", f"{forms[bare].rest} for {form.rest}"))


def _slips(forms: Sequence[Form], candidates: Iterable[int]) -> Iterator[Proposal]:
    """城巿管理局, 城市管理局: one character differs, not the last, and one of the two makes a word; always a doubt."""
    near: dict[tuple[Label, str, str], list[int]] = defaultdict(list)
    for place in candidates:
        form = forms[place]
        road = form.node.label == "PLACE" and form.rest.endswith(_ROADS)
        if len(form.name) >= _SLIP_LENGTH and len(form.rest) >= _SHORTEST_FIRM and not road:
            near[form.node.label, form.region, form.prefix].append(place)
    for places in near.values():
        for one, other in _pairs_but_for_one(forms, places):
            if _is_slip(forms[one].rest, forms[other].rest):
                rare, often = sorted((one, other), key=lambda place: (forms[place].node.mentions, place))
                detail = f"{forms[rare].rest}, {forms[often].rest}"
                yield Proposal(rare, often, _SLIP, _reason("slip", detail), equal=True)


def _pairs_but_for_one(forms: Sequence[Form], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Names that are the same when one character is left out at the same place.

    Not the last, which tells a road from a street, nor where a place may stand that no table lists: 耀州农商行 and
    嵊州农商行 are two.
    """
    if len(places) < 2:
        return
    first: dict[str, int] = {}
    same: dict[str, list[int]] = {}
    for place in places:
        rest = forms[place].rest
        for at in range(0 if forms[place].prefix else 2, len(rest) - 1):
            key = f"{at} {rest[:at]} {rest[at + 1 :]}"
            if (before := first.setdefault(key, place)) != place:
                same.setdefault(key, [before]).append(place)
    for found in same.values():
        yield from combinations(found, 2)


def _is_slip(one: str, other: str) -> bool:
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), None)
    if at is None:
        return False
    here, there = one[at], other[at]
    if {here, there} & _NEVER_A_SLIP or (here + there).isascii():
        return False
    return _is_in_word(one, at) != _is_in_word(other, at)


def _is_in_word(name: str, at: int) -> bool:
    return any(token.start <= at < token.end and len(token.text) > 1 and token.tag for token in tokenize(name))
