"""Programmes in quotation marks: “五星联四星”党建工程, 推出“红色套餐”, “1+3+N”组织架构.

They follow section 1, rule 1 of the annotation guideline: a quoted piece is a programme when a head noun of the
initiative kind follows it, or when somebody launches, joins or runs it; it is none when 的 stands between, or when it
is a category, a metaphor, an honour or somebody's words.
"""

import re
from collections.abc import Iterator
from functools import cache

from kg.names import squash
from kg.ner import recognisers
from kg.ner.quotes import quoted
from kg.ner.spans import index_at, may_be_in_name, mention, word_set
from kg.ontology import relation, words
from kg.segment import tokenize
from kg.types import Article, Label, Mention, Span

_FORMULA = re.compile(r"[\dA-Za-zＮ]{1,3}(?:\s?[+＋]\s?[\dA-Za-zＮ]{1,3})+")
_THEMED_YEAR = re.compile(r"[\u4e00-\u9fff]{4,12}年$")
_YEAR_AS_TIME = re.compile(
    r"[〇○零一二三四五六七八九十百两几多\d]年$|周年$|全年$|近年$|百年$|少年$|青年$|老年$|中年$|成年$|当年$|新年$"
)
_SENTENCE_MARKS = frozenset("，。！？；：,!?;:…")
_TITLE_TAILS = ("制", "工程", "行动", "计划", "大赛", "热线", "公众号", "大讲堂", "工作法")
_COUNTED = re.compile(
    r"[了出起着]?(?:以|包括|[一二三四五六七八九十多几两\d]+(?:个|项|批|系列|大|场|余项|余个|次)?|一系列|系列|全市|全区|全省|全国|首个|首批|新|的)*"
)
_MODIFIERS = ("党员", "企业", "人才", "干部", "群众", "员工", "人员", "青年", "家庭", "产品")
_MODIFIER_REACH = 14
_LIST_GAPS = frozenset({"", "、", "和", "与", "及", "以及", "，", ",", " "})


@recognisers("quoted-programmes")
def find_quoted_programmes(article: Article) -> Iterator[Mention]:
    """打造“益同行”社会救助服务品牌 -> 益同行; “动车组”, “三链融合”的工作思路 -> none."""
    spans = [Span(*_trim(article.text, span)) for span in quoted(article)]
    for group in _lists(article.text, spans):
        label, confidence = _judge_list(article.text, group)
        for span in group:
            own = _own_label(article.text[span.start : span.end]) or label
            score = confidence if own == label else 0.85
            if own and not _is_plain(article.text[span.start : span.end]):
                yield mention(article, *span, own, score, "quoted-programmes")


def _trim(text: str, span: Span) -> tuple[int, int]:
    piece = text[span.start : span.end]
    return span.start + len(piece) - len(piece.lstrip()), span.end - len(piece) + len(piece.rstrip())


def _lists(text: str, spans: list[Span]) -> Iterator[list[Span]]:
    """“A”“B”和“C” are one list; what holds of one holds of all."""
    group: list[Span] = []
    for span in spans:
        if group and (
            span.start <= group[-1].end or text[group[-1].end + 1 : span.start - 1].strip() not in _LIST_GAPS
        ):
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _after(text: str, span: Span) -> int:
    """The position behind the closing mark; a blank may stand before the mark."""
    end = span.end
    while text[end : end + 1].isspace():
        end += 1
    return end + 1


def _judge_list(text: str, group: list[Span]) -> tuple[Label | None, float]:
    if all(_looks_spoken(text, span) for span in group):
        return None, 0.0
    kind = _what_follows(text, _after(text, group[-1]))
    if kind == "negative":
        return None, 0.0
    before = _verb_before(text, group[0].start - 1)
    if kind == "head" and before != "negative":
        return "PROGRAMME", 0.93 if before == "verb" else 0.87
    if kind == "head":
        return "PROGRAMME", 0.7
    if (
        before == "verb"
        and _ends_phrase(text, _after(text, group[-1]))
        and all(span.end - span.start <= 12 for span in group)
    ):
        return "PROGRAMME", 0.72
    return None, 0.0


