"""CSV for spreadsheets, notebooks and Gephi's import: one table of entities, one of facts (RFC 4180).

A byte order mark tells Excel that the Chinese is UTF-8; a cell that a spreadsheet would take for a formula gets an
apostrophe in front.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import BinaryIO

from kg.export import exporters
from kg.export.stated import kind_zh, with_evidence
from kg.export.text import clean
from kg.graph import Graph
from kg.ontology import relation
from kg.types import Evidence, Fact, Node

ENTITY_COLUMNS = ("Id", "Label", "Type", "Name", "Aliases", "Code", "Within", "Mentions", "Articles", "First", "Last")
EDGE_COLUMNS = (
    "Source", "Target", "Type", "Relation", "Label", "Weight", "Modality", "Polarity", "Confidence", "Articles",
    "Evidence", "File", "Start", "End",
)  # fmt: skip

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | float | date | None


@exporters("csv-entities")
def write_entities(graph: Graph, out: BinaryIO) -> None:
    """entities.csv: one row an entity; Within is the Id of the division it lies in."""
    _write(ENTITY_COLUMNS, map(_entity, graph.nodes()), out)


@exporters("csv-edges")
def write_edges(graph: Graph, out: BinaryIO) -> None:
    """edges.csv: one row a fact with the surest sentence that states it; Start and End are offsets in its file."""
    _write(EDGE_COLUMNS, _edges(graph), out)


def safe(cell: Cell) -> str:
    """=SUM(A1) -> '=SUM(A1); 2024-05-01 -> 2024-05-01; None -> nothing. Numbers stay numbers."""
    match cell:
        case None:
            return ""
        case str():
            text = clean(cell)
            return "'" + text if text.startswith(FORMULA_STARTS) else text
        case float():
            return f"{cell:.4f}".rstrip("0").removesuffix(".")
        case _:
            return str(cell)


def _write(columns: Sequence[str], rows: Iterable[Sequence[Cell]], out: BinaryIO) -> None:
    wrapper = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    writer = csv.writer(wrapper)
    writer.writerow(columns)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    wrapper.flush()
    wrapper.detach()


def _entity(node: Node) -> tuple[Cell, ...]:
    aliases = "; ".join(node.aliases)
    counts = (node.mentions, node.articles, node.first_seen, node.last_seen)
    return (node.id, node.name, node.label, node.name, aliases, node.code, node.parent, *counts)


def _edges(graph: Graph) -> Iterator[tuple[Cell, ...]]:
    for fact, evidence in with_evidence(graph):
        yield (*_fact(fact), *_surest(evidence))


def _fact(fact: Fact) -> tuple[Cell, ...]:
    direction = "Undirected" if relation(fact.relation).symmetric else "Directed"
    return (
        fact.subject, fact.object, direction, fact.relation, kind_zh(fact), fact.weight, fact.modality, fact.polarity,
        fact.confidence, fact.articles,
    )  # fmt: skip


def _surest(evidence: Sequence[Evidence]) -> tuple[Cell, ...]:
    if not evidence:
        return ("", "", None, None)
    best = max(evidence, key=lambda item: item.confidence)
    return (best.sentence, best.source, best.start, best.end)
