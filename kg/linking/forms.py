"""What a node's name is made of: the divisions in front, what stands behind them, and its short form.

Names are compared by these parts: 青岛市崂山区人力资源和社会保障局 and 崂山区人社局 both are 人社局 of 370212.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.gazetteer import Division, bare_name, bare_named, divisions, named
from kg.names import squash
from kg.ontology import words
from kg.types import Node

_LONGEST_DIVISION = 12
_EVERYWHERE = ("national-bodies", "national-programmes", "media")
_BRACKETS = re.compile(r"[()〔〕\[\]【】]")
_BRACKETED = re.compile(r"[(〔\[【][^)〕\]】]*[)〕\]】]")
_CONNECTIVE = re.compile(r"(?<=.)[和与及、](?=.)")
_LEVEL = re.compile(r"^团?[省市区县州旗镇乡](?=.)")
_ROAD = re.compile(r"^[东南西北中]?[一二三四五六七八九]?(?:路|街|大街|大道|巷|道|里|支路|号线)")
_LEGAL = re.compile(r"有限(?:责任)?公司$|(?<=集团)总?公司$|(?<=股份)公司$")
_GRID = re.compile(r"^国(?:家电)?网(?:.{2,4}省?电力(?:有限)?公司)?(?=.{2,}供电公司)")
_BRANCH = re.compile(r"^(?P<body>.+局)(?P<of>[^局]{2,6})分局$")
_TITLE = re.compile(r"^.{0,24}?关于(?:印发|发布|下发|转发|公布)(?P<title>.+)的(?:通知|公告|决定|通告)$")
_TRIAL = re.compile(r"\((?:试行|暂行|修订|修正)\)$")

# What stands in front of the region in full names of bodies of Party, consultation and youth: 中共崂山区委员会.
_LEADS = {
    "中国共产党": "中共",
    "中共": "中共",
    "中国人民政治协商会议": "政协",
    "人民政协": "政协",
    "政协": "政协",
    "中国共产主义青年团": "团",
    "共青团": "团",
    "团": "团",
}
_LEAD = re.compile("^(?:" + "|".join(_LEADS) + ")(?=.{3})")
# The committee behind that region, by lead: of a division, and of any other body.
_COMMITTEES = {"中共": ("委", "党委"), "政协": ("政协", "政协"), "团": ("团委", "团委")}
# What stands alone behind a division: 崂山区委员会 is 崂山区委, 某街道工委 is 某街道党工委.
_ALONE = {"委员会": "委", "工委": "党工委", "工作委员会": "党工委", "办": "办事处"}
# Committees that are called by their own names: 中共某局机关支部委员会 -> 某局机关党支部.
_NARROWER = ("纪委", "党总支", "党支部", "党工委", "工委")


@dataclass(frozen=True, slots=True)
class Form:
    """青岛市崂山区人力资源和社会保障局 -> region 370212, prefix 青岛市崂山区, rest 人力资源…局, key 人社局.

    ``settled`` is whether the region is known: 鼓楼区人社局 without its city is the same body as nothing. ``bare`` is
    a name whose first character stands for a region that is not known: 区人社局.
    """

    node: Node
    region: str
    prefix: str
    rest: str
    key: str
    settled: bool
    bare: bool = False

    @property
    def name(self) -> str:
        """The whole name as it is compared."""
        return self.prefix + self.rest


def read_form(node: Node, alias: str = "") -> Form:
    """崂山区政府 -> 政府 of 370212; 中国共产党崂山区委员会 -> 委 of 370212; 《某办法（试行）》 -> 某办法.

    ``alias`` is read in place of the node's name.
    """
    name = unicodedata.normalize("NFKC", squash(alias or node.name))
    if node.code or node.label == "PERSON":
        return Form(node, node.code or node.region, "", name, name, True)
    if name in _known_everywhere() and not _LEVEL.match(name):
        return Form(node, "", "", name, _key(name, node.label), True)
    lead, name = _lead(name) if node.label == "ORG" else ("", name)
    name = _plain_title(name) if node.label == "POLICY" else name
    region, prefix, rest = _without_divisions(name, node)
    rest = _committee(lead, rest, bool(prefix)) if node.label == "ORG" else rest
    region, prefix, rest = _branch(region, prefix, rest) if node.label == "ORG" else (region, prefix, rest)
    key = _key(rest, node.label)
    bare = not prefix and bool(_LEVEL.match(name)) and node.label == "ORG"
    return Form(node, region, prefix, rest, key, bool(region) or not (bare or _may_be_anywhere(name, key)), bare)


@cache
def short_forms() -> dict[str, str]:
    """Full -> short form of the parts of names, 人力资源社会保障 -> 人社, from ``ontology/words/body-forms.txt``."""
    pairs = (word.partition("=") for word in words("body-forms"))
    return {full: short for full, _, short in pairs}


def ends_as_another(short: str, full: str) -> bool:
    """中国人大 for 中国人民大学: the short name ends in what stands for something else in every region."""
    known = tuple(form for form in set(short_forms().values()) if len(form) > 1)
    return any(short.endswith(form) and not full.endswith(form) for form in known)


def is_organ(key: str) -> bool:
    """Whether every region has such a body: 人社局, 委, 法院."""
    return key in _organs()


def is_common(form: Form) -> bool:
    """Whether a region may have several: 实验小学, 图书馆, 文化节; a body's own name ends in none of that."""
    return form.key.endswith(words("common-institutions"))


def has_legal_form(form: Form) -> bool:
    """歌尔股份有限公司, not 歌尔股份."""
    return bool(_LEGAL.search(form.rest))


