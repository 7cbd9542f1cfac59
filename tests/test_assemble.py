from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import log
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.assemble import assemble
from kg.database import plain
from kg.decisions import Undo
from kg.errors import GraphError
from kg.evidence import Evidence
from kg.graph import Graph
from kg.types import CoOccurrence, Decision, Document, Doubt, Entity, Fact, Merge, Node


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
        for stream in (
            graph.nodes(), graph.facts(), graph.evidence(), graph.cooccurrences(0), graph.articles(),
            graph.open_facts(), graph.open_evidence(), graph.derived(), graph.aliases(),
        )
    ]  # fmt: skip


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


# ---------------------------------------------------------------- one entity for one thing

Propose = Callable[..., None]


@pytest.fixture
def propose(monkeypatch: pytest.MonkeyPatch) -> Propose:
    """Let the rules say so: (merges, doubts), each of them (name, other name, …) by the names of the nodes."""

    def set_rules(
        merges: Sequence[tuple[str, str, str]] = (), doubts: Sequence[tuple[str, str, str, float]] = ()
    ) -> None:
        def rules(nodes: Sequence[Node]) -> tuple[list[Merge], list[Doubt]]:
            ids = {node.name: node.id for node in nodes}
            return (
                [Merge(ids[one], ids[into], reason, 0.9) for one, into, reason in merges],
                [Doubt(*sorted((ids[a], ids[b])), reason, score) for a, b, reason, score in doubts],
            )

        monkeypatch.setattr("kg.assemble.merge", rules)

    return set_rules


def names(graph: Graph) -> dict[str, str]:
    return {node.id: node.name for node in graph.nodes()}


def test_what_is_merged_is_one_everywhere(evidence: Evidence, documents: list[Document], propose: Propose) -> None:
    before = assembled(evidence, *documents).counts()
    propose([("海湾区人社局", "新港海洋学院", "test")])
    graph = assembled(evidence, *documents)
    nodes = nodes_by_name(graph)
    college = nodes["新港海洋学院"]
    assert "海湾区人社局" not in nodes
    assert college.mentions == 5 + 3 and set(college.aliases) == {"区人社局", "海洋学院", "海湾区人社局"}
    facts = named(graph, *graph.facts())
    assert ("新港海洋学院", "issues", "海湾区就业服务办法", "done", "positive") in facts
    # What joined the two is of one thing to itself now.
    assert not [fact for fact in facts if fact[1] == "cooperatesWith"]
    assert {item.fact for item in graph.evidence()} == {fact.id for fact in graph.facts()}
    ids = set(names(graph))
    assert all({pair.a, pair.b} <= ids and pair.a < pair.b for pair in graph.cooccurrences(0))
    assert {(names(graph)[d.subject], d.rule) for d in graph.derived()} == {
        ("新港海洋学院", "body-region"),
        ("海湾区", "division-code"),
    }
    counts = graph.counts()
    assert (counts["nodes"], counts["mentions"], counts["merges"]) == (before["nodes"] - 1, before["mentions"], 1)
    assert [(merge.into, merge.reason, merge.score) for merge in graph.merges()] == [(college.id, "test", 0.9)]


def test_a_chain_of_merges_and_a_merged_parent(evidence: Evidence, documents: list[Document], propose: Propose) -> None:
    propose([("海湾区", "新港市", "one"), ("新港市", "白沙市", "other")])
    graph = assembled(evidence, *documents)
    nodes = nodes_by_name(graph)
    assert {merge.into for merge in graph.merges()} == {nodes["白沙市"].id}
    assert nodes["海湾区人社局"].parent == nodes["白沙市"].id
    assert nodes["白沙市"].parent == nodes["东屿省"].id
    assert {(a.text, a.reason) for a in graph.aliases(about=nodes["白沙市"].id)} == {
        ("海湾区", "one"),
        ("新港市", "other"),
    }


