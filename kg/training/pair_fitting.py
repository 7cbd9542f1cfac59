"""Train the scorer of relations: annotated passages, patterns and raw text mixed, Adam, averaged weights."""

import copy
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from kg.ontology import LABELS
from kg.relations.scorer import EDGE, UNKNOWN, Vocabulary
from kg.relations.wording import relation_names
from kg.training.pair_examples import HOLDS, OPEN, PairExample, rule_columns
from kg.training.pair_modules import PairNetwork, Shape

Report = Callable[[str], object]
# Numbers, triggers, heads, tails, clues, answers, and (pairs, 1) whether a person said so.
Batch = tuple[Tensor, ...]
Vectors = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True)
class PairRecipe:
    """How the scorer is trained: so many networks, each from another seed.

    ``forget`` is the share of words made unknown, ``silent`` that of pairs of which rules say nothing, so that the
    network learns to read for itself. ``threads`` changes the last bits of sums, so it is part of it.
    """

    rounds: int = 16
    networks: int = 2
    size: int = 16
    rate: float = 2e-3
    dropout: float = 0.4
    forget: float = 0.25
    silent: float = 0.15
    seed: int = 1
    threads: int = 2


# Of each other source so many articles are read in a round, as a share of it.
SHARES: Mapping[str, float] = {"diluted": 0.5, "patterns": 0.33, "raw": 0.4}
# How much a rule's yes and its silence in raw text count beside an annotation, and how sure its yes is.
_RULED, _UNRULED, _SURE = 0.5, 0.125, 0.9
_WARMUP, _LAST_RATE, _MEMORY, _CLIP, _DECAY = 100, 0.02, 0.995, 5.0, 0.01
_SELDOM = 3


def make_vocabulary(examples: Iterable[PairExample], vectors: Vectors) -> Vocabulary:
    """What is not too rare in the examples, and every word that has a vector."""
    words: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    tags: set[str] = set()
    for made in examples:
        for word in made.wording.words:
            tags.add(word.tag)
            characters.update({word.text[0], word.text[-1], word.text[-2:][0]})
            if word.tag not in LABELS:
                words[word.text] += 1
    kept = {text for text, times in words.items() if times >= _SELDOM} | set(vectors)
    common = {text for text, times in characters.items() if times >= _SELDOM}
    return Vocabulary(_number(kept), _number(common), _number(tags))


def _number(known: Iterable[str]) -> dict[str, int]:
    return {text: at for at, text in enumerate(sorted(known), 2)}


def fit_pairs(
    sources: Mapping[str, Sequence[PairExample]],
    vocabulary: Vocabulary,
    vectors: Vectors,
    recipe: PairRecipe,
    member: int = 0,
    report: Report = print,
) -> PairNetwork:
    """A network trained on ``sources["annotated"]`` and the others of `SHARES`; ``member`` says which of several."""
    seed = recipe.seed + member
    report(f"network {member + 1}, seed {seed}")
    torch.manual_seed(seed)
    torch.set_num_threads(recipe.threads)
    torch.set_flush_denormal(True)
    order, noise = random.Random(seed), np.random.default_rng(seed)
    network = PairNetwork(_shape(sources, vocabulary), _matrix(vocabulary, vectors), recipe.dropout)
    optimiser = torch.optim.AdamW(network.parameters(), lr=recipe.rate, weight_decay=_DECAY)
    read = {
        name: [_Read(made, vocabulary) for made in known if len(made.pairs.heads)] for name, known in sources.items()
    }
    steps = recipe.rounds * -(
        -sum(round(len(known) * SHARES.get(name, 1)) for name, known in read.items()) // recipe.size
    )
    average: PairNetwork | None = None
    step = 0
    for number in range(recipe.rounds):
        mixed = [
            made
            for name, known in read.items()
            for made in order.sample(known, round(len(known) * SHARES.get(name, 1)))
        ]
        order.shuffle(mixed)
        losses = []
        for start in range(0, len(mixed), recipe.size):
            optimiser.param_groups[0]["lr"] = recipe.rate * _schedule(step, steps)
            batch = collate(mixed[start : start + recipe.size], recipe, noise)
            losses.append(_learn(network.train(), optimiser, batch))
            step += 1
            if number >= recipe.rounds // 3:
                average = _average(average, network)
        report(f"round {number + 1} of {recipe.rounds}: loss {sum(losses) / len(losses):.3f}")
    return (average or network).eval()


