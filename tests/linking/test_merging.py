"""One entity for one thing across documents: pairs that are one, pairs to ask about, pairs that are two."""

import hashlib
import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linking.merging import merge
from kg.linking.proposals import REASONS
from kg.types import Label, Node

CHENGDU, QINGYANG, WUHOU = "5101", "510105", "510107"
NANJING, GULOU, FUZHOU_GULOU = "3201", "320106", "350102"
ZUNYI, MEITAN = "5203", "520328"


def make_node(
    name: str,
    label: Label = "ORG",
    region: str = "",
    *,
    code: str = "",
    aliases: Sequence[str] = (),
    mentions: int = 1,
) -> Node:
    identity = hashlib.sha256("\x1f".join((label, name, code or region)).encode()).hexdigest()[:16]
    return Node(identity, label, name, tuple(aliases), code, region, "", mentions, 1, None, None)


def outcome(one: Node, other: Node, *others: Node) -> str:
    merges, doubts = merge([one, other, *others])
    ids = {one.id, other.id}
    groups = {merge.entity: merge.into for merge in merges}
    if groups.get(one.id, one.id) == groups.get(other.id, other.id):
        return "merge"
    return "doubt" if any({doubt.a, doubt.b} == ids for doubt in doubts) else "apart"


# label, region, name, other name, other region ('' for the same)
MERGED: list[tuple[Label, str, str, str, str]] = [
    ("ORG", QINGYANG, "青羊区人力资源和社会保障局", "青羊区人社局", ""),
    ("ORG", QINGYANG, "青羊区发展和改革委员会", "青羊区发改委", ""),
    ("ORG", QINGYANG, "青羊区发展改革委", "青羊区发改委", ""),
    ("ORG", QINGYANG, "青羊区住房和城乡建设局", "青羊区住建局", ""),
    ("ORG", QINGYANG, "青羊区直属机关工作委员会", "青羊区直机关工委", ""),
    ("ORG", QINGYANG, "青羊区消防救援大队", "青羊区消防大队", ""),
    ("ORG", QINGYANG, "青羊区文化和旅游局", "青羊区文旅局", ""),
    ("ORG", QINGYANG, "青羊区市场监督管理局", "青羊区市场监管局", ""),
    ("ORG", QINGYANG, "青羊区人民政府", "青羊区政府", ""),
    ("ORG", QINGYANG, "青羊区人民政府办公室", "青羊区政府办", ""),
    ("ORG", QINGYANG, "中国共产党青羊区委员会", "青羊区委", ""),
    ("ORG", QINGYANG, "中共青羊区委", "青羊区委", ""),
    ("ORG", QINGYANG, "中共青羊区委宣传部", "青羊区委宣传部", ""),
    ("ORG", QINGYANG, "青羊区纪律检查委员会", "青羊区纪委", ""),
    ("ORG", QINGYANG, "青羊区人民代表大会常务委员会", "青羊区人大常委会", ""),
    ("ORG", QINGYANG, "中国人民政治协商会议青羊区委员会", "青羊区政协", ""),
    ("ORG", QINGYANG, "共青团青羊区委", "青羊区团委", ""),
    ("ORG", QINGYANG, "青羊区妇女联合会", "青羊区妇联", ""),
    ("ORG", QINGYANG, "青羊区人民法院", "青羊区法院", ""),
    ("ORG", QINGYANG, "青羊区机关事务管理局", "青羊区机关事务局", ""),
    ("ORG", QINGYANG, "中共青羊区财政局委员会", "青羊区财政局党委", ""),
    ("ORG", QINGYANG, "中共青羊区财政局机关支部委员会", "青羊区财政局机关党支部", ""),
    ("ORG", QINGYANG, "成都市青羊区人社局", "青羊区人社局", ""),
    ("ORG", CHENGDU, "成都市青羊区人社局", "青羊区人力资源和社会保障局", QINGYANG),
    ("ORG", CHENGDU, "成都市公安局武侯分局", "武侯区公安分局", WUHOU),
    ("ORG", "", "共青团湄潭县委员会", "湄潭县团委", MEITAN),
    ("ORG", "", "国网成都供电公司", "成都供电公司", CHENGDU),
    ("ORG", CHENGDU, "成都市第一人民医院", "成都市一医院", ""),
    ("ORG", CHENGDU, "成都第七中学", "成都七中", ""),
    ("ORG", CHENGDU, "成都市人社局", "成都人社局", ""),
    ("ORG", QINGYANG, "青羊区人力资源和社会保障局", "青羊区人力资源社会保障局", ""),
    ("ORG", QINGYANG, "青羊区疾病预防控制中心", "青羊区疾控中心", ""),
    ("ORG", "", "上海合作组织", "上合组织", ""),
    ("ORG", "", "西北工业大学", "西工大", ""),
    ("ORG", "3201", "南京大学附属医院", "南大附院", ""),
    ("ORG", "6540", "伊犁师范大学", "伊师大", "none"),
    ("ORG", ZUNYI, "遵义轨道交通建设指挥部", "遵义轨建指挥部", ""),
    ("ORG", "", "海尔集团公司", "海尔集团", ""),
    ("ORG", "", "歌尔股份有限公司", "歌尔股份", ""),
    ("ORG", "", "摩云飞翼有限责任公司", "摩云飞翼", ""),
    ("ORG", "51", "四川省蜀禾粮油有限公司", "四川蜀禾粮油有限公司", ""),
    ("ORG", CHENGDU, "成都锦禾（集团）有限公司", "成都锦禾集团有限公司", ""),
    ("PLACE", CHENGDU, "成都国际创新园", "国际创新园", ""),
    ("PLACE", CHENGDU, "成都经济技术开发区", "成都经开区", ""),
    ("PLACE", CHENGDU, "成都市浣花溪公园", "浣花溪公园", ""),
    ("PROGRAMME", CHENGDU, "蓉城微光行动", "蓉城微光", ""),
    ("PROGRAMME", CHENGDU, "六基工程", "六基", ""),
    ("PROGRAMME", CHENGDU, "成都国际茶文化周", "国际茶文化周", ""),
    ("POLICY", CHENGDU, "关于印发《成都市电梯安全管理办法》的通知", "成都市电梯安全管理办法", ""),
    ("POLICY", CHENGDU, "成都市电梯安全管理办法（试行）", "成都市电梯安全管理办法", ""),
]

