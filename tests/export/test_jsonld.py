import io
import json
from dataclasses import replace
from itertools import chain

import pytest
from pyld import jsonld

from kg.export import exporters
from kg.export.jsonld import LISTS, READ_AS, context
from kg.export.rdf import blocks, triples
from kg.ontology import KG, ontology

BASE = "https://data.example/zh/"


def written(graph):
    out = io.BytesIO()
    exporters["jsonld"](replace(graph, given_base=BASE), out)
    return out.getvalue().decode("utf-8")


def things(graph):
    return {item["@id"]: item for item in json.loads(written(graph))["@graph"]}


def test_an_entity_is_plain_json(awkward):
    item = things(awkward)["entity:a"]
    assert item["@type"] == "Organization"
    assert (item["adminCode"], item["mentions"], item["firstSeen"]) == ("370212", 3, "2024-01-02")
    assert item["launches"] == ["entity:p"]
    assert item["skos:prefLabel"] == item["rdfs:label"]
    assert "甲" in item["skos:altLabel"]


def test_a_statement_is_plain_json(awkward):
    item = things(awkward)["fact:f-a-launches-p-done-positive"]
    assert (item["rdf:subject"], item["rdf:predicate"], item["rdf:object"]) == ("entity:a", "kg:launches", "entity:p")
    assert (item["confidence"], item["weight"], item["modality"]) == ("0.75", 2, "done")
    assert item["prov:wasDerivedFrom"] == ["article:art1", "article:art2"]


def test_what_can_be_many_is_a_list_even_when_it_is_one(awkward):
    many = {key.removeprefix("kg:") for key in (*LISTS.split(), *ontology().relations)}
    seen = set()
    for item in things(awkward).values():
        for key in many & item.keys():
            assert isinstance(item[key], list)
            seen.add(key)
    assert seen >= {"launches", "cooperatesWith", "skos:altLabel", "between"}


def test_only_labels_of_programs_and_files_are_spelt_out(opened):
    """The context knows the kinds of all else."""
    spelt = {
        (key, json.dumps(value, sort_keys=True)[:9])
        for item in things(opened).values()
        for key, values in item.items()
        for value in (values if isinstance(values, list) else [values])
        if isinstance(value, dict)
    }
    assert spelt == {("rdfs:label", '{"@value"')}


def test_the_context_has_no_word_too_many(opened, graph):
    used = {predicate for item in chain(blocks(opened), blocks(graph)) for predicate, _ in item.said}
    told = {key for keys in READ_AS.values() for key in keys.split()}
    assert told <= used
    assert set(LISTS.split()) <= told


def test_the_context_alone_expands_a_name():
    known = context(BASE)
    (item,) = jsonld.expand({"@context": known, "@id": "entity:x", "launches": "entity:y", "confidence": "0.5"})
    assert item["@id"] == BASE + "entity/x"
    assert item[KG + "launches"] == [{"@id": BASE + "entity/y"}]
    assert item[KG + "confidence"] == [{"@value": "0.5", "@type": "http://www.w3.org/2001/XMLSchema#decimal"}]


@pytest.mark.parametrize("kind", ["graph", "awkward", "empty"])
def test_one_line_a_subject(kind, request):
    graph = request.getfixturevalue(kind)
    out = io.BytesIO()
    exporters["jsonld"](graph, out)
    lines = out.getvalue().decode("utf-8").split('"@graph": [\n')[1].split("\n")
    assert sum(line.startswith('{"@id"') for line in lines) == len({triple.subject for triple in triples(graph)})
