"""Canonical names -> entities: one for one thing, two for two, the same ids in every run."""

from collections.abc import Callable
from typing import Any

import pytest

from kg.gazetteer import named
from kg.linking.entities import division_entity, make_entity

LinkPage = Callable[..., Any]

# (page, mention, article) twice: whether it is one entity
SAME = [
    (["[青岛市|PLACE]改造[中山路|PLACE]。"], ["[市南区|PLACE]的[中山路|PLACE]通车。"], "中山路"),
    (["[武侯区|PLACE]，[区人社局|ORG]"], ["[成都市|PLACE]的[武侯区人社局|ORG]"], ("区人社局", "武侯区人社局")),
    (["[武侯|PLACE]放晴。"], ["[成都市|PLACE][武侯区|PLACE]放晴。"], ("武侯", "武侯区")),
    (["[南京市|PLACE][鼓楼区|PLACE]"], ["[秦淮区|PLACE]、[鼓楼区|PLACE]"], "鼓楼区"),
    (["[成都市|PLACE]学习[国务院|ORG]文件。"], ["[长沙市|PLACE]学习[国务院|ORG]文件。"], "国务院"),
    (["[成都市|PLACE]，[人民日报|ORG]"], ["[长沙市|PLACE]，[人民日报|ORG]"], "人民日报"),
    (["[成都市|PLACE]融入“[一带一路|PROGRAMME]”。"], ["[长沙市|PLACE]融入“[一带一路|PROGRAMME]”。"], "一带一路"),
    (["[成都市|PLACE]，[中国|PLACE]"], ["[长沙市|PLACE]，[中国|PLACE]"], "中国"),
    (["[成都市|PLACE]，[清华大学|ORG]"], ["[长沙市|PLACE]，[清华大学|ORG]"], "清华大学"),
    (["[成都市|PLACE]推出“[微光|PROGRAMME]”。"], ["[武侯区|PLACE]推出“[微光|PROGRAMME]”。"], "微光"),
    (["[成都市|PLACE]，[区委|ORG]，[武侯区|PLACE]"], ["[武侯区委|ORG]"], ("区委", "武侯区委")),
    (["[恩施州|PLACE]放晴。"], ["[恩施土家族苗族自治州|PLACE]放晴。"], ("恩施州", "恩施土家族苗族自治州")),
    (["[青岛市|PLACE][市南区|PLACE][中山路|PLACE]"], ["[青岛市|PLACE]的[中山路|PLACE]"], "中山路"),
    (
        ["[成都市|PLACE]，《[国务院关于种业的意见|POLICY]》"],
        ["《[国务院关于种业的意见|POLICY]》"],
        "国务院关于种业的意见",
    ),
    (["[成都市|PLACE]，[北斗星通|ORG]"], ["[长沙市|PLACE]，[北斗星通|ORG]"], "北斗星通"),
    (["[崂山区|PLACE][北宅街道|PLACE]"], ["[青岛市|PLACE]的[北宅街道|PLACE]"], "北宅街道"),
]

APART = [
    (["[青岛市|PLACE]改造[中山路|PLACE]。"], ["[大连市|PLACE]改造[中山路|PLACE]。"], "中山路"),
    (["[南京市|PLACE][鼓楼区|PLACE]"], ["[福州市|PLACE][鼓楼区|PLACE]"], "鼓楼区"),
    (["[北京市|PLACE][朝阳区|PLACE]"], ["[长春市|PLACE][朝阳区|PLACE]"], "朝阳区"),
    (["[西安市|PLACE][新城区|PLACE]"], ["[新城区|PLACE]放晴。"], "新城区"),
    (["[武侯区|PLACE]，[区人社局|ORG]"], ["[锦江区|PLACE]，[区人社局|ORG]"], "区人社局"),
    (["[成都市|PLACE]，[实验小学|ORG]"], ["[长沙市|PLACE]，[实验小学|ORG]"], "实验小学"),
    (["[成都市|PLACE]推出“[微光|PROGRAMME]”。"], ["[长沙市|PLACE]推出“[微光|PROGRAMME]”。"], "微光"),
    (["[成都市|PLACE]，[王明|PERSON]"], ["[长沙市|PLACE]，[王明|PERSON]"], "王明"),
    (["[成都市|PLACE]，[东麦坪村|PLACE]"], ["[成都市|PLACE]，[麦坪村|PLACE]"], ("东麦坪村", "麦坪村")),
    (["[武侯区民政局党委|ORG]"], ["[武侯区民政局机关党委|ORG]"], ("武侯区民政局党委", "武侯区民政局机关党委")),
    (["[天津市|PLACE][河北区|PLACE]"], ["[河北|PLACE]丰收。"], ("河北区", "河北")),
    (["[吉林市|PLACE]"], ["[吉林|PLACE]"], ("吉林市", "吉林")),
    (["[武侯区|PLACE]"], ["[成都市|PLACE][武侯路|PLACE]"], ("武侯区", "武侯路")),
    (["[成都市|PLACE]“[微光|PROGRAMME]”"], ["[成都市|PLACE][微光|ORG]"], "微光"),
    (["[呼和浩特市|PLACE][新城区|PLACE]"], ["[西安市|PLACE][新城区|PLACE]"], "新城区"),
    (["[青岛市|PLACE][中山路|PLACE]"], ["[中山路|PLACE]通车。"], "中山路"),
    (["[成都市|PLACE]，[人社局|ORG]"], ["[长沙市|PLACE]，[人社局|ORG]"], "人社局"),
    (["[成都市|PLACE]，[机关党委|ORG]"], ["[长沙市|PLACE]，[机关党委|ORG]"], "机关党委"),
    (["[成都市|PLACE]，《[停车管理办法|POLICY]》"], ["[长沙市|PLACE]，《[停车管理办法|POLICY]》"], "停车管理办法"),
    (["[长沙市|PLACE]，[第一小学|ORG]"], ["[长沙市|PLACE]，[第二小学|ORG]"], ("第一小学", "第二小学")),
    (["[崂山区|PLACE]，[青岛市|PLACE]"], ["[青岛市|PLACE][崂山路|PLACE]"], ("崂山区", "崂山路")),
]

