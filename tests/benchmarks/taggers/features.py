"""What dictionaries know of each character: word boundaries and classes, lists, gazetteer, quotation marks."""

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick

from kg.gazetteer import bare_name_matcher, full_name_matcher
from kg.ontology import words
from kg.segment import tokenize

# Word lists by what they have in common.
LISTS = {
    "body": ("body-suffixes", "departments", "party-units", "national-bodies", "media"),
    "site": ("place-suffixes", "weak-place-suffixes"),
    "head": ("programme-heads", "programme-tails", "national-programmes"),
    "launch": ("programme-verbs", "programme-predicates"),
    "post": ("posts", "person-contexts"),
    "surname": ("surnames",),
    "plain": ("not-programmes", "programme-negative", "generic-words"),
    "outside": ("never-in-names", "prepositions", "adverbs", "speech-verbs"),
}
_QUOTED = re.compile(r"(?P<mark>[“\"「‘《])(?P<inside>[^“”\"「」‘’《》]{1,40})[”\"」’》]")
_NO_MATCH = "-"


def segments(text: str) -> list[str]:
    """出台政策 -> B-v E-v B-n E-n."""
    return [f"{place}-{token.tag}" for token in tokenize(text) for place in places(token.end - token.start)]


def matches(text: str, name: str) -> list[str]:
    """在崂山区, full -> - B I E: the longest entries of a list or of the gazetteer."""
    found = [_NO_MATCH] * len(text)
    for last, word in _matcher(name).iter_long(text):
        found[last - len(word) + 1 : last + 1] = places(len(word))
    return found


def quotes(text: str) -> list[str]:
    """推出“微格”服务 -> - - - B“服务 E“服务 - - -: place in quotation marks, the mark, the head noun behind."""
    found = [_NO_MATCH] * len(text)
    for quoted in _QUOTED.finditer(text):
        head = next((word for word in _heads() if text.startswith(word, quoted.end())), "")
        inside = places(len(quoted["inside"]))
        found[quoted.start("inside") : quoted.end("inside")] = [f"{place}{quoted['mark']}{head}" for place in inside]
    return found


def places(length: int) -> Iterator[str]:
    """Begin, inside, end; S for one character."""
    return iter("S" if length == 1 else "B" + "I" * (length - 2) + "E")


@cache
def _heads() -> tuple[str, ...]:
    return words("programme-heads")


@cache
def _matcher(name: str) -> ahocorasick.Automaton:
    if name in ("full", "bare"):
        return full_name_matcher() if name == "full" else bare_name_matcher()
    automaton = ahocorasick.Automaton()
    for entry in LISTS[name]:
        for word in words(entry):
            automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton


NAMES = ("full", "bare", *LISTS)