DOUBTFUL: list[tuple[Label, str, str, str, str]] = [
    ("ORG", "", "南京大学", "南大", ""),
    ("ORG", QINGYANG, "青羊区农业农村局", "青羊区农业局", ""),
    ("ORG", QINGYANG, "青羊区教育和体育局", "青羊区教育局", ""),
    ("ORG", QINGYANG, "青羊区城市更新推进中心", "青羊区城市更新中心", ""),
    ("ORG", QINGYANG, "青羊区文化广电和旅游局", "青羊区文旅局", ""),
    ("ORG", CHENGDU, "成都市第一人民医院", "成都市第一医院", ""),
    ("ORG", QINGYANG, "青羊区人社局", "人社局", "none"),
    ("ORG", QINGYANG, "青羊区城市管理局", "青羊区城巿管理局", ""),
    ("ORG", CHENGDU, "成都实验小学", "实验小学", ""),
    ("ORG", "5101", "成都锦禾科技有限公司", "锦禾科技", "none"),
    ("ORG", "", "锦禾集团", "锦禾", ""),
    ("ORG", "", "歌尔股份有限公司", "歌尔", ""),
    ("ORG", QINGYANG, "青羊区住建局（青羊区人民防空办公室）", "青羊区住建局", ""),
    ("PLACE", CHENGDU, "成都市市民中心", "市民中心", ""),
    ("PLACE", QINGYANG, "青羊区国际创新园", "国际创新园", CHENGDU),
    ("PROGRAMME", CHENGDU, "成都马拉松", "马拉松", ""),
    ("PROGRAMME", CHENGDU, "浣花荔枝节", "浣花荔枝", ""),
    ("PROGRAMME", CHENGDU, "清泉入户行动", "清泉人户行动", ""),
    ("POLICY", CHENGDU, "成都市物业管理条例", "物业管理条例", ""),
]

