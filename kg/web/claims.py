"""Statements as a page shows them: who, what, whom, in which mood, and the sentences that say so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import pyoxigraph as ox

from kg.ontology import KG
from kg.web.asking import Row, ask_table
from kg.web.vocabulary import Name, name_of, way_back
from kg.web.workers import Workers

# Statements on one page; sentences quoted for each of them, and on a page of its own.
CLAIMS: Final = 25
QUOTES: Final = 3

# Oxigraph looks a pattern up for each row it has, but joins what stands in VALUES, or in an OPTIONAL of two patterns,
# with all of the store: kinds are therefore filtered, and each OPTIONAL has one pattern.
_SAID: Final = """
  ?statement a ?kind FILTER(?kind IN (kg:Statement, kg:OpenStatement, kg:DerivedStatement))
  OPTIONAL { ?statement kg:verb ?verb }
  OPTIONAL { ?statement rdf:predicate ?predicate }
  OPTIONAL { ?statement kg:modality ?modality }
  OPTIONAL { ?statement kg:polarity ?polarity }
  OPTIONAL { ?statement kg:confidence ?confidence }
  OPTIONAL { ?statement kg:weight ?weight }
  OPTIONAL { ?statement kg:rule ?rule }
"""
_ENDS: Final = """
  { ?statement rdf:subject <> ; rdf:object ?other BIND("out" AS ?way) }
  UNION { ?statement rdf:object <> ; rdf:subject ?other BIND("in" AS ?way) }
"""

ABOUT: Final = f"""
SELECT * WHERE {{
  {_ENDS} {_SAID} ?other skos:prefLabel ?name .
  BIND(IF(?kind = kg:Statement, 1, IF(?kind = kg:OpenStatement, 2, 3)) AS ?rank)
}} ORDER BY ?rank ?predicate ?verb DESC(?way) DESC(?weight) ?name ?statement
"""
HOW_MANY: Final = f"SELECT (COUNT(*) AS ?count) WHERE {{ {_ENDS} }}"
ITSELF: Final = f"""
SELECT * WHERE {{
  <> rdf:subject ?subject ; rdf:object ?other . ?subject skos:prefLabel ?from . ?other skos:prefLabel ?name .
  {_SAID.replace("?statement", "<>")}
}}
"""
SENTENCES: Final = """
SELECT * WHERE {
  <> kg:hasEvidence ?evidence .
  ?evidence kg:sentence ?sentence ; kg:start ?start ; kg:end ?end ; prov:wasDerivedFrom ?article .
  ?article dct:source ?file .
  OPTIONAL { ?article dct:title ?title }
  OPTIONAL { ?article dct:issued ?issued }
  OPTIONAL { ?evidence kg:triggerWord ?trigger }
  OPTIONAL { ?evidence kg:triggerStart ?at }
  OPTIONAL { ?evidence kg:when ?when }
  OPTIONAL { ?evidence kg:quantity ?quantity }
  OPTIONAL { ?evidence kg:quantityOf ?of }
  OPTIONAL { ?evidence kg:confidence ?confidence }
} ORDER BY ?issued ?file ?start ?at
"""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence cut at its trigger, where it stands, and what it says of time and quantity.

    ``start`` and ``end`` count code points of the source file, end exclusive.
    """

    iri: str
    before: str
    trigger: str
    after: str
    file: str
    start: int
    end: int
    article: str
    title: str
    issued: str
    when: str
    quantity: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement seen from one end: ``relation`` reads from there to ``other``; ``kind`` is Statement, …"""

    iri: str
    kind: str
    relation: Name
    other: str
    name: str
    modality: str
    polarity: str
    confidence: str
    weight: int
    rule: str
    quotes: tuple[Quote, ...]

    @property
    def more(self) -> int:
        """How many sentences say the same besides those quoted."""
        return max(0, self.weight - len(self.quotes))


def claims_about(workers: Workers, about: str, page: int) -> Iterator[Claim]:
    """The statements that have an entity at either end, `CLAIMS` a page (from 1), by relation."""
    found = ask_table(workers, f"{ABOUT} LIMIT {CLAIMS} OFFSET {(page - 1) * CLAIMS}", CLAIMS, about)
    for row in found.rows:
        iri = value(row, "statement")
        quotes = () if value(row, "kind").endswith("#DerivedStatement") else quotes_of(workers, iri, found.base)
        yield _claim(row, iri, _relation(row), tuple(quotes))


def count_claims(workers: Workers, about: str) -> int:
    """How many statements have an entity at either end."""
    return int(value(ask_table(workers, HOW_MANY, 1, about).rows[0], "count"))


def claim_itself(workers: Workers, about: str, page: int, size: int) -> tuple[str, str, Claim] | None:
    """A statement with the IRI and name of its subject, and a page of its sentences; None if there is none."""
    found = ask_table(workers, ITSELF, 1, about)
    for row in found.rows:
        iri = found.base + about
        quotes = tuple(quotes_of(workers, iri, found.base, size, (page - 1) * size))
        return value(row, "subject"), value(row, "from"), _claim(row, iri, _relation(row), quotes)
    return None


def quotes_of(workers: Workers, iri: str, base: str, most: int = QUOTES, offset: int = 0) -> Iterator[Quote]:
    """The sentences that state a statement, the oldest article first."""
    text = f"{SENTENCES} LIMIT {most} OFFSET {offset}"
    for row in ask_table(workers, text, most, iri.removeprefix(base)).rows:
        yield _quote(row)


def share_quotes(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Claims of one relation, together where the same sentences make them: 授予 of five people in one breath."""
    shared: dict[object, list[Claim]] = {}
    for claim in claims:
        key: list[object] = [replace(quote, iri="", confidence="") for quote in claim.quotes] or [claim.rule]
        shared.setdefault((claim.kind, claim.more, *key), []).append(claim)
    return list(shared.values())


