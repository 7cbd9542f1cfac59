"""Bodies: 崂山区人社局, 市委组织部, 华兴科技有限公司, 平安里小学, 区文旅局机关党支部."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import ahocorasick

from kg.ner import recognisers
from kg.ner.pieces import is_division, pieces, run_before
from kg.ner.spans import index_at, is_boundary, longest, longest_endings, matcher, mention, word_set
from kg.ontology import words
from kg.segment import Token
from kg.types import Article, Mention, Span

_LEVELS = ("省", "市", "区", "县", "镇", "乡", "旗", "州")
_SMALL_LEVELS = "镇乡街社村"
_NO_BODY_BEHIND = ("管理", "建设", "服务区", "域", "外", "员")
_CUT_BEHIND = ("会", "员", "托", "派", "任", "内")
_NO_LEVEL_BEFORE = frozenset("社小地园城校景库灾疫辖郊新街片特产战禁都门超夜集菜海上各全治政别关省区分有")
_MEDIUM = re.compile(
    r"[\u4e00-\u9fff]{2,6}(?:日报|晚报|早报|晨报|时报|都市报|广播电视台|电视台|融媒体中心|新闻(?=记者|客户端))"
)
_BRANCHES = ("分行", "支行", "分公司", "公司", "分局", "工作站", "办事处", "分院", "校区", "分校")
_SIZES = frozenset("老旧新大小高低")
_COUNTING_TAGS = frozenset({"m", "q", "p", "c", "d", "r", "u"})
_GOES_ON = ("城", "谷", "园", "街", "港", "带", "事处", "廊", "小镇")
_QUOTED_BODY = re.compile(
    r"[“\"][^“”\"，。\n]{1,10}[”\"][\u4e00-\u9fff]{0,6}?(?:党委|党支部|党总支|服务队|突击队|协会|联盟|商会|委员会)"
)
_STATE_BODY = re.compile(r"国家[\u4e00-\u9fff]{2,9}?(?:总局|(?<![大全新布结定格])局)")
_LEADING = frozenset("原首旧各前")
_NAME_TAGS = ("ns", "nr", "nz", "nt", "division", "bare")
_DESCRIBING_TAGS = ("a", "v", "d", "i", "l", "z", "m", "q", "f")
_SMALL_WORD_TAGS = frozenset({"m", "q", "d", "a", "v", "f", "p", "c", "r", "u"})
_WEAK_TAILS = (
    "中心",
    "站",
    "队",
    "组",
    "部",
    "科技",
    "生物",
    "物业",
    "街道办",
    "汽车",
    "通信",
    "股份",
    "团",
    "农场",
    "林场",
)
_ESTABLISHED = re.compile(r"(?:成立|组建|设立)[了起]?(?:[\u4e00-\u9fff]{0,6}首[个家支]|\d+[个家支]|一[个家支])?$")


@recognisers("departments")
def find_departments(article: Article) -> Iterator[Mention]:
    """崂山区农业农村局机关党委, 区气象局, 市委: a region, or the character of its level, and a department."""
    text = article.text
    for span in longest(_department_matcher(), text):
        start = None if _is_cut(text, span) else _region_start(text, span.start)
        if start is not None:
            yield mention(article, start, extend(text, span.end), "ORG", 0.95, "departments")


@recognisers("bodies")
def find_bodies(article: Article) -> Iterator[Mention]:
    """华兴科技有限公司, 平安里小学: names by what they end in; generic ones (科技公司, 物业公司) are none."""
    text = article.text
    for span in longest_endings(matcher("body-suffixes"), text):
        if (
            _is_generic_place(text, span.end)
            or _cuts_name(text, span)
            or not (is_boundary(text, span.end) or span.end - span.start > 2)
        ):
            continue
        start, confidence = _body_start(text, span)
        if start is not None:
            yield mention(article, start, extend(text, span.end), "ORG", confidence, "bodies")


@recognisers("quoted-bodies")
def find_quoted_bodies(article: Article) -> Iterator[Mention]:
    """崂山区“小个专”行业党委 -> one body with the marks inside (guideline 6)."""
    text = article.text
    for match in _QUOTED_BODY.finditer(text):
        run = run_before(text, match.start())
        if run and is_division(run[-1]):
            yield mention(article, run[-1].start, match.end(), "ORG", 0.9, "quoted-bodies")


@recognisers("state-bodies")
def find_state_bodies(article: Article) -> Iterator[Mention]:
    """国家粮食和物资储备局, 国家移民管理局: the state's own bureaus; 国家大局 is none."""
    for match in _STATE_BODY.finditer(article.text):
        if is_boundary(article.text, match.start()) and is_boundary(article.text, match.end()):
            yield mention(article, *match.span(), "ORG", 0.85, "state-bodies")


@recognisers("known-bodies")
def find_known_bodies(article: Article) -> Iterator[Mention]:
    """民政部, 国务院, 上合组织; media in any paragraph: 青岛日报."""
    text = article.text
    for span in longest(matcher("national-bodies", "media"), text):
        if is_boundary(text, span.start) and is_boundary(text, span.end):
            yield mention(article, *span, "ORG", 0.93, "known-bodies")
    for paragraph in article.paragraphs:
        if paragraph.kind == "byline":
            for match in _MEDIUM.finditer(text, paragraph.start, paragraph.end):
                yield mention(article, *match.span(), "ORG", 0.9, "known-bodies")