CHAINS = [
    ("[武侯区|PLACE]", "武侯区", ["成都市", "四川省"]),
    ("[成都|PLACE]", "成都", ["四川省"]),
    ("[四川|PLACE]", "四川", []),
    ("[徐汇区|PLACE]", "徐汇区", ["上海市"]),
    ("[义乌市|PLACE]", "义乌市", ["金华市", "浙江省"]),
    ("[石河子市|PLACE]", "石河子市", ["新疆维吾尔自治区"]),
    ("[武侯区人社局|ORG]", "武侯区人社局", ["武侯区", "成都市", "四川省"]),
    ("[南京市|PLACE][鼓楼区|PLACE]，[区委|ORG]", "区委", ["鼓楼区", "南京市", "江苏省"]),
    ("[成都市|PLACE]，[市委|ORG]", "市委", ["成都市", "四川省"]),
    ("[成都市|PLACE]，[国务院|ORG]", "国务院", []),
    ("[中国|PLACE]", "中国", []),
    ("[鼓楼区|PLACE]", "鼓楼区", []),
]


# (marked text, name, its code; '' where nothing says which of several is meant)
TOWNS = [
    ("[崂山区|PLACE][北宅街道|PLACE]", "北宅街道", "370212"),
    ("[青岛市|PLACE]开会，[北宅街道|PLACE]到会。", "北宅街道", "370212"),
    ("[阜宁县|PLACE]的[城北街道|PLACE]。", "城北街道", ""),
    ("[长沙县|PLACE][星沙街道|PLACE]", "星沙街道", "430121"),
    ("[城关镇|PLACE]赶集。", "城关镇", ""),
    ("[哈尔滨市|PLACE]开会，[北宅街道|PLACE]到会。", "北宅街道", ""),
]
# (marked text, name): hills, rivers and regions that are the short names of divisions elsewhere
NO_DIVISIONS = [
    ("[天津市|PLACE][蓟州区|PLACE]的[沙河|PLACE]涨水。", "沙河"),
    ("[固原市|PLACE]的[清水河|PLACE]清了。", "清水河"),
    ("[临沂市|PLACE]的[太湖|PLACE]石。", "太湖"),
]


@pytest.mark.parametrize(("marked", "name", "code"), TOWNS, ids=range(len(TOWNS)))
def test_towns_have_the_code_of_their_county(link_page: LinkPage, marked: str, name: str, code: str) -> None:
    assert link_page(marked).entity(name).code[:6] == code


@pytest.mark.parametrize(("marked", "name"), NO_DIVISIONS, ids=range(len(NO_DIVISIONS)))
def test_hills_and_rivers_are_no_divisions(link_page: LinkPage, marked: str, name: str) -> None:
    page = link_page(marked)
    assert (page.canonical(name), page.entity(name).code) == (name, "")


def names(text: str | tuple[str, str]) -> tuple[str, str]:
    return (text, text) if isinstance(text, str) else text


