"""The queries that come with the program, asked of the hand-made documents."""

import re
from dataclasses import replace

import pytest

from kg.assemble import assemble
from kg.errors import QueryError
from kg.evidence import Evidence
from kg.graph import Graph
from kg.ontology import folder as ontology_folder
from kg.store import STORE, build_store, find_query, query_names, run_query
from kg.types import Quantity


@pytest.fixture
def stored(graph_folder):
    return with_store(graph_folder)


def with_store(folder):
    with Graph.open(folder) as graph:
        build_store(graph, folder / STORE)
    return folder


def store_of(folder, documents):
    with Evidence.open(folder) as evidence:
        for document in documents:
            evidence.replace(document, "hand-made")
        assemble(evidence.connection)
    return with_store(folder)


def ask(folder, name, given=None, **more):
    answer = run_query(folder, name, more if given is None else {"name": given, **more})
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows()]


def column(found, name):
    return [row[name] for row in found]


@pytest.mark.parametrize("name", query_names())
def test_every_query_says_what_it_is_and_runs_as_it_stands(name, stored):
    query = find_query(name)
    assert re.search("[\u4e00-\u9fff]", query.zh)
    assert query.en
    declared = set(re.findall(r"^# param: (\w+)(?:@zh|\^\^xsd:date)$", query.text, re.MULTILINE))
    assert set(query.params) == declared
    used = set(re.findall(r"(?<![\w<])([a-z]+):(?=\w)", re.sub(r"^(#|PREFIX).*$", "", query.text, flags=re.MULTILINE)))
    assert set(re.findall(r"^PREFIX (\w+):", query.text, re.MULTILINE)) == used
    assert run_query(stored, name).columns


def test_at_least_fifteen_queries_come_along():
    assert len(list((ontology_folder() / "queries").glob("*.rq"))) >= 15


def test_programmes_of_a_place_include_those_of_its_bodies(stored):
    found = ask(stored, "programmes-of", "海湾区")
    assert [(row["body"], row["relation"], row["programme"], row["modality"]) for row in found] == [
        ("海湾区", "推出", "星火工程", "done"),
        ("海湾区人社局", "推出", "星火工程", "ongoing"),
    ]
    assert column(ask(stored, "programmes-of", "白沙市"), "programme") == ["海螺热线"]


def test_a_denied_programme_is_not_one(stored):
    assert "海螺热线" not in column(ask(stored, "programmes-of", "海湾区人社局"), "programme")


@pytest.mark.parametrize(("name", "partner"), [("区人社局", "新港海洋学院"), ("新港海洋学院", "海湾区人社局")])
def test_who_works_with_whom_is_asked_from_either_side_and_by_alias(stored, name, partner):
    (row,) = ask(stored, "who-works-with-whom", name)
    assert (row["partner"], row["sentences"]) == (partner, "2")


@pytest.mark.parametrize(
    ("place", "bodies"),
    [
        ("新港市", ["海湾区人社局", "新港海洋学院"]),
        ("海湾区", ["海湾区人社局"]),
        ("白沙市", ["白沙城建集团"]),
        ("中山路", []),
    ],
)
def test_bodies_of_a_place_and_of_what_lies_in_it(stored, place, bodies):
    assert column(ask(stored, "bodies-of", place), "body") == bodies


def test_aliases_of(stored):
    (row,) = ask(stored, "aliases-of", "海洋学院")
    assert (row["type"], row["preferred"], row["alias"]) == ("机构", "新港海洋学院", "海洋学院")
    assert len(ask(stored, "aliases-of", "中山路")) == 2


def test_evidence_of_gives_the_sentence_and_its_place(stored, documents):
    found = ask(stored, "evidence-of", "海螺热线")
    assert {(row["subject"], row["polarity"]) for row in found} == {
        ("海湾区人社局", "negative"),
        ("白沙市", "positive"),
    }
    texts = {document.source.name: document.source.text for document in documents}
    for row in found:
        assert texts[row["file"]][int(row["start"]) : int(row["end"])] == row["sentence"]


