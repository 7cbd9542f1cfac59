r"""A Cypher script that builds the graph in Neo4j: ``cypher-shell -f graph.cypher``.

First the constraint, then nodes and relationships in batches of one label or type, because these cannot be values.
Everything is merged by its id: run again, the script changes nothing twice. Texts are escaped as openCypher 9 says; the
reader of Neo4j undoes ``\u`` escapes before it reads, so none is written, only ``\\``, ``\'``, ``\n`` and ``\t``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import BinaryIO

from kg.export import exporters
from kg.export.edges import Edge, Value, edge_values, edges, node_values
from kg.export.neo4j import ENTITY, node_label, relationship_type
from kg.export.text import clean
from kg.graph import Graph
from kg.types import Node

# So many rows are one statement.
BATCH = 500

HEAD = f"""// 知识图谱 Knowledge graph
CREATE CONSTRAINT kg_entity_id IF NOT EXISTS FOR (n:{ENTITY}) REQUIRE n.id IS UNIQUE;
"""
NODES = f"""
] AS row
MERGE (n:{ENTITY} {{id: row.id}})
SET n:%s, n += row.known;
"""
RELATIONSHIPS = f"""
] AS row
MATCH (a:{ENTITY} {{id: row.source}})
MATCH (b:{ENTITY} {{id: row.target}})
MERGE (a)-[r:%s {{id: row.id}}]->(b)
SET r += row.known;
"""
ESCAPED = str.maketrans({"\\": r"\\", "'": r"\'", "\n": r"\n", "\t": r"\t"})

# What all rows of a statement share, and a row.
Row = tuple[str, str]


@exporters("cypher")
def write_cypher(graph: Graph, out: BinaryIO) -> None:
    """graph.cypher: constraint, entities, facts and co-occurrences."""
    nodes = _statements(map(_node, graph.nodes()), NODES)
    relationships = _statements(map(_relationship, edges(graph)), RELATIONSHIPS)
    # A statement is long enough to be written alone.
    out.writelines(statement.encode() for statement in chain((HEAD,), nodes, relationships))


def literal(value: Value) -> str:
    r"""六基'工程 -> '六基\'工程'; True -> true; 2024-05-01 -> date('2024-05-01'); ("甲", "乙") -> ['甲', '乙']."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case str():
            return f"'{clean(value).translate(ESCAPED)}'"
        case date():
            return f"date('{value.isoformat()}')"
        case Sequence():
            return f"[{', '.join(map(literal, value))}]"
        case _:
            return repr(value)


def _node(node: Node) -> Row:
    return node_label(node.label), f"{{id: {literal(node.id)}, known: {_map(node_values(node))}}}"


def _relationship(edge: Edge) -> Row:
    ends = ", ".join(f"{key}: {literal(getattr(edge, key))}" for key in ("source", "target", "id"))
    known = _map({"directed": edge.directed, **edge_values(edge)})
    return relationship_type(edge.name), f"{{{ends}, known: {known}}}"


def _map(values: Mapping[str, Value]) -> str:
    return "{" + ", ".join(f"{key}: {literal(value)}" for key, value in values.items() if value not in (None, "")) + "}"


def _statements(rows: Iterable[Row], end: str) -> Iterator[str]:
    """A batch of each label or type is kept until it is full; the rest comes at the end."""
    waiting: dict[str, list[str]] = {}
    for name, row in rows:
        batch = waiting.setdefault(name, [])
        batch.append(row)
        if len(batch) == BATCH:
            yield _statement(waiting.pop(name), end % name)
    for name, batch in waiting.items():
        yield _statement(batch, end % name)


def _statement(batch: Sequence[str], end: str) -> str:
    return "UNWIND [\n" + ",\n".join(batch) + end
