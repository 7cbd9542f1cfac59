import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from torch import Tensor, nn

from kg.ner.alphabet import Alphabet
from kg.ner.tags import Name, encode
from kg.training.batches import collate
from kg.training.examples import UNSURE, Example
from kg.training.fitting import Recipe, fit
from kg.training.modules import Tagger

ALPHABET = Alphabet("春夏秋冬山水", "春山夏水秋山冬水")
COLUMNS = ("word-first", "word-last", "ORG-first", "rule-first")
HEARD = (False, False, True, True)
RECIPE = Recipe(features=8, dropout=0.1, rounds=1, warm=1, size=400, rate=1e-2, silent=0.0, threads=1)
LONG = replace(RECIPE, rounds=40, warm=0)


def make(seed: int, told: Sequence[int]) -> Example:
    """Sixty characters in which every 山水 is a place; the columns ``told`` have chance clues, the others none."""
    rng = random.Random(seed)
    text = "".join(rng.choice(("春", "夏", "秋", "冬", "山", "山水")) for _ in range(60))[:60]
    names = [Name(at, at + 2, "PLACE") for at in range(59) if text[at : at + 2] == "山水"]
    clues = np.zeros((60, len(COLUMNS)), np.uint8)
    clues[:, list(told)] = np.random.default_rng(seed).integers(0, 2, (60, len(told)))
    return Example(text, encode(names, 60), np.packbits(clues, axis=1))


def corpus(told: Sequence[int] = (0, 1)) -> dict[str, list[Example]]:
    return {"corpus": [make(seed, told) for seed in range(12)]}


def train(sources: Mapping[str, Sequence[Example]], recipe: Recipe, start: dict[str, Tensor] | None = None) -> Tagger:
    return fit(sources, ALPHABET, COLUMNS, HEARD, recipe, start, lambda line: None)


def loss(tagger: Tagger, known: Sequence[Example]) -> float:
    batch = collate(known, ALPHABET, len(COLUMNS), 0.0, np.random.default_rng(1))
    with torch.no_grad():
        scores = tagger(batch.characters, batch.pairs, batch.clues, batch.inside)
    return float(nn.functional.nll_loss(scores.flatten(0, 1), batch.tags.flatten(), ignore_index=UNSURE))


def same(first: Tagger, second: Tagger) -> bool:
    weights = second.state_dict()
    return all(torch.equal(weight, weights[name]) for name, weight in first.state_dict().items())


def test_the_loss_falls_on_texts_never_seen() -> None:
    unseen = [make(seed, (0, 1)) for seed in range(100, 110)]
    before, after = (loss(train(corpus(), replace(LONG, rounds=rounds)), unseen) for rounds in (0, LONG.rounds))
    assert before > 2
    assert after < before / 4


def test_a_seed_gives_its_weights() -> None:
    recipe = replace(RECIPE, silent=0.5)
    first, again, other = (train(corpus(), replace(recipe, seed=seed)) for seed in (1, 1, 2))
    assert same(first, again)
    assert not same(first, other)
    assert not first.training


@pytest.mark.parametrize(("silent", "told", "alike"), [(1.0, (2, 3), True), (1.0, (0, 1), False), (0.0, (2, 3), False)])
def test_the_rules_say_nothing_in_silent_batches(silent: float, told: tuple[int, ...], alike: bool) -> None:
    recipe = replace(RECIPE, silent=silent)
    assert same(train(corpus(told), recipe), train(corpus(()), recipe)) is alike


def test_training_starts_from_an_encoder() -> None:
    begun = train(corpus(), RECIPE)
    kept = {name: weight for name, weight in begun.encoder.state_dict().items() if not name.startswith("clues.")}
    going_on = train(corpus(), replace(RECIPE, rounds=0, warm=0, seed=5), kept).encoder.state_dict()
    assert all(torch.equal(going_on[name], weight) for name, weight in kept.items())
    assert not torch.equal(going_on["clues.weight"], begun.encoder.clues.weight)


@pytest.fixture(scope="module")
def alone() -> Tagger:
    """Trained on a corpus and nothing else."""
    return train(corpus(), RECIPE)


@pytest.mark.parametrize(("source", "count", "alike"), [("damaged", 6, False), ("raw", 6, False), ("raw", 0, True)])
def test_other_sources_are_learned_from(alone: Tagger, source: str, count: int, alike: bool) -> None:
    other = {source: [make(seed, (0, 1)) for seed in range(50, 50 + count)]}
    assert same(alone, train(corpus() | other, RECIPE)) is alike


def test_what_nobody_is_sure_of_teaches_nothing() -> None:
    known = corpus()["corpus"]
    losses = []
    for tag in (UNSURE, 0):
        half = [made._replace(tags=np.where(made.tags > 0, tag, made.tags)) for made in known[6:]]
        losses.append(loss(train({"corpus": known[:6] + half}, LONG), known))
    unsure, denied = losses
    assert unsure < denied / 2


def test_progress_is_told_every_hundred_steps() -> None:
    told: list[str] = []
    fit(corpus(), ALPHABET, COLUMNS, HEARD, replace(RECIPE, size=60, rounds=9, warm=0), None, told.append)
    assert len(told) == 1
    assert told[0].startswith("step 100 of 108, loss ")
