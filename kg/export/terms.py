"""RDF terms as N-Triples writes them: the namespaces, the IRIs of what a graph holds, and literals any reader takes.

A term is text here, not an object: writing a million triples is then as fast as joining strings, and each format makes
of them what it wants.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Final
from urllib.parse import quote

from kg.database import BASE as BASE
from kg.export.text import clean
from kg.graph import DerivedFact
from kg.ontology import KG, OWL, RDF, RDFS, SCHEMA, SKOS
from kg.types import CoOccurrence, Evidence

DCT: Final = "http://purl.org/dc/terms/"
OA: Final = "http://www.w3.org/ns/oa#"
PROV: Final = "http://www.w3.org/ns/prov#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

VOCABULARIES: Final = {
    "dct": DCT, "kg": KG, "oa": OA, "owl": OWL, "prov": PROV, "rdf": RDF, "rdfs": RDFS, "schema": SCHEMA, "skos": SKOS,
    "xsd": XSD,
}  # fmt: skip
KINDS: Final = (
    "activity", "agent", "article", "cooccurrence", "derived", "entity", "evidence", "fact", "graph", "model", "open",
    "source",
)  # fmt: skip
# What Turtle calls rdf:type; it is sorted before all other predicates.
TYPE: Final = "a"

_NAME = re.compile(r"<(?P<space>[^>]*[/#])(?P<local>[A-Za-z0-9_][A-Za-z0-9_-]*)>")
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_SPECIAL = re.compile('["\\\\\n\t]')
# Few numbers and days are frequent; so many of each are kept.
_remembered = lru_cache(8192)


@cache
def term(curie: str) -> str:
    """skos:prefLabel -> <http://www.w3.org/2004/02/skos/core#prefLabel>."""
    prefix, _, local = ("rdf:type" if curie == TYPE else curie).partition(":")
    return f"<{VOCABULARIES[prefix]}{local}>"


def prefixes(base: str) -> dict[str, str]:
    """The vocabularies, and entity:, fact:, … for what the graph itself holds."""
    return VOCABULARIES | {kind: f"{base}{kind}/" for kind in KINDS}


class Prefixes:
    """<…/entity/5b1> -> entity:5b1, where every reader takes that: behind the prefix letters, digits, - and _ only."""

    def __init__(self, spaces: Mapping[str, str]) -> None:
        self.spaces = dict(spaces)
        self._prefixes = {space: prefix for prefix, space in spaces.items()}

    def short(self, ref: str) -> str:
        """The short name, or what was given."""
        found = _NAME.fullmatch(ref)
        prefix = self._prefixes.get(found["space"]) if found else None
        return f"{prefix}:{found['local']}" if found and prefix else ref


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs of what a graph holds: ``base``, its kind, a slash, its id percent-encoded."""

    base: str

    def ref(self, kind: str, id: str) -> str:
        """("entity", "崂山") -> <…/entity/%E5%B4%82%E5%B1%B1>."""
        return f"<{self.base}{kind}/{_encoded(id)}>"

    def evidence(self, item: Evidence) -> str:
        """One IRI for one trigger in one sentence that states one fact; the same in every run."""
        place = (item.fact, item.article, item.start, item.end, item.trigger_start, item.trigger_end)
        quantity = item.quantity.text if item.quantity else None
        return self.ref("evidence", digest(*place, item.when, quantity, item.confidence, item.by))

    def selector(self, evidence: str) -> str:
        """The IRI of the place of a piece of evidence; a base that has a fragment allows no other one."""
        return f"{evidence[:-1]}{'/' if '#' in self.base else '#'}at>"

    def derived(self, item: DerivedFact) -> str:
        """One IRI for what one rule implies of two entities."""
        parts = (item.subject, item.relation, item.object, item.rule)
        return f"<{self.base}derived/{'-'.join(map(_encoded, parts))}>"

    def cooccurrence(self, item: CoOccurrence) -> str:
        """One IRI for a pair of entities."""
        return f"<{self.base}cooccurrence/{_encoded(item.a)}-{_encoded(item.b)}>"


def zh(text: str) -> str:
    """崂山区 -> "崂山区"@zh."""
    return text_literal(text) + "@zh"


def text_literal(value: str) -> str:
    r"""六基"工程 -> "六基\"工程": a text in no language."""
    value = clean(value)
    if '"' in value or "\\" in value or not value.isprintable():
        value = _SPECIAL.sub(lambda found: _ESCAPED[found[0]], value)
    return f'"{value}"'


@_remembered
def integer(value: int) -> str:
    """7 -> "7"^^xsd:integer."""
    return f'"{value}"^^<{XSD}integer>'


def offset(value: int) -> str:
    """7 -> "7"^^xsd:nonNegativeInteger."""
    return f'"{value}"^^<{XSD}nonNegativeInteger>'


@_remembered
def decimal(value: float) -> str:
    """0.875 -> 0.875, 1.0 -> 1.0: four places at most, never an exponent, which xsd:decimal does not allow."""
    whole, _, part = f"{value:.4f}".partition(".")
    return f'"{whole}.{part.rstrip("0") or "0"}"^^<{XSD}decimal>'


@_remembered
def day(value: date) -> str:
    """2024-05-01."""
    return f'"{value.isoformat()}"^^<{XSD}date>'


def address(value: str) -> str:
    """A URL as found: a literal, because not every address in the wild is an IRI."""
    return f"{text_literal(value)}^^<{XSD}anyURI>"


def sides(when: str | None) -> tuple[date | None, date | None]:
    """2024-02-01/2024-02-29 -> its first and last day; ../2024-02-29 -> (None, the last day); a day is both."""
    first, _, last = (when or "..").partition("/")
    return _side(first), _side(last or first)


def digest(*parts: object) -> str:
    """A name for what has none: 20 hexadecimal digits that depend on every part."""
    return hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "replace"), digest_size=10).hexdigest()


def _encoded(id: str) -> str:
    return id if id.isascii() and id.isalnum() else quote(clean(id), safe="")


def _side(value: str) -> date | None:
    return None if value == ".." else date.fromisoformat(value)
