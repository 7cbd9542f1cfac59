"""Places by what they end in: 香港路, 东麦窑村, 国际创新园, 澳门路小学地下停车场."""

import re
from collections.abc import Iterator

from kg.ner import recognisers
from kg.ner.bodies import is_distinctive, strip_generic
from kg.ner.pieces import BARE, is_division, pieces, run_before
from kg.ner.spans import index_at, is_boundary, longest_endings, matcher, mention, word_set
from kg.ontology import words
from kg.segment import Token, tokenize
from kg.types import Article, Mention, Span

_METRO = re.compile(r"(?:地铁|轨道交通)\d{1,2}号线")
_WHERE = "上畔边旁段侧口"
_LONGER = ("街道", "停车场", "党群服务中心", "火车站", "地铁站", "派出所", "小学", "中学", "幼儿园", "医院")
_NO_NAME = frozenset("一二三两几多各条这那每该本整全半沿临近靠老新旧大小主支")
_NATURAL = (
    "路",
    "街",
    "大街",
    "大道",
    "巷",
    "水库",
    "湾",
    "河",
    "江",
    "湖",
    "岛",
    "港",
    "站",
    "机场",
    "大桥",
    "火车站",
    "国际机场",
    "港区",
    "口岸",
    "古城",
    "新城",
    "山",
)
_ROADS = frozenset({"路", "街", "大街", "大道"})
_AREAS = ("开发区", "高新区", "经开区", "新区", "街道", "镇", "乡", "村", "社区", "园区", "保税区")
_BRACKET = re.compile(r"[(（][A-Z0-9]{1,4}[)）]")


@recognisers("sites")
def find_sites(article: Article) -> Iterator[Mention]:
    """位于市南区香港路 -> 香港路; 思路, 农村 and 一条路 are none; what only describes (老旧小区) is none."""
    text = article.text
    for span in longest_endings(matcher("place-suffixes"), text):
        if not _may_end(text, span.end) or _goes_on(text, span):
            continue
        start, confidence = _site_start(text, span)
        if start is not None:
            bracket = _BRACKET.match(text, span.end)
            yield mention(article, start, bracket.end() if bracket else span.end, "PLACE", confidence, "sites")


@recognisers("metro-lines")
def find_metro_lines(article: Article) -> Iterator[Mention]:
    """地铁2号线 -> a place (guideline, section 1)."""
    for match in _METRO.finditer(article.text):
        yield mention(article, *match.span(), "PLACE", 0.8, "metro-lines")


def _may_end(text: str, end: int) -> bool:
    """香港路|上, 浮山湾|畔: the dictionary joins the last character to where it is."""
    return is_boundary(text, end) or text[end] in _WHERE


def _goes_on(text: str, span: Span) -> bool:
    """和平区北市场|街道, 南昌市红谷|滩区: the name does not end here."""
    known = pieces(text)
    token = known[index_at(known, span.end - 1)]
    if is_division(token) and token.end > span.end:
        return True
    return any(text.startswith(word, span.end) for word in _LONGER if word not in text[span.start : span.end])


def _site_start(text: str, span: Span) -> tuple[int | None, float]:
    word = _word_over(text, span)
    if word:
        river = text[span.start : span.end] in ("河", "江", "湖")
        return (word.start, 0.6) if word.tag == "ns" and (len(word.text) > 2 or river) else (None, 0.0)
    run = _without_verbs(run_before(text, span.start, 6 if span.end - span.start == 1 else 14))
    road = _everyday_road(text, span)
    if road is not None:
        return road, 0.8
    division = run[0] if run and is_division(run[0]) else None
    behind = run[1:] if division else run
    own = _behind_area(behind)
    if len(own) < len(behind):
        division = None
    if division and not is_distinctive(own):
        return (division.start, 0.85) if _joins(text, division, own, span) else (None, 0.0)
    own = strip_generic(own)
    return (own[0].start, 0.75) if own and _is_name(own, text[span.start : span.end]) else (None, 0.0)


def _word_over(text: str, span: Span) -> Token | None:
    """思路, 农村, 长江: the dictionary's word whose end the suffix is."""
    tokens = tokenize(text)
    token = tokens[index_at(tokens, span.end - 1)]
    return token if token.start < span.start else None


def _without_verbs(run: list[Token]) -> list[Token]:
    """赋能|提升|市场 -> 市场: verbs begin no place's name, and what stands before them is not part of it."""
    cut = max((index + 1 for index, token in enumerate(run) if _begins_phrase(token)), default=0)
    return run[cut:]


def _behind_area(run: list[Token]) -> list[Token]:
    """经济|开发区|东富 -> 东富: what follows an area's own name is another place (guideline 11)."""
    reach = "".join(token.text for token in run)
    cut, length = 0, 0
    for index, token in enumerate(run[:-1]):
        length += len(token.text)
        if reach[:length].endswith(_AREAS):
            cut = index + 1
    return run[cut:]


def _everyday_road(text: str, span: Span) -> int | None:
    """人民路, 解放南路: a road may be named by an everyday word."""
    if text[span.start : span.end] not in _ROADS:
        return None
    side = text[span.start - 1 : span.start]
    end = span.start - 1 if side and side in "东南西北中" else span.start
    word = next((word for word in words("road-words") if text.endswith(word, 0, end)), "")
    return end - len(word) if word and is_boundary(text, end - len(word)) else None


def _begins_phrase(token: Token) -> bool:
    if len(token.text) == 1:
        return token.text in word_set("light-verbs")
    return token.tag.startswith("v") and token.text not in word_set("place-verbs")


def _joins(text: str, division: Token, own: list[Token], span: Span) -> bool:
    """Whether a division and what follows are one name: 青岛国际创新园, 株洲路; not 崂山区公园, 青岛企业."""
    suffix = text[span.start : span.end]
    if own:
        return division.tag == BARE or len(suffix) > 1
    if division.tag == BARE:
        return suffix in _NATURAL or suffix not in word_set("weak-place-suffixes")
    return len(suffix) > 2 and suffix not in word_set("generic-words")


def _is_name(run: list[Token], text: str) -> bool:
    """Whether what stands before the suffix ``text`` is a name of its own; one character is too little."""
    first = run[0].text
    if len(run) == 1 and (first in _NO_NAME or len(first) == 1):
        return False
    return is_distinctive(run, strict=text in word_set("weak-place-suffixes"))