@dataclass(frozen=True)
class _Read:
    """An example with its words looked up."""

    made: PairExample
    numbers: NDArray[np.int64]
    triggers: NDArray[np.float32]

    def __init__(self, made: PairExample, vocabulary: Vocabulary) -> None:
        numbers, triggers = vocabulary.look_up(made.wording.words), made.wording.triggered()
        object.__setattr__(self, "made", made)
        object.__setattr__(self, "numbers", numbers)
        object.__setattr__(self, "triggers", triggers)


def collate(group: Sequence[_Read], recipe: PairRecipe, noise: np.random.Generator) -> Batch:
    """Articles one behind the other with edges of nothing between; words forgotten and rules silenced at random."""
    rows: list[list[NDArray[np.generic]]] = []
    start = EDGE
    for read in group:
        numbers, clues = read.numbers.copy(), read.made.pairs.clues.copy()
        numbers[noise.random(len(numbers)) < recipe.forget, 0] = UNKNOWN
        numbers[noise.random(len(numbers)) < recipe.forget * 0.7, 1:4] = UNKNOWN
        clues[noise.random(len(clues)) < recipe.silent, rule_columns(read.made.pairs).start :] = 0
        places = read.made.wording.places + start
        rows.append(
            [
                np.pad(numbers, ((EDGE if start == EDGE else 0, EDGE), (0, 0))),
                np.pad(read.triggers, ((EDGE if start == EDGE else 0, EDGE), (0, 0))),
                places[read.made.pairs.heads],
                places[read.made.pairs.tails],
                clues,
                read.made.answers,
                np.full((len(clues), 1), read.made.annotated),
            ]
        )
        start += len(numbers) + EDGE
    return tuple(torch.from_numpy(np.concatenate(column)) for column in zip(*rows, strict=True))


def _learn(network: PairNetwork, optimiser: torch.optim.Optimizer, batch: Batch) -> float:
    *inputs, answers, annotated = batch
    holds = answers == HOLDS
    target = torch.where(annotated, 1.0, _SURE) * holds
    weight = torch.where(annotated, 1.0, torch.where(holds, _RULED, _UNRULED)) * (answers != OPEN)
    losses = functional.binary_cross_entropy_with_logits(network(*inputs), target, reduction="none")
    loss = (losses * weight).sum() / holds.sum().clamp(min=1)
    optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), _CLIP)
    optimiser.step()
    return float(loss.detach())


def _schedule(step: int, steps: int) -> float:
    return min(1.0, step / _WARMUP) * max(_LAST_RATE, 0.5 * (1 + float(np.cos(np.pi * step / steps))))


def _average(average: PairNetwork | None, network: PairNetwork) -> PairNetwork:
    if average is None:
        return copy.deepcopy(network)
    with torch.no_grad():
        for mean, new in zip(average.parameters(), network.parameters(), strict=True):
            mean.mul_(_MEMORY).add_(new, alpha=1 - _MEMORY)
    return average


def _shape(sources: Mapping[str, Sequence[PairExample]], vocabulary: Vocabulary) -> Shape:
    clues = next(made for known in sources.values() for made in known).pairs.clues.shape[1]
    words, characters, tags = (len(table) + 2 for table in (vocabulary.words, vocabulary.characters, vocabulary.tags))
    return Shape(words, characters, tags, len(relation_names()), clues)


def _matrix(vocabulary: Vocabulary, vectors: Vectors) -> Tensor:
    dimensions = next((len(vector) for vector in vectors.values()), 1)
    matrix = torch.zeros(len(vocabulary.words) + 2, dimensions)
    for text, vector in vectors.items():
        matrix[vocabulary.words[text]] = torch.from_numpy(vector)
    return matrix
