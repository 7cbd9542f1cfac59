"""Rules propose, the trained scorer decides: one relation where several state the same in one sentence.

A clause grammar (the extractors) knows triggers, subjects, passives and posts and is right when it speaks; the scorer
hears it, reads the words besides, and says how likely each relation of each pair is. Its confidence is calibrated.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from kg.ontology import relation as relation_class
from kg.relations import extractors
from kg.relations.circumstances import circumstances
from kg.relations.evoking import find_trigger
from kg.relations.pairs import pair
from kg.relations.scorer import Scorer, load_scorer
from kg.relations.statement import state_at
from kg.relations.wording import Wording, relation_names
from kg.types import Article, Mention, Relation

THRESHOLD = 0.4
RULES_THRESHOLD = 0.3
LEARNED = "scorer"

Stated = dict[tuple[int, int, str], Relation]


def relate(article: Article, mentions: Sequence[Mention], scorer: Scorer | None = None) -> tuple[Relation, ...]:
    """崂山区实施“六基工程” -> (崂山区, launches, 六基工程): the relations of an article, in the order of its text.

    ``scorer`` is the shipped one by default.
    """
    if len(mentions) < 2:
        return ()
    proposed = list(propose(article, mentions))
    return complete(article, mentions, settle(weigh(article, mentions, proposed, scorer or load_scorer())))


def relate_by_rules(article: Article, mentions: Sequence[Mention]) -> tuple[Relation, ...]:
    """What the rules alone state; their confidence ranks them, it is not calibrated."""
    return complete(article, mentions, settle(r for r in propose(article, mentions) if r.confidence >= RULES_THRESHOLD))


def propose(article: Article, mentions: Sequence[Mention], names: Sequence[str] | None = None) -> Iterator[Relation]:
    """What the rules state; ``names`` chooses extractors, all by default."""
    for name in extractors.names() if names is None else names:
        yield from extractors[name](article, mentions)


def weigh(
    article: Article, mentions: Sequence[Mention], proposed: Sequence[Relation], scorer: Scorer
) -> Iterator[Relation]:
    """The relations that the scorer finds likely enough, with its confidence.

    A denial stands as the rules find it, and so does what an extractor says that the scorer was not trained with.
    """
    wording = Wording.of(article, mentions)
    pairs = pair(article, mentions, wording, proposed, scorer.rules)
    by_rules = _by_numbers(mentions, proposed)
    certainty = np.array([found.confidence for found in mentions], np.float32)
    certainty = np.minimum(certainty[pairs.heads], certainty[pairs.tails])
    confidence = scorer.confidence(scorer.score(wording, pairs), certainty[:, None])
    names = relation_names()
    for row, column in zip(*np.nonzero(confidence >= THRESHOLD), strict=True):
        head, tail, name = int(pairs.heads[row]), int(pairs.tails[row]), names[column]
        if not relation_class(name).allows(mentions[head].label, mentions[tail].label):
            continue
        rate = round(float(confidence[row, column]), 4)
        found = by_rules.get((head, tail, name))
        if found is None:
            at = find_trigger(article.text, wording, mentions, name, (head, tail), scorer.triggers)
            found = state_at(article, mentions, name, mentions[head], mentions[tail], at, LEARNED)
        if found.polarity == "positive":
            yield replace(found, confidence=rate)
    yield from (found for found in proposed if found.polarity == "negative" or found.by not in scorer.rules)


def complete(article: Article, mentions: Sequence[Mention], found: Iterable[Relation]) -> tuple[Relation, ...]:
    """The relations with their time and quantity."""
    return tuple(
        replace(relation, when=when, quantity=quantity)
        for relation in found
        for when, quantity in (
            circumstances(article, mentions, relation.sentence, relation.at, relation.head, relation.tail),
        )
    )


def settle(candidates: Iterable[Relation]) -> tuple[Relation, ...]:
    """One relation for each head, name, tail and sentence, the most certain one; nothing with itself."""
    best: dict[tuple[str, str, str, int], Relation] = {}
    for found in candidates:
        ends = (found.head.canonical, found.tail.canonical)
        if ends[0] == ends[1]:
            continue
        if relation_class(found.relation).symmetric:
            ends = (min(ends), max(ends))
        key = (*ends, found.relation, found.sentence.start)
        if key not in best or best[key].confidence < found.confidence:
            best[key] = found
    return tuple(
        sorted(best.values(), key=lambda r: (r.sentence.start, r.at.start, r.head.start, r.tail.start, r.relation))
    )


def _by_numbers(mentions: Sequence[Mention], proposed: Iterable[Relation]) -> Stated:
    """The surest proposal for each two mentions and relation, by a verb rather than 的; symmetric ones both ways."""
    numbers = {(found.start, found.end): number for number, found in enumerate(mentions)}
    best: Stated = {}
    for found in sorted(proposed, key=lambda relation: (len(relation.trigger) > 1, relation.confidence)):
        way = (numbers[found.head.start, found.head.end], numbers[found.tail.start, found.tail.end])
        for head, tail in (way, way[::-1]) if relation_class(found.relation).symmetric else (way,):
            best[head, tail, found.relation] = found
    return best
