"""The source of truth: every mention and relation with its place in its source, in one DuckDB file.

A source is known by its path and its content by its digest. Every row belongs to one source, so that replacing
or removing a document touches no other. Identical files at two paths are both kept; `kg.assemble` counts the
first by path only, so that the copy takes over when the first is removed. An article's id, made from the digest,
is therefore unique together with its source. ``kg/sql/schema.sql`` describes the tables; names that SQL reserves
end in an underscore there, so that the same queries run unquoted on other engines.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

from kg.database import BASE, check_base, connect, meta, set_meta, transaction
from kg.decisions import Given, revise
from kg.errors import GraphError
from kg.sentences import Sentence, split_sentences
from kg.types import Article, Decision, Document, Extraction, OpenRelation, Quantity, Relation, Span

OWNED = ("article", "sentence", "mention", "relation", "open_relation", "derived", "entity")
OPEN = "open"

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source without its text; ``fingerprint`` names the settings its evidence was made with."""

    name: str
    path: str
    digest: str
    encoding: str
    fingerprint: str
    articles: int


class Evidence:
    """The evidence in a graph's folder, open for writing by one process at a time."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self._inserts = {table: _insert_statement(connection, table) for table in ("source", *OWNED, "decision")}

    @classmethod
    def open(cls, folder: Path, create: bool = True) -> Self:
        """Open the evidence in a folder; with ``create`` make both where there are none. Raises GraphError."""
        return cls(connect(folder, create=create))

    def close(self) -> None:
        """Close the database."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def known(self) -> dict[str, tuple[str, str]]:
        """The digest and the fingerprint of every source, by path: what has not changed need not be read again."""
        return {record.path: (record.digest, record.fingerprint) for record in self.sources()}

    def sources(self) -> Iterator[SourceRecord]:
        """All sources by path; copies included, each with its own articles."""
        query = """
            SELECT name, path, digest, encoding, fingerprint, coalesce(articles, 0)
            FROM source LEFT JOIN (SELECT source_id, count(*) AS articles FROM article GROUP BY source_id) AS counted
                ON counted.source_id = source.id
            ORDER BY path
        """
        for row in self.connection.execute(query).fetchall():
            yield SourceRecord(*row)

    def assembled(self) -> bool:
        """Whether the assembled tables show the present evidence; after a killed build they do not."""
        return meta(self.connection)["assembled"] == "yes"

    def viewed(self) -> str:
        """What program wrote the views of the present evidence; '' if they show an earlier one."""
        return meta(self.connection).get("views", "")

    def set_viewed(self, program: str) -> None:
        """Note that the views show the present evidence, and what program wrote them."""
        with transaction(self.connection):
            set_meta(self.connection, {"views": program})

    def show_open(self, shown: bool) -> None:
        """Choose whether views show open relations; if that is another choice, the present views are of an earlier."""
        self._choose("open", _yes(shown), "no")

    def show_inferred(self, shown: bool) -> None:
        """Choose whether datasets show what the ontology implies, as `show_open`."""
        self._choose("infer", _yes(shown), "no")

    def set_base(self, iri: str) -> None:
        """Choose what the IRIs of this graph begin with, as `show_open`. Raises KGError as `kg.database.check_base`."""
        self._choose("base", check_base(iri), BASE)

    def _choose(self, key: str, value: str, default: str) -> None:
        if meta(self.connection).get(key, default) != value:
            with transaction(self.connection):
                set_meta(self.connection, {key: value, "views": ""})

    def decisions(self) -> list[Decision]:
        """What people decided, in their order."""
        return decisions(self.connection)

    def decide(self, given: Iterable[Given]) -> None:
        """Add what people decided to what they decided before; it stays whatever becomes of the sources."""
        known = decisions(self.connection)
        decided = revise(known, given)
        if decided != known:
            with transaction(self.connection):
                self.connection.execute("DELETE FROM decision")
                self._insert("decision", [(number, *astuple(item)) for number, item in enumerate(decided)])
                self._outdate()

    def replace(self, document: Document, fingerprint: str) -> None:
        """Store what a document says in place of all that its path said before: all of it or, on failure, nothing.

        Raises ValueError if an extraction contradicts itself, GraphError if the database cannot be written.
        """
        rows = _document_rows(document, fingerprint)
        with transaction(self.connection):
            self._delete(document.source.path)
            for table, added in rows.items():
                self._insert(table, added)
            self._outdate()

    def remove(self, path: str) -> None:
        """Forget a source and all it said. Raises GraphError if there is none at that path."""
        with transaction(self.connection):
            if not self._delete(path):
                raise GraphError(f"{path}: not a source of this graph; give a path as it was when the graph was built")
            self._outdate()

    def _delete(self, path: str) -> bool:
        known = self.connection.execute("SELECT id FROM source WHERE path = ?", [path]).fetchone()
        if known is None:
            return False
        self.connection.execute("DELETE FROM source WHERE id = ?", known)
        for table in OWNED:
            self.connection.execute(f"DELETE FROM {table} WHERE source_id = ?", known)
        return True

    def _insert(self, table: str, rows: list[Row]) -> None:
        if rows:
            columns = [list(column) for column in zip(*rows, strict=True)]
            try:
                self.connection.execute(self._inserts[table], columns)
            except duckdb.InvalidInputException as error:
                raise ValueError(
                    f"table {table}: a value that cannot be stored; allowed: valid text, numbers"
                ) from error

    def _outdate(self) -> None:
        if self.assembled() or self.viewed():
            set_meta(self.connection, {"assembled": "no", "views": ""})


