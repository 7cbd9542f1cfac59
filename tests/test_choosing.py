"""What is chosen, and that nothing hangs loose in it, whatever format it leaves in."""

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.choosing import Choice, choose
from kg.errors import KGError, UnknownNameError
from kg.export import exporters
from kg.graph import Graph


@pytest.fixture
def graph(graph_folder: Path):
    with Graph.open(graph_folder) as opened:
        yield opened


CHOICES = (
    Choice(relations=("launches",)),
    Choice(relations=("推出", "cooperatesWith"), types=("机构", "PROGRAMME")),
    Choice(types=("PERSON",)),
    Choice(relations=("open", "建设")),
    Choice(relations=("co-occurrence",), min_weight=2),
    Choice(min_confidence=0.95),
    Choice(top=4),
    Choice(around=("海湾区",)),
    Choice(around=("区人社局", "海螺热线"), hops=2, top=5),
    Choice(around=("东屿省",), hops=0),
    Choice(backbone=0.3),
    Choice(types=("POLICY",), relations=("leads",)),
)


def names(graph):
    return {node.name for node in graph.nodes()}


def told(graph):
    called = {node.id: node.name for node in graph.nodes()}
    return {(called[fact.subject], fact.relation, called[fact.object]) for fact in graph.facts()}


def written(graph, name):
    out = io.BytesIO()
    exporters[name](graph, out)
    return out.getvalue()


@pytest.mark.parametrize("choice", [Choice(), Choice(hops=3)])
def test_an_empty_choice_gives_the_graph_itself(graph, choice):
    assert choose(graph, choice) is graph


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(relations=("launches",)), {
            ("海湾区", "launches", "星火工程"), ("白沙市", "launches", "海螺热线"),
            ("海湾区人社局", "launches", "星火工程"),
        }),
        (Choice(relations=("合作", "任职")), {
            ("新港海洋学院", "cooperatesWith", "海湾区人社局"), ("林远舟", "holdsPost", "海湾区人社局"),
        }),
        (Choice(types=("ORG", "人物")), {
            ("新港海洋学院", "cooperatesWith", "海湾区人社局"), ("林远舟", "holdsPost", "海湾区人社局"),
        }),
        (Choice(min_weight=2), {("新港海洋学院", "cooperatesWith", "海湾区人社局")}),
        (Choice(min_confidence=0.95), {("新港海洋学院", "cooperatesWith", "海湾区人社局")}),
        (Choice(around=("林远舟",)), {("林远舟", "holdsPost", "海湾区人社局")}),
        (Choice(around=("白沙市",), hops=3), {("白沙市", "launches", "海螺热线")}),
        (Choice(relations=("open",)), set()),
        (Choice(relations=("awards",)), set()),
    ],
)  # fmt: skip
def test_facts_are_chosen(graph, choice, expected):
    chosen = choose(graph, choice)
    found = told(chosen)
    assert {triple if triple in expected else triple[::-1] for triple in found} == expected


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(types=("PERSON",)), {"林远舟"}),
        (Choice(relations=("leads",)), set()),
        (Choice(relations=("open",)), {"林远舟", "新港海洋学院", "海棠公园"}),
        (Choice(around=("海湾区",)), {"海湾区", "星火工程", "海棠公园"}),
        (Choice(around=("海湾区",), hops=0), {"海湾区"}),
        (Choice(around=("海湾区",), hops=2), {"海湾区", "星火工程", "海棠公园", "海湾区人社局"}),
        (Choice(around=("海湾区",), types=("PROGRAMME",)), {"海湾区", "星火工程"}),
        (Choice(around=("海湾区",), relations=("leads",)), {"海湾区"}),
        (Choice(around=("区人社局",), relations=("issues",)), {"海湾区人社局", "海湾区就业服务办法"}),
        (Choice(around=("海湾区", "白沙市")), {"海湾区", "星火工程", "海棠公园", "白沙市", "海螺热线"}),
        (Choice(top=1), {"海湾区人社局"}),
        (Choice(around=("海湾区",), hops=2, top=1), {"海湾区"}),
        (Choice(around=("海湾区",), hops=2, top=2), {"海湾区", "星火工程"}),
    ],
)
def test_entities_are_chosen(graph, choice, expected):
    assert names(choose(graph, choice)) == expected


