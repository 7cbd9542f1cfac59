"""The assembled graph, read-only: nodes, facts with their evidence, what is implied, what is in doubt, articles."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import duckdb

from kg.assemble import NODES, make_node
from kg.database import BASE, connect, meta, plain
from kg.errors import GraphError
from kg.evidence import SourceRecord
from kg.ontology import ontology
from kg.places import Place
from kg.selects import (
    ASSERTED_BOTH_WAYS,
    COOCCURRENCES,
    COUNTS,
    DECISIONS,
    EVIDENCE,
    FACTS,
    FOUND,
    OPEN_FACTS,
    SOURCES,
    STATED,
)
from kg.types import Alias, CoOccurrence, Decision, Doubt, Evidence, Fact, Merge, Node, OpenFact, Quantity

if TYPE_CHECKING:
    import networkx as nx

T = TypeVar("T")

BATCH = 2048


@dataclass(frozen=True, slots=True)
class DerivedFact:
    """崂山区人社局 within 崂山区 by the rule body-region, in so many articles; ids are entity ids."""

    subject: str
    relation: str
    object: str
    rule: str
    articles: int


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article without its text; ``source`` is the name of its file, ``path`` where the file was read from."""

    id: str
    source: str
    path: str
    title: str
    published: date | None
    publisher: str
    url: str


