"""GraphML: a simple directed graph that Gephi, igraph, networkx and Cytoscape read alike.

At most one edge leads from one node to another: all that is stated of the pair is joined in it, and its weight is
the number of sentences. What is only denied makes no edge. A pair of which only open facts are known, and these are to
be shown, gets an edge of kind ``open``; one that stands together in sentences and has neither either way gets one of
kind ``co-occurrence``. The keys have names of their own, because Gephi takes the ids d3 and d7 for labels, and edge ids
are unique, because Gephi skips an id it has seen. `kg.export.graphml_multi` keeps the facts apart.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

import duckdb

from kg.export import exporters
from kg.export.looks import COLOURS
from kg.export.markup import cases, count_rows, line, lines, narrow, number, short, text, within, write_slices
from kg.export.network import NODES, TOGETHER, stated, tell_kinds, with_kinds
from kg.export.stated import OPEN
from kg.export.xml import DECLARATION, element, empty, opened, write_lines
from kg.graph import Graph
from kg.ontology import ontology

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
STATED = "stated"
END = ("</graph>", "</graphml>")

# name: type, one a column; a node's key has its name as id.
NODE_KEYS = {
    "label": "string", "fullname": "string", "type": "string", "type_zh": "string", "aliases": "string",
    "code": "string", "mentions": "int", "articles": "int", "neighbours": "int", "size": "double", "x": "double",
    "y": "double", "r": "int", "g": "int", "b": "int",
}  # fmt: skip
EDGE_KEYS = {
    "label": "string", "weight": "double", "kind": "string", "relations": "string", "relations_zh": "string",
    "verbs": "string", "confidence": "double", "planned": "int", "sentences": "int", "paragraphs": "int",
    "npmi": "double", "llr": "double",
}  # fmt: skip


@exporters("graphml")
def write_graphml(graph: Graph, out: BinaryIO) -> None:
    """graph.graphml: nodes with colour, size and place, one edge an ordered pair."""
    tables = list(stated(graph))
    with narrow(graph) as cursor:
        write_start(cursor, EDGE_KEYS, out)
        for table in tables:
            tell_kinds(cursor, graph, table)
        # A slice of pairs looks through all facts, so there are fewer of them.
        write_slices(cursor, _pairs(tables), count_rows(cursor, *tables, "cooccurrence") // 3, out)
    write_lines(END, out)


def write_start(cursor: duckdb.DuckDBPyConnection, edge_keys: Mapping[str, str], out: BinaryIO) -> None:
    """All that comes before the edges: the keys, then every node."""
    write_lines(_head(edge_keys), out)
    write_slices(cursor, f"SELECT {_node()} FROM ({NODES}) ORDER BY id", count_rows(cursor, "node"), out)


def edge_id(name: str) -> str:
    """The id of an edge's key: no node's key may have it in the same file, and Gephi knows edgelabel."""
    return f"edge{name}" if name in NODE_KEYS else name


def data(key: str, value: str) -> str:
    """An expression of SQL: the element with a value, or NULL where that is NULL."""
    return line(f'<data key="{key}">{{value}}</data>', value=value)


def _head(edge_keys: Mapping[str, str]) -> Iterator[str]:
    yield DECLARATION
    yield opened("graphml", xmlns=NAMESPACE)
    for name, type_ in NODE_KEYS.items():
        yield _key(name, name, "node", type_)
    for name, type_ in edge_keys.items():
        yield _key(edge_id(name), name, "edge", type_)
    yield opened("graph", id="kg", edgedefault="directed")


def _key(id: str, name: str, of: str, type_: str) -> str:
    return empty("key", **{"id": id, "for": of, "attr.name": name, "attr.type": type_})


def _node() -> str:
    """An expression of `NODES`: a whole element."""
    fixed: dict[str, str] = {
        label: "".join(
            element("data", value, key=key)
            for key, value in {"type": label, "type_zh": known.zh, **COLOURS[label]._asdict()}.items()
        )
        for label, known in ontology().classes.items()
    }
    return lines(
        line('<node id="{id}">', id=text("id")),
        data("label", text("short_name")),
        data("fullname", text("name")),
        cases("label", fixed),
        *(data(key, f"nullif({text(column)}, '')") for key, column in (("aliases", "names"), ("code", "code"))),
        *(data(name, name) for name in ("mentions", "articles")),
        data("neighbours", "degree"),
        *(data(name, name) for name in ("size", "x", "y")),
        "'</node>'",
    )


def _pairs(tables: Sequence[str]) -> str:
    """Every edge of a slice; an edge belongs to the slice of the lesser of its ends."""
    joined = ", ".join(f"{table}_pair AS ({_joined(table)})" for table in tables)
    return f"""
