import io
from collections import Counter

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.export import exporters
from kg.export.rdf import article_quads, quads, triples
from kg.export.terms import Names, decimal, prefixes
from kg.ontology import KG, RDF

RDFLIB_FORMATS = {
    "turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld", "nquads": "nquads", "trig": "trig",
}  # fmt: skip
OX_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES, "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD, "nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG,
}  # fmt: skip
DATASETS = {"nquads", "trig"}

names = Names()

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


def written(graph, name):
    out = io.BytesIO()
    exporters[name](graph, out)
    return out.getvalue()


def plain(made, relation):
    """(subject, object) of the plain triples of a relation."""
    return [(t.subject, t.object) for t in made if t.predicate.value == KG + relation]


def entity(id):
    return names.of("entity", id)


@pytest.mark.parametrize("kind", ["graph", "awkward", "empty"])
@pytest.mark.parametrize("name", RDFLIB_FORMATS)
def test_every_format_says_the_same_to_two_readers(name, kind, request):
    graph = request.getfixturevalue(kind)
    dataset = name in DATASETS
    made = set(quads(graph) if dataset else (ox.Quad(t.subject, t.predicate, t.object) for t in triples(graph)))
    data = written(graph, name)
    assert set(ox.parse(data, OX_FORMATS[name])) == made
    read = rdflib.Dataset() if dataset else rdflib.Graph()
    read.parse(data=data, format=RDFLIB_FORMATS[name])
    assert len(list(read.quads() if dataset else read)) == len(made)


@pytest.mark.parametrize("name", ["turtle", "rdfxml", "jsonld"])
def test_rdflib_reads_the_same_graph_from_each_format(name, awkward):
    one = rdflib.Graph().parse(data=written(awkward, "ntriples"), format="nt")
    other = rdflib.Graph().parse(data=written(awkward, name), format=RDFLIB_FORMATS[name])
    assert isomorphic(one, other)


@pytest.mark.parametrize("kind", ["graph", "awkward"])
def test_no_triple_is_written_twice(kind, request):
    graph = request.getfixturevalue(kind)
    assert not [t for t, count in Counter(triples(graph)).items() if count > 1]
    assert not [q for q, count in Counter(quads(graph)).items() if count > 1]


@pytest.mark.parametrize("kind", ["graph", "awkward"])
def test_the_dataset_without_its_graph_names_is_the_graph(kind, request):
    graph = request.getfixturevalue(kind)
    assert {quad.triple for quad in quads(graph)} == set(triples(graph))


def test_only_what_is_asserted_is_a_plain_triple(graph, ids):
    made = list(triples(graph))
    assert (entity(ids["海湾区"]), entity(ids["星火工程"])) in plain(made, "launches")
    assert (entity(ids["海湾区"]), entity(ids["海棠公园"])) in plain(made, "builds")
    assert plain(made, "participatesIn") == []


def test_planned_alone_is_no_plain_triple(awkward):
    made = list(triples(awkward))
    assert plain(made, "launches") == [(entity("a"), entity("p"))]
    assert plain(made, "leads") == [(entity("a"), entity("p"))]


def test_a_symmetric_relation_is_a_plain_triple_both_ways_and_one_statement(graph, ids):
    made = list(triples(graph))
    pair = (entity(ids["海湾区人社局"]), entity(ids["新港海洋学院"]))
    assert set(plain(made, "cooperatesWith")) == {pair, pair[::-1]}
    cooperates = ox.NamedNode(KG + "cooperatesWith")
    assert sum(t.predicate.value == RDF + "predicate" and t.object == cooperates for t in made) == 1


def test_an_entity_carries_its_names_and_its_division(graph, ids):
    said = {
        (t.predicate.value.rpartition("#")[2], t.object)
        for t in triples(graph)
        if t.subject == entity(ids["海湾区人社局"])
    }
    assert ("prefLabel", ox.Literal("海湾区人社局", language="zh")) in said
    assert ("altLabel", ox.Literal("区人社局", language="zh")) in said
    assert ("within", entity(ids["海湾区"])) in said
    assert ("type", ox.NamedNode(KG + "Organization")) in said


def test_evidence_points_into_the_source_file(graph, documents):
    texts = {document.source.name: document.source.text for document in documents}
    made = list(triples(graph))
    value = {(t.subject, t.predicate.value): t.object for t in made}
    pieces = [t.subject for t in made if t.object == ox.NamedNode(KG + "Evidence")]
    assert len(pieces) == 12
    for piece in pieces:
        source = value[
            value[piece, "http://www.w3.org/ns/prov#wasDerivedFrom"], "http://purl.org/dc/terms/source"
        ].value
        start, end, first, last = (
            int(value[piece, KG + key].value) for key in ("start", "end", "triggerStart", "triggerEnd")
        )
        assert texts[source][start:end] == value[piece, KG + "sentence"].value
        assert texts[source][first:last] == value[piece, KG + "triggerWord"].value


def test_a_fact_of_two_articles_stands_in_both_graphs_and_its_totals_in_none(awkward):
    statement = names.of("fact", "f-a-launches-p-done-positive")
    found = [quad for quad in quads(awkward) if quad.subject == statement]
    typed = {quad.graph_name for quad in found if quad.predicate.value == RDF + "type"}
    assert typed == {names.of("article", "art1"), names.of("article", "art2")}
    assert [q.graph_name for q in found if q.predicate.value == KG + "weight"] == [ox.DefaultGraph()]
    assert all(quad.graph_name != ox.DefaultGraph() for quad in article_quads(awkward))


def test_the_base_is_a_parameter(awkward):
    base = "https://example.org/data/"
    own = {t.subject.value for t in triples(awkward, base)}
    assert own
    assert all(iri.startswith(base) for iri in own)
    assert prefixes(base)["entity"] == "https://example.org/data/entity/"


def test_an_id_is_percent_encoded():
    assert names.of("entity", "a b/崂\ud800").value.endswith("/entity/a%20b%2F%E5%B4%82")


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1.0, "1.0"), (0.875, "0.875"), (0.99999, "1.0"), (1e-9, "0.0"), (123456789.5, "123456789.5"), (-0.25, "-0.25")],
)
def test_decimals_have_no_exponent(value, expected):
    assert decimal(value).value == expected


def test_turtle_is_for_reading(graph, ids):
    text = written(graph, "turtle").decode()
    assert "@prefix kg: <https://w3id.org/kg-zh/ontology#> ." in text
    assert 'skos:prefLabel "星火工程"@zh' in text
    assert f"entity:{ids['星火工程']} rdf:type kg:Programme" in text or f"{ids['星火工程']} a kg:Programme" in text