def test_what_was_planned_and_then_built_is_not_planned(stored):
    assert ask(stored, "planned", "海棠公园") == []


def test_what_is_only_planned_is(tmp_path, documents):
    folder = store_of(tmp_path / "early", documents[:1])
    (row,) = ask(folder, "planned", "海湾区")
    assert (row["subject"], row["relation"], row["object"], row["date"]) == ("海湾区", "建设", "海棠公园", "2024-02-08")


def test_policies_and_posts(stored):
    (row,) = ask(stored, "policies")
    assert (row["issuer"], row["policy"], row["first"]) == ("海湾区人社局", "海湾区就业服务办法", "2024-09-30")
    assert column(ask(stored, "posts", "海湾区人社局"), "person") == ["林远舟"]
    assert ask(stored, "posts", "白沙市") == []


def test_most_central(stored):
    first = ask(stored, "most-central")[0]
    assert (first["entity"], first["neighbours"]) == ("海湾区人社局", "4")


def test_cooccurrence_without_relation_leaves_out_what_is_stated(stored):
    pairs = {frozenset((row["first"], row["second"])) for row in ask(stored, "co-occurrence-without-relation")}
    assert frozenset(("林远舟", "星火工程")) in pairs
    assert frozenset(("海湾区", "星火工程")) not in pairs
    assert frozenset(("海湾区人社局", "海螺热线")) not in pairs


def test_disputed_is_what_is_stated_and_denied(tmp_path, documents):
    first, *others = documents
    launch, *rest = first.extractions
    denied = next(relation for relation in launch.relations if relation.polarity == "negative")
    both = replace(launch, relations=(*launch.relations, replace(denied, polarity="positive")))
    assert ask(store_of(tmp_path / "one", documents), "disputed") == []
    (row,) = ask(store_of(tmp_path / "two", [replace(first, extractions=(both, *rest)), *others]), "disputed")
    assert (row["subject"], row["relation"], row["object"]) == ("海湾区人社局", "参与", "海螺热线")


def test_timeline_is_in_the_order_of_time(stored):
    (row,) = ask(stored, "timeline", "海湾区")
    assert (row["from"], row["to"], row["relation"], row["object"]) == ("2024-02-01", "2024-02-29", "推出", "星火工程")
    assert ask(stored, "timeline", "白沙市") == []


def test_quantities_have_number_and_unit(stored):
    (row,) = ask(stored, "quantities", "新港海洋学院")
    assert (row["quantity"], row["number"], row["unit"], row["of"]) == ("100名", "100", "名", "人才")
    assert row["sentence"] == "区人社局与海洋学院签约，双方共育人才100名。"


INVESTED = Quantity("3.2亿元", 320_000_000.0, "元", "投资")
EARNED = Quantity("5亿元", 500_000_000.0, "元", "产值")
GIVEN = Quantity("80万元", 800_000.0, "元", "")
PEOPLE = Quantity("900人", 900.0, "人", "投入人员")


def with_quantities(documents, **quantities):
    """The documents, in which the sentence of a relation tells a quantity: (builds=INVESTED)."""

    def told(relation):
        return replace(relation, quantity=quantities.get(relation.relation, relation.quantity))

    for item in documents:
        extractions = (replace(one, relations=tuple(map(told, one.relations))) for one in item.extractions)
        yield replace(item, extractions=tuple(extractions))


def test_investments_are_sums_of_money_put_in_the_largest_first(tmp_path, documents):
    told = with_quantities(documents, builds=INVESTED, issues=GIVEN, launches=EARNED, holdsPost=PEOPLE)
    found = ask(store_of(tmp_path / "sums", told), "investments")
    assert {(row["written"], row["yuan"], row["of"], row["relation"]) for row in found} == {
        ("3.2亿元", "320000000", "投资", "建设"),
        ("80万元", "800000", "", "出台"),
    }
    assert column(found, "written") == sorted(column(found, "written"))
    assert column(ask(tmp_path / "sums", "investments", "白沙城建集团"), "object") == ["中山路"]


