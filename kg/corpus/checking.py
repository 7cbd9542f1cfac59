"""What is wrong with annotated passages, in one line each."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.corpus.passages import Mark, Passage, Triple, names_of
from kg.errors import ReadError
from kg.evaluate import unordered
from kg.gazetteer import Division, bare_name, named, parent_of
from kg.names import NOT_COMPARED, squash
from kg.ontology import LABELS, ontology, words

Terms = dict[str, dict[str, str]]

# Behind one of these a body's name lacks its region: 县委, 市人社局, 街道党工委.
_KINDS = ("区", "市", "县", "省", "州", "旗", "镇", "乡", "街道")
# Cases that the annotation itself proves or disproves, and what they need.
_CASES: dict[str, tuple[Callable[[Passage], bool], str]] = {
    "no-entity": (lambda passage: not passage.marks, "a text free of marks"),
    "policy": (lambda passage: any(mark.label == "POLICY" for mark in passage.marks), "a POLICY"),
    "post": (lambda passage: any(stated.relation == "holdsPost" for stated in passage.statements), "a holdsPost"),
    "distributed": (
        lambda passage: any(len(stated.heads) > 1 or len(stated.tails) > 1 for stated in passage.statements),
        "a relation with several heads or tails",
    ),
}
# What of a text counts when names are looked for.
_COMPARED = re.compile(f"[^{NOT_COMPARED}]")
_TABLES = ("part", "noise", "kind", "topic", "case")
_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_SHORTEST_SENTENCE = 10


def read_terms(path: Path) -> Terms:
    """``{"kind": {"daily": "a local daily's report", …}, …}`` from ``terms.toml``.

    Raises ReadError where the file cannot be read and where a table is missing.
    """
    try:
        terms = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReadError(str(path), f"no table of terms ({error}); name one with --terms") from error
    for name in _TABLES:
        if not isinstance(terms.get(name), dict):
            raise ReadError(str(path), f"no table [{name}]; expected {', '.join(_TABLES)}")
    return terms


def check(passages: Iterable[Passage], terms: Terms) -> Iterator[str]:
    """Every fault of every passage, then those between passages; nothing where all is well."""
    seen: list[Passage] = []
    for passage in passages:
        seen.append(passage)
        for fault in check_passage(passage, terms):
            yield f"{passage.id}: {fault}"
    yield from _shared(seen)


def check_passage(passage: Passage, terms: Terms) -> Iterator[str]:
    """The faults of one passage: header, marks, names left unmarked, relations."""
    yield from _header(passage, terms)
    yield from check_annotation(passage)
    yield from unmarked(passage)


def check_annotation(passage: Passage) -> Iterator[str]:
    """The faults of marks, canonical names and relations alone, as of a passage made from templates."""
    yield from _marks(passage)
    yield from _statements(passage)


def _header(passage: Passage, terms: Terms) -> Iterator[str]:
    used = {"kind": (passage.kind,), "topic": (passage.topic,), "part": (passage.part,), "noise": (passage.noise,)}
    for name, values in {**used, "case": passage.cases}.items():
        for value in values:
            if value not in terms[name]:
                yield f"{name} {value!r}; allowed: {', '.join(terms[name])}"
    if not _chain(passage.place):
        yield f"place {' '.join(passage.place)!r}; expected official names, each in the one before, from the province"
    if not passage.text.strip():
        yield "no text"
    for case, (fits, needed) in _CASES.items():
        if case in passage.cases and not fits(passage):
            yield f"case {case!r} without {needed}"
    for text in passage.plain:
        if not any(names_of(passage.text, text)):
            yield f"plain {text!r} is not in the text"


def _chain(place: tuple[str, ...]) -> bool:
    """Whether each division lies in the one before it, the first being a province."""
    first = place[0] if place else ""
    found: set[Division] = {division for division in named(first) if division.level == "province"}
    for name in place[1:]:
        found = {division for division in named(name) if parent_of(division) in found}
    return bool(found)


def _marks(passage: Passage) -> Iterator[str]:
    labels: defaultdict[str, set[str]] = defaultdict(set)
    meanings: defaultdict[str, set[str]] = defaultdict(set)
    for mark in passage.marks:
        name = passage.text[mark.start : mark.end]
        labels[mark.canonical].add(mark.label)
        meanings[squash(name)].add(mark.canonical)
        yield from _mark(mark, name)
    for canonical, given in labels.items():
        if len(given) > 1:
            yield f"{canonical}: two labels, {' and '.join(sorted(given))}"
    for name, given in meanings.items():
        if len(given) > 1 and not name.startswith(_KINDS):  # 县委 may be another one in the next sentence
            yield f"{name}: two canonical names, {' and '.join(sorted(given))}"


def _mark(mark: Mark, name: str) -> Iterator[str]:
    if mark.label not in LABELS:
        yield f"{name}: unknown label {mark.label!r}; allowed: {', '.join(LABELS)}"
    if name != name.strip():
        yield f"{name!r}: white space at the edge of a mark"
    if mark.label in ("PROGRAMME", "POLICY") and (name[0] == "《" or not squash(name[0])):
        yield f"{name}: the marks stand outside a {mark.label}"
    if not mark.canonical or mark.canonical != squash(mark.canonical):
        yield f"{name}: canonical name {mark.canonical!r}; expected one without white space and quotation marks"
    if mark.label == "ORG" and _unresolved(mark.canonical):
        yield f"{mark.canonical}: a canonical name without its region"


def _unresolved(canonical: str) -> bool:
    """县委, 市人社局: begins with a kind of division, and what follows is a department's name."""
    kind = next((kind for kind in _KINDS if canonical.startswith(kind)), "")
    return bool(kind) and canonical.removeprefix(kind) in {*words("departments"), "委", "政府", "党工委", "党委"}


