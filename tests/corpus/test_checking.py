import re
from pathlib import Path

import pytest

from kg.corpus.checking import check, read_terms, sentences
from kg.corpus.passages import parse_passages
from kg.errors import ReadError

TERMS = {
    "part": {"train": "", "test": ""},
    "noise": {"none": ""},
    "kind": {"daily": ""},
    "topic": {"rural": ""},
    "case": {"use": "", "policy": "", "post": "", "no-entity": "", "distributed": ""},
}
TEXT = """=== a-1
place: 贵州省 遵义市 湄潭县
kind: daily
topic: rural
cases: use
part: train
---
{湄潭县|PLACE}推出“{茶海管家|PROGRAMME}”服务，{县委|ORG|湄潭县委}常委{陆远|PERSON}到{湄潭|PLACE|湄潭县}西边看茶。
---
launches 推出: 湄潭县 -> 茶海管家
holdsPost 常委: 陆远 -> 湄潭县委
"""


def faults(text: str) -> list[str]:
    return list(check(parse_passages(text, "a"), TERMS))


def test_a_good_passage_has_no_fault() -> None:
    assert faults(TEXT) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("kind: daily", "kind: novel", "kind 'novel'; allowed: daily"),
        ("cases: use", "cases: use, policy", "case 'policy' without a POLICY"),
        ("cases: use", "cases: no-entity", "case 'no-entity' without a text free of marks"),
        ("cases: use", "cases: distributed", "case 'distributed' without a relation with several heads or tails"),
        ("cases: use", "cases: use, luck", "case 'luck'; allowed: use, policy, post"),
        ("part: train", "part: trial", "part 'trial'; allowed: train, test"),
        ("part: train\n", "", "part ''; allowed: train, test"),
        ("遵义市", "贵阳市", "place '贵州省 贵阳市 湄潭县'; expected official names"),
        ("贵州省 ", "", "place '遵义市 湄潭县'; expected official names"),
        ("part: train", "part: train\nplain: 湄潭翠芽", "plain '湄潭翠芽' is not in the text"),
        ("|PERSON}", "|HUMAN}", "陆远: unknown label 'HUMAN'; allowed: ORG, PLACE, PROGRAMME, PERSON, POLICY"),
        ("{陆远", "{ 陆远", "white space at the edge of a mark"),
        ("“{茶海管家|PROGRAMME}”", "{“茶海管家”|PROGRAMME}", "the marks stand outside a PROGRAMME"),
        ("|湄潭县委}", "|湄潭 县委}", "县委: canonical name '湄潭 县委'; expected one without white space"),
        ("{县委|ORG|湄潭县委}", "{县委|ORG}", "县委: a canonical name without its region"),
        ("{湄潭|PLACE|湄潭县}", "{湄潭|ORG|湄潭县}", "湄潭县: two labels, ORG and PLACE"),
        (
            "到{湄潭|PLACE|湄潭县}",
            "到{湄潭|PLACE|湄潭县}和{湄潭|PLACE|湄潭乡}",
            "湄潭: two canonical names, 湄潭乡 and 湄潭县",
        ),
        ("西边", "听茶海管家", "茶海管家: not marked in"),
        ("西边看茶", "西边看湄潭", "湄潭: not marked in"),
        ("launches 推出", "starts 推出", "unknown relation; allowed: awards, builds"),
        ("湄潭县 -> 茶海管家", "正安县 -> 茶海管家", "正安县 is no canonical name of the passage"),
        ("湄潭县 -> 茶海管家", "茶海管家 -> 湄潭县", "launches does not lead from PROGRAMME to PLACE"),
        ("launches 推出: 湄潭县 -> 茶海管家", "cooperatesWith 到: 湄潭县 -> 湄潭县", "head and tail are the same"),
        ("launches 推出", "launches 启动", "the trigger is not in the text"),
        ("launches 推出", "launches 服务…推出", "the trigger is not in the text"),
        ("launches 推出", "launches …", "the trigger is not in the text"),
        ("{茶海管家|PROGRAMME}", "{‘茶海管家’|PROGRAMME}", "the marks stand outside a PROGRAMME"),
        ("{陆远|PERSON}", "{“”|ORG}{陆远|PERSON}", "“”: canonical name ''"),
        ("西边", '听"茶海"管家', "茶海管家: not marked in"),
        ("holdsPost", "launches 推出: 湄潭县 -> 茶海管家\nholdsPost", "launches: 湄潭县 -> 茶海管家 is given 2 times"),
    ],
)
def test_each_fault_is_named(old: str, new: str, fault: str) -> None:
    assert TEXT.count(old) == 1
    (found,) = [line for line in faults(TEXT.replace(old, new)) if fault in line]
    assert found.startswith("a-1: ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("西边看茶", "西边看湄潭翠芽"),
        ("西边看茶", "西边看湄潭\n翠芽"),
    ],
)
def test_a_string_named_plain_needs_no_mark(old: str, new: str) -> None:
    text = TEXT.replace(old, new)
    assert faults(text) != []
    assert faults(text.replace("part: train", "part: train\nplain: 湄潭翠芽")) == []


def test_a_symmetric_relation_is_given_once() -> None:
    stated = "cooperatesWith 到: 湄潭县 -> 湄潭县委\ncooperatesWith 到: 湄潭县委 -> 湄潭县\n"
    assert faults(TEXT + stated) == ["a-1: cooperatesWith: 湄潭县 -> 湄潭县委 is given 2 times"]


def test_passages_share_no_sentence() -> None:
    other = TEXT.replace("=== a-1", "=== a-2")
    shared = "湄潭县推出茶海管家服务，县委常委陆远到湄潭西边看茶"
    assert faults(TEXT + other) == [f"a-2: shares a sentence with a-1: {shared[:30]}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天茶园里来了很多客人。好。", ["今天茶园里来了很多客人"]),
        ("今天茶园里来了很\n多客人，他们都说\n茶好。", ["今天茶园里来了很多客人，他们都说茶好"]),
        ("第一行好好说完了一件事。\n第二行好好说了另一件事。", ["第一行好好说完了一件事", "第二行好好说了另一件事"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected


def test_an_empty_passage_is_a_fault() -> None:
    text = re.sub(r"---\n.*---\n.*", "---\n---\n", TEXT, flags=re.DOTALL)
    assert faults(text) == ["a-1: no text"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"[kind", "no table of terms"),
        (b"\xff\xfe", "no table of terms"),
        (None, "no table of terms"),
        (b"[kind]\n", r"no table \[part\]; expected part, noise, kind"),
        (b"part = 3\n", r"no table \[part\]"),
    ],
)
def test_a_table_of_terms_that_is_none(tmp_path: Path, data: bytes | None, reason: str) -> None:
    if data is not None:
        (tmp_path / "terms.toml").write_bytes(data)
    with pytest.raises(ReadError, match=reason):
        read_terms(tmp_path / "terms.toml")
