"""Train the tagger: sources of examples mixed in fixed shares, Adam, a falling rate, averaged weights."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from kg.ner.alphabet import Alphabet
from kg.ner.tags import TAGS
from kg.training.batches import Batch, batches, collate, pieces
from kg.training.examples import UNSURE, Example
from kg.training.modules import Encoder, Tagger, average

Report = Callable[[str], object]


@dataclass(frozen=True)
class Recipe:
    """How a tagger is trained.

    ``rounds`` go over the annotated corpus once each; ``warm`` ones before them over a third of it and twice the other
    sources. ``silent`` is the share of batches in which the rules say nothing, so that the network learns to read for
    itself; ``forget`` that of characters made unknown. ``threads`` changes the last bits of sums, so it is part of it.
    """

    features: int = 128
    dropout: float = 0.3
    rounds: int = 8
    warm: int = 2
    size: int = 5000
    rate: float = 2e-3
    silent: float = 0.25
    forget: float = 0.05
    seed: int = 1
    threads: int = 2


# How much of each other source is read in a round, beside the annotated corpus as 1.
SHARES: Mapping[str, float] = {"damaged": 0.6, "templates": 0.4, "raw": 0.5, "uner": 0.2}
_WARM_CORPUS, _WARM_OTHERS = 0.3, 2.0
_WARMUP = 50
_LAST_RATE = 0.02
_MEMORY = 0.998
_CLIP = 1.0
_DECAY = 0.01


def fit(
    sources: Mapping[str, Sequence[Example]],
    alphabet: Alphabet,
    clues: Sequence[str],
    heard: Sequence[bool],
    recipe: Recipe,
    start: Mapping[str, torch.Tensor] | None = None,
    report: Report = print,
) -> Tagger:
    """A tagger trained on ``sources["corpus"]`` and the others of `SHARES`; ``start`` holds an encoder's weights.

    ``clues`` are the names of the columns, ``heard`` says which of them are the rules' word. The same arguments give
    the same weights on the same machine.
    """
    torch.manual_seed(recipe.seed)
    torch.set_flush_denormal(True)
    torch.set_num_threads(recipe.threads)
    tagger = Tagger(Encoder(alphabet.sizes, len(clues), recipe.features, recipe.dropout), len(TAGS), recipe.dropout)
    if start:
        tagger.encoder.load_state_dict(dict(start), strict=False)
    _train(tagger, _plan(sources, recipe), _collator(alphabet, heard, recipe), recipe, report)
    return tagger.eval()


def _plan(sources: Mapping[str, Sequence[Example]], recipe: Recipe) -> list[list[Example]]:
    """The batches of all rounds, in order."""
    rng = random.Random(recipe.seed)
    pools = {name: batches(pieces(made), recipe.size, rng) for name, made in sources.items() if made}
    length = sum(len(made.text) for made in sources["corpus"]) / recipe.size
    others = {name: share for name, share in SHARES.items() if name in pools}
    plan = []
    for number in range(recipe.warm + recipe.rounds):
        shares = {"corpus": 1.0, **others}
        if number < recipe.warm:
            shares = {"corpus": _WARM_CORPUS, **{name: share * _WARM_OTHERS for name, share in others.items()}}
        chosen = [next(pools[name]) for name, share in shares.items() for _ in range(max(1, round(share * length)))]
        rng.shuffle(chosen)
        plan += chosen
    return plan


def _collator(alphabet: Alphabet, heard: Sequence[bool], recipe: Recipe) -> Callable[[Sequence[Example]], Batch]:
    rng = np.random.default_rng(recipe.seed)
    unheard = torch.tensor([0.0 if said else 1.0 for said in heard])

    def prepare(chosen: Sequence[Example]) -> Batch:
        made = collate(chosen, alphabet, len(heard), recipe.forget, rng)
        return made._replace(clues=made.clues * unheard) if rng.random() < recipe.silent else made

    return prepare


def _train(
    tagger: Tagger,
    plan: Sequence[list[Example]],
    prepare: Callable[[Sequence[Example]], Batch],
    recipe: Recipe,
    report: Report,
) -> None:
    weights = list(tagger.parameters())
    averaged = [weight.detach().clone() for weight in weights]
    adam = torch.optim.AdamW(weights, lr=recipe.rate, weight_decay=_DECAY)
    losses = []
    for step, chosen in enumerate(plan):
        for group in adam.param_groups:
            group["lr"] = recipe.rate * min(1, (step + 1) / _WARMUP) * max(_LAST_RATE, 1 - step / len(plan))
        batch = prepare(chosen)
        found = tagger(batch.characters, batch.pairs, batch.clues, batch.inside)
        loss = nn.functional.nll_loss(found.flatten(0, 1), batch.tags.flatten(), ignore_index=UNSURE)
        adam.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(weights, _CLIP)
        adam.step()
        average(averaged, weights, 1 - min(_MEMORY, (step + 1) / (step + 10)))
        losses.append(loss.item())
        if (step + 1) % 100 == 0:
            report(f"step {step + 1} of {len(plan)}, loss {sum(losses[-100:]) / 100:.4f}")
    average(weights, averaged, 1.0)
