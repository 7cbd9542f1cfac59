"""Entities: which thing a name is, the same in every run, namesakes of two cities kept apart."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from kg.gazetteer import Division, ancestors, divisions, named, parent_of, regions
from kg.linking.canonical import canonicalise, share_names
from kg.linking.context import Context, candidates_of, read_context
from kg.ontology import words
from kg.types import Article, Entity, Label, Mention

_ROAD = re.compile(r"[东南西北中]?(?:路|街|大街|大道|巷|道|新区|里|支路)")
_LEVELS = ("省", "市", "区", "县", "镇", "乡", "旗")
_KNOWN_EVERYWHERE = ("national-bodies", "national-programmes", "national-persons", "media")
Linked = tuple[tuple[Mention, ...], tuple[Entity, ...]]

_LOCAL_BODY_TAILS = (
    "小学",
    "中学",
    "学校",
    "幼儿园",
    "医院",
    "卫生院",
    "派出所",
    "居委会",
    "村委会",
    "党支部",
    "党委",
    "服务队",
    "专班",
    "联盟",
    "商会",
    "合作社",
)


def link(articles: Sequence[Article], mentions: Sequence[Sequence[Mention]]) -> list[Linked]:
    """Canonical names and entities for the mentions of each article of one source.

    An article's own region comes first, that of its page second. Behind the entities of the mentions stand the
    divisions these lie in.
    """
    page = _page_context(articles, mentions)
    contexts = [read_context(a, found, page) for a, found in zip(articles, mentions, strict=True)]
    named_once = [canonicalise(a, m, c) for a, m, c in zip(articles, mentions, contexts, strict=True)]
    table = share_names(list(zip(articles, named_once, strict=True)))
    linked: list[Linked] = []
    for article, found, context in zip(articles, named_once, contexts, strict=True):
        final = tuple(replace(m, canonical=table.get((m.label, m.canonical), m.canonical)) for m in found)
        entities = tuple(resolve(m, article, context, before) for before, m in zip((None, *final), final, strict=False))
        linked.append((final, (*entities, *ancestors_of(entities))))
    return linked


def resolve(found: Mention, article: Article, context: Context, before: Mention | None = None) -> Entity:
    """中山路 in an article about 青岛 -> PLACE 中山路 of region 3702, another entity than that of 大连 (2102).

    ``before`` is the mention in front: what stands right behind its division lies in it (南通|通州区). What cannot be
    told from its namesakes has the article itself for a region, so that it is merged with nothing.
    """
    label, name = found.label, found.canonical
    if (
        label == "PLACE"
        and (candidates := candidates_of(name))
        and not (name in regions() and name not in context.codes)
    ):
        division = _behind(found, before, candidates, context) or context.division(name)
        division = division or (candidates[0] if len(candidates) == 1 else None)
        return division_entity(division) if division else make_entity(label, name, region=article.id)
    owner = _owner(label, name, context)
    if owner:
        return make_entity(label, name, region=owner.code, parent=division_entity(owner).id)
    return make_entity(label, name, region=_region(label, name, context, article.id))


def _behind(
    found: Mention, before: Mention | None, candidates: Sequence[Division], context: Context
) -> Division | None:
    above = context.division(before.canonical) if before and before.end == found.start else None
    inside = [division for division in candidates if above and above in ancestors(division)]
    return inside[0] if len(inside) == 1 else None


def make_entity(label: Label, name: str, *, region: str = "", code: str = "", parent: str = "") -> Entity:
    """An entity whose id is made of label, name and region: 16 hexadecimal digits of their SHA-256."""
    key = "\x1f".join((label, name, code or region))
    return Entity(hashlib.sha256(key.encode()).hexdigest()[:16], label, name, code, region, parent)


def division_entity(division: Division) -> Entity:
    """崂山区 -> its entity, with its code, and 青岛市 as its parent."""
    above = parent_of(division)
    return make_entity("PLACE", division.name, code=division.code, parent=division_entity(above).id if above else "")


def ancestors_of(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The divisions that these entities lie in and that are not among them, so that containment has both ends."""
    known = {entity.id for entity in entities}
    found: dict[str, Entity] = {}
    for entity in entities:
        for division in _chain(entity):
            above = division_entity(division)
            if above.id not in known:
                found[above.id] = above
    return tuple(found.values())


def _chain(entity: Entity) -> list[Division]:
    own = divisions().get(entity.code or (entity.region if entity.parent else ""))
    if own is None:
        return []
    return [*ancestors(own)] if entity.code else [own, *ancestors(own)]


def _page_context(articles: Sequence[Article], mentions: Sequence[Sequence[Mention]]) -> Context | None:
    """What a page of several articles is about, read as one; a page of one article has nothing to add."""
    if len(articles) < 2:
        return None
    flat = [found for group in mentions for found in group]
    publisher = next((article.publisher for article in articles if article.publisher), "")
    return read_context(replace(articles[0], title="", publisher=publisher), flat)


def _owner(label: Label, name: str, context: Context) -> Division | None:
    """崂山区人社局 -> 崂山区, 青岛国际创新园 -> 青岛市; 南京路 belongs to no 南京, and 武汉路小学 to no 武汉."""
    for end in range(min(len(name) - 1, 12), 1, -1):
        head, rest = name[:end], name[end:]
        candidates = candidates_of(head)
        if not candidates or (not named(head) and _ROAD.match(rest)):
            continue
        division = context.division(head) or (candidates[0] if len(candidates) == 1 else None)
        known = named(head) or head in context.codes or (label == "ORG" and len(candidates[0].code) <= 4)
        if division and known and len(division.code) < 9:
            return division
    return None


def _region(label: Label, name: str, context: Context, article: str) -> str:
    """The city that tells a thing from its namesakes, else the article; nothing where the name is known everywhere."""
    if name in regions() or any(name in words(table) for table in _KNOWN_EVERYWHERE):
        return ""
    if label == "ORG" and not name.startswith(_LEVELS) and not name.endswith(_LOCAL_BODY_TAILS):
        return ""
    here = context.city or context.province
    return here.code if here else article