WITH {joined},
pair AS ({_BOTH if "open_fact" in tables else _STATED_ALONE}),
together AS (SELECT * FROM cooccurrence WHERE sentences > 0 AND {within("a")}),
edge AS (
    SELECT pair.*, coalesce(relations_zh, verbs) AS said, sentences, paragraphs, npmi, llr FROM pair
    LEFT JOIN together ON a = least(subject, object) AND b = greatest(subject, object)
    UNION ALL BY NAME
    SELECT a AS subject, b AS object, '{TOGETHER}' AS family, sentences AS weight, sentences, paragraphs, npmi, llr
    FROM together
    WHERE NOT EXISTS (SELECT 1 FROM pair WHERE a = least(subject, object) AND b = greatest(subject, object))
)
SELECT {_EDGE} FROM (SELECT *, {short("said")} AS label FROM edge)
ORDER BY least(subject, object), greatest(subject, object), subject
"""


def _joined(table: str) -> str:
    """What a table states of each ordered pair and does not deny."""
    return f"""
SELECT subject, object, {_all("kind", "; ")} AS kinds, {_all("zh", "、")} AS names,
    sum(greatest(weight, 1)) AS weight, max(confidence) AS confidence,
    sum(CASE {table}.modality WHEN 'planned' THEN weight ELSE 0 END) AS planned
FROM {with_kinds(table)} WHERE {table}.polarity = 'positive' AND {within("least(subject, object)")}
GROUP BY subject, object
"""


def _all(value: str, between: str) -> str:
    """All values in order, each once. Nearly every pair has one, and then nothing is sorted."""
    # Strings take less than lists while they are gathered; no name has a unit separator in it.
    every = f"list_sort(list_distinct(string_split(string_agg({value}, chr(31)), chr(31))))"
    return f"CASE WHEN min({value}) = max({value}) THEN min({value}) ELSE array_to_string({every}, '{between}') END"


_STATED_ALONE = f"""
SELECT subject, object, '{STATED}' AS family, kinds AS relations, names AS relations_zh, CAST(NULL AS VARCHAR) AS verbs,
    weight, planned, confidence
FROM fact_pair
"""
_BOTH = f"""
SELECT subject, object, CASE WHEN one.weight IS NULL THEN '{OPEN}' ELSE '{STATED}' END AS family,
    one.kinds AS relations, one.names AS relations_zh, other.names AS verbs,
    coalesce(one.weight, other.weight) AS weight, coalesce(one.planned, other.planned) AS planned,
    coalesce(one.confidence, other.confidence) AS confidence
FROM fact_pair AS one FULL JOIN open_fact_pair AS other USING (subject, object)
"""
_EDGE = lines(
    line('<edge id="{a}-{b}" source="{a}" target="{b}">', a=text("subject"), b=text("object")),
    data(edge_id("label"), text("label")),
    data("weight", "weight"),
    data("kind", "family"),
    *(data(name, text(name)) for name in ("relations", "relations_zh", "verbs")),
    data("confidence", number("confidence")),
    *(data(name, name) for name in ("planned", "sentences", "paragraphs")),
    *(data(name, number(name)) for name in ("npmi", "llr")),
    "'</edge>'",
)
