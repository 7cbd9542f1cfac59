from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, RDFS, Namespace

from kg.database import BASE
from kg.errors import GraphError
from kg.evidence import Evidence
from kg.ontology import KG, folder
from kg.validate import check, validate

kg = Namespace(KG)
id = Namespace(BASE)

GOOD = f"""
@prefix kg: <{KG}> .
@prefix id: <{BASE}> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

id:qu a kg:Place ; skos:prefLabel "海湾区"@zh ; skos:altLabel "海湾"@zh ; kg:mentions 2 ;
    kg:firstSeen "2024-01-02"^^xsd:date ; kg:lastSeen "2024-03-04"^^xsd:date ; kg:launches id:gong .
id:ju a kg:Organization ; skos:prefLabel "海湾区人社局"@zh ; kg:mentions 1 ; kg:within id:qu ;
    kg:cooperatesWith id:yuan .
id:yuan a kg:Organization ; skos:prefLabel "海洋学院"@zh ; kg:mentions 1 ; kg:cooperatesWith id:ju .
id:gong a kg:Programme ; skos:prefLabel "星火工程"@zh ; kg:mentions 1 .
id:bumen a kg:Statement ; rdf:subject id:ju ; rdf:predicate kg:partOf ; rdf:object id:yuan ;
    kg:modality "planned" ; kg:polarity "negative" ; kg:confidence 0.4 ; kg:weight 1 ; kg:hasEvidence id:e3 ;
    prov:wasDerivedFrom id:wen ; prov:wasGeneratedBy id:du .
id:he a kg:Statement ; rdf:subject id:ju ; rdf:predicate kg:cooperatesWith ; rdf:object id:yuan ;
    kg:modality "ongoing" ; kg:polarity "positive" ; kg:confidence 1.0 ; kg:weight 1 ; kg:hasEvidence id:e2 ;
    prov:wasDerivedFrom id:wen ; prov:wasGeneratedBy id:du .
id:tui a kg:Statement ; rdf:subject id:qu ; rdf:predicate kg:launches ; rdf:object id:gong ;
    kg:modality "done" ; kg:polarity "positive" ; kg:confidence 0.9 ; kg:weight 1 ; kg:hasEvidence id:e1 ;
    prov:wasDerivedFrom id:wen ; prov:wasGeneratedBy id:du .
id:e1 a kg:Evidence ; kg:sentence "海湾区启动星火工程。"@zh ; kg:start 0 ; kg:end 10 ;
    kg:triggerStart 3 ; kg:triggerEnd 5 ; kg:confidence 0.9 ; prov:wasDerivedFrom id:wen ; prov:wasGeneratedBy id:du ;
    oa:hasSource id:dang ; oa:hasSelector id:e1-at .
id:e2 a kg:Evidence ; kg:sentence "局院合作。"@zh ; kg:start 20 ; kg:end 25 ; kg:triggerStart 22 ; kg:triggerEnd 24 ;
    kg:confidence 1.0 ; prov:wasDerivedFrom id:wen ; prov:wasGeneratedBy id:du ;
    oa:hasSource id:dang ; oa:hasSelector id:e2-at .
id:e3 a kg:Evidence ; kg:sentence "局不属于院。"@zh ; kg:start 30 ; kg:end 36 ; kg:triggerStart 32 ; kg:triggerEnd 34 ;
    kg:confidence 0.4 ; prov:wasDerivedFrom id:wen ; prov:wasGeneratedBy id:du ;
    oa:hasSource id:dang ; oa:hasSelector id:e3-at .
id:fang a kg:OpenStatement ; rdf:subject id:qu ; kg:verb "走访"@zh ; rdf:object id:yuan ;
    kg:modality "done" ; kg:polarity "positive" ; kg:confidence 0.6 ; kg:weight 1 ; kg:hasEvidence id:e4 ;
    prov:wasDerivedFrom id:wen ; prov:wasGeneratedBy id:du .
id:e4 a kg:Evidence ; kg:sentence "海湾区走访院。"@zh ; kg:start 40 ; kg:end 47 ;
    kg:triggerStart 43 ; kg:triggerEnd 45 ; kg:confidence 0.6 ; prov:wasDerivedFrom id:wen ; prov:wasGeneratedBy id:du ;
    oa:hasSource id:dang ; oa:hasSelector id:e4-at ;
    kg:when "2024-01-02/2024-01-31" ;
    kg:from "2024-01-02"^^xsd:date ; kg:to "2024-01-31"^^xsd:date ; kg:quantity "3人"@zh ;
    kg:quantityNumber 3.0 .
id:zai a kg:DerivedStatement ; rdf:subject id:ju ; rdf:predicate kg:within ; rdf:object id:qu ;
    kg:rule "body-region" ; kg:articles 1 ; prov:wasGeneratedBy id:jian .
id:shu a kg:DerivedStatement ; rdf:subject id:ju ; rdf:predicate kg:partOf ; rdf:object id:yuan ;
    kg:rule "party-unit" ; kg:articles 1 ; prov:wasGeneratedBy id:jian .
id:e1-at a oa:TextPositionSelector ; oa:start "0"^^xsd:nonNegativeInteger ; oa:end "10"^^xsd:nonNegativeInteger .
id:e2-at a oa:TextPositionSelector ; oa:start "20"^^xsd:nonNegativeInteger ; oa:end "25"^^xsd:nonNegativeInteger .
id:e3-at a oa:TextPositionSelector ; oa:start "30"^^xsd:nonNegativeInteger ; oa:end "36"^^xsd:nonNegativeInteger .
id:e4-at a oa:TextPositionSelector ; oa:start "40"^^xsd:nonNegativeInteger ; oa:end "47"^^xsd:nonNegativeInteger .
id:wen a kg:Article ; dct:source "a.txt" ; dct:issued "2024-01-02"^^xsd:date ; prov:wasDerivedFrom id:dang .
id:dang a kg:Source ; rdfs:label "news/a.txt" ; kg:sha256 "00ff" .
id:du a kg:Extraction ; kg:fingerprint "0.1.0 kg kg" ; prov:wasAssociatedWith id:ruanjian ; prov:used id:moxing .
id:jian a kg:Build ; prov:wasAssociatedWith id:ruanjian .
id:ruanjian a prov:SoftwareAgent ; rdfs:label "kg" ; schema:softwareVersion "0.1.0" .
id:moxing a kg:Model ; rdfs:label "kg" .
id:tuiduan a kg:InferredGraph ; prov:wasGeneratedBy id:jian .
id:gong-qu a kg:CoOccurrence ; kg:between id:gong , id:qu ; kg:sentences 1 ; kg:paragraphs 1 ;
    kg:npmi -0.5 ; kg:llr 2.5 ; prov:wasGeneratedBy id:jian .
"""


