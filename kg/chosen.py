"""A part of a graph as a graph: views of the same names before the tables of the whole.

The views stand in a database in memory, with the ids of the entities that are kept and of the co-occurrences that a
backbone keeps. What hangs on something left out is left out with it: evidence, aliases, articles, doubts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import duckdb

from kg.database import set_meta, sql
from kg.graph import Graph
from kg.places import lay_out

# Up to so many entities a part is laid out anew; of a larger one each stands where it stands in the whole.
LAID_ANEW = 2000

# What is asked of edges, one row; a list that is empty asks for any relation.
ASKED = """
CREATE TABLE {part}.asked AS
SELECT ?::VARCHAR[] AS relations, ?::BOOLEAN AS opened, ?::BOOLEAN AS together, ?::BIGINT AS min_weight,
    ?::DOUBLE AS min_confidence, ?::DOUBLE AS alpha
"""
KEPT_NODE = """
CREATE TABLE {part}.kept_node AS
SELECT id FROM {whole}.node WHERE len(?::VARCHAR[]) = 0 OR list_contains(?::VARCHAR[], label)
    OR list_contains(?::VARCHAR[], id)
"""
# The disparity filter (Serrano, Boguñá and Vespignani 2009): an edge stays if, at one of its ends, so large a share of
# the entity's sentences would be rarer than alpha were these spread over its edges by chance. An end of one edge only
# says nothing.
KEPT_PAIR = """
CREATE TABLE {part}.kept_pair AS
WITH pair AS (
    SELECT a, b, sentences FROM {whole}.cooccurrence
    WHERE sentences > 0 AND a IN (SELECT id FROM {part}.kept_node) AND b IN (SELECT id FROM {part}.kept_node)
),
side AS (
    SELECT a AS one, sentences FROM pair UNION ALL SELECT b AS one, sentences FROM pair
),
strength AS (
    SELECT one, CAST(sum(sentences) AS DOUBLE) AS total, count(*) AS degree FROM side GROUP BY one
)
SELECT pair.a, pair.b FROM pair JOIN strength AS x ON x.one = a JOIN strength AS y ON y.one = b
WHERE least(pow(1 - sentences / x.total, x.degree - 1), pow(1 - sentences / y.total, y.degree - 1))
    < (SELECT alpha FROM {part}.asked)
"""
NO_PAIR = "CREATE TABLE {part}.kept_pair (a VARCHAR, b VARCHAR)"
_KEPT = "IN (SELECT id FROM {part}.kept_node)"
_TOLD = f"weight >= min_weight AND confidence >= min_confidence AND subject {_KEPT} AND object {_KEPT}"
_RELATION = "(len(asked.relations) = 0 OR list_contains(asked.relations, relation))"
# Each may use those before it.
VIEWS = {
    "node": f"""
SELECT * REPLACE (CASE WHEN parent {_KEPT} THEN parent ELSE '' END AS parent) FROM {{whole}}.node WHERE id {_KEPT}
""",
    "node_name": f"SELECT * FROM {{whole}}.node_name WHERE entity {_KEPT}",
    "alias": f"SELECT * FROM {{whole}}.alias WHERE entity {_KEPT}",
    "example": f"SELECT * FROM {{whole}}.example WHERE entity {_KEPT}",
    "merge": f"SELECT * FROM {{whole}}.merge WHERE into_ {_KEPT}",
    "doubt": f"SELECT * FROM {{whole}}.doubt WHERE a {_KEPT} AND b {_KEPT}",
    "fact": f"SELECT fact.* FROM {{whole}}.fact, {{part}}.asked WHERE {_RELATION} AND {_TOLD}",
    "open_fact": f"SELECT open_fact.* FROM {{whole}}.open_fact, {{part}}.asked WHERE opened AND {_TOLD}",
    "fact_evidence": "SELECT * FROM {whole}.fact_evidence WHERE fact IN (SELECT id FROM {part}.fact)",
    "open_fact_evidence": "SELECT * FROM {whole}.open_fact_evidence WHERE fact IN (SELECT id FROM {part}.open_fact)",
    "derived_fact": f"""
SELECT derived_fact.* FROM {{whole}}.derived_fact, {{part}}.asked
WHERE {_RELATION} AND subject {_KEPT} AND object {_KEPT}
""",
    "cooccurrence": f"""
SELECT pair.* FROM {{whole}}.cooccurrence AS pair, {{part}}.asked
WHERE together AND sentences >= min_weight AND a {_KEPT} AND b {_KEPT} AND (
    alpha IS NULL OR EXISTS (SELECT 1 FROM {{part}}.kept_pair AS kept WHERE kept.a = pair.a AND kept.b = pair.b)
)
""",
    "live_article": """
