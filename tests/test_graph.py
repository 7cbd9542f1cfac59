from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise, zip_longest
from pathlib import Path

import pytest

from kg import __version__
from kg.assemble import assemble
from kg.errors import GraphError
from kg.evidence import Evidence
from kg.graph import Graph
from kg.ontology import ontology
from kg.types import Alias, Document, Entity, Quantity


def test_counts(graph_folder: Path, documents: list[Document]) -> None:
    extractions = [extraction for document in documents for extraction in document.extractions]
    with Graph.open(graph_folder) as graph:
        counts = graph.counts()
        assert counts == {
            "sources": 3,
            "articles": 4,
            "mentions": sum(len(extraction.mentions) for extraction in extractions),
            "nodes": 14,
            "facts": 11,
            "cooccurrences": len(list(graph.cooccurrences(0))),
            "open_facts": 2,
            "derived": 3,
            "merges": 0,
            "doubts": 0,
            "decisions": 0,
            "idle": 0,
            "left_out": 0,
            "characters": sum(len(extraction.article.text) for extraction in extractions),
        }
        assert all(type(count) is int for count in counts.values())
        assert list(graph.fact_counts().items())[:2] == [("builds", 4), ("launches", 3)]
        assert sum(graph.fact_counts().values()) == counts["facts"]


def test_version(graph_folder: Path) -> None:
    with Graph.open(graph_folder) as graph:
        assert graph.version() == {"program": __version__, "ontology": ontology().version, "schema": "3"}


def test_asserted_facts_are_neither_planned_nor_denied(graph_folder: Path) -> None:
    with Graph.open(graph_folder) as graph:
        asserted, all_facts = list(graph.facts(asserted_only=True)), list(graph.facts())
    assert [fact for fact in all_facts if fact not in asserted] == [
        fact for fact in all_facts if fact.modality == "planned" or fact.polarity == "negative"
    ]
    assert (len(asserted), len(all_facts)) == (9, 11)


def test_what_is_asserted_is_told_once_and_what_is_symmetric_both_ways(graph_folder: Path) -> None:
    with Graph.open(graph_folder) as graph:
        told = list(graph.asserted())
        facts = list(graph.facts(asserted_only=True))
    ends = [(fact.subject, fact.relation, fact.object) for fact in facts]
    back = [triple[::-1] for triple in ends if triple[1] == "cooperatesWith"]
    assert len(back) == 1
    assert told == sorted({*ends, *back})


def test_what_is_stated_comes_article_after_article(graph_folder: Path) -> None:
    with Graph.open(graph_folder) as graph:
        facts = {fact.id: fact for fact in graph.facts()}
        told = list(graph.stated())
        assert {item.fact for _, item in told} == facts.keys()
        assert all(facts[item.fact] == fact for fact, item in told)
        assert [item for _, item in told] == sorted(graph.evidence(), key=lambda item: (item.article, item.fact))
        opened = {fact.id: fact for fact in graph.open_facts()}
        assert [(opened[item.fact], item) for item in graph.open_evidence()] == list(graph.openly_stated())


def test_the_sources_are_those_of_the_articles(graph_folder: Path, documents: list[Document]) -> None:
    copy = replace(documents[0], source=replace(documents[0].source, path="zz/copy.txt"))
    with Evidence.open(graph_folder) as evidence:
        evidence.replace(copy, "hand-made")
        assemble(evidence.connection)
        assert len(list(evidence.sources())) == 4
    with Graph.open(graph_folder) as graph:
        sources = list(graph.sources())
    assert [(one.path, one.articles, one.fingerprint) for one in sources] == [
        ("news/baisha.txt", 1, "hand-made"),
        ("news/park.txt", 1, "hand-made"),
        ("news/xingang.txt", 2, "hand-made"),
    ]
    assert {one.path: one.digest for one in sources} == {d.source.path: d.source.digest for d in documents}


def test_streams_are_in_order_and_may_be_open_together(graph_folder: Path) -> None:
    with Graph.open(graph_folder) as graph:
        together = list(zip_longest(graph.nodes(), graph.facts(), graph.cooccurrences(), graph.evidence()))
        nodes, facts, pairs, evidence = ([item for item in column if item] for column in zip(*together, strict=True))
        assert (nodes, facts) == (list(graph.nodes()), list(graph.facts()))
        assert (pairs, evidence) == (list(graph.cooccurrences()), list(graph.evidence()))
    for keys in (
        [node.id for node in nodes],
        [fact.id for fact in facts],
        [(pair.a, pair.b) for pair in pairs],
    ):
        assert all(one < other for one, other in pairwise(keys))


def test_a_stream_may_be_left_early(graph_folder: Path) -> None:
    with Graph.open(graph_folder) as graph:
        first = next(graph.nodes())
        assert graph.node(first.id) == first