def say(text):
    """Turtle without its prefixes as a list of triples."""
    head = GOOD[: GOOD.index("id:qu a")]
    return list(rdflib.Graph().parse(data=head + text, format="turtle"))


def broken(remove, add):
    data = rdflib.Graph().parse(data=GOOD, format="turtle")
    for triple in say(remove):
        assert triple in data
        data.remove(triple)
    for triple in say(add):
        data.add(triple)
    return check(data)


def test_the_graph_of_the_documents_conforms(graph_folder):
    report = validate(graph_folder)
    assert report.violations == ()
    assert report.conforms
    assert report.triples > 400


def test_the_graph_of_the_sample_corpus_conforms(news_graph):
    report = validate(news_graph)
    assert report.violations == ()
    assert report.triples > 4000


def test_a_graph_with_open_relations_conforms(graph_folder):
    with Evidence.open(graph_folder) as evidence:
        evidence.show_open(True)
    report = validate(graph_folder)
    assert report.violations == ()


def test_a_folder_without_a_graph_is_said(tmp_path: Path):
    with pytest.raises(GraphError):
        validate(tmp_path / "none")


def test_good_is_good():
    report = broken("", "")
    assert report.violations == ()


# what is taken out, what is put in, whose label is given, what is said of it, by which shape
BROKEN = [
    ('id:gong skos:prefLabel "星火工程"@zh .', "", f"{BASE}gong", "首选名称", "Entity"),
    ("", 'id:gong skos:prefLabel "星火"@zh .', None, "首选名称", "Entity"),
    ('id:gong skos:prefLabel "星火工程"@zh .', 'id:gong skos:prefLabel "Spark"@en .', "Spark", "首选名称", "Entity"),
    ('id:gong skos:prefLabel "星火工程"@zh .', 'id:gong skos:prefLabel ""@zh .', f"{BASE}gong", "首选名称", "Entity"),
    ("", "id:qu a kg:Organization .", "海湾区", "五类之一", "Entity"),
    ("", 'id:qu skos:altLabel "海湾区"@zh .', "海湾区", "别名", "Entity"),
    ("", 'id:qu skos:altLabel "Bay"@en .', "海湾区", "别名", "Entity"),
    ("", "id:qu kg:within id:gong .", "海湾区", "所在区划", "Entity"),
    ("id:qu kg:mentions 2 .", "id:qu kg:mentions -1 .", "海湾区", "提及次数", "Entity"),
    ("id:qu kg:mentions 2 .", "", "海湾区", "提及次数", "Entity"),
    ("", 'id:gong kg:firstSeen "2024-05-05"^^xsd:date ; kg:lastSeen "2024-01-01"^^xsd:date .',
     "星火工程", "首次出现", "Entity"),
    ("id:gong a kg:Programme .", "", "星火工程", "五类之一", "Class"),
    ("", 'id:x a kg:Article ; dct:source "x" ; skos:prefLabel "怪"@zh .', "怪", "五类之一", "Class"),
    ("id:tui rdf:subject id:qu .", "", None, "主体", "Statement"),
    ("", "id:tui rdf:predicate kg:leads .", None, "一个关系", "Statement"),
    ("id:tui rdf:object id:gong .", 'id:tui rdf:object "星火" .', None, "客体", "Statement"),
    ('id:tui kg:modality "done" .', 'id:tui kg:modality "maybe" .', "海湾区 launches 星火工程", "情态", "Statement"),
    ('id:tui kg:polarity "positive" .', "", "海湾区 launches 星火工程", "极性", "Statement"),
    ("id:tui kg:confidence 0.9 .", "id:tui kg:confidence 1.1 .", "海湾区 launches 星火工程", "置信度", "Statement"),
    ("id:tui kg:confidence 0.9 .", "id:tui kg:confidence -0.1 .", "海湾区 launches 星火工程", "置信度", "Statement"),
    ("id:tui kg:weight 1 .", "id:tui kg:weight 0 .", "海湾区 launches 星火工程", "证据数", "Statement"),
    ("id:tui kg:hasEvidence id:e1 .", "", "海湾区 launches 星火工程", "至少一条证据", "Statement"),
    ("id:tui kg:hasEvidence id:e1 .", "", "海湾区启动星火工程。", "属于一条陈述", "Evidence"),
    ('id:e2 kg:sentence "局院合作。"@zh .', 'id:e2 kg:sentence " "@zh .', " ", "原句", "Evidence"),
    ("id:e1 kg:start 0 .", "id:e1 kg:start -1 .", "海湾区启动星火工程。", "起点", "Evidence"),
    ("id:e1 kg:start 0 .", "id:e1 kg:start 10 .", "海湾区启动星火工程。", "起点", "Evidence"),
    ("id:e1 kg:start 0 .", "id:e1 kg:start 4 .", "海湾区启动星火工程。", "起点", "Evidence"),
    ("id:e1 kg:end 10 .", "", "海湾区启动星火工程。", "终点", "Evidence"),
    ("id:e1 kg:triggerStart 3 .", "id:e1 kg:triggerStart 5 .", "海湾区启动星火工程。", "触发词起点", "Evidence"),
    ("id:e1 kg:triggerEnd 5 .", "id:e1 kg:triggerEnd 11 .", "海湾区启动星火工程。", "触发词应在原句之内", "Evidence"),
    ("", 'id:e1 kg:triggerWord "启动" .', "海湾区启动星火工程。", "触发词至多一个", "Evidence"),
    ("id:e1 kg:confidence 0.9 .", "id:e1 kg:confidence 2.0 .", "海湾区启动星火工程。", "置信度", "Evidence"),
    ("id:e1 prov:wasDerivedFrom id:wen .", "id:e1 prov:wasDerivedFrom id:qu .",
     "海湾区启动星火工程。", "一篇文章", "Evidence"),
    ('id:wen dct:source "a.txt" .', "", f"{BASE}wen", "来源文件", "Article"),
    ('id:wen dct:issued "2024-01-02"^^xsd:date .', 'id:wen dct:issued "一月" .', f"{BASE}wen", "发布日期", "Article"),
    ("id:gong-qu kg:between id:qu .", "", "星火工程", "两个不同的实体", "CoOccurrence"),
    ("id:gong-qu kg:sentences 1 .", "id:gong-qu kg:sentences 0 .", "星火工程 + 海湾区", "同句次数", "CoOccurrence"),
    ("id:gong-qu kg:paragraphs 1 .", "", "星火工程 + 海湾区", "同段次数", "CoOccurrence"),
    ("id:gong-qu kg:npmi -0.5 .", "id:gong-qu kg:npmi -1.5 .", "星火工程 + 海湾区", "互信息", "CoOccurrence"),
    ("id:gong-qu kg:llr 2.5 .", "id:gong-qu kg:llr -2.5 .", "星火工程 + 海湾区", "似然比", "CoOccurrence"),
    ('id:e4 kg:to "2024-01-31"^^xsd:date .', 'id:e4 kg:to "2024-01-01"^^xsd:date .',
     "海湾区走访院。", "始于", "Evidence"),
    ("", 'id:e1 kg:from "2024-01" .', "海湾区启动星火工程。", "始于", "Evidence"),
    ("", 'id:e4 kg:to "2024-02-01"^^xsd:date .', "海湾区走访院。", "止于", "Evidence"),
    ('id:e4 kg:quantity "3人"@zh .', 'id:e4 kg:quantity "3人" .', "海湾区走访院。", "数量至多一个", "Evidence"),
    ("id:e4 kg:quantityNumber 3.0 .", 'id:e4 kg:quantityNumber "三" .', "海湾区走访院。", "数值", "Evidence"),
    ("id:fang rdf:subject id:qu .", "", None, "主体", "OpenStatement"),
    ('id:fang kg:verb "走访"@zh .', "", None, "非空动词", "OpenStatement"),
    ('id:fang kg:verb "走访"@zh .', 'id:fang kg:verb " "@zh .', None, "非空动词", "OpenStatement"),
    ("id:fang rdf:object id:yuan .", 'id:fang rdf:object "院" .', None, "客体", "OpenStatement"),
    ("", "id:fang rdf:predicate kg:supports .", None, "不用本体中的关系", "OpenStatement"),
    ('id:fang kg:modality "done" .', "", None, "情态", "OpenStatement"),
    ('id:fang kg:polarity "positive" .', 'id:fang kg:polarity "yes" .', None, "极性", "OpenStatement"),
    ("id:fang kg:confidence 0.6 .", "id:fang kg:confidence 1.6 .", None, "置信度", "OpenStatement"),
    ("id:fang kg:weight 1 .", "id:fang kg:weight 0 .", None, "证据数", "OpenStatement"),
    ("id:fang kg:hasEvidence id:e4 .", "", None, "至少一条证据", "OpenStatement"),
    ("id:zai rdf:subject id:ju .", "id:zai rdf:subject id:qu .", None, "不同于客体", "DerivedStatement"),
    ("id:zai rdf:predicate kg:within .", "", None, "一个关系", "DerivedStatement"),
    ("id:zai rdf:object id:qu .", "", None, "客体", "DerivedStatement"),
    ('id:zai kg:rule "body-region" .', "", "海湾区人社局 within 海湾区", "一条规则", "DerivedStatement"),
    ("id:zai kg:articles 1 .", "id:zai kg:articles 0 .", "海湾区人社局 within 海湾区", "文章数", "DerivedStatement"),
    ("", "id:zai kg:hasEvidence id:e4 .", "海湾区人社局 within 海湾区", "没有原句", "DerivedStatement"),
    ("id:zai rdf:predicate kg:within .", "id:zai rdf:predicate kg:between .",
     "海湾区人社局 between 海湾区", "推得的关系", "DerivedPredicate"),
    ("id:shu rdf:object id:yuan .", "id:shu rdf:object id:gong .",
     "海湾区人社局 partOf 星火工程", "同一类", "Homogeneous"),
    ("", "id:ju kg:partOf id:yuan .", "海湾区人社局", "陈述支持", "PlainTriple"),
    ("id:tui rdf:predicate kg:launches .", "id:tui rdf:predicate kg:likes .",
     "海湾区 likes 星火工程", "本体", "Predicate"),
    ("id:tui rdf:subject id:qu .", "id:tui rdf:subject id:gong .", "星火工程 launches 星火工程", "定义域", "Domain"),
    ("id:tui rdf:object id:gong .", "id:tui rdf:object id:ju .", "海湾区 launches 海湾区人社局", "值域", "Range"),
    ("id:bumen rdf:object id:yuan .", "id:bumen rdf:object id:qu .",
     "海湾区人社局 partOf 海湾区", "同一类", "Homogeneous"),
    ("", "id:ju kg:launches id:gong .", "海湾区人社局", "陈述支持", "PlainTriple"),
    ('id:tui kg:modality "done" .', 'id:tui kg:modality "planned" .', "海湾区", "陈述支持", "PlainTriple"),
    ('id:he kg:polarity "positive" .', 'id:he kg:polarity "negative" .', "海洋学院", "陈述支持", "PlainTriple"),
    ("id:tui prov:wasDerivedFrom id:wen .", "", "海湾区 launches 星火工程", "陈述应出自文章", "Statement"),
    ("id:tui prov:wasGeneratedBy id:du .", "id:tui prov:wasGeneratedBy id:jian .",
     "海湾区 launches 星火工程", "陈述应由一次抽取产生", "Statement"),
    ("id:fang prov:wasDerivedFrom id:wen .", "", None, "开放陈述应出自文章", "OpenStatement"),
    ("id:fang prov:wasGeneratedBy id:du .", "", None, "开放陈述应由一次抽取产生", "OpenStatement"),
    ("id:zai prov:wasGeneratedBy id:jian .", "id:zai prov:wasGeneratedBy id:du .",
     "海湾区人社局 within 海湾区", "推得陈述应由一次构建产生", "DerivedStatement"),
    ("id:e1 prov:wasGeneratedBy id:du .", "", "海湾区启动星火工程。", "证据应由一次抽取产生", "Evidence"),
    ("id:e1 oa:hasSource id:dang .", "id:e1 oa:hasSource id:wen .",
     "海湾区启动星火工程。", "一个源文件之内", "Evidence"),
    ("id:e1 oa:hasSelector id:e1-at .", "", "海湾区启动星火工程。", "一个位置选择器", "Evidence"),
    ("id:e1 oa:hasSelector id:e1-at .", "", f"{BASE}e1-at", "选择器应属于一条证据", "Selector"),
    ("", "id:e1-at oa:start 10 .", f"{BASE}e1-at", "选择器的起点", "Selector"),
    ('id:e2-at oa:start "20"^^xsd:nonNegativeInteger .', "id:e2-at oa:start 25 .",
     f"{BASE}e2-at", "选择器的起点", "Selector"),
    ('id:e2-at oa:start "20"^^xsd:nonNegativeInteger .', 'id:e2-at oa:start "20" .',
     f"{BASE}e2-at", "选择器的起点", "Selector"),
    ('id:e2-at oa:end "25"^^xsd:nonNegativeInteger .', "id:e2-at oa:end 25.5 .",
     f"{BASE}e2-at", "选择器的终点", "Selector"),
    ('id:e2-at oa:end "25"^^xsd:nonNegativeInteger .', "id:e2-at oa:end 26 .",
     "局院合作。", "位置应相同", "SamePlace"),
    ("id:wen prov:wasDerivedFrom id:dang .", "", f"{BASE}wen", "文章应出自一个源文件", "Article"),
    ('id:dang rdfs:label "news/a.txt" .', "", f"{BASE}dang", "一个路径", "Source"),
    ("", 'id:dang kg:sha256 "11aa" .', "news/a.txt", "摘要值", "Source"),
    ("id:jian prov:wasAssociatedWith id:ruanjian .", "id:jian prov:wasAssociatedWith id:moxing .",
     f"{BASE}jian", "一个软件完成", "Activity"),
    ("id:du prov:used id:moxing .", "id:du prov:used id:wen .", f"{BASE}du", "所用应为模型", "Activity"),
    ('id:du kg:fingerprint "0.1.0 kg kg" .', "", f"{BASE}du", "一个指纹", "Extraction"),
    ('id:ruanjian schema:softwareVersion "0.1.0" .', "", "kg", "一个版本", "Agent"),
    ('id:moxing rdfs:label "kg" .', "", f"{BASE}moxing", "一个名称", "Model"),
    ("id:tuiduan prov:wasGeneratedBy id:jian .", "", f"{BASE}tuiduan", "推断所得的图", "InferredGraph"),
    ("id:gong-qu prov:wasGeneratedBy id:jian .", "", "星火工程 + 海湾区", "共现应由一次构建统计", "CoOccurrence"),
]  # fmt: skip


