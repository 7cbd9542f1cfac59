"""The annotation guideline, section 1, rule by rule: a sentence and all the mentions in it."""

from collections.abc import Callable

import pytest

# rule: (sentence, its mentions), with G a programme, O a body, L a place, P a person, D a document.
RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "1 quoted programmes": (
        ("推行“鉴湖红帆”工作法", "G鉴湖红帆"),
        ("实施“三送”工程", "G三送"),
        ("宁波市实行“1+5+X”组织架构", "L宁波市 G1+5+X"),
        ("建立“街区哨、部门到”联动工作机制", "G街区哨、部门到"),
        ("区里推出“蓝色早餐”。", "G蓝色早餐"),
        ("深入推进“五大突围”", "G五大突围"),
    ),
    "1 quoted, but no programme": (
        ("形成“多链融合”的工作思路", ""),
        ("做城市更新的“动车组”", ""),
        ("树立“互联网+”思维", ""),
        ("建设“15分钟生活圈”", ""),
        ("覆盖“两新”组织", ""),
        ("翻开“下村日记”，记录点滴", ""),
    ),
    "2 unquoted programmes": (
        ("实施固本培元工程", "G固本培元工程"),
        ("启动清河护岸行动", "G清河护岸行动"),
        ("襄阳市举办古隆中文化节", "L襄阳市 G古隆中文化节"),
        ("全面推行林长制", "G林长制"),
        ("建立自然保护地联合执法机制", ""),
        ("完善社会治理体系", ""),
        ("探索物业服务模式", ""),
    ),
    "3 nationwide words": (
        ("参与一带一路建设", "G一带一路"),
        ("深化“放管服”改革", "G放管服"),
        ("农村“厕所革命”见效", "G厕所革命"),
        ("推进乡村振兴，促进高质量发展", ""),
        ("扎实推动共同富裕", ""),
    ),
    "4 policy packages": (
        ("发布“智汇鹿城”人才新政", "G智汇鹿城"),
        ("推出“惠企八条”政策", "G惠企八条"),
        ("印发促进就业实施意见", ""),
    ),
    "5 a region and its body are one": (
        ("包河区农业农村局发文", "O包河区农业农村局"),
        ("常熟市新世纪学校开学", "O常熟市新世纪学校"),
        ("鹿城区委区直机关工委走访", "O鹿城区委区直机关工委"),
        ("区委区政府高度重视", "O区委 O区政府"),
        ("市委、市政府部署", "O市委 O市政府"),
        ("由区气象局、区文旅局机关党支部负责", "O区气象局 O区文旅局机关党支部"),
        ("“安源街道、后埠街道党工委”共同负责", "L安源街道 O后埠街道党工委"),
        ("县委书记到场", "O县委"),
        ("市委常委到场", "O市委"),
    ),
    "6 Party units": (
        ("鹿城区城市更新推进中心党支部走访", "O鹿城区城市更新推进中心党支部"),
        ("区住建局机关党委换届", "O区住建局机关党委"),
        ("金禾集团党委慰问", "O金禾集团党委"),
    ),
    "7 generic bodies": (
        ("基层党组织要带头", ""),
        ("各街道要落实", ""),
        ("党支部和村委会配合", ""),
        ("本报将持续关注", ""),
    ),
    "8 media": (
        ("新华社报道", "O新华社"),
        ("据扬子晚报消息", "O扬子晚报"),
        ("央视播出专题片", "O央视"),
        ("读报的人不多", ""),
    ),
    "9 a company before its project": (
        ("比亚迪电池项目开工", "O比亚迪"),
        ("华为云计算项目落地", "O华为"),
        ("京东物流项目投产", "O京东"),
        ("电池项目开工", ""),
    ),
    "10 regions and communities act": (
        ("合肥市出台新规", "L合肥市"),
        ("老殿后社区议事", "L老殿后社区"),
        ("老殿后社区居委会议事", "O老殿后社区居委会"),
        ("石桥村村委会开会", "O石桥村村委会"),
        ("黄桥镇党委学习", "O黄桥镇党委"),
    ),
    "11 chains": (
        ("绍兴市越城区开会", "L绍兴市 L越城区"),
        ("南京市鼓楼区湖南路施工", "L南京市 L鼓楼区 L湖南路"),
        ("成都市武侯区浆洗街街道走访", "L成都市 L武侯区 L浆洗街街道"),
        ("合肥市包河区农业农村局发文", "L合肥市 O包河区农业农村局"),
        ("福州三坊七巷历史文化片区开街", "L福州 L三坊七巷历史文化片区"),
    ),
    "12 bodies that stand somewhere, places that act": (
        ("在湘雅医院就诊", "O湘雅医院"),
        ("雪浪街道党群服务中心开展送学", "L雪浪街道党群服务中心"),
        ("新桥路小学地下停车场开放", "L新桥路小学地下停车场"),
        ("金鸡湖软件园签约", "L金鸡湖软件园"),
        ("星河大厦封顶", "L星河大厦"),
        ("学校、医院和银行都近", ""),
    ),
    "13 outside the span": (
        ("湖南路南侧新增车位", "L湖南路"),
        ("滨河路两岸绿了", "L滨河路"),
        ("中央大街区域限行", "L中央大街"),
        ("滨江公园一期建成", "L滨江公园"),
        ("新华路1号挂牌", "L新华路"),
        ("第二届古隆中文化节开幕", "G古隆中文化节"),
    ),
    "13 inside the span": (
        ("东坑片区更新", "L东坑片区"),
        ("观前街区亮灯", "L观前街区"),
        ("金湖商务中心(B2)竣工", "L金湖商务中心(B2)"),
    ),
    "14 enumerations": (
        ("湖南路、淮海路、新华路整治", "L湖南路 L淮海路 L新华路"),
        ("吸引柏川、铭泰、锐锋新材等企业", "O柏川 O铭泰 O锐锋新材"),
        ("打造“海韵”“茶香”品牌", "G海韵 G茶香"),
        ("表彰沈国强、陶志远、方秀英等同志", "P沈国强 P陶志远 P方秀英"),
    ),
    "15 meetings and honours": (
        ("党的二十大召开", ""),
        ("全县经济工作会议举行", ""),
        ("上海合作组织青岛峰会召开", "O上海合作组织 L青岛"),
        ("获评浙江省县域经济先进县", "L浙江省"),
        ("入围中国500强", "L中国"),
        ("荣获“全国文明城市”称号", ""),
    ),
    "16 goods and no full names": (
        ("王女士来到窗口", ""),
        ("李大爷和陈师傅都来了", ""),
        ("安溪铁观音畅销", "L安溪"),
        ("银行推出普惠贷", ""),
        ("手机和茶叶卖得好", ""),
    ),
    "persons and documents": (
        ("镇党委书记周立民走访", "P周立民"),
        ("居民丁玉兰来到窗口", "P丁玉兰"),
        ("印发《关于服务骑手的通知》", "D关于服务骑手的通知"),
        ("演出《牡丹亭》", ""),
    ),
}
LABELS = {"G": "PROGRAMME", "O": "ORG", "L": "PLACE", "P": "PERSON", "D": "POLICY"}


@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param(*row, id=f"{rule}-{row[0]}") for rule, rows in RULES.items() for row in rows]
)
def test_rule(names: Callable[..., list[str]], text: str, expected: str) -> None:
    assert names(text) == [f"{LABELS[item[0]]} {item[1:]}" for item in expected.split()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("扬州日报记者 严立新", ["ORG 扬州日报", "PERSON 严立新"]),
        ("株洲晚报/新湘网记者 沈国强 通讯员 梅 雪", ["ORG 株洲晚报", "PERSON 沈国强", "PERSON 梅 雪"]),
        ("本报记者 严立新", ["PERSON 严立新"]),
    ],
)
def test_rule_8_in_a_byline(names: Callable[..., list[str]], text: str, expected: list[str]) -> None:
    assert names(text, "byline") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(高建平 田 野)", ["PERSON 高建平", "PERSON 田 野"]),
        ("(梅 雪)", ["PERSON 梅 雪"]),
    ],
)
def test_rule_17_a_blank_inside_a_name_stays(names: Callable[..., list[str]], text: str, expected: list[str]) -> None:
    assert names(text, "byline") == expected
