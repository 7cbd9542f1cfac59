"""Quantities in a text -> numbers of units of one, and what is counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.measures.numerals import read_number
from kg.measures.quantities import find_quantities, quantities_of

# text -> (the quantity as it stands, number, unit, what)
QUANTITIES = [
    ("总投资100亿元", "100亿元", 10_000_000_000.0, "元", "总投资"),
    ("投资达6000万元", "6000万元", 60_000_000.0, "元", "投资"),
    ("募集资金50万元", "50万元", 500_000.0, "元", "资金"),
    ("募集50万元", "50万元", 500_000.0, "元", "募集"),
    ("捐赠四百二十万元", "四百二十万元", 4_200_000.0, "元", "捐赠"),
    ("合同额超过3.5亿美元", "超过3.5亿美元", 350_000_000.0, "美元", "合同额"),
    ("10余万元", "10余万元", 100_000.0, "元", ""),
    ("3亿多元", "3亿多元", 300_000_000.0, "元", ""),
    ("累计服务5000余人次", "5000余人次", 5000.0, "人次", "服务"),
    ("受益学生超过6.4万人次", "超过6.4万人次", 64_000.0, "人次", "学生"),
    ("新增就业2140人", "2140人", 2140.0, "人", "就业"),
    ("惠及三千多户", "三千多户", 3000.0, "户", "惠及"),
    ("惠及三千多户居民", "三千多户", 3000.0, "户", "惠及"),
    ("惠及群众1.5万人", "1.5万人", 15_000.0, "人", "群众"),
    ("上千人到场", "上千人", 1000.0, "人", ""),
    ("建筑面积1.2万平方米", "1.2万平方米", 12_000.0, "平方米", "建筑面积"),
    ("占地126亩", "126亩", 126.0, "亩", "占地"),
    ("1100多公里", "1100多公里", 1100.0, "公里", ""),
    ("近200家企业", "近200家", 200.0, "家", "企业"),
    ("吸引200家企业参加", "200家", 200.0, "家", "企业"),
    ("200家", "200家", 200.0, "家", ""),
    ("两家企业", "两家", 2.0, "家", "企业"),
    ("涉及企业57家", "57家", 57.0, "家", "企业"),
    ("12个项目", "12个", 12.0, "个", "项目"),
    ("十几个项目", "十几个", 10.0, "个", "项目"),
    ("几十个社区", "几十个", 10.0, "个", "社区"),
    ("覆盖12个社区", "12个", 12.0, "个", "社区"),
    ("提供岗位1,200个", "1,200个", 1200.0, "个", "岗位"),
    ("2万余名干部", "2万余名", 20_000.0, "名", "干部"),
    ("数百名志愿者", "数百名", 100.0, "名", "志愿者"),
    ("百余场活动", "百余场", 100.0, "场", "活动"),
    ("两万五千株树苗", "两万五千株", 25_000.0, "株", "树苗"),
    ("一百零三座水库", "一百零三座", 103.0, "座", "水库"),
    ("三张图纸", "三张", 3.0, "张", "图纸"),
    ("覆盖率达30%", "30%", 30.0, "%", "覆盖率"),
    ("增长8.7%", "8.7%", 8.7, "%", "增长"),
    ("满意率百分之九十二", "百分之九十二", 92.0, "%", "满意率"),
    ("提高8个百分点", "8个百分点", 8.0, "个百分点", "提高"),
    ("3.3万吨", "3.3万吨", 33_000.0, "吨", ""),
    ("今年5月12家企业入驻", "12家", 12.0, "家", "企业"),
    ("三点五亿元", "三点五亿元", 350_000_000.0, "元", ""),
    ("5G基站120个", "120个", 120.0, "个", "基站"),
]

NONE = [
    "2022年8月26日", "近三年", "3个月", "两个小时", "三个多月", "5个工作日", "15分钟", "76岁", "第3批", "第三个",
    "88号", "3号楼", "5A级景区", "1+3+N", "4.0版", "12345热线", "13800138000", "2019—2022年", "3—5家", "3至5家",
    "三五家", "两三天", "三分之一", "一个平台", "一家企业", "三位一体", "千家万户", "千名干部", "几个", "零部件",
    "2栋3单元", "5·19", "G20", "八点半", "二〇二二",
]  # fmt: skip

NUMBERS = [
    ("3.5亿", 350_000_000.0), ("1,200", 1200.0), ("三千多", 3000.0), ("二〇二二", 2022.0), ("百余", 100.0),
    ("上千", 1000.0), ("十几", 10.0), ("十", 10.0), ("二十六", 26.0), ("一百零三", 103.0),
    ("一亿二千万", 120_000_000.0), ("三千万亿", 3e15), ("３５", 35.0), ("5千", 5000.0), ("三点五亿", 350_000_000.0),
    ("三点", None), ("两三", None), ("", None), ("甲", None), ("三点五五五甲", None), ("1.2.3", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "piece", "number", "unit", "what"), QUANTITIES)
def test_quantities(text: str, piece: str, number: float, unit: str, what: str) -> None:
    ((span, found),) = find_quantities(text, 0, len(text))
    assert (found.text, found.number, found.unit, found.what) == (piece, number, unit, what)
    assert text[span.start : span.end] == found.text


@pytest.mark.parametrize("text", NONE)
def test_no_quantity(text: str) -> None:
    assert list(find_quantities(text, 0, len(text))) == []


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_numbers(text: str, number: float | None) -> None:
    assert read_number(text) == number


def test_a_stretch_of_a_text() -> None:
    text = "投资5亿元，占地30亩，惠及800户"
    assert [found.text for _, found in find_quantities(text, 6, 11)] == ["30亩"]
    assert [found.text for _, found in quantities_of(text)] == ["5亿元", "30亩", "800户"]


def test_what_is_counted_stands_inside_the_stretch() -> None:
    text = "总投资100亿元"
    ((_, found),) = find_quantities(text, 3, len(text))
    assert found.what == ""


@given(st.integers(1, 9999), st.sampled_from(["", "万", "亿"]), st.sampled_from(["元", "户", "家", "平方米"]))
def test_every_number_comes_back(count: int, myriads: str, unit: str) -> None:
    text = f"总投资{count}{myriads}{unit}。"
    ((_, found),) = find_quantities(text, 0, len(text))
    assert found.number == count * {"": 1, "万": 10**4, "亿": 10**8}[myriads]


@given(
    st.text(st.sampled_from("0159,.一两三十百千万亿余多几近第投资了家户元个%名点 至—+月"), max_size=20),
    st.integers(0, 4),
)
def test_every_quantity_lies_in_its_range(text: str, cut: int) -> None:
    start, end = min(cut, len(text)), max(len(text) - cut, min(cut, len(text)))
    at = start
    for span, found in find_quantities(text, start, end):
        assert at <= span.start < span.end <= end
        at = span.end
        assert text[span.start : span.end] == found.text
        assert found.number >= 0
        assert found.unit in found.text