def value(row: Row, name: str) -> str:
    """The text of a literal or the IRI in a column; '' for what is unbound."""
    term = row.get(name)
    return term.value if isinstance(term, ox.Literal | ox.NamedNode | ox.BlankNode) else ""


def _relation(row: Row) -> Name:
    verb, predicate, turned = value(row, "verb"), value(row, "predicate"), value(row, "way") == "in"
    if verb:
        return Name(f"← {verb}" if turned else verb)
    return way_back(predicate) if turned else name_of(predicate)


def _claim(row: Row, iri: str, relation: Name, quotes: tuple[Quote, ...]) -> Claim:
    other, name, modality = value(row, "other"), value(row, "name"), value(row, "modality")
    polarity, confidence, rule = value(row, "polarity"), value(row, "confidence"), value(row, "rule")
    kind, weight = value(row, "kind").removeprefix(KG), int(value(row, "weight") or 0)
    return Claim(iri, kind, relation, other, name, modality, polarity, confidence, weight, rule, quotes)


def _quote(row: Row) -> Quote:
    start, end = int(value(row, "start")), int(value(row, "end"))
    at = int(value(row, "at") or start) - start
    parts = _cut(value(row, "sentence"), value(row, "trigger"), at, end - start)
    quantity = " ".join(filter(None, (value(row, "of"), value(row, "quantity"))))
    article, title, issued, when = (value(row, name) for name in ("article", "title", "issued", "when"))
    evidence, file, confidence = (value(row, name) for name in ("evidence", "file", "confidence"))
    return Quote(evidence, *parts, file, start, end, article, title, issued, when, quantity, confidence)


def _cut(sentence: str, trigger: str, at: int, length: int) -> tuple[str, str, str]:
    """Before, trigger, after. Offsets count the file, where line breaks may stand inside the sentence: then the
    first place where the trigger stands is taken."""
    exact = len(sentence) == length and sentence.startswith(trigger, at)
    found = at if exact else sentence.find(trigger)
    if not trigger or found < 0:
        return sentence, "", ""
    return sentence[:found], trigger, sentence[found + len(trigger) :]
