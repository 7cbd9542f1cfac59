"""Graphs to write: the one of the hand-made documents, one full of awkward texts, one with nothing in it."""

from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass, replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from kg.database import BASE, sql
from kg.evidence import SourceRecord
from kg.graph import ArticleRecord, DerivedFact, Graph
from kg.ontology import relation
from kg.places import Place, lay_out
from kg.types import Alias, CoOccurrence, Doubt, Evidence, Fact, Node, OpenFact, Quantity

# Markup, quotes, a character beyond the first plane, an emoji, a control character, a lone surrogate, a formula.
AWKWARD = "=“六基<&>工程”'𠮷😀\x00\x0b\ud800\ufffe"
CLEANED = "=“六基<&>工程”'𠮷😀"


@dataclass
class StubGraph:
    """Given nodes, facts, evidence, pairs and articles in the order and with the methods of `kg.graph.Graph`."""

    given_nodes: tuple[Node, ...] = ()
    given_facts: tuple[Fact, ...] = ()
    given_evidence: tuple[Evidence, ...] = ()
    given_pairs: tuple[CoOccurrence, ...] = ()
    given_articles: tuple[ArticleRecord, ...] = ()
    given_open: tuple[OpenFact, ...] = ()
    given_open_evidence: tuple[Evidence, ...] = ()
    given_derived: tuple[DerivedFact, ...] = ()
    given_aliases: tuple[Alias, ...] = ()
    given_doubts: tuple[Doubt, ...] = ()
    given_base: str = BASE
    infers: bool = False

    def nodes(self) -> Iterator[Node]:
        return iter(sorted(self.given_nodes, key=lambda node: node.id))

    def facts(self, *, asserted_only: bool = False) -> Iterator[Fact]:
        facts = sorted(self.given_facts, key=lambda fact: fact.id)
        return (f for f in facts if not asserted_only or (f.polarity == "positive" and f.modality != "planned"))

    def evidence(self, fact_id: str | None = None) -> Iterator[Evidence]:
        found = sorted(self.given_evidence, key=lambda item: (item.fact, item.article, item.start))
        return (item for item in found if fact_id in (None, item.fact))

    def cooccurrences(self, min_sentences: int = 1) -> Iterator[CoOccurrence]:
        return (pair for pair in self.given_pairs if pair.sentences >= min_sentences)

    def articles(self) -> Iterator[ArticleRecord]:
        return iter(self.given_articles)

    def sources(self) -> Iterator[SourceRecord]:
        for item in self.given_articles:
            yield SourceRecord(
                item.source, item.path, f"digest of {item.path}", "utf-8", "0.0.0+abc kg 'kg:我的 模型'", 1
            )

    def asserted(self) -> Iterator[tuple[str, str, str]]:
        told = [(f.subject, f.relation, f.object) for f in self.facts(asserted_only=True)]
        back = [triple[::-1] for triple in told if relation(triple[1]).symmetric]
        return iter(sorted({*told, *back}))

    def stated(self) -> Iterator[tuple[Fact, Evidence]]:
        known = {fact.id: fact for fact in self.given_facts}
        items = sorted(self.evidence(), key=lambda item: (item.article, item.fact, item.start))
        return ((known[item.fact], item) for item in items)

    def openly_stated(self) -> Iterator[tuple[OpenFact, Evidence]]:
        known = {fact.id: fact for fact in self.given_open}
        items = sorted(self.open_evidence(), key=lambda item: (item.article, item.fact, item.start))
        return ((known[item.fact], item) for item in items)

    def open_facts(self) -> Iterator[OpenFact]:
        return iter(sorted(self.given_open, key=lambda fact: fact.id))

    def open_evidence(self) -> Iterator[Evidence]:
        return iter(sorted(self.given_open_evidence, key=lambda item: (item.fact, item.article, item.start)))

    def shows_open(self) -> bool:
        return bool(self.given_open)

    def shows_inferred(self) -> bool:
        return self.infers

    def base(self) -> str:
        return self.given_base

    def derived(self) -> Iterator[DerivedFact]:
        return iter(self.given_derived)

    def aliases(self) -> Iterator[Alias]:
        return iter(self.given_aliases)

    def doubts(self) -> Iterator[Doubt]:
        return iter(self.given_doubts)

    def examples(self) -> dict[str, tuple[str, ...]]:
        return {id: (AWKWARD + "。", "甲实施乙。") for doubt in self.given_doubts for id in (doubt.a, doubt.b)}

    def version(self) -> dict[str, str]:
        return {"program": "0.0.0", "ontology": "0.0.0", "schema": "0"}

    def shows_cooccurrences(self) -> bool:
        return False

    def places(self) -> Iterator[Place]:
        with self.cursor() as cursor:
            return iter([Place(*row) for row in cursor.execute("FROM place ORDER BY entity").fetchall()])

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """The tables of what is given; text in them is what a database takes, which no lone surrogate is."""
        made = duckdb.connect()
        rows = {
            "node": [(*astuple(n)[:3], *astuple(n)[4:]) for n in self.given_nodes],
            "node_name": [(n.id, text, 1, rank) for n in self.given_nodes for rank, text in enumerate(n.aliases, 1)],
            "fact": [astuple(fact) for fact in self.given_facts],
            "open_fact": [astuple(fact) for fact in self.given_open],
            "cooccurrence": [astuple(pair) for pair in self.given_pairs],
            "meta": [("open", "yes")] if self.given_open else [],
        }
        for table, columns in TABLES.items():
            made.execute(f"CREATE TABLE {table} ({columns})")
            for row in rows.get(table, []):
                marks = ", ".join("?" * len(row))
                made.execute(f"INSERT INTO {table} VALUES ({marks})", [_storable(value) for value in row])
        for view in ("shown", "link"):
            made.execute(f"CREATE VIEW {view} AS {sql(view)}")
        for place in lay_out(made):
            made.execute("INSERT INTO place VALUES (?, ?, ?, ?)", place)
        return made

    placed = cursor


