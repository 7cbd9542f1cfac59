"""Sentences with a relation in them -> when it holds and what quantity belongs to it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.relations.circumstances import circumstances
from kg.sentences import split_sentences
from kg.types import Article, Mention, Paragraph, Quantity, Span

Read = Callable[..., tuple[Article, tuple[Mention, ...]]]
PUBLISHED = date(2022, 8, 26)

# marked text, the trigger where it stands last, head, tail, time, quantity
CIRCUMSTANCES = [
    ("8月26日，[青羊区|PLACE]投资2亿元建设[锦绣公园|PLACE]。", "建设", "青羊区", "锦绣公园", "2022-08-26", "2亿元"),
    ("[青羊区|PLACE]8月20日启动“[微光|PROGRAMME]”行动，惠及3000户。", "启动", "青羊区", "微光", "2022-08-20", "3000户"),
    (
        "2021年，[青羊区|PLACE]启动“[微光|PROGRAMME]”行动，建设[锦绣公园|PLACE]。",
        "建设",
        "青羊区",
        "锦绣公园",
        "2021-01-01/2021-12-31",
        None,
    ),
    (
        "[青羊人才集团|ORG]成立于2018年，今年3月加入“[微光|PROGRAMME]”行动。",
        "加入",
        "青羊人才集团",
        "微光",
        "2022-03-01/2022-03-31",
        None,
    ),
    ("[青羊人才集团|ORG]成立于2018年，参与“[微光|PROGRAMME]”行动。", "参与", "青羊人才集团", "微光", None, None),
    ("[青羊区|PLACE]启动“[微光|PROGRAMME]”行动，2023年建成[锦绣公园|PLACE]。", "启动", "青羊区", "微光", None, None),
    ("2018年成立的[青羊人才集团|ORG]推出“[微光|PROGRAMME]”计划。", "推出", "青羊人才集团", "微光", None, None),
    (
        "记者26日从[青羊区住建局|ORG]获悉，[青羊区|PLACE]建成[锦绣公园|PLACE]。",
        "建成",
        "青羊区",
        "锦绣公园",
        None,
        None,
    ),
    ("[青羊区|PLACE]为[草堂小学|ORG]捐赠50万元。", "捐赠", "青羊区", "草堂小学", None, "50万元"),
    ("[青羊区|PLACE]建设[锦绣公园|PLACE]，总投资1.5亿元。", "建设", "青羊区", "锦绣公园", None, "1.5亿元"),
    ("[青羊区|PLACE]建设[锦绣公园|PLACE]，占地50亩，总投资1.5亿元。", "建设", "青羊区", "锦绣公园", None, "50亩"),
    ("“[微光|PROGRAMME]”行动在[青羊区|PLACE]启动，吸引200家企业参加。", "启动", "微光", "青羊区", None, "200家"),
    ("[青羊区|PLACE]组织200家企业参加“[微光|PROGRAMME]”行动。", "参加", "青羊区", "微光", None, "200家"),
    (
        "[青羊区|PLACE]、[武侯区|PLACE]、[锦江区|PLACE]等12个区县启动“[微光|PROGRAMME]”行动。",
        "启动",
        "青羊区",
        "微光",
        None,
        None,
    ),
    ("[青羊区|PLACE]、[武侯区|PLACE]两个区启动“[微光|PROGRAMME]”行动。", "启动", "青羊区", "微光", None, None),
    ("[青羊区|PLACE]投资3亿元，建设[锦绣公园|PLACE]。", "建设", "青羊区", "锦绣公园", None, "3亿元"),
    (
        "截至目前，[青羊区|PLACE]服务[草堂小学|ORG]5000余人次。",
        "服务",
        "青羊区",
        "草堂小学",
        "../2022-08-26",
        "5000余人次",
    ),
    ("[2022年环湖赛|PROGRAMME]在[青羊区|PLACE]举行。", "举行", "2022年环湖赛", "青羊区", None, None),
    ("与去年相比，[青羊区|PLACE]建成[锦绣公园|PLACE]。", "建成", "青羊区", "锦绣公园", None, None),
    (
        "近日，[青羊区|PLACE]召开大会，启动“[微光|PROGRAMME]”行动，[武侯区|PLACE]出资80万元支持[草堂小学|ORG]。",
        "支持",
        "武侯区",
        "草堂小学",
        "2022-08-20/2022-08-26",
        "80万元",
    ),
    (
        "近日，[青羊区|PLACE]召开大会，启动“[微光|PROGRAMME]”行动，[武侯区|PLACE]出资80万元支持[草堂小学|ORG]。",
        "启动",
        "青羊区",
        "微光",
        "2022-08-20/2022-08-26",
        None,
    ),
    (
        "一季度，[青羊区|PLACE]启动“[微光|PROGRAMME]”行动；二季度，[武侯区|PLACE]建成[锦绣公园|PLACE]。",
        "建成",
        "武侯区",
        "锦绣公园",
        "2022-04-01/2022-06-30",
        None,
    ),
    ("[青羊区|PLACE]8月1日召开大会；[武侯区|PLACE]建成[锦绣公园|PLACE]。", "建成", "武侯区", "锦绣公园", None, None),
    ("8月1日，[青羊区|PLACE]召开大会。[武侯区|PLACE]建成[锦绣公园|PLACE]。", "建成", "武侯区", "锦绣公园", None, None),
    (
        "8月1日，[青羊区|PLACE]召开大会。当天，[武侯区|PLACE]建成[锦绣公园|PLACE]。",
        "建成",
        "武侯区",
        "锦绣公园",
        "2022-08-01",
        None,
    ),
    ("[青羊区|PLACE]建成[锦绣公园|PLACE]，[武侯区|PLACE]投资5亿元。", "建成", "青羊区", "锦绣公园", None, None),
    ("[青羊区|PLACE]为每户补贴1800元支持[草堂小学|ORG]。", "支持", "青羊区", "草堂小学", None, None),
    ("[锦绣公园|PLACE]始建于1912年，位于[青羊区|PLACE]。", "位于", "锦绣公园", "青羊区", None, None),
    ("[锦绣公园|PLACE]位于[青羊区|PLACE]，建筑面积1.2万平方米。", "位于", "锦绣公园", "青羊区", None, "1.2万平方米"),
    ("自2020年起，[青羊区|PLACE]推行“[微光|PROGRAMME]”行动。", "推行", "青羊区", "微光", "2020-01-01/..", None),
    ("[青羊人才集团|ORG]成立于2018年。", "成立", "青羊人才集团", "青羊人才集团", "2018-01-01/2018-12-31", None),
    (
        "2021年3月，[王明|PERSON]出任[青羊区教育局|ORG]局长。",
        "局长",
        "王明",
        "青羊区教育局",
        "2021-03-01/2021-03-31",
        None,
    ),
    (
        "[青羊区|PLACE]去年出台的《[引才办法|POLICY]》受到欢迎。",
        "出台",
        "青羊区",
        "引才办法",
        "2021-01-01/2021-12-31",
        None,
    ),
    ("2021年，[青羊区教育局|ORG]局长[王明|PERSON]走访200户。", "局长", "王明", "青羊区教育局", None, None),
    ("[青羊区教育局|ORG]答：七月起推行“[微光|PROGRAMME]”行动。", "推行", "青羊区教育局", "微光", "2022-07-01/..", None),
    (
        "[微光联盟|ORG]由[青羊区教育局|ORG]、[青羊区民政局|ORG]、[青羊区文旅局|ORG]三家组成。",
        "组成",
        "青羊区民政局",
        "微光联盟",
        None,
        None,
    ),
    (
        "2021年3月成立，今年5月由[青羊区|PLACE]推广的“[微光|PROGRAMME]”行动获奖。",
        "推广",
        "青羊区",
        "微光",
        "2022-05-01/2022-05-31",
        None,
    ),
    ("[青羊区|PLACE]比去年多投入300万元支持[草堂小学|ORG]。", "支持", "青羊区", "草堂小学", None, "300万元"),
    (
        "2021年，[青羊区|PLACE]启动“[微光|PROGRAMME]”行动，后来，[武侯区|PLACE]加入“[微光|PROGRAMME]”行动。",
        "加入",
        "武侯区",
        "微光",
        "2021-01-01/2021-12-31",
        None,
    ),
    ("[青羊区|PLACE]8月1日召开大会，后来推出“[微光|PROGRAMME]”行动。", "推出", "青羊区", "微光", None, None),
    ("[青羊区|PLACE]8月1日召开大会，推出“[微光|PROGRAMME]”行动。", "推出", "青羊区", "微光", "2022-08-01", None),
    (
        "[青羊区|PLACE]建设[锦绣公园|PLACE]，占地面积30亩。[武侯区|PLACE]投资5亿元。",
        "建设",
        "青羊区",
        "锦绣公园",
        None,
        "30亩",
    ),
    ("[青羊区|PLACE]启动“[微光|PROGRAMME]”行动，全区来了两名记者。", "启动", "青羊区", "微光", None, None),
    ("[青羊区|PLACE]启动“[微光|PROGRAMME]”行动，[武侯区|PLACE]惠及3000户。", "启动", "青羊区", "微光", None, None),
    ("[“百家宴”|PROGRAMME]在[青羊区|PLACE]举行，累计接待5000人次。", "举行", "“百家宴”", "青羊区", None, "5000人次"),
]


def told(
    read: Read, marked: str, trigger: str, head: str, tail: str, published: date | None
) -> tuple[str | None, Quantity | None]:
    article, mentions = read(marked)
    at = article.text.rindex(trigger)
    sentence = next(found for found in split_sentences(article) if found.start <= at < found.end)
    ends = [next(found for found in mentions if found.text == text) for text in (head, tail)]
    article = replace(article, published=published)
    return circumstances(article, mentions, sentence, Span(at, at + len(trigger)), *ends)


@pytest.mark.parametrize(("marked", "trigger", "head", "tail", "when", "quantity"), CIRCUMSTANCES)
def test_circumstances(
    read: Read, marked: str, trigger: str, head: str, tail: str, when: str | None, quantity: str | None
) -> None:
    found = told(read, marked, trigger, head, tail, PUBLISHED)
    assert (found[0], found[1] and found[1].text) == (when, quantity)


@pytest.mark.parametrize(
    ("marked", "trigger", "what"),
    [
        ("[青羊区|PLACE]服务[草堂小学|ORG]5000人次。", "服务", "服务"),
        ("[青羊区|PLACE]为[草堂小学|ORG]捐赠50万元。", "捐赠", "捐赠"),
        ("[青羊区|PLACE]帮助[草堂小学|ORG]200名学生。", "帮助", "学生"),
    ],
)
def test_a_name_is_not_what_is_counted(read: Read, marked: str, trigger: str, what: str) -> None:
    _, quantity = told(read, marked, trigger, "青羊区", "草堂小学", PUBLISHED)
    assert quantity is not None
    assert quantity.what == what


def test_what_is_relative_has_no_value_in_an_article_without_a_day(read: Read) -> None:
    marked = "[青羊区|PLACE]去年启动“[微光|PROGRAMME]”行动，投资2亿元。"
    assert told(read, marked, "启动", "青羊区", "微光", None)[0] is None
    assert told(read, marked, "启动", "青羊区", "微光", PUBLISHED)[0] == "2021-01-01/2021-12-31"


def test_each_of_two_verbs_has_its_own(read: Read) -> None:
    marked = "2020年，[青羊区|PLACE]投资2亿元建设[锦绣公园|PLACE]；2021年，投资3亿元改造[草堂巷|PLACE]。"
    first = told(read, marked, "建设", "青羊区", "锦绣公园", None)
    second = told(read, marked, "改造", "青羊区", "草堂巷", None)
    assert [(when, quantity and quantity.number) for when, quantity in (first, second)] == [
        ("2020-01-01/2020-12-31", 200_000_000.0),
        ("2021-01-01/2021-12-31", 300_000_000.0),
    ]


PIECES = [
    "8月26日",
    "去年",
    "2020年，",
    "，",
    "；",
    "。",
    "投资2亿元",
    "惠及3000户",
    "200家企业",
    "的",
    "于",
    "等",
    "比",
    "在",
]


@given(
    before=st.lists(st.sampled_from(PIECES), max_size=5).map("".join),
    between=st.lists(st.sampled_from(PIECES), max_size=3).map("".join),
    behind=st.lists(st.sampled_from(PIECES), max_size=5).map("".join),
)
def test_nothing_is_taken_from_another_sentence(before: str, between: str, behind: str) -> None:
    text = f"{before}青羊区{between}建设锦绣公园{behind}"
    article = Article("a", "a.txt", "", text, range(len(text)), (Paragraph(0, len(text), "body"),), published=PUBLISHED)
    at = text.index("建设")
    names = [("青羊区", len(before)), ("锦绣公园", at + 2)]
    mentions = [Mention(s, s + len(name), "PLACE", name, name, 1.0, "hand") for name, s in names]
    sentence = next(found for found in split_sentences(article) if found.start <= at < found.end)
    when, quantity = circumstances(article, mentions, sentence, Span(at, at + 2), mentions[0], mentions[1])
    said = text[sentence.start : sentence.end]
    assert quantity is None or quantity.text in said
    assert when is None or any(word in said for word in ("8月26日", "去年", "2020年"))
