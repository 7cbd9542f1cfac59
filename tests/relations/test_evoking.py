"""Which word states a relation: hand-marked sentences, the numbers of head and tail -> the trigger."""

from collections.abc import Callable

import pytest

from kg.ontology import ontology
from kg.relations.evoking import count_triggers, find_trigger
from kg.relations.wording import Wording, relation_names
from kg.types import Article, Mention

Read = Callable[..., tuple[Article, tuple[Mention, ...]]]

# Relation, sentence, numbers of head and tail among the names, trigger.
TRIGGERS = [
    ("launches", "[灌云县|PLACE]启动“[盐河微光|PROGRAMME]”行动。", (0, 1), "启动"),
    ("launches", "“[盐河微光|PROGRAMME]”由[灌云县|PLACE]推出。", (1, 0), "推出"),
    ("launches", "[灌云县|PLACE]的“[盐河微光|PROGRAMME]”活动很热闹。", (0, 1), "活动"),
    ("launches", "[灌云县|PLACE]设“[盐河热线|PROGRAMME]”并举办多场。", (0, 1), "举办"),
    ("launches", "[灌云县|PLACE]设“[盐河热线|PROGRAMME]”。", (0, 1), "设"),
    ("launches", "[灌云县|PLACE]推出“[盐河微光|PROGRAMME]”，启动“[盐河热线|PROGRAMME]”。", (0, 2), "启动"),
    ("establishes", "[赤水市|PLACE]组建[赤水竹业集团|ORG]。", (0, 1), "组建"),
    ("establishes", "[赤水竹业集团|ORG]在[赤水市|PLACE]挂牌。", (1, 0), "挂牌"),
    ("issues", "[敦煌市|PLACE]印发《[莫高里保护办法|POLICY]》。", (0, 1), "印发"),
    ("issues", "《[莫高里保护办法|POLICY]》日前由[敦煌市文旅局|ORG]下发。", (1, 0), "下发"),
    ("builds", "[五指山市|PLACE]修缮[翡翠桥|PLACE]。", (0, 1), "修缮"),
    ("builds", "[五指山市|PLACE]新建的[翡翠桥|PLACE]已经开放。", (0, 1), "新建"),
    ("leads", "“[椒江渡口|PROGRAMME]”由[椒江区委政法委|ORG]牵头。", (1, 0), "牵头"),
    ("leads", "[椒江区委政法委|ORG]主办，[台州学院|ORG]协办“[椒江渡口|PROGRAMME]”。", (1, 2), "协办"),
    ("participatesIn", "[延边大学|ORG]参加“[长白创客|PROGRAMME]”大赛。", (0, 1), "参加"),
    ("participatesIn", "“[长白创客|PROGRAMME]”吸引[延边大学|ORG]报名。", (1, 0), "报名"),
    ("cooperatesWith", "[那曲市|PLACE]与[西藏大学|ORG]签约。", (0, 1), "签约"),
    ("cooperatesWith", "[那曲市|PLACE]、[西藏大学|ORG]共同培养技工。", (1, 0), "共同"),
    ("supports", "[绥芬河市|PLACE]扶持[界河贸易公司|ORG]。", (0, 1), "扶持"),
    ("supports", "[绥芬河市|PLACE]为[界河贸易公司|ORG]提供场地。", (0, 1), "提供"),
    ("partOf", "[磁县|PLACE]下辖[岳城镇|PLACE]。", (1, 0), "下辖"),
    ("partOf", "[岳城镇|PLACE]隶属[磁县|PLACE]。", (0, 1), "隶属"),
    ("locatedIn", "[凉州书院|ORG]坐落于[凉州区|PLACE]。", (0, 1), "坐落于"),
    ("locatedIn", "[凉州区|PLACE]“[议事亭|PROGRAMME]”品牌获好评。", (1, 0), "品牌"),
    ("locatedIn", "[凉州区|PLACE]的[凉州书院|ORG]，很美。", (1, 0), "的"),
    ("locatedIn", "[凉州区|PLACE]的[凉州书院|ORG]扩建。", (1, 0), "扩建"),
    ("holdsPost", "[马晓岚|PERSON]担任[同心县枸杞协会|ORG]会长。", (0, 1), "担任"),
    ("holdsPost", "[同心县民政局|ORG]局长[马晓岚|PERSON]到会。", (1, 0), "局长"),
    ("awards", "[衡东县|PLACE]授予[罗志刚|PERSON]称号。", (0, 1), "授予"),
    ("awards", "[罗志刚|PERSON]被[衡东县总工会|ORG]表彰。", (1, 0), "表彰"),
    # A trigger within a name does not count, wherever the name stands.
    ("builds", "[建设路|PLACE]和[石鼓区|PLACE]、[雁峰区|PLACE]。", (1, 2), ""),
    ("builds", "[石鼓区|PLACE]见[建设路|PLACE]旁[雁峰桥|PLACE]。", (0, 2), "见"),
    # Without a trigger another verb stands for it, between the two before behind them, the nearest to the later one.
    ("awards", "[衡东县|PLACE]启动“[湘江灯火|PROGRAMME]”。", (0, 1), "启动"),
    ("awards", "[衡东县|PLACE]启动并推出“[湘江灯火|PROGRAMME]”。", (0, 1), "推出"),
    ("awards", "[罗志刚|PERSON]、[衡东县|PLACE]推出美食。", (0, 1), "推出"),
    ("awards", "[罗志刚|PERSON]、[衡东县|PLACE]，推出美食。", (0, 1), ""),
    ("awards", "[衡东县|PLACE]的大街小巷里[罗志刚|PERSON]很有名。", (0, 1), ""),
    # Nothing links two names of two sentences or paragraphs; what states it stands with the later one.
    ("locatedIn", "[凉州区|PLACE]。[凉州书院|ORG]热闹。", (1, 0), ""),
    ("locatedIn", "[凉州区|PLACE]\n[凉州书院|ORG]", (1, 0), ""),
    ("locatedIn", "[凉州区|PLACE]推出美食。[凉州书院|ORG]热闹。", (1, 0), ""),
    ("launches", "[灌云县|PLACE]开展了走访。推出“[盐河微光|PROGRAMME]”。", (0, 1), "推出"),
    # One too far away does not count either.
    ("awards", "[衡东县|PLACE]和[罗志刚|PERSON]的那许许多多的心里话和家长里短都与表彰无关。", (0, 1), ""),
]  # fmt: skip


