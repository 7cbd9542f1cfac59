"""Cards and summaries that Jupyter shows as HTML and everything else as text."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.cards.drawing import Card, Group, Quote
from kg.graph import Graph
from kg.ontology import ontology, relation
from kg.types import Label, Node

if TYPE_CHECKING:
    import jinja2

TOP = 5


@dataclass(frozen=True, slots=True)
class Cards:
    """The entities of one name, a card each."""

    name: str
    cards: tuple[Card, ...]

    def __repr__(self) -> str:
        return "\n".join(self.lines()).rstrip()

    def lines(self) -> Iterator[str]:
        """What a terminal shows, a line at a time; behind each card an empty one."""
        if len(self.cards) > 1:
            yield f"{len(self.cards)} entities are called {self.name}"
            yield ""
        for card in self.cards:
            yield from _lines(card)
            yield ""

    def _repr_html_(self) -> str:
        return _render("cards.html", name=self.name, cards=self.cards)


@dataclass(frozen=True, slots=True)
class Summary:
    """How much is in a graph, and what is mentioned most."""

    counts: dict[str, int]
    facts: dict[str, int]
    labels: dict[Label, int]
    top: tuple[Node, ...]

    def __repr__(self) -> str:
        counts = self.counts
        held = f"{counts['articles']:,} articles, {counts['nodes']:,} entities, {counts['facts']:,} facts"
        return f"知识图谱 knowledge graph: {held}"

    def _repr_html_(self) -> str:
        kinds = [(ontology().classes[label], number) for label, number in self.labels.items()]
        relations = [(relation(name), number) for name, number in self.facts.items()]
        return _render("summary.html", counts=self.counts, kinds=kinds, relations=relations, top=self.top)


def sum_up(graph: Graph) -> Summary:
    """The summary of a graph."""
    nodes = list(graph.nodes())
    labels = {label: sum(node.label == label for node in nodes) for label in ontology().classes}
    top = sorted(nodes, key=lambda node: (-node.mentions, node.id))[:TOP]
    return Summary(graph.counts(), graph.fact_counts(), labels, tuple(top))


def _lines(card: Card) -> Iterator[str]:
    yield from _heading(card)
    for group in card.groups:
        yield f"\n{group.zh} {group.en}"
        yield from _claims(group)
    if card.derived:
        yield "\n推得 derived, from names and codes; no text states it"
        yield from (f"  {line}" for line in card.derived)
    if card.more_derived:
        yield f"  and {card.more_derived} more"
    if card.company:
        yield "\n共现 in one sentence with"
    for other in card.company:
        yield f"  {other.name}  {other.sentences}× (log-likelihood ratio {other.llr:.1f})"


def _heading(card: Card) -> Iterator[str]:
    node = card.node
    yield f"{node.name}  {card.kind.zh} {card.kind.en}" + (f"  {node.code}" if node.code else "")
    for number, alias in enumerate(card.aliases):
        reason = f" ({alias.reason})" if alias.reason else ""
        label = "" if number else "also called"
        yield f"  {label:<12} {alias.text}  {alias.mentions}×, articles: {alias.articles}{reason}"
    if card.lies_in:
        yield f"  lies in      {card.lies_in}"
    if card.region:
        yield f"  region       {card.region}"
    yield f"  mentioned    {node.mentions} times, articles: {node.articles}" + (f", {card.seen}" if card.seen else "")


def _claims(group: Group) -> Iterator[str]:
    for claim in group.claims:
        marks = "".join(f"〔{mark}〕" for mark in claim.marks)
        ends = f"{claim.subject} {claim.arrow} {claim.object}"
        yield f"  {ends} {marks}".rstrip() + f"  (confidence {claim.confidence:.2f})"
        for quote in claim.quotes:
            yield f"      {_quoted(quote)}"
        if claim.more:
            yield f"      and {claim.more} more"


def _quoted(quote: Quote) -> str:
    sentence = " ".join(f"{quote.before}{quote.trigger}{quote.after}".split())
    details = f"  ({quote.details})" if quote.details else ""
    return f"{sentence}{details}  [{quote.path}:{quote.start}]"


def _render(template: str, **context: Any) -> str:
    return _templates().get_template(template).render(context)


@cache
def _templates() -> "jinja2.Environment":
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("kg.cards"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
