"""CSV for spreadsheets, notebooks and Gephi's import: entities, facts, aliases, and what is in doubt (RFC 4180).

A byte order mark tells Excel that the Chinese is UTF-8; a cell that a spreadsheet would take for a formula gets an
apostrophe in front.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from datetime import date
from typing import BinaryIO

from kg.decisions import FORMULA_STARTS, REVIEW_COLUMNS
from kg.export import exporters
from kg.export.network import TOGETHER, TOGETHER_ZH
from kg.export.stated import OPEN, kind_zh, with_evidence, with_open_evidence
from kg.export.text import clean
from kg.graph import Graph
from kg.ontology import relation
from kg.review import questions
from kg.types import CoOccurrence, Evidence, Fact, Node, OpenFact

ENTITY_COLUMNS = ("Id", "Label", "Type", "Name", "Aliases", "Code", "Within", "Mentions", "Articles", "First", "Last")
EDGE_COLUMNS = (
    "Source", "Target", "Type", "Relation", "Label", "Weight", "Modality", "Polarity", "Confidence", "Articles",
    "Evidence", "File", "Start", "End",
)  # fmt: skip

ALIAS_COLUMNS = ("Id", "Name", "Type", "Alias", "Reason", "Mentions", "Articles")

Cell = str | int | float | date | None


@exporters("csv-entities")
def write_entities(graph: Graph, out: BinaryIO) -> None:
    """entities.csv: one row an entity; Within is the Id of the division it lies in."""
    write_table(ENTITY_COLUMNS, map(_entity, graph.nodes()), out)


@exporters("csv-edges")
def write_edges(graph: Graph, out: BinaryIO) -> None:
    """edges.csv: one row a fact with the surest sentence that states it; Start and End are offsets in its file.

    Co-occurrences come behind the facts where they were chosen.
    """
    write_table(EDGE_COLUMNS, _edges(graph), out)


@exporters("csv-aliases")
def write_aliases(graph: Graph, out: BinaryIO) -> None:
    """aliases.csv: one row for each other name of an entity and each reason why it is the same thing."""
    write_table(ALIAS_COLUMNS, _aliases(graph), out)


@exporters("csv-review")
def write_review(graph: Graph, out: BinaryIO) -> None:
    """review.csv: what a person should decide, for `kg build --decisions`; one row a pair that may be one thing."""
    write_table(REVIEW_COLUMNS, (astuple(question) for question in questions(graph)), out)


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


def write_table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], out: BinaryIO) -> None:
    """Write rows under a header, with a byte order mark."""
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
    for opened, evidence in with_open_evidence(graph):
        yield (*_fact(opened), *_surest(evidence))
    if graph.shows_cooccurrences():
        yield from map(_pair, graph.cooccurrences())


def _fact(fact: Fact | OpenFact) -> tuple[Cell, ...]:
    name = fact.relation if isinstance(fact, Fact) else OPEN
    direction = "Undirected" if isinstance(fact, Fact) and relation(name).symmetric else "Directed"
    return (
        fact.subject, fact.object, direction, name, kind_zh(fact), fact.weight, fact.modality, fact.polarity,
        fact.confidence, fact.articles,
    )  # fmt: skip


def _pair(pair: CoOccurrence) -> tuple[Cell, ...]:
    return (pair.a, pair.b, "Undirected", TOGETHER, TOGETHER_ZH, pair.sentences, *[None] * 8)


def _aliases(graph: Graph) -> Iterator[tuple[Cell, ...]]:
    nodes = {node.id: node for node in graph.nodes()}
    for alias in graph.aliases():
        node = nodes[alias.entity]
        yield (node.id, node.name, node.label, alias.text, alias.reason, alias.mentions, alias.articles)


def _surest(evidence: Sequence[Evidence]) -> tuple[Cell, ...]:
    if not evidence:
        return ("", "", None, None)
    best = max(evidence, key=lambda item: item.confidence)
    return (best.sentence, best.source, best.start, best.end)
