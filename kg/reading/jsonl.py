"""JSON Lines: one record a line, each a part of the file."""

import json
import re
from array import array
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from kg.errors import ReadError
from kg.reading import readers
from kg.reading.dates import find_date
from kg.reading.encoding import decode
from kg.types import Part

_FIELDS = ("text", "title", "date", "source", "url")
_SPACE = re.compile(r"[ \t\r]*")
# How a JSON string writes one character: a pair of surrogates, another escape, or the character itself.
_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL
)


@readers("jsonl")
def read_jsonl(name: str, data: bytes) -> tuple[str, str, tuple[Part, ...]]:
    r"""``{"text": "崂山区", "date": "2024-03-05"}`` a line -> one part a record; its offsets lead into the file.

    ``text`` is required; ``title``, ``date``, ``source`` (the publisher) and ``url`` are optional strings. Raises
    ReadError with the number of the first bad line.
    """
    text, encoding = decode(name, data)
    return text, encoding, tuple(_parts(name, text))


def _parts(name: str, text: str) -> Iterator[Part]:
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield _part(line, start)
            except (ValueError, RecursionError) as error:
                raise ReadError(name, f"line {number}: {error}") from error
        start += len(line) + 1


def _part(line: str, start: int) -> Part:
    record = json.loads(line)
    if not isinstance(record, dict):
        raise ValueError(f"{line.strip()[:40]!r} is no record; allowed: an object with {', '.join(_FIELDS)}")
    values = {field: _string(record, field) for field in _FIELDS}
    if not values["text"].strip():
        raise ValueError("`text` is missing or empty; allowed: a string with text")
    offsets = _offsets(line, _start_of_text(line), start)
    return Part(values["text"], offsets, values["title"], _date(values["date"]), values["source"], values["url"])


def _string(record: dict[str, Any], field: str) -> str:
    value = record.get(field)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"`{field}` is {value!r}; allowed: a string")
    return value or ""


def _date(value: str) -> date | None:
    if not value:
        return None
    if (found := find_date(value)) is None:
        raise ValueError(f"`date` is {value!r}; allowed: 2024-03-05, 2024/3/5 or 2024年3月5日")
    return found


def _start_of_text(line: str) -> int:
    """Where the value of the record's own ``text`` begins, after its quotation mark; of two the last counts."""
    decoder, found, at = json.JSONDecoder(), 0, line.index("{") + 1
    while line[at := _skip(line, at)] != "}":
        key, at = decoder.raw_decode(line, at)
        at = _skip(line, _skip(line, at) + 1)
        found = at + 1 if key == "text" else found
        _, at = decoder.raw_decode(line, at)
        at = _skip(line, at)
        at += line[at] == ","
    return found


def _skip(line: str, at: int) -> int:
    match = _SPACE.match(line, at)
    return match.end() if match else at


def _offsets(line: str, begin: int, start: int) -> Sequence[int]:
    """The place in the file of each character of the string that begins at ``begin`` of its line."""
    value, end = json.JSONDecoder().raw_decode(line, begin - 1)
    if len(value) == end - 1 - begin:
        return range(start + begin, start + end - 1)
    return array("I", (start + match.start() for match in _CHARACTER.finditer(line, begin, end - 1)))
