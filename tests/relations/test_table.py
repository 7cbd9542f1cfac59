"""What table.txt says of each of its passages against what is found in it: statements, moods, circumstances."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from kg.ontology import ontology
from kg.ontology import relation as relation_class
from kg.relations.merge import relate
from kg.types import Article, Mention, Modality, Polarity, Relation

TABLE = Path(__file__).with_name("table.txt")
PUBLISHED = date(2022, 8, 26)

# What a row leaves open: nobody asks for it.
OPEN = "?"


def read_not_yet(path: Path) -> dict[str, frozenset[str]]:
    """[statements] and the rows below it -> the rows that have to fail this test so far."""
    parts = re.split(r"^\[(\w+)\]$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {name: frozenset(rows.split()) for name, rows in zip(parts[1::2], parts[2::2], strict=True)}


NOT_YET = read_not_yet(Path(__file__).with_name("not_yet.txt"))

Read = Callable[..., tuple[Article, tuple[Mention, ...]]]
Key = tuple[str, Polarity]

_HEAD = re.compile(r"=== (?P<id>[a-z]+-\d+)(?: (?P<published>\d{4}-\d\d-\d\d))?")
_LINE = re.compile(r"(?P<relation>\w+) (?P<triggers>\S+): (?P<heads>.+?) -> (?P<tails>.+?)(?P<rest>(?:; [^;]+)*)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Claim(NamedTuple):
    """One relation that a row states; ``triggers`` and ``quantities`` are alternatives, '' is no quantity."""

    head: str
    relation: str
    tail: str
    triggers: tuple[str, ...]
    when: str | None = None
    quantities: tuple[str, ...] = ("",)
    modality: Modality = "done"
    polarity: Polarity = "positive"

    @property
    def key(self) -> Key:
        """What makes it the same as a relation found; a symmetric one has its ends in the order of `triple`."""
        ends = sorted((self.head, self.tail)) if relation_class(self.relation).symmetric else (self.head, self.tail)
        return f"{ends[0]} {self.relation} {ends[1]}", self.polarity


class Row(NamedTuple):
    """A marked passage and all that it states."""

    id: str
    published: date
    marked: str
    claims: tuple[Claim, ...]


def read_table(text: str) -> Iterator[Row]:
    """The rows of a table, in its order.

    Raises:
        ValueError: a row or one of its lines is not of the form that the head of the table describes.
    """
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for block in re.split(r"^(?==== )", kept, flags=re.MULTILINE)[1:]:
        first, _, body = block.partition("\n")
        head, (marked, separator, lines) = _HEAD.fullmatch(first), body.partition("\n---")
        if head is None or not separator:
            raise ValueError(f"{first}: allowed: === NAME-NUMBER [DAY], the text, --- on a line, relations")
        published = date.fromisoformat(head["published"]) if head["published"] else PUBLISHED
        claims = tuple(claim for line in lines.split("\n") if line for claim in read_line(line))
        yield Row(head["id"], published, marked, claims)


def read_line(line: str) -> Iterator[Claim]:
    """launches 启动: 甲县 + 乙县 -> 春风; when 2022-08-20; planned -> two claims."""
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(f"{line}: allowed: RELATION TRIGGER: HEAD + HEAD -> TAIL + TAIL; DETAIL; DETAIL")
    triggers = tuple(found["triggers"].split("/"))
    for head in found["heads"].split(" + "):
        for tail in found["tails"].split(" + "):
            claim = Claim(head, found["relation"], tail, triggers)
            for detail in found["rest"].split("; ")[1:]:
                claim = with_detail(claim, detail)
            yield claim


def with_detail(claim: Claim, detail: str) -> Claim:
    """A claim with what one of the details behind its names says."""
    word, _, value = detail.partition(" ")
    if word == "when":
        return claim._replace(when=value)
    if word == "quantity":
        return claim._replace(quantities=tuple(value.split("/")))
    for modality in get_args(Modality):
        if detail == modality:
            return claim._replace(modality=modality)
    if detail == "negative":
        return claim._replace(polarity="negative")
    raise ValueError(f"{detail}: allowed: when T, quantity Q, planned, ongoing, negative")


ROWS = tuple(read_table(TABLE.read_text(encoding="utf-8")))


def params(rows: Sequence[Row], test: str) -> list[object]:
    """The rows under their names; those in ``NOT_YET[test]`` have to fail."""
    return [pytest.param(row, id=row.id, marks=_marks(row.id in NOT_YET[test])) for row in rows]


def _marks(fails: bool) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason="not yet read out of the text")] if fails else []


def find(row: Row, read: Read) -> dict[Key, list[Relation]]:
    """What the stage finds in a row, by what it says."""
    article, mentions = read(row.marked)
    found: dict[Key, list[Relation]] = defaultdict(list)
    for relation in relate(replace(article, published=row.published), mentions):
        claim = Claim(
            relation.head.canonical, relation.relation, relation.tail.canonical, (), polarity=relation.polarity
        )
        found[claim.key].append(relation)
    return found


def judge_statements(row: Row, found: dict[Key, list[Relation]]) -> tuple[object, object]:
    """What should be stated and what is: triples with polarity, and triggers that are none of those allowed."""
    triggers = {claim.key: claim.triggers for claim in row.claims}
    strange = {
        (key, f.trigger) for key in found for f in found[key] if f.trigger not in triggers.get(key, (f.trigger,))
    }
    return (set(triggers), set()), (set(found), strange)


def judge_moods(row: Row, found: dict[Key, list[Relation]]) -> tuple[object, object]:
    """The modality of what is found of a row: as it should be and as it is."""
    claims = {claim.key: claim for claim in row.claims if claim.key in found}
    expected = {key: {str(claim.modality)} for key, claim in claims.items()}
    return expected, {key: {str(relation.modality) for relation in found[key]} for key in claims}


def judge_circumstances(row: Row, found: dict[Key, list[Relation]]) -> tuple[object, object]:
    """Time and quantity of what is found of a row: as they should be and as they are."""
    expected, came = {}, {}
    for claim in row.claims:
        for relation in found.get(claim.key, ()):
            quantity = relation.quantity.text if relation.quantity else ""
            allowed = quantity in claim.quantities or OPEN in claim.quantities
            when = relation.when if claim.when == OPEN else claim.when
            expected[claim.key, relation.at] = (when, quantity if allowed else claim.quantities)
            came[claim.key, relation.at] = (relation.when, quantity)
    return expected, came


@pytest.mark.parametrize("row", params(ROWS, "statements"))
def test_statements(read: Read, row: Row) -> None:
    expected, came = judge_statements(row, find(row, read))
    assert came == expected


@pytest.mark.parametrize("row", params([row for row in ROWS if row.claims], "moods"))
def test_moods(read: Read, row: Row) -> None:
    expected, came = judge_moods(row, find(row, read))
    assert came == expected


@pytest.mark.parametrize("row", params([row for row in ROWS if row.claims], "circumstances"))
def test_circumstances(read: Read, row: Row) -> None:
    expected, came = judge_circumstances(row, find(row, read))
    assert came == expected


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_a_row_is_well_formed(read: Read, row: Row) -> None:
    article, mentions = read(row.marked)
    assert not set(article.text) & set("[]{}|,:;?!()\"'"), "half-width marks"
    assert not unmarked(article.text, mentions)
    for claim in row.claims:
        assert faults(claim, article.text, mentions) == []
    assert len({claim.key for claim in row.claims}) == len(row.claims), "a triple is stated twice"


def unmarked(text: str, mentions: Sequence[Mention]) -> set[str]:
    """Names that are marked in one place of a text and not in another."""
    spans = [(m.start, m.end) for m in mentions]
    names = {name for m in mentions for name in (m.text, m.canonical)}
    stands = ((name, found) for name in names for found in re.finditer(re.escape(name), text))
    return {name for name, found in stands if not any(s <= found.start() and found.end() <= e for s, e in spans)}


def faults(claim: Claim, text: str, mentions: Sequence[Mention]) -> list[str]:
    """What in a claim cannot be of this text: its names, labels, triggers, time, quantity."""
    labels: dict[str, AbstractSet[str]] = {}
    for m in mentions:
        labels[m.canonical] = labels.get(m.canonical, frozenset()) | {m.label}
    heads, tails = labels.get(claim.head, ()), labels.get(claim.tail, ())
    allows = relation_class(claim.relation).allows
    wrong = [] if any(allows(head, tail) for head in heads for tail in tails) else [f"{claim.head} -> {claim.tail}"]
    words = (*claim.triggers, *(quantity for quantity in claim.quantities if quantity != OPEN))
    wrong += [word for word in words if not all(part in text for part in word.split("…"))]
    return wrong if claim.when in (None, OPEN) or is_time(claim.when or "") else [*wrong, str(claim.when)]


def is_time(when: str) -> bool:
    """2022-08-26, 2022-08-01/2022-08-31, ../2022-08-26."""
    days = [side for side in when.split("/") if side != ".."]
    sides = when.count("/") + 1
    return sides <= 2 and len(days) >= 1 and all(map(_DAY.fullmatch, days)) and days == sorted(set(days))


def test_the_table_covers_all_relations_and_their_moods() -> None:
    claims = [claim for row in ROWS for claim in row.claims]
    assert {claim.relation for claim in claims} == set(ontology().relations)
    assert {claim.modality for claim in claims} == set(get_args(Modality))
    assert {claim.polarity for claim in claims} == set(get_args(Polarity))


def test_names_of_rows_are_unique_and_those_not_yet_there_exist() -> None:
    names = [row.id for row in ROWS]
    assert len(set(names)) == len(names)
    assert all(ids <= set(names) for ids in NOT_YET.values())


@pytest.mark.parametrize(
    "line",
    [
        "launches: 甲县 -> 春风",
        "launches 启动 甲县 -> 春风",
        "launches 启动: 甲县 -> 春风; soon",
        "launches 启动: 甲县 -> 春风; positive",
    ],
)
def test_a_line_of_another_form_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="allowed"):
        list(read_line(line))


def test_a_line_states_every_pair() -> None:
    first, *others = read_line(
        "launches 启动/办: 甲县 + 乙县 -> 春风 + 秋月; when 2022-08-20/..; quantity 3家; planned; negative"
    )
    expected = Claim("甲县", "launches", "春风", ("启动", "办"), "2022-08-20/..", ("3家",), "planned", "negative")
    assert first == expected
    assert [(claim.head, claim.tail) for claim in others] == [("甲县", "秋月"), ("乙县", "春风"), ("乙县", "秋月")]
