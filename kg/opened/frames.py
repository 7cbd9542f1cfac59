"""A graph's streams as pandas DataFrames: one row an item, names beside ids, counts as integers, days as datetime64.

A missing day is NaT, a missing number NaN, a missing text the empty string. What a sentence says of time (ISO 8601, as
2022-08-01/2022-08-31) comes as text, ``when``, and as its first and its last day, ``begins`` and ``ends``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from kg.graph import Graph
from kg.ontology import relation
from kg.review import questions
from kg.types import Evidence, Node

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]

# What each table holds, in this order, also when it is empty; an ``id`` becomes the index.
COLUMNS: Final = {
    "entities": "id name type aliases code region within mentions articles first_seen last_seen within_id",
    "facts": "id subject relation object relation_zh relation_en modality polarity confidence weight articles "
    "first_seen last_seen subject_id subject_type object_id object_type",
    "open_facts": "id subject verb object modality polarity confidence weight articles first_seen last_seen "
    "subject_id subject_type object_id object_type",
    "derived": "subject relation object rule articles subject_id subject_type object_id object_type",
    "evidence": "subject relation object sentence trigger when begins ends quantity number unit what published file "
    "start end trigger_start trigger_end confidence by fact article",
    "cooccurrences": "a b sentences paragraphs npmi llr a_id a_type b_id b_type",
    "aliases": "name alias reason mentions articles entity",
    "articles": "id title published publisher file path url",
    "doubts": "name label region other other_label other_region reason score articles other_articles example "
    "other_example",
}
# All other columns hold text, or tuples of it.
DAYS: Final = frozenset({"first_seen", "last_seen", "published", "begins", "ends"})
COUNTS: Final = frozenset({"mentions", "articles", "other_articles", "weight", "sentences", "paragraphs"})
OFFSETS: Final = frozenset({"start", "end", "trigger_start", "trigger_end"})
MEASURES: Final = frozenset({"confidence", "npmi", "llr", "score", "number"})
_TYPES: Final = (
    dict.fromkeys(DAYS, "datetime64[s]") | dict.fromkeys(COUNTS | OFFSETS, "int64") | dict.fromkeys(MEASURES, "float64")
)


def make_frame(graph: Graph, table: str) -> "pd.DataFrame":
    """The table of a name in `COLUMNS`."""
    import pandas as pd

    columns = COLUMNS[table].split()
    rows = [[row[column] for column in columns] for row in _ROWS[table](graph)]
    frame = pd.DataFrame(rows, columns=columns)
    frame = frame.astype({column: _TYPES[column] for column in columns if column in _TYPES})
    return frame.set_index("id") if "id" in columns else frame


def _entities(graph: Graph) -> Iterator[Row]:
    nodes = _nodes(graph)
    for node in nodes.values():
        within = nodes[node.parent].name if node.parent in nodes else ""
        yield asdict(node) | {"type": node.label, "within": within, "within_id": node.parent}


def _facts(graph: Graph) -> Iterator[Row]:
    nodes = _nodes(graph)
    for fact in graph.facts():
        yield asdict(fact) | _relation(fact.relation) | _ends(nodes, "subject", fact.subject, "object", fact.object)


def _open_facts(graph: Graph) -> Iterator[Row]:
    nodes = _nodes(graph)
    for fact in graph.open_facts():
        yield asdict(fact) | _ends(nodes, "subject", fact.subject, "object", fact.object)


def _derived(graph: Graph) -> Iterator[Row]:
    nodes = _nodes(graph)
    for fact in graph.derived():
        yield asdict(fact) | _ends(nodes, "subject", fact.subject, "object", fact.object)


def _cooccurrences(graph: Graph) -> Iterator[Row]:
    nodes = _nodes(graph)
    for pair in graph.cooccurrences():
        yield asdict(pair) | _ends(nodes, "a", pair.a, "b", pair.b)


def _evidence(graph: Graph) -> Iterator[Row]:
    names = {node.id: node.name for node in graph.nodes()}
    told = {fact.id: (names[fact.subject], fact.relation, names[fact.object]) for fact in graph.facts()}
    for item in graph.evidence():
        subject, verb, object = told[item.fact]
        stated = {"subject": subject, "relation": verb, "object": object, "file": item.source}
        yield asdict(item) | stated | _time(item.when) | _quantity(item)


def _aliases(graph: Graph) -> Iterator[Row]:
    names = {node.id: node.name for node in graph.nodes()}
    for alias in graph.aliases():
        yield asdict(alias) | {"name": names[alias.entity], "alias": alias.text}


def _articles(graph: Graph) -> Iterator[Row]:
    for article in graph.articles():
        yield asdict(article) | {"file": article.source}


def _doubts(graph: Graph) -> Iterator[Row]:
    for question in questions(graph):
        yield asdict(question) | {"example": question.sentences, "other_example": question.other_sentences}


_ROWS: Final[Mapping[str, Callable[[Graph], Iterator[Row]]]] = {
    "entities": _entities,
    "facts": _facts,
    "open_facts": _open_facts,
    "derived": _derived,
    "evidence": _evidence,
    "cooccurrences": _cooccurrences,
    "aliases": _aliases,
    "articles": _articles,
    "doubts": _doubts,
}


def _nodes(graph: Graph) -> dict[str, Node]:
    return {node.id: node for node in graph.nodes()}


def _ends(nodes: Mapping[str, Node], one: str, one_id: str, other: str, other_id: str) -> Row:
    """Names in the place of ids, and ids and types beside them."""
    row: Row = {}
    for side, node in ((one, nodes[one_id]), (other, nodes[other_id])):
        row |= {side: node.name, f"{side}_id": node.id, f"{side}_type": node.label}
    return row


def _relation(name: str) -> Row:
    kind = relation(name)
    return {"relation_zh": kind.zh, "relation_en": kind.en}


def _time(when: str | None) -> Row:
    """2022-08-26 is an interval of one day; .. stands for no bound."""
    first, _, last = (when or "../..").partition("/")
    days = [None if day == ".." else day for day in (first, last or first)]
    return {"when": when or "", "begins": days[0], "ends": days[1]}


def _quantity(item: Evidence) -> Row:
    if item.quantity is None:
        return {"quantity": "", "number": None, "unit": "", "what": ""}
    return asdict(item.quantity) | {"quantity": item.quantity.text}