class Graph:
    """The tables `kg.assemble.assemble` made, as streams of the types in `kg.types`.

    Every stream has a fixed order and a cursor of its own, so that several may be open at once.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the graph in a folder. Raises GraphError if there is none, or if it has to be assembled first."""
        connection = connect(folder, read_only=True)
        if meta(connection)["assembled"] != "yes":
            connection.close()
            raise GraphError(f"{folder}: the graph is not assembled from its present evidence; run the build again")
        return cls(connection)

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own to the assembled tables, for what the streams do not tell; read only.

        Raises GraphError if the graph is closed.
        """
        try:
            return self._connection.cursor()
        except duckdb.ConnectionException as error:
            raise GraphError("the graph is closed; open it again") from error

    def placed(self) -> duckdb.DuckDBPyConnection:
        """A `cursor` for what asks for places: only then are those of a small part made."""
        return self.cursor()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def nodes(self) -> Iterator[Node]:
        """All entities, by id."""
        return self._stream(make_node, NODES + "ORDER BY node.id")

    def node(self, id: str) -> Node:
        """The entity of that id. Raises GraphError if there is none."""
        for found in self._stream(make_node, NODES + "WHERE node.id = ?", id):
            return found
        raise GraphError(f"the graph has no node {id!r}; nodes() and find() give the ids there are")

    def find(self, name: str) -> list[Node]:
        """“六基 工程” -> the nodes of that name or alias, white space and quotes ignored.

        Nodes of that very name come first, then those most often called so.
        """
        # The command line may hand over bytes that are no text: they are in no name, and no database takes them.
        return list(self._stream(make_node, NODES + FOUND, plain(name).encode("utf-8", "replace").decode()))

    def division(self, code: str) -> Node | None:
        """370212 -> 崂山区; None for a code that no entity of the graph has."""
        return next(self._stream(make_node, NODES + "WHERE node.code = ? ORDER BY node.id", code), None)

    def facts(self, *, asserted_only: bool = False, about: str | None = None) -> Iterator[Fact]:
        """All facts, by id; ``asserted_only`` leaves out what is planned and what is denied.

        ``about`` is the id of an entity: the facts that it is subject or object of.
        """
        asserted = "AND polarity = 'positive' AND modality <> 'planned' " if asserted_only else ""
        where, values = _ends("subject", "object", about)
        return self._stream(lambda row: Fact(*row), f"{FACTS} WHERE {where} {asserted} ORDER BY id", *values)

    def evidence(self, fact_id: str | None = None) -> Iterator[Evidence]:
        """The sentences that state a fact, or all of them; by fact, then article and place in it."""
        return self._evidence("fact_evidence", fact_id)

    def open_facts(self, *, about: str | None = None) -> Iterator[OpenFact]:
        """What verbs outside the ontology state, by id; ``about`` as in `facts`."""
        where, values = _ends("subject", "object", about)
        return self._stream(lambda row: OpenFact(*row), f"{OPEN_FACTS} WHERE {where} ORDER BY id", *values)

    def open_evidence(self, fact_id: str | None = None) -> Iterator[Evidence]:
        """The sentences that state an open fact, or all of them, as `evidence`; the trigger is the verb."""
        return self._evidence("open_fact_evidence", fact_id)

    def asserted(self) -> Iterator[tuple[str, str, str]]:
        """Subject, relation and object of what is neither planned nor denied, each once and in this order.

        What is symmetric is told both ways.
        """
        both_ways = [known.name for known in ontology().relations.values() if known.symmetric]
        return self._stream(lambda row: (str(row[0]), str(row[1]), str(row[2])), ASSERTED_BOTH_WAYS, both_ways)

    def stated(self) -> Iterator[tuple[Fact, Evidence]]:
        """Every fact with every sentence that states it, article after article; then by fact and place."""
        query = STATED.format(told="fact", verb="relation")
        return self._stream(lambda row: (Fact(*row[:11]), _sentence(row[11:])), query)

    def openly_stated(self) -> Iterator[tuple[OpenFact, Evidence]]:
        """The open facts as `stated` gives the others."""
        query = STATED.format(told="open_fact", verb="verb")
        return self._stream(lambda row: (OpenFact(*row[:11]), _sentence(row[11:])), query)

    def derived(self, *, about: str | None = None) -> Iterator[DerivedFact]:
        """What names, codes and chains imply and no text states, by ids and rule; ``about`` as in `facts`."""
        where, values = _ends("subject", "object", about)
        query = f"SELECT * FROM derived_fact WHERE {where} ORDER BY subject, relation, object, rule"
        return self._stream(lambda row: DerivedFact(*row), query, *values)

    def aliases(self, *, about: str | None = None) -> Iterator[Alias]:
        """The other names of all entities or of the one of that id, each with its reason, the most frequent first."""
        where, values = ("true", ()) if about is None else ("entity = ?", (about,))
        query = f"SELECT * FROM alias WHERE {where} ORDER BY entity, mentions DESC, text, reason"
        return self._stream(lambda row: Alias(*row), query, *values)

    def merges(self) -> Iterator[Merge]:
        """Entities of the documents that are shown as another, by id; they are no nodes."""
        return self._stream(lambda row: Merge(*row), "SELECT * FROM merge ORDER BY entity")

    def doubts(self) -> Iterator[Doubt]:
        """Pairs of nodes that may be one thing, the surest first."""
        return self._stream(lambda row: Doubt(*row), "SELECT * FROM doubt ORDER BY score DESC, a, b")

    def examples(self) -> dict[str, tuple[str, ...]]:
        """A sentence or two about each node that is in doubt."""
        query = "SELECT entity, list(sentence ORDER BY rank) FROM example GROUP BY entity ORDER BY entity"
        return dict(self._stream(lambda row: (str(row[0]), tuple(row[1])), query))

    def decisions(self) -> Iterator[tuple[Decision, int]]:
        """What people decided, in their order, with the number of entities or pairs that each is about now."""
        return self._stream(lambda row: (Decision(*row[:-1]), int(row[-1])), DECISIONS)

    def places(self) -> Iterator[Place]:
        """Where every entity stands in a picture, by id: no two on one point."""
        query = "SELECT entity, x, y, degree FROM place ORDER BY entity"
        with self.placed() as cursor:
            yield from _rows(cursor, lambda row: Place(*row), query)

    def shows_open(self) -> bool:
        """Whether the views of this graph show open facts."""
        return self._meta().get("open", "no") == "yes"

    def shows_cooccurrences(self) -> bool:
        """Whether pictures of what is stated show co-occurrences too: only in a part that was chosen with them."""
        return self._meta().get("cooccurrences", "no") == "yes"

    def shows_inferred(self) -> bool:
        """Whether the datasets of this graph show what the ontology implies."""
        return self._meta().get("infer", "no") == "yes"

    def base(self) -> str:
        """What the IRIs of this graph begin with."""
        return self._meta().get("base", BASE)

    def cooccurrences(self, min_sentences: int = 1, *, about: str | None = None) -> Iterator[CoOccurrence]:
        """Pairs of entities that share at least so many sentences, by ids; 0 adds those that share a paragraph only.

        ``about`` is the id of an entity: the pairs that it is one of.
        """
        where, values = _ends("a", "b", about)
        query = f"{COOCCURRENCES} WHERE {where} AND sentences >= ? ORDER BY a, b"
        return self._stream(lambda row: CoOccurrence(*row), query, *values, min_sentences)

    def articles(self) -> Iterator[ArticleRecord]:
        """The articles the graph was made from, by path and place in the file; of identical files only the first."""
        query = "SELECT id, source, path, title, published, publisher, url FROM live_article ORDER BY path, number"
        return self._stream(lambda row: ArticleRecord(*row), query)

    def sources(self) -> Iterator[SourceRecord]:
        """The sources of `articles`, by path; ``articles`` are those of each."""
        return self._stream(lambda row: SourceRecord(*row), SOURCES)

    def counts(self) -> dict[str, int]:
        """How many there are of each; ``characters`` are of clean text, ``idle`` decisions are about nothing here,
        and ``left_out`` are statements that a decision on a label or a merge forbids."""
        return dict(self._stream(lambda row: (str(row[0]), int(row[1])), COUNTS))

    def fact_counts(self) -> dict[str, int]:
        """How many facts there are of each relation; the most frequent first."""
        query = "SELECT relation, count(*) FROM fact GROUP BY relation ORDER BY count(*) DESC, relation"
        return dict(self._stream(lambda row: (str(row[0]), int(row[1])), query))

    def version(self) -> dict[str, str]:
        """The versions of the program, of the ontology and of the tables (``schema``) that made the graph."""
        known = self._meta()
        return {key: known[key] for key in ("program", "ontology", "schema")}

    def networkx(self) -> "nx.MultiDiGraph":
        """Nodes and facts as a networkx graph: keys are fact ids, attributes str, int or float, dates ISO 8601.

        A node's ``label`` is its name, as programs for networks expect, and its ``type`` the class.
        Aliases are joined by 、; a date that is not known is the empty string. Co-occurrences are left out.
        """
        import networkx as nx

        graph = nx.MultiDiGraph()
        for node in self.nodes():
            names = {"label": node.name, "type": node.label}
            graph.add_node(node.id, **names, **_attributes(node, "id", "label"))
        for fact in self.facts():
            graph.add_edge(fact.subject, fact.object, key=fact.id, **_attributes(fact, "id", "subject", "object"))
        return graph

    def _meta(self) -> dict[str, str]:
        with self.cursor() as cursor:
            return meta(cursor)

    def _evidence(self, table: str, fact_id: str | None) -> Iterator[Evidence]:
        order = "ORDER BY fact, article, start_, trigger_start, number"
        where, values = ("", ()) if fact_id is None else ("WHERE fact = ? ", (fact_id,))
        return self._stream(_sentence, f"{EVIDENCE} {table} {where}{order}", *values)

    def _stream(self, make: Callable[[tuple[Any, ...]], T], query: str, *values: object) -> Iterator[T]:
        with self.cursor() as cursor:
            yield from _rows(cursor, make, query, *values)


def _rows(
    cursor: duckdb.DuckDBPyConnection, make: Callable[[tuple[Any, ...]], T], query: str, *values: object
) -> Iterator[T]:
    cursor.execute(query, values)
    while rows := cursor.fetchmany(BATCH):
        yield from map(make, rows)


def _ends(one: str, other: str, about: str | None) -> tuple[str, tuple[str, ...]]:
    """A condition on the two ends of a fact or a pair, and its values."""
    return ("true", ()) if about is None else (f"({one} = ? OR {other} = ?)", (about, about))


def _sentence(row: tuple[Any, ...]) -> Evidence:
    quantity = None if row[13] is None else Quantity(*row[13:])
    values = [*row[:11], quantity, *row[11:13]]
    return Evidence(*values)


def _attributes(item: Node | Fact, *omitted: str) -> dict[str, str | int | float]:
    return {key: _plain_value(value) for key, value in asdict(item).items() if key not in omitted}


def _plain_value(value: object) -> str | int | float:
    match value:
        case str() | int() | float():
            return value
        case tuple():
            return "、".join(value)
        case date():
            return value.isoformat()
        case _:
            return ""
