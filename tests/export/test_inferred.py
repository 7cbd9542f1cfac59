from dataclasses import replace

import owlrl
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.database import BASE
from kg.evidence import Evidence
from kg.export.inferred import Axioms, consequences, read_axioms
from kg.export.rdf import quads, store_files, triples
from kg.export.terms import PROV, Names
from kg.graph import Graph
from kg.ontology import KG, RDF, RDFS, folder, ontology

names = Names(BASE)
AXIOMS = """
@prefix kg: <https://w3id.org/kg-zh/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix schema: <https://schema.org/> .
kg:contains owl:inverseOf kg:within , schema:containedInPlace .
kg:within a owl:TransitiveProperty .
kg:cooperatesWith a owl:SymmetricProperty .
kg:locatedIn owl:propertyChainAxiom ( kg:locatedIn kg:within ) .
"""

# What is given, and what else follows by these axioms.
CASES = {
    "nothing": (set(), set()),
    "an inverse": ({"a within b"}, {"b contains a"}),
    "the other way": ({"a contains b"}, {"b within a"}),
    "four levels": (
        {"a within b", "b within c", "c within d"},
        {"a within c", "a within d", "b within d", "b contains a", "c contains a", "c contains b", "d contains a",
         "d contains b", "d contains c"},
    ),
    "a circle": ({"a within b", "b within a"}, {"a within a", "b within b", "a contains a", "a contains b",
                                               "b contains a", "b contains b"}),
    "a chain": ({"x locatedIn a", "a within b"}, {"x locatedIn b", "b contains a"}),
    "no chain backwards": ({"a within b", "b locatedIn x"}, {"b contains a"}),
    "places do not chain alone": ({"x locatedIn a", "a locatedIn b"}, set()),
    "both ways": ({"a cooperatesWith b"}, {"b cooperatesWith a"}),
    "nothing of what has no axiom": ({"a leads b", "b leads c"}, set()),
}  # fmt: skip


def iri(kind, id):
    return ox.NamedNode(names.ref(kind, id)[1:-1])


INFERRED = iri("graph", "inferred")


@pytest.fixture(scope="module")
def axioms(tmp_path_factory):
    path = tmp_path_factory.mktemp("axioms") / "small.ttl"
    path.write_text(AXIOMS, encoding="utf-8")
    return read_axioms(path)


def told(lines):
    return {tuple(line.split()) for line in lines}


def test_axioms_about_relations_of_others_are_left_alone(axioms):
    assert axioms == Axioms(
        frozenset({("within", "contains"), ("contains", "within"), ("cooperatesWith", "cooperatesWith")}),
        frozenset({("within", "within", "within"), ("locatedIn", "within", "locatedIn")}),
    )


@pytest.mark.parametrize(("stated", "expected"), CASES.values(), ids=CASES)
def test_what_follows(stated, expected, axioms):
    assert consequences(told(stated), axioms) == told(expected)


def test_a_longer_chain_is_refused(tmp_path):
    path = tmp_path / "long.ttl"
    path.write_text(AXIOMS.replace("( kg:locatedIn kg:within )", "( kg:locatedIn kg:within kg:within )"))
    with pytest.raises(ValueError, match="chain of 3 relations"):
        read_axioms(path)


def test_the_ontology_turns_every_relation():
    known = read_axioms()
    turned = dict(known.turned)
    assert set(turned) >= {*ontology().relations, "within"}
    assert all(turned[turned[name]] == name for name in turned)
    assert ("within", "within", "within") in known.chains


RELATIONS = sorted({*ontology().relations, "within"})
THINGS = st.sampled_from("abcde")


@settings(max_examples=25)
@given(stated=st.sets(st.tuples(THINGS, st.sampled_from(RELATIONS), THINGS), max_size=8))
def test_an_owl_reasoner_finds_the_same(stated):
    assert consequences(stated, read_axioms()) == closed(stated)


