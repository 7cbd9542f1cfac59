"""Whether one name may be short for another: by region, by what firms leave out, by the characters of its words."""

import re

from kg.gazetteer import regions
from kg.linking.divisions import bare_head_of, candidates_of, head_of
from kg.ontology import words

_FIRM = re.compile(r"(?:(?:股份|集团|控股)*(?:有限|有限责任)?(?:总公司|公司|集团)|(?:专业)?合作社|股份|集团)$")
# What tells two bodies apart that are otherwise of one name.
_TELLING = re.compile(r"机关|第?[一二三四五六七八九十]|[东西南北]|分|支|民[盟建革进]|农工|附属|直属")
# Bodies with many namesakes in a region: only a region in front of the whole name is left out.
_MANY = ("医院", "小学", "中学", "学校", "大学", "学院", "幼儿园", "支行", "分行", "分公司", "支部", "党委")
_HEADS = ("委员会", "协会", "联合会", "银行", "公司", "法院")
_TOWNS = ("街道", "镇", "乡")
_SETTLEMENTS = ("社区", "村", *_TOWNS)
_PREFIXES = ("人民", "共青")
_LEVEL = frozenset("省市区县州旗盟镇乡")
_CONTAINED = 3


def why_short(label: str, short: str, full: str) -> str:
    """The reason why the one may be short for the other, '' where nothing says so."""
    if not _is_subsequence(short, full):
        return ""
    if label == "PROGRAMME":
        return "full-and-short" if short in full or len(short) > _CONTAINED else ""
    if label == "PLACE":
        return _of_town(short, full) or ("" if _is_chain(short, full) else _behind_region(short, full, 0))
    return _behind_region(short, full, 2) or _of_firm(short, full) or _of_body(short, full)


def _is_subsequence(short: str, full: str) -> bool:
    at = -1
    for character in short:
        at = full.find(character, at + 1)
        if at < 0:
            return False
    return True


def _of_town(short: str, full: str) -> str:
    """官渡口, 官渡口镇; but 香港中路 is a road, whatever 香港中路街道 is."""
    town = any(full == short + end for end in _TOWNS)
    return (
        "division-suffix" if town and not candidates_of(short) and not short.endswith(words("place-suffixes")) else ""
    )


def _is_chain(short: str, full: str) -> bool:
    """武侯区|火车南站, 晋城|东圣社区: a place behind its division is two names, whoever read them as one."""
    extra = full.removesuffix(short)
    return extra == head_of(full) or short.endswith(_SETTLEMENTS)


def _behind_region(short: str, full: str, others: int) -> str:
    """国际创新园, 青岛国际创新园; in front of bodies also what is no region, of ``others`` characters or more."""
    extra = full.removesuffix(short)
    if extra == full or len(short) <= _CONTAINED:
        return ""
    if extra in regions() or candidates_of(extra):
        return "full-and-short"
    plain = others and len(extra) >= others and not head_of(short) and not _TELLING.search(_without_region(extra))
    return "full-and-short" if plain else ""


def _without_region(name: str) -> str:
    """武侯区第二 -> 第二, 河南王码 -> 王码: so that a 南 in the region's name tells nothing apart."""
    return name[len(head_of(name) or bare_head_of(name)) :]


def _of_firm(short: str, full: str) -> str:
    """王码科技, 贵州王码科技有限公司: the brand, and what stands between it and 公司 in parts."""
    tail = _FIRM.search(full)
    if not tail:
        return ""
    own = _FIRM.sub("", short) or short
    core = full[: tail.start()]
    cores, stems = {core, _without_region(core).removeprefix("市")}, {own, _without_region(own)}
    fits = any(
        stem[:2] == core[:2] and len(stem) > 1 and _is_plain_part(stem, core) for core in cores for stem in stems
    )
    return "full-and-short" if fits else ""


def _of_body(short: str, full: str) -> str:
    """崂山区卫健委, 崂山区卫生健康委员会; 城市更新中心, 城市更新推进中心: one region, one first and one last word."""
    if full == "中共" + short:
        return "full-and-short"
    head = head_of(short) or (short[0] if short[0] in _LEVEL else "")
    if not full.startswith(head) or short.endswith(_MANY):
        return ""
    one, other = short.removeprefix(head), full.removeprefix(head or head_of(full))
    for prefix in _PREFIXES:
        other = other if one.startswith(prefix) else other.removeprefix(prefix)
    if one == other:
        return "abbreviated"
    if one.startswith("直") and other == f"委{head[-1:]}{one}":
        return "inserted"
    if len(one) < 2 or one[0] != other[0] or other.startswith(one):
        return ""
    if not _same_head(one, other) or not _is_plain_part(one, other):
        return ""
    return "inserted" if other.startswith(one[:2]) and other.endswith(one[-2:]) else "abbreviated"


def _is_plain_part(short: str, full: str) -> bool:
    """Whether the short one's characters stand in the full one in order and nothing left out tells two bodies apart."""
    return _is_subsequence(short, full) and not _TELLING.search(_rest(short, full))


def _same_head(one: str, other: str) -> bool:
    """局 and 局, 委 and 委员会."""
    return one[-1] == other[-1] or any(other.endswith(head) and head[0] == one[-1] for head in _HEADS)


def _rest(short: str, full: str) -> str:
    """What of the full name the short one leaves out, with a mark between the pieces."""
    pieces, at = [], 0
    for character in short:
        found = full.find(character, at)
        pieces.append(full[at:found])
        at = found + 1
    return " ".join([*pieces, full[at:]])
