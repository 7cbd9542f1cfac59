from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, RDFS, Namespace

from kg.errors import GraphError
from kg.evidence import Evidence
from kg.export.terms import BASE
from kg.ontology import KG, folder
from kg.validate import check, validate

kg = Namespace(KG)
id = Namespace(BASE)

GOOD = f"""
@prefix kg: <{KG}> .
@prefix id: <{BASE}> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

id:qu a kg:Place ; skos:prefLabel "海湾区"@zh ; skos:altLabel "海湾"@zh ; kg:mentions 2 ;
    kg:firstSeen "2024-01-02"^^xsd:date ; kg:lastSeen "2024-03-04"^^xsd:date ; kg:launches id:gong .
id:ju a kg:Organization ; skos:prefLabel "海湾区人社局"@zh ; kg:mentions 1 ; kg:within id:qu ;
    kg:cooperatesWith id:yuan .
id:yuan a kg:Organization ; skos:prefLabel "海洋学院"@zh ; kg:mentions 1 ; kg:cooperatesWith id:ju .
id:gong a kg:Programme ; skos:prefLabel "星火工程"@zh ; kg:mentions 1 .
id:bumen a kg:Statement ; rdf:subject id:ju ; rdf:predicate kg:partOf ; rdf:object id:yuan ;
    kg:modality "planned" ; kg:polarity "negative" ; kg:confidence 0.4 ; kg:weight 1 ; kg:hasEvidence id:e3 .
id:he a kg:Statement ; rdf:subject id:ju ; rdf:predicate kg:cooperatesWith ; rdf:object id:yuan ;
    kg:modality "ongoing" ; kg:polarity "positive" ; kg:confidence 1.0 ; kg:weight 1 ; kg:hasEvidence id:e2 .
id:tui a kg:Statement ; rdf:subject id:qu ; rdf:predicate kg:launches ; rdf:object id:gong ;
    kg:modality "done" ; kg:polarity "positive" ; kg:confidence 0.9 ; kg:weight 1 ; kg:hasEvidence id:e1 .
id:e1 a kg:Evidence ; kg:sentence "海湾区启动星火工程。"@zh ; kg:start 0 ; kg:end 10 ;
    kg:triggerStart 3 ; kg:triggerEnd 5 ; kg:confidence 0.9 ; prov:wasDerivedFrom id:wen .
id:e2 a kg:Evidence ; kg:sentence "局院合作。"@zh ; kg:start 20 ; kg:end 25 ; kg:triggerStart 22 ; kg:triggerEnd 24 ;
    kg:confidence 1.0 ; prov:wasDerivedFrom id:wen .
id:e3 a kg:Evidence ; kg:sentence "局不属于院。"@zh ; kg:start 30 ; kg:end 36 ; kg:triggerStart 32 ; kg:triggerEnd 34 ;
    kg:confidence 0.4 ; prov:wasDerivedFrom id:wen .
id:fang a kg:OpenStatement ; rdf:subject id:qu ; kg:verb "走访"@zh ; rdf:object id:yuan ;
    kg:modality "done" ; kg:polarity "positive" ; kg:confidence 0.6 ; kg:weight 1 ; kg:hasEvidence id:e4 .
id:e4 a kg:Evidence ; kg:sentence "海湾区走访院。"@zh ; kg:start 40 ; kg:end 47 ;
    kg:triggerStart 43 ; kg:triggerEnd 45 ; kg:confidence 0.6 ; prov:wasDerivedFrom id:wen ;
    kg:when "2024-01-02/2024-01-31" ;
    kg:from "2024-01-02"^^xsd:date ; kg:to "2024-01-31"^^xsd:date ; kg:quantity "3人"@zh ;
    kg:quantityNumber 3.0 .
id:zai a kg:DerivedStatement ; rdf:subject id:ju ; rdf:predicate kg:within ; rdf:object id:qu ;
    kg:rule "body-region" ; kg:articles 1 .
id:shu a kg:DerivedStatement ; rdf:subject id:ju ; rdf:predicate kg:partOf ; rdf:object id:yuan ;
    kg:rule "party-unit" ; kg:articles 1 .
id:wen a kg:Article ; dct:source "a.txt" ; dct:issued "2024-01-02"^^xsd:date .
id:gong-qu a kg:CoOccurrence ; kg:between id:gong , id:qu ; kg:sentences 1 ; kg:paragraphs 1 ;
    kg:npmi -0.5 ; kg:llr 2.5 .
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


def test_a_violation_reads_in_two_languages():
    (found,) = broken("id:tui kg:weight 1 .", "id:tui kg:weight 0 .").violations
    assert str(found) == "海湾区 launches 星火工程: 证据数应为正整数 / weight is a number, 1 or more"
    assert found.node == f"{BASE}tui"


def test_the_checked_graph_is_not_changed():
    data = rdflib.Graph().parse(data=GOOD, format="turtle")
    before = set(data)
    check(data)
    assert set(data) == before
    assert (kg.launches, RDFS.label, None) not in data
