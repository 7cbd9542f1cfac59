import html
import re
from html.parser import HTMLParser

import pytest
from werkzeug.test import Client

from kg.queries import query_names
from kg.web.app import Application
from kg.web.claims import CLAIMS
from kg.web.workers import Workers

HTML = {"Accept": "text/html"}
VOID = {"meta", "link", "input", "br"}


class Page(HTMLParser):
    """Checks that every element is closed, and keeps the text, the links and the forms."""

    def __init__(self, text):
        super().__init__()
        self.open, self.links, self.attributes, self.elements, self.words = [], [], [], set(), []
        self.feed(text)
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        self.attributes += attrs
        self.links += [value for name, value in attrs if name in ("href", "action", "src")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


def page(client, path, **parameters):
    response = client.get(path, query_string=parameters, headers=HTML)
    assert response.status_code == 200, response.text
    assert response.content_type == "text/html; charset=utf-8"
    return Page(response.text)


# ---------------------------------------------------------------- what pages tell


def test_the_start_page_counts_asks_and_searches(client):
    start = page(client, "/")
    assert "7 地点 place" in start.text
    assert "11 陈述 statement" in start.text
    assert {f"/query/{name}" for name in query_names()} <= set(start.links)
    assert {"/search", "/sparql"} <= set(start.links)
    assert ("name", "since") in start.attributes


def test_the_page_of_an_entity(client, id_of):
    shown = page(client, f"/page/{id_of('海湾区')}")
    for told in ("东屿省", "新港市", "地点 place", "行政区划代码 administrative code 990101", "推出 launches 星火工程"):
        assert told in shown.text
    assert "海湾区2月 启动 “星火工程”，林远舟任区人社局局长。" in shown.text
    assert "时间 2024-02-01/2024-02-29" in shown.text
    assert "海棠公园 计划 planned" in shown.text
    assert re.search(r"xingang\.txt:\d+–\d+", shown.text)
    assert f"/page/{id_of('星火工程')}" in shown.links


def test_the_other_end_reads_the_other_way(client, id_of):
    shown = page(client, f"/page/{id_of('星火工程')}")
    assert "推出方 launched by 海湾区" in shown.text


def test_aliases_quantities_company_and_denials(client, id_of):
    bureau = page(client, f"/page/{id_of('海湾区人社局')}").text
    assert "又称 also 区人社局" in bureau
    assert "数量 人才 100名" in bureau
    assert "海螺热线 否定 denied" in bureau
    assert "同句共现 In one sentence with" in bureau
    assert "推得 derived: body-region" in bureau


def test_a_statement_has_a_page_with_all_its_sentences(client, id_of):
    entity = page(client, f"/page/{id_of('海湾区人社局')}")
    facts = [link for link in entity.links if link.startswith("/page/fact/")]
    texts = [page(client, fact).text for fact in facts]
    both = next(text for text in texts if "2 句 sentences" in text)
    assert "签约" in both and "携手" in both


def test_an_article_has_a_page_with_what_it_states(client, id_of):
    entity = page(client, f"/page/{id_of('白沙市')}")
    article = next(link for link in entity.links if link.startswith("/page/article/"))
    shown = page(client, article)
    assert "白沙市中山路通车" in shown.text
    assert "白沙城建集团 建设 builds 中山路" in shown.text
    assert "新港日报" in shown.text


@pytest.mark.parametrize(
    ("parameters", "found", "missing"),
    [
        ({"q": "中山路"}, ["中山路"], ["海湾区"]),
        ({"q": "区人社局"}, ["海湾区人社局"], ["星火工程"]),
        ({"q": "“星火工程”"}, ["星火工程"], ["中山路"]),
        ({"q": "海", "type": "PROGRAMME"}, ["海螺热线"], ["海湾区"]),
        ({"type": "PERSON"}, ["林远舟"], ["海湾区"]),
        ({"q": "没有的名称"}, ["没有这个名称"], ["海湾区"]),
        ({"q": 'GIVEN" CLASSES'}, ["没有这个名称"], []),
        ({"q": "海", "page": "2"}, ["没有这个名称"], []),
    ],
)
def test_search(client, parameters, found, missing):
    text = page(client, "/search", **parameters).text
    assert all(name in text for name in found)
    assert not any(name in text for name in missing)


def test_the_nearest_name_comes_first(client):
    hits = re.findall(r"<li><a href=\"[^\"]+\">([^<]+)</a>", client.get("/search?q=海湾区").text)
    assert hits[0] == "海湾区"
    assert len(hits) > 2


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "1e9", "٣", "9999999999"])
def test_pages_are_numbered(client, number):
    assert client.get("/search", query_string={"page": number}).status_code == 400


