from collections.abc import Callable, Iterator
from dataclasses import replace
from math import log
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.assemble import assemble, plain
from kg.errors import GraphError
from kg.evidence import Evidence
from kg.graph import Graph
from kg.types import CoOccurrence, Document, Entity, Fact, Node


@pytest.fixture
def evidence(tmp_path: Path) -> Iterator[Evidence]:
    with Evidence.open(tmp_path / "graph") as opened:
        yield opened


def assembled(evidence: Evidence, *documents: Document) -> Graph:
    for document in documents:
        evidence.replace(document, "")
    assemble(evidence.connection)
    return Graph(evidence.connection)


def named(graph: Graph, *facts: Fact) -> set[tuple[str, str, str, str, str]]:
    names = {node.id: node.name for node in graph.nodes()}
    return {(names[f.subject], f.relation, names[f.object], f.modality, f.polarity) for f in facts}


def only(document: Document, article: int, *relations: int) -> Document:
    """One article of the document with some of its relations."""
    extraction = document.extractions[article]
    kept = tuple(extraction.relations[number] for number in relations)
    return replace(document, extractions=(replace(extraction, relations=kept),))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("“六基 工程”", "六基工程"),
        ("《海湾　办法》", "海湾办法"),
        ("「海螺」\n热线", "海螺热线"),
        ("it's", "its"),
        ("海湾（东区）", "海湾（东区）"),
        ("“”", ""),
    ],
)
def test_plain(name: str, expected: str, evidence: Evidence) -> None:
    assert plain(name) == expected
    assembled(evidence)
    assert evidence.connection.execute("SELECT plain(?)", [name]).fetchone() == (expected,)


def test_planned_done_and_denied_are_facts_of_their_own(evidence: Evidence, documents: list[Document]) -> None:
    graph = assembled(evidence, *documents)
    facts = named(graph, *graph.facts())
    assert ("海湾区", "builds", "海棠公园", "planned", "positive") in facts
    assert ("海湾区", "builds", "海棠公园", "done", "positive") in facts
    assert ("海湾区人社局", "participatesIn", "海螺热线", "done", "negative") in facts
    assert len(facts) == len(list(graph.facts())) == 11


def test_a_symmetric_relation_is_one_fact(evidence: Evidence, documents: list[Document]) -> None:
    graph = assembled(evidence, *documents)
    (fact,) = (fact for fact in graph.facts() if fact.relation == "cooperatesWith")
    assert fact.subject < fact.object
    assert (fact.weight, fact.articles) == (2, 2)
    assert fact.confidence == pytest.approx(1 - 0.1 * 0.2)
    assert (str(fact.first_seen), str(fact.last_seen)) == ("2024-02-08", "2024-03-01")


def test_a_directed_relation_keeps_its_direction(evidence: Evidence, documents: list[Document]) -> None:
    launch = only(documents[0], 0, 0)
    (relation,) = launch.extractions[0].relations
    turned = replace(
        launch.extractions[0], relations=(relation, replace(relation, head=relation.tail, tail=relation.head))
    )
    graph = assembled(evidence, replace(launch, extractions=(turned,)))
    assert {(s, o) for s, _, o, _, _ in named(graph, *graph.facts())} == {
        ("海湾区", "星火工程"),
        ("星火工程", "海湾区"),
    }


def test_a_relation_of_a_thing_to_itself_is_dropped(evidence: Evidence, documents: list[Document]) -> None:
    document = only(documents[2], 0, 1)
    extraction = document.extractions[0]
    (relation,) = extraction.relations
    itself = replace(extraction, relations=(replace(relation, tail=relation.head),))
    graph = assembled(evidence, replace(document, extractions=(itself,)))
    assert (list(graph.facts()), list(graph.evidence())) == ([], [])


