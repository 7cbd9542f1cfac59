"""What the files for network programs have in common: the tables they read, as SQL, and what is said of a kind of edge.

A node has its colour, its size by its neighbours and its place; an edge its kind, which is the same for thousands of
facts and therefore written once, in Python, and joined to them by the database.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import duckdb

from kg.export.looks import SIZE
from kg.export.markup import clean, short, within
from kg.export.stated import OPEN, kind, kind_zh
from kg.graph import Graph
from kg.ontology import relation
from kg.types import Fact, Modality, OpenFact, Polarity

TOGETHER, TOGETHER_ZH = "co-occurrence", "共现"

# As text stands in a list.
_QUOTED = f"replace(replace({clean('text')}, '\\', '\\\\'), '\"', '\\\"')"
# The entities of a slice; the aliases as a list of quoted texts and as one text.
NODES = f"""
SELECT node.*, {short("name")} AS short_name, x, y, degree, {SIZE.format("degree")} AS size, names, listed
FROM node
JOIN place ON place.entity = node.id
LEFT JOIN (
    SELECT entity, string_agg(text, '; ' ORDER BY rank) AS names,
        '[' || string_agg('"' || quoted || '"', ', ' ORDER BY rank) || ']' AS listed
    FROM (
        SELECT entity, {clean("text")} AS text, {_QUOTED} AS quoted, rank FROM node_name
        WHERE rank > 0 AND {within("entity")}
    )
    GROUP BY entity
) AS alias ON alias.entity = node.id
WHERE {within("node.id")}
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """What all facts of one relation, modality and polarity share: 将建设 is builds, planned, positive."""

    said: str
    is_open: bool
    modality: Modality
    polarity: Polarity
    name: str
    zh: str

    @property
    def relation(self) -> str:
        """The relation; ``open`` where a verb stands for it."""
        return OPEN if self.is_open else self.said

    @property
    def relation_zh(self) -> str:
        """The relation's Chinese name, whatever is planned or denied; what is open has only its verb."""
        return self.zh if self.is_open else relation(self.said).zh

    @property
    def symmetric(self) -> bool:
        """Whether the direction of the edge means nothing."""
        return not self.is_open and relation(self.said).symmetric


def kinds(graph: Graph, table: str) -> list[Kind]:
    """The kinds of what the table ``fact`` or ``open_fact`` states."""
    is_open = table != "fact"
    column = _said(table)
    query = f"SELECT DISTINCT {column}, modality, polarity FROM {table} ORDER BY {column}, modality, polarity"
    with graph.cursor() as cursor:
        return [_kind(is_open, *row) for row in cursor.execute(query).fetchall()]


def stated(graph: Graph) -> Iterator[str]:
    """The tables whose facts the graph shows."""
    yield "fact"
    if graph.shows_open():
        yield "open_fact"


def _nothing(kind: Kind) -> str:
    return ""


def tell_kinds(
    cursor: duckdb.DuckDBPyConnection,
    graph: Graph,
    table: str,
    head: Callable[[Kind], str] = _nothing,
    body: Callable[[Kind], str] = _nothing,
) -> None:
    """Make the table that `with_kinds` joins; ``head`` and ``body`` are texts that a format makes of a kind."""
    found = kinds(graph, table)
    columns = {
        "said": [kind.said for kind in found],
        "modality": [kind.modality for kind in found],
        "polarity": [kind.polarity for kind in found],
        "kind": [kind.name for kind in found],
        "zh": [kind.zh for kind in found],
        "head": [head(kind) for kind in found],
        "body": [body(kind) for kind in found],
    }
    lists = ", ".join(f"unnest(${name}::VARCHAR[]) AS {name}" for name in columns)
    cursor.execute(f"CREATE TEMP TABLE {table}_kind AS SELECT {lists}", columns)


def with_kinds(table: str) -> str:
    """The table ``fact`` or ``open_fact`` joined with its kinds, as SQL: which adds kind, zh, head, body."""
    return f"""
{table} JOIN {table}_kind AS kinds
    ON kinds.said = {table}.{_said(table)} AND kinds.modality = {table}.modality AND kinds.polarity = {table}.polarity
"""


def _said(table: str) -> str:
    return "relation" if table == "fact" else "verb"


def _kind(is_open: bool, said: str, modality: Modality, polarity: Polarity) -> Kind:
    values = ("", "", said, "", modality, polarity, 0.0, 0, 0, None, None)
    fact = OpenFact(*values) if is_open else Fact(*values)
    return Kind(said, is_open, modality, polarity, kind(fact), kind_zh(fact))
