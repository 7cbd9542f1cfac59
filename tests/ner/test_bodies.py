"""Bodies: departments of a region, names by what they end in, well-known ones."""

from collections.abc import Callable

import pytest

CASES: dict[str, tuple[tuple[str, str], ...]] = {
    "departments of a named region": (
        ("合肥市包河区农业农村局召开座谈会。", "合肥市|包河区农业农村局"),
        ("泉州市中级人民法院开庭。", "泉州市中级人民法院"),
        ("湖北省委组织部召开会议。", "湖北省委组织部"),
        ("兰州市发展和改革委员会发布通告。", "兰州市发展和改革委员会"),
        ("南宁市人社局与青秀区教育局签约。", "南宁市人社局|青秀区教育局"),
    ),
    "departments of a level": (
        ("由区气象局、市水利局、县教育局负责。", "区气象局|市水利局|县教育局"),
        ("市委组织部发文。", "市委组织部"),
        ("区委区政府高度重视。", "区委|区政府"),
        ("省委、省政府部署。", "省委|省政府"),
        ("县委书记到场，市委常委出席。", "县委|市委"),
    ),
    "a level that belongs to a word before it": (
        ("社区委员会选举，灾区政府动员。", ""),
        ("区委托第三方评估。", ""),
        ("县委员名单公布。", ""),
        ("市政府采购降价。", ""),
    ),
    "units of a body": (
        ("区文旅局机关党支部慰问老人。", "区文旅局机关党支部"),
        ("石桥村村委会召开会议。", "石桥村村委会"),
        ("陶然社区居委会组织活动。", "陶然社区居委会"),
        ("黄桥镇党委组织学习。", "黄桥镇党委"),
        ("滨湖区城市更新推进中心党支部举行活动。", "滨湖区城市更新推进中心党支部"),
        ("金禾银行韶关分行放款。", "金禾银行韶关分行"),
    ),
    "companies": (
        ("镜湖科技有限公司加入。", "镜湖科技有限公司"),
        ("恒岳集团投资。", "恒岳集团"),
        ("与丰潭银行签约。", "丰潭银行"),
        ("南粤药业集团有限公司投产。", "南粤药业集团有限公司"),
    ),
    "schools and hospitals": (
        ("昆山市周庄中学开学。", "昆山市周庄中学"),
        ("宁德师范学院附属小学开学。", "宁德师范学院附属小学"),
        ("南昌市第二医院搬迁。", "南昌市第二医院"),
        ("湖南湘雅医院派出医生。", "湖南湘雅医院"),
    ),
    "teams and associations": (
        ("镇江市餐饮协会发出倡议。", "镇江市餐饮协会"),
        ("大通湖救援队出发。", "大通湖救援队"),
        ("遂昌县茶叶合作社分红。", "遂昌县茶叶合作社"),
    ),
    "known everywhere": (
        ("民政部、国务院部署工作。", "民政部|国务院"),
        ("新华社报道。", "新华社"),
        ("教育部印发通知。", "教育部"),
        ("上海合作组织成员来访。", "上海合作组织"),
        ("华为建数据中心。", "华为"),
        ("团市委和团县委走访。", "团市委|团县委"),
        ("中建三局承建大桥。", "中建三局"),
    ),
    "generic": (
        ("基层党组织和各街道要落实，党支部要带头。", ""),
        ("村委会要配合，工委要指导，本报将关注。", ""),
        ("这家科技公司很大，物业公司也来了。", ""),
        ("学校、医院和银行都在附近。", ""),
        ("教育部门加强监管，财政部长讲话。", ""),
        ("每个村都有服务队和合作社。", ""),
    ),
}


@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param(*row, id=f"{rule}-{row[0]}") for rule, rows in CASES.items() for row in rows]
)
def test_bodies(names: Callable[..., list[str]], text: str, expected: str) -> None:
    assert [name.partition(" ")[2] for name in names(text)] == [name for name in expected.split("|") if name]
    assert all(name.startswith("ORG") or name.endswith("市") for name in names(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("扬州日报记者 严立新", "扬州日报"),
        ("株洲晚报讯 记者 严立新", "株洲晚报"),
        ("汕头融媒体中心 梅 雪", "汕头融媒体中心"),
        ("记者 严立新 报道", ""),
    ],
)
def test_media_in_bylines(names: Callable[..., list[str]], text: str, expected: str) -> None:
    assert [name for name in names(text, "byline") if name.startswith("ORG")] == [f"ORG {expected}"] * bool(expected)


@pytest.mark.parametrize(
    ("text", "end", "expected"),
    [
        ("区文旅局机关党支部慰问", 4, "区文旅局机关党支部"),
        ("县医院党委工会换届", 3, "县医院党委工会"),
        ("金禾银行韶关分行放款", 4, "金禾银行韶关分行"),
        ("金禾银行韶关客户", 4, "金禾银行"),
        ("区文旅局召开会议", 4, "区文旅局"),
        ("南桥村党支部建设", 3, "南桥村"),
    ],
)
def test_extend(text: str, end: int, expected: str) -> None:
    from kg.ner.bodies import extend

    assert text[: extend(text, end)] == expected
