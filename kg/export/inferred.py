"""What the ontology implies of the facts (OWL 2 RL): inverse, symmetric and transitive relations, chains of two.

Only what is asserted and in which division a thing lies are premises: what is planned, denied or put together from
names implies nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby, product
from operator import itemgetter
from pathlib import Path

import pyoxigraph as ox

from kg.export.blocks import Block, block
from kg.export.terms import Names
from kg.graph import Graph
from kg.ontology import KG, OWL, RDF, folder

# Subject, relation, object: ids of entities around a name of the ontology.
Triple = tuple[str, str, str]
# By a relation: the other link of a chain of two, and the relation they make.
Steps = defaultdict[str, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Axioms:
    """What follows from a relation: ``turned`` from x p y that y q x, ``chains`` from x p y, y q z that x r z.

    A symmetric relation is its own inverse, a transitive one chains with itself into itself.
    """

    turned: frozenset[tuple[str, str]]
    chains: frozenset[tuple[str, str, str]]


def inferred(graph: Graph, names: Names) -> Iterator[Block]:
    """What follows from the plain triples of a graph and is not among them, by subject."""
    within = ((node.id, "within", node.parent) for node in graph.nodes() if node.parent)
    given = set(chain(graph.asserted(), within))
    for subject, triples in groupby(sorted(consequences(given, read_axioms())), key=itemgetter(0)):
        yield block(
            names.ref("entity", subject),
            *((f"kg:{relation}", names.ref("entity", object)) for _, relation, object in triples),
        )


def consequences(given: Iterable[Triple], axioms: Axioms) -> set[Triple]:
    """All that follows, in as many steps as it takes, and is not given."""
    given = set(given)
    turned, ahead, behind = _rules(axioms)
    forth: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    back: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    known: set[Triple] = set()
    fresh = list(given)
    while fresh:
        triple = fresh.pop()
        if triple in known:
            continue
        known.add(triple)
        subject, relation, object = triple
        forth[subject, relation].add(object)
        back[object, relation].add(subject)
        fresh += [(object, other, subject) for other in turned[relation]]
        fresh += [(subject, made, end) for other, made in ahead[relation] for end in forth[object, other]]
        fresh += [(start, made, object) for other, made in behind[relation] for start in back[subject, other]]
    return known - given


@cache
def read_axioms(path: Path | None = None) -> Axioms:
    """The axioms about relations of this ontology in a Turtle file, ``ontology/kg.ttl`` if none is given."""
    store = ox.Store()
    store.load(path=str(path or folder() / "kg.ttl"), format=ox.RdfFormat.TURTLE)
    inverse = _said(store, "inverseOf")
    symmetric, transitive = _typed(store, "SymmetricProperty"), _typed(store, "TransitiveProperty")
    turned = {*inverse, *((other, one) for one, other in inverse), *((name, name) for name in symmetric)}
    steps = {*_chains(store), *((name, name, name) for name in transitive)}
    return Axioms(frozenset(turned), frozenset(steps))


def _rules(axioms: Axioms) -> tuple[dict[str, list[str]], Steps, Steps]:
    """By relation: its inverses; what may follow it, and what may precede it, with what the two make."""
    turned: defaultdict[str, list[str]] = defaultdict(list)
    ahead: Steps = defaultdict(list)
    behind: Steps = defaultdict(list)
    for one, other in axioms.turned:
        turned[one].append(other)
    for first, second, made in axioms.chains:
        ahead[first].append((second, made))
        behind[second].append((first, made))
    return turned, ahead, behind


def _said(store: ox.Store, predicate: str) -> set[tuple[str, str]]:
    found = store.quads_for_pattern(None, ox.NamedNode(OWL + predicate), None, None)
    return {(one, other) for quad in found for one in _own(quad.subject) for other in _own(quad.object)}


def _typed(store: ox.Store, kind: str) -> set[str]:
    found = store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(OWL + kind), None)
    return {name for quad in found for name in _own(quad.subject)}


def _chains(store: ox.Store) -> Iterator[tuple[str, str, str]]:
    """First, second and what they make; raises ValueError for a chain of more or fewer links."""
    for quad in store.quads_for_pattern(None, ox.NamedNode(OWL + "propertyChainAxiom"), None, None):
        links = list(_items(store, quad.object))
        if len(links) != 2:
            raise ValueError(f"ontology: a chain of {len(links)} relations makes {quad.subject}; allowed: 2")
        first, second = map(_own, links)
        yield from product(first, second, _own(quad.subject))


def _items(store: ox.Store, at: object) -> Iterator[object]:
    """The members of an RDF list."""
    while isinstance(at, ox.BlankNode):
        (first,) = store.quads_for_pattern(at, ox.NamedNode(RDF + "first"), None, None)
        (rest,) = store.quads_for_pattern(at, ox.NamedNode(RDF + "rest"), None, None)
        yield first.object
        at = rest.object


def _own(node: object) -> list[str]:
    """The name of a relation of this ontology; nothing for what belongs to another."""
    return [node.value.removeprefix(KG)] if isinstance(node, ox.NamedNode) and node.value.startswith(KG) else []