_SEEN = "confidence DOUBLE, weight BIGINT, articles BIGINT, first_seen DATE, last_seen DATE"
TABLES = {
    "node": "id VARCHAR, label VARCHAR, name VARCHAR, code VARCHAR, region VARCHAR, parent VARCHAR, mentions BIGINT, "
    "articles BIGINT, first_seen DATE, last_seen DATE",
    "node_name": "entity VARCHAR, text VARCHAR, mentions BIGINT, rank BIGINT",
    "fact": "id VARCHAR, subject VARCHAR, relation VARCHAR, object VARCHAR, modality VARCHAR, polarity VARCHAR, "
    + _SEEN,
    "open_fact": "id VARCHAR, subject VARCHAR, verb VARCHAR, object VARCHAR, modality VARCHAR, polarity VARCHAR, "
    + _SEEN,
    "cooccurrence": "a VARCHAR, b VARCHAR, sentences BIGINT, paragraphs BIGINT, npmi DOUBLE, llr DOUBLE",
    "meta": "key VARCHAR, value VARCHAR",
    "place": "entity VARCHAR, x DOUBLE, y DOUBLE, degree BIGINT",
}


def _storable(value: object) -> object:
    return value.encode("utf-8", "ignore").decode() if isinstance(value, str) else value


def node(id: str, label: str = "ORG", name: str = "", **more: object) -> Node:
    values = {"aliases": (), "code": "", "region": "", "parent": "", "mentions": 3, "articles": 1}
    days = {"first_seen": date(2024, 1, 2), "last_seen": date(2024, 3, 4)}
    return Node(id, label, name or f"实体{id}", **{**values, **days, **more})  # type: ignore[arg-type]


def fact(subject: str, relation: str, object: str, **more: object) -> Fact:
    values: dict[str, object] = {
        "modality": "done", "polarity": "positive", "confidence": 0.75, "weight": 1, "articles": 1,
        "first_seen": None, "last_seen": None,
    } | more  # fmt: skip
    id = "-".join(("f", subject, relation, object, str(values["modality"]), str(values["polarity"])))
    return Fact(id, subject, relation, object, **values)  # type: ignore[arg-type]


def open_fact(subject: str, verb: str, object: str, **more: object) -> OpenFact:
    made = fact(subject, verb, object, **more)
    return OpenFact(made.id.replace("f-", "o-", 1), *astuple(made)[1:])


