"""What holds of every recogniser, also of one that is added tomorrow."""

from collections.abc import Callable, Iterable

import pytest

from kg.errors import UnknownNameError
from kg.ner import recognisers
from kg.ner.merge import recognise, recognise_by, rules
from kg.ontology import LABELS
from kg.types import Article, Mention

PAGE = """绍兴市越城区启动“鉴湖红帆”党建工程
扬州日报记者 严立新 通讯员 梅 雪
昨日，绍兴市越城区人社局局长陆明轩说，区委印发《关于服务骑手的通知》，在解放北路党群服务中心设点。
吸引了柏川科技、铭泰电子、锐锋新材等企业入驻，恒岳机器人总经理到场。
镜湖科技有限公司加入，鉴湖红帆实施林长制，举办古纤道文化节，开通12345热线。"""
FINDS = {
    "places": ("PLACE", "越城区"),
    "sites": ("PLACE", "解放北路党群服务中心"),
    "departments": ("ORG", "越城区人社局"),
    "bodies": ("ORG", "镜湖科技有限公司"),
    "known-bodies": ("ORG", "扬州日报"),
    "firms": ("ORG", "恒岳机器人"),
    "firm-lists": ("ORG", "柏川科技"),
    "people": ("PERSON", "陆明轩"),
    "bylines": ("PERSON", "梅 雪"),
    "policies": ("POLICY", "关于服务骑手的通知"),
    "quoted-programmes": ("PROGRAMME", "鉴湖红帆"),
    "named-programmes": ("PROGRAMME", "古纤道文化节"),
    "fixed-programmes": ("PROGRAMME", "林长制"),
}


@pytest.fixture(scope="module")
def page(make_article: Callable[..., Article]) -> Article:
    """A title, a byline, three paragraphs: something for everyone."""
    article = make_article(PAGE)
    title, byline, *body = article.paragraphs
    kinds = (type(title)(title.start, title.end, "title"), type(byline)(byline.start, byline.end, "byline"), *body)
    return Article(article.id, article.source, "", article.text, article.offsets, kinds)


@pytest.mark.parametrize("name", recognisers.names())
def test_candidates_are_mentions_in_the_text(name: str, page: Article) -> None:
    found = recognisers[name](page)
    assert isinstance(found, Iterable)
    for item in found:
        assert isinstance(item, Mention)
        assert item.label in LABELS
        assert item.text == PAGE[item.start : item.end] == item.text.strip() != ""
        assert "\n" not in item.text
        assert 0.5 <= item.confidence <= 1
        assert item.by == name or item.by in recognisers.names()


@pytest.mark.parametrize(("name", "expected"), FINDS.items())
def test_each_finds_what_it_is_for(name: str, expected: tuple[str, str], page: Article) -> None:
    assert expected in {(item.label, item.text) for item in recognisers[name](page)}


@pytest.mark.parametrize("name", recognisers.names())
@pytest.mark.parametrize("text", ["", " ", "\n\n", "。", "”“", "《》", "ABC 123", "·", "等企业", "记者", "路", "区委"])
def test_next_to_nothing(name: str, text: str, make_article: Callable[..., Article]) -> None:
    assert all(item.text in text for item in recognisers[name](make_article(text)))


def test_every_recogniser_documents_itself_by_an_example() -> None:
    for name in recognisers.names():
        first = (recognisers[name].__doc__ or "").partition("\n")[0]
        assert any("\u4e00" <= char <= "\u9fff" for char in first), name


def test_recognisers_can_be_chosen(page: Article) -> None:
    (found,) = recognise_by([page], rules(["policies"]))
    assert {item.label for item in found} == {"POLICY"}
    assert {item.by for item in found} <= {"policies", "repeats"}
    with pytest.raises(UnknownNameError, match=r"kg\.ner has no 'faces'; choose from .*policies"):
        rules(["faces"])


def test_no_articles_no_mentions() -> None:
    assert recognise([]) == []
    assert recognise_by([], rules()) == []


def test_rules_are_all_recognisers_unless_chosen() -> None:
    assert rules() == [recognisers[name] for name in recognisers.names()]
    assert rules([]) == []
