import random
from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("torch")

from kg.ner.alphabet import EDGE, UNKNOWN, Alphabet
from kg.ner.network import LONGEST
from kg.training.batches import batches, collate, pieces
from kg.training.examples import UNSURE, Example

ALPHABET = Alphabet("甲乙丙", "\n甲甲乙乙丙丙\n")
COLUMNS = 11


def make(text: str, tag: int = 0) -> Example:
    """A text whose clues say, in the bits of a row, which character of the text that is."""
    bits = np.array([[place >> bit & 1 for bit in range(COLUMNS)] for place in range(len(text))], np.uint8)
    return Example(text, np.full(len(text), tag), np.packbits(bits.reshape(-1, COLUMNS), axis=1))


@given(st.text("甲乙。，\n", max_size=3 * LONGEST))
def test_pieces_are_the_text_without_its_line_ends(text: str) -> None:
    made = make(text)
    cut = pieces([made._replace(tags=np.arange(len(text)))])
    places = np.concatenate([piece.tags for piece in cut]) if cut else np.zeros(0)
    assert "".join(piece.text for piece in cut) == text.replace("\n", "")
    assert places.tolist() == [place for place, character in enumerate(text) if character != "\n"]
    for piece in cut:
        assert 0 < len(piece.text) <= LONGEST
        assert len(piece.tags) == len(piece.clues) == len(piece.text)
        assert (piece.clues == made.clues[piece.tags]).all()


@given(st.lists(st.integers(1, 90), min_size=1, max_size=30), st.integers(40, 400), st.integers(0, 99))
def test_every_piece_comes_once_a_round_in_batches_of_a_size(lengths: list[int], size: int, seed: int) -> None:
    known = [make("甲" * length, tag) for tag, length in enumerate(lengths)]
    drawn = batches(known, size, random.Random(seed))
    for _ in range(2):
        seen: list[int] = []
        while len(seen) < len(known):
            batch = next(drawn)
            seen += [int(piece.tags[0]) for piece in batch]
            longest = max(len(piece.text) for piece in batch)
            assert len(batch) == 1 or longest * len(batch) <= size
        assert sorted(seen) == list(range(len(known)))


def test_the_order_is_drawn() -> None:
    known = [make("甲" * length) for length in range(1, 60)]
    first, again, other = (
        [[len(piece.text) for piece in batch] for batch in islice(batches(known, 100, random.Random(seed)), 20)]
        for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


def test_arrays_of_a_batch() -> None:
    batch = collate([make("甲乙丁", 5), make("丙", 3)], ALPHABET, COLUMNS, 0.0, np.random.default_rng(1))
    first, second, third = range(3, 6)
    assert batch.characters.tolist() == [[first, second, UNKNOWN], [third, EDGE, EDGE]]
    assert batch.pairs.shape == (2, 4)
    assert batch.pairs[0].tolist() == [3, 4, UNKNOWN, UNKNOWN]
    assert batch.pairs[1, 1].item() == 6
    assert batch.inside.tolist() == [[1, 1, 1], [1, 0, 0]]
    assert batch.tags.tolist() == [[5, 5, 5], [3, UNSURE, UNSURE]]
    assert batch.clues.shape == (2, 3, COLUMNS)
    assert batch.clues[0, :, :2].tolist() == [[0, 0], [1, 0], [0, 1]]
    assert not batch.clues[1].any()


@pytest.mark.parametrize(("forget", "low", "high"), [(0.0, 0, 0), (0.3, 500, 700), (1.0, 2000, 2000)])
def test_a_share_of_the_characters_is_forgotten(forget: float, low: int, high: int) -> None:
    known = [make("甲" * 1000), make("乙" * 500), make("丙" * 500)]
    batch = collate(known, ALPHABET, COLUMNS, forget, np.random.default_rng(1))
    assert low <= int((batch.characters == UNKNOWN).sum()) <= high
    assert not batch.characters[1:, 500:].any()


def test_a_forgotten_character_is_in_no_pair() -> None:
    batch = collate([make("甲乙丙")], ALPHABET, COLUMNS, 1.0, np.random.default_rng(1))
    assert batch.pairs.tolist() == [[UNKNOWN] * 4]
