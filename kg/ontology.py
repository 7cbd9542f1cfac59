"""What ``ontology/`` says, loaded once: labels, relations, what they may join, their words.

Everything comes from ``ontology/kg.ttl`` and the tables in ``ontology/words/``; code that repeats them is a defect.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

import pyoxigraph as ox

from kg.errors import UnknownNameError
from kg.types import Label

KG = "https://w3id.org/kg-zh/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SCHEMA = "https://schema.org/"

LABELS: tuple[Label, ...] = get_args(Label)


@dataclass(frozen=True, slots=True)
class EntityClass:
    """A class of things: the label mentions carry, its IRI and its names in two languages."""

    label: Label
    iri: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class RelationClass:
    """A relation: what it may join and which words state it."""

    name: str
    iri: str
    zh: str
    en: str
    heads: frozenset[Label]
    tails: frozenset[Label]
    symmetric: bool
    homogeneous: bool
    triggers: tuple[str, ...]
    noun_triggers: tuple[str, ...]

    def allows(self, head: str, tail: str) -> bool:
        """Whether the relation may lead from one label to the other; partOf only joins like with like."""
        return head in self.heads and tail in self.tails and (not self.homogeneous or head == tail)


@dataclass(frozen=True, slots=True)
class Ontology:
    """Classes by label and relations by name."""

    version: str
    classes: dict[Label, EntityClass]
    relations: dict[str, RelationClass]


def folder() -> Path:
    """The folder ``ontology/``: inside the installed package, or beside it in a checkout."""
    here = Path(__file__).parent
    packed = here / "_ontology"
    return packed if packed.is_dir() else here.parent / "ontology"


@cache
def ontology() -> Ontology:
    """Read ``ontology/kg.ttl``."""
    store = ox.Store()
    store.load(path=str(folder() / "kg.ttl"), format=ox.RdfFormat.TURTLE)
    classes: dict[Label, EntityClass] = {}
    for quad in store.quads_for_pattern(None, ox.NamedNode(SKOS + "notation"), None, None):
        label = next(known for known in LABELS if known == quad.object.value)
        classes[label] = EntityClass(label, quad.subject.value, *_names(store, quad.subject))
    by_iri = {entry.iri: label for label, entry in classes.items()}
    parent = ox.NamedNode(KG + "relatedTo")
    relations = [
        _relation(store, quad.subject, by_iri)
        for quad in store.quads_for_pattern(None, ox.NamedNode(RDFS + "subPropertyOf"), parent, None)
    ]
    version = next(q.object.value for q in store.quads_for_pattern(None, ox.NamedNode(OWL + "versionInfo"), None, None))
    return Ontology(
        version,
        {label: classes[label] for label in LABELS},
        {entry.name: entry for entry in sorted(relations, key=lambda entry: entry.name)},
    )


def relation(name: str) -> RelationClass:
    """The relation of that name; UnknownNameError lists the names there are."""
    known = ontology().relations
    if name not in known:
        raise UnknownNameError("the ontology", name, known)
    return known[name]


@cache
def words(name: str) -> tuple[str, ...]:
    """The word list ``ontology/words/NAME.txt``: one word a line, ``#`` starts a comment; longest first."""
    table = folder() / "words"
    path = table / f"{name}.txt"
    if not path.is_file():
        raise UnknownNameError("ontology/words", name, (found.stem for found in table.glob("*.txt")))
    lines = (line.partition("#")[0].split() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(sorted({word for line in lines for word in line}, key=lambda word: (-len(word), word)))


def _values(store: ox.Store, subject: ox.NamedNode, predicate: str) -> list[ox.Literal | ox.NamedNode]:
    found = [quad.object for quad in store.quads_for_pattern(subject, ox.NamedNode(predicate), None, None)]
    return sorted((item for item in found if isinstance(item, ox.Literal | ox.NamedNode)), key=lambda item: item.value)


def _names(store: ox.Store, subject: ox.NamedNode) -> tuple[str, str]:
    labels = {
        item.language: item.value
        for item in _values(store, subject, RDFS + "label")
        if isinstance(item, ox.Literal)
    }
    return labels["zh"], labels["en"]


def _relation(store: ox.Store, subject: ox.NamedNode, by_iri: dict[str, Label]) -> RelationClass:
    def texts(predicate: str) -> tuple[str, ...]:
        return tuple(item.value for item in _values(store, subject, predicate))

    zh, en = _names(store, subject)
    return RelationClass(
        name=subject.value.removeprefix(KG),
        iri=subject.value,
        zh=zh,
        en=en,
        heads=frozenset(by_iri[iri] for iri in texts(SCHEMA + "domainIncludes")),
        tails=frozenset(by_iri[iri] for iri in texts(SCHEMA + "rangeIncludes")),
        symmetric=OWL + "SymmetricProperty" in texts(RDF + "type"),
        homogeneous="true" in texts(KG + "homogeneous"),
        triggers=texts(KG + "trigger"),
        noun_triggers=texts(KG + "nounTrigger"),
    )
