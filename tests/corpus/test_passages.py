from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.passages import (
    Mark,
    Passage,
    Statement,
    Triple,
    format_marked,
    format_passage,
    names_of,
    parse_marked,
    parse_passages,
    parse_statement,
    read_passages,
    select,
)
from kg.errors import KGError, ReadError

TEXT = """=== yunling-01
place: 贵州省 遵义市 湄潭县
kind: broadcast
topic: rural
cases: quoted-head, abbreviated-body
part: train
plain: 湄潭翠芽
---
{湄潭县|PLACE}推出“{茶海 管家|PROGRAMME}”，{县农业
农村局|ORG|湄潭县农业农村局}牵头。

湄潭翠芽香。
---
launches 推出: 湄潭县 -> 茶海管家
leads 牵头: 湄潭县农业农村局 + 湄潭县 -> 茶海管家
"""


def test_a_passage_as_read() -> None:
    (passage,) = parse_passages(TEXT, "a.txt")
    assert passage == Passage(
        "yunling-01",
        ("贵州省", "遵义市", "湄潭县"),
        "broadcast",
        "rural",
        ("quoted-head", "abbreviated-body"),
        "train",
        "none",
        ("湄潭翠芽",),
        "湄潭县推出“茶海 管家”，县农业\n农村局牵头。\n\n湄潭翠芽香。",
        (
            Mark(0, 3, "PLACE", "湄潭县"),
            Mark(6, 11, "PROGRAMME", "茶海管家"),
            Mark(13, 20, "ORG", "湄潭县农业农村局"),
        ),
        (
            Statement("launches", "推出", ("湄潭县",), ("茶海管家",)),
            Statement("leads", "牵头", ("湄潭县农业农村局", "湄潭县"), ("茶海管家",)),
        ),
    )
    assert list(passage.triples) == [
        Triple("湄潭县", "launches", "茶海管家", "推出"),
        Triple("湄潭县农业农村局", "leads", "茶海管家", "牵头"),
        Triple("湄潭县", "leads", "茶海管家", "牵头"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "expected '=== NAME' before the first passage"),
        ("头\n" + TEXT, "expected '=== NAME' before the first passage"),
        (TEXT.replace("---\nlaunches", "launches"), "expected header, text and relations"),
        (TEXT.replace("=== yunling-01", "=== ../yunling"), "expected '=== NAME' of letters, digits and -"),
        (TEXT.replace("=== yunling-01", "=== yunling 01"), "expected '=== NAME' of letters, digits and -"),
        (TEXT.replace("topic: rural", "kind: rural"), "header field 'kind' is given twice"),
        (TEXT.replace("kind:", "genre:"), "header line 'genre: broadcast'; allowed fields: place, kind"),
        (TEXT.replace("牵头。", "牵头{。"), "a brace that is part of no mark"),
        (TEXT.replace("|PLACE}", "}"), "a brace that is part of no mark"),
        (TEXT.replace("湄潭县 -> 茶海管家\nleads", "湄潭县\nleads"), "relation line 'launches 推出: 湄潭县'"),
    ],
)
def test_what_is_not_of_the_format_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ReadError) as error:
        list(parse_passages(text, "a.txt"))
    assert str(error.value).startswith("a.txt:")
    assert reason in str(error.value)


@pytest.mark.parametrize(
    ("marked", "text", "marks"),
    [
        ("没有名字。", "没有名字。", ()),
        ("{县委|ORG|湄潭县委}开会", "县委开会", (Mark(0, 2, "ORG", "湄潭县委"),)),
        ("{甲|ORG}{乙|PLACE}", "甲乙", (Mark(0, 1, "ORG", "甲"), Mark(1, 2, "PLACE", "乙"))),
        ("一|二{“山雀”宣讲团|ORG}", "一|二“山雀”宣讲团", (Mark(3, 10, "ORG", "山雀宣讲团"),)),
        ("𠮷{湄\n江|PLACE}", "𠮷湄\n江", (Mark(1, 4, "PLACE", "湄江"),)),
    ],
)
def test_marks(marked: str, text: str, marks: tuple[Mark, ...]) -> None:
    assert parse_marked(marked, "a") == (text, marks)
    assert format_marked(text, marks) == marked


def test_a_statement_needs_a_tail() -> None:
    assert parse_statement("locatedIn 在…举行: 茶会 -> 县城", "a") == Statement(
        "locatedIn", "在…举行", ("茶会",), ("县城",)
    )
    with pytest.raises(ReadError, match="expected 'RELATION TRIGGER: HEAD"):
        parse_statement("locatedIn: 茶会 -> 县城", "a")


NAMES = st.text(alphabet="甲乙丙丁𠮷", min_size=1, max_size=4)
PIECES = st.lists(
    st.tuples(
        st.text(alphabet="一二三，。\n ", max_size=5),
        NAMES,
        st.sampled_from(["ORG", "PLACE"]),
        st.one_of(st.none(), NAMES),
    ),
    max_size=6,
)


@given(PIECES, st.lists(NAMES, max_size=2))
def test_what_is_written_is_read_again(pieces: list[tuple[str, str, str, str | None]], plain: list[str]) -> None:
    text, marks = "始", []
    for before, name, label, canonical in pieces:
        text += before
        marks.append(Mark(len(text), len(text) + len(name), label, canonical or name))
        text += name
    text += "。"
    stated = (Statement("launches", "推出", ("甲", "乙"), ("丙",)),)
    passage = Passage(
        "a-1", ("贵州省",), "daily", "rural", ("use",), "dev", "wrapped", tuple(plain), text, tuple(marks), stated
    )
    assert list(parse_passages(format_passage(passage), "a")) == [passage]


def test_names_are_found_across_line_breaks() -> None:
    assert [tuple(span) for span in names_of("县农业\n农村局和县农业农村局", "县农业农村局")] == [(0, 7), (8, 14)]


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TEXT.replace("yunling-01", "b-1"), encoding="utf-8")
    (tmp_path / "a.txt").write_text(
        TEXT.replace("yunling-01", "a-1") + TEXT.replace("yunling-01", "a-2"), encoding="utf-8"
    )
    assert [passage.id for passage in read_passages(tmp_path)] == ["a-1", "a-2", "b-1"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError, match="no annotated passages"):
        list(read_passages(tmp_path / "empty"))


def test_two_passages_of_one_name_are_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8-sig")
    with pytest.raises(ReadError, match=r"b\.txt: a second passage yunling-01; the first is in .*a\.txt"):
        list(read_passages(tmp_path))


def test_a_part_without_passages_is_an_error() -> None:
    passages = list(parse_passages(TEXT, "a"))
    assert list(select(passages, None)) == list(select(passages, "train")) == passages
    with pytest.raises(KGError, match="no passages of part 'test'"):
        list(select(passages, "test"))