APART: list[tuple[Label, str, str, str, str]] = [
    ("ORG", QINGYANG, "青羊区人社局", "武侯区人社局", WUHOU),
    ("ORG", QINGYANG, "青羊区人社局", "成都市人社局", CHENGDU),
    ("ORG", QINGYANG, "青羊区人社局", "成都市人力资源和社会保障局", CHENGDU),
    ("ORG", GULOU, "鼓楼区人社局", "鼓楼区人力资源和社会保障局", FUZHOU_GULOU),
    ("ORG", CHENGDU, "成都市第一小学", "成都市第二小学", ""),
    ("ORG", CHENGDU, "成都市第一人民医院", "成都市二医院", ""),
    ("ORG", QINGYANG, "青羊区财政局党委", "青羊区财政局机关党委", ""),
    ("ORG", QINGYANG, "青羊区财政局党委", "青羊区财政局党组", ""),
    ("ORG", QINGYANG, "青羊区财政局", "青羊区财政局机关党支部", ""),
    ("ORG", QINGYANG, "青羊区委", "青羊区政府", ""),
    ("ORG", QINGYANG, "青羊区委", "青羊区纪委", ""),
    ("ORG", QINGYANG, "青羊区教育局", "青羊区体育局", ""),
    ("ORG", QINGYANG, "青羊区民政局", "青羊区财政局", ""),
    ("ORG", QINGYANG, "青羊区消防救援大队", "青羊区消防救援支队", ""),
    ("ORG", QINGYANG, "青羊区委组织部", "青羊区委统战部", ""),
    ("ORG", CHENGDU, "成都大学", "成都大学附属医院", ""),
    ("ORG", "", "锦禾科技有限公司", "锦禾科技有限公司眉山分公司", ""),
    ("ORG", "", "中国银行", "中国银行成都分行", ""),
    ("ORG", CHENGDU, "成都市中医院", "成都市中心医院", ""),
    ("ORG", CHENGDU, "红石榴服务队", "红石榴志愿服务队", ""),
    ("ORG", "", "歌尔股份有限公司", "歌尔集团有限公司", ""),
    ("ORG", "", "区人社局", "人力资源和社会保障局", ""),
    ("ORG", CHENGDU, "张建国工作室", "李建国工作室", ""),
    ("PLACE", CHENGDU, "东麦坪村", "麦坪村", ""),
    ("PLACE", CHENGDU, "中山路", "中山路", "2102"),
    ("PLACE", CHENGDU, "人民南路", "人民北路", ""),
    ("PLACE", CHENGDU, "武侯路", "武侯大道", ""),
    ("PLACE", CHENGDU, "轨道交通6号线", "轨道交通8号线", ""),
    ("PLACE", CHENGDU, "国际创新园A区", "国际创新园B区", ""),
    ("PLACE", CHENGDU, "国际创新园", "南京国际创新园", NANJING),
    ("PERSON", CHENGDU, "王明", "王明", NANJING),
    ("PERSON", CHENGDU, "欧阳建国", "欧阳建国华", ""),
    ("PERSON", CHENGDU, "安娜·科瓦奇", "安娜·科瓦齐", ""),
    ("PROGRAMME", CHENGDU, "蓉城微光", "蓉城微光", NANJING),
    ("PROGRAMME", CHENGDU, "六基工程", "六基行动", ""),
    ("PROGRAMME", CHENGDU, "五星联动", "四星联动", ""),
    ("POLICY", CHENGDU, "成都市电梯安全管理办法", "南京市电梯安全管理办法", NANJING),
]


def pair_of(label: Label, region: str, name: str, other: str, other_region: str) -> tuple[Node, Node]:
    elsewhere = {"": region, "none": ""}.get(other_region, other_region)
    return make_node(name, label, region), make_node(other, label, elsewhere)


@pytest.mark.parametrize("row", MERGED, ids=lambda row: f"{row[2]}={row[3]}")
def test_two_names_of_one_thing(row: tuple[Label, str, str, str, str]) -> None:
    assert outcome(*pair_of(*row)) == "merge"


@pytest.mark.parametrize("row", DOUBTFUL, ids=lambda row: f"{row[2]}?{row[3]}")
def test_a_person_is_asked(row: tuple[Label, str, str, str, str]) -> None:
    assert outcome(*pair_of(*row)) == "doubt"


