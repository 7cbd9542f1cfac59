"""From evidence to graph: entities, facts and co-occurrences, counted over all articles.

The queries in ``kg/sql/`` are standard SQL but for two functions, `plain` and `sha2`, which Spark has or takes as
a one-line SQL function and which `DIALECT` gives to DuckDB; that a table is replaced by a query's result is said here.
"""

from pathlib import Path

import duckdb

from kg.database import connect, set_meta, sql, transaction, versions
from kg.ontology import ontology

# Each query may use those before it.
QUERIES = {
    "live_article": "TABLE",
    "live_mention": "TEMP VIEW",
    "node": "TABLE",
    "node_name": "TABLE",
    "statement": "TEMP VIEW",
    "fact": "TABLE",
    "fact_evidence": "TABLE",
    "cooccurrence": "TABLE",
}
QUOTES = "“”‘’\"'「」『』《》〈〉"
WHITE_SPACE = " \t\r\n\u00a0\u3000"
IGNORED = QUOTES + WHITE_SPACE
DIALECT = f"""
CREATE OR REPLACE TEMP MACRO sha2(value, bits) AS sha256(value);
CREATE OR REPLACE TEMP MACRO plain(value) AS translate(value, '{IGNORED.replace("'", "''")}', '');
"""
SYMMETRIC = "CREATE OR REPLACE TEMP TABLE symmetric_relation AS SELECT unnest(?::VARCHAR[]) AS name"


def plain(name: str) -> str:
    """“六基 工程” -> 六基工程: a name without white space and quotes."""
    return name.translate(dict.fromkeys(map(ord, IGNORED)))


def assemble(graph: Path | duckdb.DuckDBPyConnection) -> None:
    """Make the tables of the graph anew from the evidence in a folder or behind an open connection.

    All of them or, on failure, none. The same evidence gives the same tables, in whatever order it came.
    Raises GraphError if there is no graph or it cannot be written.
    """
    if isinstance(graph, Path):
        with connect(graph) as connection:
            assemble(connection)
        return
    symmetric = [relation.name for relation in ontology().relations.values() if relation.symmetric]
    with transaction(graph):
        graph.execute(DIALECT)
        graph.execute(SYMMETRIC, [symmetric])
        for name, kind in QUERIES.items():
            graph.execute(f"CREATE OR REPLACE {kind} {name} AS {sql(name)}")
        set_meta(graph, versions() | {"assembled": "yes"})