@pytest.mark.parametrize(
    ("confidences", "expected"),
    [((0.7,), 0.7), ((0.5, 0.5), 0.75), ((0.9, 0.8, 0.5), 0.99), ((1.0,), 0.99), ((0.0,), 0.0), ((0.2,) * 400, 0.99)],
)
def test_confidence_grows_with_evidence(
    evidence: Evidence, documents: list[Document], confidences: tuple[float, ...], expected: float
) -> None:
    document = only(documents[2], 0, 1)
    extraction = document.extractions[0]
    (relation,) = extraction.relations
    stated = tuple(replace(relation, confidence=confidence) for confidence in confidences)
    graph = assembled(evidence, replace(document, extractions=(replace(extraction, relations=stated),)))
    (fact,) = graph.facts()
    assert fact.confidence == pytest.approx(expected, abs=1e-6)
    assert fact.confidence <= 0.99
    assert fact.weight == len(confidences)


def everything(graph: Graph) -> list[list[object]]:
    return [
        list(stream)
        for stream in (graph.nodes(), graph.facts(), graph.evidence(), graph.cooccurrences(0), graph.articles())
    ]


def test_the_order_of_reading_makes_no_difference(tmp_path: Path, documents: list[Document]) -> None:
    results = []
    for number, order in enumerate((documents, documents[::-1], documents[1:] + documents[:1])):
        with Evidence.open(tmp_path / str(number)) as evidence:
            results.append(everything(assembled(evidence, *order)))
    assert all(result == results[0] for result in results)
    assert all(results[0])


def test_a_fact_keeps_its_id_when_more_is_read(evidence: Evidence, documents: list[Document]) -> None:
    few = {fact.id for fact in assembled(evidence, documents[0]).facts()}
    more = {fact.id for fact in assembled(evidence, *documents).facts()}
    assert few < more
    assert all(len(id) == 32 and int(id, 16) for id in more)


def nodes_by_name(graph: Graph) -> dict[str, Node]:
    return {node.name: node for node in graph.nodes()}


def test_names_and_counts_of_a_node(evidence: Evidence, documents: list[Document]) -> None:
    nodes = nodes_by_name(assembled(evidence, *documents))
    bureau = nodes["海湾区人社局"]
    assert (bureau.aliases, bureau.mentions, bureau.articles) == (("区人社局",), 5, 3)
    assert (str(bureau.first_seen), str(bureau.last_seen)) == ("2024-02-08", "2024-09-30")
    assert nodes["星火工程"].aliases == ()
    assert nodes["白沙城建集团"].first_seen is None


def test_aliases_come_by_frequency_without_quotes(
    evidence: Evidence, make_document: Callable[..., Document], make_entity: Callable[..., Entity]
) -> None:
    bureau = make_entity("ORG", "海湾区人社局")
    names = ["海湾区人社局", "“人社 局”", "人社局", "海湾人社", "区局"]
    text = "海湾区人社局开会，区局开会，“人社 局”开会，海湾人社开会，区局开会，人社局开会，人社局开会。"
    graph = assembled(evidence, make_document("a.txt", text, dict.fromkeys(names, bureau)))
    assert nodes_by_name(graph)["海湾区人社局"].aliases == ("人社局", "区局", "海湾人社")


def test_a_division_that_is_never_mentioned_still_contains(evidence: Evidence, documents: list[Document]) -> None:
    nodes = nodes_by_name(assembled(evidence, *documents))
    province = nodes["东屿省"]
    assert (province.mentions, province.articles, province.first_seen, province.parent) == (0, 0, None, "")
    assert nodes["新港市"].parent == province.id


def test_a_parent_that_nobody_described_is_left_out(evidence: Evidence, documents: list[Document]) -> None:
    extraction = documents[1].extractions[0]
    bare = replace(extraction, entities=extraction.entities[: len(extraction.mentions)])
    nodes = nodes_by_name(assembled(evidence, replace(documents[1], extractions=(bare,))))
    assert "东屿省" not in nodes
    assert nodes["白沙市"].parent == ""
    assert nodes["中山路"].parent == nodes["白沙市"].id


