import io
import re
from dataclasses import replace
from itertools import groupby

import pyoxigraph as ox
import pytest

from kg.export import exporters
from kg.export.rdf import dataset
from kg.export.terms import Prefixes, prefixes

BLOCK = re.compile(r"^(?P<subject>\S+) (?P<said>.*?) \.$", re.MULTILINE | re.DOTALL)


def written(graph, name="turtle"):
    out = io.BytesIO()
    exporters[name](graph, out)
    return out.getvalue().decode("utf-8")


def bodies(text):
    """The blocks behind the prefixes, by their subjects."""
    return {found["subject"]: found["said"] for found in BLOCK.finditer(text[text.index("\n\n") :].strip() + "\n")}


def test_a_block_reads_well(awkward):
    assert (
        "\nentity:b a kg:Organization ;\n"
        "    kg:articles 1 ;\n"
        "    kg:cooperatesWith entity:a ;\n"
        '    kg:firstSeen "2024-01-02"^^xsd:date ;\n'
        '    kg:lastSeen "2024-03-04"^^xsd:date ;\n'
        "    kg:mentions 3 ;\n"
        "    kg:within entity:c ;\n"
        '    rdfs:label "实体b"@zh ;\n'
        '    skos:prefLabel "实体b"@zh .\n\n'
    ) in written(awkward)
    assert "    skos:altLabel" in written(awkward) and " ,\n        " in written(awkward)


@pytest.mark.parametrize("kind", ["graph", "awkward", "opened"])
def test_prefixes_predicates_and_objects_are_sorted_and_a_subject_stands_once(kind, request):
    text = written(request.getfixturevalue(kind))
    heads = re.findall(r"^@prefix (\w+): ", text, re.MULTILINE)
    assert heads == sorted(heads) and len(heads) > 12
    body = text[text.index("\n\n") :]
    subjects = re.findall(r"^(\S+) a ", body, re.MULTILINE)
    assert len(subjects) == len(set(subjects)) == body.count(" .\n")
    for block in body.split("\n\n"):
        predicates = [line.split()[0] for line in re.findall(r"^    (?! )(.+)", block, re.MULTILINE)]
        assert predicates == sorted(set(predicates))


def test_entities_and_statements_are_sorted_by_iri(graph):
    subjects = re.findall(r"^(\w+):(\S+) a ", written(graph), re.MULTILINE)
    for kind in ("entity", "fact", "cooccurrence", "derived"):
        own = [local for prefix, local in subjects if prefix == kind]
        assert own == sorted(own) and len(own) > 2


def test_another_entity_changes_no_other_line(awkward):
    before = written(awkward).splitlines()
    added = replace(awkward.given_nodes[1], id="bb", name="新来者", parent="")
    after = written(replace(awkward, given_nodes=(*awkward.given_nodes, added))).splitlines()
    start = next(at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other)
    more = len(after) - len(before)
    assert before[start:] == after[start + more :]
    assert after[start].startswith("entity:bb a ") or after[start + 1].startswith("entity:bb a ")


def test_another_alias_is_another_line(awkward):
    first, *others = awkward.given_nodes
    more = replace(awkward, given_nodes=(replace(first, aliases=(*first.aliases, "丁")), *others))
    assert len(written(more).splitlines()) == len(written(awkward).splitlines()) + 1


@pytest.mark.parametrize("kind", ["graph", "awkward", "opened"])
def test_a_named_graph_is_opened_once(kind, request):
    graph = request.getfixturevalue(kind)
    opened = re.findall(r"^(\S+) \{$", written(graph, "trig"), re.MULTILINE)
    assert len(opened) == len(set(opened)) == sum(1 for _ in {item.graph for item in dataset(graph)}) - 1
    assert opened == sorted(opened)
    runs = [where for where, _ in groupby(dataset(graph), key=lambda item: item.graph)]
    assert len(runs) == len(set(runs)) and runs[0] == ""


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        ("<https://data.example/entity/5b1>", "entity:5b1"),
        ("<https://data.example/article/5b1-0>", "article:5b1-0"),
        ("<https://w3id.org/kg-zh/ontology#launches>", "kg:launches"),
        ("<https://data.example/entity/%E5%B4%82>", "<https://data.example/entity/%E5%B4%82>"),
        ("<https://data.example/entity/-5>", "<https://data.example/entity/-5>"),
        ("<https://data.example/entity/>", "<https://data.example/entity/>"),
        ("<https://data.example/evidence/5b1#at>", "<https://data.example/evidence/5b1#at>"),
        ("<https://other.example/entity/5b1>", "<https://other.example/entity/5b1>"),
    ],
)
def test_only_what_every_reader_takes_is_shortened(ref, expected):
    known = prefixes("https://data.example/")
    assert Prefixes(known).short(ref) == expected
    head = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in known.items())
    (quad,) = ox.parse(f"{head}{expected} a <x:y> .", ox.RdfFormat.TURTLE)
    assert str(quad.subject) == ref
