"""How far two annotations of the same passages agree."""

from collections.abc import Iterable, Iterator, Mapping

from kg.corpus.converting import to_annotation
from kg.corpus.passages import Passage
from kg.errors import KGError
from kg.evaluate import Scores, score, unordered


def compare(first: Iterable[Passage], second: Iterable[Passage]) -> Scores:
    """Figures of the second annotation with the first as gold, over the passages of the second.

    F1 is the same whichever is called gold. Raises KGError where a passage is missing or its text is another.
    """
    others = {passage.id: passage for passage in second}
    pairs = {passage.id: (passage, others[passage.id]) for passage in first if passage.id in others}
    if missing := sorted(set(others) - set(pairs)):
        raise KGError(f"no first annotation of {', '.join(missing)}")
    for name, (one, other) in pairs.items():
        if one.text != other.text:
            raise KGError(f"{name}: the two annotations are of different texts; {_first_difference(one, other)}")
    gold = {name: to_annotation(one) for name, (one, _) in pairs.items()}
    return score(gold, (to_annotation(other) for _, other in pairs.values()))


def differences(first: Mapping[str, Passage], second: Iterable[Passage]) -> Iterator[str]:
    """``guizhou-07: first only: PLACE 湄江 (湄江)``, a line for each mark and each triple that only one has."""
    for other in second:
        one = first[other.id]
        for who, here, there in (("first", one, other), ("second", other, one)):
            for mark in here.marks:
                if mark not in there.marks:
                    name = here.text[mark.start : mark.end].replace("\n", "")
                    around = here.text[max(0, mark.start - 10) : mark.end + 10].replace("\n", "")
                    yield f"{other.id}: {who} only: {mark.label} {name} ({mark.canonical}) in {around}"
            stated = {unordered(triple[:3]) for triple in there.triples}
            for triple in here.triples:
                if unordered(triple[:3]) not in stated:
                    yield f"{other.id}: {who} only: {triple.relation} {triple.trigger}: {triple.head} -> {triple.tail}"


def _first_difference(one: Passage, other: Passage) -> str:
    pairs = zip(one.text, other.text, strict=False)
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one.text), len(other.text)))
    return f"at {at}: {one.text[at : at + 12]!r} and {other.text[at : at + 12]!r}"
