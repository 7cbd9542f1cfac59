"""Verbs in their clauses -> done, ongoing or planned; affirmed or denied."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.relations.clauses import Clause, clauses
from kg.relations.moods import is_noun, modality_of, polarity_of
from kg.types import Article, Mention, Paragraph

Marked = tuple[Article, tuple[Mention, ...]]
Read = Callable[..., Marked]

# marked text, the verb where it stands last, its modality; none of these is denied
MODALITIES = [
    ("[湖滨区|PLACE]将建设[天鹅湖公园|PLACE]。", "建设", "planned"),
    ("[湖滨区|PLACE]拟于10月启用[天鹅湖公园|PLACE]。", "启用", "planned"),
    ("[湖滨区|PLACE]还将在[崤山路|PLACE]建设[天鹅湖公园|PLACE]。", "建设", "planned"),
    ("[湖滨区|PLACE]将[天鹅湖公园|PLACE]打造成样板。", "打造", "done"),
    ("[湖滨区|PLACE]将课间活动纳入[阳光课堂|PROGRAMME]。", "纳入", "done"),
    ("[湖滨区|PLACE]即将启用[天鹅湖公园|PLACE]。", "启用", "planned"),
    ("“[邻里节|PROGRAMME]”将由[海珠区委|ORG]牵头。", "牵头", "planned"),
    ("[湖滨区|PLACE]将全面启动“[邻里节|PROGRAMME]”。", "启动", "planned"),
    ("[湖滨区|PLACE]将重点推进“[邻里节|PROGRAMME]”。", "推进", "planned"),
    ("[湖滨区|PLACE]要加快建设[天鹅湖公园|PLACE]。", "建设", "planned"),
    ("[湖滨区|PLACE]计划改造[向阳巷|PLACE]。", "改造", "planned"),
    ("按照行动计划，[湖滨区|PLACE]改造[向阳巷|PLACE]。", "改造", "done"),
    ("[湖滨区|PLACE]按照规划建设[天鹅湖公园|PLACE]。", "建设", "done"),
    ("[湖滨区|PLACE]规划建设[天鹅湖公园|PLACE]。", "建设", "planned"),
    ("[湖滨区|PLACE]将于10月举办的“[邻里节|PROGRAMME]”由[区文化馆|ORG]承办。", "承办", "done"),
    ("下一步，[湖滨区|PLACE]推进“[邻里节|PROGRAMME]”。", "推进", "planned"),
    ("到2025年，[湖滨区|PLACE]建成[天鹅湖公园|PLACE]。", "建成", "planned"),
    ("目标是到明年建成[天鹅湖公园|PLACE]。", "建成", "planned"),
    ("未来三年，[湖滨区|PLACE]建设[天鹅湖公园|PLACE]。", "建设", "planned"),
    ("[湖滨区|PLACE]推进未来社区，建设[天鹅湖公园|PLACE]。", "建设", "done"),
    ("[湖滨区|PLACE]将投资5亿元，建设[天鹅湖公园|PLACE]。", "建设", "planned"),
    ("[湖滨区|PLACE]将投资5亿元，此前已建成[天鹅湖公园|PLACE]。", "建成", "done"),
    ("[湖滨区|PLACE]有望年内建成[天鹅湖公园|PLACE]。", "建成", "planned"),
    ("[湖滨区|PLACE]争取明年开通[运河热线|PROGRAMME]。", "开通", "planned"),
    ("[湖滨区|PLACE]年底前建成[天鹅湖公园|PLACE]。", "建成", "planned"),
    ("[湖滨区|PLACE]正在修缮[崤函古道|PLACE]。", "修缮", "ongoing"),
    ("[湖滨区|PLACE]正与[南通大学|ORG]合作。", "合作", "ongoing"),
    ("[湖滨区|PLACE]正加紧建设[天鹅湖公园|PLACE]。", "建设", "ongoing"),
    ("[湖滨区|PLACE]正式启动“[邻里节|PROGRAMME]”。", "启动", "done"),
    ("[湖滨区|PLACE]持续深入推进“[邻里节|PROGRAMME]”。", "推进", "ongoing"),
    ("[湖滨区|PLACE]深入推进“[邻里节|PROGRAMME]”。", "推进", "ongoing"),
    ("[湖滨区|PLACE]深入开展“[邻里节|PROGRAMME]”。", "开展", "done"),
    ("[湖滨区|PLACE]建设着[天鹅湖公园|PLACE]。", "建设", "ongoing"),
    ("[天鹅湖公园|PLACE]建设中。", "建设", "ongoing"),
    ("[湖滨区|PLACE]加快建设[天鹅湖公园|PLACE]。", "建设", "ongoing"),
    ("[湖滨区|PLACE]仍在建设[天鹅湖公园|PLACE]。", "建设", "ongoing"),
    ("[湖滨区|PLACE]建成了[天鹅湖公园|PLACE]。", "建成", "done"),
    ("[湖滨区|PLACE]不断推进“[邻里节|PROGRAMME]”。", "推进", "ongoing"),
    ("[湖滨区|PLACE]如果建设[天鹅湖公园|PLACE]。", "建设", "planned"),
    ("[湖滨区|PLACE]是否参加“[邻里节|PROGRAMME]”？", "参加", "planned"),
    ("[将军路街道|PLACE]启动“[邻里节|PROGRAMME]”。", "启动", "done"),
    ("[未来科技城|PLACE]启动“[邻里节|PROGRAMME]”。", "启动", "done"),
    ("[湖滨区|PLACE]正准备建设[天鹅湖公园|PLACE]。", "建设", "planned"),
    ("[湖滨区|PLACE]筹备建设[天鹅湖公园|PLACE]。", "建设", "planned"),
    ("[湖滨区|PLACE]还要参加“[邻里节|PROGRAMME]”。", "参加", "planned"),
    ("[湖滨区|PLACE]主要参与“[邻里节|PROGRAMME]”。", "参与", "done"),
    ("拟建的[天鹅湖公园|PLACE]落户[湖滨区|PLACE]。", "落户", "done"),
    ("今年，[湖滨区|PLACE]年内已建成[天鹅湖公园|PLACE]。", "建成", "done"),
    ("[湖滨区|PLACE]接待游客，参加“[邻里节|PROGRAMME]”。", "参加", "done"),
    ("[湖滨区|PLACE]实施“[育才计划|PROGRAMME]”，建设[天鹅湖公园|PLACE]。", "建设", "done"),
    ("[湖滨区|PLACE]实施人才培育计划，建设[天鹅湖公园|PLACE]。", "建设", "done"),
    ("[湖滨区|PLACE]来年将[向阳巷|PLACE]改造一新。", "改造", "planned"),
    ("[湖滨区|PLACE]能否参加“[邻里节|PROGRAMME]”？", "参加", "planned"),
    ("位于[湖滨区|PLACE]的[天鹅湖公园|PLACE]正由[三门峡建工|ORG]改造。", "改造", "ongoing"),
    ("[湖滨区|PLACE]各社区都在推进“[邻里节|PROGRAMME]”。", "推进", "ongoing"),
    ("3月，在位于[湖滨区|PLACE]的[天鹅湖公园|PLACE]，游人如织。", "位于", "done"),
    ("明年，[湖滨区|PLACE]建设[天鹅湖公园|PLACE]，改造[向阳巷|PLACE]。", "改造", "planned"),
    ("[湖滨区|PLACE]将投资5亿元，[陕州区|PLACE]改造[向阳巷|PLACE]。", "改造", "done"),
    ("[湖滨区|PLACE]筹建[三门峡学院|ORG]。", "筹建", "planned"),
    ("[王明|PERSON]任[三门峡学院|ORG]院长。", "院长", "done"),
    ("[王明|PERSON]将出任[三门峡学院|ORG]院长。", "院长", "planned"),
    ("“我们要把路修好，”[区住建局|ORG]局长[王明|PERSON]说。", "局长", "done"),
    ("“[春芽贷|PROGRAMME]”计划在[湖滨区|PLACE]推开。", "计划", "done"),
    ("[天鹅湖公园|PLACE]建设中国最大的花海。", "建设", "done"),
]

# marked text, the verb, whether it is denied
POLARITIES = [
    ("[湖滨区|PLACE]没有与任何一家名为[鼎程公司|ORG]的企业合作。", "合作", "negative"),
    ("[湖滨区|PLACE]未能如期建成[天鹅湖公园|PLACE]。", "建成", "negative"),
    ("[湖滨区|PLACE]不得不暂停建设[天鹅湖公园|PLACE]。", "建设", "negative"),
    ("[湖滨区|PLACE]取消与[南通大学|ORG]的合作。", "合作", "negative"),
    ("[湖滨区|PLACE]叫停[天鹅湖公园|PLACE]建设。", "建设", "negative"),
    ("[南通大学|ORG]否认与[湖滨区|PLACE]签约。", "签约", "negative"),
    ("[南通大学|ORG]拒绝参加“[邻里节|PROGRAMME]”。", "参加", "negative"),
    ("[湖滨区|PLACE]未向[南通大学|ORG]提供资助。", "提供", "negative"),
    ("[湖滨区|PLACE]并非参加“[邻里节|PROGRAMME]”。", "参加", "negative"),
    ("[湖滨区|PLACE]不予支持[南通大学|ORG]。", "支持", "negative"),
    ("[南通大学|ORG]申请加入“[邻里节|PROGRAMME]”未果。", "加入", "negative"),
    ("[湖滨区|PLACE]不再推行“[旧卡制|PROGRAMME]”。", "推行", "negative"),
    ("[湖滨区|PLACE]没有一家企业参加“[邻里节|PROGRAMME]”。", "参加", "negative"),
    ("[湖滨区|PLACE]不参加“[邻里节|PROGRAMME]”。", "参加", "negative"),
    ("[湖滨区|PLACE]没能建成[天鹅湖公园|PLACE]。", "建成", "negative"),
    ("[湖滨区|PLACE]暂未开通[运河热线|PROGRAMME]。", "开通", "negative"),
    ("[湖滨区|PLACE]没被授予[示范区|PROGRAMME]。", "授予", "negative"),
    ("[湖滨区|PLACE]不要参加“[邻里节|PROGRAMME]”。", "参加", "negative"),
    ("“我们不比谁的楼高，”[区住建局|ORG]局长[王明|PERSON]说。", "局长", "positive"),
    ("[王明|PERSON]未出任[三门峡学院|ORG]院长。", "院长", "negative"),
    ("[湖滨区|PLACE]未因暴雨停止推进“[邻里节|PROGRAMME]”。", "推进", "positive"),
    ("[湖滨区|PLACE]尚未批准[三门峡建工|ORG]建设[天鹅湖公园|PLACE]。", "建设", "negative"),
    ("[湖滨区|PLACE]没有搭台子，推进“[邻里节|PROGRAMME]”。", "推进", "positive"),
    ("[湖滨区|PLACE]不是建设[天鹅湖公园|PLACE]而是改造[向阳巷|PLACE]。", "改造", "positive"),
    ("[湖滨区|PLACE]并未如期启用[天鹅湖公园|PLACE]。", "启用", "negative"),
    ("[不周山公园|PLACE]建成[天鹅湖|PLACE]步道。", "建成", "positive"),
    ("[湖滨区|PLACE]无法参加“[邻里节|PROGRAMME]”。", "参加", "negative"),
    ("[湖滨区|PLACE]与[南通大学|ORG]合作的传闻不属实。", "合作", "negative"),
    ("[湖滨区|PLACE]不断推进“[邻里节|PROGRAMME]”。", "推进", "positive"),
    ("[湖滨区|PLACE]没有停下脚步推进“[邻里节|PROGRAMME]”。", "推进", "positive"),
    ("[湖滨区|PLACE]从未停止推进“[邻里节|PROGRAMME]”。", "推进", "positive"),
    ("[湖滨区|PLACE]不仅推进“[邻里节|PROGRAMME]”。", "推进", "positive"),
    ("[湖滨区|PLACE]无不参与“[邻里节|PROGRAMME]”。", "参与", "positive"),
    ("不少单位参与“[邻里节|PROGRAMME]”。", "参与", "positive"),
    ("未成年人参加“[邻里节|PROGRAMME]”。", "参加", "positive"),
    ("[湖滨区|PLACE]无偿服务[南通大学|ORG]。", "服务", "positive"),
    ("没有参加培训的[李明|PERSON]加入“[邻里节|PROGRAMME]”。", "加入", "positive"),
    ("[湖滨区|PLACE]没有因为缺钱停止建设[天鹅湖公园|PLACE]。", "建设", "positive"),
    ("[湖滨区|PLACE]取消旧制后启动“[邻里节|PROGRAMME]”。", "启动", "positive"),
]


def clause_of(read: Read, marked: str, verb: str) -> tuple[str, Clause, int, int]:
    article, mentions = read(marked)
    start = article.text.rindex(verb)
    clause = next(clause for clause in clauses(article, mentions) if clause.start <= start < clause.end)
    return article.text, clause, start, start + len(verb)


@pytest.mark.parametrize(("marked", "verb", "modality"), MODALITIES)
def test_modality(read: Read, marked: str, verb: str, modality: str) -> None:
    where = clause_of(read, marked, verb)
    assert (modality_of(*where), polarity_of(*where)) == (modality, "positive")


@pytest.mark.parametrize(("marked", "verb", "polarity"), POLARITIES)
def test_polarity(read: Read, marked: str, verb: str, polarity: str) -> None:
    assert polarity_of(*clause_of(read, marked, verb)) == polarity


@pytest.mark.parametrize(
    ("marked", "verb", "alone", "with_end"),
    [
        ("[湖滨区|PLACE]建设着[天鹅湖公园|PLACE]。", "建设", "done", "ongoing"),
        ("[湖滨区|PLACE]筹建[三门峡学院|ORG]。", "筹建", "done", "planned"),
        ("[湖滨区|PLACE]将建设[天鹅湖公园|PLACE]。", "建设", "planned", "planned"),
    ],
)
def test_what_stands_behind_counts_if_the_end_is_told(
    read: Read, marked: str, verb: str, alone: str, with_end: str
) -> None:
    text, clause, start, end = clause_of(read, marked, verb)
    assert (modality_of(text, clause, start), modality_of(text, clause, start, end)) == (alone, with_end)


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("区住建局局长王明", "局长", True),
        ("湖滨区“邻里节”品牌", "品牌", True),
        ("湖滨区的公园", "的", True),
        ("王明担任区住建局局长", "局长", False),
        ("湖滨区建设公园", "建设", False),
        ("湖滨区服务企业", "服务", False),
    ],
)
def test_triggers_that_are_no_verbs(text: str, trigger: str, expected: bool) -> None:
    start = text.index(trigger)
    assert is_noun(text, 0, start, start + len(trigger)) is expected
    assert is_noun(text, 0, start, None) is False


PIECES = [
    "将",
    "拟",
    "正在",
    "没有",
    "未",
    "不断",
    "停止",
    "与",
    "的",
    "计划",
    "明年",
    "已",
    "如果",
    "，",
    "社区",
    "推动",
]


@given(lead=st.lists(st.sampled_from(PIECES), max_size=7).map("".join))
def test_names_say_nothing_of_the_verb(lead: str) -> None:
    """A name that is made of words of planning and denying, against one that is not."""
    found = []
    for name in ("将军停止路" + lead.replace("，", ""), "天鹅湖"):
        text = f"{name}建设公园"
        mention = Mention(0, len(name), "PLACE", name, name, 1.0, "hand")
        paragraph = Paragraph(0, len(text), "body")
        article = Article("a", "a.txt", "", text, range(len(text)), (paragraph,))
        (clause,) = clauses(article, (mention,))
        at = len(name)
        found.append((modality_of(text, clause, at, at + 2), polarity_of(text, clause, at, at + 2)))
    assert found == [("done", "positive")] * 2
