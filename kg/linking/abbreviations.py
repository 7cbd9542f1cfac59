"""Abbreviations: which short name stands for which full one, by its characters and by what the corpus shows.

Chinese shortens a name by keeping, in their order, the beginnings of its words and its head: 轨道交通建设指挥部 ->
轨建指挥部. That alone is no proof. A shortening is sure when all words are there, and the surer the more regions use
both forms for one body each.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from kg.segment import tokenize

# The head of a full name and what it may be in the short one, the longest first; every other head stays as it is.
_HEADS = {
    "工作委员会": ("工委",),
    "委员会": ("委", "会"),
    "办公室": ("办",),
    "办事处": ("办",),
    "指挥部": ("指",),
    "联合会": ("联",),
    "研究院": ("院",),
    "研究所": ("所",),
    "医院": ("院",),
    "法院": ("院",),
    "学院": ("院",),
    "大学": ("大",),
    "中学": ("中",),
    "小学": ("小",),
    "银行": ("行",),
    "工程局": ("局",),
    "集团": (),
    "公司": (),
    "派出所": (),
    "附院": (),
    "附中": (),
    "附小": (),
    "中心": (),
    "支队": (),
    "大队": (),
    "总队": (),
    "中队": (),
    "联盟": (),
    "协会": ("协",),
    "学会": (),
    "商会": (),
    "组织": (),
    "局": (),
    "厅": (),
    "部": (),
    "处": (),
    "所": (),
    "站": (),
    "队": (),
    "会": (),
    "办": (),
    "委": (),
    "院": (),
}
# A short name that ends in one of these ends so in full too.
_WHOLE_HEADS = tuple(head for head in _HEADS if len(head) > 1 and not head.startswith("附"))
# What names leave out without becoming another body's.
_EMPTY = frozenset({"和", "与", "及", "、", "的", "工作", "人民", "事务", "管理", "推进", "领导", "公共", "综合"})
_NUMBERS = re.compile(
    r"第?([一二三四五六七八九十百]+)(?=[小中院医附公局大支队处厂团师营街路村号期区组]|$)|第([一二三四五六七八九十百]+)|(\d+)"
)
_ORDINAL = re.compile("第(?=[一二三四五六七八九十百])")
_LETTERS = re.compile(r"[A-Za-z]+")
_UNITS = re.compile(
    r"机关|附|分[行店局院校公社会部]|支[行队部]|大队|中队|总队|总支|党[组委校工]|工会|团委|妇联|纪[委检工]|校区|院区|新区|幼儿园"
    r"|领导小组|办公室|政府|街道|居委|村委|管委|退休|志愿|服务队|[男女]子"
)
_DIRECTION = re.compile("[东南西北]")

SURE, LIKELY, POSSIBLE, UNLIKELY = 0.9, 0.6, 0.5, 0.3


class Pattern(NamedTuple):
    """人社 for 人力资源和社会保障: what differs between a short and a full name, their common end left out."""

    short: str
    full: str


@dataclass(frozen=True, slots=True)
class Fit:
    """How a short name stands in a full one: the share of the full one's words that it takes up.

    ``cuts`` is whether it cuts words (人社) or only leaves some out (农业 for 农业农村), ``plain`` whether what it
    keeps before the head is a word itself, 文化, or one character.
    """

    pattern: Pattern
    covered: float
    cuts: bool
    plain: bool


@dataclass(frozen=True, slots=True)
class Support:
    """The regions in which one body has both forms and no other body has either, and whether an article says so."""

    regions: frozenset[str]
    stated: bool

    @property
    def strength(self) -> int:
        """The number of regions; what an article states counts as two."""
        return len(self.regions) + 2 * self.stated


def fit(short: str, full: str) -> Fit | None:
    """轨建指挥部, 轨道交通建设指挥部 -> 轨建 for 轨道交通建设; None where the short name is none of the full one.

    Both without region, the full one longer.
    """
    if not 2 <= len(short) < len(full) or must_differ(short, full) or _has_another_head(short, full):
        return None
    for body, head, ends in _heads_of(full):
        end = next((end for end in (head, *ends) if short.endswith(end)), "")
        kept = _ORDINAL.sub("", short.removesuffix(end))
        words = _words(_ORDINAL.sub("", body))
        if end and (taken := _taken(kept, words)):
            covered, cuts = _measure(kept, words, taken)
            plain = len(kept) < 2 or (end == head and _is_word(kept))
            return Fit(
                _pattern(short, full, head if end == head else ""),
                covered,
                cuts and not _is_insertion(short, full),
                plain,
            )
    return None


def induce(pairs: Iterable[tuple[str, str, str, bool]]) -> dict[Pattern, Support]:
    """What shortenings the corpus supports. Pairs are (region, short, full, whether an article states it).

    A region supports a pattern by a pair whose names occur in no other of its pairs.
    """
    rows = [
        (region, short, full, stated, found.pattern)
        for region, short, full, stated in pairs
        if (found := fit(short, full))
    ]
    fulls: dict[tuple[str, str], set[str]] = defaultdict(set)
    shorts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for region, short, full, _, _ in rows:
        fulls[region, short].add(full)
        shorts[region, full].add(short)
    regions: dict[Pattern, set[str]] = defaultdict(set)
    stated_ones: set[Pattern] = set()
    for region, short, full, stated, pattern in rows:
        if stated:
            stated_ones.add(pattern)
        if region and len(fulls[region, short]) == len(shorts[region, full]) == 1:
            regions[pattern].add(region)
    return {
        pattern: Support(frozenset(regions[pattern]), pattern in stated_ones)
        for pattern in sorted(stated_ones | regions.keys())
    }


def score(found: Fit, support: Mapping[Pattern, Support]) -> float:
    """How sure it is that the short name stands for the full one, in [0, 1]; with no other candidate about."""
    base = _base(found)
    known = support.get(found.pattern)
    if known is None or not found.cuts or base < POSSIBLE or found.plain:
        return base
    return round(1 - (1 - base) * 0.5 ** max(0, known.strength - 1), 3)


def describe(found: Fit, support: Mapping[Pattern, Support]) -> str:
    """人社 for 人力资源和社会保障, seen in 3 regions."""
    known = support.get(found.pattern)
    said = f"{found.pattern.short} for {found.pattern.full}"
    if known and known.stated:
        said += ", stated in an article"
    if known and len(known.regions) > 1:
        said += f", seen in {len(known.regions)} regions"
    return said


def must_differ(one: str, other: str) -> bool:
    """第一小学 and 第二小学, 东河村 and 西河村, 某局党委 and 某局机关党委: numbers, letters, sides or units differ."""
    return (
        numbers_of(one) != numbers_of(other)
        or _LETTERS.findall(one) != _LETTERS.findall(other)
        or _UNITS.findall(one) != _UNITS.findall(other)
        or (_DIRECTION.sub("", one) == _DIRECTION.sub("", other) and one != other)
    )


@lru_cache(maxsize=4096)
def numbers_of(name: str) -> tuple[str, ...]:
    """第一人民医院, 一医院 -> 一; 统一战线 has none."""
    return tuple(a or b or c for a, b, c in _NUMBERS.findall(name))


def _base(found: Fit) -> float:
    """Before any support. What lacks one character only may have lost it by mistake."""
    if not found.cuts:
        return POSSIBLE if found.covered >= 0.5 and len(found.pattern.short) > 1 else UNLIKELY
    if found.plain:
        return POSSIBLE if found.covered == 1 and len(found.pattern.short) > 1 else UNLIKELY
    if found.covered == 1:
        return SURE if len(found.pattern.full) - len(found.pattern.short) > 1 else POSSIBLE
    return LIKELY if found.covered > 0.5 else UNLIKELY


def _measure(kept: str, words: tuple[str, ...], taken: tuple[int, ...]) -> tuple[float, bool]:
    """The share of the words with content that are there, and whether any is cut.

    A word entered in its second half (食品安全 -> 安) is there by half; what leaves out a single character leaves out
    no word.
    """
    shares, at = [], 0
    for word, used in zip(words, taken, strict=True):
        if used == 0 and len(word) == 1 and word not in _EMPTY:
            return 0.0, True
        if word not in _EMPTY:
            shares.append(0.0 if not used else 1.0 if kept[at] == word[0] else 0.5)
        at += used
    return sum(shares) / max(1, len(shares)), any(0 < used < len(word) for word, used in zip(words, taken, strict=True))


def _has_another_head(short: str, full: str) -> bool:
    """西奈医院 is no 西奈山医学院: a head in full stays as it is."""
    return any(short.endswith(head) and not full.endswith(head) for head in _WHOLE_HEADS)


def _is_insertion(short: str, full: str) -> bool:
    """社会保险中心, 社会养老保险中心: the full name is the short one with something put in, wherever words end."""
    lead = next((at for at, (a, b) in enumerate(zip(short, full, strict=False)) if a != b), len(short))
    return full.endswith(short[lead:])


def _pattern(short: str, full: str, head: str) -> Pattern:
    """轨建指挥部, 轨道交通建设指挥部 -> 轨建, 轨道交通建设; both whole where they share no head.

    More than the head may be common, but what stays of the short name is never one character: 教育, 教育和体育.
    """
    common = next((n for n in range(len(short)) if short[-1 - n] != full[-1 - n]), 0)
    left_out = common if len(short) - common > 1 else len(head)
    return Pattern(short[: len(short) - left_out], full[: len(full) - left_out]) if head else Pattern(short, full)


def _heads_of(full: str) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    """轨道交通建设指挥部 -> (轨道交通建设, 指挥部, (指,)): what comes before the head, the head, its short forms."""
    for head, shorter in _HEADS.items():
        if full.endswith(head) and len(full) > len(head):
            yield full.removesuffix(head), head, shorter


@cache
def _words(body: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokenize(body))


@lru_cache(maxsize=4096)
def _is_word(body: str) -> bool:
    """Whether the dictionary lists it as it is, and not as an abbreviation: 中心, 文化, not 人社."""
    tokens = tokenize(body)
    return len(tokens) == 1 and len(body) > 1 and tokens[0].tag not in ("", "j")


def _taken(short: str, words: tuple[str, ...]) -> tuple[int, ...]:
    """How many characters of each word the short form takes, from the word's start; () where it cannot.

    A word of four characters is two: 城乡建设 gives 建 as well. The first word with content is never left out.
    """
    best = _best(short, words)
    first = next((used for word, used in zip(words, best, strict=False) if word not in _EMPTY), 1)
    return best if first else ()


@lru_cache(maxsize=4096)
def _best(short: str, words: tuple[str, ...]) -> tuple[int, ...]:
    if not words:
        return ()
    found: list[tuple[int, ...]] = []
    for used in _ways(short, words[0]):
        rest = _best(short[used:], words[1:])
        if len(rest) == len(words) - 1 and (rest or used == len(short)):
            found.append((used, *rest))
    return max(found, key=lambda taken: (sum(count > 0 for count in taken), taken), default=())


def _ways(short: str, word: str) -> Iterable[int]:
    """How many characters of the short form the word may give: none, its beginning, the beginnings of its halves."""
    taken = 0
    yield 0
    for part in (word[:2], word[2:]) if len(word) == 4 else (word,):
        most = next((n for n, character in enumerate(part) if short[taken + n : taken + n + 1] != character), len(part))
        yield from range(taken + 1, taken + most + 1)
        taken += most
