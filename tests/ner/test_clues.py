"""What the network is told besides the characters: words, tables, the gazetteer, what the rules found."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ner import recognisers
from kg.ner.clues import CLASSES, GAZETTEER, TABLES, clues, columns
from kg.ontology import LABELS, words
from kg.types import Article, Label, Mention

RULES = ("people", "places")
COLUMNS = columns(RULES)


def told(text: str, *found: Mention) -> list[set[str]]:
    """Of each character the columns that are one."""
    return [{COLUMNS[number] for number in np.flatnonzero(row)} for row in clues(text, found, RULES)]


def made(start: int, end: int, label: Label = "PERSON", by: str = "people") -> Mention:
    return Mention(start, end, label, "名" * (end - start), "", 0.9, by)


def test_columns_are_distinct() -> None:
    own, rules = columns(()), recognisers.names()
    assert len(set(own)) == len(own) == 2 + len(CLASSES) + 3 * (len(TABLES) + len(GAZETTEER) + len(LABELS))
    assert columns(rules) == (*own, *(f"{name}-{edge}" for name in rules for edge in ("first", "inside", "last")))


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_words(table: str) -> None:
    assert words(table)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("崂山区出台", ["county-first", "county-inside", "county-last", "", ""]),
        ("在崂山边", ["", "bare-county-first", "bare-county-last", ""]),
        ("青岛", ["bare-prefecture-first", "bare-prefecture-last"]),
        ("天天天", ["", "", ""]),
    ],
)
def test_gazetteer(text: str, expected: list[str]) -> None:
    # 崂山 is a bare name in 崂山区 too, and that of towns elsewhere.
    shown = [level for level in GAZETTEER if "town" not in level and ("区" not in text or "bare" not in level)]
    levels = {f"{level}-{edge}" for level in shown for edge in ("first", "inside", "last")}
    assert [" ".join(row & levels) for row in told(text)] == expected


@pytest.mark.parametrize(
    ("text", "position", "there", "not_there"),
    [
        ("出台政策", 0, {"word-first", "class-v"}, {"word-last", "class-n"}),
        ("出台政策", 1, {"word-last", "class-v"}, {"word-first"}),
        ("出台政策", 2, {"word-first", "class-n"}, {"class-v"}),
        ("和", 0, {"word-first", "word-last", "class-c"}, {"class-"}),
        ("鑗鑗", 0, {"class-", "word-first", "word-last"}, {"class-n"}),
        ("崂山区", 0, {"class-ns", "county-first"}, {"class-n", "county-last"}),
        ("局长", 0, {"posts-first"}, {"posts-last", "posts-inside"}),
        ("局长", 1, {"posts-last"}, {"posts-first", "posts-inside"}),
    ],
)
def test_words_and_tables(text: str, position: int, there: set[str], not_there: set[str]) -> None:
    row = told(text)[position]
    assert there <= row and not not_there & row


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (made(0, 1), ["PERSON-first PERSON-last people-first people-last", "", "", ""]),
        (made(1, 3), ["", "PERSON-first people-first", "PERSON-last people-last", ""]),
        (made(0, 3), ["PERSON-first people-first", "PERSON-inside people-inside", "PERSON-last people-last", ""]),
        (made(0, 4, by="strangers"), ["PERSON-first", "PERSON-inside", "PERSON-inside", "PERSON-last"]),
        (made(2, 4, "PLACE", "people"), ["", "", "PLACE-first people-first", "PLACE-last people-last"]),
    ],
)
def test_what_rules_found(found: Mention, expected: list[str]) -> None:
    without, with_it = told("天天天天"), told("天天天天", found)
    assert [" ".join(sorted(after - before)) for before, after in zip(without, with_it, strict=True)] == expected


@pytest.mark.parametrize("text", ["", "\n", "。", "\ud800", "a\0b", "😀😀", "　 \t", "①㈱"])
def test_any_text_has_its_rows(text: str) -> None:
    assert clues(text, (), RULES).shape == (len(text), len(COLUMNS))


@settings(max_examples=60)
@given(text=st.text(st.sampled_from("崂山区青岛市委书记王建国和的推出“”《》。\n１A\ud800😀"), max_size=25))
def test_zeros_and_ones(make_article: Callable[..., Article], text: str) -> None:
    found = [item for name in RULES for item in recognisers[name](make_article(text))]
    told = clues(text, found, RULES)
    assert told.shape == (len(text), len(COLUMNS)) and told.dtype == np.uint8
    assert told.max(initial=0) <= 1
    classes = [number for number, name in enumerate(COLUMNS) if name.startswith("class-")]
    assert (told[:, classes].sum(axis=1) == 1).all(), "one class a character"
    assert told[:, 0].sum() == told[:, 1].sum(), "as many words begin as end"
    assert clues(text, reversed(found), RULES).tolist() == told.tolist()