def test_every_end_is_a_node_and_every_fact_has_its_evidence(graph_folder: Path) -> None:
    with Graph.open(graph_folder) as graph:
        nodes = {node.id for node in graph.nodes()}
        articles = {article.id for article in graph.articles()}
        for node in graph.nodes():
            assert node.parent in nodes or node.parent == ""
        for fact in graph.facts():
            evidence = list(graph.evidence(fact.id))
            assert {fact.subject, fact.object} <= nodes
            assert len(evidence) == fact.weight
            assert {item.article for item in evidence} <= articles
            assert {item.fact for item in evidence} == {fact.id}
        assert len(list(graph.evidence())) == 12


def test_evidence_is_the_sentence_with_its_place(graph_folder: Path, documents: list[Document]) -> None:
    with Graph.open(graph_folder) as graph:
        (quoted,) = (item for item in graph.evidence() if item.quantity)
    text = documents[0].source.text
    assert quoted.sentence == text[quoted.start : quoted.end] == "区人社局与海洋学院签约，双方共育人才100名。"
    assert quoted.trigger == text[quoted.trigger_start : quoted.trigger_end] == "签约"
    assert (quoted.source, quoted.when, quoted.by) == ("xingang.txt", None, "hand")
    assert quoted.quantity == Quantity("100名", 100.0, "名", "人才")
    assert quoted.article == documents[0].extractions[0].article.id


def test_open_facts_have_their_own_evidence(graph_folder: Path) -> None:
    with Graph.open(graph_folder) as graph:
        names = {node.id: node.name for node in graph.nodes()}
        facts = {fact.verb: fact for fact in graph.open_facts()}
        assert {(names[f.subject], f.verb, names[f.object], f.polarity, f.confidence) for f in facts.values()} == {
            ("林远舟", "走访", "新港海洋学院", "positive", 0.9),
            ("林远舟", "走进", "海棠公园", "negative", 0.6),
        }
        (proof,) = graph.open_evidence(facts["走访"].id)
        assert (proof.trigger, proof.when, proof.by) == ("走访", "2024-02-23/2024-03-01", "open")
        assert proof.sentence == "林远舟走访海洋学院，没有走进海棠公园。"
        assert [item.fact for item in graph.open_evidence()] == sorted(fact.id for fact in facts.values())
        assert not {item.fact for item in graph.evidence()} & {fact.id for fact in facts.values()}
        assert list(graph.open_facts(about=facts["走进"].object)) == [facts["走进"]]
        assert not graph.shows_open()


def test_what_is_derived(graph_folder: Path) -> None:
    with Graph.open(graph_folder) as graph:
        names = {node.id: node.name for node in graph.nodes()}
        found = {(names[d.subject], d.relation, names[d.object], d.rule, d.articles) for d in graph.derived()}
        (bureau,) = graph.find("海湾区人社局")
        about = {item.rule for item in graph.derived(about=bureau.id)}
    assert found == {
        ("海湾区人社局", "within", "海湾区", "body-region", 2),
        ("海湾区", "within", "新港市", "division-code", 1),
        ("新港海洋学院", "partOf", "海湾区人社局", "party-unit", 1),
    }
    assert about == {"body-region", "party-unit"}


def test_aliases_have_a_reason_and_counts(graph_folder: Path) -> None:
    with Graph.open(graph_folder) as graph:
        (bureau,) = graph.find("海湾区人社局")
        assert list(graph.aliases(about=bureau.id)) == [Alias(bureau.id, "区人社局", "region-prefix", 4, 2)]
        assert {alias.text for alias in graph.aliases()} == {"区人社局", "海洋学院"}


def test_articles(graph_folder: Path, documents: list[Document]) -> None:
    with Graph.open(graph_folder) as graph:
        records = list(graph.articles())
    assert [(record.path, record.title) for record in records] == [
        ("news/baisha.txt", "白沙市中山路通车"),
        ("news/park.txt", "公园建成"),
        ("news/xingang.txt", "海湾区启动“星火工程”"),
        ("news/xingang.txt", "中山路换新颜"),
    ]
    article = documents[1].extractions[0].article
    assert (records[0].id, records[0].source, records[0].published) == (article.id, "baisha.txt", None)
    assert (records[0].publisher, records[0].url) == (article.publisher, article.url)