def unmarked(passage: Passage) -> Iterator[str]:
    """A marked or canonical name, or the bare name of a division, that stands somewhere else without a mark."""
    covered: set[int] = set()
    for start, end in [*(mark[:2] for mark in passage.marks), *_plain_spans(passage)]:
        covered.update(range(start, end))
    places = [found.start() for found in _COMPARED.finditer(passage.text)]
    squashed = "".join(passage.text[place] for place in places)
    for name in _names(passage):
        start = squashed.find(name)
        while start >= 0:
            span = range(places[start], places[start + len(name) - 1] + 1)
            if not covered.issuperset(span):
                covered.update(span)
                around = passage.text[max(0, span.start - 8) : span.stop + 8].replace("\n", " ")
                yield f"{name}: not marked in {around!r} (mark it, or name the string under plain)"
            start = squashed.find(name, start + len(name))


def _names(passage: Passage) -> list[str]:
    """What may not stand unmarked, longest first: names as they stand, canonical ones, bare ones of divisions."""
    names = {squash(passage.text[mark.start : mark.end]) for mark in passage.marks}
    names |= {mark.canonical for mark in passage.marks}
    names |= {bare_name(name) for name in names if named(name)}
    return sorted((name for name in names if len(name) > 1), key=lambda name: (-len(name), name))


def _plain_spans(passage: Passage) -> Iterator[tuple[int, int]]:
    for text in passage.plain:
        yield from names_of(passage.text, squash(text))


def _statements(passage: Passage) -> Iterator[str]:
    labels = {mark.canonical: mark.label for mark in passage.marks}
    squashed = squash(passage.text)
    for triple in passage.triples:
        for fault in _triple(triple, labels, squashed):
            yield f"{triple.relation} {triple.trigger}: {triple.head} -> {triple.tail}: {fault}"
    counts = Counter(unordered(triple[:3]) for triple in passage.triples)
    for (head, relation, tail), count in counts.items():
        if count > 1:
            yield f"{relation}: {head} -> {tail} is given {count} times"


def _triple(triple: Triple, labels: dict[str, str], squashed: str) -> Iterator[str]:
    known = ontology().relations
    ends = (triple.head, triple.tail)
    missing = [name for name in ends if name not in labels]
    if triple.relation not in known:
        yield f"unknown relation; allowed: {', '.join(known)}"
    elif missing:
        yield f"{' and '.join(missing)} is no canonical name of the passage"
    elif not known[triple.relation].allows(*(labels[name] for name in ends)):
        yield f"{triple.relation} does not lead from {' to '.join(labels[name] for name in ends)}"
    if triple.head == triple.tail:
        yield "head and tail are the same"
    if not _in_order(triple.trigger, squashed):
        yield "the trigger is not in the text"


def _in_order(trigger: str, text: str) -> bool:
    """``在…举行`` -> whether 举行 stands somewhere behind 在."""
    pieces = [squash(piece) for piece in trigger.split("…")]
    return all(pieces) and bool(re.search(".*?".join(map(re.escape, pieces)), text))


def _shared(passages: list[Passage]) -> Iterator[str]:
    """A sentence of two passages: one of them could be in another part."""
    first: dict[str, str] = {}
    for passage in passages:
        for sentence in sentences(passage.text):
            if first.setdefault(sentence, passage.id) != passage.id:
                yield f"{passage.id}: shares a sentence with {first[sentence]}: {sentence[:30]}"


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text without white space and quotation marks; none of less than ten characters."""
    for found in _SENTENCE.finditer(re.sub(r"\n(?=.)", "", text) if _wrapped(text) else text):
        sentence = squash(found.group())
        if len(sentence) >= _SHORTEST_SENTENCE:
            yield sentence


def _wrapped(text: str) -> bool:
    """Whether most lines end inside a sentence."""
    lines = [line for line in text.splitlines() if line.strip()]
    return sum(line.rstrip()[-1] not in "。！？!?”）):：" for line in lines) > len(lines) / 2
