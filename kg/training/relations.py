"""From an annotated corpus to a scorer of relations: vectors, examples, network, calibration, files."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from kg.corpus.converting import to_annotation
from kg.corpus.passages import Passage, select
from kg.evaluate import Place, aligned_names, unordered
from kg.linking.pages import link
from kg.ner.merge import recognise
from kg.reading.articles import split_articles
from kg.reading.files import read_text
from kg.relations import extractors
from kg.relations.evoking import count_triggers
from kg.relations.scorer import DESCRIPTION, VECTORS, WEIGHTS, Scorer, Vocabulary, load_scorer
from kg.relations.wording import relation_names
from kg.training.dilution import dilute, fillers_of
from kg.training.pair_examples import PairExample, from_annotated, from_patterns, from_raw, read_pairs
from kg.training.pair_fitting import PairRecipe, fit_pairs, make_vocabulary
from kg.training.pair_modules import PairNetwork
from kg.training.raw import read_raw
from kg.training.reliability import bins, draw, expected_error
from kg.training.word_vectors import Vectors, learn_vectors, read_vectors

PATTERNS, RAW = 1500, 1600
DIAGRAM = "relations.svg"
# A trigger that annotators used so often is looked for as well as the ontology's.
_OFTEN = 2
# Statements below these odds are not shown to the calibration: nobody would keep them.
_WORTH = -4.0
_STEPS, _RIDGE = 50, 1e-3


@dataclass(frozen=True)
class PairMaterials:
    """What a scorer is trained on: passages (train and dev), and what else there is.

    Without ``raw`` the vectors of words are those of the scorer in ``start``.
    """

    passages: Sequence[Passage]
    start: Path
    templates: Path | None = None
    raw: Path | None = None
    samples: int = RAW
    patterned: int = PATTERNS


def train_relations(
    materials: PairMaterials, folder: Path, recipe: PairRecipe, report: Callable[[str], object] = print
) -> Scorer:
    """Write a scorer into a folder: the network from part train and the other materials, calibrated on part dev.

    Raises KGError where train or dev has no passages.
    """
    for part in ("train", "dev"):
        next(select(materials.passages, part))
    report("vectors")
    vectors = _vectors(materials, recipe.seed)
    report("examples")
    sources = {name: list(made) for name, made in _sources(materials, recipe.seed)}
    vocabulary = make_vocabulary((made for name, known in sources.items() if name != "raw" for made in known), vectors)
    networks = [fit_pairs(sources, vocabulary, vectors, recipe, number, report) for number in range(recipe.networks)]
    triggers = count_triggers(
        ((t.relation, t.trigger) for passage in select(materials.passages, "train") for t in passage.triples), _OFTEN
    )
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder) as made:
        write_networks(Path(made) / WEIGHTS, networks)
        _describe(Path(made), vocabulary, triggers, (1.0, 0.0, 0.0), recipe.networks)
        report("calibration")
        outcomes = list(judge(select(materials.passages, "dev"), load_scorer(Path(made))))
        _describe(Path(made), vocabulary, triggers, calibrate(outcomes), recipe.networks)
        for file in (WEIGHTS, DESCRIPTION):
            (Path(made) / file).replace(folder / file)
    load_scorer.cache_clear()
    scorer = load_scorer(folder)
    _tell_reliability(materials.passages, scorer, folder, report)
    return scorer


def write_networks(path: Path, networks: Sequence[PairNetwork]) -> None:
    """The weights of all networks in one file; the vectors of words, which they share, once."""
    arrays = [network.arrays() for network in networks]
    shared = {VECTORS: arrays[0][VECTORS]}
    own = {f"{at}_{name}": found for at, known in enumerate(arrays) for name, found in known.items() if name != VECTORS}
    np.savez_compressed(path, allow_pickle=False, **shared, **own)


@dataclass(frozen=True)
class Outcome:
    """A triple of a passage with its best log-odds, the confidence of its names there, and whether it is right."""

    odds: float
    certainty: float
    right: bool


def judge(passages: Iterable[Passage], scorer: Scorer) -> Iterator[Outcome]:
    """What the scorer says of passages whose names the recogniser finds, against what is annotated."""
    for passage in passages:
        gold = to_annotation(passage)
        articles = split_articles(read_text(passage.id, passage.text))
        made = [
            read_pairs(article, linked.mentions)
            for article, linked in zip(articles, link(articles, recognise(articles)), strict=True)
        ]
        found: dict[Place, str] = {
            (*example.article.to_source(mention.start, mention.end), mention.label): mention.canonical
            for example in made
            for mention in example.mentions
        }
        names = aligned_names(gold.names, found)
        wanted = {unordered(triple) for triple in gold.triples}
        for (head, relation, tail), (odds, certainty) in _best(made, scorer).items():
            triple = unordered((names.get(head, head), relation, names.get(tail, tail)))
            yield Outcome(odds, certainty, triple in wanted)


def calibrate(outcomes: Sequence[Outcome]) -> tuple[float, float, float]:
    """Weights of log-odds, of the logarithm of the names' confidence, and bias: logistic regression (Platt 1999).

    Without outcomes the odds are believed as they are.
    """
    rows = np.array([(found.odds, np.log(max(found.certainty, 1e-3)), 1.0) for found in outcomes], np.float64)
    right = np.array([found.right for found in outcomes], np.float64)
    weights = np.array([1.0, 0.0, 0.0])
    for _ in range(_STEPS if outcomes else 0):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chance) - _RIDGE * weights
        curve = (rows.T * (chance * (1 - chance))) @ rows + _RIDGE * np.eye(3)
        weights = weights + np.linalg.solve(curve, slope)
    return (round(float(weights[0]), 4), round(float(weights[1]), 4), round(float(weights[2]), 4))


def _best(made: Iterable[PairExample], scorer: Scorer) -> dict[tuple[str, str, str], tuple[float, float]]:
    """Of each triple of a document the best log-odds; of two ways to say the same the better."""
    best: dict[tuple[str, str, str], tuple[float, float]] = {}
    for example in made:
        odds = scorer.score(example.wording, example.pairs)
        for row, column in zip(*np.nonzero(odds > _WORTH), strict=True):
            head, tail = (example.mentions[int(ends[row])] for ends in (example.pairs.heads, example.pairs.tails))
            triple = unordered((head.canonical, relation_names()[column], tail.canonical))
            certainty = min(head.confidence, tail.confidence)
            best[triple] = max(best.get(triple, (_WORTH, 0.0)), (float(odds[row, column]), certainty))
    return best


def _vectors(materials: PairMaterials, seed: int) -> Vectors:
    if not materials.raw:
        return read_vectors(materials.start)
    own = [line for passage in select(materials.passages, "train") for line in passage.text.split("\n")]
    return learn_vectors([*read_raw(materials.raw), *own * 2], seed)


def _sources(materials: PairMaterials, seed: int) -> Iterator[tuple[str, Iterable[PairExample]]]:
    taught = list(select(materials.passages, "train"))
    yield "annotated", from_annotated(taught)
    yield "diluted", from_annotated(dilute(taught, fillers_of(taught), seed))
    if materials.templates:
        yield "patterns", from_patterns(materials.templates, materials.patterned, seed)
    if materials.raw:
        yield "raw", from_raw(materials.raw, materials.samples, seed)


def _describe(
    folder: Path,
    vocabulary: Vocabulary,
    triggers: Mapping[str, Sequence[str]],
    calibration: tuple[float, float, float],
    networks: int,
) -> None:
    """``relations.json``: what the numbers of the network mean."""
    from kg.relations.clues import width

    told = {
        "relations": list(relation_names()),
        "rules": list(extractors.names()),
        "clues": width(extractors.names()),
        "networks": networks,
        "calibration": list(calibration),
        "triggers": triggers,
        "tags": list(vocabulary.tags),
        "characters": list(vocabulary.characters),
        "words": list(vocabulary.words),
    }
    (folder / DESCRIPTION).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _tell_reliability(
    passages: Sequence[Passage], scorer: Scorer, folder: Path, report: Callable[[str], object]
) -> None:
    """Write ``relations.svg``, for the part that the calibration was fitted to and the one that nobody saw."""
    series = {}
    for part in sorted({passage.part for passage in passages} - {"train"}):
        outcomes = list(judge(select(passages, part), scorer))
        series[part] = bins(kept(outcomes, scorer))
        report(f"{part}: expected calibration error {expected_error(series[part]):.4f}")
    (folder / DIAGRAM).write_text(draw(series, "relations"), encoding="utf-8")


def kept(outcomes: Sequence[Outcome], scorer: Scorer) -> Iterator[tuple[float, bool]]:
    """The confidence of each triple that reaches the threshold, and whether it is right."""
    from kg.relations.merge import THRESHOLD

    odds: NDArray[np.float32] = np.array([found.odds for found in outcomes], np.float32)
    certainty = np.array([found.certainty for found in outcomes], np.float32)
    for confidence, found in zip(scorer.confidence(odds, certainty).tolist(), outcomes, strict=True):
        if confidence >= THRESHOLD:
            yield confidence, found.right