def test_cooccurrences_by_least_count(graph_folder: Path) -> None:
    with Graph.open(graph_folder) as graph:
        sizes = [len(list(graph.cooccurrences(least))) for least in (0, 1, 2, 3)]
        assert sizes[0] > sizes[1] > sizes[2] > sizes[3] == 0
        assert min(pair.sentences for pair in graph.cooccurrences(2)) == 2
        assert min(pair.sentences for pair in graph.cooccurrences()) == 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("海湾区人社局", [("海湾区人社局", "990100")]),
        ("区人社局", [("海湾区人社局", "990100")]),
        ("“星火 工程”", [("星火工程", "")]),
        ("海湾区就业服务办法", [("海湾区就业服务办法", "")]),
        ("《海湾区就业服务办法》", [("海湾区就业服务办法", "")]),
        ("中山路", [("中山路", "990100"), ("中山路", "990200")]),
        ("东屿省", [("东屿省", "")]),
        ("中山", []),
        ("", []),
        ("'; DROP TABLE node; --", []),
    ],
)
def test_find(graph_folder: Path, name: str, expected: list[tuple[str, str]]) -> None:
    with Graph.open(graph_folder) as graph:
        assert sorted((node.name, node.region) for node in graph.find(name)) == expected


def test_find_gives_the_bearer_of_the_name_first(
    tmp_path: Path, make_document: Callable[..., Document], make_entity: Callable[..., Entity]
) -> None:
    bearer, often, rarely = (make_entity("ORG", name) for name in ("人社局", "海湾区人社局", "白沙市人社局"))
    with Evidence.open(tmp_path) as evidence:
        evidence.replace(make_document("a.txt", "人社局开会。", {"人社局": bearer}), "")
        evidence.replace(make_document("b.txt", "人社局开会，人社局发文，人社局走访。", {"人社局": often}), "")
        evidence.replace(make_document("c.txt", "人社局开会，人社局发文。", {"人社局": rarely}), "")
        assemble(evidence.connection)
    with Graph.open(tmp_path) as graph:
        assert graph.find("人社局") == [graph.node(entity.id) for entity in (bearer, often, rarely)]


def test_a_node_that_is_not_there(graph_folder: Path) -> None:
    with Graph.open(graph_folder) as graph, pytest.raises(GraphError, match="no node 'x'"):
        graph.node("x")


def test_networkx(graph_folder: Path) -> None:
    with Graph.open(graph_folder) as graph:
        drawn = graph.networkx()
        facts, nodes = list(graph.facts()), list(graph.nodes())
    assert list(drawn.nodes) == [node.id for node in nodes]
    assert {(a, b, key) for a, b, key in drawn.edges(keys=True)} == {(f.subject, f.object, f.id) for f in facts}
    attributes = [data for _, data in drawn.nodes(data=True)] + [data for *_, data in drawn.edges(data=True)]
    assert {type(value) for data in attributes for value in data.values()} == {str, int, float}
    bureau = next(node for node in nodes if node.name == "海湾区人社局")
    assert drawn.nodes[bureau.id]["aliases"] == "区人社局"
    assert (drawn.nodes[bureau.id]["label"], drawn.nodes[bureau.id]["type"]) == ("海湾区人社局", "ORG")
    assert drawn.nodes[bureau.id]["first_seen"] == "2024-02-08"


def test_no_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="no graph here"):
        Graph.open(tmp_path / "none")


def test_a_graph_that_lags_behind_its_evidence_is_refused(graph_folder: Path) -> None:
    with Evidence.open(graph_folder) as evidence:
        evidence.remove("news/park.txt")
    with pytest.raises(GraphError, match="not assembled"):
        Graph.open(graph_folder)
    assemble(graph_folder)
    with Graph.open(graph_folder) as graph:
        assert graph.counts()["sources"] == 2


def test_two_readers_at_once(graph_folder: Path) -> None:
    with Graph.open(graph_folder) as one, Graph.open(graph_folder) as other:
        assert list(one.facts()) == list(other.facts())


def test_facts_and_pairs_about_one_entity(graph_folder: Path) -> None:
    with Graph.open(graph_folder) as graph:
        (bureau,) = graph.find("海湾区人社局")
        facts, pairs = list(graph.facts(about=bureau.id)), list(graph.cooccurrences(about=bureau.id))
        assert facts == [fact for fact in graph.facts() if bureau.id in (fact.subject, fact.object)]
        assert pairs == [pair for pair in graph.cooccurrences() if bureau.id in (pair.a, pair.b)]
        assert 0 < len(facts) < len(list(graph.facts())) and 0 < len(pairs) < len(list(graph.cooccurrences()))
        denied = [fact for fact in facts if fact.polarity == "negative"]
        assert denied and not set(denied) & set(graph.facts(asserted_only=True, about=bureau.id))
        assert list(graph.facts(about="nobody")) == list(graph.cooccurrences(0, about="nobody")) == []


def test_a_division_is_found_by_its_code(graph_folder: Path) -> None:
    with Graph.open(graph_folder) as graph:
        found = graph.division("990101")
        assert found and found.name == "海湾区"
        assert graph.division("000000") is None


def test_a_name_of_bytes_that_are_no_text_is_no_name(graph_folder: Path) -> None:
    with Graph.open(graph_folder) as graph:
        assert graph.find("\udcff\udcfe") == []
