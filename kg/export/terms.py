"""RDF terms: the namespaces, the IRIs of what a graph holds, and literals that any RDF reader takes."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from kg.export.text import clean
from kg.graph import DerivedFact
from kg.ontology import KG, OWL, RDF, RDFS, SCHEMA, SKOS
from kg.types import CoOccurrence, Evidence

BASE: Final = "https://w3id.org/kg-zh/id/"

DCT: Final = "http://purl.org/dc/terms/"
PROV: Final = "http://www.w3.org/ns/prov#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

VOCABULARIES: Final = {
    "kg": KG, "dct": DCT, "owl": OWL, "prov": PROV, "rdf": RDF, "rdfs": RDFS, "schema": SCHEMA, "skos": SKOS,
    "xsd": XSD,
}  # fmt: skip
KINDS: Final = ("entity", "fact", "open", "derived", "evidence", "article", "cooccurrence")

_XSD = {name: ox.NamedNode(XSD + name) for name in ("integer", "decimal", "date", "anyURI")}


@cache
def term(curie: str) -> ox.NamedNode:
    """skos:prefLabel -> <http://www.w3.org/2004/02/skos/core#prefLabel>."""
    prefix, _, local = curie.partition(":")
    return ox.NamedNode(VOCABULARIES[prefix] + local)


def prefixes(base: str = BASE) -> dict[str, str]:
    """The vocabularies, and entity:, fact:, … for what the graph itself holds."""
    return VOCABULARIES | {kind: f"{base}{kind}/" for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs of what a graph holds: ``base``, its kind, a slash, its id percent-encoded."""

    base: str = BASE

    def of(self, kind: str, id: str) -> ox.NamedNode:
        """("entity", "崂山") -> <…/entity/%E5%B4%82%E5%B1%B1>."""
        plain = id if id.isascii() and id.isalnum() else quote(clean(id), safe="")
        return ox.NamedNode(f"{self.base}{kind}/{plain}")

    def evidence(self, item: Evidence) -> ox.NamedNode:
        """One IRI for one trigger in one sentence that states one fact; the same in every run."""
        place = (item.fact, item.article, item.start, item.end, item.trigger_start, item.trigger_end)
        quantity = item.quantity.text if item.quantity else None
        return self.of("evidence", _digest(*place, item.when, quantity, item.confidence, item.by))

    def derived(self, item: DerivedFact) -> ox.NamedNode:
        """One IRI for what one rule implies of two entities."""
        return self.of("derived", _digest(item.subject, item.relation, item.object, item.rule))

    def cooccurrence(self, item: CoOccurrence) -> ox.NamedNode:
        """One IRI for a pair of entities."""
        return self.of("cooccurrence", _digest(item.a, item.b))


def zh(text: str) -> ox.Literal:
    """崂山区 -> "崂山区"@zh."""
    return ox.Literal(clean(text), language="zh")


def text(value: str) -> ox.Literal:
    """A text in no language."""
    return ox.Literal(clean(value))


def integer(value: int) -> ox.Literal:
    """7 -> 7."""
    return ox.Literal(str(value), datatype=_XSD["integer"])


def decimal(value: float) -> ox.Literal:
    """0.875 -> 0.875, 1.0 -> 1.0: four places at most, never an exponent, which xsd:decimal does not allow."""
    whole, _, part = f"{value:.4f}".partition(".")
    return ox.Literal(f"{whole}.{part.rstrip('0') or '0'}", datatype=_XSD["decimal"])


def sides(when: str | None) -> tuple[date | None, date | None]:
    """2024-02-01/2024-02-29 -> its first and last day; ../2024-02-29 -> (None, the last day); a day is both."""
    first, _, last = (when or "..").partition("/")
    return _side(first), _side(last or first)


def day(value: date) -> ox.Literal:
    """2024-05-01."""
    return ox.Literal(value.isoformat(), datatype=_XSD["date"])


def address(value: str) -> ox.Literal:
    """A URL as found: a literal, because not every address in the wild is an IRI."""
    return ox.Literal(clean(value), datatype=_XSD["anyURI"])


def _side(value: str) -> date | None:
    return None if value == ".." else date.fromisoformat(value)


def _digest(*parts: object) -> str:
    return hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "replace"), digest_size=10).hexdigest()
