"""The queries that come along in ``ontology/queries/``, and what any query must keep to.

A query's parameters are the variables it leaves open with ``VALUES ?name { UNDEF }``: it runs as it stands, for
all names, in any SPARQL program, and for one name when a value is given. Its header says what it asks and of which
kind its parameters are, in lines of comment::

    # zh: 某日之后的新事实
    # en: What is new since a day
    # param: name@zh
    # param: since^^xsd:date
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.errors import QueryError
from kg.export.terms import XSD
from kg.export.text import clean
from kg.ontology import folder as ontology_folder

_OPEN_VALUES = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*UNDEF\s*\}", re.IGNORECASE)
_HEADER = re.compile(r"^#\s*(zh|en|param):\s*(.+?)\s*$", re.MULTILINE)
_PARAM = re.compile(r"(?P<name>\w+)(?:@(?P<language>[A-Za-z]+(?:-[A-Za-z0-9]+)*)|\^\^xsd:(?P<type>\w+))?")
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# The parser takes SERVICE wherever a pattern may begin, also glued to what stands before or behind it; and whether <
# opens an IRI or compares two values only a parser can tell. So strings, IRIs and comments are searched as well: what
# counts is that a name and an opening brace follow. Behind ?, $ or : the word is a part of a name.
_GAP = r"(?:[ \t\r\n]|\#[^\r\n]*+[\r\n])*+"
_PART = r"""[^ \t\r\n{}\#\\<>()\[\]"',;/|^&!=*+@~]"""
_NAME = rf"(?:<[^>]*+>|(?:{_PART}|\\.){_PART}*+(?:\\.{_PART}*+)*+)"
_SERVICE = re.compile(rf"[?$:][\w-]+|(?P<service>SERVICE{_GAP}(?:SILENT{_GAP})?{_NAME}{_GAP}\{{)", re.IGNORECASE)
# The search for it is quadratic in the worst case; these bounds keep that case below a second.
LONGEST: Final = 100_000
MOST_SERVICES: Final = 100


def _day(value: str) -> str:
    return date.fromisoformat(value).isoformat()


def _integer(value: str) -> str:
    return str(int(value))


def _decimal(value: str) -> str:
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(value)
    return f"{number:f}"


class _Type(NamedTuple):
    """How a value of a datatype is read into its one spelling, and what a value looks like."""

    read: Callable[[str], str]
    like: str


_TYPES: Final = {"date": _Type(_day, "2024-05-01"), "decimal": _Type(_decimal, "0.5"), "integer": _Type(_integer, "7")}


@dataclass(frozen=True, slots=True)
class Parameter:
    """since^^xsd:date, name@zh: what a query leaves open, with a language or the name of an XSD datatype."""

    name: str
    language: str = ""
    datatype: str = ""

    @property
    def hint(self) -> str:
        """name, or since=2024-05-01 where a value must look like something."""
        return f"{self.name}={_TYPES[self.datatype].like}" if self.datatype else self.name

    def literal(self, value: str) -> ox.Literal:
        """The value as SPARQL has it. Raises QueryError if it is none of the datatype."""
        if not self.datatype:
            return ox.Literal(clean(value), language=self.language or None)
        read, like = _TYPES[self.datatype]
        try:
            return ox.Literal(read(value.strip()), datatype=ox.NamedNode(XSD + self.datatype))
        except (ValueError, InvalidOperation) as error:
            message = f"parameter {self.name!r} takes an xsd:{self.datatype} like {like}, not {value!r}"
            raise QueryError(message) from error


@dataclass(frozen=True, slots=True)
class Query:
    """A query with what it says of itself: its purpose in two languages and its parameters by name."""

    name: str
    text: str
    zh: str
    en: str
    params: dict[str, Parameter]


def query_names() -> list[str]:
    """The names of the queries in ``ontology/queries/``, sorted."""
    return sorted(path.stem for path in _queries().glob("*.rq"))


def find_query(given: str) -> Query:
    """programmes-of -> the query of that name; also a path to a .rq file, or SPARQL text. Raises QueryError."""
    is_file = given.endswith(".rq")
    if not is_file and ("{" in given or len(given.split()) > 1):
        return _parse("", given)
    path = Path(given) if is_file else _queries() / f"{given}.rq"
    if given not in query_names() and not is_file:
        raise QueryError(f"no query {given!r}; choose from {', '.join(query_names())}, a .rq file or SPARQL text")
    try:
        return _parse(path.stem, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise QueryError(f"{path}: the query cannot be read ({reason})") from error


def bind(query: Query, parameters: Mapping[str, str]) -> str:
    """The text of a query with values for some of its parameters. Raises QueryError: no such parameter or value."""
    for given in parameters:
        if given not in query.params:
            allowed = ", ".join(sorted(param.hint for param in query.params.values())) or "none"
            raise QueryError(f"{query.name or 'the query'} has no parameter {given!r}; it takes {allowed}")

    def value(found: re.Match[str]) -> str:
        if found[1] not in parameters:
            return found[0]
        return f"VALUES ?{found[1]} {{ {query.params[found[1]].literal(parameters[found[1]])} }}"

    return _OPEN_VALUES.sub(value, query.text)


def check_query(text: str) -> None:
    """Refuse what must not run: ``SERVICE``, which would leave this computer, and more than 100,000 characters.

    Updates (LOAD, INSERT, …) need no check: they are not what SPARQL 1.1 calls a query, and only queries are parsed.
    Raises QueryError.
    """
    if len(text) > LONGEST:
        raise QueryError(f"the query has {len(text):,} characters; at most {LONGEST:,} are allowed")
    decoded = _ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16) % 0x110000), text)
    if max(form.casefold().count("service") for form in (text, decoded)) > MOST_SERVICES:
        raise QueryError(f"the query has the word SERVICE more than {MOST_SERVICES} times, and SERVICE is not allowed")
    if any(found["service"] for form in {text, decoded} for found in _SERVICE.finditer(form)):
        raise QueryError("SERVICE is not allowed: queries are answered from the local store only")


def _queries() -> Path:
    return ontology_folder() / "queries"


def _parse(name: str, text: str) -> Query:
    said: dict[str, list[str]] = {"zh": [], "en": [], "param": []}
    for key, value in _HEADER.findall(text):
        said[key].append(value)
    declared = {param.name: param for param in map(_param, said["param"])}
    params = {found: declared.get(found, Parameter(found)) for found in _OPEN_VALUES.findall(text)}
    return Query(name, text, " ".join(said["zh"]), " ".join(said["en"]), params)


def _param(declared: str) -> Parameter:
    found = _PARAM.fullmatch(declared)
    if not found or (found["type"] and found["type"] not in _TYPES):
        types = " or ".join(f"{declared.partition('^')[0]}^^xsd:{name}" for name in _TYPES)
        raise QueryError(f"# param: {declared}: not understood; allowed: NAME, NAME@LANGUAGE, {types}")
    return Parameter(found["name"], found["language"] or "", found["type"] or "")