@pytest.mark.parametrize("row", APART, ids=lambda row: f"{row[2]}|{row[3]}")
def test_two_things_stay_two(row: tuple[Label, str, str, str, str]) -> None:
    assert outcome(*pair_of(*row)) == "apart"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (make_node("青羊区", "PLACE", code=QINGYANG), make_node("青羊路", "PLACE", CHENGDU)),
        (make_node("鼓楼区", "PLACE", code=GULOU), make_node("鼓楼区", "PLACE", code=FUZHOU_GULOU)),
        (make_node("成都市", "PLACE", code=CHENGDU), make_node("成都", "PLACE", "article-7")),
        (make_node("草堂街道", "PLACE", code="510105010"), make_node("草堂街道党工委", "ORG", QINGYANG)),
        (make_node("中山路", "PLACE", "article-1"), make_node("中山路", "PLACE", "article-2")),
    ],
)
def test_divisions_and_what_lies_nowhere_are_left_alone(one: Node, other: Node) -> None:
    assert outcome(one, other) == "apart"


def test_one_short_name_of_two_full_ones_is_sure_of_neither() -> None:
    short = make_node("青羊区轨建指", region=QINGYANG)
    one = make_node("青羊区轨道交通建设指挥部", region=QINGYANG)
    other = make_node("青羊区轨道站点建设指挥部", region=QINGYANG)
    assert outcome(short, one) == "merge"
    assert outcome(short, one, other) == "doubt"
    assert outcome(short, other, one) == "doubt"


def test_two_firms_share_a_short_name() -> None:
    short = make_node("歌尔声学")
    assert outcome(short, make_node("歌尔声学有限公司")) == "merge"
    assert outcome(short, make_node("歌尔声学有限公司"), make_node("歌尔声学股份有限公司")) == "doubt"


def test_a_programme_of_two_head_nouns() -> None:
    short, one, other = (make_node(name, "PROGRAMME", CHENGDU) for name in ("清荷", "清荷行动", "清荷工程"))
    assert outcome(short, one) == "merge"
    assert outcome(short, one, other) == "doubt"


def test_what_an_article_states() -> None:
    full = make_node("青羊区城市更新推进中心", region=QINGYANG, aliases=("区城市更新中心",))
    short = make_node("青羊区城市更新中心", region=QINGYANG)
    assert outcome(full, short) == "merge"
    merges, _ = merge([full, short])
    assert merges[0].reason.startswith(REASONS["stated"])


def test_what_an_article_states_never_joins_what_must_differ() -> None:
    full = make_node("青羊区财政局机关党委", region=QINGYANG, aliases=("区财政局党委",))
    assert outcome(full, make_node("青羊区财政局党委", region=QINGYANG)) == "apart"


def test_several_regions_show_an_abbreviation() -> None:
    """数据资源和政务管理局 is called 数管局 where three regions have both."""
    regions = [("青羊区", "510105"), ("武侯区", "510107"), ("湄潭县", "520328")]
    nodes = [
        make_node(region + name, region=code)
        for region, code in regions
        for name in ("数据资源治理和政务服务局", "数资政局")
    ]
    assert outcome(nodes[0], nodes[1]) == "doubt"
    assert outcome(*nodes) == "merge"
    merges, _ = merge(nodes)
    assert all("seen in 3 regions" in found.reason for found in merges)


def test_what_several_regions_have_is_not_told_by_the_city() -> None:
    """A name that three regions put behind their own may be any of theirs."""
    short = make_node("云谷展厅", "PLACE", CHENGDU)
    full = make_node("成都云谷展厅", "PLACE", CHENGDU)
    others = [make_node(f"{name}云谷展厅", "PLACE", code) for name, code in (("南京", NANJING), ("遵义", ZUNYI))]
    assert outcome(short, full) == "merge"
    assert outcome(short, full, *others) == "doubt"


