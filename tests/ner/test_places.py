"""Divisions: full names, bare names where they are certain, chains one span a level."""

from collections.abc import Callable

import pytest

CASES: dict[str, tuple[tuple[str, str], ...]] = {
    "full names": (
        ("绍兴市出台新规。", "绍兴市"),
        ("桐庐县修桥铺路。", "桐庐县"),
        ("贵州省和云南省共享数据。", "贵州省 云南省"),
        ("恩施土家族苗族自治州迎来游客。", "恩施土家族苗族自治州"),
        ("浆洗街街道走访商户。", "浆洗街街道"),
    ),
    "chains": (
        ("绍兴市越城区塔山街道", "绍兴市 越城区 塔山街道"),
        ("广西壮族自治区柳州市三江侗族自治县", "广西壮族自治区 柳州市 三江侗族自治县"),
        ("江苏省泰州市姜堰区", "江苏省 泰州市 姜堰区"),
        ("安徽芜湖鸠江区", "安徽 芜湖 鸠江区"),
        ("内蒙古呼伦贝尔市", "内蒙古 呼伦贝尔市"),
    ),
    "bare names": (
        ("从杭州到宁波只要一小时。", "杭州 宁波"),
        ("在贵阳办展。", "贵阳"),
        ("江西的茶，福建的瓷。", "江西 福建"),
        ("浙江义乌的商户多。", "浙江 义乌"),
        ("日照市通了高铁，日照的游客更多了。", "日照市 日照"),
    ),
    "a county that a bare name could hide": (
        ("厦门市思明区开会。", "厦门市 思明区"),
        ("贵阳观山湖区修桥。", "贵阳 观山湖区"),
        ("石家庄市桥西区清河。", "石家庄市 桥西区"),
    ),
    "well-known regions": (
        ("美国和法国的客商来访。", "美国 法国"),
        ("长江与黄河同源。", "长江 黄河"),
        ("燕赵大地迎春。", "燕赵"),
    ),
    "everyday words": (
        ("和平年代更要平安建设。", ""),
        ("朝阳升起，日照充足。", ""),
        ("中国式现代化是中国梦。", ""),
        ("新华书店在老城区。", ""),
        ("全区上下，各镇各村都来了。", ""),
        ("文化兴盛，民生改善，振兴有望。", ""),
    ),
}


@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param(*row, id=f"{rule}-{row[0]}") for rule, rows in CASES.items() for row in rows]
)
def test_divisions(candidates: Callable[..., list[tuple[str, str]]], text: str, expected: str) -> None:
    assert candidates("places", text) == [("PLACE", name) for name in expected.split()]
