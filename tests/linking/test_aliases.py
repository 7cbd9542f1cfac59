"""Which names of a page are short for which others, and which never are."""

from collections.abc import Callable
from typing import Any

import pytest

from kg.linking.short_names import why_short

LinkPage = Callable[..., Any]

# (label, short name, full name, reason; '' where nothing says that they are one)
PAIRS = [
    ("ORG", "岳禾科技", "湖南岳禾科技有限公司", "full-and-short"),
    ("ORG", "云禾数科", "宁夏云禾数字科技有限公司", "full-and-short"),
    ("ORG", "温州燃气", "温州市燃气有限公司", "full-and-short"),
    ("ORG", "稻香合作社", "全椒县稻香粮食专业合作社", "full-and-short"),
    ("ORG", "河北龙盛铸造", "河北龙盛铸造有限公司", "full-and-short"),
    ("ORG", "实验小学", "岳麓区实验小学", "full-and-short"),
    ("ORG", "第一人民医院", "长沙市第一人民医院", "full-and-short"),
    ("ORG", "团道县委", "共青团道县委", "full-and-short"),
    ("ORG", "河南省委组织部", "中共河南省委组织部", "full-and-short"),
    ("ORG", "石台县法院", "石台县人民法院", "abbreviated"),
    ("ORG", "岳麓区卫健委", "岳麓区卫生健康委员会", "abbreviated"),
    ("ORG", "盐湖区疾控中心", "盐湖区疾病预防控制中心", "abbreviated"),
    ("ORG", "海宁市消防大队", "海宁市消防救援大队", "inserted"),
    ("ORG", "富民县人社局办公室", "富民县人力资源和社会保障局办公室", "abbreviated"),
    ("PLACE", "国际会展中心", "长沙国际会展中心", "full-and-short"),
    ("PLACE", "官渡口", "官渡口镇", "division-suffix"),
    ("PROGRAMME", "小课桌", "银杏树下的小课桌", "full-and-short"),
    ("PROGRAMME", "草原马拉松", "红原大草原半程马拉松", "full-and-short"),
    ("ORG", "实验小学", "岳麓区第二实验小学", ""),
    ("ORG", "岳麓区实验小学", "岳麓区第二实验小学", ""),
    ("ORG", "第一小学", "第二小学", ""),
    ("ORG", "周口市中医院", "周口市中心医院", ""),
    ("ORG", "县医院", "县中医院", ""),
    ("ORG", "岳麓区委", "岳麓区住建委", ""),
    ("ORG", "区委", "区住建委", ""),
    ("ORG", "区委", "团区委", ""),
    ("ORG", "长安区委", "民盟长安区委", ""),
    ("ORG", "岳麓区民政局", "岳麓区民政局机关党委", ""),
    ("ORG", "岳麓区民政局党委", "岳麓区民政局机关党委", ""),
    ("ORG", "岳麓区公安局", "岳麓区公安分局", ""),
    ("ORG", "黄南州消防支队", "黄南州消防支队同仁大队", ""),
    ("ORG", "中国农业银行", "中国农业银行长沙分行", ""),
    ("ORG", "芙蓉区人社局", "长沙市人力资源和社会保障局", ""),
    ("ORG", "长沙市人社局", "湘潭市人力资源和社会保障局", ""),
    ("PLACE", "麦坪村", "东麦坪村", ""),
    ("PLACE", "岳麓区", "岳麓路", ""),
    ("PLACE", "香港中路", "香港中路街道", ""),
    ("PLACE", "清水塘", "清水塘工业遗址公园", ""),
    ("PLACE", "永兴", "永兴镇", ""),
    ("PROGRAMME", "微光", "星光", ""),
    ("PERSON", "程可", "程可欣", ""),
]


@pytest.mark.parametrize(("label", "short", "full", "reason"), PAIRS, ids=range(len(PAIRS)))
def test_short_names(label: str, short: str, full: str, reason: str) -> None:
    assert why_short(label, short, full) == reason if label != "PERSON" else not reason


@pytest.mark.parametrize(
    ("page", "text", "article", "canonical"),
    [
        (["[湖南岳禾科技有限公司|ORG]、[贵州岳禾科技有限公司|ORG]、[岳禾科技|ORG]"], "岳禾科技", 0, "岳禾科技"),
        (["[冷藤|ORG]、[冷藤供应链|ORG]、[云南冷藤供应链有限公司|ORG]"], "冷藤", 0, "云南冷藤供应链有限公司"),
        (["[锦江区实验小学|ORG]开学。", "[武侯区|PLACE]的[实验小学|ORG]开学。"], "实验小学", 1, "实验小学"),
        (["[武侯区实验小学|ORG]开学。", "[武侯区|PLACE]的[实验小学|ORG]开学。"], "实验小学", 1, "武侯区实验小学"),
        (["[程可|PERSON]与[程可欣|PERSON]"], "程可", 0, "程可"),
        (["[李明|PERSON]自称“[岳麓联盟|ORG]”成员"], "岳麓联盟", 0, "岳麓联盟"),
        (["“[一张网|PROGRAMME]”上线，又推出取名叫“[夜里见|PROGRAMME]”的服务。"], "夜里见", 0, "夜里见"),
        (["[新铺镇|PLACE]辟谣。有人发帖，称[文福镇|PLACE]停水。"], "文福镇", 0, "文福镇"),
        (["“[一张网|PROGRAMME]”上线。\n居民叫它“[夜里见|PROGRAMME]”。"], "夜里见", 0, "夜里见"),
        (["“[一张网|PROGRAMME]”上线（又称“[夜里见|PROGRAMME]”）。"], "夜里见", 0, "一张网"),
    ],
)
def test_names_of_a_page(link_page: LinkPage, page: list[str], text: str, article: int, canonical: str) -> None:
    assert link_page(*page).canonical(text, article) == canonical
