"""What annotated passages hold, in numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.corpus.passages import Passage

# What is counted: the column's name, and the values a passage adds one to.
_FIELDS = ("part", "province", "kind", "topic", "noise", "case", "label", "relation")


@dataclass(slots=True)
class Counts:
    """Passages, characters without white space, marks, triples; and passages, marks or triples by field and value."""

    passages: int = 0
    characters: int = 0
    marks: int = 0
    names: int = 0
    triples: int = 0
    divisions: int = 0
    by: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in _FIELDS})


def count(passages: Iterable[Passage]) -> Counts:
    """Count passages; ``names`` counts each canonical name once a passage, ``divisions`` the places of stories."""
    counts = Counts()
    places: set[tuple[str, ...]] = set()
    for passage in passages:
        triples = list(passage.triples)
        places.update({passage.place} if passage.place else ())
        counts.passages += 1
        counts.characters += len("".join(passage.text.split()))
        counts.marks += len(passage.marks)
        counts.names += len({mark.canonical for mark in passage.marks})
        counts.triples += len(triples)
        for name in ("part", "kind", "topic", "noise"):
            counts.by[name][getattr(passage, name)] += 1
        counts.by["province"][passage.place[0] if passage.place else ""] += 1
        counts.by["case"].update(passage.cases)
        counts.by["label"].update(mark.label for mark in passage.marks)
        counts.by["relation"].update(triple.relation for triple in triples)
    counts.divisions = len(places)
    return counts


def to_markdown(counts: Counts) -> Iterator[str]:
    """The lines of a table of totals and of one table a field, most frequent first."""
    yield from ("| | |", "| --- | --: |")
    for name in ("passages", "characters", "marks", "names", "triples", "divisions"):
        yield f"| {name} | {getattr(counts, name):,} |"
    for name, values in counts.by.items():
        yield from ("", f"| {name} | |", "| --- | --: |")
        for value, number in sorted(values.items(), key=lambda entry: (-entry[1], entry[0])):
            yield f"| {value} | {number:,} |"
