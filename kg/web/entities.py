"""What pages tell of entities: the one, those of a name, those around it, and how many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from kg.ontology import KG, SKOS, ontology
from kg.web.asking import Row, ask_table
from kg.web.claims import value
from kg.web.vocabulary import Name, name_of
from kg.web.workers import Workers

FOUND: Final = 50
COMPANY: Final = 20
INSIDE: Final = 30
# Of a result so many texts, no longer than so many characters, are looked up as names of entities.
NAMES: Final = 1000
NAME: Final = 50

CARD: Final = "SELECT ?property ?value WHERE { <> ?property ?value }"
WHERE_IT_LIES: Final = """
SELECT ?place ?name (COUNT(?step) AS ?far) WHERE {
  <> kg:within+ ?place . ?place kg:within* ?step ; skos:prefLabel ?name
} GROUP BY ?place ?name ORDER BY ?far ?name
"""
WHAT_IT_CONTAINS: Final = f"""
SELECT ?place ?name WHERE {{ ?place kg:within <> ; skos:prefLabel ?name ; kg:mentions ?mentions }}
ORDER BY DESC(?mentions) ?name ?place LIMIT {INSIDE + 1}
"""
BESIDE: Final = f"""
SELECT ?place ?name ?sentences ?llr WHERE {{
  ?pair kg:between <> , ?place ; kg:sentences ?sentences ; kg:llr ?llr . ?place skos:prefLabel ?name
  FILTER(?place != <>)
}} ORDER BY DESC(?llr) ?name ?place LIMIT {COMPANY}
"""
COUNTS: Final = """
SELECT ?class (COUNT(?one) AS ?count) WHERE {
  VALUES ?class { CLASSES kg:Statement kg:OpenStatement kg:DerivedStatement kg:Evidence kg:CoOccurrence kg:Article }
  ?one a ?class
} GROUP BY ?class
"""
# The names are looked through first, in a query of their own: only of those that fit is more read.
SEARCH: Final = """
SELECT ?place ?name ?class ?mentions ?alias WHERE {
  { SELECT ?place (MIN(STRLEN(?known)) AS ?length) (SAMPLE(?known) AS ?alias) WHERE {
      ?place skos:prefLabel|skos:altLabel ?known FILTER(CONTAINS(LCASE(?known), LCASE(GIVEN)))
    } GROUP BY ?place }
  ?place skos:prefLabel ?name ; kg:mentions ?mentions ; a ?class FILTER(?class IN (CLASSES))
} ORDER BY ?length DESC(?mentions) ?name ?place
"""
# Names stand in the graph without the quotation marks of the texts.
_QUOTES: Final = " \t\r\n　“”‘’\"'《》「」『』"


@dataclass(frozen=True, slots=True)
class Link:
    """An entity by its name, and what a list says of it beside that."""

    iri: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of an entity itself. ``lies_in`` goes from the largest place to the nearest."""

    iri: str
    name: str
    kind: Name
    label: str
    aliases: tuple[str, ...]
    facts: tuple[tuple[Name, str], ...]
    lies_in: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that a search found; ``alias`` is the name it was found by, where that is another."""

    iri: str
    name: str
    kind: Name
    label: str
    alias: str
    mentions: int


def card_of(workers: Workers, about: str) -> Card | None:
    """崂山区 with its type, codes and places; None if the IRI is no entity's."""
    found = ask_table(workers, CARD, 10_000, about)
    said: dict[str, list[str]] = {}
    for row in found.rows:
        said.setdefault(value(row, "property"), []).append(value(row, "value"))
    kind = next((iri for iris in said.values() for iri in iris if iri in _labels()), None)
    names = said.get(SKOS + "prefLabel")
    if kind is None or not names:
        return None
    facts = [(name_of(iri), said[iri][0]) for iri in _shown() if iri in said]
    places = ask_table(workers, WHERE_IT_LIES, 100, about).rows
    return Card(
        found.base + about, names[0], name_of(kind), _labels()[kind], tuple(sorted(said.get(SKOS + "altLabel", ()))),
        tuple(facts), tuple(Link(value(row, "place"), value(row, "name")) for row in places),
    )  # fmt: skip


def company_of(workers: Workers, about: str) -> list[Link]:
    """Those that stand in one sentence with an entity, the most telling first; the note counts the sentences."""
    rows = ask_table(workers, BESIDE, COMPANY, about).rows
    return [Link(value(row, "place"), value(row, "name"), value(row, "sentences")) for row in rows]


def inside(workers: Workers, about: str) -> list[Link]:
    """What lies in a place, the most mentioned first; one more than `INSIDE` if there are more."""
    rows = ask_table(workers, WHAT_IT_CONTAINS, INSIDE + 1, about).rows
    return [Link(value(row, "place"), value(row, "name")) for row in rows]


def link_names(workers: Workers, names: Iterable[str]) -> dict[str, str]:
    """{崂山区: /page/entity/7f…} for each that is an entity's name; a search where several have it."""
    asked = [name for name in dict.fromkeys(names) if len(name) <= NAME][:NAMES]
    values = " ".join(str(ox.Literal(name, language="zh")) for name in asked)
    text = f"SELECT ?name ?entity {{ VALUES ?name {{ {values} }} ?entity skos:prefLabel ?name }}"
    found = ask_table(workers, text, 10 * NAMES)
    links: dict[str, str] = {}
    for row in found.rows:
        name, entity = value(row, "name"), value(row, "entity")
        if entity.startswith(found.base):
            links[name] = f"/search?q={quote(name)}" if name in links else "/page/" + entity.removeprefix(found.base)
    return links


def count_all(workers: Workers) -> list[tuple[Name, str, int]]:
    """(机构 organisation, ORG, 120), …: how many there are of each class, classes of entities first."""
    rows = ask_table(workers, COUNTS.replace("CLASSES", " ".join(_classes())), 100).rows
    counts = {value(row, "class"): int(value(row, "count")) for row in rows}
    others = [KG + name for name in ("Statement", "OpenStatement", "DerivedStatement", "Evidence", "CoOccurrence")]
    order = (*_labels(), *others, KG + "Article")
    return [(name_of(iri), _labels().get(iri, ""), counts[iri]) for iri in order if iri in counts]


def search(workers: Workers, given: str, label: str, page: int) -> tuple[str, list[Hit]]:
    """The graph's base, and entities with a name that contains the given one, the closest first.

    One more than `FOUND` if there are more. '' finds all; ``label`` keeps to one class (ORG); pages count from 1.
    """
    wanted = ox.Literal(given.strip(_QUOTES))
    # The name goes in last: nothing of it is taken for a place to fill.
    text = SEARCH.replace("CLASSES", ", ".join(_classes(label))) + f"LIMIT {FOUND + 1} OFFSET {(page - 1) * FOUND}"
    found = ask_table(workers, text.replace("GIVEN", str(wanted)), FOUND + 1)
    return found.base, [_hit(row) for row in found.rows]


def _hit(row: Row) -> Hit:
    kind, name, alias = (value(row, column) for column in ("class", "name", "alias"))
    other = "" if alias == name else alias
    return Hit(value(row, "place"), name, name_of(kind), _labels()[kind], other, int(value(row, "mentions")))


def _labels() -> dict[str, str]:
    return {entry.iri: entry.label for entry in ontology().classes.values()}


def _classes(label: str = "") -> list[str]:
    return [f"<{iri}>" for iri, known in _labels().items() if label in ("", known)]


def _shown() -> list[str]:
    return [KG + name for name in ("adminCode", "regionCode", "mentions", "articles", "firstSeen", "lastSeen")]
