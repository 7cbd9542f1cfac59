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
    by_iri = {_subject(quad): _known_label(quad.object) for quad in _quads(store, SKOS + "notation")}
    classes = {label: EntityClass(label, node.value, *_names(store, node)) for node, label in by_iri.items()}
    labels = {node.value: label for node, label in by_iri.items()}
    parent = ox.NamedNode(KG + "relatedTo")
    relations = [_relation(store, _subject(q), labels) for q in _quads(store, RDFS + "subPropertyOf", parent)]
    version = next(text for quad in _quads(store, OWL + "versionInfo") for text in [_text(quad.object)])
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
def word_lists() -> frozenset[str]:
    """The names that `words` knows."""
    return frozenset(path.stem for path in (folder() / "words").glob("*.txt"))


@cache
def words(name: str) -> tuple[str, ...]:
    """The word list ``ontology/words/NAME.txt``: one word a line, ``#`` starts a comment; longest first."""
    path = folder() / "words" / f"{name}.txt"
    if not path.is_file():
        raise UnknownNameError("ontology/words", name, word_lists())
    lines = (line.partition("#")[0].split() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(sorted({word for line in lines for word in line}, key=lambda word: (-len(word), word)))


def _quads(store: ox.Store, predicate: str, value: ox.NamedNode | None = None) -> list[ox.Quad]:
    return list(store.quads_for_pattern(None, ox.NamedNode(predicate), value, None))


def _subject(quad: ox.Quad) -> ox.NamedNode:
    if not isinstance(quad.subject, ox.NamedNode):
        raise ValueError(f"ontology/kg.ttl: {quad.subject} is described; allowed: named things")
    return quad.subject


def _text(term: object) -> str:
    if not isinstance(term, ox.NamedNode | ox.Literal):
        raise ValueError(f"ontology/kg.ttl: {term} is stated; allowed: names and literals")
    return term.value


def _known_label(term: object) -> Label:
    found = next((label for label in LABELS if label == _text(term)), None)
    if found is None:
        raise ValueError(f"ontology/kg.ttl: unknown label {_text(term)!r}; allowed: {', '.join(LABELS)}")
    return found


def _names(store: ox.Store, subject: ox.NamedNode) -> tuple[str, str]:
    found = store.quads_for_pattern(subject, ox.NamedNode(RDFS + "label"), None, None)
    labels = {quad.object.language: quad.object.value for quad in found if isinstance(quad.object, ox.Literal)}
    return labels["zh"], labels["en"]


def _relation(store: ox.Store, subject: ox.NamedNode, by_iri: dict[str, Label]) -> RelationClass:
    def texts(predicate: str) -> tuple[str, ...]:
        found = store.quads_for_pattern(subject, ox.NamedNode(predicate), None, None)
        return tuple(sorted(_text(quad.object) for quad in found))

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
