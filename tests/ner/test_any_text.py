"""Whatever the text, recognisers do not fail, and every mention is a stretch of the text."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ner import recognisers
from kg.ner.merge import THRESHOLD, recognise, recognise_by, rules, settle
from kg.ner.network import Network
from kg.ontology import LABELS
from kg.types import Article, Mention

CHARACTERS = "绍兴越城县市区镇村街道路桥工程行动计划节年王建国书记说任主任党委局公司银行科技推出实施了的和在"
MARKS = '“”‘’"《》「」（）()、，。！？：；·—+＋-… 　0123Aa'
# Words that recognisers act on, so that arbitrary text is not only text in which they find nothing.
WORDS = (
    "宁波市", "鄞州区", "北仑", "区委", "市政府", "区人社局", "教育部", "新华社", "党支部书记", "周立民", "记者", "摄",
    "等企业", "总经理", "轴承", "机器人", "党群服务中心", "中山路", "东风村",
    "“红帆”品牌", "“1+3+X”", "提升年", "12345热线", "林长制", "《关于修桥的通知》",
)  # fmt: skip
texts = st.lists(st.sampled_from((*CHARACTERS, *MARKS, *WORDS, "\n")), max_size=40).map("".join)
kinds = st.sampled_from(["title", "heading", "body", "caption", "byline"])
MakeArticle = Callable[..., Article]


def check(article: Article, mentions: Sequence[Mention]) -> None:
    for found in mentions:
        assert 0 <= found.start < found.end <= len(article.text)
        assert found.text == article.text[found.start : found.end]
        assert found.text.strip()
        assert found.label in LABELS
        assert 0 < found.confidence <= 1
        assert found.by


@pytest.mark.parametrize("name", recognisers.names())
@settings(max_examples=60, deadline=None)
@given(text=texts, kind=kinds)
def test_a_recogniser_takes_any_text(make_article: MakeArticle, name: str, text: str, kind: str) -> None:
    article = make_article(text, kind)
    found = list(recognisers[name](article))
    check(article, found)
    assert list(recognisers[name](article)) == found


def check_pages(articles: list[Article], found: list[tuple[Mention, ...]], threshold: float) -> None:
    assert len(found) == len(articles)
    for article, mentions in zip(articles, found, strict=True):
        check(article, mentions)
        assert all(left.end <= right.start for left, right in pairwise(mentions))
        assert all(mention.confidence >= threshold for mention in mentions)


@settings(max_examples=150, deadline=None)
@given(pages=st.lists(st.tuples(texts, kinds), min_size=1, max_size=3))
def test_what_rules_recognise_does_not_overlap(make_article: MakeArticle, pages: list[tuple[str, str]]) -> None:
    articles = [make_article(text, kind) for text, kind in pages]
    found = recognise_by(articles, rules())
    check_pages(articles, found, THRESHOLD)
    assert all(settle(mentions) == mentions for mentions in found)
    assert recognise_by([make_article(text, kind) for text, kind in pages], rules()) == found


# Whatever a reader lets through, and what the network has never seen; lone surrogates come from broken JSON.
odd = st.text(st.sampled_from("\ud800\udfff\u0000\ufffd\U0001f600\U0010ffff\u200b\r\t\n①Ａ。周立民市"), max_size=30)


@settings(max_examples=80, deadline=None)
@given(pages=st.lists(st.tuples(texts | odd, kinds), min_size=1, max_size=3))
def test_what_the_network_recognises_does_not_overlap(
    make_article: MakeArticle, network: Network, pages: list[tuple[str, str]]
) -> None:
    articles = [make_article(text, kind) for text, kind in pages]
    read = partial(recognise, network=network)
    found = read(articles)
    check_pages(articles, found, network.judge.threshold)
    assert read([make_article(text, kind) for text, kind in pages]) == found


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    start = draw(st.integers(0, 20))
    end = start + draw(st.integers(1, 6))
    score = draw(st.sampled_from([0.3, 0.5, 0.7, 0.9]))
    return Mention(
        start, end, draw(st.sampled_from(LABELS)), "名" * (end - start), "", score, draw(st.sampled_from("ab"))
    )


@given(st.lists(mentions(), max_size=12).flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_settling_does_not_depend_on_the_order(pair: tuple[list[Mention], list[Mention]]) -> None:
    found, shuffled = pair
    kept = settle(found)
    assert [(m.start, m.end, m.label) for m in kept] == [(m.start, m.end, m.label) for m in settle(shuffled)]
    assert all(left.end <= right.start for left, right in pairwise(kept))
    taken = {position for m in kept for position in range(m.start, m.end)}
    for left_out in {m for m in found if m.confidence >= THRESHOLD} - set(kept):
        assert not taken.isdisjoint(range(left_out.start, left_out.end)), "left out without a rival"