def cooccurrences(
    evidence: Evidence, make_document: Callable[..., Document], make_entity: Callable[..., Entity], text: str
) -> dict[str, CoOccurrence]:
    """The pairs of 甲, 乙 and 丙 in a text, by their two names in that order."""
    entities = {name: make_entity("ORG", name) for name in "甲乙丙"}
    names = {entity.id: name for name, entity in entities.items()}
    graph = assembled(evidence, make_document("a.txt", text, entities))
    return {"".join(sorted((names[c.a], names[c.b]), key="甲乙丙".index)): c for c in graph.cooccurrences(0)}


@pytest.mark.parametrize(
    ("text", "sentences", "paragraphs", "npmi", "llr"),
    [
        ("甲乙。甲乙。无。无。", 2, 1, 1.0, 8 * log(2)),
        ("甲乙。甲。乙。无。", 1, 1, 0.0, 0.0),
        ("甲乙。甲。甲。无。", 1, 1, log(4 / 3) / log(4), 2 * (2 * log(4 / 3) + 2 * log(8 / 9))),
        ("甲甲乙甲乙。甲。甲。无。", 1, 1, log(4 / 3) / log(4), 2 * (2 * log(4 / 3) + 2 * log(8 / 9))),
        ("甲乙。甲乙。", 2, 1, 1.0, 0.0),
        ("甲。乙。", 0, 1, -1.0, 4 * log(2)),
        ("甲乙\n甲。乙\n乙。\n无甲", 1, 2, log(5 / 9) / log(5), 2 * (log(5 / 9) + 4 * log(10 / 6))),
    ],
)
def test_association(
    evidence: Evidence,
    make_document: Callable[..., Document],
    make_entity: Callable[..., Entity],
    text: str,
    sentences: int,
    paragraphs: int,
    npmi: float,
    llr: float,
) -> None:
    pair = cooccurrences(evidence, make_document, make_entity, text)["甲乙"]
    assert (pair.sentences, pair.paragraphs) == (sentences, paragraphs)
    assert pair.npmi == pytest.approx(npmi, abs=1e-9)
    assert pair.llr == pytest.approx(llr, abs=1e-9)


def test_names_in_different_paragraphs_do_not_meet(
    evidence: Evidence, make_document: Callable[..., Document], make_entity: Callable[..., Entity]
) -> None:
    assert cooccurrences(evidence, make_document, make_entity, "甲。\n乙。丙丙。").keys() == {"乙丙"}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sets(st.sampled_from("甲乙丙")), min_size=1, max_size=12))
def test_measures_keep_their_bounds(
    tmp_path: Path, make_document: Callable[..., Document], make_entity: Callable[..., Entity], bags: list[set[str]]
) -> None:
    text = "".join("".join(sorted(bag)) + "无。" for bag in bags)
    with Evidence.open(tmp_path) as evidence:
        pairs = cooccurrences(evidence, make_document, make_entity, text)
    for names, pair in pairs.items():
        assert pair.a < pair.b
        assert pair.sentences == sum(bag >= set(names) for bag in bags)
        assert pair.paragraphs == 1
        assert -1 <= pair.npmi <= 1
        assert pair.llr >= 0
    seen = {name for bag in bags for name in bag}
    assert len(pairs) == len(seen) * (len(seen) - 1) // 2


def test_a_failed_assembly_leaves_the_earlier_graph(graph_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Graph.open(graph_folder) as graph:
        before = everything(graph)
    with monkeypatch.context() as patch:
        patch.setattr("kg.assemble.sql", lambda name: "SELECT 1 AS id" if name == "live_article" else "SELECT nothing")
        with pytest.raises(Exception, match="nothing"):
            assemble(graph_folder)
    with Graph.open(graph_folder) as graph:
        assert everything(graph) == before


def test_assemble_wants_a_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="no graph here"):
        assemble(tmp_path)
