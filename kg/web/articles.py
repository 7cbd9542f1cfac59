"""What a page tells of an article: where it comes from, and which sentences of it state what."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.web.asking import Row, ask_table
from kg.web.claims import CLAIMS, value
from kg.web.vocabulary import Name, name_of
from kg.web.workers import Workers

CARD: Final = """
SELECT ?title ?issued ?publisher ?file ?url WHERE {
  <> a kg:Article ; dct:source ?file .
  OPTIONAL { <> dct:title ?title }
  OPTIONAL { <> dct:issued ?issued }
  OPTIONAL { <> dct:publisher ?publisher }
  OPTIONAL { <> schema:url ?url }
}
"""
STATED: Final = """
SELECT ?statement ?predicate ?verb ?subject ?from ?object ?to ?modality ?polarity ?sentence ?start ?end WHERE {
  ?evidence prov:wasDerivedFrom <> ; kg:sentence ?sentence ; kg:start ?start ; kg:end ?end .
  ?statement kg:hasEvidence ?evidence ; rdf:subject ?subject ; rdf:object ?object .
  ?subject skos:prefLabel ?from . ?object skos:prefLabel ?to .
  OPTIONAL { ?statement rdf:predicate ?predicate }
  OPTIONAL { ?statement kg:verb ?verb }
  OPTIONAL { ?statement kg:modality ?modality }
  OPTIONAL { ?statement kg:polarity ?polarity }
} ORDER BY ?start ?evidence
"""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the article and one statement it makes."""

    iri: str
    subject: str
    name: str
    relation: Name
    other: str
    other_name: str
    modality: str
    polarity: str
    sentence: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Story:
    """An article and a page of what it states; ``more`` if there are further pages."""

    iri: str
    title: str
    issued: str
    publisher: str
    file: str
    url: str
    told: tuple[Told, ...]
    more: bool


def article_of(workers: Workers, about: str, page: int) -> Story | None:
    """An article with what it states, in the order of its text; None if the IRI is no article's."""
    found = ask_table(workers, CARD, 1, about)
    for row in found.rows:
        told = list(_told(workers, about, page))
        title, issued, publisher = value(row, "title"), value(row, "issued"), value(row, "publisher")
        return Story(
            found.base + about, title, issued, publisher, value(row, "file"), value(row, "url"),
            tuple(told[:CLAIMS]), len(told) > CLAIMS,
        )  # fmt: skip
    return None


def _told(workers: Workers, about: str, page: int) -> Iterator[Told]:
    text = f"{STATED} LIMIT {CLAIMS + 1} OFFSET {(page - 1) * CLAIMS}"
    for row in ask_table(workers, text, CLAIMS + 1, about).rows:
        yield Told(
            value(row, "statement"), value(row, "subject"), value(row, "from"), _relation(row),
            *(value(row, name) for name in ("object", "to", "modality", "polarity", "sentence", "start", "end")),
        )  # fmt: skip


def _relation(row: Row) -> Name:
    verb = value(row, "verb")
    return Name(verb) if verb else name_of(value(row, "predicate"))
