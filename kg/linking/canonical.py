"""Canonical names by section 2 of the annotation guideline: the most complete form that the document supports."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.gazetteer import regions
from kg.linking.context import Context, candidates_of
from kg.names import squash
from kg.ontology import words
from kg.types import Article, Mention

_BODY = re.compile(r"^(?:省|市|区|县|旗)(?=.)")
_SHORT_FOR = re.compile(r"(?:以下)?简称(?:为)?[“\"「《]?([^”\"」》，。、）)\s]{2,12})")
_INSERTED = re.compile(r"机关|第[一二三四五六七八九十]|[东西南北]|分[行店公]|支[行部]")
_SHORTENED_TAILS = ("中心", "公司", "联盟", "协会", "大学", "集团", "工委", "营", "队")
_CONTAINED = 3


def canonicalise(article: Article, mentions: Sequence[Mention], context: Context) -> tuple[Mention, ...]:
    """区人社局 -> 崂山区人社局, 市南 -> 市南区, 齐鲁 -> 齐鲁, “小个专” loses its marks."""
    return tuple(replace(found, canonical=_canonical(found, article, mentions, context)) for found in mentions)


def _canonical(found: Mention, article: Article, mentions: Sequence[Mention], context: Context) -> str:
    name = squash(found.text)
    if found.label == "PLACE":
        division = context.division(name)
        if division and name in regions() and division.name not in context.codes:
            division = None
        return division.name if division and division.name.startswith(name) else name
    if found.label == "ORG" and name.startswith("自治区") and context.province:
        return context.province.name + name.removeprefix("自治区")
    if found.label == "ORG" and (level := _BODY.match(name)):
        region = _region_before(level[0], found, article, mentions, context)
        return region + name[1:] if region else name
    return name


def _region_before(level: str, found: Mention, article: Article, mentions: Sequence[Mention], context: Context) -> str:
    """The nearest division of that level before the body in its paragraph, else the one the article is about."""
    if level == "省":
        return context.province.name if context.province else ""
    paragraph = next((p.start for p in article.paragraphs if p.start <= found.start < p.end), 0)
    for other in reversed(mentions[: bisect_left(mentions, found.start, key=lambda m: m.start)]):
        if other.start < paragraph:
            break
        name = _division_name(other, context) if other.label == "PLACE" else ""
        if name.endswith(level):
            return name
    if level == "市":
        county_city = context.county if context.county and context.county.name.endswith("市") else context.city
        return county_city.name if county_city else ""
    return context.county.name if context.county and context.county.name.endswith(level) else ""


def _division_name(found: Mention, context: Context) -> str:
    """The county or city a place is; a 县 or 旗 that no table lists is one all the same, an 景区 is none."""
    division = context.division(found.canonical)
    if division:
        return division.name if len(division.code) <= 6 else ""
    return found.canonical if len(found.canonical) > 2 and found.canonical.endswith(("县", "旗")) else ""


def share_names(pages: Sequence[tuple[Article, tuple[Mention, ...]]]) -> dict[tuple[str, str], str]:
    """(label, short name) -> the full name the document gives for the same thing.

    Three reasons: 简称 in the text; the full name is the short one behind its region (青岛国际创新园, 国际创新园); the
    short one leaves out part of the middle (城市更新中心, 城市更新推进中心).
    """
    names = {(found.label, name) for _, mentions in pages for found in mentions for name in _with_stem(found)}
    table: dict[tuple[str, str], str] = {}
    for label, short in sorted(names):
        fuller = sorted({full for other, full in names if other == label and _is_short_for(label, short, full)})
        if len(fuller) == 1:
            table[label, short] = fuller[0]
    for article, mentions in pages:
        table.update(_declared(article, mentions))
    return {key: full for key, full in table.items() if full != key[1]}


def _with_stem(found: Mention) -> tuple[str, ...]:
    """崂山区城市更新推进中心党支部 also gives 崂山区城市更新推进中心."""
    unit = next((unit for unit in words("party-units") if found.canonical.endswith(unit)), "")
    stem = found.canonical.removesuffix(unit)
    return (found.canonical, stem) if unit and len(stem) > _CONTAINED and found.label == "ORG" else (found.canonical,)


def _is_short_for(label: str, short: str, full: str) -> bool:
    if label not in ("ORG", "PLACE") or len(short) < _CONTAINED or len(full) <= len(short):
        return False
    if full.endswith(short):
        extra = full.removesuffix(short)
        return len(short) > _CONTAINED and bool(
            extra in regions() or candidates_of(extra) or (len(extra) > 1 and label == "ORG")
        )
    if label != "ORG" or not short.endswith(_SHORTENED_TAILS) or short[-2:] != full[-2:] or short[:2] != full[:2]:
        return False
    inserted = _inserted(short, full)
    return bool(inserted) and not _INSERTED.search(inserted)


def _inserted(short: str, full: str) -> str:
    """城市更新中心, 城市更新推进中心 -> 推进; '' where the two differ in more than one insertion."""
    lead = next((i for i, (a, b) in enumerate(zip(short, full, strict=False)) if a != b), len(short))
    tail = short[lead:]
    return full[lead : len(full) - len(tail)] if full.endswith(tail) and len(full) - len(short) <= 4 else ""


def _declared(article: Article, mentions: Iterable[Mention]) -> Iterable[tuple[tuple[str, str], str]]:
    """强基层基础、到基层领干(简称“三基”) -> 三基 is short for what stands before the bracket."""
    known = list(mentions)
    for match in _SHORT_FOR.finditer(article.text):
        before = [found for found in known if found.end <= match.start() and match.start() - found.end <= 4]
        if before:
            yield (before[-1].label, squash(match[1])), before[-1].canonical
