import io
from collections import Counter
from dataclasses import replace

import pyoxigraph as ox
import pytest
import rdflib

from kg.database import BASE
from kg.export import exporters
from kg.export.rdf import quads, triples
from kg.export.terms import PROV, Names, decimal, prefixes, sides
from kg.ontology import KG, RDF

RDFLIB_FORMATS = {
    "turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld", "nquads": "nquads", "trig": "trig",
}  # fmt: skip
OX_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES, "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD, "nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG,
}  # fmt: skip
DATASETS = {"nquads", "trig"}

names = Names(BASE)

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


def iri(kind, id):
    return ox.NamedNode(names.ref(kind, id)[1:-1])


def written(graph, name):
    out = io.BytesIO()
    exporters[name](graph, out)
    return out.getvalue()


def plain(made, relation):
    """(subject, object) of the plain triples of a relation."""
    return [(t.subject, t.object) for t in made if t.predicate.value == KG + relation]


def entity(id):
    return iri("entity", id)


@pytest.mark.parametrize("kind", ["graph", "awkward", "opened", "empty"])
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


@pytest.mark.parametrize("kind", ["graph", "awkward", "opened"])
def test_no_triple_is_written_twice(kind, request):
    graph = request.getfixturevalue(kind)
    assert not [t for t, count in Counter(triples(graph)).items() if count > 1]
    assert not [q for q, count in Counter(quads(graph)).items() if count > 1]


@pytest.mark.parametrize("kind", ["graph", "awkward", "opened"])
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
    statement = iri("fact", "f-a-launches-p-done-positive")
    found = [quad for quad in quads(awkward) if quad.subject == statement]
    typed = {quad.graph_name for quad in found if quad.predicate.value == RDF + "type"}
    assert typed == {iri("article", "art1"), iri("article", "art2")}
    assert [q.graph_name for q in found if q.predicate.value == KG + "weight"] == [ox.DefaultGraph()]


@pytest.mark.parametrize("base", ["https://example.org/data/", "https://example.org/data#", "urn:example:城市/"])
def test_the_base_is_that_of_the_graph(awkward, base):
    graph = replace(awkward, given_base=base, infers=True)
    own = {quad.subject.value for quad in quads(graph)} | {t.subject.value for t in triples(graph)}
    assert own
    assert all(iri.startswith(base) for iri in own)
    assert prefixes(base)["entity"] == f"{base}entity/"
    for name, known in OX_FORMATS.items():
        assert {quad.triple for quad in ox.parse(written(graph, name), known)} >= set(triples(graph))


def test_an_id_is_percent_encoded():
    assert iri("entity", "a b/崂\ud800").value.endswith("/entity/a%20b%2F%E5%B4%82")


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1.0, "1.0"), (0.875, "0.875"), (0.99999, "1.0"), (1e-9, "0.0"), (123456789.5, "123456789.5"), (-0.25, "-0.25")],
)
def test_decimals_have_no_exponent(value, expected):
    assert decimal(value).split("^^")[0] == f'"{expected}"'


def test_turtle_is_for_reading(graph, ids):
    text = written(graph, "turtle").decode()
    assert "@prefix kg: <https://w3id.org/kg-zh/ontology#> ." in text
    assert 'skos:prefLabel "星火工程"@zh' in text
    assert f"entity:{ids['星火工程']} rdf:type kg:Programme" in text or f"{ids['星火工程']} a kg:Programme" in text


def about(made, subject):
    """What is said of a subject: predicate without its namespace, and the object's text."""
    return {
        (t.predicate.value.removeprefix(KG).removeprefix(RDF), t.object.value) for t in made if t.subject == subject
    }


def test_times_and_quantities_of_evidence(graph):
    made = list(triples(graph))
    said = {}
    for triple in made:
        local = triple.predicate.value.removeprefix(KG)
        if local in {"when", "from", "to", "quantity", "quantityNumber", "quantityUnit", "quantityOf"}:
            said.setdefault(triple.subject, {})[local] = triple.object
    found = [{key: (term.value, term.language) for key, term in item.items()} for item in said.values()]
    assert {"when": ("2024-02-01/2024-02-29", None), "from": ("2024-02-01", None), "to": ("2024-02-29", None)} in found
    assert {
        "quantity": ("100名", "zh"), "quantityNumber": ("100.0", None), "quantityUnit": ("名", "zh"),
        "quantityOf": ("人才", "zh"),
    } in found  # fmt: skip
    assert len(found) == 2


