"""Which short name can stand for which full one, and how sure the corpus makes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linking.abbreviations import Pattern, describe, fit, induce, must_differ, numbers_of, score

SURE, ASKED = 0.8, 0.4

# short, full, what differs: the beginnings of all words are there
CUT = [
    ("人社局", "人力资源和社会保障局", ("人社", "人力资源和社会保障")),
    ("发改委", "发展和改革委员会", ("发改委", "发展和改革委员会")),
    ("卫计委", "卫生和计划生育委员会", ("卫计委", "卫生和计划生育委员会")),
    ("直机关工委", "直属机关工作委员会", ("直机关工委", "直属机关工作委员会")),
    ("疾控中心", "疾病预防控制中心", ("疾控", "疾病预防控制")),
    ("轨建指挥部", "轨道交通建设指挥部", ("轨建", "轨道交通建设")),
    ("教体局", "教育和体育局", ("教体", "教育和体育")),
    ("社科院", "社会科学院", ("社科院", "社会科学院")),
    ("西工大", "西北工业大学", ("西工大", "西北工业大学")),
    ("中建三局", "中国建筑第三工程局", ("中建三局", "中国建筑第三工程局")),
    ("上合组织", "上海合作组织", ("上合", "上海合作")),
    ("郑大一附院", "郑州大学第一附属医院", ("郑大一附院", "郑州大学第一附属医院")),
]

# Fits, but words are only left out, or what is left is a word of its own, or one character: never sure by itself.
UNSURE = [
    ("农业局", "农业农村局"),
    ("教育局", "教育和体育局"),
    ("城市更新中心", "城市更新推进中心"),
    ("科技局", "科学技术局"),
    ("社会保险中心", "社会养老保险中心"),
    ("南湖派出所", "南京湖南路派出所"),
    ("国务院安委会", "国务院食品安全委员会"),
    ("南大", "南京大学"),
    ("中医院", "中心医院"),
    ("文旅局", "文化广电和旅游局"),
]

NO_FIT = [
    ("人社局", "人力资源和社会保障厅"),
    ("财政局", "民政局"),
    ("社人局", "人力资源和社会保障局"),
    ("力社局", "人力资源和社会保障局"),
    ("第一小学", "第二实验小学"),
    ("人民政府", "政府"),
    ("消防大队", "消防救援支队"),
    ("大学", "大学附属医院"),
    ("财政局党委", "财政局机关党委"),
    ("西奈医院", "西奈山医学院"),
    ("东河中学", "西河中学"),
    ("局", "财政局"),
    ("财政局", "财政局"),
    ("", "财政局"),
]


@pytest.mark.parametrize(("short", "full", "pattern"), CUT)
def test_what_cuts_all_words_is_sure(short: str, full: str, pattern: tuple[str, str]) -> None:
    found = fit(short, full)
    assert found is not None
    assert found.pattern == Pattern(*pattern)
    assert found.cuts
    support = induce((region, short, full, False) for region in ("510105", "520328"))
    assert score(found, support) >= SURE


@pytest.mark.parametrize(("short", "full"), UNSURE)
def test_what_leaves_words_out_is_not(short: str, full: str) -> None:
    found = fit(short, full)
    assert found is not None
    assert score(found, {}) < SURE


@pytest.mark.parametrize(("short", "full"), NO_FIT)
def test_what_stands_for_something_else(short: str, full: str) -> None:
    assert fit(short, full) is None


@pytest.mark.parametrize(("short", "full"), [pair for pair in UNSURE if pair != ("文旅局", "文化广电和旅游局")][:4])
def test_regions_do_not_make_another_department_the_same(short: str, full: str) -> None:
    """Many counties had a 农业局 and have a 农业农村局."""
    support = induce((region, short, full, False) for region in ("510105", "510107", "520328", "370212"))
    found = fit(short, full)
    assert found is not None
    assert score(found, support) < SURE


def test_a_word_left_out_takes_several_regions() -> None:
    pairs = [(region, "文旅局", "文化广电和旅游局", False) for region in ("510105", "510107", "520328")]
    found = fit("文旅局", "文化广电和旅游局")
    assert found is not None
    scores = [score(found, induce(pairs[:count])) for count in range(4)]
    assert scores == sorted(scores)
    assert scores[1] < SURE <= scores[3]
    assert describe(found, induce(pairs)) == "文旅 for 文化广电和旅游, seen in 3 regions"


def test_a_region_where_two_full_names_fit_supports_neither() -> None:
    pairs = [
        ("510105", "文旅局", "文化广电和旅游局", False),
        ("510105", "文旅局", "文化和旅游局", False),
        ("510107", "文旅局", "文化和旅游局", False),
    ]
    support = induce(pairs)
    assert Pattern("文旅", "文化广电和旅游") not in support
    assert support[Pattern("文旅", "文化和旅游")].regions == {"510107"}


def test_what_an_article_states_counts_as_two_regions() -> None:
    support = induce([("510105", "文旅局", "文化广电和旅游局", True)])
    known = support[Pattern("文旅", "文化广电和旅游")]
    assert (known.stated, known.strength) == (True, 3)
    found = fit("文旅局", "文化广电和旅游局")
    assert found is not None
    assert describe(found, support) == "文旅 for 文化广电和旅游, stated in an article"


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("第一人民医院", "一医院", False),
        ("第一小学", "第二小学", True),
        ("6号线", "8号线", True),
        ("东河村", "河村", True),
        ("东河村", "西河村", True),
        ("西北工业大学", "西工大", False),
        ("A区", "B区", True),
        ("财政局党委", "财政局机关党委", True),
        ("财政局党委", "财政局党组", True),
        ("消防支队", "消防大队", True),
        ("云桥银行", "云桥银行东门支行", True),
        ("统一战线工作部", "统战部", False),
        ("男子篮球队", "篮球队", True),
    ],
)
def test_what_tells_two_names_apart(one: str, other: str, differ: bool) -> None:
    assert must_differ(one, other) is must_differ(other, one) is differ


@pytest.mark.parametrize(
    ("name", "numbers"),
    [("第十二中学", ("十二",)), ("十二中", ("十二",)), ("统一战线", ()), ("一体化办公室", ()), ("国道318", ("318",))],
)
def test_numbers_in_names(name: str, numbers: tuple[str, ...]) -> None:
    assert numbers_of(name) == numbers


NAMES = [name for row in (*CUT, *UNSURE, *NO_FIT) for name in row[:2] if name]


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_a_fit_is_in_order_and_within_bounds(short: str, full: str) -> None:
    found = fit(short, full)
    if found is None:
        return
    left = iter(full)
    assert all(character in left for character in short.replace("第", ""))
    assert 0 <= found.covered <= 1
    assert 0 <= score(found, {}) <= 1
    assert full.startswith(found.pattern.full)
    assert short.startswith(found.pattern.short)
    assert short.removeprefix(found.pattern.short) == full.removeprefix(found.pattern.full)
