"""What a relation carries beside its ends: modality, polarity, trigger, place in the text, confidence."""

from collections.abc import Callable

import pytest

from kg.relations.merge import relate_by_rules
from kg.types import Article, Mention, Relation

Read = Callable[..., tuple[Article, tuple[Mention, ...]]]

MODALITIES = [
    ("[钟楼区|PLACE]将推进“[邻里节|PROGRAMME]”。", "planned"),
    ("[钟楼区|PLACE]拟推进“[邻里节|PROGRAMME]”。", "planned"),
    ("[钟楼区|PLACE]计划推进“[邻里节|PROGRAMME]”。", "planned"),
    ("[钟楼区|PLACE]即将启动“[邻里节|PROGRAMME]”。", "planned"),
    ("[钟楼区|PLACE]力争明年推出“[邻里节|PROGRAMME]”。", "planned"),
    ("[钟楼区|PLACE]有望年内开通“[运河热线|PROGRAMME]”。", "planned"),
    ("下一步，[钟楼区|PLACE]启动“[邻里节|PROGRAMME]”。", "planned"),
    ("“[平安渡口|PROGRAMME]”将由[海珠区委政法委|ORG]牵头。", "planned"),
    ("[海门区|PLACE]将与[南通大学|ORG]签约。", "planned"),
    ("[南方冷链公司|ORG]拟落户[临桂区|PLACE]。", "planned"),
    ("“[山水音乐季|PROGRAMME]”将在[阳朔县|PLACE]举办。", "planned"),
    ("[湖滨区|PLACE]正在修缮[崤函古道|PLACE]。", "ongoing"),
    ("[钟楼区|PLACE]持续推进“[邻里节|PROGRAMME]”。", "ongoing"),
    ("[钟楼区|PLACE]不断擦亮“[邻里节|PROGRAMME]”品牌。", "ongoing"),
    ("[湖滨区|PLACE]加快建设[天鹅湖公园|PLACE]。", "ongoing"),
    ("[湖滨区|PLACE]建成了[天鹅湖公园|PLACE]。", "done"),
    ("[钟楼区|PLACE]率先推出“[邻里节|PROGRAMME]”。", "done"),
    ("[钟楼区|PLACE]已经实施“[邻里节|PROGRAMME]”。", "done"),
    ("[海门区|PLACE]与[南通大学|ORG]签约。", "done"),
    ("[廖春生|PERSON]任[新余学院|ORG]院长。", "done"),
]

DENIALS = [
    ("[钟楼区|PLACE]没有推进“[邻里节|PROGRAMME]”。", "钟楼区 launches 邻里节"),
    ("[钟楼区|PLACE]没推出“[邻里节|PROGRAMME]”。", "钟楼区 launches 邻里节"),
    ("[钟楼区|PLACE]未启动“[邻里节|PROGRAMME]”。", "钟楼区 launches 邻里节"),
    ("[钟楼区|PLACE]尚未开展“[邻里节|PROGRAMME]”活动。", "钟楼区 launches 邻里节"),
    ("[钟楼区|PLACE]从未举办“[邻里节|PROGRAMME]”。", "钟楼区 launches 邻里节"),
    ("[钟楼区|PLACE]不再实施“[邻里节|PROGRAMME]”。", "钟楼区 launches 邻里节"),
    ("[钟楼区|PLACE]停止运行“[老热线|PROGRAMME]”。", "钟楼区 launches 老热线"),
    ("[龙湾区|PLACE]尚未出台《[灵活就业办法|POLICY]》。", "龙湾区 issues 灵活就业办法"),
    ("[湖滨区|PLACE]没有拆除[钟鼓楼|PLACE]。", "湖滨区 builds 钟鼓楼"),
    ("[襄阳市|PLACE]未成立[襄阳数据集团|ORG]。", "襄阳市 establishes 襄阳数据集团"),
    ("[南开大学|ORG]未参加“[海河创客|PROGRAMME]”大赛。", "南开大学 participatesIn 海河创客"),
    ("[绵阳市科技局|ORG]没有资助[涪城生物公司|ORG]。", "绵阳市科技局 supports 涪城生物公司"),
    ("[南方冷链公司|ORG]没有落户[临桂区|PLACE]。", "南方冷链公司 locatedIn 临桂区"),
    ("[威海市总工会|ORG]没有表彰[荣成渔业公司|ORG]。", "威海市总工会 awards 荣成渔业公司"),
]

AFFIRMED = [
    "[钟楼区|PLACE]不断推进“[邻里节|PROGRAMME]”。",
    "[钟楼区|PLACE]不仅推进“[邻里节|PROGRAMME]”。",
    "[钟楼区|PLACE]未来将推进“[邻里节|PROGRAMME]”。",
    "[钟楼区|PLACE]无偿提供场地，推进“[邻里节|PROGRAMME]”。",
]

