"""Clauses of a sentence, their subjects, and whether they speak of plans or deny what they say."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from kg.gazetteer import regions
from kg.ontology import ontology, words
from kg.segment import Token, tokenize
from kg.sentences import Sentence, split_sentences
from kg.types import Article, Mention

_OPENING, _CLOSING = "“「《\uff08(", "”」》\uff09)"
_BOUND = re.compile(f"[{re.escape(_OPENING + _CLOSING)}\uff0c,\uff1b;\uff1a:。\uff01\uff1f!?]")
_ADJACENT = frozenset({"", "“", '"', "”", "（", "("})
_COORDINATION = frozenset({"、", "和", "与", "及", "以及", "同", "”、“", '"、"', "”和“", "，", "跟", "”“"})
_THIS = re.compile(r"该([\u4e00-\u9fff]{1,4})")
_ACTING_PLACES = ("省", "市", "区", "县", "旗", "州", "镇", "乡", "街道", "村", "社区", "盟")
_ACTORS = frozenset({"ORG", "PLACE", "PERSON", "PROGRAMME"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with the mentions in it; ``subject`` is explicit, or carried on, ``carried`` says how far.

    0: the clause's own; 1: from an earlier clause of the sentence; 2: from an earlier sentence of the paragraph;
    3: from the paragraph before. ``spoken_of`` is the programme named last before the clause in its paragraph.
    """

    start: int
    end: int
    sentence: Sentence
    mentions: tuple[Mention, ...]
    subject: tuple[Mention, ...]
    carried: int
    spoken_of: Mention | None

    def __hash__(self) -> int:
        """Its place tells a clause from nearly all others, and costs less than its names."""
        return hash((self.start, self.end))


def clauses(article: Article, mentions: Sequence[Mention]) -> tuple[Clause, ...]:
    """区委启动工程，推出品牌。 -> two clauses, both with the subject 区委 (guideline, section 3, rule 2)."""
    return _parse(_Read(article, mentions))