def test_the_ledger_tells_how_names_came_together(
    evidence: Evidence, documents: list[Document], propose: Propose
) -> None:
    propose([("海湾区人社局", "新港海洋学院", "test: seen twice")])
    graph = assembled(evidence, *documents)
    college = nodes_by_name(graph)["新港海洋学院"].id
    assert [(a.text, a.reason, a.mentions, a.articles) for a in graph.aliases(about=college)] == [
        ("区人社局", "region-prefix; test: seen twice", 4, 2),
        ("海洋学院", "region-prefix", 3, 2),
        ("海湾区人社局", "test: seen twice", 1, 1),
    ]


def test_a_merged_name_that_no_text_has_is_an_alias_all_the_same(
    evidence: Evidence, make_document: Callable[..., Document], make_entity: Callable[..., Entity], propose: Propose
) -> None:
    short, long = make_entity("ORG", "栖霞区人社局"), make_entity("ORG", "栖霞区人力资源和社会保障局")
    propose([("栖霞区人社局", "栖霞区人力资源和社会保障局", "abbreviation")])
    text = "区人社局开会，栖霞区人力资源和社会保障局开会。"
    graph = assembled(evidence, make_document("a.txt", text, {"区人社局": short, long.name: long}))
    (node,) = graph.nodes()
    assert node.aliases == ("区人社局", "栖霞区人社局")
    assert [(alias.text, alias.mentions) for alias in graph.aliases()] == [("区人社局", 1), ("栖霞区人社局", 0)]
    assert graph.find("栖霞区人社局") == [node]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_merging_does_not_depend_on_the_order_of_reading(
    tmp_path: Path, documents: list[Document], propose: Propose, order: tuple[int, ...]
) -> None:
    propose([("海湾区人社局", "新港海洋学院", "test")], [("星火工程", "海螺热线", "doubt", 0.5)])
    results = []
    for number, chosen in enumerate((documents, [documents[place] for place in order])):
        with Evidence.open(tmp_path / str(number)) as evidence:
            graph = assembled(evidence, *chosen)
            results.append((everything(graph), list(graph.merges()), list(graph.doubts()), graph.examples()))
    assert results[0] == results[1]


def test_without_the_reason_to_merge_all_is_as_before(
    evidence: Evidence, documents: list[Document], propose: Propose
) -> None:
    propose()
    before = everything(assembled(evidence, *documents))
    propose([("海湾区人社局", "新港海洋学院", "test")], [("星火工程", "海螺热线", "doubt", 0.5)])
    assert everything(assembled(evidence)) != before
    propose()
    assert everything(assembled(evidence)) == before


def test_examples_are_sentences_about_each_side_of_a_doubt(
    evidence: Evidence, documents: list[Document], propose: Propose
) -> None:
    propose(doubts=[("星火工程", "海螺热线", "doubt", 0.5), ("星火工程", "新港市", "doubt", 0.25)])
    graph = assembled(evidence, *documents)
    called = names(graph)
    examples = {called[id]: said for id, said in graph.examples().items()}
    assert set(examples) == {"星火工程", "海螺热线", "新港市"}
    assert all(len(said) <= 2 for said in examples.values()) and len(examples["星火工程"]) == 2
    assert all(name in sentence for name, said in examples.items() for sentence in said)
    assert [doubt.score for doubt in graph.doubts()] == [0.5, 0.25]


def test_what_a_text_states_is_not_derived(evidence: Evidence, documents: list[Document]) -> None:
    first, *others = documents
    launch, *rest = first.extractions
    signed = next(relation for relation in launch.relations if relation.relation == "cooperatesWith")
    part = replace(signed, relation="partOf", head=signed.tail, tail=signed.head)
    for polarity in ("positive", "negative"):
        told = replace(launch, relations=(*launch.relations, replace(part, polarity=polarity)))  # type: ignore[arg-type]
        graph = assembled(evidence, replace(first, extractions=(told, *rest)), *others)
        assert {item.rule for item in graph.derived()} == {"body-region", "division-code"}


