"""What 区, 县, 州, 镇 mean at a point of an article, and which names begin with such a word without meaning it."""

from collections.abc import Callable
from typing import Any

import pytest

LinkPage = Callable[..., Any]

# (marked text, mention, its number among those of that text, canonical name)
ROWS = [
    ("[凤冈县|PLACE]修路，[县委|ORG]部署。[湄潭县|PLACE]种茶，[县委|ORG]推动。", "县委", 0, "凤冈县委"),
    ("[凤冈县|PLACE]修路，[县委|ORG]部署。[湄潭县|PLACE]种茶，[县委|ORG]推动。", "县委", 1, "湄潭县委"),
    ("[凤冈县|PLACE]修路。来自[湄潭|PLACE]的茶农也来了，[县委|ORG]部署。", "县委", 0, "凤冈县委"),
    ("近日，[岳麓区|PLACE]修路，[区委|ORG]部署。", "区委", 0, "岳麓区委"),
    ("[岳阳市|PLACE][平江县|PLACE]修路。[市委|ORG]部署。", "市委", 0, "岳阳市委"),
    ("[平果市委|ORG][市政府|ORG]在[百色|PLACE]招商。", "市政府", 0, "平果市政府"),
    ("[恩施土家族苗族自治州|PLACE]放晴，[州委|ORG]部署。", "州委", 0, "恩施土家族苗族自治州委"),
    ("[恩施州|PLACE]放晴，[州人社局|ORG]招人。", "州人社局", 0, "恩施州人社局"),
    ("[恩施州|PLACE]放晴，[恩施|PLACE]游客多。", "恩施", 0, "恩施州"),
    ("[恩施|PLACE]的[恩施州人社局|ORG]招人。", "恩施", 0, "恩施州"),
    ("[凉山|PLACE]的火把节。", "凉山", 0, "凉山彝族自治州"),
    ("[化隆县|PLACE]拉面开店，[县教育局|ORG]办班。", "县教育局", 0, "化隆县教育局"),
    ("[兴安盟|PLACE]育种，[盟行政公署|ORG]验收。", "盟行政公署", 0, "兴安盟行政公署"),
    ("[和田地区|PLACE]招聘，[地区人社局|ORG]办会。", "地区人社局", 0, "和田地区人社局"),
    ("[宁夏|PLACE]通车，[自治区图书馆|PLACE]开放。", "自治区图书馆", 0, "宁夏回族自治区图书馆"),
    ("[南宁市|PLACE]开馆，[市图书馆|PLACE]夜里也开。", "市图书馆", 0, "南宁市图书馆"),
    ("[道县|PLACE]办赛，[县委|ORG]部署。", "县委", 0, "道县委"),
    ("[遵义市|PLACE]，[团市委|ORG]办活动。", "团市委", 0, "团遵义市委"),
    ("[遵义市|PLACE]，[共青团遵义市委|ORG]与[团市委|ORG]", "团市委", 0, "共青团遵义市委"),
    ("[湄潭县|PLACE][永兴镇|PLACE]采茶，[镇党委|ORG]开会。", "镇党委", 0, "永兴镇党委"),
    ("[西陵街道|PLACE]获奖，[街道党工委|ORG]开会。", "街道党工委", 0, "西陵街道党工委"),
    ("[清溪乡|PLACE]与[白泉乡|PLACE]相邻，[乡政府|ORG]开会。", "乡政府", 0, "白泉乡政府"),
    ("[张家口市|PLACE][察北管理区|PLACE]，[区财政局|ORG]拨款。", "区财政局", 0, "察北管理区财政局"),
    ("[通州区|PLACE]拆违，[区住建委|ORG]牵头。", "区住建委", 0, "通州区住建委"),
    ("[民盟长安区委|ORG]提案，[区委|ORG]督办。", "区委", 0, "长安区委"),
    ("[郴州市|PLACE][乡村振兴局|ORG]", "乡村振兴局", 0, "乡村振兴局"),
    ("[郴州市|PLACE][市场发展集团|ORG]", "市场发展集团", 0, "市场发展集团"),
    ("[郴州市|PLACE][市市场监管局|ORG]", "市市场监管局", 0, "郴州市市场监管局"),
    ("[郴州市|PLACE][市政府|ORG]", "市政府", 0, "郴州市政府"),
    ("[郴州市|PLACE][市政工程公司|ORG]", "市政工程公司", 0, "市政工程公司"),
    ("[青岛市|PLACE][市南区图书馆|PLACE]", "市南区图书馆", 0, "市南区图书馆"),
    ("[青岛市|PLACE][市南区|PLACE]", "市南区", 0, "市南区"),
    ("[德阳市|PLACE]与[旌阳区|PLACE]，[镇江市|PLACE]", "镇江市", 0, "镇江市"),
    ("[银川市|PLACE][镇北堡镇|PLACE]", "镇北堡镇", 0, "镇北堡镇"),
    ("[广西壮族自治区|PLACE][区委|ORG]", "区委", 0, "区委"),
    ("[高新区|PLACE]与[风景区|PLACE]，[县委|ORG]", "县委", 0, "县委"),
]


@pytest.mark.parametrize(("marked", "text", "nth", "canonical"), ROWS, ids=range(len(ROWS)))
def test_levels(link_page: LinkPage, marked: str, text: str, nth: int, canonical: str) -> None:
    assert link_page(marked).canonical(text, nth=nth) == canonical


def test_each_article_of_a_page_has_its_own_district(link_page: LinkPage) -> None:
    page = link_page(
        "[芙蓉区|PLACE]拆违。[区委|ORG]部署。", "[天心区|PLACE]植树。[区委|ORG]部署。", "雨天。[区委|ORG]值守。"
    )
    assert [page.canonical("区委", article) for article in range(2)] == ["芙蓉区委", "天心区委"]
    assert page.canonical("区委", 2) in ("芙蓉区委", "天心区委", "区委")
