"""Why a canonical name is another name than the text: one reason or several, from a closed ledger."""

from collections.abc import Callable
from typing import Any

import pytest

from kg.linking.reasons import REASONS, join_reasons

LinkPage = Callable[..., Any]

# (marked text, mention, canonical name, reason)
ROWS = [
    ("[岳麓区|PLACE]开会，[区人社局|ORG]到会。", "区人社局", "岳麓区人社局", "region-prefix"),
    ("[长沙|PLACE]放晴。", "长沙", "长沙市", "division-suffix"),
    ("[长沙市|PLACE]放晴。", "长沙市", "长沙市", ""),
    ("[锦里 古街|PLACE]开街。", "锦里 古街", "锦里古街", "line-break"),
    ("[锦里\n古街|PLACE]开街。", "锦里\n古街", "锦里古街", "line-break"),
    ("[“红石榴”宣讲团|ORG]到村。", "“红石榴”宣讲团", "红石榴宣讲团", "quotation-marks"),
    ("[“红石榴” 宣讲团|ORG]到村。", "“红石榴” 宣讲团", "红石榴宣讲团", "line-break+quotation-marks"),
    ("[岳麓区|PLACE]，[区 委|ORG]", "区 委", "岳麓区委", "line-break+region-prefix"),
    ("[岳麓区|PLACE]，[区“小个专”党委|ORG]", "区“小个专”党委", "岳麓区小个专党委", "quotation-marks+region-prefix"),
    ("[合江航运集团|ORG]（以下简称“[江运|ORG]”）开航。", "江运", "合江航运集团", "declared"),
    ("“[稻田认养计划|PROGRAMME]”开春就办，农户管它叫“[一分地|PROGRAMME]”。", "一分地", "稻田认养计划", "declared"),
    ("[长沙国际会展中心|PLACE]开馆。[国际会展中心|PLACE]人多。", "国际会展中心", "长沙国际会展中心", "full-and-short"),
    ("[湖南岳禾科技有限公司|ORG]签约，[岳禾科技|ORG]落户。", "岳禾科技", "湖南岳禾科技有限公司", "full-and-short"),
    ("“[邻里微光课堂|PROGRAMME]”开讲，[微光课堂|PROGRAMME]座满。", "微光课堂", "邻里微光课堂", "full-and-short"),
    (
        "[江北区河道推进中心|ORG]与[江北区河道综合推进中心|ORG]",
        "江北区河道推进中心",
        "江北区河道综合推进中心",
        "inserted",
    ),
    ("[襄城区卫生健康局|ORG]发文，[襄城区卫健局|ORG]督办。", "襄城区卫健局", "襄城区卫生健康局", "abbreviated"),
    (
        "[襄城区|PLACE][襄城区卫生健康局|ORG]发文，[区卫健局|ORG]督办。",
        "区卫健局",
        "襄城区卫生健康局",
        "region-prefix+abbreviated",
    ),
    ("[巴东县|PLACE][官渡口镇|PLACE]，[官渡口|PLACE]的码头。", "官渡口", "官渡口镇", "division-suffix"),
    ("[王明|PERSON]到会。", "王明", "王明", ""),
    ("[市场监管总局|ORG]发文，[长沙市|PLACE]转发。", "市场监管总局", "市场监管总局", ""),
]


@pytest.mark.parametrize(("marked", "text", "canonical", "reason"), ROWS, ids=range(len(ROWS)))
def test_reasons(link_page: LinkPage, marked: str, text: str, canonical: str, reason: str) -> None:
    page = link_page(marked)
    assert (page.canonical(text), page.reason(text)) == (canonical, reason)


@pytest.mark.parametrize("marked", [row[0] for row in ROWS], ids=range(len(ROWS)))
def test_a_reason_is_given_exactly_where_the_name_differs(link_page: LinkPage, marked: str) -> None:
    for found in link_page(marked).mentions[0]:
        assert bool(found.reason) == (found.canonical != found.text)


def test_an_alias_of_an_alias_has_both_reasons(link_page: LinkPage) -> None:
    page = link_page("“[林下百户联保|PROGRAMME]”推开。[百户联保|PROGRAMME]受欢迎，乡亲们叫它“[放心纸|PROGRAMME]”。")
    assert (page.canonical("放心纸"), page.reason("放心纸")) == ("林下百户联保", "declared+full-and-short")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], ""),
        ([""], ""),
        (["declared"], "declared"),
        (["region-prefix", "line-break"], "line-break+region-prefix"),
        (["declared+region-prefix", "declared"], "region-prefix+declared"),
    ],
)
def test_reasons_are_joined_in_one_order(given: list[str], expected: str) -> None:
    assert join_reasons(given) == expected


def test_the_ledger_is_closed() -> None:
    with pytest.raises(ValueError, match="reason guess; allowed: line-break, "):
        join_reasons(["declared", "guess"])
    assert all("+" not in reason for reason in REASONS)
