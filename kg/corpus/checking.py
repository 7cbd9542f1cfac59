"""What is wrong with annotated passages, in one line each."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.corpus.passages import Passage, Triple, names_of
from kg.errors import ReadError
from kg.gazetteer import Division, bare_name, bare_named, divisions, named, parent_of
from kg.names import squash
from kg.ontology import LABELS, ontology

Terms = dict[str, dict[str, str]]

# A canonical name that begins like this stands for no body in particular, or for one whose region is missing.
_UNRESOLVED = re.compile(r"^(?:[区市县省州旗镇乡]|街道)(?:委|政府|人大|政协|纪委|.{1,12}[局办委会院厅]$)")
_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_SHORTEST_SENTENCE = 10


def read_terms(path: Path) -> Terms:
    """``{"kind": {"daily": "a local daily's report", …}, …}`` from ``terms.toml``."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ReadError(str(path), f"no table of terms ({error})") from error


def check(passages: Iterable[Passage], terms: Terms) -> Iterator[str]:
    """Every fault of every passage, then those between passages; nothing where all is well."""
    seen: list[Passage] = []
    for passage in passages:
        seen.append(passage)
        for fault in check_passage(passage, terms):
            yield f"{passage.id}: {fault}"
    yield from _twice(seen)


def check_passage(passage: Passage, terms: Terms) -> Iterator[str]:
    """The faults of one passage: header, marks, names left unmarked, relations."""
    yield from _header(passage, terms)
    yield from check_annotation(passage)
    yield from _unmarked(passage)


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
    for text in passage.plain:
        if not any(names_of(passage.text, text)):
            yield f"plain {text!r} is not in the text"


def _chain(place: tuple[str, ...]) -> bool:
    """Whether each division lies in the one before it, the first being a province."""
    found: set[Division] = (
        {divisions()[division.code] for division in named(place[0]) if len(division.code) == 2} if (place) else set()
    )
    for name in place[1:]:
        found = {division for division in named(name) if parent_of(division) in found}
    return bool(found)


def _marks(passage: Passage) -> Iterator[str]:
    labels: defaultdict[str, set[str]] = defaultdict(set)
    for mark in passage.marks:
        name = passage.text[mark.start : mark.end]
        labels[mark.canonical].add(mark.label)
        if mark.label not in LABELS:
            yield f"{name}: unknown label {mark.label!r}; allowed: {', '.join(LABELS)}"
        if name != name.strip():
            yield f"{name!r}: white space at the edge of a mark"
        if mark.label in ("PROGRAMME", "POLICY") and name[0] in "“《":
            yield f"{name}: the marks stand outside a {mark.label}"
        if mark.canonical != squash(mark.canonical):
            yield f"{mark.canonical}: white space or quotation marks in a canonical name"
        if mark.label == "ORG" and _unresolved(mark.canonical):
            yield f"{mark.canonical}: a canonical name without its region"
    for canonical, given in labels.items():
        if len(given) > 1:
            yield f"{canonical}: two labels, {' and '.join(sorted(given))}"


def _unresolved(canonical: str) -> bool:
    """县委, but not 镇坪县委: begins with a kind of division, and with no division."""
    starts = [canonical[:length] for length in range(2, 10)]
    known = any(named(start) or bare_named(start) for start in starts)
    return bool(_UNRESOLVED.match(canonical)) and not known


def _unmarked(passage: Passage) -> Iterator[str]:
    """A marked or canonical name that stands somewhere else without a mark."""
    covered: set[int] = set()
    for start, end in [*(mark[:2] for mark in passage.marks), *_plain_spans(passage)]:
        covered.update(range(start, end))
    names = {squash(passage.text[mark.start : mark.end]) for mark in passage.marks}
    names |= {mark.canonical for mark in passage.marks}
    names |= {bare_name(name) for name in names if named(name)}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        for start, end in names_of(passage.text, name):
            if len(name) > 1 and not covered.issuperset(range(start, end)):
                around = passage.text[max(0, start - 8) : end + 8].replace("\n", " ")
                yield f"{name}: not marked in {around!r} (mark it, or name the string under plain)"
                covered.update(range(start, end))


def _plain_spans(passage: Passage) -> Iterator[tuple[int, int]]:
    for text in passage.plain:
        yield from names_of(passage.text, squash(text))


def _statements(passage: Passage) -> Iterator[str]:
    known = ontology().relations
    labels = {mark.canonical: mark.label for mark in passage.marks}
    squashed = squash(passage.text)
    triples: Counter[Triple] = Counter()
    for triple in passage.triples:
        head, relation, tail, trigger = triple
        shown = f"{relation} {trigger}: {head} -> {tail}"
        missing = [name for name in (head, tail) if name not in labels]
        if relation not in known:
            yield f"{shown}: unknown relation; allowed: {', '.join(known)}"
            continue
        if missing:
            yield f"{shown}: {' and '.join(missing)} is no canonical name of the passage"
        elif not known[relation].allows(labels[head], labels[tail]):
            yield f"{shown}: {relation} does not lead from {labels[head]} to {labels[tail]}"
        if head == tail:
            yield f"{shown}: head and tail are the same"
        if not _in_order(trigger, squashed):
            yield f"{shown}: the trigger is not in the text"
        ends = sorted((head, tail)) if known[relation].symmetric else (head, tail)
        triples[Triple(ends[0], relation, ends[1], "")] += 1
    for triple, count in triples.items():
        if count > 1:
            yield f"{triple.relation}: {triple.head} -> {triple.tail} is given {count} times"


def _in_order(trigger: str, text: str) -> bool:
    """``在…举行`` -> whether 举行 stands somewhere behind 在."""
    return bool(re.search(".*?".join(re.escape(squash(piece)) for piece in trigger.split("…")), text))


def _twice(passages: list[Passage]) -> Iterator[str]:
    for name, count in Counter(passage.id for passage in passages).items():
        if count > 1:
            yield f"{name}: {count} passages have this name"
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
