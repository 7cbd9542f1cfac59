"""What ontology/ says: labels, relations, what they may join, and the tables of words."""

from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from kg.errors import UnknownNameError
from kg.gazetteer import bare_named, named
from kg.ontology import LABELS, folder, ontology, relation, words
from kg.types import Label

O, L, G, P, D = "ORG", "PLACE", "PROGRAMME", "PERSON", "POLICY"  # noqa: E741  # rows of a table, side by side

# Section 3 of the annotation guideline: relation, heads, tails.
ALLOWED: tuple[tuple[str, set[str], set[str]], ...] = (
    ("launches", {O, L, P}, {G}),
    ("establishes", {O, L}, {O}),
    ("issues", {O, L}, {D}),
    ("builds", {O, L}, {L}),
    ("leads", {O, P, L}, {G, O}),
    ("participatesIn", {O, P, L}, {G}),
    ("cooperatesWith", {O, L}, {O, L}),
    ("supports", {O, G, L}, {O, L, G, P}),
    ("locatedIn", {O, L, G}, {L}),
    ("holdsPost", {P}, {O, L}),
    ("awards", {O, L}, {O, P, L, G}),
)
PART_OF = {(O, O), (L, L), (G, G)}
TABLES = sorted(path.stem for path in (folder() / "words").glob("*.txt"))

# A word of the first table says the opposite of one of the second.
CONTRADICTIONS = (
    ("programme-heads", "not-programmes"),
    ("programme-heads", "programme-negative"),
    ("programme-tails", "programme-negative"),
    ("programme-tails", "not-programmes"),
    ("programme-verbs", "not-launched"),
    ("national-programmes", "not-programmes"),
    ("never-in-names", "name-verbs"),
    ("never-in-names", "place-verbs"),
    ("adverbs", "name-verbs"),
    ("adverbs", "place-verbs"),
    ("planned", "ongoing"),
    ("planned", "negation"),
    ("ongoing", "negation"),
    ("posts", "person-contexts"),
    ("posts", "speech-verbs"),
    ("media", "national-bodies"),
    ("national-bodies", "generic-words"),
    ("departments", "place-suffixes"),
    ("ethnic-groups", "surnames"),
)
# 档案馆 is an agency of a county and a building of that name.
EXCEPTIONS = {("departments", "place-suffixes"): {"档案馆"}}


def test_labels() -> None:
    assert get_args(Label) == LABELS
    assert tuple(ontology().classes) == LABELS
    assert {entry.iri.rpartition("#")[2] for entry in ontology().classes.values()} == {
        "Organization", "Place", "Programme", "Person", "Policy",
    }  # fmt: skip


def test_relations_are_those_of_the_guideline() -> None:
    assert set(ontology().relations) == {name for name, _, _ in ALLOWED} | {"partOf"}


@pytest.mark.parametrize(
    ("name", "head", "tail", "expected"),
    [
        *((n, h, t, h in heads and t in tails) for n, heads, tails in ALLOWED for h, t in product(LABELS, LABELS)),
        *(("partOf", h, t, (h, t) in PART_OF) for h, t in product(LABELS, LABELS)),
        ("launches", "", G, False),
        ("launches", O, "EVENT", False),
    ],
)
def test_allows(name: str, head: str, tail: str, expected: bool) -> None:
    assert relation(name).allows(head, tail) is expected


def test_only_cooperation_is_symmetric() -> None:
    assert [entry.name for entry in ontology().relations.values() if entry.symmetric] == ["cooperatesWith"]
    both = relation("cooperatesWith")
    assert all(both.allows(head, tail) == both.allows(tail, head) for head, tail in product(LABELS, LABELS))


@pytest.mark.parametrize(
    ("name", "trigger"),
    [
        ("launches", "启动"),
        ("establishes", "组建"),
        ("issues", "印发"),
        ("builds", "修缮"),
        ("leads", "牵头"),
        ("participatesIn", "加入"),
        ("cooperatesWith", "签约"),
        ("supports", "帮扶"),
        ("partOf", "下设"),
        ("locatedIn", "坐落"),
        ("holdsPost", "担任"),
        ("awards", "授予"),
    ],
)
def test_triggers(name: str, trigger: str) -> None:
    assert trigger in relation(name).triggers
    assert not {"通过", "围绕", "聚焦", "以"} & set(relation(name).triggers), "use is no relation"


def test_everything_has_a_name_in_two_languages() -> None:
    names = [(entry.zh, entry.en) for entry in ontology().classes.values()]
    names += [(entry.zh, entry.en) for entry in ontology().relations.values()]
    assert all(any("\u4e00" <= char <= "\u9fff" for char in zh) and en.isascii() for zh, en in names)
    assert len({zh for zh, _ in names}) == len({en for _, en in names}) == len(names)


def test_a_relation_that_is_not_there() -> None:
    with pytest.raises(UnknownNameError, match=r"the ontology has no 'likes'; choose from awards, builds, .*supports$"):
        relation("likes")


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_words(name: str) -> None:
    found = words(name)
    assert found
    assert list(found) == sorted(found, key=lambda word: (-len(word), word))
    assert all(word == word.strip() and word for word in found)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_what_it_is_and_nothing_twice(name: str) -> None:
    text = (folder() / "words" / f"{name}.txt").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert text.endswith("\n")
    listed = [word for line in text.splitlines() for word in line.partition("#")[0].split()]
    assert sorted(listed) == sorted(set(listed))


def test_a_table_that_is_not_there() -> None:
    with pytest.raises(UnknownNameError, match=r"ontology/words has no 'moods'; choose from adverbs, .*surnames"):
        words("moods")


def test_a_comment_is_no_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "colours.txt").write_text("# warm colours\n红 朱红 # not 赤\n\n  红\n", encoding="utf-8")
    monkeypatch.setattr("kg.ontology.folder", lambda: tmp_path)
    assert words("colours") == ("朱红", "红")


@pytest.mark.parametrize(("first", "second"), CONTRADICTIONS)
def test_no_word_in_two_tables_that_contradict_each_other(first: str, second: str) -> None:
    assert set(words(first)) & set(words(second)) <= EXCEPTIONS.get((first, second), set())


def test_weak_suffixes_are_suffixes() -> None:
    assert set(words("weak-place-suffixes")) < set(words("place-suffixes"))


def test_ambiguous_places_are_divisions() -> None:
    assert [word for word in words("ambiguous-places") if not named(word) and not bare_named(word)] == []
