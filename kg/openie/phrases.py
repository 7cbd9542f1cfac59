"""The phrases of a clause: runs of nouns with the names that head them, verbs, prepositions, adverbs.

No parse: only what stands next to what.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from kg.openie.words import CONJUNCTIONS, PREPOSITIONS, Kind, Word, table, words_of
from kg.relations.clauses import Clause
from kg.types import Mention

# 联合某局推出…: who does it together with the subject; without a name behind them they are adverbs.
_TOGETHER = frozenset({"联合", "联手", "携手", "会同", "协同"})
_NEIGHBOURLY = CONJUNCTIONS | _TOGETHER | {"将", "的"}
_BEFORE_OF = frozenset({"verb", "pivot", "light", "block", "speech", "aspect"})
_DATE_MARKS = frozenset("年月日号时点分")
_NOMINAL_TAGS = frozenset({"n", "vn", "b", "a", "k", "ng"})
_MODIFIER_TAGS = ("m", "q", "a", "b", "r")


class Phrase(NamedTuple):
    """Words of one kind that stand together: code points of the clean text, end exclusive.

    ``names`` are the names that head a run of nouns: none where a noun that is no name follows them. ``opens`` says
    that nothing but numbers, marks and the like stands before the first name of the run.
    """

    start: int
    end: int
    kind: Kind
    words: tuple[Word, ...]
    names: tuple[Mention, ...] = ()
    opens: bool = False

    @property
    def text(self) -> str:
        """Its last word: of 走访慰问 the verb that takes the object."""
        return self.words[-1].text


def phrases_of(text: str, clause: Clause) -> tuple[Phrase, ...]:
    """王明近日在张村河调研 -> nouns 王明, adverb 近日, preposition 在, nouns 张村河, verb 调研."""
    found = tuple(_classified(text, clause))
    return tuple(_phrase(kind, tuple(group)) for kind, group in groupby(found, key=lambda word: word.kind))


def _classified(text: str, clause: Clause) -> Iterator[Word]:
    """The words with the kinds that their neighbours leave them: 和 in a list, 的 behind a verb, 户 of 种植户."""
    listed = list(words_of(text, clause))
    for index, word in enumerate(listed):
        before = listed[index - 1] if index else None
        after = listed[index + 1] if index + 1 < len(listed) else None
        if word.kind in ("verb", "pivot") or word.text in _NEIGHBOURLY:
            listed[index] = word._replace(kind=_kind_among(word, before, after))
        yield listed[index]


def _kind_among(word: Word, before: Word | None, after: Word | None) -> Kind:
    nominal = before is not None and before.kind == "nouns"
    if word.text in CONJUNCTIONS:
        joined = nominal and after is not None and after.kind == "nouns"
        return "nouns" if joined or word.text == "、" else "preposition" if word.text in PREPOSITIONS else "adverb"
    if word.text == "将" or word.text in _TOGETHER:
        return "preposition" if after is not None and after.kind == "nouns" else "adverb"
    if word.text == "的":
        return "of" if before is not None and before.kind in _BEFORE_OF else "nouns"
    if word.kind in ("verb", "pivot") and after is not None and after.text in table("open-verb-tails"):
        return "nouns"
    return word.kind


def _phrase(kind: Kind, members: tuple[Word, ...]) -> Phrase:
    start, end = members[0].start, members[-1].end
    if kind != "nouns":
        return Phrase(start, end, kind, members)
    return Phrase(start, end, kind, members, *_heads(members))


def _heads(members: Sequence[Word]) -> tuple[tuple[Mention, ...], bool]:
    """A、B和C等企业 -> A, B, C; 区委书记王明 -> 王明; of A的居民 nothing. And whether the run begins with a name."""
    named = [index for index, word in enumerate(members) if word.name]
    if not named:
        return (), False
    last = members[named[-1]].name
    if last is None or not _leaves(last, members[named[-1] + 1 :]):
        return (), False
    heads, inner = [last], last
    for index, after in zip(named[-2::-1], named[:0:-1], strict=False):
        name, between = members[index].name, members[index + 1 : after]
        if name is None:
            break
        if _lists(name, inner, between):
            heads.insert(0, name)
        elif not _qualifies(inner, between):
            return (), False
        inner = name
    return tuple(heads), _opens(members[: named[0]], members[named[0]].name)


def _opens(before: Sequence[Word], name: Mention | None) -> bool:
    """12家|某公司, 局长|王明: whether nothing but such words stands before the first name."""
    return name is not None and all(word.tag.startswith(_MODIFIER_TAGS) or _introduces(word, name) for word in before)


def _leaves(name: Mention, behind: Sequence[Word]) -> bool:
    """Whether the words behind a name leave it the head: 锦绣花园小区, 王明局长, A公司等12家企业."""
    for word in behind:
        if word.text.startswith("等"):
            return True
        if not (word.text in table("open-place-nouns") or _is_post(name, word) or _dates(word)):
            return False
    return True


def _dates(word: Word) -> bool:
    """王明3月12日抵达: a day behind the name."""
    return word.text.rstrip("年月日号时点分").isdigit() or word.text in _DATE_MARKS


def _lists(before: Mention, after: Mention, between: Sequence[Word]) -> bool:
    """A、B; 区长王明、副区长李强."""
    kinds = {before.label, after.label}
    alike = len(kinds) == 1 or kinds <= {"ORG", "PLACE"}
    joined = any(word.text in CONJUNCTIONS for word in between)
    return alike and joined and all(word.text in CONJUNCTIONS or _introduces(word, after) for word in between)


def _qualifies(name: Mention, between: Sequence[Word]) -> bool:
    """崂山区|区委, 区委|书记|王明, A的B: what a name in front may be to the next one; else a verb went unseen."""
    if not between or between[-1].text == "的":
        return True
    return all(word.text in CONJUNCTIONS or _introduces(word, name) for word in between)


def _introduces(word: Word, name: Mention) -> bool:
    """客人汉斯, 书记王明: a noun before a person."""
    return name.label == "PERSON" and (word.tag in _NOMINAL_TAGS or word.text in table("posts"))


def _is_post(name: Mention, word: Word) -> bool:
    return name.label == "PERSON" and word.text in table("posts")