@pytest.mark.parametrize(
    ("since", "name", "objects"),
    [
        ("2024-09-30", None, ["海棠公园", "海湾区就业服务办法", "星火工程"]),
        ("2024-10-01", None, []),
        ("2024-03-01", "新港市", ["中山路"]),
        ("2024-03-01", "海湾区", ["海棠公园"]),
        ("2024-03-02", "海洋学院", []),
    ],
)
def test_what_is_new_since_a_day_is_what_was_not_stated_before(stored, since, name, objects):
    found = ask(stored, "new-since", name, since=since)
    assert sorted(set(column(found, "object"))) == sorted(objects)
    assert all(row["first"] >= since for row in found)


def test_a_day_must_be_one(stored):
    with pytest.raises(QueryError, match="2024-05-01, not '5月'"):
        ask(stored, "new-since", since="5月")


@pytest.mark.parametrize(("one", "other"), [("区人社局", "新港海洋学院"), ("海洋学院", "海湾区人社局")])
def test_the_evidence_of_a_fact_is_told_whichever_end_is_named_first(stored, one, other):
    found = ask(stored, "evidence-of-fact", one, other=other)
    assert [(row["relation"], row["trigger"], row["date"]) for row in found] == [
        ("合作", "签约", "2024-02-08"),
        ("合作", "携手", "2024-03-01"),
    ]
    assert ask(stored, "evidence-of-fact", one, other="白沙市") == []


def test_what_two_papers_state_is_told_with_both(tmp_path, documents):
    first, second, third = documents
    assert ask(store_of(tmp_path / "one", documents), "stated-by-several") == []
    other_paper = [
        replace(one, article=replace(one.article, publisher="海湾晚报")) if "改造" in one.article.text else one
        for one in first.extractions
    ]
    folder = store_of(tmp_path / "two", [replace(first, extractions=tuple(other_paper)), second, third])
    (row,) = ask(folder, "stated-by-several")
    assert {row["subject"], row["object"]} == {"海湾区人社局", "新港海洋学院"}
    assert (row["relation"], row["papers"], row["one"], row["another"]) == ("合作", "2", "新港日报", "海湾晚报")
    assert (row["first"], row["last"]) == ("2024-02-08", "2024-03-01")


def test_provenance_counts_the_evidence_of_each_file(stored, documents):
    found = ask(stored, "provenance")
    assert {(row["file"], row["articles"], row["evidence"]) for row in found} == {
        ("news/baisha.txt", "1", "2"),
        ("news/park.txt", "1", "3"),
        ("news/xingang.txt", "2", "7"),
    }


def test_what_is_derived_tells_its_rule(stored):
    found = ask(stored, "derived", "海湾区")
    assert {(row["subject"], row["relation"], row["object"], row["rule"], row["articles"]) for row in found} == {
        ("海湾区", "隶属地区", "新港市", "division-code", "1"),
        ("海湾区人社局", "隶属地区", "海湾区", "body-region", "2"),
    }


def test_derived_and_open_statements_are_no_relation_between_a_pair(stored, graph_folder):
    pairs = {frozenset((row["first"], row["second"])) for row in ask(stored, "co-occurrence-without-relation")}
    assert frozenset(("林远舟", "海棠公园")) in pairs
    with Evidence.open(graph_folder) as evidence:
        evidence.show_open(True)
    shown = ask(with_store(graph_folder), "co-occurrence-without-relation")
    assert {frozenset((row["first"], row["second"])) for row in shown} == pairs


def test_open_statements_are_there_if_they_were_asked_for(stored, graph_folder):
    assert ask(stored, "open-statements") == []
    with Evidence.open(graph_folder) as evidence:
        evidence.show_open(True)
    found = ask(with_store(graph_folder), "open-statements", "林远舟")
    assert [(row["verb"], row["object"], row["polarity"]) for row in found] == [
        ("走访", "新港海洋学院", "positive"),
        ("走进", "海棠公园", "negative"),
    ]
