"""XML that the database makes of the tables, a piece of text a row: many times as fast as row by row in Python.

What stands here makes expressions of SQL. Texts are cleaned and escaped as `kg.export.xml` does it. Edges are taken a
slice at a time, by the first digits of an id, so that no more than a slice is ever in memory. Ids are hashes in
hexadecimal, which makes slices of one size; any other text is in one of them too.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from string import Formatter
from typing import BinaryIO

import duckdb

from kg.export.text import LONGEST_LABEL
from kg.graph import Graph

# So many rows make a slice, about, and so many are joined into one piece of a file.
SLICE = 5_000
BATCH = 4096
_PREFIXES = 16**4

# What is replaced in a text, in this order; white space would not come back from an attribute as it was.
_ESCAPES = {
    "'&'": "&amp;", "'<'": "&lt;", "'>'": "&gt;", "'\"'": "&quot;", "chr(10)": "&#10;", "chr(9)": "&#9;",
}  # fmt: skip
# As in `kg.export.text`.
_FORBIDDEN = r"[^\t\n\x20-\x7E\x{A0}-\x{D7FF}\x{E000}-\x{FFFD}\x{10000}-\x{10FFFF}]"
# A text with nothing to remove or to escape, as nearly all are.
_PLAIN = r"[\x20\x21\x23-\x25\x27-\x3B\x3D\x3F-\x7E\x{A0}-\x{D7FF}\x{E000}-\x{FFFD}\x{10000}-\x{10FFFF}]*"
_SPACE = r"[\s\x1C-\x1F\x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}]+"


def literal(text: str) -> str:
    """Tom's -> 'Tom''s'."""
    return "'" + text.replace("'", "''") + "'"


def clean(value: str) -> str:
    """An expression without what `kg.export.text.clean` removes."""
    lines = f"replace(replace({value}, chr(13) || chr(10), chr(10)), chr(13), chr(10))"
    return f"CASE WHEN {_is_plain(value)} THEN {value} ELSE regexp_replace({lines}, '{_FORBIDDEN}', '', 'g') END"


def text(value: str) -> str:
    """A column as the content of an element or an attribute."""
    escaped = clean(value)
    for found, instead in _ESCAPES.items():
        escaped = f"replace({escaped}, {found}, {literal(instead)})"
    return f"CASE WHEN {_is_plain(value)} THEN {value} ELSE {escaped} END"


def short(value: str) -> str:
    """A column cut as `kg.export.text.short` cuts it."""
    line = f"trim(regexp_replace({clean(value)}, '{_SPACE}', ' ', 'g'))"
    return f"regexp_replace({line}, '^(.{{{LONGEST_LABEL}}}).+$', '\\1…')"


def number(value: str) -> str:
    """An expression of a number, with six places at most."""
    return f"CAST(round({value}, 6) AS VARCHAR)"


def line(template: str, **values: str) -> str:
    """('<data key="n">{n}</data>', n="3") -> '<data key="n">' || (3) || '</data>': NULL where any value is NULL."""
    pieces = []
    for fixed, name, *_ in Formatter().parse(template):
        pieces += [literal(fixed)] if fixed else []
        pieces += [f"({values[name]})"] if name else []
    return " || ".join(pieces)


def lines(*pieces: str) -> str:
    """Expressions one after the other, without those that are NULL, and a line's end, as bytes."""
    return f"encode(concat({', '.join(pieces)}, chr(10)))"


def cases(of: str, values: Mapping[str, str]) -> str:
    """For each value of a column its own text."""
    return f"CASE {of} {' '.join(f'WHEN {literal(key)} THEN {literal(value)}' for key, value in values.items())} END"


@contextmanager
def narrow(graph: Graph) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor to the tables with places, while the database works in one thread: each more would want its memory."""
    with graph.placed() as cursor:
        cursor.execute("SET threads = 1")
        try:
            yield cursor
        finally:
            cursor.execute("RESET threads")


def write_slices(cursor: duckdb.DuckDBPyConnection, query: str, count: int, out: BinaryIO) -> None:
    """Write the bytes in the first column of a query, ``count`` rows or fewer, slice by slice.

    `within` has to be among its conditions. It is planned once, which takes longer than many a slice.
    """
    cursor.execute(f"PREPARE slice AS {query}")
    for low, high in _slices(count // SLICE + 1):
        cursor.execute(f"EXECUTE slice({literal(low)}, {literal(high) if high else 'NULL'})")
        while rows := cursor.fetchmany(BATCH):
            out.write(b"".join([piece for (piece,) in rows]))
    cursor.execute("DEALLOCATE slice")


def within(id: str) -> str:
    """A condition: the id is of this slice."""
    return f"{id} >= $1 AND ({id} < $2 OR $2 IS NULL)"


def count_rows(cursor: duckdb.DuckDBPyConnection, *tables: str) -> int:
    """How many rows the tables have together."""
    return sum(
        int(count) for table in tables for (count,) in cursor.execute(f"SELECT count(*) FROM {table}").fetchall()
    )


def _slices(parts: int) -> Iterator[tuple[str, str | None]]:
    """3 -> ('', '5555'), ('5555', 'aaaa'), ('aaaa', None): where each slice begins and where the next one does."""
    bounds = ["", *(f"{_PREFIXES * part // parts:04x}" for part in range(1, parts)), None]
    return ((str(low), high) for low, high in pairwise(bounds))


def _is_plain(value: str) -> str:
    return f"regexp_full_match({value}, '{_PLAIN}')"
