"""What a card says of an entity: its other names, its facts with the sentences that state them, its company."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from kg.graph import DerivedFact, Graph
from kg.ontology import EntityClass, ontology, relation
from kg.types import Alias, Evidence, Fact, Node, OpenFact

COMPANIONS = 10
IMPLIED = 10
MODALITIES = {"planned": "计划 planned", "ongoing": "进行中 ongoing", "done": ""}
DENIED = "否定 denied"
OPENLY = ("开放关系", "open relations, by the verbs of the texts")


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence cut at its trigger, and where it stands: ``start`` counts code points of the file."""

    before: str
    trigger: str
    after: str
    details: str
    path: str
    start: int


@dataclass(frozen=True, slots=True)
class Claim:
    """海湾区 → 海棠公园 〔计划 planned〕, with some of the sentences that state it and the number of the others."""

    subject: str
    arrow: str
    object: str
    marks: tuple[str, ...]
    confidence: float
    quotes: tuple[Quote, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one relation, under its names in two languages."""

    zh: str
    en: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity that stands in so many of the same sentences, and how far that is from chance."""

    name: str
    sentences: int
    llr: float


@dataclass(frozen=True, slots=True)
class Card:
    """All of it; ``region`` is the division that tells the entity from its namesakes, with its code."""

    node: Node
    kind: EntityClass
    aliases: tuple[Alias, ...]
    lies_in: str
    region: str
    groups: tuple[Group, ...]
    derived: tuple[str, ...]
    more_derived: int
    company: tuple[Companion, ...]

    @property
    def seen(self) -> str:
        """2024-02-08 – 2024-09-30, one day, or '' where no article has a day."""
        days = (self.node.first_seen, self.node.last_seen)
        return " – ".join(dict.fromkeys(day.isoformat() for day in days if day))


def draw_up(graph: Graph, node: Node, sentences: int = 3) -> Card:
    """The card of an entity, with at most so many sentences a fact."""
    paths = {article.id: article.path for article in graph.articles()}
    division = graph.division(node.region) if node.region else None
    derived = sorted(graph.derived(about=node.id), key=lambda fact: (fact.subject != node.id, -fact.articles))
    return Card(
        node,
        ontology().classes[node.label],
        tuple(graph.aliases(about=node.id)),
        graph.node(node.parent).name if node.parent else "",
        f"{node.region} {division.name if division else ''}".rstrip(),
        tuple(_groups(graph, node, sentences, paths)),
        tuple(_implied(graph, fact) for fact in derived[:IMPLIED]),
        max(len(derived) - IMPLIED, 0),
        tuple(_company(graph, node)),
    )


def _groups(graph: Graph, node: Node, sentences: int, paths: Mapping[str, str]) -> Iterator[Group]:
    """The relations with most facts first, then what verbs outside the ontology state."""
    by_relation: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in graph.facts(about=node.id):
        by_relation[fact.relation].append(fact)
    for name in sorted(by_relation, key=lambda name: (-len(by_relation[name]), name)):
        kind = relation(name)
        arrow = "—" if kind.symmetric else "→"
        stated = sorted(by_relation[name], key=_by_weight)
        yield Group(kind.zh, kind.en, tuple(_claim(graph, fact, arrow, sentences, paths) for fact in stated))
    openly = sorted(graph.open_facts(about=node.id), key=_by_weight) if graph.shows_open() else []
    if openly:
        claims = (_claim(graph, fact, f"→ {fact.verb} →", sentences, paths) for fact in openly)
        yield Group(*OPENLY, tuple(claims))


def _by_weight(fact: Fact | OpenFact) -> tuple[int, float, str]:
    return (-fact.weight, -fact.confidence, fact.id)


def _claim(graph: Graph, fact: Fact | OpenFact, arrow: str, sentences: int, paths: Mapping[str, str]) -> Claim:
    proof = graph.evidence(fact.id) if isinstance(fact, Fact) else graph.open_evidence(fact.id)
    marks = (MODALITIES[fact.modality], DENIED if fact.polarity == "negative" else "")
    return Claim(
        graph.node(fact.subject).name,
        arrow,
        graph.node(fact.object).name,
        tuple(filter(None, marks)),
        fact.confidence,
        tuple(_quote(item, paths) for item in islice(proof, sentences)),
        max(fact.weight - sentences, 0),
    )


def _quote(item: Evidence, paths: Mapping[str, str]) -> Quote:
    quantity = item.quantity
    details = (
        str(item.published or ""),
        f"when {item.when}" if item.when else "",
        f"{quantity.what} {quantity.text}".strip() if quantity else "",
    )
    path = paths.get(item.article, item.source)
    return Quote(*cut(item), ", ".join(filter(None, details)), path, item.start)


def cut(item: Evidence) -> tuple[str, str, str]:
    """海湾区启动“星火工程”。 -> 海湾区, 启动, “星火工程”。: a sentence before, at and behind its trigger.

    Offsets count the file, where line breaks may stand inside a sentence and are no part of it: they only push the
    trigger back, so it is the last one that does not stand behind its offset.
    """
    at = item.sentence.rfind(item.trigger, 0, item.trigger_start - item.start + len(item.trigger))
    if not item.trigger or at < 0:
        return item.sentence, "", ""
    return item.sentence[:at], item.trigger, item.sentence[at + len(item.trigger) :]


def _implied(graph: Graph, fact: DerivedFact) -> str:
    return f"{graph.node(fact.subject).name} → {graph.node(fact.object).name}  {fact.relation} 推得 by {fact.rule}"


def _company(graph: Graph, node: Node) -> Iterator[Companion]:
    """Those it stands with more often than chance has it, the surest first."""
    pairs = sorted(graph.cooccurrences(about=node.id), key=lambda pair: (-pair.llr, pair.a, pair.b))
    for pair in pairs[:COMPANIONS]:
        yield Companion(graph.node(pair.b if pair.a == node.id else pair.a).name, pair.sentences, pair.llr)
