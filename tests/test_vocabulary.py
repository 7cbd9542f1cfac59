"""ontology/kg.ttl as others read it: complete, in OWL 2 RL, consistent, with a reason for each mapping."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import owlrl
import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SH, SKOS
from rdflib import namespace as ns
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, ORG, PROV

from kg.export.rdf import quads
from kg.graph import Graph
from kg.ontology import KG, SCHEMA, folder, ontology, relation

kg = rdflib.Namespace(KG)
schema = rdflib.Namespace(SCHEMA)
thing = rdflib.Namespace("https://example.org/")
IRI = rdflib.URIRef("https://w3id.org/kg-zh/ontology")

KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
BUILT_IN = tuple(map(str, (RDF, RDFS, OWL, ns.XSD)))
ENTITIES = [kg[name] for name in ("Organization", "Place", "Programme", "Person", "Policy")]
# The vocabularies that rdflib knows by heart, and the names of Web Annotation (W3C 2017) that are used.
CLOSED = (DCTERMS, ns.GEO, ORG, PROV, ns.SDO, SKOS, ns.TIME, ns.VANN)
WEB_ANNOTATION = {
    "http://www.w3.org/ns/oa#" + name
    for name in ("SpecificResource", "TextPositionSelector", "end", "exact", "hasSelector", "hasSource", "start")
}
INVERSES = {
    "launches": "launchedBy",
    "establishes": "establishedBy",
    "issues": "issuedBy",
    "builds": "builtBy",
    "leads": "ledBy",
    "participatesIn": "hasParticipant",
    "supports": "supportedBy",
    "partOf": "hasPart",
    "locatedIn": "locationOf",
    "holdsPost": "postHeldBy",
    "awards": "awardedBy",
    "within": "contains",
}
# OWL 2 Profiles, section 4.2.3: what OWL 2 RL leaves out of OWL 2 wherever this ontology could have it.
NOT_IN_RL = (
    OWL.unionOf, OWL.disjointUnionOf, OWL.someValuesFrom, OWL.onClass, OWL.minCardinality, OWL.cardinality,
    OWL.minQualifiedCardinality, OWL.qualifiedCardinality, OWL.oneOf, OWL.hasSelf, OWL.withRestrictions,
    OWL.datatypeComplementOf, OWL.ReflexiveProperty, OWL.topObjectProperty, OWL.topDataProperty,
)  # fmt: skip
DATATYPES = {ns.XSD[name] for name in ("string", "decimal", "integer", "nonNegativeInteger", "boolean", "dateTime")}


@pytest.fixture(scope="module")
def vocabulary() -> rdflib.Graph:
    return rdflib.Graph().parse(folder() / "kg.ttl")


@pytest.fixture(scope="module")
def written(built_graph: Path) -> set[ox.Quad]:
    with Graph.open(built_graph) as graph:
        return set(quads(graph))


def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(Path(__file__).parent / "ontology_shapes.ttl")


def broken_shapes(vocabulary: rdflib.Graph) -> set[str]:
    """The names of the shapes that are not kept."""
    rules = shapes()
    _, results, text = pyshacl.validate(vocabulary, shacl_graph=rules)
    assert isinstance(results, rdflib.Graph), text
    found = set(results.objects(None, SH.sourceShape))
    owners = (rules.value(None, SH.property, shape) or shape for shape in found)
    return {str(owner).partition("#")[2] for owner in owners}


def terms(vocabulary: rdflib.Graph) -> set[rdflib.URIRef]:
    return {subject for subject in vocabulary.subjects() if str(subject).startswith(KG)}


def local(iris: Iterable[object]) -> set[str]:
    return {str(iri).removeprefix(KG) for iri in iris}


def outside(vocabulary: rdflib.Graph) -> Iterator[str]:
    """The names of other vocabularies, those of RDF and OWL aside."""
    names = {str(term) for triple in vocabulary for term in triple if isinstance(term, rdflib.URIRef)}
    own = ("https://w3id.org/", "https://www.apache.org/")
    return (name for name in names if not name.startswith((*BUILT_IN, *own)))


def close(graph: rdflib.Graph) -> list[str]:
    """Add all that OWL 2 RL infers; what contradicts itself."""
    reasoner = owlrl.OWLRL_Semantics(graph, axioms=False, daxioms=False, rdfs=False)
    reasoner.closure()
    return list(reasoner.error_messages)


# ---------------------------------------------------------------- complete


def test_its_own_shapes_hold(vocabulary: rdflib.Graph) -> None:
    assert broken_shapes(vocabulary) == set()
    assert terms(vocabulary) == set(vocabulary.subjects(RDFS.isDefinedBy, IRI))


REASON = rdflib.BNode()


@pytest.mark.parametrize(
    ("remove", "add", "shape"),
    [
        ((IRI, OWL.versionIRI, None), (), "OntologyShape"),
        ((IRI, DCTERMS.creator, None), (), "OntologyShape"),
        ((kg.npmi, SKOS.definition, None), (), "TermShape"),
        ((kg.npmi, RDFS.label, rdflib.Literal("NPMI", lang="en")), (), "TermShape"),
        ((), (kg.npmi, RDFS.label, rdflib.Literal("互信息", lang="zh")), "TermShape"),
        ((), (kg.npmi, RDF.type, OWL.AnnotationProperty), "TermShape"),
        ((kg.npmi, RDF.type, None), (), "TermShape"),
        ((kg.npmi, RDFS.domain, None), (), "PropertyShape"),
        ((), (kg.builds, RDFS.range, kg.Organization), "PropertyShape"),
        ((kg.awards, RDFS.subPropertyOf, None), (), "TriggerShape"),
        ((), (kg.awards, kg.trigger, rdflib.Literal("嘉奖")), "TriggerShape"),
        ((), (REASON, RDF.type, OWL.Axiom), "ReasonShape"),
        ((kg.Place, RDFS.subClassOf, PROV.Location), (), "VoidReasonShape"),
        ((None, RDFS.comment, None), (), "ReasonShape"),
        ((), (kg.Person, SKOS.closeMatch, rdflib.URIRef("http://xmlns.com/foaf/0.1/Person")), "MappingShape"),
        ((None, OWL.annotatedTarget, PROV.Location), (), "MappingShape"),
    ],
)
def test_each_of_its_shapes_can_be_broken(vocabulary: rdflib.Graph, remove: tuple, add: tuple, shape: str) -> None:
    changed = rdflib.Graph() + vocabulary
    if remove:
        changed.remove(remove)
    if add:
        changed.add(add)
    assert shape in broken_shapes(changed)


def test_the_version(vocabulary: rdflib.Graph) -> None:
    version = vocabulary.value(IRI, OWL.versionInfo)
    assert vocabulary.value(IRI, OWL.versionIRI) == IRI + f"/{version}"
    assert ontology().version == str(version)


def test_no_two_terms_of_a_kind_have_one_name(vocabulary: rdflib.Graph) -> None:
    named = [
        (kind, label)
        for kind in KINDS
        for term in set(vocabulary.subjects(RDF.type, kind)) & terms(vocabulary)
        for label in vocabulary.objects(term, RDFS.label)
    ]
    assert len(named) == len(set(named))


def test_whatever_a_graph_says_is_declared(vocabulary: rdflib.Graph, written: set[ox.Quad]) -> None:
    predicates = {quad.predicate.value for quad in written}
    classes = {quad.object.value for quad in written if quad.predicate.value == str(RDF.type)}
    stated = {quad.object.value for quad in written if quad.predicate.value == str(RDF.predicate)}
    used = {name for name in predicates | classes | stated if not name.startswith(BUILT_IN)}
    declared = {str(term) for kind in KINDS for term in vocabulary.subjects(RDF.type, kind)}
    assert len(used) > 40
    assert used - declared == set()


def test_values_are_what_the_ontology_says(vocabulary: rdflib.Graph, written: set[ox.Quad]) -> None:
    ranges = {str(s): str(o) for p in (schema.rangeIncludes, RDFS.range) for s, o in vocabulary.subject_objects(p)}
    counts = {str(ns.XSD.nonNegativeInteger): {str(ns.XSD.nonNegativeInteger), str(ns.XSD.integer)}}
    wrong = {
        (quad.predicate.value, quad.object)
        for quad in written
        if quad.predicate.value.startswith(KG) and isinstance(quad.object, ox.Literal)
        for allowed in [ranges[quad.predicate.value]]
        if quad.object.datatype.value not in counts.get(allowed, {allowed})
    }
    assert wrong == set()


def test_what_is_functional_has_one_value(vocabulary: rdflib.Graph, written: set[ox.Quad]) -> None:
    functional = {str(term) for term in vocabulary.subjects(RDF.type, OWL.FunctionalProperty)}
    said = {(quad.subject, quad.predicate, quad.object) for quad in written if quad.predicate.value in functional}
    assert len(said) > 50
    assert len({(subject, predicate) for subject, predicate, _ in said}) == len(said)


def test_what_is_inverse_functional_has_one_subject(vocabulary: rdflib.Graph, written: set[ox.Quad]) -> None:
    unique = {str(term) for term in vocabulary.subjects(RDF.type, OWL.InverseFunctionalProperty)}
    said = {(quad.subject, quad.predicate, quad.object) for quad in written if quad.predicate.value in unique}
    assert said
    assert len({(predicate, value) for _, predicate, value in said}) == len(said)


# ---------------------------------------------------------------- relations


def test_every_relation_has_a_way_back(vocabulary: rdflib.Graph) -> None:
    pairs = {(str(b), str(a)) for a, b in vocabulary.subject_objects(OWL.inverseOf)}
    assert pairs == {(KG + there, KG + back) for there, back in INVERSES.items()}
    assert set(INVERSES) == {name for name in ontology().relations if not relation(name).symmetric} | {"within"}


@pytest.mark.parametrize(("there", "back"), [pair for pair in INVERSES.items() if pair[0] != "within"])
def test_the_way_back_joins_the_same_classes(vocabulary: rdflib.Graph, there: str, back: str) -> None:
    for one, other in ((schema.domainIncludes, schema.rangeIncludes), (schema.rangeIncludes, schema.domainIncludes)):
        assert set(vocabulary.objects(kg[there], one)) == set(vocabulary.objects(kg[back], other))
    assert (kg[back], RDFS.subPropertyOf, kg.relatedTo) not in vocabulary


@pytest.mark.parametrize("name", sorted({*INVERSES, *INVERSES.values(), "cooperatesWith"} - {"within", "contains"}))
def test_a_single_class_is_the_domain_or_range(vocabulary: rdflib.Graph, name: str) -> None:
    for listed, single in ((schema.domainIncludes, RDFS.domain), (schema.rangeIncludes, RDFS.range)):
        classes = set(vocabulary.objects(kg[name], listed))
        inverse = vocabulary.value(kg[name], OWL.inverseOf)
        implied = RDFS.range if single == RDFS.domain else RDFS.domain
        stated = {vocabulary.value(kg[name], single), vocabulary.value(inverse, implied)} - {None}
        assert stated == (classes if len(classes) == 1 else set())


# ---------------------------------------------------------------- OWL 2 RL


@pytest.mark.parametrize("construct", NOT_IN_RL)
def test_what_owl_rl_leaves_out_is_not_used(vocabulary: rdflib.Graph, construct: rdflib.URIRef) -> None:
    assert not any(construct in triple for triple in vocabulary)


def test_classes_and_ranges_have_names(vocabulary: rdflib.Graph) -> None:
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf):
        assert all(isinstance(term, rdflib.URIRef) for pair in vocabulary.subject_objects(predicate) for term in pair)


def test_datatypes_are_those_of_owl_rl(vocabulary: rdflib.Graph) -> None:
    ranges = {r for p in vocabulary.subjects(RDF.type, OWL.DatatypeProperty) for r in vocabulary.objects(p, RDFS.range)}
    literals = {term.datatype for triple in vocabulary for term in triple if isinstance(term, rdflib.Literal)}
    assert (ranges | literals) - {None} <= DATATYPES


def test_names_of_other_vocabularies_exist(vocabulary: rdflib.Graph) -> None:
    known = {str(term) for namespace in CLOSED for term in dir(namespace) if str(term).startswith("http")}
    assert set(outside(vocabulary)) - known - WEB_ANNOTATION == set()


def test_what_axioms_use_is_declared_once(vocabulary: rdflib.Graph) -> None:
    axioms = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, OWL.inverseOf)
    used = set(chain.from_iterable(pair for axiom in axioms for pair in vocabulary.subject_objects(axiom)))
    used |= {predicate for predicate in vocabulary.predicates() if not str(predicate).startswith(BUILT_IN)}
    kinds = {term: KINDS & set(vocabulary.objects(term, RDF.type)) for term in used}
    assert {term for term, found in kinds.items() if len(found) != 1} == set()


def test_nothing_inside_the_reserved_names_is_a_class_of_ours(vocabulary: rdflib.Graph) -> None:
    above = {*vocabulary.objects(None, RDFS.subClassOf), *vocabulary.objects(None, RDFS.subPropertyOf)}
    assert not [term for term in above if str(term).startswith(BUILT_IN)]


# ---------------------------------------------------------------- consistent


def test_the_ontology_and_a_graph_do_not_contradict_themselves(vocabulary: rdflib.Graph, written: set[ox.Quad]) -> None:
    lines = ox.serialize({quad.triple for quad in written}, format=ox.RdfFormat.N_TRIPLES)
    data = rdflib.Graph().parse(data=lines, format="nt")
    everything = data + vocabulary
    assert close(everything) == []
    assert not list(everything.subjects(RDF.type, OWL.Nothing))
    assert {member for c in ENTITIES for member in data.subjects(RDF.type, c)} == set(
        everything.subjects(RDF.type, kg.Entity)
    )


def contradictions() -> list[tuple[rdflib.URIRef, list[tuple]]]:
    """Things of which two disjoint classes follow, and what is said of each."""
    it = [thing[f"it-{number}"] for number in range(6)]
    return [
        (it[0], [(it[0], RDF.type, kg.Place), (it[0], RDF.type, kg.Person)]),
        (it[1], [(it[1], RDF.type, kg.Programme), (thing.one, kg.establishes, it[1])]),
        (it[2], [(it[2], RDF.type, kg.Organization), (it[2], kg.holdsPost, thing.other)]),
        (it[3], [(it[3], RDF.type, kg.Person), (thing.third, kg.within, it[3])]),
        (it[4], [(it[4], RDF.type, kg.Evidence), (it[4], RDF.type, kg.Statement)]),
        (it[5], [(it[5], RDF.type, kg.Policy), (it[5], kg.locationOf, thing.fourth)]),
    ]


@pytest.fixture(scope="module")
def complaints(vocabulary: rdflib.Graph) -> list[str]:
    graph = rdflib.Graph() + vocabulary
    for triple in chain.from_iterable(said for _, said in contradictions()):
        graph.add(triple)
    return [message for message in close(graph) if message.startswith("Disjoint classes")]


@pytest.mark.parametrize(("subject", "said"), contradictions())
def test_a_contradiction_is_found(subject: rdflib.URIRef, said: list[tuple], complaints: list[str]) -> None:
    assert any(message.endswith(str(subject)) for message in complaints), said


def test_nothing_else_is_complained_of(complaints: list[str]) -> None:
    culprits = {message.rpartition(" ")[2] for message in complaints}
    assert culprits == {str(subject) for subject, _ in contradictions()}


ASSERTED = (
    (thing.bureau, kg.launches, thing.plan),
    (thing.bureau, kg.cooperatesWith, thing.college),
    (thing.bureau, kg.locatedIn, thing.street),
    (thing.street, kg.within, thing.district),
    (thing.district, kg.within, thing.city),
    (thing.hall, kg.partOf, thing.bureau),
)


@pytest.mark.parametrize(
    ("inferred", "expected"),
    [
        ((thing.plan, kg.launchedBy, thing.bureau), True),
        ((thing.college, kg.cooperatesWith, thing.bureau), True),
        ((thing.college, kg.relatedTo, thing.bureau), True),
        ((thing.plan, kg.relatedTo, thing.bureau), True),
        ((thing.street, kg.within, thing.city), True),
        ((thing.city, kg.contains, thing.street), True),
        ((thing.bureau, kg.locatedIn, thing.city), True),
        ((thing.city, kg.locationOf, thing.bureau), True),
        ((thing.bureau, DCTERMS.hasPart, thing.hall), True),
        ((thing.bureau, PROV.atLocation, thing.district), True),
        ((thing.street, RDF.type, ns.GEO.Feature), True),
        ((thing.plan, kg.launches, thing.bureau), False),
        ((thing.bureau, kg.within, thing.street), False),
        ((thing.hall, kg.locatedIn, thing.street), False),
        ((thing.city, kg.within, thing.street), False),
        ((thing.hall, ORG.subOrganizationOf, thing.bureau), False),
    ],
)
def test_what_follows_and_what_does_not(inferred: tuple, expected: bool, closed: rdflib.Graph) -> None:
    assert (inferred in closed) is expected


@pytest.fixture(scope="module")
def closed(vocabulary: rdflib.Graph) -> rdflib.Graph:
    graph = rdflib.Graph() + vocabulary
    for triple in ASSERTED:
        graph.add(triple)
    assert close(graph) == []
    return graph


def test_members_of_disjoint_classes_are_classes(vocabulary: rdflib.Graph) -> None:
    lists = [Collection(vocabulary, node) for node in vocabulary.objects(None, OWL.members)]
    assert sorted(len(members) for members in lists) == [5, 11]
    listed = set(chain.from_iterable(lists))
    assert local(listed) == local(terms(vocabulary) & set(vocabulary.subjects(RDF.type, OWL.Class))) - {"Entity"}