TRIGGERS = [
    ("[青羊区|PLACE]启动“[微光|PROGRAMME]”行动。", "启动"),
    ("[中建六局|ORG]承建[临港体育中心|PLACE]。", "承建"),
    ("“[平安渡口|PROGRAMME]”由[海珠区委政法委|ORG]牵头。", "牵头"),
    ("[海门区|PLACE]与[南通大学|ORG]签约。", "签约"),
    ("[海门区|PLACE]联合[南通大学|ORG]培养技工。", "联合"),
    ("[海门区|PLACE]、[通州区|PLACE]共同保护岸线。", "共同"),
    ("[宜兴市住建局|ORG]党组书记、局长[蒋文涛|PERSON]到会。", "局长"),
    ("[吴小芹|PERSON]担任[宜兴市紫砂协会|ORG]会长。", "会长"),
    ("[秀峰区|PLACE]“[家门口议事|PROGRAMME]”品牌获得好评。", "品牌"),
    ("[临桂区|PLACE]的[南方冷链公司|ORG]扩产。", "的"),
    ("[桂林旅游学院|ORG]坐落于[雁山区|PLACE]。", "坐落于"),
    ("[桂林旅游学院|ORG]位于[雁山区|PLACE]。", "位于"),
    ("“[山水音乐季|PROGRAMME]”在[阳朔县|PLACE]举行。", "举行"),
]  # fmt: skip

# The further away the subject, the less certain: its own clause, the clause, the sentence, the paragraph before.
CARRIED = [
    "[义乌市|PLACE]推出“[鸡毛飞天|PROGRAMME]”。",
    "[义乌市|PLACE]开了会，推出“[鸡毛飞天|PROGRAMME]”。",
    "[义乌市|PLACE]开了会。推出“[鸡毛飞天|PROGRAMME]”。",
    "[义乌市|PLACE]开了会。\n推出“[鸡毛飞天|PROGRAMME]”。",
]


def only(read: Read, marked: str) -> tuple[Article, Relation]:
    article, mentions = read(marked)
    (found,) = relate_by_rules(article, mentions)
    return article, found


@pytest.mark.parametrize(("marked", "modality"), MODALITIES, ids=range(len(MODALITIES)))
def test_modality(read: Read, marked: str, modality: str) -> None:
    _, found = only(read, marked)
    assert (found.modality, found.polarity) == (modality, "positive")


@pytest.mark.parametrize(("marked", "denied"), DENIALS, ids=range(len(DENIALS)))
def test_what_is_denied_is_kept_as_denied(
    read: Read, triple: Callable[[Relation], str], marked: str, denied: str
) -> None:
    _, found = only(read, marked)
    assert (triple(found), found.polarity) == (denied, "negative")


@pytest.mark.parametrize("marked", AFFIRMED, ids=range(len(AFFIRMED)))
def test_words_that_only_look_like_denials(read: Read, marked: str) -> None:
    assert only(read, marked)[1].polarity == "positive"


@pytest.mark.parametrize(("marked", "trigger"), TRIGGERS, ids=range(len(TRIGGERS)))
def test_trigger_stands_where_it_is_said_to(read: Read, marked: str, trigger: str) -> None:
    article, found = only(read, marked)
    assert found.trigger == trigger
    assert article.text[found.at.start : found.at.end] == trigger


def test_denied_and_affirmed_in_one_sentence(read: Read) -> None:
    marked = "[湖滨区|PLACE]没有拆除[钟鼓楼|PLACE]，而是改造[向阳巷|PLACE]。"
    found = relate_by_rules(*read(marked))
    assert [(r.tail.text, r.polarity) for r in found] == [("钟鼓楼", "negative"), ("向阳巷", "positive")]


def test_planned_and_done_in_one_paragraph(read: Read) -> None:
    found = relate_by_rules(*read("[湖滨区|PLACE]将建设[天鹅湖公园|PLACE]。去年改造了[向阳巷|PLACE]。"))
    assert [(r.tail.text, r.modality) for r in found] == [("天鹅湖公园", "planned"), ("向阳巷", "done")]


def test_carried_subjects_are_less_certain(read: Read) -> None:
    certainties = [only(read, marked)[1].confidence for marked in CARRIED]
    assert certainties == sorted(set(certainties), reverse=True)


def test_carried_head_stands_outside_the_sentence(read: Read) -> None:
    article, found = only(read, CARRIED[2])
    assert article.text[found.sentence.start : found.sentence.end] == "推出“鸡毛飞天”。"
    assert found.head.end < found.sentence.start


def test_canonical_names_do_not_change_what_is_found(read: Read, triple: Callable[[Relation], str]) -> None:
    _, found = only(read, "[区委|ORG|青羊区委]启动“[微光|PROGRAMME]”行动。")
    assert triple(found) == "青羊区委 launches 微光"
    assert found.head.text == "区委"


@pytest.mark.parametrize("kind", ["byline", "caption"])
def test_verbs_of_bylines_and_captions_state_nothing(stated: Callable[..., set[str]], kind: str) -> None:
    marked = "[青羊区|PLACE]启动“[微光|PROGRAMME]”行动。"
    assert stated(marked, {0: kind}) == set()
    assert stated(marked, {0: "title"}) == {"青羊区 launches 微光"}


def test_bylines_give_posts(stated: Callable[..., set[str]]) -> None:
    marked = "[宜兴日报|ORG]记者 [吴小芹|PERSON]\n[丁蜀镇|PLACE]下雨了。"
    assert stated(marked, {0: "byline"}) == {"吴小芹 holdsPost 宜兴日报"}
