"""Programmes without quotation marks: 实施固本强基行动, 第三届桃花节, 林长制, 12345热线 (guideline, rules 2 to 4)."""

import re
from collections.abc import Iterator

from kg.ner import recognisers
from kg.ner.bodies import is_distinctive
from kg.ner.pieces import is_division, run_before
from kg.ner.spans import is_boundary, longest, longest_endings, matcher, mention, word_set
from kg.ontology import words
from kg.segment import Token
from kg.types import Article, Mention, Span

_HOTLINE = re.compile(r"(?<![\d.“\"])(?:1[0-9]{4}|9[56]\d{3,4})\s?[\u4e00-\u9fff]{0,10}?热线")
_EVENTS = ("节", "季", "秀", "大赛", "公开赛", "马拉松", "嘉年华", "博览会", "运动会", "庙会", "灯会")
_REGIONAL = frozenset("省市区县镇")


@recognisers("named-programmes")
def find_named_programmes(article: Article) -> Iterator[Mention]:
    """实施人才发展生态提升工程 -> 人才发展生态提升工程; 实施10万平方米建筑的修缮工程 -> none."""
    text = article.text
    for span in longest_endings(matcher("programme-tails"), text):
        if text.endswith(words("not-festivals"), 0, span.end):
            continue
        if is_boundary(text, span.end) and not text.startswith(text[span.end - 1], span.end):
            start = _title_start(text, span)
            if start is not None:
                yield mention(article, start, span.end, "PROGRAMME", 0.75, "named-programmes")


@recognisers("fixed-programmes")
def find_fixed_programmes(article: Article) -> Iterator[Mention]:
    """林长制, 一带一路; 12345热线 -> 12345热线; “12345” before 热线 -> 12345."""
    text = article.text
    for span in longest(matcher("national-programmes"), text):
        yield mention(article, *span, "PROGRAMME", 0.9, "fixed-programmes")
    for match in _HOTLINE.finditer(text):
        yield mention(article, *match.span(), "PROGRAMME", 0.85, "fixed-programmes")


def _title_start(text: str, span: Span) -> int | None:
    """Where an unquoted title begins: behind the verb that launches it, when it is specific enough."""
    run = [token for token in run_before(text, span.start, limit=16) if not is_division(token)]
    while run and (run[0].text in word_set("programme-verbs", "generic-determiners") or run[0].text.isdigit()):
        run = run[1:]
    if not run or not (
        _launched(text, run[0].start) or (text[span.start : span.end].endswith(_EVENTS) and is_distinctive(run))
    ):
        return None
    length = span.start - run[0].start
    event = text[span.start : span.end].endswith(_EVENTS)
    return run[0].start if length >= (2 if event else 4) and _is_specific(run, event) else None


def _launched(text: str, start: int) -> bool:
    lead = text[max(0, start - 8) : start].rstrip("了出起着过、和的新")
    return lead.endswith((*words("programme-verbs"), "了", "《", "届"))


def _is_specific(run: list[Token], event: bool) -> bool:
    return (
        (len(run) >= 2 or event)
        and run[0].text not in word_set("generic-determiners")
        and run[0].text[-1] not in _REGIONAL
    )
