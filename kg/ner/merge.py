"""The one place that settles what recognisers disagree on, and the second look for bare repeats."""

from collections.abc import Iterable, Sequence

import ahocorasick

from kg.names import squash
from kg.ner import recognisers
from kg.ner.spans import is_boundary, mention
from kg.types import Article, Mention

THRESHOLD = 0.5
_REPEATED = {"ORG": 3, "PLACE": 3, "PROGRAMME": 3, "PERSON": 2, "POLICY": 99}
_SURE = 0.7
_BARE_REPEAT = 0.8
_REPEAT_DISCOUNT = 0.95


def recognise(articles: Sequence[Article], names: Sequence[str] | None = None) -> list[tuple[Mention, ...]]:
    """The mentions of each article of one source, sorted, none overlapping another.

    ``names`` chooses recognisers; all by default. What is certain in one article of a page is looked for in all.
    """
    chosen = [recognisers[name] for name in (recognisers.names() if names is None else names)]
    first = [settle(found for recogniser in chosen for found in recogniser(article)) for article in articles]
    known = sure_names(found for mentions in first for found in mentions)
    return [
        settle([*mentions, *find_repeats(article, known)]) for article, mentions in zip(articles, first, strict=True)
    ]


def settle(candidates: Iterable[Mention]) -> tuple[Mention, ...]:
    """崂山区 and 崂山区人社局 at one place -> 崂山区人社局: the longest name wins, then the most certain."""
    ranked = sorted(
        (found for found in candidates if found.confidence >= THRESHOLD),
        key=lambda found: (found.start - found.end, -found.confidence, found.start, found.label),
    )
    taken: set[int] = set()
    kept: list[Mention] = []
    for found in ranked:
        if taken.isdisjoint(range(found.start, found.end)):
            taken.update(range(found.start, found.end))
            kept.append(found)
    return tuple(sorted(kept, key=lambda found: found.start))


def sure_names(mentions: Iterable[Mention]) -> dict[str, Mention]:
    """The names certain enough to be looked for elsewhere, by their text; the most certain mention of each."""
    best: dict[str, Mention] = {}
    for found in mentions:
        name = squash(found.text)
        if len(name) >= _REPEATED[found.label] and found.confidence >= _SURE:
            held = best.get(name)
            if held is None or held.confidence < found.confidence:
                best[name] = found
    return best


def _fits(text: str, start: int, end: int, found: Mention) -> bool:
    """A programme may stand anywhere once it is sure, in quotation marks a little earlier; other names as words."""
    if found.label in ("PROGRAMME", "POLICY"):
        quoted = start > 0 and text[start - 1] in '“"「' and text[end : end + 1] in '”"」'
        return quoted or found.confidence >= _BARE_REPEAT
    return is_boundary(text, start) and is_boundary(text, end)


def find_repeats(article: Article, known: dict[str, Mention]) -> Iterable[Mention]:
    """崂先办 once quoted is a programme wherever it stands; names must not cut words in two."""
    if not known:
        return
    automaton = ahocorasick.Automaton()
    for name, found in known.items():
        automaton.add_word(name, (name, found))
    automaton.make_automaton()
    for last, (name, found) in automaton.iter_long(article.text):
        start, end = last + 1 - len(name), last + 1
        if _fits(article.text, start, end, found):
            yield mention(article, start, end, found.label, found.confidence * _REPEAT_DISCOUNT, "repeats")
