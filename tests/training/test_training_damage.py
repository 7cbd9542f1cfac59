import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.noise import HALF_WIDTH, LOOKALIKES, STRAIGHT_QUOTES
from kg.ner.tags import Name
from kg.training.damage import Damaged, cells, damage

# Every character stands once and has no look-alike, so that what is left of a name can be told from everything else.
PAGE = "".join(chr(0x8000 + place) for place in range(400))
OTHER = "".join(chr(0x9000 + place) for place in range(400))
NAMES = [Name(at, at + 4, "ORG") for at in range(3, 390, 9)]
OTHERS = [Name(at, at + 3, "PERSON") for at in range(5, 390, 11)]


def scan(seed: int) -> Damaged:
    return damage(cells(PAGE, NAMES), cells(OTHER, OTHERS, first=len(NAMES)), random.Random(seed))


def test_cells_hold_the_names_by_their_numbers() -> None:
    first, second = Name(1, 3, "ORG"), Name(3, 4, "PLACE")
    made = cells("甲乙丙丁戊", [first, second], first=7)
    assert "".join(cell.character for cell in made) == "甲乙丙丁戊"
    assert [cell.name for cell in made] == [None, ("ORG", 2, 7), ("ORG", 2, 7), ("PLACE", 1, 8), None]


@given(st.integers(0, 2000))
def test_names_are_whole_and_rests_are_told(seed: int) -> None:
    found = scan(seed)
    whole = {PAGE[slice(*name[:2])]: "ORG" for name in NAMES} | {OTHER[slice(*name[:2])]: "PERSON" for name in OTHERS}
    taken: list[int] = []
    for name in found.names:
        assert whole[found.text[name.start : name.end]] == name.label
        taken += range(name.start, name.end)
    for span in found.unsure:
        rest = found.text[slice(*span)]
        assert len(rest) < 4 and any(set(rest) <= set(name) for name in whole)
        taken += range(*span)
    assert len(taken) == len(set(taken))
    plain = "".join(character for place, character in enumerate(found.text) if place not in set(taken))
    assert not any(character in name for character in plain for name in whole)


def test_all_kinds_of_damage_come_up_and_some_pages_have_none() -> None:
    found = [scan(seed) for seed in range(40)]
    assert any(made.text == PAGE and made.names == tuple(NAMES) for made in found)
    assert any(made.unsure for made in found)
    assert any(character in OTHER for made in found for character in made.text)
    assert any(len(made.names) < len(NAMES) for made in found)
    assert scan(3) == scan(3)


@given(st.integers(0, 300))
def test_a_page_without_names_gets_none(seed: int) -> None:
    found = damage(cells(PAGE, []), [], random.Random(seed))
    assert not found.names and not found.unsure
    assert set(found.text) <= set(PAGE)


@given(st.integers(0, 300))
def test_characters_become_half_width_or_look_alikes(seed: int) -> None:
    text = "今日，大会说：“人人有活”！\n" * 20
    found = damage(cells(text, []), [], random.Random(seed))
    misread = {LOOKALIKES.get(character, character) for character in text}
    narrow = {character.translate(HALF_WIDTH).translate(STRAIGHT_QUOTES) for character in text}
    assert set(found.text) <= set(text) | misread | narrow | {twin.translate(HALF_WIDTH) for twin in misread}
    assert found.text.count("\n") <= 20


@pytest.mark.parametrize("text", ["", "\n", "甲"])
def test_pages_with_next_to_nothing_on_them(text: str) -> None:
    found = {damage(cells(text, []), [], random.Random(seed)).text for seed in range(300)}
    assert found <= {text, ""}
