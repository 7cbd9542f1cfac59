"""What the graph states, as every format needs it: facts with their sentences, and what to call them."""

from collections.abc import Iterator
from itertools import groupby
from typing import TypeVar

from kg.graph import Graph
from kg.ontology import relation
from kg.types import Evidence, Fact, OpenFact

# What a relation's Chinese name gets in front when it is not (yet) so.
PLANNED_ZH = "拟"
NEGATIVE_ZH = "未"
# What an open fact has where others have the name of their relation.
OPEN = "open"

Told = TypeVar("Told", Fact, OpenFact)


def with_evidence(graph: Graph) -> Iterator[tuple[Fact, list[Evidence]]]:
    """Every fact with the sentences that state it; both streams come by fact id, so one walk joins them."""
    return _joined(graph.facts(), graph.evidence())


def open_facts(graph: Graph) -> Iterator[OpenFact]:
    """The open facts that views show: all, or none where that was not asked for."""
    return graph.open_facts() if graph.shows_open() else iter(())


def with_open_evidence(graph: Graph) -> Iterator[tuple[OpenFact, list[Evidence]]]:
    """The open facts that views show, each with the sentences that state it."""
    return _joined(open_facts(graph), graph.open_evidence())


def _joined(facts: Iterator[Told], evidence: Iterator[Evidence]) -> Iterator[tuple[Told, list[Evidence]]]:
    groups = groupby(evidence, key=lambda item: item.fact)
    key, group = next(groups, (None, iter(())))
    for fact in facts:
        while key is not None and key < fact.id:
            key, group = next(groups, (None, iter(())))
        yield fact, list(group) if key == fact.id else []


def is_asserted(fact: Fact | OpenFact) -> bool:
    """崂山区实施了六基工程 is; 将实施 and 未实施 are not."""
    return fact.polarity == "positive" and fact.modality != "planned"


def kind(fact: Fact | OpenFact) -> str:
    """launches; launches planned; open 约谈 done negative: differs wherever two facts of one pair differ."""
    name = fact.relation if isinstance(fact, Fact) else f"{OPEN} {fact.verb}"
    if is_asserted(fact) and fact.modality == "done":
        return name
    return " ".join((name, fact.modality, *(("negative",) if fact.polarity == "negative" else ())))


def kind_zh(fact: Fact | OpenFact) -> str:
    """推出; 拟推出 when planned; 未推出 when denied; the verb where it is open."""
    planned = PLANNED_ZH if fact.modality == "planned" else ""
    negative = NEGATIVE_ZH if fact.polarity == "negative" else ""
    return negative + planned + (relation(fact.relation).zh if isinstance(fact, Fact) else fact.verb)
