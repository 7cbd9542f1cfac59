"""The one place that settles what network, gazetteer and rules disagree on, and looks again for what is certain."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import ahocorasick
import numpy as np
from numpy.typing import NDArray

from kg.names import squash
from kg.ner import recognisers
from kg.ner.chains import split_chain
from kg.ner.clues import clues
from kg.ner.judge import Candidate, Judge, choose
from kg.ner.network import SHIPPED, Network, load_network
from kg.ner.spans import is_boundary, mention
from kg.ner.tags import Name, names, path
from kg.types import Article, Mention

THRESHOLD = 0.5
NETWORK, REPEATS = "network", "repeats"

_REPEATED = {"ORG": 3, "PLACE": 3, "PROGRAMME": 3, "PERSON": 2, "POLICY": 99}
_SURE = 0.7
_BARE_REPEAT = 0.8
_REPEAT_DISCOUNT = 0.95

Mentions = tuple[Mention, ...]
Find = Callable[[Article], Iterable[Mention]]


def recognise(
    articles: Sequence[Article], others: Sequence[Find] = (), network: Network | None = None
) -> list[Mentions]:
    """The mentions of each article of one source, sorted, none overlapping another.

    The network, the shipped one by default, reads each article with what gazetteer and rules find in it, and a judge
    weighs them; ``others`` are further recognisers whose word counts too. What is certain in one article of a page is
    looked for in all.
    """
    network = network or load_network(SHIPPED)
    return weigh([read(article, others, network) for article in articles], network)


def recognise_by(articles: Sequence[Article], finders: Sequence[Find]) -> list[Mentions]:
    """The same by these recognisers alone, each trusted as far as it trusts itself: the longest name wins."""
    first = [settle(found for find in finders for found in find(article)) for article in articles]
    matcher = repeat_matcher(sure_names(found for mentions in first for found in mentions))
    return [
        settle([*mentions, *find_repeats(article, matcher)]) for article, mentions in zip(articles, first, strict=True)
    ]


def rules(chosen: Iterable[str] | None = None) -> list[Find]:
    """The recognisers of these names, all of `kg.ner.recognisers` by default."""
    return [recognisers[name] for name in (recognisers.names() if chosen is None else chosen)]


@dataclass(frozen=True)
class Reading:
    """An article with the names that are proposed in it, by whom, and the network's scores, (characters, tags).

    ``claimed`` is how certain a name is to a recogniser that the judge was not fitted with.
    """

    article: Article
    proposed: Mapping[Name, frozenset[str]]
    scores: NDArray[np.float32]
    claimed: Mapping[Name, float] = field(default_factory=dict)

    def candidates(self, seen: "Seen | None" = None, here: int = 0) -> list[Candidate]:
        """What is proposed, and further places of what was ``seen`` in the page's articles; this one is ``here``."""
        proposed = {name: set(by) for name, by in self.proposed.items()}
        if seen is None:
            return [self._candidate(name, by, 0.0) for name, by in sorted(proposed.items())]
        for found in find_repeats(self.article, seen.repeats):
            name = Name(found.start, found.end, found.label)
            if name not in seen.places[here]:
                proposed.setdefault(name, set()).add(REPEATS)
        return [
            self._candidate(name, by, seen.certainty(self._text(name), here, name))
            for name, by in sorted(proposed.items())
        ]

    def _candidate(self, name: Name, by: set[str], repeated: float) -> Candidate:
        return Candidate(name, frozenset(by), repeated, self.claimed.get(name, 0.0))

    def _text(self, name: Name) -> str:
        return squash(self.article.text[name.start : name.end])


def read(article: Article, others: Sequence[Find] = (), network: Network | None = None) -> Reading:
    """What rules, others and network propose for an article."""
    network = network or load_network(SHIPPED)
    found = [found for find in (*rules(), *others) for found in find(article)]
    known = set(network.recognisers)
    told = clues(article.text, (seen for seen in found if seen.by in known), network.recognisers)
    scores, tags = network.score(article.text, told)
    proposed: defaultdict[Name, set[str]] = defaultdict(set)
    for seen in found:
        proposed[Name(seen.start, seen.end, seen.label)].add(seen.by)
    for name in _chosen(article.text, scores, tags):
        proposed[name].add(NETWORK)
    named = {name: frozenset(by) for name, by in proposed.items()}
    judged_by = {by.removeprefix("by-") for by in network.judge.proposers}
    return Reading(article, named, scores, _claims(seen for seen in found if seen.by not in judged_by))