def spoken(form: Form) -> str:
    """What stands behind the divisions, without brackets and legal form, all words in full: 人力资源和社会保障局."""
    plain = _BRACKETS.sub("", form.rest)
    return _LEGAL.sub("", plain) or plain


def without_brackets(form: Form) -> str:
    """城市更新局(城中村改造办公室) -> 城市更新局; the whole name where it has no brackets or nothing else."""
    return _key(_BRACKETED.sub("", form.rest), form.node.label) or form.key


@cache
def _known_everywhere() -> frozenset[str]:
    return frozenset(name for table in _EVERYWHERE for name in words(table))


@cache
def _organs() -> frozenset[str]:
    return frozenset(_key(word, "ORG") for word in words("departments"))


@cache
def _full_forms() -> re.Pattern[str]:
    longest_first = sorted(short_forms(), key=lambda full: (-len(full), full))
    return re.compile("|".join(map(re.escape, longest_first)))


def _key(rest: str, label: str) -> str:
    if label == "POLICY":
        return _TRIAL.sub("", rest)
    if label not in ("ORG", "PLACE"):
        return _BRACKETS.sub("", rest)
    plain = _BRACKETS.sub("", _CONNECTIVE.sub("", rest) if label == "ORG" else rest)
    plain = _LEGAL.sub("", plain) or plain
    return _full_forms().sub(lambda found: short_forms()[found[0]], plain)


def _lead(name: str) -> tuple[str, str]:
    found = _LEAD.match(name)
    if found and (_LEADS[found[0]] != "团" or re.search(r"委(?:员会)?", name)):
        return _LEADS[found[0]], name[found.end() :]
    return "", _GRID.sub("", name)


def _committee(lead: str, rest: str, of_division: bool) -> str:
    """中共, 委员会 -> 委; 中共, 财政局委员会 -> 财政局党委; 工委 of a street -> 党工委."""
    if not lead:
        return _ALONE.get(rest, rest) if of_division else rest
    of_region, of_body = _COMMITTEES[lead]
    if of_division and (found := re.match("委(?:员会)?", rest)):
        return of_region + rest[found.end() :]
    short = _key(rest, "ORG")
    if short.endswith("委员会") and not short.endswith(_NARROWER):
        return short.removesuffix("委员会") + of_body
    return rest if lead == "中共" else lead + rest


def _may_be_anywhere(name: str, key: str) -> bool:
    """人社局, 鼓楼区人社局: a name without region that bodies of several regions have."""
    return is_organ(key) or any(name[:end] in _division_names() and named(name[:end]) for end in range(2, len(name)))


def _plain_title(name: str) -> str:
    """关于印发《某办法》的通知 -> 某办法."""
    found = _TITLE.match(name.strip("《》〈〉"))
    title = found["title"] if found else name
    return re.sub("[《》〈〉]", "", title)


def _branch(region: str, prefix: str, rest: str) -> tuple[str, str, str]:
    """青岛市 | 公安局崂山分局 -> 370212, 青岛市崂山, 公安分局: the same as 崂山区公安分局."""
    found = _BRANCH.match(rest)
    if not found or not region:
        return region, prefix, rest
    of = [d for d in (*named(found["of"]), *bare_named(found["of"])) if d.code.startswith(region)]
    if len(of) != 1:
        return region, prefix, rest
    return of[0].code, prefix + found["of"], found["body"].removesuffix("局") + "分局"


def _without_divisions(name: str, node: Node) -> tuple[str, str, str]:
    """青岛市崂山区人社局 of 3702 -> 370212, 青岛市崂山区, 人社局."""
    region, at = node.region, 0
    while step := next(_divisions_at(name, at, region, node.label), None):
        division, at = step
        region = division.code if len(division.code) > len(region) else region
    return region, name[:at], name[at:]


def _divisions_at(name: str, at: int, region: str, label: str) -> Iterator[tuple[Division, int]]:
    """The divisions that can stand there in a name of that region, with where they end; the longest name first."""
    for end in range(min(len(name) - 1, at + _LONGEST_DIVISION), at + 1, -1):
        head, rest = name[at:end], name[end:]
        if head not in _division_names():
            continue
        full = [division for division in named(head) if _fits(division.code, region)]
        if len(full) == 1 and not _ends_in_next(name, end, full[0]):
            yield full[0], end
        bare = [division for division in bare_named(head) if len(division.code) < 9 and _fits(division.code, region)]
        if bare and not _ROAD.match(rest) and _may_be_bare(bare[0], at, region, rest, label):
            yield bare[0], end + _is_level_of(bare[0], rest)


@cache
def _division_names() -> frozenset[str]:
    names = {division.name for division in divisions().values()}
    return frozenset(names | {bare_name(name) for name in names})


def _ends_in_next(name: str, end: int, division: Division) -> bool:
    """青岛市北区 is 青岛|市北区: the 市 belongs to the district."""
    inside = named(name[end - 1 : end + 2])
    return len(division.code) == 4 and any(district.code.startswith(division.code) for district in inside)


def _is_level_of(division: Division, rest: str) -> bool:
    """海西 | 州人社局: the 州 belongs to the short name of the prefecture."""
    return len(rest) > 1 and rest[0] == division.name[-1] and rest[0] in "州盟县旗"


def _fits(code: str, region: str) -> bool:
    """Whether a division may stand in the name of what lies in a region: the region, around it or in it."""
    return region.startswith(code) or code.startswith(region)


def _may_be_bare(division: Division, at: int, region: str, rest: str, label: str) -> bool:
    """青岛国际创新园 of 3702, 崂山法院: a bare name counts that is the region's, or before a body all regions have."""
    if region.startswith(division.code) and at == 0:
        return True
    alone = len(bare_named(division.name)) <= 1
    return label == "ORG" and alone and is_organ(_key(rest, label))