def _ends_phrase(text: str, position: int) -> bool:
    """Whether the quoted piece is the whole object: what follows it is a mark, 等, a conjunction or the end."""
    if position >= len(text) or text[position] in "，。；、！？）)：,;:!?\n等和及与并":
        return True
    tokens = tokenize(text)
    token = tokens[index_at(tokens, position)]
    return token.tag in ("v", "p", "c", "d", "ad", "f", "t") and token.text not in word_set("name-verbs")


def _own_label(piece: str) -> Label | None:
    """What a quoted piece is by itself: 1+3+N and 作风能力提升年 a programme, 产业链党建联盟 a body."""
    name = squash(piece)
    if (
        _FORMULA.fullmatch(piece.strip())
        or (len(name) >= 4 and name.endswith(_TITLE_TAILS))
        or (name.isdigit() and len(name) == 5)
        or (_THEMED_YEAR.search(name) and not _YEAR_AS_TIME.search(name))
    ):
        return "PROGRAMME"
    if len(name) > 4 and name.endswith(
        (
            "联盟",
            "综合党委",
            "突击队",
            "服务队",
            "工作专班",
            "宣讲团",
            "志愿队",
            "协会",
        )
    ):
        return "ORG"
    return None


def _is_plain(piece: str) -> bool:
    name = squash(piece)
    return (
        name.endswith("的")
        or name in word_set("not-programmes")
        or len(name) < 2
        or (name.isdigit() and len(name) < 5)
        or (name.isascii() and name.isalpha())
    )


def _looks_spoken(text: str, span: Span) -> bool:
    """Somebody's words: a sentence mark inside, or a colon or a verb of saying before the opening mark."""
    piece = text[span.start : span.end]
    opener = text[max(0, span.start - 2) : span.start - 1]
    return any(mark in piece for mark in _SENTENCE_MARKS) or len(piece) > 16 or opener in (":", "：", "说", "道")


def _what_follows(text: str, position: int) -> str:
    """'head', 'negative' or '': the first noun that tells behind the closing mark, past modifiers, not past 的."""
    rest = text[position : position + _MODIFIER_REACH]
    if rest.startswith("等"):
        rest, position = rest[1:], position + 1
    if rest.startswith(words("programme-negative")) and not rest.startswith(_MODIFIERS):
        heads = next((word for word in words("programme-heads") if rest.startswith(word)), "")
        blocked = next(word for word in words("programme-negative") if rest.startswith(word))
        return "head" if len(heads) > len(blocked) else "negative"
    if rest.startswith(words("programme-predicates")) and _says_who(text, position):
        return "head"
    reached, soft = position, False
    tokens = tokenize(text)
    for token in tokens[index_at(tokens, position) :]:
        if token.start < reached:
            continue
        if token.start - position > _MODIFIER_REACH:
            break
        piece = text[position : token.end]
        if token.text in _MODIFIERS:
            soft = True
            continue
        if piece.endswith(words("programme-negative")) and not piece.endswith(words("programme-heads")):
            return "negative" if token.end - position > 1 else ""
        if token.text in word_set("programme-heads") or piece.endswith(_long_heads()):
            return "head"
        if not (may_be_in_name(token) or token.tag in ("vn", "m", "q") or token.text.isdigit()):
            break
    return "negative" if soft else ""


def _says_who(text: str, position: int) -> bool:
    """“先锋行”由区委牵头: behind 由 somebody must lead or run it; the other predicates say enough themselves."""
    if not text.startswith("由", position):
        return True
    clause = re.split(r"[，。！？；,;!?\n]", text[position : position + 30])[0]
    return any(verb in clause for verb in (*words("programme-verbs"), *relation("leads").triggers))


@cache
def _long_heads() -> tuple[str, ...]:
    return tuple(head for head in words("programme-heads") if len(head) > 1)


def _verb_before(text: str, position: int) -> str:
    """'verb', 'negative' or '': what stands before the opening mark; a 的 there makes a metaphor of it."""
    lead = text[max(0, position - 24) : position].rstrip("“\"'「『 ")
    clause = re.split(r"[，。！？；：,;:\n“”\"]", lead)[-1]
    if clause.endswith(("的", *words("not-launched"))):
        return "negative"
    bare = clause.rstrip("了出起着好过")
    if bare.endswith(words("programme-verbs")):
        return "verb"
    verb = next((verb for verb in words("programme-verbs") if verb in clause), "")
    between = clause[clause.rfind(verb) + len(verb) :] if verb else ""
    return "verb" if verb and _COUNTED.fullmatch(between) else ""
