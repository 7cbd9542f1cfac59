"""From an annotated corpus to a recogniser: examples, network, judge, files."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.corpus.passages import Passage, select
from kg.ner import recognisers
from kg.ner.clues import columns
from kg.ner.judge import Judge, feature_names
from kg.ner.merge import read
from kg.ner.network import DESCRIPTION, WEIGHTS, Network, load_network
from kg.ontology import LABELS
from kg.training.encoders import Pretrained
from kg.training.examples import Example, articles_of, from_damaged, from_passages, from_templates, from_uner
from kg.training.exporting import describe, write_network
from kg.training.fitting import Recipe, fit
from kg.training.judging import Page, fit_judge
from kg.training.raw import label_by_rules, read_raw, samples
from kg.training.reliability import bins, draw, expected_error, outcomes

TEMPLATES, RAW = 12_000, 5_000
_NO_JUDGE = Judge(dict.fromkeys(feature_names(()), 0.0), 0.0, 0.5)


@dataclass(frozen=True)
class Materials:
    """What a recogniser is trained on: passages (train and dev), and what else there is."""

    passages: Sequence[Passage]
    encoder: Pretrained
    templates: Path | None = None
    raw: Path | None = None
    uner: Path | None = None
    samples: int = RAW
    patterned: int = TEMPLATES


def train(materials: Materials, folder: Path, recipe: Recipe, report: Callable[[str], object] = print) -> Network:
    """Write a recogniser into a folder: the network from part train and the other materials, the judge from part dev.

    Raises KGError where train or dev has no passages.
    """
    for part in ("train", "dev"):  # better said now than after an hour
        next(select(materials.passages, part))
    report("examples")
    sources = {name: list(made) for name, made in _sources(materials, recipe.seed)}
    report(f"network, seed {recipe.seed}")
    encoder, names = materials.encoder, recognisers.names()
    clues = columns(names)
    heard = [clue.rpartition("-")[0] in (*LABELS, *names) for clue in clues]
    tagger = fit(sources, encoder.alphabet, clues, heard, recipe, encoder.weights, report)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder) as made:  # nobody is to find a network without its judge
        write_network(tagger, Path(made))
        describe(Path(made), encoder.alphabet, clues, names, _NO_JUDGE)
        report("judge")
        judge = fit_judge(pages_of(select(materials.passages, "dev"), load_network(Path(made))))
        describe(Path(made), encoder.alphabet, clues, names, judge)
        for file in (WEIGHTS, DESCRIPTION):
            (Path(made) / file).replace(folder / file)
    load_network.cache_clear()
    network = load_network(folder)
    _tell_reliability(materials.passages, network, folder, report)
    return network


def _tell_reliability(
    passages: Sequence[Passage], network: Network, folder: Path, report: Callable[[str], object]
) -> None:
    """Write ``reliability.svg``, for the part that the judge was fitted to and the one that nobody saw."""
    series = {}
    for part in sorted({passage.part for passage in passages} - {"train"}):
        pages = pages_of(select(passages, part), network)
        series[part] = bins(outcomes(pages, network.judge))
        report(f"{part}: expected calibration error {expected_error(series[part]):.4f}")
    (folder / "reliability.svg").write_text(draw(series), encoding="utf-8")


def _sources(materials: Materials, seed: int) -> Iterator[tuple[str, Iterable[Example]]]:
    taught = list(select(materials.passages, "train"))
    yield "corpus", from_passages(taught)
    yield "damaged", from_damaged(taught, seed)
    if materials.templates:
        yield "templates", from_templates(materials.templates, materials.patterned, seed)
    if materials.raw:
        found = samples(read_raw(materials.raw), materials.samples, seed)
        yield "raw", (label_by_rules(article) for article in found)
    if materials.uner:
        yield "uner", from_uner(materials.uner)


def pages_of(passages: Iterable[Passage], network: Network) -> list[Page]:
    """Passages as the judge sees them."""
    pages = []
    for passage in passages:
        pairs = list(articles_of(passage))
        pages.append(Page([read(article, network=network) for article, _ in pairs], [names for _, names in pairs]))
    return pages
