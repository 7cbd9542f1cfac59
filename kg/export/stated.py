"""What the graph states, as every format needs it: facts with their sentences, and what to call them."""

from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from kg.graph import Graph
from kg.ontology import relation
from kg.types import Evidence, Fact, OpenFact

# What a relation's Chinese name gets in front when it is not (yet) so.
PLANNED_ZH = "拟"
NEGATIVE_ZH = "未"
# What an open fact has where others have the name of their relation.
OPEN = "open"

Item = TypeVar("Item")
Other = TypeVar("Other")


def with_evidence(graph: Graph) -> Iterator[tuple[Fact, list[Evidence]]]:
    """Every fact with the sentences that state it."""
    return joined(graph.facts(), lambda fact: fact.id, graph.evidence(), lambda item: item.fact)


def open_facts(graph: Graph) -> Iterator[OpenFact]:
    """The open facts that views show: all, or none where that was not asked for."""
    return graph.open_facts() if graph.shows_open() else iter(())


def with_open_evidence(graph: Graph) -> Iterator[tuple[OpenFact, list[Evidence]]]:
    """The open facts that views show, each with the sentences that state it."""
    return joined(open_facts(graph), lambda fact: fact.id, graph.open_evidence(), lambda item: item.fact)


def by_article(graph: Graph) -> Iterator[tuple[str, list[tuple[Fact | OpenFact, list[Evidence]]]]]:
    """What each article states, by its id: facts before the open facts that views show, each with its sentences."""
    opened = graph.openly_stated() if graph.shows_open() else iter(())
    both: Iterator[tuple[Fact | OpenFact, Evidence]] = merge(graph.stated(), opened, key=lambda pair: pair[1].article)
    for article, pairs in groupby(both, key=lambda pair: pair[1].article):
        facts = groupby(pairs, key=itemgetter(0))
        yield article, [(fact, [item for _, item in group]) for fact, group in facts]


def joined(
    items: Iterable[Item], key: Callable[[Item], str], others: Iterable[Other], other_key: Callable[[Other], str]
) -> Iterator[tuple[Item, list[Other]]]:
    """Every item with the others that have its key; both streams come by their keys, so one walk joins them."""
    groups = groupby(others, key=other_key)
    found, group = next(groups, (None, iter(())))
    for item in items:
        while found is not None and found < key(item):
            found, group = next(groups, (None, iter(())))
        yield item, list(group) if found == key(item) else []


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
