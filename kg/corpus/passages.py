"""The format of ``corpus/annotated/``: one file a province, its passages with marks and relations."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg.errors import KGError, ReadError
from kg.names import NOT_COMPARED, squash
from kg.types import Span

FIELDS = ("place", "kind", "topic", "cases", "part", "noise", "plain")
LISTS = {"cases": ", ", "plain": " + "}
RULE = "---"

PARTS = ("train", "dev", "test")

_HEAD = re.compile(r"^===(?P<name>.*)$", re.MULTILINE)
_NAME = re.compile(r" [\w-]+")
_MARK = re.compile(r"\{(?P<name>[^{}|]+)\|(?P<label>[A-Z]+)(?:\|(?P<canonical>[^{}|]+))?\}")
_STATEMENT = re.compile(r"^(?P<relation>\w+) (?P<trigger>[^:]+): (?P<heads>.+) -> (?P<tails>.+)$")


class Mark(NamedTuple):
    """{县委|ORG|湄潭县委} at 6:8. Code points of the passage's text, end exclusive."""

    start: int
    end: int
    label: str
    canonical: str


class Statement(NamedTuple):
    """launches 推出: 湄潭县 -> 茶海管家. Every head with every tail; canonical names."""

    relation: str
    trigger: str
    heads: tuple[str, ...]
    tails: tuple[str, ...]


class Triple(NamedTuple):
    """湄潭县 launches 茶海管家, stated by 推出."""

    head: str
    relation: str
    tail: str
    trigger: str


@dataclass(frozen=True, slots=True)
class Passage:
    """guizhou-07: a text with its marks in order and its statements; ``place`` from the province down."""

    id: str
    place: tuple[str, ...]
    kind: str
    topic: str
    cases: tuple[str, ...]
    part: str
    noise: str
    plain: tuple[str, ...]
    text: str
    marks: tuple[Mark, ...]
    statements: tuple[Statement, ...]

    @property
    def triples(self) -> Iterator[Triple]:
        """Each head of each statement with each tail."""
        for stated in self.statements:
            for head in stated.heads:
                for tail in stated.tails:
                    yield Triple(head, stated.relation, tail, stated.trigger)


def read_passages(path: Path) -> Iterator[Passage]:
    """The passages of a file, or of all ``*.txt`` of a folder in the order of their names.

    Raises ReadError, with the passage's name, where one is not of the format and where two have one name.
    """
    files = sorted(path.glob("*.txt")) if path.is_dir() else [path]
    if not files:
        raise ReadError(str(path), "no annotated passages (*.txt) in it")
    seen: dict[str, Path] = {}
    for file in files:
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise ReadError(str(file), f"cannot be read as UTF-8 text ({error})") from error
        for passage in parse_passages(text, str(file)):
            if passage.id in seen:
                raise ReadError(str(file), f"a second passage {passage.id}; the first is in {seen[passage.id]}")
            seen[passage.id] = file
            yield passage


def select(passages: Iterable[Passage], part: str | None) -> Iterator[Passage]:
    """Those of a part, one of `PARTS`, or all. Raises KGError where the part has none."""
    found = False
    for passage in passages:
        if part in (None, passage.part):
            found = True
            yield passage
    if not found:
        raise KGError(f"no passages of part {part!r}; parts: {', '.join(PARTS)}")


def parse_passages(text: str, where: str) -> Iterator[Passage]:
    """The passages of one file's text; ``where`` names the file in a ReadError."""
    heads = list(_HEAD.finditer(text))
    if not heads or text[: heads[0].start()].strip():
        raise ReadError(where, "expected '=== NAME' before the first passage")
    ends = [*(head.start() for head in heads[1:]), len(text)]
    for head, end in zip(heads, ends, strict=True):
        if not _NAME.fullmatch(head["name"].rstrip()):
            raise ReadError(where, f"line {head.group()!r}; expected '=== NAME' of letters, digits and -")
        name = head["name"].strip()
        yield _parse(name, text[head.end() : end], f"{where}: passage {name}")


