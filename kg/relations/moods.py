"""Whether a clause says of its verb that it is done, goes on or is planned, and whether it denies it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kg.ontology import ontology, words
from kg.relations.clauses import Clause, tokens_between
from kg.types import Mention, Modality, Polarity, Span

_NAME = "□"
_UNDER_WAY = frozenset({"正在", "正", "仍在", "还在", "一直在"})
# Words of planning that are nouns too; 未来 before a noun belongs to a name (未来社区).
_ALSO_NOUNS = frozenset({"计划", "规划", "准备", "谋划", "建议", "希望"})
_UNITS = ("m", "q")
_CLOSING = ("”", "》", '"')
_NOUN_BEFORE = frozenset("的被，,。；;：:、”》")
# 将 before a noun is 把 (将课间延长), but not before these, which say how something will be done.
_OBJECTS = ("n", "r", "m", "q", "t")
_HOW = frozenset(
    {"重点", "同步", "全程", "全部", "免费", "分期", "分批", "择优", "首批", "高质量", "高标准", "如期", "于"}
)
_ADVERBS = ("d", "ad", "vd", "zg", "uv")
_VERBS = ("v", "vn", "vi")
_BREAKS = frozenset(
    {"而是", "而", "但", "但是", "却", "反而", "仍然", "依然", "就", "便", "才", "并且", "后", "之后", "以后"}
)
_MARKS = frozenset("，,。！？!?；;：:”")
_DENIALS = ("negation", "denials", "stopping")
_QUOTED = re.compile(r"[“《\"][^“”《》\"]{1,30}[”》\"]")
_STATE = re.compile(r"中(?=[，,。；;：、的”！？]|$)|着(?![力眼重手陆落])")
_COMPLETE = re.compile(r"了|完成|完毕")


class _Word(NamedTuple):
    text: str
    tag: str
    end: int


def modality_of(text: str, clause: Clause, trigger_start: int, trigger_end: int | None = None) -> Modality:
    """将建成 -> planned, 正在建设 -> ongoing, 建成了 -> done.

    A word of planning counts where it governs the verb: not in a relative clause (拟建的公园), nor 将 for 把
    (将课间延长), nor 计划 as a noun (行动计划). A time to come (明年, 下一步) and a plan told earlier in the sentence
    hold on until something is said to be done. Conditions and questions (如果, 是否) state no fact and count as
    planned, which nothing asserts. ``trigger_end`` lets 着 and 中 behind the verb say that it goes on, and shows a
    trigger that is no verb (`is_noun`): what stands before it says nothing of it.
    """
    if is_noun(text, clause.start, trigger_start, trigger_end):
        return "done"
    lead = tuple(_words(text, clause.start, trigger_start, clause.mentions))
    behind = text[trigger_end : clause.end] if trigger_end else ""
    if any(word.text in words("conditions") for word in lead) or _is_planned(text, lead):
        return "planned"
    if trigger_end and _is_plan(text[trigger_start:trigger_end]):
        return "planned"
    if not (_is_done(lead) or _COMPLETE.match(behind)) and _is_to_come(text, clause, trigger_start):
        return "planned"
    return "ongoing" if _goes_on(text, lead, trigger_start, behind) else "done"


def polarity_of(text: str, clause: Clause, trigger_start: int, trigger_end: int | None = None) -> Polarity:
    """没有建设 -> negative; 不断建设, 从未停止建设 and 没有停下脚步，推进 are positive.

    Denials are counted from the verb back to what else they may deny: another verb with its object, a relative
    clause, a conjunction. Of an even number nothing is denied. Names deny nothing.
    """
    if is_noun(text, clause.start, trigger_start, trigger_end):
        return "positive"
    lead = tuple(_words(text, clause.start, trigger_start, clause.mentions))
    denied = sum(1 for _ in _denials(lead)) % 2 == 1
    behind = text[trigger_end or trigger_start : clause.end]
    return "negative" if denied or any(word in behind for word in words("failures")) else "positive"


def is_noun(text: str, start: int, trigger_start: int, trigger_end: int | None) -> bool:
    """Whether a relation is read off 局长, 品牌 or 的: no verb, so neither planned nor denied, if nobody is appointed.

    ``start`` is that of the clause; 担任 before a post in it makes it a matter of a verb (将担任局长).
    """
    if trigger_end is None or text[trigger_start:trigger_end] not in _nouns():
        return False
    return not any(word in text[start:trigger_start] for word in ontology().relations["holdsPost"].triggers)


@cache
def _nouns() -> frozenset[str]:
    verbs = {word for relation in ontology().relations.values() for word in relation.triggers}
    return frozenset({"的", *words("posts"), *words("programme-heads")} - verbs)


def _words(text: str, start: int, end: int, names: Sequence[Mention | Span]) -> Iterator[_Word]:
    """The words before a verb, each name as one."""
    at = start
    for name in (*(name for name in names if start <= name.start < end), None):
        upto = name.start if name else end
        for token in tokens_between(text, at, upto) if at < upto else ():
            first, last = max(token.start, at), min(token.end, upto)
            yield _Word(text[first:last], token.tag, last)
        if name:
            yield _Word(_NAME, "", name.end)
            at = name.end


def _is_plan(trigger: str) -> bool:
    """筹建, 规划建设; 计划 alone is a noun where a relation is read off it (“春芽贷”计划)."""
    alone = trigger in words("planned") and trigger not in _ALSO_NOUNS
    return alone or any(trigger.startswith(word) and len(word) > 1 for word in words("planned") if word != trigger)


def _governs(lead: Sequence[_Word], index: int) -> bool:
    """Whether a word reaches the verb: not if a verb and 的 follow, which make it part of a relative clause."""
    last = max((number for number, word in enumerate(lead) if word.text == "的"), default=-1)
    return last != index + 1 and not any(word.tag in _VERBS for word in lead[index + 1 : max(last, index + 1)])


def _is_planned(text: str, lead: Sequence[_Word]) -> bool:
    return any(
        (word.text in words("planned") or (word.text == "目标" and text.startswith("是", word.end)))
        and _governs(lead, index)
        and _plans(lead, index)
        for index, word in enumerate(lead)
    )


def _plans(lead: Sequence[_Word], index: int) -> bool:
    """将 that is not 把, 计划 that is no noun, 要 that is not denied."""
    word = lead[index].text
    before = lead[index - 1] if index else _Word("", "", 0)
    after = lead[index + 1] if index + 1 < len(lead) else _Word("", "", 0)
    if word == "将":
        adverbial = after.text in _HOW or after.text in words("adverbs") or after.text in words("future")
        return adverbial or not (after.text == _NAME or after.tag in _OBJECTS)
    if word in _ALSO_NOUNS:
        compound = before.text in words("plan-nouns") or before.tag in (*_UNITS, *_VERBS) or before.text in _CLOSING
        return not compound and after.text not in _NOUN_BEFORE
    return word != "要" or before.text not in words("negation")


def _is_done(lead: Sequence[_Word]) -> bool:
    return any(word.text in words("done") for word in lead)


def _is_to_come(text: str, clause: Clause, trigger: int) -> bool:
    """下一步，A将…，B…: a time to come in the sentence before the verb, or a plan that the subject goes on with."""
    start = clause.sentence.start
    quoted = [Span(*match.span()) for match in _QUOTED.finditer(text, start, clause.start)]
    earlier = tuple(_words(text, start, clause.start, quoted))
    latest = max((i for i, word in enumerate(earlier) if word.text in words("done")), default=-1)
    told = earlier[latest + 1 :]
    lead = "".join(word.text for word in (*told, *_words(text, clause.start, trigger, clause.mentions)))
    return bool(_future().search(lead)) or (clause.carried == 1 and _is_planned(text, told))


@cache
def _future() -> re.Pattern[str]:
    """明年, 到2025年; 未来 only before a number or where it stands alone, since it begins names (未来社区)."""
    times = "|".join(word for word in words("future") if word != "未来")
    return re.compile(rf"{times}|到20\d\d年|未来(?=[，,将拟要还计力几\d一二三四五六七八九十两{_NAME}]|$)")


def _goes_on(text: str, lead: Sequence[_Word], trigger: int, behind: str) -> bool:
    if _STATE.match(behind) or (len(lead) > 1 and lead[-1].text == "在" and lead[-2].text not in _MARKS):
        return True
    if any(word.text in _UNDER_WAY and _governs(lead, index) for index, word in enumerate(lead)):
        return True
    verb = text[trigger : trigger + 2]
    adverbs = tuple(_adverbs(lead))
    return any(word in words("ongoing") or word + verb in words("ongoing") for word in adverbs)


def _adverbs(lead: Sequence[_Word]) -> Iterator[str]:
    """持续|深入 right before the verb."""
    for word in reversed(lead):
        if word.tag not in _ADVERBS and word.text not in words("adverbs") and word.text not in words("ongoing"):
            return
        yield word.text


def _denials(lead: Sequence[_Word]) -> Iterator[_Word]:
    """The words that deny the verb, from it backwards."""
    noun = of = False
    for index in range(len(lead) - 1, -1, -1):
        word = lead[index]
        if word.text in _BREAKS or word.text in _MARKS:  # a mark ends a clause of speech in quotation marks
            return
        if any(word.text in words(table) for table in _DENIALS) and _denies(lead, index, of):
            yield word
        elif word.tag == "v" and noun and not of and (word.text in words("stopping") or not _is_light(word)):
            return
        of = of or (word.text == "的" and index < len(lead) - 1)
        noun = noun or word.tag == "n"


def _denies(lead: Sequence[_Word], index: int, of: bool) -> bool:
    """取消 and its like deny only what is right behind; the others not across 的, unless a preposition led there."""
    between = lead[index + 1 :]
    if lead[index].text in words("stopping"):
        return all(word.text in (_NAME, "的") or _is_light(word) for word in between)
    return not of or bool(between and (between[0].tag == "p" or between[0].text in words("prepositions")))


def _is_light(word: _Word) -> bool:
    """A word that has no object of its own to be denied: an adverb, a preposition, a word of planning, a denial."""
    tables = ("adverbs", "prepositions", "planned", "negation", "denials", "stopping", "ongoing")
    return word.tag in (*_ADVERBS, "p", "c") or any(word.text in words(table) for table in tables)
