from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from kg.corpus.checking import _chain, check_annotation, unmarked
from kg.corpus.grammar import read_grammar
from kg.corpus.templates import sample
from kg.errors import KGError, ReadError, UnknownNameError
from kg.gazetteer import named
from kg.ontology import words

TEMPLATES = Path(__file__).parents[2] / "corpus" / "templates"
Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_file(text: str) -> Path:
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        return tmp_path

    return to_file


def texts(folder: Path, count: int = 20, seed: int = 1) -> list[str]:
    return [passage.text for passage in sample(read_grammar(folder), count, seed, longest=1)]


def test_a_bound_symbol_is_the_same_throughout(write: Write) -> None:
    folder = write("[sentence]\n<a=number>与<a>，<number>。\n[number]\n一\n二\n三\n")
    found = texts(folder, 60)
    assert all(text[0] == text[2] for text in found)
    assert any(text[0] != text[4] for text in found)


def test_divisions_and_their_parts(write: Write) -> None:
    folder = write("[sentence]\n{<c=county>|PLACE}在{<c.city>|PLACE}，{<c.kind>委|ORG|<c>委}，{<c.bare>|PLACE|<c>}。\n")
    for passage in sample(read_grammar(folder), 30, 1, longest=1):
        county, city, committee, bare = passage.marks
        assert any(len(division.code) == 6 for division in named(county.canonical))
        assert named(city.canonical)
        assert committee.canonical == county.canonical + "委"
        assert passage.text[committee.start] == county.canonical[-1]
        assert bare.canonical == county.canonical
        assert list(check_annotation(passage)) == []


def test_relations_follow_the_names(write: Write) -> None:
    folder = write(
        "[sentence]\n{<t=town>|PLACE}办起“{<p=name>|PROGRAMME}”。 => launches 办起: <t> -> <p>\n[name]\n一\n二\n"
    )
    for passage in sample(read_grammar(folder), 10, 1, longest=1):
        ((head, _, tail, trigger),) = passage.triples
        assert (head, tail) == tuple(mark.canonical for mark in passage.marks)
        assert trigger == "办起"


def test_weights_count(write: Write) -> None:
    found = texts(write("[sentence]\n9 甲\n乙\n"), 500)
    assert 420 < found.count("甲") < 480


def test_a_word_list_is_a_symbol(write: Write) -> None:
    assert set(texts(write("[sentence]\n<departments>\n"))) <= set(words("departments"))


@pytest.mark.parametrize(
    ("text", "error", "reason"),
    [
        ("[word]\n甲\n", ReadError, r"no \[sentence\]"),
        ("甲\n[sentence]\n乙\n", ReadError, "a line under no"),
        ("[sentence]\n<colour>\n", UnknownNameError, "has no 'colour'"),
        ("[sentence]\n<c=county><c.mayor>\n", UnknownNameError, "has no 'mayor'; choose from bare, city"),
        ("[sentence]\n<a=word><a.bare>\n[word]\n甲\n", ReadError, "only divisions have parts"),
        ("[sentence]\n甲<sentence>\n", ReadError, "without end"),
        ("[sentence]\n<x=province><x.city>\n", ReadError, "asked for its city, but stands above"),
        ("[sentence]\n<c=word>\n[word]\n甲\n", ReadError, "<c> is the county of the passage"),
        ("[sentence]\n0 甲\n", ReadError, r"a\.txt:2: weight 0"),
        ("[sentence]\n甲\n甲<乙\n", ReadError, r"a\.txt:3: '<' that is part of no"),
        ("[sentence]\n甲>\n", ReadError, r"a\.txt:2: '>'"),
        ("[sentence]\n<county>=>甲\n", ReadError, r"a\.txt:2: '=>'"),
        ("[sentence]\n甲 => 乙 => 丙\n", ReadError, r"a\.txt:2: relation line"),
        ("[sentence]\n甲 => launches 乙\n", ReadError, r"a\.txt:2: relation line"),
        ("[sentence]\n甲 => paints 画: 甲 -> 乙\n", UnknownNameError, r"a\.txt:2 has no 'paints'"),
        ("[sentence]\n甲\n[word]\n乙\n[colour]\n<word>\n", ReadError, r"no sentence reaches \[colour\], \[word\]"),
    ],
)
def test_a_wrong_grammar_is_refused(write: Write, text: str, error: type[KGError], reason: str) -> None:
    with pytest.raises(error, match=reason):
        texts(write(text))


def test_blanks_and_a_byte_order_mark_are_no_text(write: Write) -> None:
    assert set(texts(write("\ufeff[sentence] \n甲。 \t\n \n"))) == {"甲。"}


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("[sentence]\n甲".encode("gbk"))
    with pytest.raises(ReadError, match=r"a\.txt: cannot be read as UTF-8"):
        read_grammar(tmp_path)
    (tmp_path / "a.txt").unlink()
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(ReadError, match=r"a\.txt: cannot be read"):
        read_grammar(tmp_path)


def test_a_passage_has_one_county_and_is_placed_there(write: Write) -> None:
    folder = write("[sentence]\n{<c=county>|PLACE}。\n{<c>|PLACE}，{<d=county>|PLACE}。\n")
    for passage in sample(read_grammar(folder), 40, 3):
        county = passage.marks[0].canonical
        assert passage.place[-1] == county
        assert _chain(passage.place)
        assert all(sentence.startswith(county) for sentence in passage.text.split("。")[:-1])


@pytest.mark.parametrize(
    ("line", "joined"), [("甲", "甲\n甲\n甲"), ("甲。", "甲。甲。甲。"), ("（甲）", "（甲）（甲）（甲）")]
)
def test_sentences_stand_apart(write: Write, line: str, joined: str) -> None:
    found = {passage.text for passage in sample(read_grammar(write(f"[sentence]\n{line}\n")), 30, 1)}
    assert max(found, key=len) == joined


def test_what_chance_repeats_is_made_again(write: Write) -> None:
    folder = write("[sentence]\n{<n=name>|ORG}与<name>。\n[name]\n甲乙\n丙丁\n")
    assert set(texts(folder, 40)) == {"甲乙与丙丁。", "丙丁与甲乙。"}


def test_a_banner_keeps_its_side(write: Write) -> None:
    found = [text.split("、") for text in texts(write("[sentence]\n<c>、<c.bare>\n"), 4000)]
    sided = [bare == name for name, bare in found if name.endswith(("左旗", "右旗", "前旗", "后旗", "联合旗"))]
    assert sided and all(sided)
    assert any(bare != name for name, bare in found)


def test_the_same_seed_gives_the_same_passages() -> None:
    grammar = read_grammar(TEMPLATES)
    assert list(sample(grammar, 50, 7)) == list(sample(grammar, 50, 7))
    assert list(sample(grammar, 50, 7)) != list(sample(grammar, 50, 8))
    assert list(islice(sample(grammar, 50, 7), 10)) == list(sample(grammar, 10, 7))


def test_what_the_patterns_make_is_well_annotated() -> None:
    for passage in sample(read_grammar(TEMPLATES), 3000, 11):
        assert list(check_annotation(passage)) == [], passage.text
        assert list(unmarked(passage)) == [], passage.text
        assert _chain(passage.place), passage.place
        assert passage.text == passage.text.strip()