def decisions(connection: duckdb.DuckDBPyConnection) -> list[Decision]:
    """What people decided about the names of a graph, in the order in which they said so."""
    query = "SELECT action, name, label, region, value, value_label, value_region FROM decision ORDER BY number"
    return [Decision(*row) for row in connection.execute(query).fetchall()]


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _insert_statement(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """An INSERT that takes one list a column: for 500 rows, a dozen times as fast as a row of values each."""
    query = "SELECT data_type FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index"
    kinds = connection.execute(query, [table]).fetchall()
    return f"INSERT INTO {table} SELECT {', '.join(f'unnest(?::{kind}[])' for (kind,) in kinds)}"


def _document_rows(document: Document, fingerprint: str) -> dict[str, list[Row]]:
    source = document.source
    key = hashlib.sha256(source.path.encode()).hexdigest()[:32]
    rows: dict[str, list[Row]] = {table: [] for table in ("source", *OWNED)}
    rows["source"] = [(key, source.name, source.path, source.digest, source.encoding, source.text, fingerprint)]
    for number, extraction in enumerate(document.extractions):
        article = extraction.article
        sentences = list(split_sentences(article))
        rows["article"].append(
            (key, article.id, number, article.title, article.text, article.published, article.publisher, article.url)
        )
        for table, make in ROWS.items():
            rows[table] += ((key, article.id, place, *row) for place, row in enumerate(make(extraction, sentences)))
    entities = {entity for extraction in document.extractions for entity in extraction.entities}
    rows["entity"] = sorted((key, e.id, e.label, e.name, e.code, e.region, e.parent) for e in entities)
    if len({extraction.article.id for extraction in document.extractions}) < len(document.extractions):
        raise ValueError(f"{source.path}: two articles with one id; allowed: ids that are unique in their source")
    return rows


def _sentence_rows(extraction: Extraction, sentences: Sequence[Sentence]) -> Iterator[Row]:
    article = extraction.article
    for start, end, paragraph in sentences:
        yield (paragraph, *article.to_source(start, end), article.text[start:end])


def _mention_rows(extraction: Extraction, sentences: Sequence[Sentence]) -> Iterator[Row]:
    article, mentions, entities = extraction.article, extraction.mentions, extraction.entities
    if len(entities) < len(mentions):
        raise ValueError(f"article {article.id}: {len(entities)} entities; allowed: {len(mentions)} or more")
    for mention, entity in zip(mentions, entities, strict=False):
        span = article.to_source(mention.start, mention.end)
        number = _sentence_at(sentences, mention.start)
        paragraph = sentences[number].paragraph
        yield (
            entity.id, mention.label, mention.text, mention.canonical, *span, number, paragraph,
            mention.confidence, mention.by, mention.reason,
        )  # fmt: skip


def _relation_rows(extraction: Extraction, sentences: Sequence[Sentence]) -> Iterator[Row]:
    place = _places(extraction, sentences)
    for stated in extraction.relations:
        row = place(stated, stated.relation, stated.trigger)
        yield (*row, stated.modality, stated.polarity, stated.confidence, stated.by)


def _open_rows(extraction: Extraction, sentences: Sequence[Sentence]) -> Iterator[Row]:
    place = _places(extraction, sentences)
    for stated in extraction.open_relations:
        row = place(stated, stated.verb, stated.verb)
        yield (*row, stated.modality, stated.polarity, stated.confidence, OPEN)


def _derived_rows(extraction: Extraction, sentences: Sequence[Sentence]) -> Iterator[Row]:
    for item in extraction.derived:
        yield (item.subject, item.relation, item.object, item.rule)


ROWS = {
    "sentence": _sentence_rows,
    "mention": _mention_rows,
    "relation": _relation_rows,
    "open_relation": _open_rows,
    "derived": _derived_rows,
}


def _places(
    extraction: Extraction, sentences: Sequence[Sentence]
) -> Callable[[Relation | OpenRelation, str, str], Row]:
    """What rows of both families of relations begin with: ends, name, trigger, sentence, time and quantity."""
    numbers = {mention: number for number, mention in enumerate(extraction.mentions)}

    def place(stated: Relation | OpenRelation, name: str, trigger: str) -> Row:
        if stated.head not in numbers or stated.tail not in numbers:
            raise ValueError(
                f"article {extraction.article.id}: {stated.head.text} {name} {stated.tail.text}; "
                "allowed: relations between mentions of the article"
            )
        head, tail = numbers[stated.head], numbers[stated.tail]
        return (
            head, tail, extraction.entities[head].id, extraction.entities[tail].id, name,
            trigger, *_trigger_span(extraction.article, stated.at), _sentence_at(sentences, stated.sentence.start),
            stated.when, *_quantity(stated.quantity),
        )  # fmt: skip

    return place


def _quantity(quantity: Quantity | None) -> Row:
    if quantity is None:
        return (None,) * 4
    return (quantity.text, quantity.number, quantity.unit, quantity.what)


def _sentence_at(sentences: Sequence[Sentence], position: int) -> int:
    return max(bisect_right(sentences, position, key=lambda sentence: sentence.start) - 1, 0)


def _trigger_span(article: Article, at: Span) -> Span:
    """What a relation states without a trigger word stands at a point."""
    if at.start == at.end:
        return Span(article.offsets[at.start], article.offsets[at.start])
    return article.to_source(*at)
