"""What the graph states, as every format needs it: facts with their sentences, and what to call them."""

from collections.abc import Iterator
from itertools import groupby

from kg.graph import Graph
from kg.ontology import relation
from kg.types import Evidence, Fact

# What a relation's Chinese name gets in front when it is not (yet) so.
PLANNED_ZH = "拟"
NEGATIVE_ZH = "未"


def with_evidence(graph: Graph) -> Iterator[tuple[Fact, list[Evidence]]]:
    """Every fact with the sentences that state it; both streams come by fact id, so one walk joins them."""
    groups = groupby(graph.evidence(), key=lambda item: item.fact)
    key, group = next(groups, (None, iter(())))
    for fact in graph.facts():
        while key is not None and key < fact.id:
            key, group = next(groups, (None, iter(())))
        yield fact, list(group) if key == fact.id else []


def is_asserted(fact: Fact) -> bool:
    """崂山区实施了六基工程 is; 将实施 and 未实施 are not."""
    return fact.polarity == "positive" and fact.modality != "planned"


def kind(fact: Fact) -> str:
    """launches; launches planned; launches done negative: differs wherever two facts of one pair differ."""
    if is_asserted(fact) and fact.modality == "done":
        return fact.relation
    return " ".join((fact.relation, fact.modality, *(("negative",) if fact.polarity == "negative" else ())))


def kind_zh(fact: Fact) -> str:
    """推出; 拟推出 when planned; 未推出 when denied."""
    planned = PLANNED_ZH if fact.modality == "planned" else ""
    negative = NEGATIVE_ZH if fact.polarity == "negative" else ""
    return negative + planned + relation(fact.relation).zh