def test_what_is_stated_without_a_trigger_word_has_none(awkward):
    first, *others = awkward.given_evidence
    bare = replace(first, trigger="", trigger_end=first.trigger_start)
    made = list(triples(replace(awkward, given_evidence=(bare, *others))))
    said = {t.predicate.value.removeprefix(KG) for t in made if str(t.subject) == names.evidence(bare)}
    assert "sentence" in said and not [local for local in said if local.startswith("trigger")]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2024-02-29", ("2024-02-29", "2024-02-29")),
        ("2024-02-01/2024-02-29", ("2024-02-01", "2024-02-29")),
        ("../2024-02-29", (None, "2024-02-29")),
        ("2018-01-01/..", ("2018-01-01", None)),
        (None, (None, None)),
    ],
)
def test_the_sides_of_a_time(when, expected):
    assert tuple(side and side.isoformat() for side in sides(when)) == expected


def test_open_facts_are_statements_of_their_own_and_never_plain(opened):
    made = list(triples(opened))
    statement = iri("open", "o-b-约谈-c-done-positive")
    assert about(made, statement) >= {
        ("type", KG + "OpenStatement"), ("subject", entity("b").value), ("verb", "约谈"), ("object", entity("c").value),
        ("modality", "done"), ("polarity", "positive"), ("confidence", "0.5"), ("weight", "3"),
    }  # fmt: skip
    assert not {t.object for t in made if t.subject == statement and t.predicate.value == RDF + "predicate"}
    proofs = [t.object for t in made if t.subject == statement and t.predicate.value == KG + "hasEvidence"]
    assert len(proofs) == 1 and (proofs[0], ox.NamedNode(RDF + "type")) in {(t.subject, t.predicate) for t in made}
    assert sum(t.object == ox.NamedNode(KG + "OpenStatement") for t in made) == 4
    plain_pairs = {
        (t.subject, t.object) for t in made if t.predicate.value.startswith(KG) and "entity" in str(t.object)
    }
    assert (entity("q"), entity("z")) not in plain_pairs


def test_what_articles_state_openly_stands_in_their_graphs(opened):
    statement = iri("open", "o-b-约谈-c-done-positive")
    found = {quad.predicate.value: quad.graph_name for quad in quads(opened) if quad.subject == statement}
    assert found[KG + "verb"] == iri("article", "art1")
    assert found[KG + "weight"] == ox.DefaultGraph()


@pytest.mark.parametrize("kind", ["graph", "awkward", "empty"])
def test_open_facts_stay_out_unless_they_are_asked_for(kind, request):
    graph = request.getfixturevalue(kind)
    for name in {name for name in exporters if not name.startswith("parquet-")} - {"svg"}:
        data = written(graph, name).decode("utf-8")
        assert not {"OpenStatement", "走访", "open "} & set(data.replace('"', " ").replace(">", " ").split())


def test_what_is_derived_is_a_statement_with_its_rule(graph, ids):
    made = list(triples(graph))
    derived = {t.subject for t in made if t.object == ox.NamedNode(KG + "DerivedStatement")}
    assert len(derived) == 3
    build = iri("activity", "build-{program}-{ontology}".format(**graph.version())).value
    known = {("type", KG + "DerivedStatement"), (PROV + "wasGeneratedBy", build)}
    assert all(about(made, one) >= known for one in derived)
    assert {frozenset(about(made, one) - known) for one in derived} >= {
        frozenset(
            {
                ("subject", entity(ids["新港海洋学院"]).value), ("predicate", KG + "partOf"),
                ("object", entity(ids["海湾区人社局"]).value), ("rule", "party-unit"), ("articles", "1"),
            }
        )
    }  # fmt: skip
    assert plain(made, "partOf") == []
    assert (entity(ids["海湾区人社局"]), entity(ids["海湾区"])) in plain(made, "within")
