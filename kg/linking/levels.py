"""Which county, city or town 县, 市 or 镇 means at a point of an article."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.gazetteer import Division, ancestors
from kg.linking.context import Context
from kg.linking.divisions import is_full, seat_of
from kg.types import Article, Mention

# Longer ones first: a 自治区 is no 区, a 地区 neither.
LEVELS = ("自治区", "地区", "街道", "省", "市", "区", "县", "州", "旗", "盟", "镇", "乡")
_UNLISTED = ("县", "旗", "镇", "乡", "街道")
_TOWNS = frozenset({"街道", "镇", "乡"})
_OPENING = re.compile(r"(?:^|[。！？；!?;：:\n])[”’）)\s]*(?:[^，,。！？；：:\n]{0,8}[，,])?[“在\s]*$")
_REACH, _LOOK_BACK = 14, 50
# What a name says for its region as that of the article: written in full, opening a sentence, through what lies in it.
_IN_FULL, _BARE, _OPENS, _IN_TITLE, _INSIDE = 2.0, 1.0, 2.0, 3.0, 0.5


class Naming(NamedTuple):
    """A region where the text names it, alone or at the head of a body's name; code points, end exclusive."""

    start: int
    end: int
    name: str
    opens: bool


class Levels:
    """What each level's word means in one article: the regions it names, in order, and the one it names most."""

    def __init__(self, article: Article, mentions: Sequence[Mention], context: Context) -> None:
        self._context = context
        self._namings: dict[str, list[Naming]] = defaultdict(list)
        self._votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self._paragraphs = _sections(article)
        end, opened = -1, False
        for found, name, division in _regions(mentions, context):
            adjacent = found.start == end
            opens = opened if adjacent else _opens(article.text, found.start)
            end, opened = found.end, opens
            level = level_of(name)
            self._namings[level].append(Naming(found.start, found.end, name, opens))
            weight = _IN_FULL if found.text.startswith(name) else _BARE
            self._votes[level][name] += weight + _OPENS * opens + _IN_TITLE * (name in article.title)
            for above in ancestors(division) if division else ():
                self._votes[level_of(above.name)][context.form_of(above)] += _INSIDE

    def region(self, level: str, at: int) -> str:
        """县 behind 长沙县 -> 长沙县; '' if nothing says which is meant.

        The nearest one before it in its paragraph that opens a sentence, or that it stands right behind; else the one
        the article names most; else that of the page.
        """
        namings = self._namings.get(level, [])
        start = self._paragraphs[max(bisect_right(self._paragraphs, at) - 1, 0)] if self._paragraphs else 0
        last = bisect_left(namings, at, key=lambda naming: naming.start)
        for naming in reversed(namings[max(0, last - _LOOK_BACK) : last]):
            if naming.start < start:
                break
            if naming.opens or at - naming.end <= 1 or level in _TOWNS:
                return naming.name
        votes = self._votes.get(level)
        return max(votes, key=votes.__getitem__) if votes else self._of_page(level)

    def _of_page(self, level: str) -> str:
        context = self._context
        for division in (context.county, context.city, context.province):
            if division and level_of(division.name) == level:
                return context.form_of(division)
        return ""


def level_of(name: str) -> str:
    """长沙县 -> 县, 广西壮族自治区 -> 自治区, 中山路 -> ''."""
    return next((level for level in LEVELS if name.endswith(level)), "")


def _regions(mentions: Sequence[Mention], context: Context) -> Iterator[tuple[Mention, str, Division | None]]:
    """The mentions that name a region; a 县, 旗 or 镇 that no table lists is one all the same, an 景区 is none."""
    for found in mentions:
        if found.label not in ("ORG", "PLACE", "POLICY"):
            continue
        name = found.canonical if found.label == "PLACE" else seat_of(found.canonical)
        division = context.division(name) if name else None
        if division:
            yield found, context.form_of(division), division
        elif is_full(name) or (found.label == "PLACE" and len(name) > 2 and name.endswith(_UNLISTED)):
            yield found, name, None


def _opens(text: str, at: int) -> bool:
    """Whether what stands at this point opens a sentence, behind a date or 在 perhaps."""
    return _OPENING.search(text[max(0, at - _REACH) : at]) is not None


def _sections(article: Article) -> list[int]:
    """Where paragraphs begin; one under a heading begins with it."""
    starts: list[int] = []
    headed = False
    for paragraph in article.paragraphs:
        if not headed:
            starts.append(paragraph.start)
        headed = paragraph.kind == "heading"
    return starts
