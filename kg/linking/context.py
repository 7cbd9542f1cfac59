"""Which district, city and province an article speaks of, and which of several namesakes a division is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.gazetteer import Division, ancestors, bare_named, city_of, divisions, regions
from kg.linking.divisions import candidates_of, is_full, seat_of
from kg.types import Article, Mention

_TITLE_WEIGHT, _TEXT_WEIGHT = 3, 3
_TOWN = 9
# Hills, waters and buildings whose names are also the short names of counties: 沙河 is a river before it is 沙河市.
_NATURAL = tuple("山岭峰岩河江溪湖海泉湾岛桥楼寺塔")


@dataclass(frozen=True, slots=True)
class Context:
    """The divisions an article is about, and what the names of divisions mean in it.

    ``codes`` has the code of every division's name, '' where namesakes stay open; a name that is not in it is none
    here. ``forms`` has the longest form that the article writes in full, by code: 恩施州 for 422800.
    """

    county: Division | None
    city: Division | None
    province: Division | None
    codes: dict[str, str]
    forms: dict[str, str]

    def division(self, name: str) -> Division | None:
        """The division that a name means here."""
        return divisions().get(self.codes.get(name, ""))

    def form_of(self, division: Division) -> str:
        """恩施土家族苗族自治州 -> 恩施州, if that is what the article writes."""
        return self.forms.get(division.code, division.name)


def read_context(article: Article, mentions: Sequence[Mention], page: Context | None = None) -> Context:
    """区委 in an article that speaks of 崂山区 and 青岛: county 崂山区, city 青岛市, province 山东省.

    What the article leaves open is taken from the page it stands on.
    """
    names = _division_names(article, mentions)
    codes = _codes(names, _support_of_paper(article.publisher) + _support_of_page(page))
    county = _most(names, codes, 6)
    city = _city(county, names, codes) or (page.city if page else None)
    county = county or (page.county if page and not _other_city(city, page) else None)
    here = county or city
    province = divisions().get(here.code[:2]) if here else (page.province if page else None)
    province = province or _most(names, codes, 2)
    codes = {name: code for name, code in codes.items() if code or not _are_towns_elsewhere(name, city)}
    full = {divisions()[code].name: code for code in codes.values() if code}
    forms: dict[str, str] = {}
    for name in sorted(filter(is_full, codes), key=lambda name: (len(name), name)):
        forms[codes[name]] = name
    above = page or Context(None, None, None, {}, {})
    return Context(county, city, province, {**above.codes, **full, **codes}, {**above.forms, **forms})


def _division_names(article: Article, mentions: Sequence[Mention]) -> Counter[str]:
    names: Counter[str] = Counter()
    for found in mentions:
        if found.label == "PLACE" and candidates_of(found.canonical):
            names[found.canonical] += _TITLE_WEIGHT if found.canonical in article.title else 1
        elif found.label in ("ORG", "PLACE", "POLICY") and (head := seat_of(found.canonical)):
            names[head] += 1
    return names


def _codes(names: Counter[str], around: Counter[str]) -> dict[str, str]:
    """What each name means, by the votes of all others: none may vouch for itself."""
    support = {name: _support(name, count) for name, count in names.items()}
    total = sum(support.values(), around)
    codes: dict[str, str] = {}
    for name in names:
        votes = {division: _votes(division, total, support[name]) for division in candidates_of(name)}
        if any(votes.values()) or not _is_doubtful(name, names, bool(total - support[name])):
            codes[name] = _choose(votes, names)
    return codes


def _support(name: str, count: int) -> Counter[str]:
    """What a name that means one division only says about where the article is: the division and what it lies in."""
    votes: Counter[str] = Counter()
    found = candidates_of(name)
    top = [division for division in found if len(division.code) == len(found[0].code)]
    if len(top) == 1 and not (name.endswith(_NATURAL) and len(top[0].code) > 4):
        for division in (top[0], *ancestors(top[0])):
            votes[division.code] += _TEXT_WEIGHT * count
    return votes


def _support_of_paper(publisher: str) -> Counter[str]:
    """青岛日报 -> one vote for 青岛市 and 山东省."""
    for end in (4, 3, 2):
        for division in bare_named(publisher[:end])[:1]:
            return Counter([division.code, *(above.code for above in ancestors(division))])
    return Counter()


def _support_of_page(page: Context | None) -> Counter[str]:
    codes = [code for code in page.codes.values() if code] if page else []
    return Counter(code[:4] for code in codes) + Counter(code[:6] for code in codes if len(code) >= 6)


def _votes(division: Division, total: Counter[str], own: Counter[str]) -> int:
    return sum((total[d.code] - own[d.code]) * len(d.code) for d in (division, *ancestors(division)))


def _is_doubtful(name: str, names: Counter[str], others: bool) -> bool:
    """沙河, 长江: a hill, a river or a region rather than a division, unless the article has it in full.

    A town is doubtful where the article speaks of other places: towns are founded and renamed faster than tables.
    """
    if is_full(name):
        return others and all(len(division.code) == _TOWN for division in candidates_of(name))
    in_full = any(division.name in names for division in candidates_of(name))
    county = all(len(division.code) == 6 for division in candidates_of(name))
    return not in_full and (name in regions() or (others and county and name.endswith(_NATURAL)))


def _choose(votes: dict[Division, int], names: Counter[str]) -> str:
    """The candidate whose surroundings the article names most; a lone or higher-ranking one without that; else ''.

    A city goes before its county of the same name (吉安, 恩施), unless only the county stands there in full.
    """
    scored = sorted(votes, key=lambda d: (-votes[d], len(d.code), d.code))
    if not scored:
        return ""
    best = scored[0]
    above = next((higher for higher in ancestors(best) if higher in votes), None)
    if above and (best.name not in names or above.name in names):
        return above.code
    if len(scored) == 1 or votes[best] > votes[scored[1]]:
        return best.code
    return best.code if len(best.code) < len(scored[1].code) else ""


def _most(names: Counter[str], codes: dict[str, str], length: int) -> Division | None:
    """The division of that many digits that is named most, itself or through what lies in it."""
    votes: Counter[str] = Counter()
    for name, count in names.items():
        if len(code := codes.get(name, "")) >= length:
            votes[code[:length]] += count
    return next((divisions()[code] for code, _ in votes.most_common() if code in divisions()), None)


def _city(county: Division | None, names: Counter[str], codes: dict[str, str]) -> Division | None:
    if county:
        return divisions().get(city_of(county.code))
    found = _most(names, codes, 4)
    municipality = _most(names, codes, 2)
    if found is None and municipality and city_of(municipality.code) == municipality.code:
        return municipality
    return found


def _other_city(city: Division | None, page: Context) -> bool:
    return bool(city and page.county and city_of(page.county.code) != city.code)


def _are_towns_elsewhere(name: str, city: Division | None) -> bool:
    """Whether all divisions of that name are towns of other cities than the article's: here it is an ordinary place."""
    found = candidates_of(name)
    return city is not None and all(
        len(division.code) == _TOWN and not division.code.startswith(city.code) for division in found
    )
