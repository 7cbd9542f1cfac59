"""From evidence to graph: entities, facts and co-occurrences, counted over all articles.

The queries in ``kg/sql/`` are standard SQL but for two functions, `plain` and `sha2`, which Spark has or takes as
a one-line SQL function and which `DIALECT` gives to DuckDB; that a table is replaced by a query's result is said here.
Entities are made twice: as the documents give them, and then with those merged that `kg.identity` says are one.
At last `kg.places` says where each stands in a picture.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb

from kg.database import IGNORED, connect, set_meta, sql, transaction, versions
from kg.evidence import decisions
from kg.identity import settle
from kg.linking.merging import merge
from kg.ontology import LABELS, ontology
from kg.places import lay_out
from kg.types import Node

# Each query may use those before it.
FOUND = {"live_article": "TABLE", "known_entity": "TEMP VIEW", "live_mention": "TEMP VIEW", "former": "TEMP VIEW"}
ENTITIES = {"node": "TABLE", "called": "TEMP VIEW", "node_name": "TABLE"}
FACTS = {
    "alias": "TABLE",
    "stated": "TEMP VIEW",
    "statement": "TEMP VIEW",
    "every_fact": "TEMP VIEW",
    "every_evidence": "TEMP VIEW",
    "fact": "TABLE",
    "fact_evidence": "TABLE",
    "open_fact": "TABLE",
    "open_fact_evidence": "TABLE",
    "derived_fact": "TABLE",
    "left_out": "TABLE",
    "example": "TABLE",
    "cooccurrence": "TABLE",
    "shown": "TEMP VIEW",
    "link": "TEMP VIEW",
}
# What the program says rather than the evidence: the columns of each table, with their types.
TOLD = {
    "symmetric_relation": ("TEMP TABLE", {"name": "VARCHAR"}),
    "allowed_relation": ("TEMP TABLE", {"name": "VARCHAR", "head": "VARCHAR", "tail": "VARCHAR"}),
    "identity": ("TEMP TABLE", {"entity": "VARCHAR", "into_": "VARCHAR", "relabelled": "BOOLEAN"}),
    "revised": ("TEMP TABLE", {"entity": "VARCHAR", "label": "VARCHAR", "name": "VARCHAR"}),
    "merge": ("TABLE", {"entity": "VARCHAR", "into_": "VARCHAR", "reason": "VARCHAR", "score": "DOUBLE"}),
    "doubt": ("TABLE", {"a": "VARCHAR", "b": "VARCHAR", "reason": "VARCHAR", "score": "DOUBLE"}),
    "decision_effect": ("TABLE", {"number": "BIGINT", "applies": "BIGINT"}),
    "place": ("TABLE", {"entity": "VARCHAR", "x": "DOUBLE", "y": "DOUBLE", "degree": "BIGINT"}),
}
NODES = """
SELECT node.id, label, name, names.aliases, code, region, parent, node.mentions, articles, first_seen, last_seen
FROM node LEFT JOIN (
    SELECT entity, list(text ORDER BY rank) AS aliases FROM node_name WHERE rank > 0 GROUP BY entity
) AS names ON names.entity = node.id
"""
DIALECT = f"""
CREATE OR REPLACE TEMP MACRO sha2(value, bits) AS sha256(value);
CREATE OR REPLACE TEMP MACRO plain(value) AS translate(value, '{IGNORED.replace("'", "''")}', '');
"""


def assemble(graph: Path | duckdb.DuckDBPyConnection) -> None:
    """Make the tables of the graph anew from the evidence in a folder or behind an open connection.

    All of them or, on failure, none. The same evidence and decisions give the same tables, in whatever order the
    evidence came. Raises GraphError if there is no graph or it cannot be written.
    """
    if isinstance(graph, Path):
        with connect(graph) as connection:
            assemble(connection)
        return
    with transaction(graph):
        graph.execute(DIALECT)
        _tell_ontology(graph)
        for table in ("identity", "revised", "merge", "doubt", "decision_effect"):
            _tell(graph, table, [])
        _make(graph, FOUND | ENTITIES)
        if _settle(graph):
            _make(graph, ENTITIES)
        _make(graph, FACTS)
        _tell(graph, "place", lay_out(graph))
        set_meta(graph, versions() | {"assembled": "yes"})


def make_node(row: Sequence[Any]) -> Node:
    """A row of `NODES` as a `Node`."""
    id, label, name, aliases, *rest = row
    return Node(id, label, name, tuple(aliases or ()), *rest)


def _make(graph: duckdb.DuckDBPyConnection, queries: dict[str, str]) -> None:
    for name, kind in queries.items():
        graph.execute(f"CREATE OR REPLACE {kind} {name} AS {sql(name)}")


def _tell(graph: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Sequence[object]]) -> None:
    """Make a table of given rows, by columns."""
    kind, columns = TOLD[table]
    given = list(zip(*rows, strict=True)) or [()] * len(columns)
    values = ", ".join(f"unnest(?::{type_}[]) AS {name}" for name, type_ in columns.items())
    graph.execute(f"CREATE OR REPLACE {kind} {table} AS SELECT {values}", [list(column) for column in given])


def _tell_ontology(graph: duckdb.DuckDBPyConnection) -> None:
    relations = ontology().relations.values()
    _tell(graph, "symmetric_relation", [(relation.name,) for relation in relations if relation.symmetric])
    pairs = [(head, tail) for head in LABELS for tail in LABELS]
    allowed = [(relation.name, *pair) for relation in relations for pair in pairs if relation.allows(*pair)]
    _tell(graph, "allowed_relation", allowed)


def _settle(graph: duckdb.DuckDBPyConnection) -> bool:
    """Find out which nodes are one, and say so in tables; whether any node changes by it."""
    nodes = [make_node(row) for row in graph.execute(NODES + "ORDER BY node.id").fetchall()]
    decided = decisions(graph)
    settled = settle(nodes, decided, merge)
    into = {merge.entity: merge.into for merge in settled.merges} | dict.fromkeys(settled.dropped, "")
    changed = sorted(into.keys() | settled.relabelled)
    _tell(graph, "identity", [(id, into.get(id, id), id in settled.relabelled) for id in changed])
    _tell(graph, "revised", [(id, *shown) for id, shown in settled.shown.items()])
    _tell(graph, "merge", [(item.entity, item.into, item.reason, item.score) for item in settled.merges])
    _tell(graph, "doubt", [(item.a, item.b, item.reason, item.score) for item in settled.doubts])
    _tell(graph, "decision_effect", enumerate(settled.applies))
    return bool(changed or settled.shown)
