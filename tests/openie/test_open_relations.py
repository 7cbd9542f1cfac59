"""Hand-marked sentences -> the open relations in them, all of them and no others."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ontology import LABELS
from kg.openie.relating import relate_openly
from kg.relations import extractors
from kg.types import Article, Mention, Paragraph

Read = Callable[..., tuple[Article, tuple[Mention, ...]]]
Triple = tuple[str, str, str]

DIRECT: list[tuple[str, set[Triple]]] = [
    (
        "[荆州市纪委监委|ORG]约谈[弥市镇党委|ORG]。",
        {("荆州市纪委监委", "约谈", "弥市镇党委")},
    ),
    ("[王明|PERSON]调研[潇河|PLACE]。", {("王明", "调研", "潇河")}),
    ("近日，[中铁一局|ORG]中标[城陵矶大桥|PLACE]项目。", {("中铁一局", "中标", "城陵矶大桥")}),
    ("[张三|PERSON]毕业于[南开大学|ORG]。", {("张三", "毕业于", "南开大学")}),
    ("[天鹅公司|ORG]收购了[蓝鲸公司|ORG]。", {("天鹅公司", "收购", "蓝鲸公司")}),
    ("[王明|PERSON]昨日会见[李强|PERSON]一行。", {("王明", "会见", "李强")}),
    ("[王明|PERSON]局长会见客人[汉斯·穆勒|PERSON]。", {("王明", "会见", "汉斯·穆勒")}),
    ("[溧阳市委|ORG]书记[王明|PERSON]走访[天目湖镇|PLACE]。", {("王明", "走访", "天目湖镇")}),
    ("[区应急局|ORG]通报[锦绣花园|PLACE]小区。", {("区应急局", "通报", "锦绣花园")}),
    ("[天鹅公司|ORG]拟收购[重庆市|PLACE]的[蓝鲸公司|ORG]。", {("天鹅公司", "收购", "蓝鲸公司")}),
    (
        "[王明|PERSON]走访[蓝鲸公司|ORG]、[海豚公司|ORG]和[白鹭公司|ORG]等企业。",
        {("王明", "走访", "蓝鲸公司"), ("王明", "走访", "海豚公司"), ("王明", "走访", "白鹭公司")},
    ),
    (
        "[区住建局|ORG]、[区城管局|ORG]联合检查[锦绣花园|PLACE]。",
        {("区住建局", "检查", "锦绣花园"), ("区城管局", "检查", "锦绣花园")},
    ),
    (
        "[王明|PERSON]考察[肥西县|PLACE][三河镇|PLACE]、[庐江县|PLACE][汤池镇|PLACE]。",
        {("王明", "考察", "三河镇"), ("王明", "考察", "汤池镇")},
    ),
    (
        "[王明|PERSON]会见[李强|PERSON]并参观[天鹅公司|ORG]。",
        {("王明", "会见", "李强"), ("王明", "参观", "天鹅公司")},
    ),
    ("[微光服务队|ORG]走访慰问[李大山|PERSON]。", {("微光服务队", "走访", "李大山")}),
    ("[晨读计划|PROGRAMME]延伸到[万年县|PLACE]。", {("晨读计划", "延伸到", "万年县")}),
    ("[王明|PERSON]3月12日抵达[昭通市|PLACE]。", {("王明", "抵达", "昭通市")}),
    ("[天鹅公司|ORG]（简称[天鹅|ORG|天鹅公司]）收购[蓝鲸公司|ORG]。", {("天鹅公司", "收购", "蓝鲸公司")}),
]

OTHER_ORDERS: list[tuple[str, set[Triple]]] = [
    ("[天鹅公司|ORG]向[红十字会|ORG]移交一批物资。", {("天鹅公司", "移交", "红十字会")}),
    ("[区监委|ORG]对[蓝鲸公司|ORG]立案调查。", {("区监委", "调查", "蓝鲸公司")}),
    ("[省药监局|ORG]对[蓝鲸公司|ORG]进行了现场检查。", {("省药监局", "检查", "蓝鲸公司")}),
    ("[王明|PERSON]在[潇河|PLACE]沿线调研。", {("王明", "调研", "潇河")}),
    ("[王明|PERSON]到[寿阳县|PLACE]调研。", {("王明", "调研", "寿阳县")}),
    ("[王明|PERSON]与[李强|PERSON]会谈。", {("王明", "会谈", "李强")}),
    ("[天鹅公司|ORG]将[蓝鲸公司|ORG]起诉。", {("天鹅公司", "起诉", "蓝鲸公司")}),
    ("[蓝鲸公司|ORG]被[天鹅公司|ORG]收购。", {("天鹅公司", "收购", "蓝鲸公司")}),
    ("[飞云大桥|PLACE]由[中铁一局|ORG]养护。", {("中铁一局", "养护", "飞云大桥")}),
    ("[中铁一局|ORG]养护的[飞云大桥|PLACE]昨日开放。", {("中铁一局", "养护", "飞云大桥")}),
    ("由[中铁一局|ORG]养护的[飞云大桥|PLACE]昨日开放。", {("中铁一局", "养护", "飞云大桥")}),
    ("来自[德国|PLACE]的[莱纳公司|ORG]参展。", {("莱纳公司", "来自", "德国")}),
    ("毕业于[南开大学|ORG]的[张三|PERSON]回乡创业。", {("张三", "毕业于", "南开大学")}),
]

CARRIED: list[tuple[str, set[Triple]]] = [
    ("[王明|PERSON]冒雨出发，走访[三河镇|PLACE]。", {("王明", "走访", "三河镇")}),
    ("[天鹅公司|ORG]扩大产能，去年并购[蓝鲸公司|ORG]。", {("天鹅公司", "并购", "蓝鲸公司")}),
    ("[天鹅公司|ORG]扩大产能。该公司去年并购[蓝鲸公司|ORG]。", {("天鹅公司", "并购", "蓝鲸公司")}),
]

NOTHING: list[str] = [
    # no actor that is a name
    "[荆州市|PLACE]居民走访[弥市镇|PLACE]。",
    "记者走访[弥市镇|PLACE]的[锦绣花园|PLACE]。",
    "[天鹅公司|ORG]的员工拜访[李强|PERSON]。",
    # the object is no name, or the name is not what it is
    "[王明|PERSON]调研[潇河|PLACE]治理情况。",
    "[王明|PERSON]考察[三河镇|PLACE]的特色产业。",
    "[王明|PERSON]采访村民时说起[三河镇|PLACE]。",
    "[省发改委|ORG]批准[天鹅公司|ORG]扩建。",
    "[王明|PERSON]走访位于[三河镇|PLACE]的企业。",
    # verbs that state nothing, and what depends on them
    "[王明|PERSON]是[天鹅公司|ORG]的老主顾。",
    "[王明|PERSON]表示[天鹅公司|ORG]很好。",
    "[王明|PERSON]建议[天鹅公司|ORG]收购[蓝鲸公司|ORG]。",
    "[天鹅公司|ORG]可以收购[蓝鲸公司|ORG]。",
    "[王明|PERSON]认为[蓝鲸公司|ORG]不错，走访[三河镇|PLACE]。",
    # names in a list, a name with itself
    "[天鹅公司|ORG]、[蓝鲸公司|ORG]和[海豚公司|ORG]。",
    "[天鹅公司|ORG]收购[天鹅|ORG|天鹅公司]。",
    # who acts is left out and two may be meant, or another sentence names them
    "[王明|PERSON]出发，[李强|PERSON]随行，走访[三河镇|PLACE]。",
    "[王明|PERSON]出发。走访了[三河镇|PLACE]、[汤池镇|PLACE]。",
    # what moves is not the one who acts; nothing behind 成 is an object
    "[天鹅公司|ORG]把机床搬到[三河镇|PLACE]。",
    "[区住建局|ORG]腾出空地，改成[柳荫公园|PLACE]。",
    # nouns that look like verbs, verbs that look like nouns
    "[三河镇|PLACE]种植户[李强|PERSON]。",
    "[天鹅公司|ORG]退休职工[李强|PERSON]。",
    # the extractors of the ontology know these
    "[天鹅公司|ORG]落户[三河镇|PLACE]。",
    "[青羊区|PLACE]启动“[微光|PROGRAMME]”行动。",
    "[区住建局|ORG]改造[锦绣花园|PLACE]。",
]


@pytest.fixture
def opened(read: Read) -> Callable[[str], set[Triple]]:
    """A marked text -> head, verb and tail of its open relations, those the ontology has left out."""

    def state(marked: str) -> set[Triple]:
        article, mentions = read(marked)
        found = relate_openly(article, mentions, tuple(extractors["verbs"](article, mentions)))
        return {(one.head.canonical, one.verb, one.tail.canonical) for one in found}

    return state


@pytest.mark.parametrize(("marked", "expected"), [*DIRECT, *OTHER_ORDERS, *CARRIED])
def test_open_relations(opened: Callable[[str], set[Triple]], marked: str, expected: set[Triple]) -> None:
    assert opened(marked) == expected


@pytest.mark.parametrize("marked", NOTHING)
def test_no_open_relation(opened: Callable[[str], set[Triple]], marked: str) -> None:
    assert opened(marked) == set()


def test_a_verb_of_the_ontology_counts_where_no_extractor_stated_it(read: Read) -> None:
    article, mentions = read("[区住建局|ORG]改造[锦绣花园|PLACE]。")
    assert [found.verb for found in relate_openly(article, mentions, ())] == ["改造"]


@pytest.mark.parametrize(
    ("marked", "modality", "polarity"),
    [
        ("[天鹅公司|ORG]收购[蓝鲸公司|ORG]。", "done", "positive"),
        ("[天鹅公司|ORG]正在收购[蓝鲸公司|ORG]。", "ongoing", "positive"),
        ("[天鹅公司|ORG]计划收购[蓝鲸公司|ORG]。", "planned", "positive"),
        ("[天鹅公司|ORG]没有收购[蓝鲸公司|ORG]。", "done", "negative"),
    ],
)
def test_plans_and_denials(read: Read, marked: str, modality: str, polarity: str) -> None:
    article, mentions = read(marked)
    assert [(r.modality, r.polarity) for r in relate_openly(article, mentions, ())] == [(modality, polarity)]


def test_what_is_close_is_more_certain_than_what_is_carried(read: Read) -> None:
    own, carried = (
        relate_openly(*read(marked), ())[0].confidence
        for marked in (
            "[天鹅公司|ORG]收购[蓝鲸公司|ORG]。",
            "[天鹅公司|ORG]扩大产能，收购[蓝鲸公司|ORG]。",
        )
    )
    assert 0 < carried < own <= 1


def test_no_more_certain_than_its_names(read: Read) -> None:
    article, (head, tail) = read("[天鹅公司|ORG]收购[蓝鲸公司|ORG]。")
    doubtful = Mention(tail.start, tail.end, tail.label, tail.text, tail.canonical, 0.5, "hand")
    (sure,) = relate_openly(article, (head, tail), ())
    (unsure,) = relate_openly(article, (head, doubtful), ())
    assert unsure.confidence == pytest.approx(sure.confidence / 2, abs=1e-4)


WORDS = [
    *("约谈", "调研", "收购", "会见", "毕业于", "承建", "移交", "派", "进行", "检查", "表示", "走访慰问", "到", "赴"),
    *"，，、。；：”“（）的的了由被在为与和向对将把从等并\n ",
    *("没有", "书记", "记者", "近日", "3月12日", "该公司", "全区", "种植户", "A", "１", "𠮷"),
]
NAMED = st.tuples(st.sampled_from(["天鹅公司", "三河镇", "王明", "微光", "办法"]), st.sampled_from(LABELS))
PLAIN = st.tuples(st.sampled_from(WORDS) | st.text("一二的区在。，、“”", max_size=4), st.just(""))
PIECES = NAMED | PLAIN


def article_of(pieces: list[tuple[str, str]]) -> tuple[Article, tuple[Mention, ...]]:
    text, mentions = "", []
    for piece, label in pieces:
        mentions += [
            Mention(len(text), len(text) + len(piece), k, piece, piece, 1.0, "hand") for k in LABELS if k == label
        ]
        text += piece
    start, paragraphs = 0, []
    for line in text.split("\n"):
        paragraphs.append(Paragraph(start, start + len(line), "body"))
        start += len(line) + 1
    return Article("a", "a.txt", "", text, range(len(text)), tuple(paragraphs)), tuple(mentions)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=16).map(article_of))
def test_open_relations_of_any_text(given_text: tuple[Article, tuple[Mention, ...]]) -> None:
    article, mentions = given_text
    found = relate_openly(article, mentions, ())
    for one in found:
        assert one.verb == article.text[one.at.start : one.at.end] != ""
        assert one.sentence.start <= one.at.start < one.at.end <= one.sentence.end
        assert one.head in mentions
        assert one.tail in mentions
        assert one.head.canonical != one.tail.canonical
        assert not any(name.start < one.at.end and one.at.start < name.end for name in mentions)
        assert 0 < one.confidence <= 1
    assert len({(r.head.canonical, r.verb, r.tail.canonical, r.sentence) for r in found}) == len(found)
    assert list(found) == sorted(found, key=lambda r: (r.sentence.start, r.at.start, r.head.start, r.tail.start))
    assert relate_openly(article, mentions, ()) == found