@pytest.mark.parametrize(
    ("nodes", "survivor"),
    [
        (
            [
                make_node("青羊区人社局", region=QINGYANG, mentions=90),
                make_node("青羊区人力资源和社会保障局", region=QINGYANG),
            ],
            1,
        ),
        ([make_node("成都市青羊区人社局", region=CHENGDU, mentions=9), make_node("青羊区人社局", region=QINGYANG)], 1),
        ([make_node("六基", "PROGRAMME", CHENGDU), make_node("六基工程", "PROGRAMME", CHENGDU)], 1),
        (
            [
                make_node("关于印发《某湖保护办法》的通知", "POLICY", CHENGDU),
                make_node("某湖保护办法", "POLICY", CHENGDU),
            ],
            1,
        ),
        (
            [
                make_node("某湖保护办法（试行）", "POLICY", CHENGDU, mentions=3),
                make_node("某湖保护办法", "POLICY", CHENGDU),
            ],
            0,
        ),
    ],
)
def test_the_most_complete_name_survives(nodes: list[Node], survivor: int) -> None:
    merges, _ = merge(nodes)
    assert [(found.entity, found.into) for found in merges] == [(nodes[1 - survivor].id, nodes[survivor].id)]


def test_three_names_have_one_survivor_and_say_why() -> None:
    names = ("青羊区人社局", "青羊区人力资源社会保障局", "青羊区人力资源和社会保障局")
    nodes = [make_node(name, region=QINGYANG) for name in names]
    merges, doubts = merge(nodes)
    assert {found.into for found in merges} == {nodes[2].id}
    assert {found.entity for found in merges} == {nodes[0].id, nodes[1].id}
    assert all(part.split(":")[0] in REASONS.values() for found in merges for part in found.reason.split("; "))
    assert doubts == []


def test_a_group_never_holds_two_that_must_be_apart() -> None:
    """实验 without a number is called by both of the numbered schools: at most one of them may have it."""
    one = make_node("成都市第一云桥学校", region=CHENGDU, aliases=("云桥学校",))
    two = make_node("成都市第二云桥学校", region=CHENGDU, aliases=("云桥学校",))
    short = make_node("成都市云桥学校", region=CHENGDU)
    merges, _ = merge([one, two, short])
    assert merges == []


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        (make_node("微光", "ORG", CHENGDU), make_node("微光", "PROGRAMME", CHENGDU, mentions=20), True),
        (make_node("微光", "ORG"), make_node("微光", "PROGRAMME", CHENGDU, mentions=20), True),
        (make_node("微光", "ORG", CHENGDU, mentions=9), make_node("微光", "PROGRAMME", CHENGDU, mentions=10), False),
        (make_node("微光", "ORG", NANJING), make_node("微光", "PROGRAMME", CHENGDU, mentions=20), False),
        (make_node("微光", "PERSON", CHENGDU), make_node("微光", "PROGRAMME", CHENGDU, mentions=20), False),
    ],
)
def test_one_name_of_two_types(one: Node, other: Node, asked: bool) -> None:
    merges, doubts = merge([one, other])
    assert merges == []
    assert [found.reason.startswith("two types") for found in doubts] == [True] * asked


def test_nothing_of_nothing() -> None:
    assert merge([]) == ([], [])


NODES = [node for row in (*MERGED, *DOUBTFUL, *APART) for node in pair_of(*row)]
DISTINCT = list({node.id: node for node in NODES}.values())


@given(st.randoms(use_true_random=False), st.sets(st.sampled_from(range(len(DISTINCT))), min_size=2, max_size=60))
def test_the_order_does_not_count(order: random.Random, chosen: set[int]) -> None:
    nodes = [DISTINCT[place] for place in sorted(chosen)]
    shuffled = list(nodes)
    order.shuffle(shuffled)
    merges, doubts = merge(nodes)
    assert merge(shuffled) == (merges, doubts)
    gone = {found.entity for found in merges}
    assert len(gone) == len(merges)
    assert not gone & {found.into for found in merges}
    assert not gone & {side for found in doubts for side in (found.a, found.b)}
    assert all(found.a < found.b and 0 <= found.score <= 1 for found in doubts)
    assert all(0.8 <= found.score <= 1 for found in merges)


def test_all_rows_at_once_merge_nothing_that_is_apart() -> None:
    merges, _ = merge(DISTINCT)
    group = {found.entity: found.into for found in merges}
    for row in APART:
        one, other = pair_of(*row)
        assert group.get(one.id, one.id) != group.get(other.id, other.id), row
