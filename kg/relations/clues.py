"""What is seen of a pair of names beside the words: what they are, what stands around them, what the rules say.

Every clue is a number between -1 and 1, most of them 0 or 1. Their order is fixed: the scorer is trained on it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.gazetteer import named, regions
from kg.ontology import LABELS, ontology
from kg.relations import extractors
from kg.relations.clauses import clauses, protagonist_of
from kg.relations.wording import Wording, relation_names
from kg.types import Article, Mention, Relation

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

# Upper bounds of the classes that a count falls into; one more class lies above the last.
_WORDS_BETWEEN = (0, 1, 2, 3, 5, 8, 14, 25, 50)
_NAMES_BETWEEN = (0, 1, 2, 4)
_CLAUSES_BETWEEN = (0, 1, 2, 3)
_SENTENCES_BETWEEN = (0, 1, 2)
_PARAGRAPHS_BETWEEN = (0, 1)
_TIMES_NAMED = (1, 2, 4)
# Lengths of administrative codes: province, city, county, town.
_LEVELS = (2, 4, 6, 9)
# Nothing, the clause's own subject, and how far it was carried (`kg.relations.clauses.Clause`).
_SUBJECTS = 5
_ALIKE = 4
# What may stand right before a name and right behind it.
_BEFORE = (
    ("由", "被"),
    ("与", "和", "同", "跟", "及"),
    ("在", "于", "至", "到"),
    ("为", "向", "给", "对"),
    ("以", "通过", "用", "依托", "围绕", "聚焦"),
    ("是", "系"),
    ("将", "把"),
    ("获", "获得"),
)
_BEHIND = (("的",), ("、",), ("和", "与", "及"), ("等",), ("\uff0c",), ("。", "\uff1b"), ("\uff08", "("))
_OPENING, _CLOSING = '“"「《', '”"」》'
_STANDING = 8 + len(_LEVELS) + len(_TIMES_NAMED) - 1


def tell(
    article: Article,
    mentions: Sequence[Mention],
    wording: Wording,
    proposed: Iterable[Relation],
    heads: Numbers,
    tails: Numbers,
    rules: Sequence[str] | None = None,
) -> Floats:
    """(pairs, `width`) clues of the pairs of mentions with these numbers; ``rules`` are all extractors by default."""
    known = extractors.names() if rules is None else rules
    groups: tuple[NDArray[np.bool_ | np.float32], ...] = (
        *_of_names(article, mentions, heads, tails),
        *_of_gaps(mentions, wording, heads, tails),
        _of_subjects(article, mentions, heads, tails),
        _of_rules(mentions, proposed, heads, tails, known),
    )
    return np.concatenate(groups, axis=1).astype(np.float32)


def width(rules: Sequence[str]) -> int:
    """How many clues a pair has, if they tell of these extractors."""
    nobody = np.zeros(0, np.int64)
    nothing = Article("", "", "", "", (), ())
    return int(tell(nothing, (), Wording.of(nothing, ()), (), nobody, nobody, rules).shape[1])


def _classes(counts: Numbers, bounds: Sequence[int]) -> Floats:
    """(pairs,) counts -> (pairs, bounds + 1), one of them 1."""
    return np.eye(len(bounds) + 1, dtype=np.float32)[np.searchsorted(np.array(bounds), counts, side="left")]


def _of_names(article: Article, mentions: Sequence[Mention], heads: Numbers, tails: Numbers) -> tuple[Floats, ...]:
    about = _about_names(article, mentions)
    labels = about[:, : len(LABELS)]
    both = labels[heads].repeat(len(LABELS), 1) * np.tile(labels[tails], (1, len(LABELS)))
    return about[heads], about[tails], both


def _about_names(article: Article, mentions: Sequence[Mention]) -> Floats:
    """(mentions, clues) what each name is and what stands beside it."""
    times: dict[str, int] = {}
    first: dict[str, Mention] = {}
    for found in mentions:
        times[found.canonical] = times.get(found.canonical, 0) + 1
        first.setdefault(found.canonical, found)
    hero = {found.canonical for found in protagonist_of(mentions)}
    starts = [paragraph.start for paragraph in article.paragraphs]
    rows = [
        [
            *(found.label == label for label in LABELS),
            *_beside(article.text, found),
            found.canonical in regions(),
            *_levels(found),
            found.canonical in hero,
            first[found.canonical] is found,
            *_in_paragraph(article, found, bisect_right(starts, found.start) - 1),
            *(times[found.canonical] <= bound for bound in _TIMES_NAMED),
        ]
        for found in mentions
    ]
    return np.array(rows, np.float32).reshape(len(rows), len(LABELS) + len(_BEFORE) + len(_BEHIND) + _STANDING)


def _beside(text: str, found: Mention) -> list[bool]:
    lead = text[max(found.start - 3, 0) : found.start]
    bare = lead.rstrip(_OPENING)
    rest = text[found.end : found.end + 2].lstrip(_CLOSING)
    quoted = bool(lead) and lead[-1] in _OPENING
    return [*(bare.endswith(group) for group in _BEFORE), *(rest.startswith(group) for group in _BEHIND), quoted]


def _levels(found: Mention) -> list[bool]:
    known = named(found.canonical) if found.label == "PLACE" else ()
    lowest = max((len(division.code) for division in known), default=0)
    return [lowest == level for level in _LEVELS]


def _in_paragraph(article: Article, found: Mention, number: int) -> tuple[bool, bool, bool]:
    """Whether it stands in a title or a byline, and whether its paragraph begins with it."""
    paragraph = article.paragraphs[max(number, 0)]
    opens = not article.text[paragraph.start : found.start].strip(_OPENING)
    return paragraph.kind == "title", paragraph.kind == "byline", opens


def _of_gaps(
    mentions: Sequence[Mention], wording: Wording, heads: Numbers, tails: Numbers
) -> tuple[NDArray[np.bool_ | np.float32], ...]:
    """How much stands between the two, and which triggers stand there, before and behind in their clauses."""
    left, right = np.minimum(heads, tails), np.maximum(heads, tails)
    start, end = wording.places[left], wording.places[right]
    triggers, begins, finishes = wording.triggers, wording.begins, wording.finishes
    return (
        (heads < tails)[:, None],
        _classes(end - start - 1, _WORDS_BETWEEN),
        _classes(right - left - 1, _NAMES_BETWEEN),
        _classes(wording.clause[end] - wording.clause[start], _CLAUSES_BETWEEN),
        _classes(wording.sentence[end] - wording.sentence[start], _SENTENCES_BETWEEN),
        _classes(wording.paragraph[end] - wording.paragraph[start], _PARAGRAPHS_BETWEEN),
        *_alike(mentions, left, right, (tails, heads)),
        triggers[end] > triggers[start],
        triggers[start] > triggers[begins[start]],
        triggers[finishes[end]] > triggers[end],
        triggers[end] > triggers[begins[end]],
    )


def _alike(
    mentions: Sequence[Mention], left: Numbers, right: Numbers, ends: tuple[Numbers, Numbers]
) -> Iterable[Floats]:
    """How many names of the label of the tail, then of the head, stand between the two."""
    labels = np.array([LABELS.index(found.label) for found in mentions], np.int64)
    seen = np.concatenate(
        [np.zeros((1, len(LABELS)), np.int64), np.cumsum(np.eye(len(LABELS), dtype=np.int64)[labels], 0)]
    )
    for end in ends:
        between = seen[right, labels[end]] - seen[left + 1, labels[end]]
        yield np.eye(_ALIKE, dtype=np.float32)[between.clip(0, _ALIKE - 1)]


def _of_subjects(article: Article, mentions: Sequence[Mention], heads: Numbers, tails: Numbers) -> Floats:
    """Whether one of the two is the subject of the other's clause, carried how far, or the programme spoken of."""
    numbers = {found: number for number, found in enumerate(mentions)}
    names: dict[str, int] = {}
    things = np.array([names.setdefault(found.canonical, len(names)) for found in mentions], np.int64)
    subject: dict[tuple[int, int], int] = {}
    spoken: set[tuple[int, int]] = set()
    for clause in clauses(article, mentions):
        for found in clause.mentions:
            subject.update({(numbers[found], names[told.canonical]): clause.carried + 1 for told in clause.subject})
            if clause.spoken_of:
                spoken.add((numbers[found], names[clause.spoken_of.canonical]))
    ways = [
        list(zip(one.tolist(), things[other].tolist(), strict=True)) for one, other in ((tails, heads), (heads, tails))
    ]
    eye = np.eye(_SUBJECTS, dtype=np.float32)
    told = [eye[np.array([subject.get(key, 0) for key in way], np.int64)] for way in ways]
    named_last = np.array([[key in spoken for key in way] for way in reversed(ways)], np.float32).reshape(2, -1).T
    return np.concatenate([*told, named_last], axis=1)


def _of_rules(
    mentions: Sequence[Mention], proposed: Iterable[Relation], heads: Numbers, tails: Numbers, rules: Sequence[str]
) -> Floats:
    """(pairs, relations + rules) with what certainty rules state each relation, below 0 if denied; which rules."""
    columns = {name: number for number, name in enumerate((*relation_names(), *rules))}
    numbers: Mapping[tuple[int, int], int] = {(found.start, found.end): at for at, found in enumerate(mentions)}
    at = {both: number for number, both in enumerate(zip(heads.tolist(), tails.tolist(), strict=True))}
    told = np.zeros((len(heads), len(columns)), np.float32)
    for found in (relation for relation in proposed if relation.by in columns):
        way = (numbers[found.head.start, found.head.end], numbers[found.tail.start, found.tail.end])
        sign = -1 if found.polarity == "negative" else 1
        for both in (way, way[::-1]) if ontology().relations[found.relation].symmetric else (way,):
            if both in at:
                told[at[both], columns[found.relation]] = sign * max(found.confidence, 0.1)
                told[at[both], columns[found.by]] = sign
    return told