class _Read(NamedTuple):
    """An article with its mentions, known by being these very objects: comparing them would cost as much as parsing."""

    article: Article
    mentions: Sequence[Mention]

    def __hash__(self) -> int:
        return hash((id(self.article), id(self.mentions)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Read) and self.article is other.article and self.mentions is other.mentions


@lru_cache(maxsize=2)
def _parse(read: _Read) -> tuple[Clause, ...]:
    """Kept for the last articles, since each extractor asks for them."""
    return tuple(_walk(read.article, tuple(read.mentions)))


def _walk(article: Article, mentions: tuple[Mention, ...]) -> Iterator[Clause]:
    protagonist = protagonist_of(mentions)
    starts = [found.start for found in mentions]
    topic = protagonist
    programme: Mention | None = None
    paragraph, distance = -1, 3
    for sentence in split_sentences(article):
        kind = article.paragraphs[sentence.paragraph].kind
        if kind in ("byline", "caption"):
            continue
        if sentence.paragraph != paragraph:
            distance, paragraph = 3, sentence.paragraph
            topic, programme = topic or protagonist, None
        for start, end in _bounds(article.text, sentence):
            inside = tuple(within(mentions, starts, start, end))
            own = subject_of(article.text, start, inside, mentions)
            yield Clause(start, end, sentence, inside, own or topic, 0 if own else distance, programme)
            programme = next((m for m in reversed(inside) if m.label == "PROGRAMME"), programme)
            if own and all(is_actor(found) for found in own):
                topic, distance = own, 1
        distance = 2 if distance < 3 else 3


def within(mentions: Sequence[Mention], starts: Sequence[int], start: int, end: int) -> list[Mention]:
    """The mentions that lie in a stretch of the text; ``starts`` are theirs, so that a long text stays cheap."""
    return [m for m in mentions[bisect_left(starts, start) : bisect_left(starts, end)] if m.end <= end]


def is_actor(found: Mention) -> bool:
    """Whether a name can be the one that later sentences leave out: bodies, divisions, villages; not buildings."""
    return found.label == "ORG" or (found.label == "PLACE" and found.canonical.endswith(_ACTING_PLACES))


def protagonist_of(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The division or village an article names most, clearly more often than any other; empty without one."""
    named = Counter(found.canonical for found in mentions if found.label == "PLACE" and is_actor(found))
    ranked = named.most_common(2)
    if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return ()
    return (next(found for found in mentions if found.canonical == ranked[0][0]),)


def _bounds(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where the clauses of a sentence begin and end; what stands in marks or brackets is not cut."""
    start = sentence.start
    depth = 0
    for found in _BOUND.finditer(text, sentence.start, sentence.end):
        position, char = found.start(), found.group()
        depth += (char in _OPENING) - (char in _CLOSING)
        if depth <= 0 and char not in _OPENING and char not in _CLOSING:
            yield start, position
            start, depth = position + 1, 0
    if start < sentence.end:
        yield start, sentence.end


def subject_of(text: str, start: int, inside: Sequence[Mention], known: Sequence[Mention]) -> tuple[Mention, ...]:
    """The actors a clause begins with and their list: not behind a preposition or before 的, the last of a chain."""
    governed: set[Mention] = set()
    for index, found in enumerate(inside):
        if is_prepositional(text, start, found):
            governed.update(coordinated(text, inside, index))
        if found.label not in _ACTORS or found in governed:
            continue
        if index + 1 < len(inside) and _modifies(text, found, inside[index + 1]):
            continue
        if text.startswith("的", found.end) or text.startswith(("”的", '"的'), found.end):
            continue
        if found.canonical in regions() and _noun_follows(text, found, inside):
            continue
        if _has_verb(text, start, found.start, inside):
            break
        return tuple(coordinated(text, inside, index))
    spoken_of = _spoken_of(text, start, known)
    if spoken_of:
        return spoken_of
    opening = text[start : start + 12]
    stand_in = next((word for word in words("stand-ins") if word in opening), "")
    if not stand_in or opening[: opening.find(stand_in)].endswith(words("prepositions")):
        return ()
    return _stands_for(stand_in, start, known)


def coordinated(text: str, inside: Sequence[Mention], index: int) -> Iterator[Mention]:
    """A、B和C: the mention and those that follow it in a list."""
    yield inside[index]
    for before, after in zip(inside[index:], inside[index + 1 :], strict=False):
        if text[before.end : after.start].strip() not in _COORDINATION or not _same_kind(before, after):
            return
        yield after


def is_prepositional(text: str, start: int, found: Mention) -> bool:
    """在崂山区, 通过“五星联四星”: whether a preposition governs the name."""
    lead = text[max(start, found.start - 6) : found.start].rstrip("“\"'「（( ")
    return lead.endswith(words("prepositions"))


def _modifies(text: str, found: Mention, after: Mention) -> bool:
    between = text[found.end : after.start]
    if between in ("", "的"):
        return found.label == "PLACE" or between == "的"
    return between in _ADJACENT and found.label == "PLACE" and after.label == "PROGRAMME"


def _same_kind(before: Mention, after: Mention) -> bool:
    return before.label == after.label or {before.label, after.label} <= {"ORG", "PLACE"}


def _has_verb(text: str, start: int, end: int, inside: Sequence[Mention]) -> bool:
    """Whether a verb stands between the clause's start and a name, which is then an object: 成立|人才联盟."""
    return any(
        len(token.text) > 1
        and (token.tag == "v" or token.text in _triggers())
        and not any(m.start <= token.start < m.end for m in inside)
        for token in tokens_between(text, start, end)
    )


@cache
def _triggers() -> frozenset[str]:
    return frozenset(word for relation in ontology().relations.values() for word in relation.triggers)


def _noun_follows(text: str, found: Mention, inside: Sequence[Mention]) -> bool:
    """中国|互联网络: a country before a noun that is no name only says whose it is."""
    behind = tokens_between(text, found.end, found.end + 1)
    return bool(behind and behind[0].tag == "n" and not any(m.start == found.end for m in inside))


def tokens_between(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The words of ``text[start:end]``; one that is cut by either edge counts."""
    tokens = tokenize(text)
    first = bisect_right(tokens, start, key=lambda token: token.end)
    last = bisect_left(tokens, end, key=lambda token: token.start)
    return tokens[first:last]


def _spoken_of(text: str, start: int, known: Sequence[Mention]) -> tuple[Mention, ...]:
    """该专班, 联盟: the last name before it that ends in the noun at the head of the clause."""
    match = _THIS.match(text, start)
    heads = words("bare-heads")
    bare = next(word for word in heads if text.startswith(word, start)) if text.startswith(heads, start) else ""
    nouns = (
        [match[1][:length] for length in (4, 3, 2, 1) if length <= len(match[1])] if match else [bare] if bare else []
    )
    for noun in nouns:
        before = [found for found in known if found.start < start and found.canonical.endswith(noun)]
        if before:
            return (before[-1],)
    return ()


def _stands_for(word: str, start: int, known: Sequence[Mention]) -> tuple[Mention, ...]:
    """全区 -> the nearest 区 before it, else the first behind it."""
    tail = word[1:]
    fitting = [found for found in known if found.label in ("PLACE", "ORG") and found.canonical.endswith(tail)]
    before = [found for found in fitting if found.start < start]
    chosen = before[-1:] or fitting[:1]
    return tuple(chosen)