def find(read: Read, relation: str, marked: str, ends: tuple[int, int], learned: str = "") -> str:
    article, mentions = read(marked)
    words = {relation: (learned,)} if learned else {}
    at = find_trigger(article.text, Wording.of(article, mentions), mentions, relation, ends, words)
    later = mentions[max(ends)]
    assert at.end > at.start or at == (later.start, later.start)
    return article.text[at.start : at.end]


@pytest.mark.parametrize(("relation", "marked", "ends", "trigger"), TRIGGERS, ids=range(len(TRIGGERS)))
def test_trigger(read: Read, relation: str, marked: str, ends: tuple[int, int], trigger: str) -> None:
    assert find(read, relation, marked, ends) == trigger


def test_every_relation_is_in_the_table() -> None:
    assert {relation for relation, *_ in TRIGGERS} == set(ontology().relations)


def test_triggers_are_learned_as_well(read: Read) -> None:
    marked = "[敦煌市|PLACE]张贴并介绍《[莫高里保护办法|POLICY]》。"
    assert find(read, "issues", marked, (0, 1)) == "介绍"
    assert find(read, "issues", marked, (0, 1), learned="张贴") == "张贴"


def test_triggers_of_a_corpus_are_those_that_come_often_enough() -> None:
    stated = [("issues", "张贴"), ("issues", "张贴"), ("issues", "念出"), ("leads", "以…为首"), ("leads", "以…为首")]
    assert count_triggers(iter(stated), 2) == {name: ["张贴"] if name == "issues" else [] for name in relation_names()}
    assert count_triggers(iter(stated), 1)["issues"] == ["张贴", "念出"]
    assert count_triggers(iter([]), 1) == {name: [] for name in relation_names()}
