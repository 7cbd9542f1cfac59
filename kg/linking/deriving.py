"""What names, codes and chains imply and no text states: 武侯区人社局 lies within 武侯区, its 党支部 is part of it."""

from collections.abc import Iterable, Iterator, Sequence

from kg.gazetteer import ancestors, parent_of
from kg.linking.entities import Resolved, division_entity
from kg.types import Article, Derived, Entity, Mention

RULES = {
    "body-region": "a body or place lies within the region its name begins with",
    "division-code": "a division lies within the next higher one of its code",
    "party-unit": "a unit belongs to the body, or lies within the place, that its name begins with",
    "place-chain": "of places that stand directly together each lies within the one before",
}
# How far down a place is, by the last word of its name where it has no code; first match wins.
_RANKS = (
    ("社区", 12), ("小区", 13), ("街区", 13), ("村", 12), ("街道", 9), ("镇", 9), ("乡", 9), ("苏木", 9),
    ("省", 2), ("自治区", 2), ("州", 4), ("市", 4), ("县", 6), ("旗", 6), ("区", 7),
)  # fmt: skip
_LOWEST = 15


def derive_regions(resolved: Iterable[Resolved]) -> Iterator[Derived]:
    """武侯区人社局 within 武侯区; 武侯区 within 成都市, 成都市 within 四川省."""
    for entity, division in resolved:
        if division is None:
            continue
        if not entity.code and entity.label in ("ORG", "PLACE"):
            yield Derived(entity.id, "within", division_entity(division).id, "body-region")
        for lower in (division, *ancestors(division)):
            if above := parent_of(lower):
                yield Derived(division_entity(lower).id, "within", division_entity(above).id, "division-code")


def derive_unit(unit: Entity, whole: Entity) -> Derived:
    """武侯区民政局党支部 partOf 武侯区民政局; 东坝村村委会 within 东坝村."""
    return Derived(unit.id, "partOf" if whole.label == unit.label else "within", whole.id, "party-unit")


def derive_chains(article: Article, mentions: Sequence[Mention], resolved: Sequence[Resolved]) -> Iterator[Derived]:
    """青岛市|崂山区|北宅街道|乌衣巷桥 -> 乌衣巷桥 within 北宅街道; of divisions their codes tell more."""
    for number in range(1, len(mentions)):
        upper, lower = mentions[number - 1], mentions[number]
        if upper.label != "PLACE" or lower.label != "PLACE" or article.text[upper.end : lower.start].strip():
            continue
        above, below = resolved[number - 1].entity, resolved[number].entity
        if not below.code and _rank(above) < _rank(below):
            yield Derived(below.id, "within", above.id, "place-chain")


def _rank(place: Entity) -> int:
    if place.code:
        return len(place.code)
    return next((rank for end, rank in _RANKS if place.name.endswith(end)), _LOWEST)
