from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg.database import BASE
from kg.evidence import Evidence
from kg.export.rdf import quads, triples
from kg.export.terms import DCT, OA, PROV, XSD, Names
from kg.graph import Graph
from kg.ontology import KG, RDF, RDFS

names = Names(BASE)

# What reads a source: the program, who recognises, who relates.
OLDER, NEWER = "0.1.0+abc kg 'kg:我的 模型+9e'", "0.2.0+f00 kg rules"


def iri(kind, id):
    return ox.NamedNode(names.ref(kind, id)[1:-1])


def values(made, subject, predicate):
    return {triple.object for triple in made if (triple.subject, triple.predicate.value) == (subject, predicate)}


def of_type(made, iri):
    return {triple.subject for triple in made if triple.predicate.value == RDF + "type" and triple.object.value == iri}


def only(found):
    (one,) = found
    return one


def test_an_article_comes_from_its_source_with_its_digest(graph, documents):
    made = list(triples(graph))
    sources = of_type(made, KG + "Source")
    assert {only(values(made, one, RDFS + "label")).value for one in sources} == {d.source.path for d in documents}
    for item in documents:
        source = iri("source", item.source.path)
        assert values(made, source, KG + "sha256") == {ox.Literal(item.source.digest)}
        for extraction in item.extractions:
            article = iri("article", extraction.article.id)
            assert values(made, article, PROV + "wasDerivedFrom") == {source}
            assert values(made, article, DCT + "source") == {ox.Literal(item.source.name)}
            assert not values(made, article, PROV + "wasGeneratedBy")


def test_the_path_of_a_source_is_one_percent_encoded_name():
    assert iri("source", "新闻/城 南.txt").value == f"{BASE}source/%E6%96%B0%E9%97%BB%2F%E5%9F%8E%20%E5%8D%97.txt"


def test_a_selector_cuts_the_sentence_out_of_the_source(graph, documents):
    texts = {iri("source", document.source.path): document.source.text for document in documents}
    made = list(triples(graph))
    pieces = of_type(made, KG + "Evidence")
    assert len(pieces) == 12
    for piece in pieces:
        selector = only(values(made, piece, OA + "hasSelector"))
        assert selector.value == f"{piece.value}#at"
        assert values(made, selector, RDF + "type") == {ox.NamedNode(OA + "TextPositionSelector")}
        start, end = (only(values(made, selector, OA + side)) for side in ("start", "end"))
        assert start.datatype.value == end.datatype.value == XSD + "nonNegativeInteger"
        source = only(values(made, piece, OA + "hasSource"))
        sentence = only(values(made, piece, KG + "sentence"))
        assert texts[source][int(start.value) : int(end.value)] == sentence.value
        article = only(values(made, piece, PROV + "wasDerivedFrom"))
        assert values(made, article, PROV + "wasDerivedFrom") == {source}


@pytest.mark.parametrize(
    ("base", "end"), [("https://data.example/", "#at"), ("https://data.example/id#", "/at"), ("urn:example:x/", "#at")]
)
def test_a_base_with_a_fragment_has_no_second_one(base, end):
    own = Names(base)
    ref = own.ref("evidence", "5b1")
    assert own.selector(ref) == f"<{base}evidence/5b1{end}>"
    ox.NamedNode(own.selector(ref)[1:-1])


def test_sources_of_two_versions_have_two_extractions(graph_folder, documents):
    with Evidence.open(graph_folder) as evidence:
        evidence.connection.execute("UPDATE source SET fingerprint = ?", [OLDER])
        evidence.connection.execute("UPDATE source SET fingerprint = ? WHERE name = 'park.txt'", [NEWER])
    with Graph.open(graph_folder) as graph:
        made = list(triples(graph))
    told = {only(values(made, one, KG + "fingerprint")).value: one for one in of_type(made, KG + "Extraction")}
    assert set(told) == {NEWER, OLDER}
    models = {
        version: {only(values(made, model, RDFS + "label")).value for model in values(made, one, PROV + "used")}
        for version, one in told.items()
    }
    assert models == {
        NEWER: {"recogniser kg", "relater rules"},
        OLDER: {"recogniser kg", "relater kg:我的 模型+9e"},
    }
    assert len(of_type(made, KG + "Model")) == 4
    for version, agent in ((OLDER, "kg-0.1.0"), (NEWER, "kg-0.2.0")):
        assert values(made, told[version], PROV + "wasAssociatedWith") == {iri("agent", agent)}
    park = next(document for document in documents if document.source.name == "park.txt")
    (article,) = (iri("article", extraction.article.id) for extraction in park.extractions)
    pieces = [t.subject for t in made if t.predicate.value == PROV + "wasDerivedFrom" and t.object == article]
    assert {only(values(made, one, PROV + "wasGeneratedBy")) for one in pieces} == {told[NEWER]}


def test_a_statement_comes_from_all_its_articles_and_in_each_graph_from_that_one(awkward):
    statement = iri("fact", "f-a-launches-p-done-positive")
    both = {iri("article", id) for id in ("art1", "art2")}
    assert values(triples(awkward), statement, PROV + "wasDerivedFrom") == both
    placed = [q for q in quads(awkward) if q.subject == statement and q.predicate.value == PROV + "wasDerivedFrom"]
    assert {(quad.graph_name, quad.object) for quad in placed} == {(article, article) for article in both}


def test_what_is_added_up_comes_from_the_build(awkward):
    made = list(triples(awkward))
    build = only(of_type(made, KG + "Build"))
    assert build.value == f"{BASE}activity/build-0.0.0-0.0.0"
    assert only(values(made, build, PROV + "wasAssociatedWith")) == iri("agent", "kg-0.0.0")
    for kind in ("DerivedStatement", "CoOccurrence"):
        subjects = of_type(made, KG + kind)
        assert len(subjects) == 2
        assert all(values(made, one, PROV + "wasGeneratedBy") == {build} for one in subjects)


def test_what_is_generated_or_used_is_described(awkward):
    made = list(triples(replace(awkward, infers=True)))
    pointing = {PROV + "wasGeneratedBy", PROV + "used", PROV + "wasAssociatedWith", OA + "hasSource"}
    pointed = {triple.object for triple in made if triple.predicate.value in pointing}
    assert len(pointed) > 5
    assert pointed <= {triple.subject for triple in made if triple.predicate.value == RDF + "type"}
