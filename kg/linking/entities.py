"""Entities: which thing a name is, the same in every run, namesakes of two cities kept apart.

Streets and towns are told apart by their code, what has a region in its name by that region, everything else that
every city has (roads, villages, schools, people, programmes) by the city the article speaks of. The district would
tell more, but one article in two does not name it, and the same road would then be two things. What no city is known
for stays with its article.
"""

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from kg.gazetteer import Division, ancestors, city_of, named, parent_of, regions
from kg.linking.context import Context
from kg.linking.divisions import bare_head_of, candidates_of, seat_of
from kg.ontology import words
from kg.types import Article, Entity, Label, Mention

_ROAD = re.compile(r"[东南西北中]?(?:路|街|大街|大道|巷|道|新区|里|支路)")
_LEVELS = ("省", "市", "区", "县", "镇", "乡", "旗", "州", "盟", "街道", "团省", "团市", "团区", "团县", "团州", "团旗")
_KNOWN_EVERYWHERE = ("national-bodies", "national-programmes", "national-persons", "media")
_TOWN = 9


class Resolved(NamedTuple):
    """An entity with the division it is, or that its name says it lies in; None where the name says nothing."""

    entity: Entity
    division: Division | None


def resolve(found: Mention, article: Article, context: Context, before: Mention | None = None) -> Resolved:
    """中山路 in an article about 青岛 -> PLACE 中山路 of region 3702, another entity than that of 大连 (2102).

    ``before`` is the mention in front: what stands right behind its division lies in it (南通|通州区). What cannot be
    told from its namesakes has the article itself for a region, so that it is merged with nothing.
    """
    label, name = found.label, found.canonical
    if label == "PLACE" and name in context.codes:
        division = _behind(found, before, context) or context.division(name)
        entity = division_entity(division) if division else make_entity(label, name, region=article.id)
        return Resolved(entity, division)
    owner = _owner(label, name, context)
    if owner is None:
        return Resolved(make_entity(label, name, region=_region(label, name, context, article.id)), None)
    region = city_of(owner.code) if len(owner.code) == _TOWN else owner.code
    return Resolved(make_entity(label, name, region=region, parent=division_entity(owner).id), owner)


def _behind(found: Mention, before: Mention | None, context: Context) -> Division | None:
    above = context.division(before.canonical) if before and before.end == found.start else None
    if above is None:
        return None
    inside = [division for division in candidates_of(found.canonical) if above in ancestors(division)]
    return inside[0] if len(inside) == 1 else None


@lru_cache(maxsize=100_000)
def make_entity(label: Label, name: str, *, region: str = "", code: str = "", parent: str = "") -> Entity:
    """An entity whose id is made of label, name and region: 16 hexadecimal digits of their SHA-256."""
    key = "\x1f".join((label, name, code or region))
    return Entity(hashlib.sha256(key.encode()).hexdigest()[:16], label, name, code, region, parent)


@lru_cache(maxsize=50_000)
def division_entity(division: Division) -> Entity:
    """崂山区 -> its entity, with its code, and 青岛市 as its parent."""
    above = parent_of(division)
    return make_entity("PLACE", division.name, code=division.code, parent=division_entity(above).id if above else "")


def surroundings_of(resolved: Iterable[Resolved]) -> tuple[Entity, ...]:
    """The divisions that these things lie in and that are not among them, so that containment has both ends."""
    things = list(resolved)
    known = {thing.entity.id for thing in things}
    found: dict[str, Entity] = {}
    for division in dict.fromkeys(thing.division for thing in things):
        for above in (division, *ancestors(division)) if division else ():
            entity = division_entity(above)
            if entity.id not in known:
                found[entity.id] = entity
    return tuple(found.values())


def _owner(label: Label, name: str, context: Context) -> Division | None:
    """崂山区人社局 -> 崂山区, 青岛国际创新园 -> 青岛市; 南京路 belongs to no 南京, and 武汉路小学 to no 武汉."""
    if head := seat_of(name):
        return context.division(head) if head in context.codes else _only(head)
    head = bare_head_of(name)
    if not head or _ROAD.match(name, len(head)):
        return None
    division = context.division(head) or _only(head)
    known = head in context.codes or bool(named(head)) or (label == "ORG" and division and len(division.code) <= 4)
    return division if known else None


def _only(name: str) -> Division | None:
    found = candidates_of(name)
    return found[0] if len(found) == 1 and len(found[0].code) < _TOWN else None


def _region(label: Label, name: str, context: Context, article: str) -> str:
    """The city that tells a thing from its namesakes, else the article; nothing where the name is known everywhere."""
    here = context.city or context.province
    if label == "ORG" and name.startswith(_LEVELS) and not name.startswith(words("no-levels")):
        return here.code if here else article
    if name in regions() or any(name in _known(table) for table in _KNOWN_EVERYWHERE):
        return ""
    if label == "ORG" and not name.endswith(words("local-bodies")):
        return ""
    if label == "POLICY" and name.startswith(words("national-titles")):
        return ""
    return here.code if here else article


@lru_cache(maxsize=len(_KNOWN_EVERYWHERE))
def _known(table: str) -> frozenset[str]:
    return frozenset(words(table))
