"""Figures of a trained tagger: how much it finds, how fast, in how much memory."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from data import Line, Sample, Tag, annotate, news_lines

from kg.evaluate import Annotation, score
from kg.ontology import LABELS

# What taggers of three classes know.
THREE = ("ORG", "PLACE", "PERSON")
CHARACTERS = 200_000


class Speed(NamedTuple):
    """Characters a second, seconds to load, peak megabytes of a process that only loads and tags."""

    characters: float
    load: float
    peak: float


def f1_of(sample: Sample, tag: Tag) -> dict[str, float]:
    """Strict F1 of all labels, of the three classes together, and of each label."""
    found = [annotate(source, tag) for source in sample.sources]
    return _figures(sample.gold, found)


def f1_of_lines(lines: Iterable[Line], tag: Tag) -> dict[str, float]:
    """The same where each line is a document."""
    lines = list(lines)
    gold = {str(n): _annotation(n, line.names) for n, line in enumerate(lines)}
    found = (_annotation(n, names) for n, names in enumerate(tag([line.text for line in lines])))
    return _figures(gold, list(found))


def _figures(gold: Mapping[str, Annotation], found: list[Annotation]) -> dict[str, float]:
    three = {name: _only(annotation, THREE) for name, annotation in gold.items()}
    rows = {
        "all": score(gold, found).pooled["mention"].f1,
        "three": score(three, [_only(annotation, THREE) for annotation in found]).pooled["mention"].f1,
    }
    for label in LABELS:
        wanted = {name: _only(annotation, (label,)) for name, annotation in gold.items()}
        rows[label] = score(wanted, [_only(annotation, (label,)) for annotation in found]).pooled["mention"].f1
    return rows


def _annotation(number: int, names: Iterable[tuple[int, int, str]]) -> Annotation:
    return Annotation(str(number), dict.fromkeys(names, ""), ())


def _only(annotation: Annotation, labels: tuple[str, ...]) -> Annotation:
    kept = {place: name for place, name in annotation.names.items() if place[2] in labels}
    return Annotation(annotation.file, kept, ())


def size_of(folder: Path) -> float:
    """Megabytes of all files of the folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def speed_of(name: str, folder: Path, news: Path) -> Speed:
    """Measured in a process of its own."""
    command = [sys.executable, str(Path(__file__).parent), "speed", name, "--model", str(folder), "--news", str(news)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return Speed(*json.loads(run.stdout.splitlines()[-1]))


def speed_here(load: Callable[[Path], Tag], folder: Path, news: Path) -> Speed:
    """Measured in this process, which should have done nothing else."""
    lines = news_lines(news, CHARACTERS)
    began = time.process_time()
    tag = load(folder)
    list(tag(lines[:1]))
    loaded = time.process_time()
    list(tag(lines))
    spent = time.process_time() - loaded
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return Speed(sum(map(len, lines)) / spent, loaded - began, peak)