@pytest.mark.parametrize("name", query_names())
def test_every_query_has_a_page(client, name):
    shown = page(client, f"/query/{name}", name="海湾区")
    assert "行 rows" in shown.text or "没有结果" in shown.text


def test_the_answer_to_a_query_links_names_and_files(client, id_of):
    shown = page(client, "/query/programmes-of", name="海湾区")
    assert "星火工程" in shown.text
    assert f"/page/{id_of('星火工程')}" in shown.links
    table = next(link for link in shown.links if link.startswith("/sparql?") and "text%2Fcsv" in link)
    response = client.get(table, headers=HTML)
    assert response.mimetype == "text/csv"
    assert "星火工程" in response.text


def test_a_name_that_several_have_leads_to_a_search(client):
    links = page(client, "/sparql", query='SELECT ?x { ?one skos:prefLabel ?x FILTER(?x = "中山路"@zh) }').links
    assert "/search?q=%E4%B8%AD%E5%B1%B1%E8%B7%AF" in links


def test_parameters_are_checked(client):
    assert client.get("/query/new-since", query_string={"since": "soon"}).status_code == 400
    assert client.get("/query/no-such-query").status_code == 404
    assert page(client, "/query/new-since", since="2024-03-01")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT ?name { ?one a kg:Policy ; skos:prefLabel ?name }", "海湾区就业服务办法"),
        ("ASK {}", "true"),
        ("DESCRIBE ?one { ?one a kg:Policy }", "skos:prefLabel"),
        ("SELECT ?one { ?one a kg:Nothing }", "没有结果"),
    ],
)
def test_the_box_shows_the_result(client, query, expected):
    shown = page(client, "/sparql", query=query)
    assert expected in shown.text
    assert query in shown.text


def test_the_box_keeps_a_query_that_fails(client):
    response = client.get("/sparql", query_string={"query": "SELECT {"}, headers=HTML)
    assert response.status_code == 400
    assert "SELECT {</textarea>" in response.text
    assert "error at 1:" in html.unescape(response.text)


def test_errors_are_pages_for_browsers(client):
    response = client.get("/nowhere", headers=HTML)
    assert (response.status_code, response.mimetype) == (404, "text/html")
    assert Page(response.text).text.startswith("404")


# ---------------------------------------------------------------- what comes from the news stays text

PLAIN = '<script>alert("x")</script>" onfocus="alert(1)'
BAD = PLAIN.replace('"', '\\"')
HOSTILE = f"""
<entity/1> a kg:Place ; skos:prefLabel "{BAD}"@zh ; skos:altLabel "</textarea>{BAD}"@zh ; kg:mentions 1 .
<entity/2> a kg:Organization ; skos:prefLabel "{BAD}2"@zh ; kg:mentions 1 ; kg:within <entity/1> .
<fact/1> a kg:Statement ; rdf:subject <entity/1> ; rdf:predicate kg:builds ; rdf:object <entity/2> ; kg:weight 1 ;
  kg:modality "done" ; kg:polarity "positive" ; kg:confidence 0.9 ; kg:hasEvidence <evidence/1> .
<evidence/1> a kg:Evidence ; kg:sentence "{BAD}建成"@zh ; kg:start 0 ; kg:end 99 ; kg:triggerWord "{BAD}"@zh ;
  kg:triggerStart 0 ; kg:when "{BAD}" ; kg:quantity "{BAD}"@zh ; prov:wasDerivedFrom <article/1> .
<article/1> a kg:Article ; dct:source "{BAD}.txt" ; dct:title "{BAD}"@zh ; dct:publisher "{BAD}" ;
  schema:url "javascript:alert(1)" .
<cooccurrence/1> a kg:CoOccurrence ; kg:between <entity/1> , <entity/2> ; kg:sentences 1 ; kg:llr 1.0 .
<thing/1> kg:note "{BAD}" ; schema:url "javascript:alert(1)"^^xsd:anyURI ; dct:source <javascript:alert(1)> .
"""


