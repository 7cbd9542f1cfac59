"""Parquet tables for pandas, Polars, DuckDB and Spark: dates are dates, aliases are lists, counts are integers.

DuckDB writes them. What it reads is a file of the rows on disk, not the memory, so a graph may be as large as it likes.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import duckdb

from kg.export import exporters
from kg.export.edges import STATED
from kg.export.stated import OPEN, open_facts
from kg.export.text import clean
from kg.graph import Graph
from kg.types import Evidence, Fact, OpenFact

_SEEN = {"first_seen": "DATE", "last_seen": "DATE"}
# Column: type, in the order of the file.
NODES = {
    "id": "VARCHAR", "type": "VARCHAR", "name": "VARCHAR", "aliases": "VARCHAR[]", "code": "VARCHAR",
    "region": "VARCHAR", "parent": "VARCHAR", "mentions": "BIGINT", "articles": "BIGINT", **_SEEN,
}  # fmt: skip
FACTS = {
    "id": "VARCHAR", "family": "VARCHAR", "subject": "VARCHAR", "relation": "VARCHAR", "verb": "VARCHAR",
    "object": "VARCHAR", "modality": "VARCHAR", "polarity": "VARCHAR", "confidence": "DOUBLE", "weight": "BIGINT",
    "articles": "BIGINT", **_SEEN,
}  # fmt: skip
EVIDENCE = {
    "fact": "VARCHAR", "article": "VARCHAR", "source": "VARCHAR", "published": "DATE", "sentence": "VARCHAR",
    "start": "BIGINT", "end": "BIGINT", "trigger": "VARCHAR", "trigger_start": "BIGINT", "trigger_end": "BIGINT",
    "when": "VARCHAR", "quantity": "VARCHAR", "quantity_number": "DOUBLE", "quantity_unit": "VARCHAR",
    "quantity_what": "VARCHAR", "confidence": "DOUBLE", "by": "VARCHAR",
}  # fmt: skip
COOCCURRENCES = {
    "a": "VARCHAR", "b": "VARCHAR", "sentences": "BIGINT", "paragraphs": "BIGINT", "npmi": "DOUBLE", "llr": "DOUBLE",
}  # fmt: skip

Row = tuple[object, ...]

# What both kinds of facts have behind their object.
_rest = attrgetter("modality", "polarity", "confidence", "weight", "articles", *_SEEN)
# A label is a name to those who draw networks; what a `Node` calls so is its class.
_node = attrgetter(*("label" if column == "type" else column for column in NODES))
_pair = attrgetter(*COOCCURRENCES)
# json.dumps would make one for every row.
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


@exporters("parquet-nodes")
def write_nodes(graph: Graph, out: BinaryIO) -> None:
    """nodes.parquet: one row an entity; parent is the id of the division it lies in."""
    _write(NODES, map(_node, graph.nodes()), out)


@exporters("parquet-facts")
def write_facts(graph: Graph, out: BinaryIO) -> None:
    """facts.parquet: one row a fact; an open one has a verb instead of a relation."""
    _write(FACTS, chain(map(_fact, graph.facts()), map(_open_fact, open_facts(graph))), out)


@exporters("parquet-evidence")
def write_evidence(graph: Graph, out: BinaryIO) -> None:
    """evidence.parquet: one row a sentence that states a fact; offsets count code points of its source."""
    opened = graph.open_evidence() if graph.shows_open() else iter(())
    _write(EVIDENCE, map(_evidence, chain(graph.evidence(), opened)), out)


@exporters("parquet-cooccurrences")
def write_cooccurrences(graph: Graph, out: BinaryIO) -> None:
    """cooccurrences.parquet: one row a pair of entities that share a sentence."""
    _write(COOCCURRENCES, map(_pair, graph.cooccurrences()), out)


def _fact(fact: Fact) -> Row:
    return fact.id, STATED, fact.subject, fact.relation, None, fact.object, *_rest(fact)


def _open_fact(fact: OpenFact) -> Row:
    return fact.id, OPEN, fact.subject, None, fact.verb, fact.object, *_rest(fact)


def _evidence(item: Evidence) -> Row:
    quantity = item.quantity
    amount = (quantity.text, quantity.number, quantity.unit, quantity.what) if quantity else (None,) * 4
    place = (item.sentence, item.start, item.end, item.trigger, item.trigger_start, item.trigger_end, item.when)
    return item.fact, item.article, item.source, item.published, *place, *amount, item.confidence, item.by


def _write(columns: Mapping[str, str], rows: Iterable[Row], out: BinaryIO) -> None:
    with TemporaryDirectory(prefix="kg-") as folder, duckdb.connect(config={"threads": 1}) as database:
        given, made = Path(folder, "rows.json"), Path(folder, "table.parquet")
        with given.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(_lines(columns, rows))
        types = ", ".join(f"'{name}': '{type_}'" for name, type_ in columns.items())
        read = f"read_json({_quoted(given)}, format = 'newline_delimited', columns = {{{types}}})"
        database.execute(f"COPY (SELECT * FROM {read}) TO {_quoted(made)} (FORMAT parquet, COMPRESSION zstd)")
        with made.open("rb") as table:
            shutil.copyfileobj(table, out)


def _lines(columns: Iterable[str], rows: Iterable[Row]) -> Iterator[str]:
    names = tuple(columns)
    for row in rows:
        yield _encode(dict(zip(names, map(_plain, row), strict=True))) + "\n"


def _plain(value: object) -> object:
    match value:
        case str():
            return clean(value)
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(item) for item in value]
        case _:
            return value


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
