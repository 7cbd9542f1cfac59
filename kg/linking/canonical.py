"""Canonical names by section 2 of the annotation guideline: the most complete form that the article supports."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.linking.context import Context
from kg.linking.divisions import bare_head_of, head_of, is_full
from kg.linking.levels import LEVELS, Levels
from kg.linking.reasons import join_reasons
from kg.names import squash
from kg.ontology import words
from kg.types import Article, Mention

_LED = re.compile(rf"(?P<league>团?)(?P<level>{'|'.join(LEVELS)})(?=.)")
_LEAGUE = re.compile(r"团(?:省|市|区|县|州|旗|盟)委")


def canonicalise(article: Article, mentions: Sequence[Mention], context: Context) -> tuple[Mention, ...]:
    """区人社局 -> 崂山区人社局, 团市委 -> 团遵义市委, 市南 -> 市南区, 齐鲁 -> 齐鲁, “小个专” loses its marks."""
    levels = Levels(article, mentions, context)
    return tuple(_named(found, levels, context) for found in mentions)


def _named(found: Mention, levels: Levels, context: Context) -> Mention:
    name = squash(found.text)
    reasons = []
    if name != found.text:
        reasons.append("line-break" if any(map(str.isspace, found.text)) else "")
        reasons.append("quotation-marks" if "".join(found.text.split()) != name else "")
    full = name
    if found.label == "PLACE" and (division := context.division(name)) and not is_full(name):
        full = context.form_of(division)
        full = full if full.startswith(name) else name
        reasons.append("division-suffix" if full != name else "")
    elif found.label in ("ORG", "PLACE"):
        full = _with_region(name, found.start, levels)
        reasons.append("region-prefix" if full != name else "")
    return replace(found, canonical=full, reason=join_reasons(reasons))


def _with_region(name: str, at: int, levels: Levels) -> str:
    match = _LED.match(name)
    if not match or not _is_led(name, match):
        return name
    region = levels.region(match["level"], at)
    if not region or region.startswith(name[:2]):
        return name
    return match["league"] + region + name[match.end() :]


def _is_led(name: str, match: re.Match[str]) -> bool:
    """Whether the level's word stands for a region: not in 市场监管总局, 市南区图书馆, 镇江大剧院."""
    if match["league"]:
        return bool(_LEAGUE.match(name))
    if name.startswith(words("no-levels")) or head_of(name) or is_full(name):
        return False
    return not (match["level"] in ("镇", "乡", "旗", "盟") and bare_head_of(name))