@pytest.fixture(scope="session")
def hostile(make_store):
    with Workers(make_store(HOSTILE), 1, 20.0) as workers:
        yield Client(Application(workers, 50))


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("/search", {"q": "script"}),
        ("/search", {"q": PLAIN}),
        ("/page/entity/1", {}),
        ("/page/entity/2", {}),
        ("/page/fact/1", {}),
        ("/page/evidence/1", {}),
        ("/page/article/1", {}),
        ("/page/thing/1", {}),
        ("/page/cooccurrence/1", {}),
        ("/sparql", {"query": "SELECT * { ?s ?p ?o FILTER(STRSTARTS(STR(?s), STR(<entity/>))) }"}),
        ("/sparql", {"query": f"SELECT ('''</textarea>{PLAIN}''' AS ?x) {{}}"}),
        ("/sparql", {"query": "CONSTRUCT { <thing/1> ?p ?o } WHERE { <thing/1> ?p ?o }"}),
        ("/query/bodies-of", {"name": PLAIN}),
        ("/query/aliases-of", {}),
    ],
)
def test_names_cannot_break_out(hostile, path, parameters):
    shown = page(hostile, path, **parameters)
    assert "script" not in shown.elements
    assert not [name for name, _ in shown.attributes if name.startswith("on")]
    assert not [link for link in shown.links if link.strip().lower().startswith("javascript:")]
    assert "alert" in shown.text or path == "/query/bodies-of"


@pytest.mark.parametrize(
    "path", ["/<script>alert(1)</script>", "/query/<script>", "/page/entity/<script>", "/data/a/<b>.x"]
)
def test_paths_cannot_break_out(client, path):
    response = client.get(path, headers=HTML)
    assert response.status_code == 404
    assert "script" not in Page(response.text).elements


def test_nothing_is_loaded_or_run(client):
    response = client.get("/", headers=HTML)
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'")
    shown = Page(response.text)
    assert "script" not in shown.elements
    assert all(link.startswith(("/", "data:,")) for link in shown.links)
    assert not [name for name, _ in shown.attributes if name == "style"]
    style = client.get("/style.css")
    assert (style.status_code, style.mimetype) == (200, "text/css")
    assert "url(" not in style.text and "@import" not in style.text


# ---------------------------------------------------------------- hubs

COUNT = 2 * CLAIMS + 3
HUB = """
<entity/hub> a kg:Place ; skos:prefLabel "枢纽市"@zh ; kg:mentions 99 .
<article/1> a kg:Article ; dct:source "hub.txt" .
""" + "".join(
    f"""
<entity/{n}> a kg:Organization ; skos:prefLabel "第{n}单位"@zh ; kg:mentions 1 ; kg:within <entity/hub> .
<fact/{n}> a kg:Statement ; rdf:subject <entity/hub> ; rdf:predicate kg:establishes ; rdf:object <entity/{n}> ;
  kg:modality "done" ; kg:polarity "positive" ; kg:confidence 0.9 ; kg:weight 60 ; kg:hasEvidence <evidence/{n}> .
<evidence/{n}> a kg:Evidence ; kg:sentence "枢纽市成立第{n}单位。"@zh ; kg:start {n * 20} ; kg:end {n * 20 + 9} ;
  prov:wasDerivedFrom <article/1> .
"""
    for n in range(COUNT)
)


@pytest.fixture(scope="session")
def hub(make_store):
    with Workers(make_store(HUB), 1, 20.0) as workers:
        yield Client(Application(workers, 50))


@pytest.mark.parametrize("path", ["/page/entity/hub", "/page/article/1"])
def test_a_hub_has_several_pages(hub, path):
    seen, following = set(), path
    for number in (1, 2, 3):
        shown = Page(hub.get(following, headers=HTML).text)
        seen |= {link for link in shown.links if link.startswith("/page/fact/")}
        assert len(seen) == min(number * CLAIMS, COUNT)
        following = f"{path}?page={number + 1}"
        assert (following in shown.links) is (number < 3)


def test_a_long_search_has_several_pages(hub):
    first, second = page(hub, "/search", q="单位"), page(hub, "/search", q="单位", page="2")
    entities = [{link for link in shown.links if link.startswith("/page/entity/")} for shown in (first, second)]
    assert [len(found) for found in entities] == [50, COUNT - 50]
    assert not entities[0] & entities[1]
    assert "/search?q=%E5%8D%95%E4%BD%8D&type=&page=2" in first.links