def test_namesakes_are_all_around(graph):
    roads = list(choose(graph, Choice(around=("中山路",), hops=0)).nodes())
    assert [node.name for node in roads] == ["中山路", "中山路"]


def test_what_is_denied_is_no_way_to_another(graph):
    assert "海螺热线" not in names(choose(graph, Choice(around=("海湾区人社局",))))
    both = choose(graph, Choice(around=("海湾区人社局", "海螺热线"), hops=0))
    assert [fact.polarity for fact in both.facts()] == ["negative"]


@pytest.mark.parametrize(
    ("choice", "opened", "together"),
    [
        (Choice(top=3), False, False),
        (Choice(relations=("launches",)), False, False),
        (Choice(relations=("open",)), True, False),
        (Choice(relations=("co-occurrence", "launches")), False, True),
        (Choice(relations=("共现", "推出")), False, True),
        (Choice(relations=("开放关系",)), True, False),
        (Choice(backbone=0.5), False, True),
    ],
)
def test_a_family_that_is_asked_for_is_shown(graph, choice, opened, together):
    chosen = choose(graph, choice)
    assert (chosen.shows_open(), chosen.shows_cooccurrences()) == (opened, together)
    again = choose(chosen, Choice(top=50))
    assert (again.shows_open(), again.shows_cooccurrences()) == (opened, together)


@pytest.mark.parametrize("alpha", [0.05, 0.2, 0.4, 0.8])
def test_the_backbone_keeps_what_is_significant_at_one_end(graph, alpha):
    pairs = list(graph.cooccurrences())
    strength: dict[str, list[int]] = {}
    for pair in pairs:
        for end in (pair.a, pair.b):
            strength.setdefault(end, []).append(pair.sentences)
    expected = {
        (pair.a, pair.b)
        for pair in pairs
        if any((1 - pair.sentences / sum(own)) ** (len(own) - 1) < alpha
               for own in (strength[pair.a], strength[pair.b]))
    }  # fmt: skip
    chosen = choose(graph, Choice(backbone=alpha))
    assert {(pair.a, pair.b) for pair in chosen.cooccurrences(0)} == expected
    assert told(chosen) == told(graph)
    assert len(expected) < len(pairs) or alpha > 0.5


@pytest.mark.parametrize("choice", CHOICES)
def test_nothing_hangs_on_what_is_left_out(graph, choice):
    chosen = choose(graph, choice)
    ids = {node.id for node in chosen.nodes()}
    facts, opened = {fact.id for fact in chosen.facts()}, {fact.id for fact in chosen.open_facts()}
    ends = [(f.subject, f.object) for f in (*chosen.facts(), *chosen.open_facts(), *chosen.derived())]
    ends += [(pair.a, pair.b) for pair in (*chosen.cooccurrences(0), *chosen.doubts())]
    ends += [triple[::2] for triple in chosen.asserted()]
    assert {end for pair in ends for end in pair} <= ids
    assert {node.parent for node in chosen.nodes()} <= ids | {""}
    assert {alias.entity for alias in chosen.aliases()} <= ids
    assert {place.entity for place in chosen.places()} == ids
    assert {item.fact for item in chosen.evidence()} == facts == {item.fact for _, item in chosen.stated()}
    assert {item.fact for item in chosen.open_evidence()} == opened
    articles = {item.article for item in (*chosen.evidence(), *chosen.open_evidence())}
    assert {article.id for article in chosen.articles()} == articles
    assert sum(source.articles for source in chosen.sources()) == len(articles)
    counts = chosen.counts()
    assert (counts["nodes"], counts["facts"], counts["articles"]) == (len(ids), len(facts), len(articles))
    assert list(chosen.facts()) == [fact for fact in graph.facts() if fact.id in facts]
    assert sum(chosen.fact_counts().values()) == len(facts)


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("name", exporters.names())
def test_every_format_takes_a_part(graph, name, choice):
    whole, chosen = {node.id for node in graph.nodes()}, choose(graph, choice)
    kept = {node.id for node in chosen.nodes()}
    data = written(chosen, name)
    assert written(chosen, name) == data
    if not name.startswith("parquet"):
        assert not {id for id in whole - kept if id in data.decode("utf-8")}
    check = CHECKS.get(name)
    if check:
        check(data, kept)


