"""Which district, city and province an article speaks of, and which of several namesakes a division is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.gazetteer import Division, ancestors, bare_name, bare_named, city_of, divisions, named
from kg.types import Article, Mention

_TITLE_WEIGHT, _TEXT_WEIGHT = 3, 3


@dataclass(frozen=True, slots=True)
class Context:
    """The divisions an article is about, and the code of every division's name in it; '' where namesakes stay open."""

    county: Division | None
    city: Division | None
    province: Division | None
    codes: dict[str, str]

    def division(self, name: str) -> Division | None:
        """The division that a name means here."""
        code = self.codes.get(name, "")
        return divisions().get(code)


def read_context(article: Article, mentions: Sequence[Mention], page: Context | None = None) -> Context:
    """区委 in an article that speaks of 崂山区 and 青岛: county 崂山区, city 青岛市, province 山东省.

    What the article leaves open is taken from the page it stands on.
    """
    names = _division_names(article, mentions)
    support = {name: _support(name, count) for name, count in names.items()}
    support["the paper"] = _support_of_paper(article.publisher)
    if page:
        support["the page"] = Counter(code[:4] for code in page.codes.values() if code)
    codes = {name: _choose(candidates_of(name), _others(support, name)) for name in names}
    county = _most(names, codes, 6)
    city = _city(county, names, codes) or (page.city if page else None)
    county = county or (page.county if page and not _other_city(city, page) else None)
    here = county or city
    province = divisions().get(here.code[:2]) if here else (page.province if page else None)
    province = province or _most(names, codes, 2)
    full = {divisions()[code].name: code for code in codes.values() if code}
    return Context(county, city, province, {**(page.codes if page else {}), **full, **codes})


def candidates_of(name: str) -> tuple[Division, ...]:
    """鼓楼区 -> four divisions, 青岛 -> 青岛市, 河北 -> 河北省: a province before its namesakes; no bare towns.

    The highest level comes first.
    """
    full = tuple(division for division in named(name) if bare_name(name) != name)
    found = full or tuple(division for division in bare_named(name) if len(division.code) < 9)
    if any(len(division.code) == 2 for division in found):
        found = tuple(division for division in found if len(division.code) == 2)
    return tuple(sorted(found, key=lambda division: (len(division.code), division.code)))


def _division_names(article: Article, mentions: Sequence[Mention]) -> Counter[str]:
    names: Counter[str] = Counter()
    for found in mentions:
        if found.label == "PLACE" and candidates_of(found.canonical):
            names[found.canonical] += _TITLE_WEIGHT if found.canonical in article.title else 1
        elif found.label == "ORG":
            for end in range(len(found.canonical) - 1, 1, -1):
                if candidates_of(found.canonical[:end]) and named(found.canonical[:end]):
                    names[found.canonical[:end]] += 1
                    break
    return names


def _support(name: str, count: int) -> Counter[str]:
    """What a name that means one division only says about where the article is: the division and what it lies in."""
    votes: Counter[str] = Counter()
    found = candidates_of(name)
    top = [division for division in found if len(division.code) == len(found[0].code)]
    if len(top) == 1:
        for division in (top[0], *ancestors(top[0])):
            votes[division.code] += _TEXT_WEIGHT * count
    return votes


def _support_of_paper(publisher: str) -> Counter[str]:
    """青岛日报 -> one vote for 青岛市 and 山东省."""
    for end in (4, 3, 2):
        for division in bare_named(publisher[:end])[:1]:
            return Counter([division.code, *(above.code for above in ancestors(division))])
    return Counter()


def _others(support: dict[str, Counter[str]], name: str) -> Counter[str]:
    """The votes of all other names: none may vouch for itself."""
    total: Counter[str] = Counter()
    for other, votes in support.items():
        if other != name:
            total.update(votes)
    return total


def _choose(found: Sequence[Division], support: Counter[str]) -> str:
    """The candidate whose surroundings the article names most; a lone or higher-ranking one without that; else ''."""
    if not found:
        return ""
    scored = sorted(found, key=lambda d: (-_votes(d, support), len(d.code), d.code))
    best = scored[0]
    if len(scored) == 1 or _votes(best, support) > _votes(scored[1], support):
        return best.code
    return best.code if len(best.code) < len(scored[1].code) else ""


def _votes(division: Division, support: Counter[str]) -> int:
    return sum(support[above.code] * len(above.code) for above in ancestors(division))


def _most(names: Counter[str], codes: dict[str, str], length: int) -> Division | None:
    """The division of that many digits that is named most, itself or through what lies in it."""
    votes: Counter[str] = Counter()
    for name, count in names.items():
        if len(codes[name]) >= length:
            votes[codes[name][:length]] += count
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
