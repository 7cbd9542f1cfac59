"""What overlaps is settled; what is certain is looked for once more in all articles of a page."""

from collections.abc import Callable

import pytest

from kg.ner.merge import find_repeats, recognise, settle
from kg.types import Article, Label, Mention

MakeArticle = Callable[..., Article]


def made(start: int, end: int, label: Label = "ORG", confidence: float = 0.9, by: str = "hand") -> Mention:
    return Mention(start, end, label, "名" * (end - start), "", confidence, by)


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ([made(0, 3, "PLACE"), made(0, 6)], [made(0, 6)]),
        ([made(0, 6, confidence=0.6), made(2, 4, confidence=0.99)], [made(0, 6, confidence=0.6)]),
        ([made(0, 4, confidence=0.7), made(0, 4, "PLACE", 0.8)], [made(0, 4, "PLACE", 0.8)]),
        ([made(0, 3), made(3, 6)], [made(0, 3), made(3, 6)]),
        ([made(5, 8), made(0, 3)], [made(0, 3), made(5, 8)]),
        ([made(0, 9, confidence=0.49), made(0, 3)], [made(0, 3)]),
        ([made(0, 3, confidence=0.5)], [made(0, 3, confidence=0.5)]),
        ([made(0, 4), made(3, 9), made(8, 12)], [made(3, 9)]),
        ([made(0, 3), made(0, 3)], [made(0, 3)]),
        ([], []),
    ],
)
def test_settle(found: list[Mention], kept: list[Mention]) -> None:
    assert settle(iter(found)) == tuple(kept)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("绍兴市打造“镜桥红帆”品牌。", "有了镜桥红帆，骑手不再发愁。", ["PROGRAMME 镜桥红帆"]),
        ("引进恒岳机器人，机器总装。", "恒岳机器人的订单多了。", ["ORG 恒岳机器人"]),
        ("书记周立民到场。", "会后，周立民赶去工地。", ["PERSON 周立民"]),
        ("绍兴市打造“镜桥红帆”品牌。", "骑手不再发愁。", []),
        ("印发《关于服务骑手的若干措施》。", "“关于服务骑手的若干措施”很实用。", []),
    ],
)
def test_what_is_certain_in_one_article_is_looked_for_in_all(
    make_article: MakeArticle, first: str, second: str, expected: list[str]
) -> None:
    for articles in ([first, second], [second, first]):
        found = recognise([make_article(text) for text in articles])[articles.index(second)]
        assert [f"{mention.label} {mention.text}" for mention in found] == expected
        assert all(mention.by == "repeats" for mention in found)
    assert recognise([make_article(second)]) == [()], "nothing by itself"


def test_a_repeat_is_less_certain_than_what_it_repeats(make_article: MakeArticle) -> None:
    (first,), (second,) = recognise([make_article("打造“镜桥红帆”品牌。"), make_article("镜桥红帆来了。")])
    assert 0.5 <= second.confidence < first.confidence


KNOWN = {
    "东关": made(0, 2, "PLACE"),
    "安民生": made(0, 3, "PERSON"),
    "明天": made(0, 2, "PERSON"),
    "红帆": made(0, 2, "PROGRAMME", 0.9),
    "早茶": made(0, 2, "PROGRAMME", 0.72),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("来到东关。", ["东关"]),
        ("山东关心民生。", []),
        ("保安民生服务。", []),
        ("送走明天的船。", ["明天"]),
        ("黎明天亮了。", []),
        ("党红帆船下水。", ["红帆"]),
        ("吃过早茶再走。", []),
        ("“早茶”开张，吃过早茶再走。", ["早茶"]),
    ],
)
def test_a_name_must_not_cut_a_word_in_two(make_article: MakeArticle, text: str, expected: list[str]) -> None:
    found = list(find_repeats(make_article(text), KNOWN))
    assert [mention.text for mention in found] == expected
    assert all(text[mention.start : mention.end] == mention.text for mention in found)


def test_nothing_known_nothing_repeated(make_article: MakeArticle) -> None:
    assert list(find_repeats(make_article("来到东关。"), {})) == []


def test_short_and_doubtful_names_are_not_looked_for(make_article: MakeArticle) -> None:
    pages = [make_article("区委开会，打造“红帆”品牌。"), make_article("社区委托红帆船厂。")]
    assert recognise(pages)[1] == ()
