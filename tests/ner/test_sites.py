"""Places by what they end in."""

from collections.abc import Callable

import pytest

CASES: dict[str, tuple[tuple[str, str], ...]] = {
    "roads": (
        ("湖南路提升改造。", "湖南路"),
        ("中央大街亮灯。", "中央大街"),
        ("走过青果巷。", "青果巷"),
        ("长江路、黄河路通车。", "长江路 黄河路"),
    ),
    "villages and communities": (
        ("老殿后社区居民议事。", "老殿后社区"),
        ("走进盖冗村。", "盖冗村"),
        ("陶然小区加装电梯。", "陶然小区"),
    ),
    "parks and buildings": (
        ("滨江公园免费开放。", "滨江公园"),
        ("云龙湖隧道贯通。", "云龙湖隧道"),
        ("瓷都博物馆上新。", "瓷都博物馆"),
        ("入驻星河大厦。", "星河大厦"),
    ),
    "industrial areas": (
        ("入驻金鸡湖软件园。", "金鸡湖软件园"),
        ("东坑片区启动更新。", "东坑片区"),
        ("芙蓉科创园奠基。", "芙蓉科创园"),
    ),
    "service centres": (
        ("雪浪街道党群服务中心揭牌。", "雪浪街道党群服务中心"),
        ("梅溪党群服务中心开门。", "梅溪党群服务中心"),
        ("到鼓山便民服务中心办事。", "鼓山便民服务中心"),
    ),
    "a bracket is part of the name": (
        ("金湖商务中心(B2)竣工。", "金湖商务中心(B2)"),
        ("搬进星河大厦（A）办公。", "星河大厦（A）"),
        ("东坑片区(T3)开工。", "东坑片区(T3)"),
    ),
    "a bare division and what follows are one": (
        ("长沙国际物流园开园。", "长沙国际物流园"),
        ("苏州国际博览中心开展。", "苏州国际博览中心"),
        ("株洲路封闭施工。", "株洲路"),
    ),
    "words and descriptions": (
        ("思路决定出路，道路越走越宽。", ""),
        ("农村面貌一新，路上车多。", ""),
        ("这条路很长，走一条新路。", ""),
        ("软弱涣散社区整顿。", ""),
        ("产业示范区建设加快，现代农业园区增加。", ""),
        ("提升市场活力，打造消费商圈。", ""),
        ("新建停车场三个，改造口袋公园五处。", ""),
    ),
}


@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param(*row, id=f"{rule}-{row[0]}") for rule, rows in CASES.items() for row in rows]
)
def test_sites(names: Callable[..., list[str]], text: str, expected: str) -> None:
    assert names(text) == [f"PLACE {name}" for name in expected.split()]
