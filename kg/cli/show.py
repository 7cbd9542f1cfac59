"""``kg show``: what a graph knows of a name, and which sentences say so."""

import difflib
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.types import CoOccurrence, Evidence, Fact, Node, OpenFact

MODALITIES = {"planned": "〔计划 planned〕", "ongoing": "〔进行中 ongoing〕", "done": ""}
DENIED = "〔否定 denied〕"
SUGGESTIONS = 5
COMPANIONS = 10
IMPLIED = 10


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("name")
@click.option(
    "--sentences", type=click.IntRange(0), default=3, show_default=True, help="Sentences to quote for a fact."
)
def show(folder: Path, name: str, sentences: int) -> None:
    """Show what is known of NAME or an alias: its facts with the sentences that state them, and its company.

    Namesakes are shown one after the other, each with its region.
    """
    from kg.errors import KGError
    from kg.graph import Graph

    with Graph.open(folder) as graph:
        nodes = graph.find(name)
        if not nodes:
            near = "、".join(_near(graph, name)) or "nothing like it"
            raise KGError(f"no {name!r} in {folder}; near it: {near}")
        paths = {article.id: article.path for article in graph.articles()}
        if len(nodes) > 1:
            click.echo(f"{len(nodes)} entities are called {name}\n")
        for node in nodes:
            for line in _card(graph, node, sentences, paths):
                click.echo(line)
            click.echo()


def _near(graph: "Graph", name: str) -> list[str]:
    """Names that contain it or are contained in it, the most mentioned first, then names that look like it."""
    mentions: dict[str, int] = {}
    for node in graph.nodes():
        for known in (node.name, *node.aliases):
            mentions[known] = max(node.mentions, mentions.get(known, 0))
    within = sorted((known for known in mentions if name in known or known in name), key=lambda known: -mentions[known])
    alike = difflib.get_close_matches(name, mentions, SUGGESTIONS, 0.5)
    return list(dict.fromkeys(within + alike))[:SUGGESTIONS]


def _card(graph: "Graph", node: "Node", sentences: int, paths: dict[str, str]) -> Iterator[str]:
    yield from _heading(graph, node)
    by_relation: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in graph.facts(about=node.id):
        by_relation[fact.relation].append(fact)
    for relation in sorted(by_relation, key=lambda relation: (-len(by_relation[relation]), relation)):
        yield from _facts(graph, relation, by_relation[relation], sentences, paths)
    if graph.shows_open():
        yield from _open_facts(graph, node, sentences, paths)
    yield from _derived(graph, node)
    companions = sorted(graph.cooccurrences(about=node.id), key=lambda pair: (-pair.llr, pair.a, pair.b))
    if companions:
        yield from _company(graph, node, companions[:COMPANIONS])


def _heading(graph: "Graph", node: "Node") -> Iterator[str]:
    from kg.ontology import ontology

    kind = ontology().classes[node.label]
    yield f"{node.name}  {kind.zh} {kind.en}" + (f"  {node.code}" if node.code else "")
    for number, alias in enumerate(graph.aliases(about=node.id)):
        reason = f" ({alias.reason})" if alias.reason else ""
        label = "" if number else "also called"
        yield f"  {label:<12} {alias.text}  {alias.mentions}×, articles: {alias.articles}{reason}"
    if node.parent:
        yield f"  lies in      {graph.node(node.parent).name}"
    if node.region:
        division = graph.division(node.region)
        yield f"  region       {node.region} {division.name if division else ''}".rstrip()
    seen = " – ".join(dict.fromkeys(day.isoformat() for day in (node.first_seen, node.last_seen) if day))
    yield f"  mentioned    {node.mentions} times, articles: {node.articles}" + (f", {seen}" if seen else "")


def _facts(graph: "Graph", name: str, facts: list["Fact"], sentences: int, paths: dict[str, str]) -> Iterator[str]:
    from kg.ontology import relation

    kind = relation(name)
    yield f"\n{kind.zh} {kind.en}"
    for fact in sorted(facts, key=_by_weight):
        yield from _fact(graph, fact, "—" if kind.symmetric else "→", graph.evidence(fact.id), sentences, paths)


def _open_facts(graph: "Graph", node: "Node", sentences: int, paths: dict[str, str]) -> Iterator[str]:
    facts = sorted(graph.open_facts(about=node.id), key=_by_weight)
    if facts:
        yield "\n开放关系 open relations, by the verbs of the texts"
    for fact in facts:
        yield from _fact(graph, fact, f"→ {fact.verb} →", graph.open_evidence(fact.id), sentences, paths)


def _by_weight(fact: "Fact | OpenFact") -> tuple[int, float, str]:
    return (-fact.weight, -fact.confidence, fact.id)


def _fact(
    graph: "Graph",
    fact: "Fact | OpenFact",
    arrow: str,
    proof: Iterator["Evidence"],
    sentences: int,
    paths: dict[str, str],
) -> Iterator[str]:
    ends = f"{graph.node(fact.subject).name} {arrow} {graph.node(fact.object).name}"
    marks = MODALITIES[fact.modality] + (DENIED if fact.polarity == "negative" else "")
    yield f"  {ends} {marks}".rstrip() + f"  (confidence {fact.confidence:.2f})"
    for evidence in islice(proof, sentences):
        yield f"      {_quoted(evidence)}  [{paths.get(evidence.article, evidence.source)}:{evidence.start}]"
    if fact.weight > sentences:
        yield f"      and {fact.weight - sentences} more"


def _quoted(evidence: "Evidence") -> str:
    quantity = evidence.quantity
    details = (
        str(evidence.published or ""),
        f"when {evidence.when}" if evidence.when else "",
        f"{quantity.what} {quantity.text}".strip() if quantity else "",
    )
    told = ", ".join(filter(None, details))
    return " ".join(evidence.sentence.split()) + (f"  ({told})" if told else "")


def _derived(graph: "Graph", node: "Node") -> Iterator[str]:
    """What is implied, the node's own first; of a city that hundreds lie in just a few."""
    facts = sorted(graph.derived(about=node.id), key=lambda fact: (fact.subject != node.id, -fact.articles))
    if facts:
        yield "\n推得 derived, from names and codes; no text states it"
    for fact in facts[:IMPLIED]:
        ends = f"{graph.node(fact.subject).name} → {graph.node(fact.object).name}"
        yield f"  {ends}  {fact.relation} 推得 by {fact.rule}"
    if len(facts) > IMPLIED:
        yield f"  and {len(facts) - IMPLIED} more"


def _company(graph: "Graph", node: "Node", pairs: list["CoOccurrence"]) -> Iterator[str]:
    yield "\n共现 in one sentence with"
    for pair in pairs:
        other = graph.node(pair.b if pair.a == node.id else pair.a)
        yield f"  {other.name}  {pair.sentences}× (log-likelihood ratio {pair.llr:.1f})"