def _graphml(data, kept):
    assert set(nx.read_graphml(io.BytesIO(data))) == kept


def _gexf(data, kept):
    root = ElementTree.fromstring(data)
    assert {node.get("id") for node in root.iter("{http://gexf.net/1.3}node")} == kept
    assert {edge.get(end) for edge in root.iter("{http://gexf.net/1.3}edge") for end in ("source", "target")} <= kept


def _turtle(data, kept):
    quads = list(ox.parse(data, ox.RdfFormat.TURTLE))
    subjects = {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    named = {quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode)}
    own = {iri for iri in named if re.search(r"/id/(entity|fact|open|article|source|evidence)/", iri)}
    assert own <= subjects


def _csv(data, kept):
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert {row[end] for row in rows for end in ("Source", "Target") if end in row} <= kept


CHECKS = {
    "graphml": _graphml, "graphml-multi": _graphml, "gexf": _gexf, "turtle": _turtle, "csv-edges": _csv,
}  # fmt: skip


def test_a_part_of_a_part_and_two_parts_at_once(graph):
    bodies, programmes = choose(graph, Choice(types=("ORG",))), choose(graph, Choice(types=("PROGRAMME",)))
    assert names(choose(bodies, Choice(around=("新港海洋学院",)))) == {"新港海洋学院", "海湾区人社局"}
    assert names(programmes) == {"星火工程", "海螺热线"}
    bodies.close()
    assert names(programmes) == {"星火工程", "海螺热线"}
    assert graph.counts()["nodes"] == 14
    streams = zip(programmes.nodes(), programmes.places(), strict=True)
    assert all(node.id == place.entity for node, place in streams)


def test_a_part_is_laid_out_anew_and_a_large_one_is_not(graph, monkeypatch):
    before = {place.entity: place for place in graph.places()}
    small = {place.entity: place for place in choose(graph, Choice(types=("ORG", "PERSON"))).places()}
    monkeypatch.setattr("kg.chosen.LAID_ANEW", 1)
    large = {place.entity: place for place in choose(graph, Choice(types=("ORG", "PERSON"))).places()}
    assert small.keys() == large.keys()
    assert {id: place.degree for id, place in small.items()} == {id: place.degree for id, place in large.items()}
    assert large == {id: before[id]._replace(degree=place.degree) for id, place in large.items()}
    assert any(small[id][1:3] != before[id][1:3] for id in small)


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        (Choice(relations=("builds", "修建")), r"relations has no '修建'; choose from .*co-occurrence.*open.*建设"),
        (Choice(types=("City",)), r"types has no 'City'; choose from ORG, .*机构"),
        (Choice(min_weight=-1), "min_weight -1: allowed: 0 or more"),
        (Choice(min_confidence=1.5), "min_confidence 1.5: allowed: 0 to 1"),
        (Choice(min_confidence=float("nan")), "min_confidence nan: allowed: 0 to 1"),
        (Choice(top=0), "top 0: allowed: 1 or more"),
        (Choice(hops=-1), "hops -1: allowed: 0 or more"),
        (Choice(backbone=0.0), "backbone 0.0: allowed: above 0 and below 1"),
        (Choice(backbone=1.0), "backbone 1.0: allowed: above 0 and below 1"),
        (Choice(backbone=0.1, relations=("builds",)), "backbone 0.1: .* with co-occurrence among the relations"),
        (Choice(around=("海湾",)), "around '海湾': nothing is called so; near it: .*海湾区"),
        (Choice(around=("海湾区", "\udcff")), "nothing is called so; near it: nothing"),
        (Choice(around=("",)), "around '': nothing is called so"),
    ],
)
def test_a_choice_that_cannot_be_made_says_what_is_allowed(graph, choice, message):
    with pytest.raises(KGError, match=message):
        choose(graph, choice)
    assert graph.counts()["nodes"] == 14


def test_an_unknown_name_tells_the_known_ones(graph):
    with pytest.raises(UnknownNameError) as caught:
        choose(graph, replace(Choice(), relations=("x",)))
    assert {"launches", "推出", "open", "co-occurrence"} <= set(caught.value.allowed)