@pytest.mark.parametrize(("one", "other", "text"), SAME, ids=range(len(SAME)))
def test_one_thing(link_page: LinkPage, one: list[str], other: list[str], text: str | tuple[str, str]) -> None:
    first, second = names(text)
    assert link_page(*one).entity(first).id == link_page(*other).entity(second).id


@pytest.mark.parametrize(("one", "other", "text"), APART, ids=range(len(APART)))
def test_two_things(link_page: LinkPage, one: list[str], other: list[str], text: str | tuple[str, str]) -> None:
    first, second = names(text)
    assert link_page(*one).entity(first).id != link_page(*other).entity(second).id


@pytest.mark.parametrize("name", ["鼓楼区", "朝阳区", "城关街道", "中山路", "人民公园", "第一小学"])
def test_unresolved_namesakes_of_two_articles_stay_apart(link_page: LinkPage, name: str) -> None:
    label = "ORG" if name.endswith("小学") else "PLACE"
    page = link_page(f"[{name}|{label}]放晴。", f"[{name}|{label}]落雨。")
    assert page.entity(name, 0).id != page.entity(name, 1).id
    assert page.entity(name, 0).code == ""


def test_two_articles_of_a_page_are_about_two_cities(link_page: LinkPage) -> None:
    page = link_page("[青岛市|PLACE]改造[中山路|PLACE]。", "[大连市|PLACE]改造[中山路|PLACE]。")
    assert (page.entity("中山路", 0).region, page.entity("中山路", 1).region) == ("3702", "2102")


def test_an_article_without_a_region_has_that_of_its_page(link_page: LinkPage) -> None:
    page = link_page("[青岛市|PLACE]改造[中山路|PLACE]。", "[中山路|PLACE]通车。")
    assert page.entity("中山路", 0).id == page.entity("中山路", 1).id


@pytest.mark.parametrize(("marked", "text", "expected"), CHAINS, ids=range(len(CHAINS)))
def test_what_lies_in_what(link_page: LinkPage, marked: str, text: str, expected: list[str]) -> None:
    page = link_page(marked)
    known = {entity.id: entity for entity in page.entities[0]}
    chain, entity = [], page.entity(text)
    while entity.parent:
        entity = known[entity.parent]
        chain.append(entity.name)
    assert chain == expected


def test_surroundings_are_divisions_that_no_mention_names(link_page: LinkPage) -> None:
    page = link_page("[成都市|PLACE][武侯区|PLACE]，[区委|ORG]")
    assert [entity.name for entity in page.surroundings()] == ["四川省"]
    assert link_page("[王明|PERSON]到会。").surroundings() == ()


def test_every_mention_has_its_entity(link_page: LinkPage) -> None:
    page = link_page("[武侯区|PLACE]的[王明|PERSON]办起“[微光|PROGRAMME]”。", "", "《[办法|POLICY]》")
    for mentions, entities in zip(page.mentions, page.entities, strict=True):
        pairs = list(zip(mentions, entities, strict=False))
        assert len(pairs) == len(mentions)
        assert [(m.label, m.canonical) for m, _ in pairs] == [(e.label, e.name) for _, e in pairs]


def test_offsets_and_texts_stay_as_they_were(link_page: LinkPage) -> None:
    page = link_page("[武侯区|PLACE]，[区委|ORG]，[区 人社局|ORG]。")
    assert [page.articles[0].text[m.start : m.end] for m in page.mentions[0]] == ["武侯区", "区委", "区 人社局"]
    assert [m.text for m in page.mentions[0]] == ["武侯区", "区委", "区 人社局"]


def test_ids_are_the_same_in_every_run(link_page: LinkPage) -> None:
    marked = "[武侯区|PLACE]的[王明|PERSON]办起“[微光|PROGRAMME]”，[区委|ORG]、[鼓楼区|PLACE]"
    assert link_page(marked) == link_page(marked)


def test_ids_are_a_promise_to_graphs_already_built() -> None:
    """They are hashes of label, name and region; a change would break every graph that is added to."""
    assert make_entity("PLACE", "中山路", region="3702").id == "02a90b9498b6ae80"
    assert division_entity(named("武侯区")[0]).id == "c8020b7ba737208c"


def test_ids_tell_labels_names_and_regions_apart() -> None:
    made = [
        make_entity("PLACE", "中山路"),
        make_entity("ORG", "中山路"),
        make_entity("PLACE", "中山路", region="3702"),
        make_entity("PLACE", "中山路", region="2102"),
        make_entity("PLACE", "中山"),
    ]
    assert len({entity.id for entity in made}) == len(made)
    assert all(len(entity.id) == 16 for entity in made)


def test_a_page_without_articles(link_page: LinkPage) -> None:
    assert link_page().entities == ()