def evidence(
    fact: Fact | OpenFact, article: str = "art1", sentence: str = "甲实施乙。", start: int = 0, **more: object
) -> Evidence:
    values: dict[str, object] = {"trigger": "实施", "when": None, "quantity": None, "confidence": 0.75, "by": "hand"}
    end = start + len(sentence)
    place = {"start": start, "end": end, "trigger_start": start + 1, "trigger_end": start + 3}
    return Evidence(fact.id, article, f"{article}.txt", None, sentence, **{**values, **place, **more})  # type: ignore[arg-type]


def article(id: str = "art1", title: str = "标题", url: str = "") -> ArticleRecord:
    return ArticleRecord(id, f"{id}.txt", f"news/{id}.txt", title, date(2024, 1, 2), "日报", url)


def awkward_graph() -> StubGraph:
    """Parallel, reciprocal, planned and denied facts, a fact in two articles, a lonely node, awkward texts."""
    facts = (
        fact("a", "launches", "p", weight=2, articles=2),
        fact("a", "launches", "p", modality="ongoing"),
        fact("a", "leads", "p"),
        fact("a", "leads", "p", polarity="negative"),
        fact("a", "cooperatesWith", "b"),
        fact("b", "launches", "p", modality="planned"),
        fact("b", "participatesIn", "q", polarity="negative"),
    )
    told: dict[str, object] = {"quantity": Quantity("３项", 3.0, "项"), "when": "2024-02-01/.."}
    stated = tuple(evidence(item, sentence=AWKWARD + "。", **told) for item in facts)
    again = (evidence(facts[0], "art2", start=7, confidence=0.95),)
    return StubGraph(
        (
            node("a", name=AWKWARD, aliases=("甲", AWKWARD + "局"), code="370212"),
            node("b", parent="c"),
            node("c", "PLACE", "沧澜市"),
            node("p", "PROGRAMME", "一个名字特别特别长的基层治理创新工程"),
            node("q", "PROGRAMME"),
            node("z", "PERSON", "孤独者", mentions=0, first_seen=None, last_seen=None),
        ),
        facts,
        stated + again,
        (CoOccurrence("a", "b", 4, 5, 0.5, 3.25), CoOccurrence("p", "q", 2, 2, -0.25, 0.5)),
        (article(title=AWKWARD, url="https://news.example/a b?<x>&号=1"), article("art2")),
        given_derived=(DerivedFact("a", "within", "c", "body-region", 2), DerivedFact("a", "partOf", "b", AWKWARD, 1)),
        given_aliases=(Alias("a", "甲", "declared", 2, 1), Alias("a", AWKWARD + "局", "", 1, 1)),
        given_doubts=(Doubt("p", "q", "one name, two labels", 0.5), Doubt("a", "b", AWKWARD, 0.75)),
    )


def opened_graph() -> StubGraph:
    """The awkward graph with open facts shown: beside a stated one, alone, denied and of an awkward verb."""
    base = awkward_graph()
    facts = (
        open_fact("a", "走访", "p"),
        open_fact("b", "约谈", "c", weight=3, confidence=0.5),
        open_fact("b", AWKWARD, "c", modality="planned"),
        open_fact("q", "通报", "z", polarity="negative"),
    )
    return replace(base, given_open=facts, given_open_evidence=tuple(evidence(item) for item in facts))


@pytest.fixture
def awkward() -> StubGraph:
    return awkward_graph()


@pytest.fixture(scope="session")
def make_awkward() -> Callable[[], StubGraph]:
    return awkward_graph


@pytest.fixture
def opened() -> StubGraph:
    return opened_graph()


@pytest.fixture
def empty() -> StubGraph:
    return StubGraph()


@pytest.fixture
def graph(graph_folder: Path) -> Iterator[Graph]:
    with Graph.open(graph_folder) as opened:
        yield opened


@pytest.fixture
def make_star() -> Callable[[int], StubGraph]:
    """A body in the middle and as many programmes around it as asked for."""

    def make(rays: int) -> StubGraph:
        outer = [node(f"p{number:03}", "PROGRAMME") for number in range(rays)]
        return StubGraph((node("a", name="中心"), *outer), tuple(fact("a", "launches", item.id) for item in outer))

    return make


@pytest.fixture
def ids(graph: Graph) -> dict[str, str]:
    """The id of each entity of the hand-made documents by its name."""
    return {node.name: node.id for node in graph.nodes()}
