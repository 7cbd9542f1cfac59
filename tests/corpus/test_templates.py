from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from kg.corpus.checking import check_annotation
from kg.corpus.templates import read_grammar, sample
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
    ],
)
def test_a_wrong_grammar_is_refused(write: Write, text: str, error: type[KGError], reason: str) -> None:
    with pytest.raises(error, match=reason):
        texts(write(text))


def test_the_same_seed_gives_the_same_passages() -> None:
    grammar = read_grammar(TEMPLATES)
    assert list(sample(grammar, 50, 7)) == list(sample(grammar, 50, 7))
    assert list(sample(grammar, 50, 7)) != list(sample(grammar, 50, 8))
    assert list(islice(sample(grammar, 50, 7), 10)) == list(sample(grammar, 10, 7))


def test_what_the_patterns_make_is_well_annotated() -> None:
    for passage in sample(read_grammar(TEMPLATES), 3000, 11):
        assert list(check_annotation(passage)) == [], passage.text