# ---------------------------------------------------------------- what people decided


def decided(evidence: Evidence, documents: list[Document], *given: Decision) -> Graph:
    evidence.decide(given)
    return assembled(evidence, *documents)


def test_rename_keeps_the_old_name_as_an_alias(evidence: Evidence, documents: list[Document]) -> None:
    graph = decided(evidence, documents, Decision("rename", "海湾区人社局", value="海湾人社"))
    (node,) = graph.find("海湾人社")
    assert (node.name, set(node.aliases)) == ("海湾人社", {"区人社局", "海湾区人社局"})
    assert graph.find("海湾区人社局") == [node]
    reasons = {alias.text: alias.reason for alias in graph.aliases(about=node.id)}
    assert reasons == {"区人社局": "region-prefix; decision: rename", "海湾区人社局": "decision: rename"}
    assert graph.counts()["facts"] == 11


def test_retype_leaves_out_what_the_label_forbids(evidence: Evidence, documents: list[Document]) -> None:
    graph = decided(evidence, documents, Decision("retype", "海螺热线", value="ORG"))
    (node,) = graph.find("海螺热线")
    assert node.label == "ORG"
    assert list(graph.facts(about=node.id)) == []
    assert (graph.counts()["left_out"], graph.counts()["facts"]) == (2, 9)


def test_retype_keeps_what_the_label_allows(evidence: Evidence, documents: list[Document]) -> None:
    graph = decided(
        evidence, documents, Decision("retype", "海棠公园", value="PLACE"), Decision("retype", "海湾区", value="ORG")
    )
    (bay,) = graph.find("海湾区")
    assert bay.label == "ORG"
    assert {fact.relation for fact in graph.facts(about=bay.id)} == {"launches", "builds"}
    assert graph.counts()["left_out"] == 0


def test_drop_takes_mentions_and_facts_along_and_leaves_the_evidence(
    evidence: Evidence, documents: list[Document]
) -> None:
    before = assembled(evidence, *documents)
    count, mentions = before.counts(), {node.name: node.mentions for node in before.nodes()}
    graph = decided(evidence, [], Decision("drop", "海湾区人社局"))
    assert graph.find("海湾区人社局") == graph.find("区人社局") == []
    after = graph.counts()
    assert (after["nodes"], after["mentions"]) == (count["nodes"] - 1, count["mentions"] - mentions["海湾区人社局"])
    ids = set(names(graph))
    assert all({fact.subject, fact.object} <= ids for fact in (*graph.facts(), *graph.open_facts(), *graph.derived()))
    assert all({pair.a, pair.b} <= ids for pair in graph.cooccurrences(0))
    assert {alias.entity for alias in graph.aliases()} <= ids
    evidence.decide([Undo("海湾区人社局")])
    assemble(evidence.connection)
    assert Graph(evidence.connection).counts() == count


def test_decisions_hold_against_the_rules_and_for_new_documents(
    evidence: Evidence, documents: list[Document], propose: Propose
) -> None:
    propose([("海湾区人社局", "新港海洋学院", "test")], [("星火工程", "海螺热线", "doubt", 0.5)])
    given = (
        Decision("apart", "海湾区人社局", value="新港海洋学院"),
        Decision("merge", "海螺热线", value="星火工程"),
        Decision("drop", "没有的名字"),
    )
    graph = decided(evidence, documents[:1], *given)
    assert {"海湾区人社局", "新港海洋学院"} <= nodes_by_name(graph).keys()
    assert "海螺热线" not in nodes_by_name(graph)
    assert [applies for _, applies in graph.decisions()] == [1, 1, 0]
    graph = assembled(evidence, *documents)
    assert "海螺热线" not in nodes_by_name(graph)
    assert graph.find("海螺热线") == [nodes_by_name(graph)["星火工程"]]
    assert [decision for decision, _ in graph.decisions()] == list(given)
    assert (graph.counts()["idle"], graph.counts()["doubts"]) == (1, 0)