SELECT * FROM {whole}.live_article
WHERE id IN (SELECT article FROM {part}.fact_evidence UNION SELECT article FROM {part}.open_fact_evidence)
""",
    "source": "SELECT * FROM {whole}.source WHERE id IN (SELECT source_id FROM {part}.live_article)",
}
# These need the search path of the part, and say nothing of the whole.
DRAWN = ("shown", "link")
PLACE = f"""
CREATE VIEW {{part}}.place AS
SELECT entity, x, y, coalesce(counted.degree, 0) AS degree
FROM {{whole}}.place LEFT JOIN (
    SELECT id, count(*) AS degree
    FROM (SELECT a AS id FROM {{part}}.link WHERE is_shown UNION ALL SELECT b AS id FROM {{part}}.link WHERE is_shown)
    GROUP BY id
) AS counted ON counted.id = entity
WHERE entity {_KEPT}
"""
PLACE_ANEW = """
CREATE TABLE {part}.place AS
SELECT unnest(?::VARCHAR[]) AS entity, unnest(?::DOUBLE[]) AS x, unnest(?::DOUBLE[]) AS y, unnest(?::BIGINT[]) AS degree
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a part is made by: known relations and classes, families of edges, least numbers, ids that stay."""

    relations: Sequence[str]
    opened: bool
    together: bool
    types: Sequence[str]
    weight: int
    confidence: float
    alpha: float | None
    always: Sequence[str]
    meta: Mapping[str, str]


class ChosenGraph(Graph):
    """A part of a graph, open as long as the whole is."""

    def __init__(self, whole: Graph, asked: Asked) -> None:
        super().__init__(whole._connection)
        with whole.cursor() as cursor:
            self._whole, path = _names(cursor)
            self._part = f"chosen_{uuid4().hex}.main"
            self._path = f"{self._part},{path}"
            cursor.execute(f"ATTACH ':memory:' AS {self._part.removesuffix('.main')} (READ_WRITE)")
        self._placed = False
        try:
            with self.cursor() as cursor:
                self._make(cursor, asked)
        except BaseException:
            self.close()
            raise

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own to the tables of the part."""
        cursor = super().cursor()
        cursor.execute(f"SET search_path = '{self._path}'")
        return cursor

    def close(self) -> None:
        """Forget the part; the whole stays open."""
        with super().cursor() as cursor:
            cursor.execute(f"DETACH {self._part.removesuffix('.main')}")

    def placed(self) -> duckdb.DuckDBPyConnection:
        """A `cursor` to tables of which that of the places is made."""
        cursor = self.cursor()
        if not self._placed:
            self._lay_out(cursor)
            self._placed = True
        return cursor

    def keep(self, ids: Iterable[str]) -> None:
        """Leave out all other entities, and what hangs on them."""
        with self.cursor() as cursor:
            cursor.execute("DELETE FROM kept_node WHERE id NOT IN (SELECT unnest(?::VARCHAR[]))", [list(ids)])

    def _make(self, cursor: duckdb.DuckDBPyConnection, asked: Asked) -> None:
        wanted = (asked.relations, asked.opened, asked.together, asked.weight, asked.confidence, asked.alpha)
        self._run(cursor, ASKED, wanted)
        self._run(cursor, KEPT_NODE, (asked.types, asked.types, asked.always))
        self._run(cursor, NO_PAIR if asked.alpha is None else KEPT_PAIR)
        for name, query in VIEWS.items():
            self._run(cursor, f"CREATE VIEW {{part}}.{name} AS {query}")
        self._run(cursor, "CREATE TABLE {part}.meta AS FROM {whole}.meta")
        set_meta(cursor, dict(asked.meta))
        for name in DRAWN:
            self._run(cursor, f"CREATE VIEW {{part}}.{name} AS {sql(name)}")

    def _lay_out(self, cursor: duckdb.DuckDBPyConnection) -> None:
        (count,) = cursor.execute("SELECT count(*) FROM kept_node").fetchall()[0]
        if count > LAID_ANEW:
            self._run(cursor, PLACE)
        else:
            self._run(cursor, PLACE_ANEW, [list(column) for column in zip(*lay_out(cursor), strict=True)] or [[]] * 4)

    def _run(self, cursor: duckdb.DuckDBPyConnection, statement: str, values: Sequence[Any] = ()) -> None:
        cursor.execute(statement.format(whole=self._whole, part=self._part), values)


def _names(cursor: duckdb.DuckDBPyConnection) -> tuple[str, str]:
    """The database that a connection reads first, and all in the order in which it looks into them."""
    first, path = cursor.execute("SELECT current_database(), current_setting('search_path')").fetchall()[0]
    return f"{first}.main", path or f"{first}.main"
