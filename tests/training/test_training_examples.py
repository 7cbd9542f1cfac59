import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corpus.noise import HALF_WIDTH, STRAIGHT_QUOTES, space, wrap
from kg.corpus.passages import Passage, parse_passages
from kg.errors import ReadError
from kg.ner import recognisers
from kg.ner.clues import columns
from kg.ner.tags import Name, names
from kg.training.examples import (
    UNSURE,
    articles_of,
    as_article,
    example,
    from_damaged,
    from_passages,
    from_templates,
    from_uner,
)

Names = list[tuple[str, str]]

TEXT = """=== a-1
part: train
---
三月以来，{湄潭县|PLACE}启动“{茶山夜校|PROGRAMME}”行动，由{县总工会|ORG|湄潭县总工会}和{湄潭县文化馆|ORG}一同组织，每周三开课。

{湄潭县总工会|ORG}主席{罗春燕|PERSON}说，《{湄潭县职工学习办法|POLICY}》下月施行，首批教室设在{象山茶园|PLACE}旁边。
---
"""
(PASSAGE,) = parse_passages(TEXT, "a")
MARKED = [(PASSAGE.text[mark.start : mark.end], mark.label) for mark in PASSAGE.marks]

TRAIN = """# sent_id = 1
# text = 林舟在海口上学
1\t林舟\tB-PER\t-\tx
2\t在\tO\t-\tx
3\t海口\tB-LOC\t-\tx
4\t上学\tO\t-\tx

# sent_id = 2
1\t青松\tB-ORG\t-\tx
2\t学校\tI-ORG\t-\tx
3\t海口\tB-LOC\t-\tx
"""
DEV = "1\t没有\tO\t-\tx\n2\t名字\tO\t-\tx\n"


def named(passage: Passage) -> Names:
    return [
        (article.text[name.start : name.end], name.label)
        for article, found in articles_of(passage)
        for name in sorted(found)
    ]


def tagged(text: str, tags: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> Names:
    return [(text[name.start : name.end], name.label) for name in names(tags.tolist())]


def test_a_mark_is_where_the_reader_puts_it() -> None:
    assert named(PASSAGE) == MARKED


@pytest.mark.parametrize("noise", [wrap, space])
@settings(max_examples=40)
@given(seed=st.integers(0, 500))
def test_what_a_page_breaks_in_a_name_is_mended_with_it(
    noise: Callable[[Passage, random.Random], Passage], seed: int
) -> None:
    assert named(noise(PASSAGE, random.Random(seed))) == MARKED


def test_names_of_a_paragraph_that_the_reader_leaves_out_are_left_out() -> None:
    line = "{湄潭县|PLACE}的{茶山夜校|PROGRAMME}今年开了六十期，来上课的有两千多人，教室里坐得满满当当。"
    (passage,) = parse_passages(f"=== a-1\n---\n{line}\n\n{line}\n---\n", "a")
    assert named(passage) == [("湄潭县", "PLACE"), ("茶山夜校", "PROGRAMME")]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("甲", ["甲"]),
        ("甲乙\n丙", ["甲乙", "丙"]),
        ("\n甲乙\n\n　 \n丙\n", ["甲乙", "丙"]),
        ("", []),
    ],
)
def test_every_line_of_a_text_is_a_paragraph(text: str, paragraphs: list[str]) -> None:
    article = as_article(text)
    assert article.text == text
    assert [text[paragraph.start : paragraph.end] for paragraph in article.paragraphs] == paragraphs


def test_an_example_holds_tags_and_what_the_rules_say() -> None:
    text = "昨日，湄潭县下雨。"
    made = example(as_article(text), [Name(3, 6, "PLACE")])
    told = columns(recognisers.names())
    clues = np.unpackbits(made.clues, axis=1, count=len(told))
    assert tagged(text, made.tags) == [("湄潭县", "PLACE")]
    assert clues.shape == (len(text), len(told))
    assert clues[:, told.index("PLACE-first")].tolist() == [0, 0, 0, 1, 0, 0, 0, 0, 0]
    assert clues[:, told.index("PLACE-last")].tolist() == [0, 0, 0, 0, 0, 1, 0, 0, 0]
    assert not clues[:, told.index("PERSON-first")].any()


def test_the_rules_do_not_change_what_people_marked() -> None:
    (made,) = (example(as_article("湄潭县下雨。"), []),)
    assert not made.tags.any()
    assert made.clues.any()


def test_passages_become_examples() -> None:
    (made,) = from_passages([PASSAGE])
    assert tagged(made.text, made.tags) == MARKED


def test_templates(tmp_path: Path) -> None:
    pattern = "[sentence]\n{<c=county>|PLACE}上月开会，{<c.kind>委|ORG|<c>委}来了<number>人。\n[number]\n两\n三\n"
    (tmp_path / "a.txt").write_text(pattern, encoding="utf-8")
    made = list(from_templates(tmp_path, 40, 1))
    assert len(made) == 40
    for passage in made:
        found = tagged(passage.text, passage.tags)
        assert [label for _, label in found[:2]] == ["PLACE", "ORG"]
        assert found[1][0].endswith("委")
    halved = sum("," in passage.text for passage in made)
    assert 0 < halved < 20
    assert [passage.text for passage in from_templates(tmp_path, 40, 1)] == [passage.text for passage in made]
    assert [passage.text for passage in from_templates(tmp_path, 40, 2)] != [passage.text for passage in made]


def test_universal_ner(tmp_path: Path) -> None:
    for part, text in (("train", TRAIN), ("dev", DEV), ("test", TRAIN)):
        (tmp_path / f"zh_own-ud-{part}.iob2").write_text(text, encoding="utf-8")
    made = [(found.text, tagged(found.text, found.tags)) for found in from_uner(tmp_path)]
    assert made == [
        ("林舟在海口上学", [("林舟", "PERSON"), ("海口", "PLACE")]),
        ("青松学校海口", [("青松学校", "ORG"), ("海口", "PLACE")]),
        ("没有名字", []),
    ]


@pytest.mark.parametrize("file", ["", "zh_own-ud-test.iob2", "train.iob2"])
def test_a_folder_without_universal_ner(tmp_path: Path, file: str) -> None:
    if file:
        (tmp_path / file).write_text(TRAIN, encoding="utf-8")
    with pytest.raises(ReadError, match=r"no \*-train\.iob2"):
        list(from_uner(tmp_path))


def test_an_empty_text_is_an_example_of_nothing() -> None:
    made = example(as_article(""), [])
    assert made.text == ""
    assert made.tags.shape == (0,)
    assert made.clues.shape[0] == 0


def test_damaged_passages_teach_what_is_left_whole() -> None:
    drawn = [made for seed in range(15) for made in from_damaged([PASSAGE], seed)]
    whole = {name.translate(HALF_WIDTH).translate(STRAIGHT_QUOTES) for name, _ in MARKED}
    rests = 0
    for made in drawn:
        unsure = made.tags == UNSURE
        rests += bool(unsure.any())
        found = {name for name, _ in tagged(made.text, np.where(unsure, 0, made.tags))}
        assert found <= whole
        assert len(made.clues) == len(made.tags) == len(made.text)
    assert 0 < rests < len(drawn)
    again = [made for seed in range(15) for made in from_damaged([PASSAGE], seed)]
    assert [made.text for made in again] == [made.text for made in drawn]
