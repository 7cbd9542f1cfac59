"""Sentences -> clauses with their subjects, own and carried on."""

from collections.abc import Callable, Iterable

import pytest

from kg.relations.clauses import clauses, coordinated, is_actor, is_prepositional, protagonist_of
from kg.types import Article, Mention

Read = Callable[..., tuple[Article, tuple[Mention, ...]]]

# marked text -> (clause, its subject, how far the subject was carried), clause by clause
CLAUSES = [
    (
        "[区委|ORG]启动工程，推出品牌。",
        [("区委启动工程", ["区委"], 0), ("推出品牌", ["区委"], 1)],
    ),
    ("[青羊区|PLACE]、[武侯区|PLACE]推出品牌", [("青羊区、武侯区推出品牌", ["青羊区", "武侯区"], 0)]),
    ("[青羊区|PLACE]和[武侯区民政局|ORG]推出品牌", [("青羊区和武侯区民政局推出品牌", ["青羊区", "武侯区民政局"], 0)]),
    ("[成都市|PLACE][青羊区|PLACE]推出品牌", [("成都市青羊区推出品牌", ["青羊区"], 0)]),
    ("[成都市|PLACE]的[青羊区|PLACE]推出品牌", [("成都市的青羊区推出品牌", ["青羊区"], 0)]),
    ("在[青羊区|PLACE]，[武侯区|PLACE]推介", [("在青羊区", [], 3), ("武侯区推介", ["武侯区"], 0)]),
    ("通过[微光|PROGRAMME]，事情好办", [("通过微光", [], 3), ("事情好办", [], 3)]),
    ("[青羊区|PLACE]的干部下乡", [("青羊区的干部下乡", [], 3)]),
    (
        "[青羊区|PLACE]说：推出“[快，准，稳|PROGRAMME]”工程",
        [("青羊区说", ["青羊区"], 0), ("推出“快，准，稳”工程", ["青羊区"], 1)],
    ),
    (
        "[青羊区|PLACE]雨后放晴。推出品牌",
        [("青羊区雨后放晴", ["青羊区"], 0), ("推出品牌", ["青羊区"], 2)],
    ),
    (
        "[青羊区|PLACE]雨后放晴\n推出品牌",
        [("青羊区雨后放晴", ["青羊区"], 0), ("推出品牌", ["青羊区"], 3)],
    ),
    (
        "[青羊区|PLACE]雨后放晴，[武侯区|PLACE]推介，推出品牌",
        [("青羊区雨后放晴", ["青羊区"], 0), ("武侯区推介", ["武侯区"], 0), ("推出品牌", ["武侯区"], 1)],
    ),
]


LISTS = [
    ("[青羊区|PLACE]、[武侯区|PLACE]和[锦江区|PLACE]", ["青羊区", "武侯区", "锦江区"]),
    ("[青羊区|PLACE]与[武侯区|PLACE]比邻的[锦江区|PLACE]", ["青羊区", "武侯区"]),
    ("“[微光|PROGRAMME]”“[夜读|PROGRAMME]”", ["微光", "夜读"]),
    ("[青羊区|PLACE]、[青羊区委|ORG]", ["青羊区", "青羊区委"]),
    ("[青羊区|PLACE]、[王明|PERSON]", ["青羊区"]),
    ("[成都市|PLACE][青羊区|PLACE]", ["成都市"]),
    ("[青羊区|PLACE]到[武侯区|PLACE]", ["青羊区"]),
]

PREPOSITIONS = [
    ("在[青羊区|PLACE]", True),
    ("通过“[微光|PROGRAMME]”", True),
    ("由[青羊区|PLACE]", True),
    ("为[青羊区|PLACE]", True),
    ("近日[青羊区|PLACE]", False),
    ("[青羊区|PLACE]", False),
]

STAND_INS = [
    ("[青羊区|PLACE]放晴。\n全区推出品牌", ["青羊区"]),
    ("[成都市|PLACE]、[青羊区|PLACE]放晴。我市推出品牌", ["成都市"]),
    ("[青羊区|PLACE]放晴，[成都市|PLACE]落雨。我区推出品牌", ["青羊区"]),
    ("[丁蜀镇|PLACE]放晴，[宜兴市|PLACE]落雨。该镇推出品牌", ["丁蜀镇"]),
    ("[青羊区|PLACE]放晴，[武侯区|PLACE]落雨。在全区推出品牌", ["武侯区"]),
]

ACTORS = [
    ("[青羊区|PLACE]", True),
    ("[东极村|PLACE]", True),
    ("[永红街道|PLACE]", True),
    ("[青羊区委|ORG]", True),
    ("[天鹅湖公园|PLACE]", False),
    ("[人民路|PLACE]", False),
    ("[王明|PERSON]", False),
    ("[微光|PROGRAMME]", False),
]

PROTAGONISTS = [
    ("[青羊区|PLACE][青羊区|PLACE][青羊区|PLACE][武侯区|PLACE]", ["青羊区"]),
    ("[青羊区|PLACE][青羊区|PLACE]", []),
    ("[青羊区|PLACE][青羊区|PLACE][青羊区|PLACE][武侯区|PLACE][武侯区|PLACE]", []),
    ("[人民路|PLACE][人民路|PLACE][人民路|PLACE]", []),
    ("[区委|ORG][区委|ORG][区委|ORG]", []),
]


@pytest.mark.parametrize(("marked", "expected"), CLAUSES, ids=range(len(CLAUSES)))
def test_clauses(read: Read, marked: str, expected: list[tuple[str, list[str], int]]) -> None:
    article, mentions = read(marked)
    found = [(article.text[c.start : c.end], texts(c.subject), c.carried) for c in clauses(article, mentions)]
    assert found == expected


@pytest.mark.parametrize(("marked", "expected"), LISTS, ids=range(len(LISTS)))
def test_lists_of_names(read: Read, marked: str, expected: list[str]) -> None:
    article, mentions = read(marked)
    assert texts(coordinated(article.text, mentions, 0)) == expected


@pytest.mark.parametrize(("marked", "expected"), PREPOSITIONS, ids=range(len(PREPOSITIONS)))
def test_prepositions(read: Read, marked: str, expected: bool) -> None:
    article, (found,) = read(marked)
    assert is_prepositional(article.text, 0, found) is expected


@pytest.mark.parametrize(("marked", "expected"), STAND_INS, ids=range(len(STAND_INS)))
def test_regions_that_are_stood_for(read: Read, marked: str, expected: list[str]) -> None:
    assert texts(list(clauses(*read(marked)))[-1].subject) == expected


@pytest.mark.parametrize(("marked", "expected"), ACTORS, ids=range(len(ACTORS)))
def test_who_can_be_left_out_later(read: Read, marked: str, expected: bool) -> None:
    _, (found,) = read(marked)
    assert is_actor(found) is expected


@pytest.mark.parametrize(("marked", "expected"), PROTAGONISTS, ids=range(len(PROTAGONISTS)))
def test_protagonist_is_named_clearly_most(read: Read, marked: str, expected: list[str]) -> None:
    _, mentions = read(marked)
    assert texts(protagonist_of(mentions)) == expected


def texts(mentions: Iterable[Mention]) -> list[str]:
    return [found.text for found in mentions]