def _claims(found: Iterable[Mention]) -> dict[Name, float]:
    claimed: dict[Name, float] = {}
    for seen in found:
        name = Name(seen.start, seen.end, seen.label)
        claimed[name] = max(claimed.get(name, 0.0), seen.confidence)
    return claimed


def _chosen(text: str, scores: NDArray[np.float32], tags: NDArray[np.int64]) -> Iterator[Name]:
    """The names that the network chooses, chains in pieces; what it thinks of a chain it thinks of them."""
    for name in names(tags.tolist()):
        taken = scores[np.arange(name.start, name.end), path(name)]
        for piece in split_chain(text, name):
            inside = slice(piece.start - name.start, piece.end - name.start)
            scores[np.arange(piece.start, piece.end), path(piece)] = taken[inside]
            yield piece


@dataclass(frozen=True)
class Seen:
    """What was recognised in the articles of a page at first sight.

    ``places`` are the names of each article, ``repeats`` matches those that are certain, ``best`` holds the two most
    certain places of each name: confidence, article, start.
    """

    places: Sequence[frozenset[Name]]
    repeats: ahocorasick.Automaton | None
    best: Mapping[tuple[str, str], Sequence[tuple[float, int, int]]]

    def certainty(self, text: str, article: int, name: Name) -> float:
        """How certain a name is at its best place but this one; 0 where it has no other."""
        held = self.best.get((name.label, text), ())
        return next((confidence for confidence, *place in held if place != [article, name.start]), 0.0)


def look_over(mentions: Sequence[Mentions]) -> Seen:
    """What the mentions of a page's articles say about the page."""
    best: defaultdict[tuple[str, str], list[tuple[float, int, int]]] = defaultdict(list)
    for article, kept in enumerate(mentions):
        for found in kept:
            best[found.label, squash(found.text)].append((found.confidence, article, found.start))
    return Seen(
        [frozenset(Name(found.start, found.end, found.label) for found in kept) for kept in mentions],
        repeat_matcher(sure_names(found for kept in mentions for found in kept)),
        {key: sorted(found, reverse=True)[:2] for key, found in best.items()},
    )


def weigh(readings: Sequence[Reading], network: Network) -> list[Mentions]:
    """Judge what was proposed, look for what is certain in all articles, judge again."""
    judge = network.judge
    seen = look_over([judged(reading, judge, reading.candidates()) for reading in readings])
    return [judged(reading, judge, reading.candidates(seen, here)) for here, reading in enumerate(readings)]


def judged(reading: Reading, judge: Judge, candidates: Sequence[Candidate]) -> Mentions:
    """The candidates that the judge keeps, as mentions."""
    confidences = judge.confidences(candidates, reading.scores)
    kept = choose([candidate.name for candidate in candidates], confidences.tolist(), judge.threshold)
    return tuple(_mention(reading.article, candidates[number], float(confidences[number])) for number in kept)


def _mention(article: Article, candidate: Candidate, confidence: float) -> Mention:
    name, by = candidate.name, candidate.by
    proposer = NETWORK if NETWORK in by else min(by)
    return mention(article, *name, round(confidence, 4), proposer)


def settle(candidates: Iterable[Mention]) -> Mentions:
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


def repeat_matcher(known: Mapping[str, Mention]) -> ahocorasick.Automaton | None:
    """An Aho-Corasick automaton over names that are certain; None where there are none."""
    if not known:
        return None
    automaton = ahocorasick.Automaton()
    for name, found in known.items():
        automaton.add_word(name, (name, found))
    automaton.make_automaton()
    return automaton


def find_repeats(article: Article, matcher: ahocorasick.Automaton | None) -> Iterator[Mention]:
    """崂先办 once quoted is a programme wherever it stands; names must not cut words in two."""
    if matcher is None:
        return
    for last, (name, found) in matcher.iter_long(article.text):
        start, end = last + 1 - len(name), last + 1
        if _fits(article.text, start, end, found):
            yield mention(article, start, end, found.label, found.confidence * _REPEAT_DISCOUNT, REPEATS)
