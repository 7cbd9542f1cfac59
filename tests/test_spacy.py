"""The bridge to spaCy: the same mentions as the pipeline of this package, also after saving and loading."""

import subprocess
import sys

import pytest
import spacy

import kg.spacy
from kg.ner import recognisers
from kg.ner.merge import recognise, recognise_by, rules

TEXTS = [
    "绍兴市柯桥区行政审批局推出“一窗办”平台，局长王建国说，“一窗办”让群众少跑腿。",
    "赣州市章贡区水东镇七里村党支部书记李明华介绍，村里与赣州银行签约。",
    "天气很好，大家都来散步。",
]


@pytest.fixture(scope="module")
def nlp():
    return spacy.load("kg_zh")


@pytest.mark.parametrize("text", TEXTS)
def test_the_pipeline_finds_what_the_recognising_stage_finds(nlp, text):
    doc = nlp(text)
    (expected,) = recognise([kg.spacy.to_article(doc)])
    assert [(e.start_char, e.end_char, e.label_, e._.canonical) for e in doc.ents] == [
        (m.start, m.end, m.label, m.canonical) for m in expected
    ]


def test_every_rule_is_a_component():
    rules = kg.spacy.rule_pipeline()
    assert {kg.spacy.component_name(name) for name in recognisers} == set(rules.pipe_names) - {"kg_merge"}
    assert rules.pipe_names[-1] == "kg_merge"


def test_rules_alone_find_what_they_find_without_spacy():
    rules_alone = kg.spacy.rule_pipeline()
    for text in TEXTS:
        doc = rules_alone(text)
        (expected,) = recognise_by([kg.spacy.to_article(doc)], rules())
        assert [(e.start_char, e.end_char, e.label_) for e in doc.ents] == [(m.start, m.end, m.label) for m in expected]


def test_confidence_and_finder_come_along(nlp):
    for ent in nlp(TEXTS[0]).ents:
        assert 0 < ent._.confidence <= 1
        assert ent._.by


@pytest.mark.parametrize("config", [{"components.kg_ner.ner": "rules"}, {"components": {"kg_ner": {"ner": "rules"}}}])
def test_another_recogniser_can_be_chosen(config):
    doc = spacy.load("kg_zh", config=config)(TEXTS[0])
    assert doc.ents
    assert "network" not in {ent._.by for ent in doc.ents}


def test_the_component_stands_in_a_pipeline_of_others():
    nlp = spacy.blank("zh")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("kg_ner")
    assert [ent.text for ent in nlp("崇川区印发《关于促进楼宇经济的若干意见》。").ents] == [
        "崇川区", "关于促进楼宇经济的若干意见",
    ]  # fmt: skip
    assert "kg_ner" not in spacy.load("kg_zh", exclude=["kg_ner"]).pipe_names


def test_one_component_alone_gives_only_its_own(nlp):
    alone = spacy.blank("zh")
    alone.add_pipe("kg_policies")
    alone.add_pipe("kg_merge")
    doc = alone("崇川区印发《关于促进楼宇经济的若干意见》，区长陈立讲话。")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("关于促进楼宇经济的若干意见", "POLICY")]


def test_a_saved_pipeline_loads_where_only_spacy_is_imported(nlp, tmp_path):
    nlp.to_disk(tmp_path / "model")
    code = (
        "import sys, spacy; nlp = spacy.load(sys.argv[1]); "
        "print([(e.text, e.label_) for e in nlp('天水市麦积区民政局').ents])"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "model"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[('天水市', 'PLACE'), ('麦积区民政局', 'ORG')]"
