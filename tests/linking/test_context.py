"""Articles -> what they are about: which county, city, province, and which of several namesakes."""

from collections.abc import Callable

import pytest

from kg.linking.context import Context, read_context
from kg.linking.divisions import candidates_of
from kg.types import Article, Mention

ReadArticle = Callable[..., tuple[Article, tuple[Mention, ...]]]

ABOUT = [
    ("[武侯区|PLACE]放晴。", ("武侯区", "成都市", "四川省")),
    ("[成都市|PLACE]放晴。", ("", "成都市", "四川省")),
    ("[成都|PLACE][武侯|PLACE]放晴。", ("武侯区", "成都市", "四川省")),
    ("[上海市|PLACE]放晴。", ("", "上海市", "上海市")),
    ("[徐汇区|PLACE]放晴。", ("徐汇区", "上海市", "上海市")),
    ("[万州区|PLACE]放晴。", ("万州区", "重庆市", "重庆市")),
    ("[义乌市|PLACE]放晴。", ("义乌市", "金华市", "浙江省")),
    ("[武侯区人社局|ORG]放晴。", ("武侯区", "成都市", "四川省")),
    ("[武侯区|PLACE]、[武侯区|PLACE]、[锦江区|PLACE]放晴。", ("武侯区", "成都市", "四川省")),
    ("[人民路|PLACE]放晴。", ("", "", "")),
    ("[鼓楼区|PLACE]放晴。", ("", "", "")),
    ("[王明|PERSON]办起“[微光|PROGRAMME]”。", ("", "", "")),
]

NAMESAKES = [
    ("[南京市|PLACE][鼓楼区|PLACE]", "鼓楼区", "320106"),
    ("[徐州市|PLACE][鼓楼区|PLACE]", "鼓楼区", "320302"),
    ("[福州市|PLACE][鼓楼区|PLACE]", "鼓楼区", "350102"),
    ("[开封市|PLACE][鼓楼区|PLACE]", "鼓楼区", "410204"),
    ("[秦淮区|PLACE]与[鼓楼区|PLACE]", "鼓楼区", "320106"),
    ("[鼓楼区|PLACE]在[福建省|PLACE]", "鼓楼区", "350102"),
    ("[鼓楼区|PLACE]", "鼓楼区", ""),
    ("[北京市|PLACE][朝阳区|PLACE]", "朝阳区", "110105"),
    ("[长春市|PLACE][朝阳区|PLACE]", "朝阳区", "220104"),
    ("[朝阳区|PLACE]", "朝阳区", ""),
    ("[西安市|PLACE][新城区|PLACE]", "新城区", "610102"),
    ("[呼和浩特市|PLACE][新城区|PLACE]", "新城区", "150102"),
    ("[新城区|PLACE]", "新城区", ""),
    ("[临沂市|PLACE][河东区|PLACE]", "河东区", "371312"),
    ("[天津市|PLACE][河东区|PLACE]", "河东区", "120102"),
    ("[天津市|PLACE][河北区|PLACE]", "河北区", "120105"),
    ("[天津市|PLACE][河北|PLACE]", "河北", "13"),
    ("[石家庄市|PLACE][河北|PLACE]", "河北", "13"),
    ("[吉林|PLACE]", "吉林", "22"),
    ("[吉林市|PLACE]", "吉林市", "2202"),
    ("[人民路|PLACE]", "人民路", ""),
]

CANDIDATES = [
    ("武侯区", {"510107"}),
    ("武侯", {"510107"}),
    ("鼓楼区", {"320106", "320302", "350102", "410204"}),
    ("河北", {"13"}),
    ("吉林", {"22"}),
    ("河北区", {"120105"}),
    ("武侯路", set()),
    ("", set()),
]


@pytest.mark.parametrize(("marked", "expected"), ABOUT, ids=range(len(ABOUT)))
def test_what_an_article_is_about(read_article: ReadArticle, marked: str, expected: tuple[str, str, str]) -> None:
    assert about(read_context(*read_article(0, marked))) == expected


@pytest.mark.parametrize(("marked", "name", "code"), NAMESAKES, ids=range(len(NAMESAKES)))
def test_namesakes(read_article: ReadArticle, marked: str, name: str, code: str) -> None:
    division = read_context(*read_article(0, marked)).division(name)
    assert (division.code if division else "") == code


@pytest.mark.parametrize(("name", "codes"), CANDIDATES, ids=range(len(CANDIDATES)))
def test_candidates(name: str, codes: set[str]) -> None:
    assert {division.code for division in candidates_of(name)} == codes


def test_the_paper_decides_where_the_article_does_not(read_article: ReadArticle) -> None:
    marked = "[鼓楼区|PLACE]上新。"
    assert about(read_context(*read_article(0, marked, publisher="南京日报")))[1] == "南京市"
    assert about(read_context(*read_article(0, marked, publisher="福州晚报")))[1] == "福州市"
    assert about(read_context(*read_article(0, marked, publisher="朝闻周报")))[1] == ""


def test_the_text_outweighs_the_paper(read_article: ReadArticle) -> None:
    article, mentions = read_article(0, "[福州市|PLACE][鼓楼区|PLACE]上新。", publisher="南京日报")
    assert about(read_context(article, mentions))[:2] == ("鼓楼区", "福州市")


def test_the_title_counts_more(read_article: ReadArticle) -> None:
    marked = "[锦江区|PLACE]、[锦江区|PLACE]、[武侯区|PLACE]"
    assert about(read_context(*read_article(0, marked)))[0] == "锦江区"
    assert about(read_context(*read_article(0, marked, title="武侯区上新")))[0] == "武侯区"


def test_the_page_fills_what_an_article_leaves_open(read_article: ReadArticle) -> None:
    page = read_context(*read_article(0, "[成都市|PLACE][武侯区|PLACE]"))
    assert about(read_context(*read_article(1, "[人民路|PLACE]"), page)) == ("武侯区", "成都市", "四川省")
    assert about(read_context(*read_article(1, "[长沙市|PLACE]"), page)) == ("", "长沙市", "湖南省")
    assert about(read_context(*read_article(1, "[岳麓区|PLACE]"), page)) == ("岳麓区", "长沙市", "湖南省")


def about(context: Context) -> tuple[str, str, str]:
    """The names of county, city and province, '' where open."""
    found = (context.county, context.city, context.province)
    county, city, province = (division.name if division else "" for division in found)
    return county, city, province
