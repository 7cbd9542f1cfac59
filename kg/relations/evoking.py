"""Which word states a relation that the scorer found: the trigger that stands best between and around its names."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import ahocorasick

from kg.ontology import ontology, words
from kg.relations.wording import Wording, relation_names
from kg.types import Mention, Span

Triggers = Mapping[str, tuple[str, ...]]

# A trigger outside the two names is looked for so far from them, in characters.
_AROUND = 14
# A verb that is no known trigger is taken from so many words behind the later name.
_BEHIND = 3


def find_trigger(
    text: str, wording: Wording, mentions: Sequence[Mention], relation: str, ends: tuple[int, int], learned: Triggers
) -> Span:
    """崂山区[实施]“六基工程”: the best trigger of the relation for the mentions with these numbers.

    Words of two characters before those of one (与, 在, 设); between the two before behind them before in front of
    them; there the nearest to the later one; never within a name. Where there is none, another verb, 的, or the point
    before the later one.
    """
    left, right = mentions[min(ends)], mentions[max(ends)]
    start, finish = _stretch(wording, min(ends), max(ends))
    covered = [m for m in mentions[bisect_right(mentions, start, key=lambda m: m.end) :] if m.start < finish]
    found = [
        (at.end - at.start == 1, _zone(at, left, right), _distance(at, right), at.start - at.end, at)
        for at in _triggers_in(text, relation, tuple(learned.get(relation, ())), start, finish)
        if not any(m.start < at.end and at.start < m.end for m in (left, *covered)) and _near(at, left, right)
    ]
    return min(found)[-1] if found else _link(text, wording, min(ends), max(ends), start)


def _link(text: str, wording: Wording, left: int, right: int, start: int) -> Span:
    """The verb nearest to the later name, between the two or right behind; else 的 between them; else a point."""
    first, last = wording.places[left], wording.places[right]
    between = [word for word in wording.words[first + 1 : last] if word.tag[:1] == "v" and word.start >= start]
    behind = wording.words[last + 1 : min(last + 1 + _BEHIND, wording.finishes[last])]
    for word in (*between[-1:], *(word for word in behind if word.tag[:1] == "v")):
        return Span(word.start, word.end)
    end, at = wording.words[first].end, wording.words[last].start
    return Span(end, end + 1) if text[end:at].strip('“"') == "的" else Span(at, at)


def _stretch(wording: Wording, left: int, right: int) -> tuple[int, int]:
    """From the clause of the earlier name, if it is in the same sentence, to the end of the later one's clause."""
    first, last = wording.places[left], wording.places[right]
    if wording.sentence[first] != wording.sentence[last]:
        first = int(wording.sentence.searchsorted(wording.sentence[last]))
    begin, end = wording.begins[first], wording.finishes[last] - 1
    return wording.words[begin].start, wording.words[end].end


def _triggers_in(text: str, relation: str, learned: tuple[str, ...], start: int, end: int) -> Iterator[Span]:
    for last, word in _matcher(relation, learned).iter_long(text, start, end):
        yield Span(last + 1 - len(word), last + 1)


def _zone(at: Span, left: Mention, right: Mention) -> int:
    return 0 if left.end <= at.start and at.end <= right.start else 1 if at.start >= right.end else 2


def _distance(at: Span, right: Mention) -> int:
    return right.start - at.end if at.end <= right.start else at.start - right.end


def _near(at: Span, left: Mention, right: Mention) -> bool:
    return left.start - at.end <= _AROUND and at.start - right.end <= _AROUND


@cache
def _matcher(relation: str, learned: tuple[str, ...]) -> ahocorasick.Automaton:
    known = ontology().relations[relation]
    posts = words("posts") if relation == "holdsPost" else ()
    automaton = ahocorasick.Automaton()
    for word in {*known.triggers, *known.noun_triggers, *learned, *posts}:
        automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton


def count_triggers(stated: Iterator[tuple[str, str]], least: int) -> dict[str, list[str]]:
    """(relation, trigger) of a corpus -> the triggers of each relation that are seen at least so often."""
    seen: dict[str, dict[str, int]] = {name: {} for name in relation_names()}
    for relation, trigger in stated:
        seen[relation][trigger] = seen[relation].get(trigger, 0) + 1
    return {
        name: sorted(word for word, times in found.items() if times >= least and "…" not in word)
        for name, found in seen.items()
    }
