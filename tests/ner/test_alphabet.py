"""Characters and pairs as numbers: folding, what is unknown, edges, what is hidden."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ner.alphabet import EDGE, HIDDEN, UNKNOWN, Alphabet, fold

# Numbered from 3 on.
PAIRS = ("\n崂", "崂山", "山区", "区\n", "区\ufffd", "AA")
ALPHABET = Alphabet("崂山区A,", "".join(PAIRS))
any_text = st.text(st.characters(codec=None, exclude_categories=()), max_size=30)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("崂山区", [3, 4, 5]),
        ("AaＡａ", [6, 6, 6, 6]),
        (",，", [7, 7]),
        ("市", [UNKNOWN]),
        ("、。", [UNKNOWN, UNKNOWN]),
        ("Ä", [UNKNOWN]),
        ("\n", [UNKNOWN]),
        ("\ud800崂\udfff", [UNKNOWN, 3, UNKNOWN]),
        ("😀\U0010ffff\0", [UNKNOWN] * 3),
        ("", []),
    ],
)
def test_characters(text: str, expected: list[int]) -> None:
    assert ALPHABET.characters_of(text).tolist() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("崂山区", [3, 4, 5, 6]),
        ("aＡ", [UNKNOWN, 8, UNKNOWN]),
        ("区市", [UNKNOWN, 7, UNKNOWN]),
        ("山崂", [UNKNOWN, UNKNOWN, UNKNOWN]),
        ("\n崂", [UNKNOWN, UNKNOWN, UNKNOWN]),
        ("\ud800", [UNKNOWN, UNKNOWN]),
        ("", [UNKNOWN]),
    ],
)
def test_pairs(text: str, expected: list[int]) -> None:
    assert ALPHABET.pairs_of(ALPHABET.characters_of(text)).tolist() == expected


def test_the_edges_of_an_empty_text_may_be_a_pair() -> None:
    assert Alphabet("崂", "\n\n").pairs_of(np.zeros(0, np.int64)).tolist() == [3]


@pytest.mark.parametrize(
    ("hidden", "expected"),
    [([0], [2, 2, 5, 6]), ([1], [3, 2, 2, 6]), ([2], [3, 4, 2, 2]), ([0, 1, 2], [2, 2, 2, 2]), ([], [3, 4, 5, 6])],
)
def test_what_is_hidden_hides_both_its_pairs(hidden: list[int], expected: list[int]) -> None:
    characters = ALPHABET.characters_of("崂山区")
    characters[hidden] = HIDDEN
    assert ALPHABET.pairs_of(characters).tolist() == expected


def test_padding_is_an_edge() -> None:
    characters = np.array([[3, 4, 5], [3, EDGE, EDGE]])
    assert ALPHABET.pairs_of(characters)[0].tolist() == [3, 4, 5, 6]
    assert ALPHABET.pairs_of(characters)[1, :2].tolist() == Alphabet.pairs_of(ALPHABET, np.array([3])).tolist()


def test_sizes_count_the_numbers_that_stand_for_no_character() -> None:
    assert ALPHABET.sizes == (8, 9)
    assert Alphabet("", "").sizes == (3, 3)


@given(any_text)
def test_one_number_a_code_point_and_a_pair_more(text: str) -> None:
    characters = ALPHABET.characters_of(text)
    pairs = ALPHABET.pairs_of(characters)
    assert characters.shape == (len(text),) and pairs.shape == (len(text) + 1,)
    assert characters.min(initial=UNKNOWN) >= UNKNOWN and characters.max(initial=0) < ALPHABET.sizes[0]
    assert pairs.max(initial=0) < ALPHABET.sizes[1] and HIDDEN not in pairs


@given(st.lists(any_text, min_size=1, max_size=4))
def test_pairs_of_many_texts_are_those_of_each(texts: list[str]) -> None:
    length = min(map(len, texts))
    rows = np.stack([ALPHABET.characters_of(text[:length]) for text in texts])
    assert ALPHABET.pairs_of(rows).tolist() == [ALPHABET.pairs_of(row).tolist() for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("２０２４年，Ｇ２０ａｂｃ", "2024年,G20ABC"),
        ("a\tb\u3000c\xa0d", "A B C D"),
        ("“崂山”、。①", "“崂山”、。①"),
        ("äÄß", "äÄß"),
        ("\ud800😀\n", "\ud800😀\n"),
        ("", ""),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(any_text)
def test_folding_keeps_positions_and_changes_no_number(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text) and fold(folded) == folded
    assert ALPHABET.characters_of(folded).tolist() == ALPHABET.characters_of(text).tolist()


@given(st.text("崂山区域abＡ，,", min_size=1, max_size=8))
def test_an_alphabet_knows_what_it_was_made_of(text: str) -> None:
    folded = fold(text)
    characters = "".join(dict.fromkeys(folded))
    pairs = list(dict.fromkeys(map("".join, zip("\n" + folded, folded + "\n", strict=True))))
    alphabet = Alphabet(characters, "".join(pairs))
    assert [characters[number - 3] for number in alphabet.characters_of(text)] == list(folded)
    found = alphabet.pairs_of(alphabet.characters_of(text))
    assert "".join(pairs[number - 3][1] for number in found) == folded + "\n"
