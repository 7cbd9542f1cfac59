"""Firms without 公司 in their name: 恒睿机器人总经理, 引进悦禾设计, 欧力士、远东宏信等企业."""

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick

from kg.ner import recognisers
from kg.ner.pieces import is_division, run_before
from kg.ner.spans import is_boundary, matcher, mention, word_set
from kg.segment import Token
from kg.types import Article, Mention, Span

_BEHIND = re.compile(
    r"等[\u4e00-\u9fff、\d]{0,8}(?:企业|公司)|(?:的)?(?:创始人|总经理|董事长|总裁|负责人|厂长|车间|员工|职工)|[（(]"
)
_BEFORE = (
    "企业",
    "公司",
    "引进",
    "引入",
    "引入了",
    "引进了",
    "吸引",
    "吸引了",
    "独角兽”",
    "巨头",
    "厂商",
    "来自",
    "帮助",
    "协助",
)
_AND_SO_ON = re.compile(r"等(?:[\u4e00-\u9fff]{0,4}\d*[\u4e00-\u9fff]{0,6}?)(?:企业|公司|\d+强|央企|国企|民企|厂商)")
_LONGEST = 8


@recognisers("firms")
def find_firms(article: Article) -> Iterator[Mention]:
    """恒睿机器人总经理 -> 恒睿机器人: a coined name, an industry, and a context only firms have."""
    text = article.text
    for last, word in _industries().iter(text):
        span = Span(last + 1 - len(word), last + 1)
        coined = _coined(run_before(text, span.start, limit=4)) if is_boundary(text, span.start) else []
        if coined and (_BEHIND.match(text, span.end) or text[: coined[0].start].endswith(_BEFORE)):
            yield mention(article, coined[0].start, span.end, "ORG", 0.72, "firms")


@recognisers("firm-lists")
def find_listed_firms(article: Article) -> Iterator[Mention]:
    """吸引了欧力士、远东宏信等中国500强 -> 欧力士, 远东宏信: a list that calls itself one of firms."""
    text = article.text
    for match in _AND_SO_ON.finditer(text):
        end = match.start()
        while run := _item(text, end):
            yield mention(article, run[0].start, end, "ORG", 0.65, "firm-lists")
            if run[0].start == 0 or text[run[0].start - 1] != "、":
                break
            end = run[0].start - 1


@cache
def _industries() -> ahocorasick.Automaton:
    return matcher("industries")


def _coined(run: list[Token]) -> list[Token]:
    """恒|睿 or 皖江: two to four code points that no dictionary lists as an everyday word."""
    while run and (
        is_division(run[0]) or (len(run[0].text) > 1 and run[0].tag and not run[0].tag.startswith(("nr", "ns", "nz")))
    ):
        run = run[1:]
    length = sum(len(token.text) for token in run)
    plain = any(len(token.text) > 1 and not token.tag.startswith(("ns", "nz", "nr")) and token.tag for token in run)
    return run if 2 <= length <= 4 and not plain and not _counts(run) else []


def _counts(run: list[Token]) -> bool:
    return any(token.tag in ("m", "q", "r", "d", "p") for token in run)


def _item(text: str, end: int) -> list[Token]:
    """The list's item that ends here: words of an industry may stand in it, other everyday words may not."""
    run = run_before(text, end, limit=_LONGEST)
    while run and (is_division(run[0]) or _is_everyday(run[0])):
        run = run[1:]
    if any(_is_everyday(token) for token in run[:1]) or _counts(run):
        return []
    length = sum(len(token.text) for token in run)
    named = any(not _is_everyday(token) and token.text not in word_set("industries") for token in run)
    return run if 2 <= length <= _LONGEST and named else []


def _is_everyday(token: Token) -> bool:
    if token.text in word_set("generic-words"):
        return True
    return len(token.text) > 1 and bool(token.tag) and not token.tag.startswith(("ns", "nz", "nr", "nt"))