def closed(stated):
    """What owlrl adds to it by the axioms of the ontology, of the relations these speak of."""
    graph = rdflib.Graph().parse(folder() / "kg.ttl")
    known = read_axioms()
    axioms = rdflib.Graph()
    for predicate in (rdflib.OWL.inverseOf, rdflib.OWL.propertyChainAxiom, rdflib.RDF.first, rdflib.RDF.rest):
        axioms += ((s, p, o) for s, p, o in graph.triples((None, predicate, None)))
    for kind in (rdflib.OWL.SymmetricProperty, rdflib.OWL.TransitiveProperty):
        axioms += ((s, p, o) for s, p, o in graph.triples((None, rdflib.RDF.type, kind)))
    for subject, relation, object in stated:
        axioms.add((names_of(subject), rdflib.URIRef(KG + relation), names_of(object)))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(axioms)
    spoken = {name for pair in known.turned for name in pair} | {name for chain in known.chains for name in chain}
    found = {
        (str(s).removeprefix(BASE), str(p).removeprefix(KG), str(o).removeprefix(BASE))
        for s, p, o in axioms
        if str(s).startswith(BASE) and str(o).startswith(BASE) and str(p).removeprefix(KG) in spoken
    }
    return found - stated


def names_of(id):
    return rdflib.URIRef(BASE + id)


@pytest.fixture
def inferring(graph_folder):
    with Evidence.open(graph_folder) as evidence:
        evidence.show_inferred(True)
    with Graph.open(graph_folder) as graph:
        yield graph


def test_the_inferred_graph_stands_alone_and_is_described(inferring, ids):
    made = list(quads(inferring))
    inside = {quad.triple for quad in made if quad.graph_name == INFERRED}
    entity = {name: iri("entity", id) for name, id in ids.items()}
    assert ox.Triple(entity["星火工程"], ox.NamedNode(KG + "launchedBy"), entity["海湾区"]) in inside
    assert ox.Triple(entity["海棠公园"], ox.NamedNode(KG + "within"), entity["东屿省"]) in inside
    assert ox.Triple(entity["东屿省"], ox.NamedNode(KG + "contains"), entity["海湾区人社局"]) in inside
    assert not inside & {quad.triple for quad in made if quad.graph_name != INFERRED}
    about = {(quad.predicate.value, quad.graph_name) for quad in made if quad.subject == INFERRED}
    assert about == {(iri, ox.DefaultGraph()) for iri in (RDF + "type", RDFS + "label", PROV + "wasGeneratedBy")}


def test_only_what_is_asserted_implies_something(awkward):
    graph = replace(awkward, infers=True)
    made = {(q.subject, q.predicate.value.removeprefix(KG), q.object) for q in quads(graph) if q.graph_name == INFERRED}
    a, b, c, p = (iri("entity", id) for id in "abcp")
    assert made == {(p, "launchedBy", a), (p, "ledBy", a), (c, "contains", b)}


def test_files_of_one_graph_have_nothing_of_it(awkward, inferring):
    assert set(triples(replace(awkward, infers=True))) == set(triples(awkward))
    assert not [triple for triple in triples(inferring) if triple.subject == INFERRED]


def test_without_being_asked_nothing_is_inferred(graph):
    assert not [quad for quad in quads(graph) if INFERRED in (quad.subject, quad.graph_name)]


def test_the_store_gets_it_too(inferring):
    made = [quad for file in store_files(inferring, 7) for quad in ox.parse(file, ox.RdfFormat.N_QUADS)]
    whole = {quad.triple for quad in made if quad.graph_name == ox.DefaultGraph()}
    stated = set(triples(inferring))
    assert whole >= stated
    assert {triple.subject for triple in whole - stated} == {INFERRED}
    named = {quad for quad in quads(inferring) if quad.graph_name != ox.DefaultGraph()}
    assert {quad for quad in made if quad.graph_name != ox.DefaultGraph()} == named