def extend(text: str, end: int) -> int:
    """The end of a body's name with the Party units behind it: 区文旅局 + 机关党支部."""
    if text.startswith("原", end):
        return end
    branch = _branch_end(text, end)
    while unit := next((unit for unit in words("party-units") if text.startswith(unit, branch)), ""):
        if text.startswith(_NO_BODY_BEHIND, branch + len(unit)):
            break
        branch += len(unit)
    return branch


def _branch_end(text: str, end: int) -> int:
    """南粤银行|佛山|分行: a branch named by its division is one body with what it is a branch of."""
    known = pieces(text)
    index = index_at(known, end)
    if index + 1 < len(known) and known[index].start == end and is_division(known[index]):
        branch = next((word for word in _BRANCHES if text.startswith(word, known[index].end)), "")
        return known[index].end + len(branch) if branch else end
    return end


def strip_generic(run: list[Token]) -> list[Token]:
    """重点|企业|华兴|科技 -> 华兴|科技: what a name may hold but not begin with."""
    for index, token in enumerate(run):
        if (len(token.text) == 1 and token.text not in _LEADING) or token.text not in word_set(
            "generic-words", "name-verbs"
        ):
            return run[index:]
    return []


def is_distinctive(run: list[Token], *, strict: bool = False) -> bool:
    """Whether a run of two code points or more names something: 银鱼, 东麦窑; not 重点产业, 软弱涣散, 三级.

    ``strict`` asks for a word that is a name, or that no dictionary lists: 东麦窑, not 银鱼.
    """
    if sum(len(token.text) for token in run) < 2:
        return False
    return any(_is_own(token, strict) for token in run) or _is_spelled(run)


def _is_spelled(run: list[Token]) -> bool:
    """任|港: two characters in a row that the dictionary does not join are a name it does not list."""
    single = [len(token.text) == 1 and token.tag not in _COUNTING_TAGS and token.text not in _SIZES for token in run]
    return any(a and b for a, b in pairwise(single))


def _is_own(token: Token, strict: bool) -> bool:
    if token.text in word_set("generic-words", "name-verbs"):
        return False
    if len(token.text) == 1:
        return token.tag not in _SMALL_WORD_TAGS
    if strict:
        return not token.tag or token.tag.startswith(_NAME_TAGS)
    return not token.tag.startswith(_DESCRIBING_TAGS)


@cache
def _department_matcher() -> ahocorasick.Automaton:
    """Departments behind the character of a level: 区人社局, 市委组织部, 县政府, 街道党工委."""
    automaton = ahocorasick.Automaton()
    tables = [(_LEVELS, words("departments")), (("街道", "社区", "村", "镇", "乡"), words("party-units"))]
    for levels, bodies in tables:
        for name in (level + body for level in levels for body in bodies):
            automaton.add_word(name, name)
    automaton.make_automaton()
    return automaton


def _is_cut(text: str, span: Span) -> bool:
    """县委 in 县委员 or 区委托, 市政府 in 市政府采购: the word goes on."""
    if text[span.end - 1] == "委":
        return text.startswith(_CUT_BEHIND, span.end)
    return text.startswith(("采购", "投资", "工作报告", "债"), span.end)


def _region_start(text: str, start: int) -> int | None:
    """Where the body begins whose level's character is at ``start``; None where it is no body's."""
    for width in (1, 2):
        run = run_before(text, start + width)
        if run and is_division(run[-1]) and run[-1].start < start:
            return run[-1].start
    if text[start] in _SMALL_LEVELS:
        return _small_start(run_before(text, start, limit=8))
    run = run_before(text, start)
    if run and is_division(run[-1]):
        return run[-1].start
    return start if start == 0 or text[start - 1] not in _NO_LEVEL_BEFORE else None


def _small_start(run: list[Token]) -> int | None:
    """六堡镇|山坪|村党支部 -> 山坪, 六堡镇|党委 -> 六堡镇: a village's own name, else the division's."""
    own = strip_generic([token for token in run if not is_division(token)])
    if own and is_distinctive(own):
        return own[0].start
    return run[0].start if run and is_division(run[0]) else None


def _cuts_name(text: str, span: Span) -> bool:
    """海关 in 山海关, 生物 in 生物城, 街道办 in 街道办事处: the suffix is part of another word."""
    if text.startswith(_GOES_ON, span.end) and _is_weak(text, span):
        return True
    token = pieces(text)[index_at(pieces(text), span.start)]
    return token.start < span.start and token.tag == "ns"


def _is_generic_place(text: str, end: int) -> bool:
    """党群服务中心 is a place (guideline 12), though 服务中心 ends a body's name."""
    return text[:end].endswith(("党群服务中心", "便民服务中心", "政务服务中心", "市民服务中心", "养老服务中心"))


def _body_start(text: str, span: Span) -> tuple[int | None, float]:
    run = run_before(text, span.start)
    if run and is_division(run[0]):
        single = span.end - span.start == 1 and len(run) < 3
        return (None, 0.0) if single else (run[0].start, 0.9)
    level = next((token for token in run if token.text in _LEVELS), None)
    if level and span.start - level.end >= 2 and (span.end - span.start > 1 or text[span.start] in "局厅"):
        return level.start, 0.8
    own = strip_generic(run)
    if own and span.end - span.start > 1 and is_distinctive(own, strict=_is_weak(text, span)):
        return own[0].start, 0.7
    if run and span.start - run[0].start >= 4 and _ESTABLISHED.search(text, max(0, run[0].start - 16), run[0].start):
        return run[0].start, 0.7
    return None, 0.0


def _is_weak(text: str, span: Span) -> bool:
    """服务中心, 工作站 mostly describe; 公司, 学校 mostly end a name."""
    return text[span.start : span.end].endswith(_WEAK_TAILS)
