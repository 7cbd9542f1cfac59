"""When a relation holds and what quantity belongs to it, read off the sentence that states it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from kg.measures.quantities import quantities_of
from kg.measures.times import Time, times_of
from kg.ontology import words
from kg.relations.moods import is_noun
from kg.sentences import Sentence
from kg.types import Article, Mention, Quantity, Span

_CLAUSE_END = re.compile(r"[，,；;：:。！？!?]")
_COMMAS = ("，", ",", "、")
# 成立于2018年: what joins a verb to a time behind it.
_AT = ("于", "在", "是在", "自", "时间为")
_OPENING = re.compile(r"[“\"（(　 ]*(?:早在|自|从|于|在|到|至|截至|就在|而|同时)?")
_COMPARED = ("比", "较", "超")
_COMPARING = ("相比", "同期", "比")
_RATE = re.compile(r"每[^，。]{0,3}$|均$")
_LISTED = re.compile(r"[”》]?[、，,和与及]?[“《]?")
_LATER = re.compile(r"[;；]|后来|此后")
_CLOSING = '”"》」）) '
_SIZES = ("count-verbs", "spending", "extents")
_LEAD, _RELATIVE = 8, 12

Counted = tuple[Span, Quantity]


def circumstances(
    article: Article, mentions: Sequence[Mention], sentence: Span | Sentence, at: Span, head: Mention, tail: Mention
) -> tuple[str | None, Quantity | None]:
    """8月26日，青羊区投资2亿元建设锦绣公园 -> 2022-08-26 and 2亿元 for the relation whose trigger stands at ``at``.

    The time is the one behind 于 right after the trigger, else the nearest before it in its clause, else that of the
    nearest clause before that begins with one, else the nearest of an earlier clause up to a semicolon, if no name
    stands before the trigger in its own. Times in names, of reporting (记者26日获悉), of comparing (比上年) and in a
    relative clause on a name (2018年成立的A) are none. Nothing is taken from another sentence or from the day of
    publication; 当天 leads back by itself.

    The quantity is what is spent before the trigger (投资2亿元建设), else the nearest to it in its clause; else that of
    the clause right behind, if it names nobody and begins with its size (总投资2亿元, 惠及3000户), or of one of
    spending that ends right before. A trigger that is no verb (局长) has neither, unless somebody is appointed.
    ``mentions`` are sorted and do not overlap; ``sentence`` is a stretch of ``article.text`` that ``at`` lies in.
    """
    first = bisect_left(mentions, sentence[0], key=lambda found: found.start)
    last = bisect_left(mentions, sentence[1], key=lambda found: found.start)
    named = mentions[first:last]
    parts = tuple(_clauses(article.text, sentence[0], sentence[1], named))
    if is_noun(article.text, parts[_index(parts, at.start)].start, at.start, at.end):
        return None, None
    times = [time for time in _within(times_of(article.text, article.published), sentence) if _is_free(time, named)]
    counted = [found for found in _counted(article.text, sentence) if _is_free(found[0], named)]
    return (
        _when(article.text, parts, times, at, named),
        _how_much(article.text, parts, counted, at, named, (head, tail)),
    )


def _within(times: Sequence[Time], sentence: Span | Sentence) -> Sequence[Time]:
    first = bisect_left(times, sentence[0], key=lambda time: time.start)
    return times[first : bisect_left(times, sentence[1], key=lambda time: time.start)]


def _counted(text: str, sentence: Span | Sentence) -> Sequence[Counted]:
    known = quantities_of(text)
    first = bisect_left(known, sentence[0], key=lambda found: found[0].start)
    return known[first : bisect_left(known, sentence[1], key=lambda found: found[0].start)]


def _is_free(found: Time | Span, named: Sequence[Mention]) -> bool:
    return not any(mention.start < found.end and found.start < mention.end for mention in named)


def _clauses(text: str, start: int, end: int, named: Sequence[Mention]) -> Iterator[Span]:
    """The clauses of a sentence; what ends one is no part of it, and inside a name nothing does."""
    for match in _CLAUSE_END.finditer(text, start, end):
        if not any(mention.start <= match.start() < mention.end for mention in named):
            yield Span(start, match.start())
            start = match.end()
    yield Span(start, end)


def _index(parts: Sequence[Span], at: int) -> int:
    return next((number for number, part in enumerate(parts) if at <= part.end), len(parts) - 1)


def _when(text: str, parts: Sequence[Span], times: Sequence[Time], at: Span, named: Sequence[Mention]) -> str | None:
    own = _index(parts, at.start)
    behind = [time for time in times if time.start >= at.end and text[at.end : time.start] in _AT]
    if behind:
        return behind[0].value
    usable = [time for time in times if time.end <= at.start and _is_usable(text, time, at, named)]
    here = [time for time in usable if time.start >= parts[own].start]
    if here:
        return here[-1].value
    earlier = [(parts[_index(parts, time.start)], time) for time in usable]
    carried = [(part, time) for part, time in earlier if _can_carry(text, part, time)]
    opening = [time for part, time in carried if _OPENING.fullmatch(text, part.start, time.start)]
    if opening:
        return opening[-1].value
    if any(parts[own].start <= mention.start < at.start for mention in named):
        return None
    near = [time for _, time in carried if not _LATER.search(text, time.end, at.start)]
    return near[-1].value if near else None


def _is_usable(text: str, time: Time, at: Span, named: Sequence[Mention]) -> bool:
    """Not 比去年 or 去年同期, and not 2018年成立的 before a name, but for 成立 itself."""
    if text.startswith(_COMPARED, max(0, time.start - 1)) or text.startswith(_COMPARING, time.end):
        return False
    follows = next((mention.start for mention in named if mention.start >= time.end), len(text))
    between = text[time.end : follows].rstrip('“"《「')
    relative = between.endswith("的") and len(between) <= _RELATIVE and not _CLAUSE_END.search(between)
    return at.end <= follows or not relative


def _can_carry(text: str, part: Span, time: Time) -> bool:
    """A clause that only reports, and a time behind its own verb (成立于2018年), have none to pass on."""
    clause = text[part.start : part.end]
    if any(word in clause for word in words("reporting")):
        return False
    return time.end < part.end or bool(_OPENING.fullmatch(text, part.start, time.start))


def _how_much(
    text: str,
    parts: Sequence[Span],
    counted: Sequence[Counted],
    at: Span,
    named: Sequence[Mention],
    ends: tuple[Mention, Mention],
) -> Quantity | None:
    fitting = [found for found in counted if not _is_list_or_rate(text, found, named)]
    own = _index(parts, at.start)
    last = max(own, _index(parts, ends[1].start))
    here = [found for found in fitting if parts[own].start <= found[0].start < parts[last].end]
    spent = [found for found in here if found[0].end <= at.start and found[1].what in words("spending")]
    near = [found for found in here if not _is_anothers(found[0], at, named, ends)]
    chosen = spent[-1:] or sorted(near, key=lambda found: _distance(found[0], at))[:1]
    chosen = chosen or list(_behind(text, parts, last, fitting, named)) or _before(parts, own, fitting, at, named)
    return _name(text, chosen[0], at, named) if chosen else None


def _name(text: str, found: Counted, at: Span, named: Sequence[Mention]) -> Quantity:
    """服务草堂小学5000人次 counts what the trigger says, not what the name before it ends in."""
    span, quantity = found
    begins = text.rfind(quantity.what, at.start, span.start) if quantity.what else -1
    behind = quantity.what in text[span.end : span.end + _LEAD]
    if behind or begins < at.end or not any(mention.start <= begins < mention.end for mention in named):
        return quantity
    return replace(quantity, what=text[at.start : at.end])


def _distance(found: Span, at: Span) -> int:
    return found.start - at.end if found.start >= at.end else at.start - found.end


def _is_list_or_rate(text: str, found: Counted, named: Sequence[Mention]) -> bool:
    """A、B等12家, A、B两家 count the names before them; 每户1800元 is no sum."""
    start = found[0].start
    lead = text[max(0, start - _LEAD) : start]
    if lead.endswith("等") or _RATE.search(lead):
        return True
    before = [mention for mention in named if mention.end <= start]
    if not before or text[before[-1].end : start].strip(_CLOSING):
        return False
    pairs = zip(reversed(before[:-1]), reversed(before[1:]), strict=True)
    listed = 1 + sum(1 for _ in takewhile(lambda pair: _LISTED.fullmatch(text, pair[0].end, pair[1].start), pairs))
    return listed > 1 and listed == found[1].number


def _is_anothers(found: Span, at: Span, named: Sequence[Mention], ends: tuple[Mention, Mention]) -> bool:
    """Whether a name of something else stands between a quantity and the trigger."""
    first, last = (at.end, found.start) if found.start >= at.end else (found.end, at.start)
    between = (mention for mention in named if first <= mention.start < last)
    return any(mention not in ends and mention.label != ends[1].label for mention in between)


def _behind(
    text: str, parts: Sequence[Span], last: int, counted: Sequence[Counted], named: Sequence[Mention]
) -> Iterator[Counted]:
    """总投资2亿元, 惠及3000户: a clause right behind, in which nobody else is named."""
    if last + 1 >= len(parts) or not text.startswith(_COMMAS, parts[last].end):
        return
    part = parts[last + 1]
    if any(part.start <= mention.start < part.end for mention in named):
        return
    for found in counted:
        lead = text[part.start : found[0].start] if part.start <= found[0].start < part.end else ""
        if len(lead) <= _LEAD and any(word in lead for table in _SIZES for word in words(table)):
            yield found


def _before(
    parts: Sequence[Span], own: int, counted: Sequence[Counted], at: Span, named: Sequence[Mention]
) -> list[Counted]:
    """投资2亿元，建设…: what is spent in the clause before, if the trigger's has no subject of its own."""
    if not own or any(parts[own].start <= mention.start < at.start for mention in named):
        return []
    part = parts[own - 1]
    inside = [found for found in counted if part.start <= found[0].start < part.end]
    return [found for found in inside[-1:] if found[1].what in words("spending") and part.end - found[0].end <= 2]