def parse_marked(marked: str, where: str) -> tuple[str, tuple[Mark, ...]]:
    """``{县委|ORG|湄潭县委}开会`` -> ``县委开会`` and its mark. Raises ReadError at a brace of no mark."""
    pieces: list[str] = []
    marks: list[Mark] = []
    length = last = 0
    for found in _MARK.finditer(marked):
        before = _plain(marked[last : found.start()], where)
        name = found["name"]
        start = length + len(before)
        length = start + len(name)
        marks.append(Mark(start, length, found["label"], found["canonical"] or squash(name)))
        pieces += (before, name)
        last = found.end()
    pieces.append(_plain(marked[last:], where))
    return "".join(pieces), tuple(marks)


def parse_statement(line: str, where: str) -> Statement:
    """``launches 推出: 甲 + 乙 -> 丙``. Raises ReadError where the line is of another form."""
    found = _STATEMENT.match(line.strip())
    if not found:
        raise ReadError(where, f"relation line {line!r}; expected 'RELATION TRIGGER: HEAD + … -> TAIL + …'")
    return Statement(
        found["relation"], found["trigger"].strip(), _split(found["heads"], " + "), _split(found["tails"], " + ")
    )


def format_marked(text: str, marks: Iterable[Mark]) -> str:
    """The inverse of `parse_marked`; the canonical name is left out where it is the name itself."""
    pieces: list[str] = []
    last = 0
    for mark in marks:
        name = text[mark.start : mark.end]
        canonical = "" if mark.canonical == squash(name) else f"|{mark.canonical}"
        pieces += (text[last : mark.start], f"{{{name}|{mark.label}{canonical}}}")
        last = mark.end
    return "".join([*pieces, text[last:]])


def format_passage(passage: Passage) -> str:
    """The passage in the format that `parse_passages` reads."""
    values = {name: getattr(passage, name) for name in FIELDS}
    values["place"] = " ".join(passage.place)
    for name, separator in LISTS.items():
        values[name] = separator.join(values[name])
    head = [f"=== {passage.id}", *(f"{name}: {value}" for name, value in values.items() if value)]
    body = [RULE, format_marked(passage.text, passage.marks), RULE]
    return "\n".join([*head, *body, *map(_format_statement, passage.statements)]) + "\n"


def names_of(text: str, name: str) -> Iterator[Span]:
    """县农业\\n农村局和…, 县农业农村局 -> 0:7. White space and quotation marks may stand inside."""
    pattern = f"[{NOT_COMPARED}]*".join(map(re.escape, name))
    for found in re.finditer(pattern, text):
        yield Span(*found.span())


def _parse(name: str, block: str, where: str) -> Passage:
    parts = re.split(rf"^{RULE}$\n?", block.strip("\n") + "\n", flags=re.MULTILINE)
    if len(parts) != 3:
        raise ReadError(where, f"expected header, text and relations, with a line {RULE} between them")
    header, marked, relations = parts
    fields = _fields(header, where)
    text, marks = parse_marked(marked.removesuffix("\n"), where)
    return Passage(
        name,
        tuple(fields.get("place", "").split()),
        fields.get("kind", ""),
        fields.get("topic", ""),
        _split(fields.get("cases", ""), ","),
        fields.get("part", ""),
        fields.get("noise", "none"),
        _split(fields.get("plain", ""), " + "),
        text,
        marks,
        tuple(parse_statement(line, where) for line in relations.splitlines() if line.strip()),
    )


def _fields(header: str, where: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in filter(str.strip, header.splitlines()):
        name, colon, value = line.partition(":")
        if not colon or name not in FIELDS:
            raise ReadError(where, f"header line {line!r}; allowed fields: {', '.join(FIELDS)}")
        if name in fields:
            raise ReadError(where, f"header field {name!r} is given twice")
        fields[name] = value.strip()
    return fields


def _format_statement(stated: Statement) -> str:
    return f"{stated.relation} {stated.trigger}: {' + '.join(stated.heads)} -> {' + '.join(stated.tails)}"


def _split(value: str, separator: str) -> tuple[str, ...]:
    return tuple(piece.strip() for piece in value.split(separator) if piece.strip())


def _plain(text: str, where: str) -> str:
    if brace := re.search(r".{0,12}[{}].{0,12}", text, re.DOTALL):
        found = brace.group()
        raise ReadError(where, f"a brace that is part of no mark in {found!r}; a mark is {{name|LABEL|canonical}}")
    return text