@pytest.mark.parametrize(("remove", "add", "label", "message", "shape"), BROKEN)
def test_every_shape_can_be_broken_and_names_the_culprit(remove, add, label, message, shape):
    report = broken(remove, add)
    assert not report.conforms
    found = [item for item in report.violations if message in item.message and item.shape == f"{KG}{shape}Shape"]
    assert found, [str(item) for item in report.violations]
    assert label is None or label in {item.label for item in found}


def test_every_shape_is_broken_by_a_test():
    shapes = rdflib.Graph().parse(folder() / "shapes.ttl")
    declared = set(shapes.subjects(RDF.type, rdflib.SH.NodeShape))
    assert {str(shape) for shape in declared} == {f"{KG}{shape}Shape" for *_, shape in BROKEN}


def test_every_rule_of_a_shape_is_broken_by_a_test():
    """A rule is told from the others of its shape by its Chinese message; each row of the table gives a part of one."""
    shapes = rdflib.Graph().parse(folder() / "shapes.ttl")
    untested = []
    for shape in shapes.subjects(RDF.type, rdflib.SH.NodeShape):
        name = str(shape).removeprefix(KG).removesuffix("Shape")
        rules = {*shapes.objects(shape, rdflib.SH.property), *shapes.objects(shape, rdflib.SH.sparql)}
        said = [
            str(words) for rule in rules for words in shapes.objects(rule, rdflib.SH.message) if words.language == "zh"
        ]
        assert len(said) == len(rules), name
        rows = [part for *_, part, of in BROKEN if of == name]
        untested += [f"{name}: {words}" for words in said if not any(part in words for part in rows)]
    assert untested == []


