"""Divisions of China: codes, levels, what lies in what, names with and without their last word."""

import re

import pytest

from kg.gazetteer import (
    ancestors,
    bare_name,
    bare_name_matcher,
    bare_named,
    city_of,
    divisions,
    full_name_matcher,
    named,
    parent_of,
    regions,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("姑苏区", "姑苏"),
        ("绍兴市", "绍兴"),
        ("湖南省", "湖南"),
        ("桐庐县", "桐庐"),
        ("恩施土家族苗族自治州", "恩施"),
        ("三江侗族自治县", "三江"),
        ("广西壮族自治区", "广西"),
        ("内蒙古自治区", "内蒙古"),
        ("香港特别行政区", "香港"),
        ("大兴安岭地区", "大兴安岭"),
        ("锡林郭勒盟", "锡林郭勒"),
        ("浆洗街街道", "浆洗街"),
        ("东乡族自治县", "东乡族"),
        ("歙县", ""),
        ("吉县", ""),
        ("杭州", "杭州"),
        ("", ""),
    ],
)
def test_bare_name(name: str, expected: str) -> None:
    assert bare_name(name) == expected


@pytest.mark.parametrize(
    ("code", "name", "level", "above"),
    [
        ("33", "浙江省", "province", []),
        ("3306", "绍兴市", "prefecture", ["浙江省"]),
        ("330602", "越城区", "county", ["绍兴市", "浙江省"]),
        ("11", "北京市", "province", []),
        ("110101", "东城区", "county", ["北京市"]),
        ("110101001", "东华门街道", "town", ["东城区", "北京市"]),
        ("4301", "长沙市", "prefecture", ["湖南省"]),
        ("430102", "芙蓉区", "county", ["长沙市", "湖南省"]),
    ],
)
def test_a_division_and_what_it_lies_in(code: str, name: str, level: str, above: list[str]) -> None:
    division = divisions()[code]
    assert (division.name, division.level) == (name, level)
    assert [higher.name for higher in ancestors(division)] == above
    parent = parent_of(division)
    assert (parent.name if parent else None) == (above[0] if above else None)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("330602", "3306"),
        ("3306", "3306"),
        ("330602001", "3306"),
        ("110101", "11"),
        ("500103001", "50"),
        ("31", "31"),
        ("429004", "429004"),
        ("469001", "469001"),
    ],
)
def test_city_of(code: str, expected: str) -> None:
    assert city_of(code) == expected


@pytest.mark.parametrize(
    ("name", "cities"),
    [
        ("鼓楼区", {"南京市", "徐州市", "福州市", "开封市"}),
        ("越城区", {"绍兴市"}),
        ("西湖区", {"杭州市", "南昌市"}),
        ("绍兴", set()),
        ("桃花源区", set()),
        ("", set()),
    ],
)
def test_namesakes_are_all_there(name: str, cities: set[str]) -> None:
    parents = [parent_of(division) for division in named(name)]
    assert {parent.name for parent in parents if parent} == cities


@pytest.mark.parametrize(
    ("name", "first"),
    [("绍兴", "3306"), ("吉林", "22"), ("越城", "330602"), ("恩施", "4228"), ("绍兴市", None), ("", None)],
)
def test_bare_names_lead_to_the_highest_level_first(name: str, first: str | None) -> None:
    found = bare_named(name)
    assert (found[0].code if found else None) == first
    assert [len(division.code) for division in found] == sorted(len(division.code) for division in found)


@pytest.mark.parametrize(("name", "code"), [("齐鲁", "37"), ("燕赵", "13"), ("长江", ""), ("法国", "")])
def test_regions_are_no_divisions(name: str, code: str) -> None:
    assert regions()[name].code == code
    assert not named(name)


def test_every_code_is_well_formed_and_has_its_province() -> None:
    known = divisions()
    assert [code for code in known if not re.fullmatch(r"\d{2}|\d{4}|\d{6}|\d{9}", code)] == []
    assert [code for code in known if code[:2] not in known] == []
    assert [code for code in known if len(code) == 9 and code[:6] not in known and code[:4] not in known] == []


def test_the_tables_are_large_enough() -> None:
    levels = [division.level for division in divisions().values()]
    assert levels.count("province") == 34
    assert levels.count("prefecture") > 330
    assert levels.count("county") > 2800


def test_every_other_name_of_a_province_leads_to_one() -> None:
    assert [region.name for region in regions().values() if region.code and region.code not in divisions()] == []


@pytest.mark.parametrize(
    ("text", "full", "bare"),
    [
        ("绍兴市越城区", ["绍兴市", "越城区"], ["绍兴", "越城"]),
        ("去杭州看海", [], ["杭州"]),
        ("修一座桥", [], []),
    ],
)
def test_matchers_find_names(text: str, full: list[str], bare: list[str]) -> None:
    assert [name for _, name in full_name_matcher().iter_long(text)] == full
    assert [name for _, name in bare_name_matcher().iter_long(text)] == bare


def test_towns_have_no_bare_names_in_the_matcher() -> None:
    assert "浆洗街街道" in full_name_matcher()
    assert "浆洗街" not in bare_name_matcher()
