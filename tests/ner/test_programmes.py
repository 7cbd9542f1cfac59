"""Programmes: quoted ones by what stands around them, unquoted ones by their titles, fixed ones by heart."""

from collections.abc import Callable

import pytest

CASES: dict[str, tuple[tuple[str, str], ...]] = {
    "a head noun follows": (
        ("常州市打造“龙城驿动”品牌。", "龙城驿动"),
        ("洛阳市涧西区开通“牡丹快办”热线。", "牡丹快办"),
        ("“一窗通办”改革、“三张清单”制度落地。", "一窗通办|三张清单"),
        ("街道有了“有事来说”议事厅。", "有事来说"),
        ("她报名参加“匠心杯”篮球赛。", "匠心杯"),
        ("“鹭岛之光”嘉年华开幕。", "鹭岛之光"),
    ),
    "a head noun follows its modifiers": (
        ("绍兴市推行“鉴湖红帆”党建工作法。", "鉴湖红帆"),
        ("建立“街区哨、部门到”联动工作机制。", "街区哨、部门到"),
        ("“榕城帮办”社会救助服务品牌发布。", "榕城帮办"),
        ("苏州市发布“智汇鹿城”人才新政。", "智汇鹿城"),
    ),
    "somebody launches, joins or runs it": (
        ("区里推出“蓝色早餐”。", "蓝色早餐"),
        ("镇江市深入推进“五大突围”，成效显著。", "五大突围"),
        ("商户纷纷加入“邻里红盟”。", "邻里红盟"),
    ),
    "a formula or a themed year is one by itself": (
        ("宁波市实行“1+5+X”组织架构。", "1+5+X"),
        ("今年是“项目建设年”。", "项目建设年"),
        ("“营商环境提升年”活动启动。", "营商环境提升年"),
        ("推动“2+3”落到实处。", "2+3"),
    ),
    "what holds of one in a list holds of all": (
        ("打造“海韵”“茶香”“古渡”品牌。", "海韵|茶香|古渡"),
        ("开展“送学”和“送技”活动。", "送学|送技"),
        ("实施“强链”、“补链”工程。", "强链|补链"),
    ),
    "marks of other kinds, lost marks": (
        ('"鹭岛先锋"品牌和"海沧红"工程。', "鹭岛先锋|海沧红"),
        ("「鹭岛先锋」品牌亮相。", "鹭岛先锋"),
        ('推出"双塔夜校"课程，"暖巢"工程，"惠邻活动。', "双塔夜校|暖巢"),
    ),
    "的 stands between": (
        ("他们形成“多链融合”的工作思路。", ""),
        ("这是“一锤定音”的机制。", ""),
        ("用“绣花”的功夫做服务。", ""),
    ),
    "a metaphor, a category, an honour": (
        ("政府当好“服务员”，破解“肠梗阻”。", ""),
        ("全市倡导“互联网+”思维，建设“15分钟生活圈”。", ""),
        ("被誉为“东方水城”。", ""),
        ("荣获“全国文明城市”称号。", ""),
        ("培育“专精特新”企业，服务“三农”。", ""),
    ),
    "somebody's words": (
        ("他说：“大家一起干！”", ""),
        ("市民感叹“办事真方便，一次就成”。", ""),
        ("标语写着“人人参与”。", ""),
    ),
    "a title without marks": (
        ("湘潭市实施清河护岸行动。", "清河护岸行动"),
        ("温州市启动安居强基工程。", "安居强基工程"),
        ("襄阳市举办古隆中文化节。", "古隆中文化节"),
        ("省里实施青苗培育计划。", "青苗培育计划"),
    ),
    "descriptions without marks": (
        ("建设自然保护地联合执法机制。", ""),
        ("实施一批重点工程，开展各类主题活动。", ""),
        ("实施10万平方米建筑的修缮工程。", ""),
        ("完成全年工作计划。", ""),
        ("2023年开工，5年建成。", ""),
    ),
    "fixed ones": (
        ("推行林长制，参与一带一路建设。", "林长制|一带一路"),
        ("深化“放管服”改革。", "放管服"),
        ("推进“厕所革命”。", "厕所革命"),
        ("12345政务服务便民热线开通。", "12345政务服务便民热线"),
        ("拨打“12345”热线。", "12345"),
        ("乡村振兴带动高质量发展，实现共同富裕。", ""),
        ("电话88123451转热线。", ""),
    ),
}


@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param(*row, id=f"{rule}-{row[0]}") for rule, rows in CASES.items() for row in rows]
)
def test_programmes(names: Callable[..., list[str]], text: str, expected: str) -> None:
    found = [name for name in names(text) if not name.startswith("PLACE")]
    assert found == [f"PROGRAMME {name}" for name in expected.split("|") if name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("组建“轴承产业链党建联盟”。", "轴承产业链党建联盟"),
        ("“夕阳红志愿服务队”出发了。", "夕阳红志愿服务队"),
        ("成立“老街坊工作专班”。", "老街坊工作专班"),
    ],
)
def test_a_quoted_body_is_a_body(names: Callable[..., list[str]], text: str, expected: str) -> None:
    assert f"ORG {expected}" in names(text)
