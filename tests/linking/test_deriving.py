"""Facts that no text states: by the region in a name, by codes, by units, by chains of places."""

from collections.abc import Callable
from typing import Any

import pytest

from kg.linking.deriving import RULES
from kg.linking.units import whole_of

LinkPage = Callable[..., Any]

# (marked text, fact, whether it is derived)
FACTS = [
    ("[岳麓区人社局|ORG]招人。", ("岳麓区人社局", "within", "岳麓区", "body-region"), True),
    ("[岳麓区|PLACE]，[区人社局|ORG]招人。", ("岳麓区人社局", "within", "岳麓区", "body-region"), True),
    ("[长沙|PLACE]的[长沙国际会展中心|PLACE]开馆。", ("长沙国际会展中心", "within", "长沙市", "body-region"), True),
    ("[共青团玉树市委|ORG]办班。", ("共青团玉树市委", "within", "玉树市", "body-region"), True),
    ("[南京路|PLACE]通车。", ("南京路", "within", "南京市", "body-region"), False),
    ("[岳麓区|PLACE]的[人社局|ORG]", ("人社局", "within", "岳麓区", "body-region"), False),
    ("[岳麓区“微光”计划|PROGRAMME]启动。", ("岳麓区微光计划", "within", "岳麓区", "body-region"), False),
    ("[岳麓区|PLACE]放晴。", ("岳麓区", "within", "长沙市", "division-code"), True),
    ("[岳麓区|PLACE]放晴。", ("长沙市", "within", "湖南省", "division-code"), True),
    ("[岳麓区人社局|ORG]招人。", ("岳麓区", "within", "长沙市", "division-code"), True),
    ("[岳麓区|PLACE]放晴。", ("岳麓区", "within", "湖南省", "division-code"), False),
    ("[徐汇区|PLACE]放晴。", ("徐汇区", "within", "上海市", "division-code"), True),
    ("[青岛市|PLACE][崂山区|PLACE][北宅街道|PLACE]", ("北宅街道", "within", "崂山区", "division-code"), True),
    ("[岳麓区民政局党支部|ORG]", ("岳麓区民政局党支部", "partOf", "岳麓区民政局", "party-unit"), True),
    ("[岳麓区民政局机关党支部|ORG]", ("岳麓区民政局机关党支部", "partOf", "岳麓区民政局", "party-unit"), True),
    ("[岳麓区民政局党支部|ORG]", ("岳麓区民政局", "within", "岳麓区", "body-region"), True),
    ("[长沙市|PLACE][金水社区党委|ORG]", ("金水社区党委", "within", "金水社区", "party-unit"), True),
    ("[长沙市|PLACE][东坝村村委会|ORG]", ("东坝村村委会", "within", "东坝村", "party-unit"), True),
    ("[中国农业银行长沙分行|ORG]", ("中国农业银行长沙分行", "partOf", "中国农业银行长沙", "party-unit"), False),
    (
        "[青岛市|PLACE][崂山区|PLACE][北宅街道|PLACE][乌衣巷桥|PLACE]",
        ("乌衣巷桥", "within", "北宅街道", "place-chain"),
        True,
    ),
    ("[湄潭县|PLACE][茅坝村|PLACE]", ("茅坝村", "within", "湄潭县", "place-chain"), True),
    ("[湄潭县|PLACE] [茅坝村|PLACE]", ("茅坝村", "within", "湄潭县", "place-chain"), True),
    ("[湄潭县|PLACE]的[茅坝村|PLACE]", ("茅坝村", "within", "湄潭县", "place-chain"), False),
    ("[湄潭县|PLACE]、[茅坝村|PLACE]", ("茅坝村", "within", "湄潭县", "place-chain"), False),
    ("[茅坝村|PLACE][湄潭县|PLACE]", ("湄潭县", "within", "茅坝村", "place-chain"), False),
    ("[中山路|PLACE][湛江里|PLACE]", ("湛江里", "within", "中山路", "place-chain"), False),
    ("[长沙市|PLACE][岳麓区|PLACE]", ("岳麓区", "within", "长沙市", "place-chain"), False),
    ("[长沙市|PLACE][王明|PERSON]", ("王明", "within", "长沙市", "place-chain"), False),
]

WHOLES = [
    ("岳麓区民政局党支部", ("ORG", "岳麓区民政局")),
    ("岳麓区委组织部机关党支部", ("ORG", "岳麓区委组织部")),
    ("岳麓区民政局养老科党支部", ("ORG", "岳麓区民政局养老科")),
    ("岳麓区河道推进中心党支部", ("ORG", "岳麓区河道推进中心")),
    ("望城坡街道党群服务中心党支部", ("PLACE", "望城坡街道党群服务中心")),
    ("望城坡街道办事处", ("PLACE", "望城坡街道")),
    ("金水社区居委会", ("PLACE", "金水社区")),
    ("东坝村委会", ("PLACE", "东坝村")),
    ("岳麓区政府", ("PLACE", "岳麓区")),
    ("中国农业银行长沙分行", None),
    ("岳麓区人社局", None),
    ("机关党支部", None),
    ("", None),
]


@pytest.mark.parametrize(("marked", "fact", "derived"), FACTS, ids=range(len(FACTS)))
def test_derived_facts(link_page: LinkPage, marked: str, fact: tuple[str, str, str, str], derived: bool) -> None:
    assert (fact in link_page(marked).stated()) is derived


@pytest.mark.parametrize(("name", "whole"), WHOLES, ids=range(len(WHOLES)))
def test_what_a_unit_belongs_to(name: str, whole: tuple[str, str] | None) -> None:
    assert whole_of(name) == whole


def test_facts_join_entities_of_the_article_once(link_page: LinkPage) -> None:
    page = link_page("[岳麓区民政局党支部|ORG]与[岳麓区民政局党支部|ORG]，[长沙市|PLACE][岳麓区|PLACE][望月村|PLACE]")
    ids, facts = {entity.id for entity in page.entities[0]}, page.derived[0]
    assert facts and len(set(facts)) == len(facts)
    assert all(fact.subject in ids and fact.object in ids and fact.subject != fact.object for fact in facts)
    assert {fact.rule for fact in facts} == set(RULES)
    assert {fact.relation for fact in facts} == {"within", "partOf"}


def test_the_body_of_a_unit_stands_behind_the_entities_of_the_mentions(link_page: LinkPage) -> None:
    page = link_page("[岳麓区民政局党支部|ORG]开会。")
    assert [entity.name for entity in page.surroundings()] == ["岳麓区民政局", "岳麓区", "长沙市", "湖南省"]


def test_a_body_that_is_named_is_not_added_again(link_page: LinkPage) -> None:
    page = link_page("[岳麓区民政局党支部|ORG]开会，[岳麓区民政局|ORG]到会。")
    assert [entity.name for entity in page.surroundings()] == ["岳麓区", "长沙市", "湖南省"]