STATED = (
    "海湾区 launches 星火工程: 证据数应为正整数 / weight is a number, 1 or more\n    海湾区启动星火工程。  [a.txt:0]"
)
ENDLESS = "局院合作。: 终点应为整数 / end is a number\n    [a.txt:20]"
UNSTATED = "海湾区人社局 within 海湾区: 推得陈述应有一条规则 / a derived statement has one rule"


@pytest.mark.parametrize(
    ("remove", "add", "node", "words"),
    [
        ("id:tui kg:weight 1 .", "id:tui kg:weight 0 .", "tui", STATED),
        ("id:e2 kg:end 25 .", "", "e2", ENDLESS),
        ('id:zai kg:rule "body-region" .', "", "zai", UNSTATED),
    ],
)
def test_a_violation_reads_in_two_languages_and_gives_the_sentence_and_its_place(remove, add, node, words):
    report = broken(remove, add)
    assert words in map(str, report.violations)
    assert f"{BASE}{node}" in {item.node for item in report.violations}


def test_of_an_entity_the_first_sentence_about_it_is_given():
    (found,) = broken("id:ju kg:mentions 1 .", "").violations
    assert (found.label, found.sentence, found.file, found.start) == ("海湾区人社局", "局院合作。", "a.txt", 20)


def test_the_checked_graph_is_not_changed():
    data = rdflib.Graph().parse(data=GOOD, format="turtle")
    before = set(data)
    check(data)
    assert set(data) == before
    assert (kg.launches, RDFS.label, None) not in data
