"""Firms that leave out 公司."""

from collections.abc import Callable

import pytest

ONE = (
    ("恒岳机器人总经理出席。", "恒岳机器人"),
    ("奥达轴承创始人讲话。", "奥达轴承"),
    ("帮助禾润生物申请贷款。", "禾润生物"),
    ("吸引锐锋新材落户。", "锐锋新材"),
    ("铭泰电子（深圳）投产。", "铭泰电子"),
    ("人工智能和新能源企业增加。", ""),
    ("引进机器人和新材料项目。", ""),
    ("该企业的设备总经理介绍。", ""),
    ("三台机器人、五台机床到位。", ""),
    ("恒岳机器人动了。", ""),
)
LISTS = (
    ("吸引了柏川、铭泰、锐锋新材等企业入驻。", "柏川 铭泰 锐锋新材"),
    ("禾润、瀚澜等3家企业签约。", "禾润 瀚澜"),
    ("服务鑫鹏、恺达等中小企业。", "鑫鹏 恺达"),
    ("机械、电子等企业增长。", ""),
    ("生产、销售等企业环节。", ""),
    ("学校、医院等单位参加。", ""),
)


@pytest.mark.parametrize(("text", "expected"), ONE)
def test_a_coined_name_and_an_industry(
    candidates: Callable[..., list[tuple[str, str]]], text: str, expected: str
) -> None:
    assert candidates("firms", text) == [("ORG", name) for name in expected.split()]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists_of_firms(candidates: Callable[..., list[tuple[str, str]]], text: str, expected: str) -> None:
    assert candidates("firm-lists", text) == [("ORG", name) for name in expected.split()]
