"""Cards: every entity of a name, its facts with their sentences, as text and as HTML that shows text as it is."""

import html
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.assemble import assemble
from kg.cards import Cards, draw_up, find
from kg.cards.drawing import cut
from kg.errors import KGError
from kg.evidence import Evidence as Database
from kg.graph import Graph
from kg.types import Evidence


@pytest.fixture
def graph(built_graph):
    with Graph.open(built_graph) as opened:
        yield opened


def show(graph, name, sentences=3):
    return Cards(name, tuple(draw_up(graph, node, sentences) for node in find(graph, name)))


def proof(sentence, trigger, trigger_start, start=0):
    at = (start, start + len(sentence), trigger, trigger_start, trigger_start + len(trigger))
    return Evidence("f", "a", "a.txt", None, sentence, *at, None, None, 0.9, "hand")


def test_a_card_has_names_facts_sentences_and_company(graph):
    text = repr(show(graph, "区人社局"))
    assert text.startswith("海湾区人社局  机构 organisation")
    assert "also called  区人社局  4×, articles: 2 (region-prefix)" in text
    assert "新港海洋学院 — 海湾区人社局" in text and "海湾区人社局 → 海螺热线 〔否定 denied〕" in text
    assert "双方共育人才100名。  (2024-02-08, 人才 100名)  [news/xingang.txt:41]" in text
    assert "共现 in one sentence with" in text and text == text.rstrip()


def test_html_marks_the_trigger_in_its_sentence(graph):
    page = show(graph, "海螺热线")._repr_html_()
    assert "白沙城建集团建成中山路，白沙市<mark>开通</mark>“海螺热线”。" in page
    assert "<code>news/baisha.txt:13</code>" in page and "〔否定 denied〕" in page


def test_html_and_text_say_the_same(graph):
    cards = show(graph, "海湾区")
    bare = html.unescape(re.sub(r"<[^>]+>", "", cards._repr_html_()))
    for card in cards.cards:
        for claim in (claim for group in card.groups for claim in group.claims):
            assert f"{claim.subject} {claim.arrow} {claim.object}" in bare
            assert f"{claim.subject} {claim.arrow} {claim.object}" in repr(cards)


def test_all_entities_of_a_name_are_shown(graph):
    streets = show(graph, "中山路")
    assert {card.region for card in streets.cards} == {"990200 白沙市", "990100 新港市"}
    assert repr(streets).startswith("2 entities are called 中山路")
    assert streets._repr_html_().count("<h3>") == 2


def test_no_more_sentences_than_asked(graph):
    text = repr(show(graph, "新港海洋学院", 1))
    assert "and 1 more" in text and text.count("news/xingang.txt") == 1
    assert "<blockquote>" not in show(graph, "新港海洋学院", 0)._repr_html_()


@pytest.mark.parametrize(
    ("name", "near"), [("海湾", "海湾区"), ("海湾区人力社保局", "海湾区"), ("新港海洋大学", "新港海洋学院")]
)
def test_an_unknown_name_is_answered_with_names_near_it(graph, name, near):
    with pytest.raises(KGError, match=near):
        find(graph, name)


def test_a_name_like_nothing_says_so(graph):
    with pytest.raises(KGError, match="near it: nothing"):
        find(graph, "qwerty")


def test_markup_in_a_text_is_shown_not_obeyed(tmp_path, make_document, make_entity):
    name = "<script>alert(1)</script>计划"
    with Database.open(tmp_path) as evidence:
        evidence.replace(
            make_document("a&b.txt", f"海州区推出{name}。", {name: make_entity("PROGRAMME", name)}), "hand"
        )
        assemble(evidence.connection)
    with Graph.open(tmp_path) as graph:
        cards = show(graph, name)
        page = cards._repr_html_()
    assert "<script>" not in page and "&lt;script&gt;" in page
    assert name in repr(cards)


@pytest.mark.parametrize(
    ("sentence", "trigger", "trigger_start", "expected"),
    [
        ("海州区启动行动。", "启动", 3, ("海州区", "启动", "行动。")),
        ("推出后再推出新招。", "推出", 0, ("", "推出", "后再推出新招。")),
        ("推出后再推出新招。", "推出", 4, ("推出后再", "推出", "新招。")),
        ("推出后再推出新招。", "推出", 6, ("推出后再", "推出", "新招。")),  # two characters of a line break before it
        ("海州区有了新招。", "", 3, ("海州区有了新招。", "", "")),
        ("海州区有了新招。", "启动", 3, ("海州区有了新招。", "", "")),
    ],
)
def test_a_sentence_is_cut_at_its_trigger(sentence, trigger, trigger_start, expected):
    assert cut(proof(sentence, trigger, trigger_start)) == expected


@given(st.text("海州区，将 ", max_size=8), st.text("计划。\n", max_size=8), st.integers(0, 5), st.integers(0, 9))
def test_line_breaks_only_push_a_trigger_back(before, after, breaks, start):
    item = proof(f"{before}启动{after}", "启动", start + len(before) + breaks, start)
    assert cut(item) == (before, "启动", after)


def test_days_are_told_once(graph):
    (card,) = show(graph, "星火工程").cards
    assert card.seen == "2024-02-08 – 2024-09-30" and card.node.first_seen == date(2024, 2, 8)
    (other,) = show(graph, "林远舟").cards
    assert other.seen.count("2024-02-08") == 1
