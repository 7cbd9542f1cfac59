"""What overlaps is settled; what is certain is looked for once more in all articles of a page."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from kg.ner import recognisers
from kg.ner.alphabet import Alphabet
from kg.ner.judge import Candidate, Judge, feature_names
from kg.ner.merge import (
    Find,
    Reading,
    find_repeats,
    look_over,
    read,
    recognise,
    recognise_by,
    repeat_matcher,
    rules,
    settle,
    weigh,
)
from kg.ner.network import Network
from kg.ner.tags import TAGS, Name, path
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
        found = recognise_by([make_article(text) for text in articles], rules())[articles.index(second)]
        assert [f"{mention.label} {mention.text}" for mention in found] == expected
        assert all(mention.by == "repeats" for mention in found)
    assert recognise_by([make_article(second)], rules()) == [()], "nothing by itself"


def test_a_repeat_is_less_certain_than_what_it_repeats(make_article: MakeArticle) -> None:
    pages = [make_article("打造“镜桥红帆”品牌。"), make_article("镜桥红帆来了。")]
    (first,), (second,) = recognise_by(pages, rules())
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
    found = list(find_repeats(make_article(text), repeat_matcher(KNOWN)))
    assert [mention.text for mention in found] == expected
    assert all(text[mention.start : mention.end] == mention.text for mention in found)


def test_nothing_known_nothing_repeated(make_article: MakeArticle) -> None:
    assert list(find_repeats(make_article("来到东关。"), repeat_matcher({}))) == []


def test_short_and_doubtful_names_are_not_looked_for(make_article: MakeArticle) -> None:
    pages = [make_article("区委开会，打造“红帆”品牌。"), make_article("社区委托红帆船厂。")]
    assert recognise_by(pages, rules())[1] == ()


# ---------------------------------------------------------------- network, rules and judge


class Silent:
    """An ONNX session that takes no character for part of a name."""

    def run(self, outputs: None, fed: dict[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        scores = np.full((*fed["characters"].shape, len(TAGS)), -9, np.float32)
        scores[..., 0] = 0
        return [scores]


def network_by(threshold: float = 0.5, bias: float = -2.0, **weights: float) -> Network:
    """A network that finds nothing, trained to listen to all rules, with a judge of these weights."""
    known = {name.replace("_", "-"): weight for name, weight in weights.items()}
    judge = Judge(dict.fromkeys(feature_names(("by-rule", "by-repeats")), 0.0) | known, bias, threshold)
    return Network(Silent(), Alphabet("字", "字字"), tuple(recognisers.names()), judge)


def reading(article: Article, by: str = "rule", **found: Label) -> Reading:
    """An article in which each of these names is proposed wherever it stands, by those named."""
    places = {
        Name(match.start(), match.end(), label): frozenset(by.split())
        for name, label in found.items()
        for match in re.finditer(name, article.text)
    }
    return Reading(article, places, np.full((len(article.text), len(TAGS)), -5, np.float32))


def seen(article: Article, name: str, label: Label, confidence: float) -> tuple[Mention, ...]:
    start = article.text.index(name)
    return (Mention(start, start + len(name), label, name, name, confidence, "network"),)


def names_of(mentions: Sequence[Mention]) -> list[str]:
    return [f"{mention.label} {mention.text}" for mention in mentions]


def test_candidates_are_what_is_proposed(make_article: MakeArticle) -> None:
    here = reading(make_article("镜湖科技来了，周立民也来了。"), "rule network", 周立民="PERSON", 镜湖科技="ORG")
    by = frozenset({"rule", "network"})
    assert here.candidates() == [Candidate(Name(0, 4, "ORG"), by), Candidate(Name(7, 10, "PERSON"), by)]


@pytest.mark.parametrize(
    ("confidence", "text", "expected"),
    [
        (0.9, "会后，周立民赶来。", [(Name(3, 6, "PERSON"), {"repeats"}, 0.9)]),
        (0.6, "会后，周立民赶来。", []),
        (0.9, "会后大家散了。", []),
        (0.9, "周立民问，周立民答。", [(Name(at, at + 3, "PERSON"), {"repeats"}, 0.9) for at in (0, 5)]),
    ],
)
def test_what_was_seen_in_another_article(
    make_article: MakeArticle, confidence: float, text: str, expected: list[tuple[Name, set[str], float]]
) -> None:
    first = make_article("书记周立民到场。")
    found = reading(make_article(text)).candidates(look_over([seen(first, "周立民", "PERSON", confidence), ()]), 1)
    assert found == [Candidate(name, frozenset(by), repeated) for name, by, repeated in expected]


def test_a_name_is_not_its_own_witness(make_article: MakeArticle) -> None:
    article = make_article("周立民问，周立民答。")
    once = seen(article, "周立民", "PERSON", 0.9)
    first, second = reading(article, 周立民="PERSON").candidates(look_over([once]), 0)
    assert (first.repeated, second.repeated) == (0, 0.9)
    elsewhere = reading(article, 周立民="PERSON").candidates(look_over([(), once]), 0)
    assert [found.repeated for found in elsewhere] == [0.9, 0.9]


def test_witnesses_have_the_same_label(make_article: MakeArticle) -> None:
    first, second = make_article("镜湖科技来了。"), make_article("到了镜湖科技。")
    organisation = seen(first, "镜湖科技", "ORG", 0.9)
    candidates = reading(second, 镜湖科技="PLACE").candidates(look_over([organisation, ()]), 1)
    (found,) = [found for found in candidates if found.name.label == "PLACE"]
    assert found == Candidate(Name(2, 6, "PLACE"), frozenset({"rule"}), 0)


def test_blanks_and_quotation_marks_do_not_make_another_name(make_article: MakeArticle) -> None:
    first, second = make_article("通讯员 梅雪"), make_article("通讯员 梅 雪")
    name: dict[str, Label] = {"梅 雪": "PERSON"}
    candidates = reading(second, "rule", **name).candidates(look_over([seen(first, "梅雪", "PERSON", 0.8), ()]), 1)
    assert [found.repeated for found in candidates] == [0.8]


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ({"by_rule": 4}, ["PERSON 周立民", "PERSON 周立民"]),
        ({"by_rule": 4, "by_repeats": -9}, ["PERSON 周立民", "PERSON 周立民"]),
        ({"by_rule": 1}, []),
        ({}, []),
    ],
)
def test_the_judge_decides_about_each(
    make_article: MakeArticle, weights: dict[str, float], expected: list[str]
) -> None:
    (found,) = weigh([reading(make_article("周立民问，周立民答。"), 周立民="PERSON")], network_by(**weights))
    assert names_of(found) == expected


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ({"by_rule": 4, "by_repeats": 4}, ["PERSON 周立民"]),
        ({"by_rule": 4, "repeated": 4}, ["PERSON 周立民"]),
        ({"by_rule": 4}, []),
        ({"by_repeats": 4, "repeated": 4}, []),
    ],
)
def test_repeats_across_articles_are_judged_too(
    make_article: MakeArticle, weights: dict[str, float], expected: list[str]
) -> None:
    page = [reading(make_article("书记周立民到场。"), 周立民="PERSON"), reading(make_article("会后，周立民赶来。"))]
    for readings in (page, page[::-1]):
        found = weigh(readings, network_by(**weights))[readings.index(page[1])]
        assert names_of(found) == expected
        assert {mention.by for mention in found} <= {"repeats"}


def test_doubt_is_settled_by_another_article(make_article: MakeArticle) -> None:
    network = network_by(by_rule=1, chosen=4, repeated=3)
    doubtful = reading(make_article("会后，周立民赶来。"), 周立民="PERSON")
    certain = reading(make_article("书记周立民到场。"), "network", 周立民="PERSON")
    assert weigh([doubtful], network) == [()]
    (found,) = weigh([doubtful, certain], network)[0]
    assert (found.text, found.by) == ("周立民", "repeats"), "the first of those who proposed it"


def test_overlaps_are_settled_by_confidence(make_article: MakeArticle) -> None:
    article = make_article("崂山区人社局开会。")
    both = {Name(0, 3, "PLACE"): frozenset({"rule"}), Name(0, 6, "ORG"): frozenset({"network"})}
    proposed = Reading(article, both, np.zeros((len(article.text), len(TAGS)), np.float32))
    for weights, expected in (
        ({"by_rule": 5, "chosen": 4}, "PLACE 崂山区"),
        ({"by_rule": 4, "chosen": 5}, "ORG 崂山区人社局"),
    ):
        (found,) = weigh([proposed], network_by(**weights))
        assert names_of(found) == [expected]


def find_ferry(article: Article) -> Iterator[Mention]:
    """Finds 渡口, and is no rule of the program."""
    for match in re.finditer("渡口", article.text):
        yield Mention(*match.span(), "PLACE", match[0], match[0], 0.7, "stranger")


@pytest.mark.parametrize(
    ("others", "threshold", "weights", "expected"),
    [
        ([find_ferry], 0.5, {}, [("PLACE 渡口", 0.7)]),
        ([find_ferry], 0.75, {}, []),
        ([find_ferry], 0.5, {"proposers": -9}, [("PLACE 渡口", 0.7)]),
        ([find_ferry], 0.5, {"proposers": 9}, [("PLACE 渡口", 0.7)]),
        ([], 0.5, {"proposers": 9}, []),
    ],
)
def test_others_are_taken_at_their_word(
    make_article: MakeArticle,
    others: list[Find],
    threshold: float,
    weights: dict[str, float],
    expected: list[tuple[str, float]],
) -> None:
    (found,) = recognise([make_article("来到渡口。")], others, network_by(threshold, **weights))
    assert [(f"{mention.label} {mention.text}", mention.confidence) for mention in found] == expected
    assert {mention.by for mention in found} <= {"stranger"}


def test_a_rule_that_the_judge_does_not_know_is_taken_at_its_word(make_article: MakeArticle) -> None:
    article = make_article("余姚市的天气很好。")
    assert recognise([article], network=network_by(by_places=-9)) == [()]
    (found,) = recognise([article], network=network_by())
    assert [(names_of([mention]), mention.by) for mention in found] == [(["PLACE 余姚市"], "places")]


def test_strangers_are_not_counted_by_the_judge(make_article: MakeArticle) -> None:
    def find_place(article: Article) -> Iterator[Mention]:
        yield from (replace(found, by="second") for found in find_ferry(article))

    article, network = make_article("来到渡口。"), network_by(0.8, proposers=9)
    assert recognise([article], [find_ferry, find_place], network) == [()]


def test_the_surer_claim_counts(make_article: MakeArticle) -> None:
    def find_surely(article: Article) -> Iterator[Mention]:
        yield from (replace(found, confidence=0.9) for found in find_ferry(article))

    for others in ([find_ferry, find_surely], [find_surely, find_ferry]):
        ((found,),) = recognise([make_article("来到渡口。")], others, network_by())
        assert found.confidence == 0.9


def test_reading_asks_rules_others_and_network(make_article: MakeArticle, network: Network) -> None:
    found = read(make_article("余姚市启动“晨露行动”，来到渡口。"), [find_ferry], network)
    assert {"network", "places"} <= found.proposed[Name(0, 3, "PLACE")]
    ferry = Name(14, 16, "PLACE")
    assert found.proposed[ferry] >= {"stranger"} and found.claimed == {ferry: 0.7}
    assert found.scores.shape == (len(found.article.text), len(TAGS))


def test_the_shipped_network_looks_in_all_articles(make_article: MakeArticle, network: Network) -> None:
    pages = [make_article("绍兴市打造“镜桥红帆”品牌。"), make_article("有了镜桥红帆，骑手不再发愁。")]
    found = recognise(pages, network=network)
    assert [names_of(mentions) for mentions in found] == [
        ["PLACE 绍兴市", "PROGRAMME 镜桥红帆"],
        ["PROGRAMME 镜桥红帆"],
    ]


class Merging(Silent):
    """A session that takes a whole line for one body."""

    def run(self, outputs: None, fed: dict[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        (scores,) = super().run(outputs, fed)
        for row, inside in zip(scores, fed["inside"], strict=True):
            length = int(inside.sum())
            row[np.arange(length), path(Name(0, length, "ORG"))] = 1
        return [scores]


def test_a_chain_that_the_network_takes_for_one_name_comes_apart(make_article: MakeArticle) -> None:
    article = make_article("南京市鼓楼区教育局")
    network = replace(network_by(chosen=9), session=Merging())
    found = read(article, network=network)
    assert {name for name, by in found.proposed.items() if "network" in by} == {Name(0, 3, "PLACE"), Name(3, 9, "ORG")}
    assert found.scores[np.arange(3), path(Name(0, 3, "PLACE"))].tolist() == [1, 1, 1]
    assert names_of(weigh([found], network)[0]) == ["PLACE 南京市", "ORG 鼓楼区教育局"]
