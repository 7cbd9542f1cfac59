import re

import pytest

torch = pytest.importorskip("torch")

from kg.errors import KGError
from kg.ner.alphabet import UNKNOWN
from kg.training import pretraining
from kg.training.modules import Encoder
from kg.training.pretraining import make_alphabet, pretrain

# Ten characters in one order for ever: whoever has seen the neighbours knows what is hidden.
CYCLE = "甲乙丙丁戊己庚辛壬癸" * 60


def quiet(line: str) -> None:
    """Nobody listens."""


@pytest.mark.parametrize(
    ("texts", "characters"),
    [
        (["春春春春夏夏夏秋秋"], "春夏"),
        (["夏春春", "春夏春夏夏"], "夏春"),
        (["aA\uff21\uff41", "，,，"], "A,"),
        (["秋"], ""),
        ([], ""),
    ],
)
def test_characters_that_are_frequent_enough_most_frequent_first(texts: list[str], characters: str) -> None:
    assert make_alphabet(texts).characters == characters


def test_pairs_reach_over_the_ends_of_a_line_but_not_over_the_line() -> None:
    alphabet = make_alphabet(["春夏\n春夏", "春夏秋"])
    pairs = [alphabet.pairs[at : at + 2] for at in range(0, len(alphabet.pairs), 2)]
    assert alphabet.characters == "春夏"
    assert pairs[:2] == ["\n春", "春夏"]
    assert set(pairs) == {"\n春", "春夏", "夏\n", "夏\ufffd", "\ufffd\n"}
    assert alphabet.sizes == (5, 8)


def test_each_pair_of_the_texts_has_a_number_of_its_own() -> None:
    alphabet = make_alphabet([CYCLE])
    numbers = alphabet.pairs_of(alphabet.characters_of(CYCLE))
    assert (numbers != UNKNOWN).all()
    assert len(set(numbers.tolist())) == 12


def test_guessing_is_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pretraining, "_TEXTS", 2)
    monkeypatch.setattr(pretraining, "_WARMUP", 20)
    told: list[str] = []
    pretrain([CYCLE], make_alphabet([CYCLE]), 3, 8, 200 * 2 / (len(CYCLE) // 128), 1, told.append)
    steps = [re.fullmatch(r"step (\d+) of 200, loss ([\d.]+), \d+ s", line) for line in told]
    assert [step[1] for step in steps if step] == ["100", "200"]
    first, last = (float(step[2]) for step in steps if step)
    assert last < first < 2.3  # the loss of a blind guess among ten
    assert last < 1.2


def test_a_seed_gives_its_encoder() -> None:
    def learn(seed: int) -> Encoder:
        return pretrain([CYCLE], make_alphabet([CYCLE]), 3, 8, 30, seed, quiet)

    first, again, other = (torch.cat([weight.flatten() for weight in learn(seed).parameters()]) for seed in (1, 1, 2))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


@pytest.mark.parametrize("texts", [[], ["春"], [CYCLE[:60], CYCLE[:60]]])
def test_too_little_text(texts: list[str]) -> None:
    with pytest.raises(KGError, match=r"characters of text; .* 128"):
        pretrain(texts, make_alphabet(texts), 3, 8, 1, 1, quiet)
