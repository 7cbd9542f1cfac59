"""CSV for ``neo4j-admin database import``: a file of nodes and one of relationships, typed in their headers.

Lists are separated by semicolons, as that program expects them; a field never spans lines, which it refuses unless
asked. ``neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv`` takes both.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import BinaryIO

from kg.export import exporters
from kg.export.edges import TOGETHER, Edge, Value, edge_values, edges, node_values
from kg.export.stated import OPEN
from kg.export.text import clean
from kg.graph import Graph
from kg.ontology import ontology
from kg.types import Label, Node

# Header field: what of a node or a relationship it holds.
NODE_FIELDS = {
    "id:ID": "id", ":LABEL": "labels", "name": "name", "type": "type", "type_zh": "type_zh",
    "aliases:string[]": "aliases", "code": "code", "region": "region", "within": "within", "mentions:long": "mentions",
    "articles:long": "articles", "first_seen:date": "first_seen", "last_seen:date": "last_seen",
}  # fmt: skip
RELATIONSHIP_FIELDS = {
    ":START_ID": "source", ":END_ID": "target", ":TYPE": "rel_type", "id": "id", "label": "label", "family": "family",
    "relation": "relation", "kind": "kind", "directed:boolean": "directed", "weight:long": "weight",
    "modality": "modality", "polarity": "polarity", "confidence:double": "confidence", "articles:long": "articles",
    "first_seen:date": "first_seen", "last_seen:date": "last_seen", "evidence": "evidence", "file": "file",
    "paragraphs:long": "paragraphs", "npmi:double": "npmi", "llr:double": "llr",
}  # fmt: skip
# What every node is, beside its class in the ontology.
ENTITY = "Entity"
# Relationships of other families than the ontology's.
TYPES = {OPEN: "OPEN", TOGETHER: "CO_OCCURS_WITH"}
# In a list a semicolon would begin the next item.
_IN_LISTS = str.maketrans({";": "；"})


@exporters("neo4j-nodes")
def write_nodes(graph: Graph, out: BinaryIO) -> None:
    """nodes.csv for neo4j-admin: one row an entity."""
    _write(NODE_FIELDS.keys(), map(_node, graph.nodes()), out)


@exporters("neo4j-relationships")
def write_relationships(graph: Graph, out: BinaryIO) -> None:
    """relationships.csv for neo4j-admin: one row a fact or a pair that shares sentences."""
    _write(RELATIONSHIP_FIELDS.keys(), map(_relationship, edges(graph)), out)


@cache
def node_label(label: Label) -> str:
    """ORG -> Organization: the name of the class in the ontology."""
    return re.split("[#/]", ontology().classes[label].iri)[-1]


@cache
def relationship_type(name: str) -> str:
    """cooperatesWith -> COOPERATES_WITH."""
    return TYPES.get(name) or re.sub("(?<=[a-z])(?=[A-Z])", "_", name).upper()


def _node(node: Node) -> list[str]:
    labels = (ENTITY, node_label(node.label))
    values: dict[str, Value] = {"id": node.id, "labels": labels, **node_values(node)}
    return [_field(values[key]) for key in NODE_FIELDS.values()]


def _relationship(edge: Edge) -> list[str]:
    ends: dict[str, Value] = {"id": edge.id, "source": edge.source, "target": edge.target, "directed": edge.directed}
    values: dict[str, Value] = {**ends, "rel_type": relationship_type(edge.name), **edge_values(edge)}
    return [_field(values[key]) for key in RELATIONSHIP_FIELDS.values()]


def _field(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case str():
            return " ".join(clean(value).split())
        case date():
            return value.isoformat()
        case Sequence():
            return ";".join(_field(item).translate(_IN_LISTS) for item in value)
        case _:
            return str(value)


def _write(fields: Iterable[str], rows: Iterable[Sequence[str]], out: BinaryIO) -> None:
    wrapper = io.TextIOWrapper(out, encoding="utf-8", newline="")
    writer = csv.writer(wrapper, lineterminator="\n")
    writer.writerow(fields)
    writer.writerows(rows)
    wrapper.flush()
    wrapper.detach()
