"""The only file that knows the order: read, split, recognise, link, relate; store, assemble, write the views."""

import hashlib
import os
import shlex
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import kg
from kg.assemble import assemble
from kg.database import check_base
from kg.decisions import Given, read_decisions
from kg.engines.local import Failure, choose_jobs, run
from kg.errors import KGError, ReadError
from kg.evidence import Evidence
from kg.graph import Graph
from kg.linking.pages import Linked, link
from kg.ner.choices import DEFAULT, choose_recogniser, describe_choice
from kg.ontology import folder as ontology_folder
from kg.openie.relating import relate_openly
from kg.reading.articles import split_articles
from kg.reading.files import find_sources, read_source, read_stdin
from kg.relations import choices as relaters
from kg.types import Article, Document, Extraction, Source
from kg.views import REVIEW, VIEWS, write_views

STDIN = "-"
OnFailure = Callable[[Failure[str]], object]
# Parts of the program and of ``ontology/`` that do not decide what is found in a source; a change to any other has all
# sources read anew.
NOT_EXTRACTING = frozenset(
    {
        "annotations.py",
        "assemble.py",
        "cards",
        "choosing.py",
        "chosen.py",
        "cli",
        "corpus",
        "decisions.py",
        "evaluate.py",
        "export",
        "fonts.py",
        "graph.py",
        "groups.py",
        "identity.py",
        "opened",
        "places.py",
        "plot",
        "queries",
        "queries.py",
        "rdflib.py",
        "review.py",
        "selects.py",
        "shapes.ttl",
        "springs.py",
        "sql",
        "store.py",
        "training",
        "validate.py",
        "views.py",
        "web",
    }
)


class Progress(NamedTuple):
    """How far a build has come: ``done`` of ``total`` in this stage (read, assemble, write), and what was done last."""

    stage: str
    done: int
    total: int
    name: str


OnProgress = Callable[[Progress], object]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, and what the graph holds now.

    ``read`` sources were worked on, with ``characters`` of decoded text; ``skipped`` ones had not changed;
    ``removed`` ones are gone from the graph. The other counts are those of the whole graph.
    """

    folder: Path
    read: int
    skipped: int
    removed: tuple[str, ...]
    failures: tuple[Failure[str], ...]
    counts: dict[str, int]
    facts: dict[str, int]
    characters: int
    seconds: float

    @property
    def characters_per_second(self) -> float:
        """Characters of decoded text a second, from the first file to the last view."""
        return self.characters / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class _Task:
    """A source to work on; ``source`` is set where it cannot be read again, as standard input."""

    path: str
    size: int
    digest: str
    source: Source | None = None

    def __str__(self) -> str:
        return self.path


def extract(source: Source, ner: str = DEFAULT, relations: str = relaters.DEFAULT) -> Document:
    """崂山区实施“六基工程”。 -> its articles, names, entities and relations.

    ``ner`` chooses who recognises names, as `kg.ner.choices` says, ``relations`` who relates them, as
    `kg.relations.choices` says; so everywhere in this module.
    """
    articles = split_articles(source)
    linked = link(articles, choose_recogniser(ner)(articles))
    pages = zip(articles, linked, strict=True)
    return Document(
        source, tuple(_relate(article, found, relaters.choose_relater(relations)) for article, found in pages)
    )


def _relate(article: Article, found: Linked, relate: relaters.Relate) -> Extraction:
    stated = relate(article, found.mentions)
    openly = relate_openly(article, found.mentions, stated)
    return Extraction(article, found.mentions, found.entities, stated, openly, found.derived)


def read(path: str) -> Source:
    """The source at a path; ``-`` is standard input. Raises ReadError."""
    return read_stdin(sys.stdin.buffer.read()) if path == STDIN else read_source(Path(path))


def refuse(failure: Failure[str]) -> None:
    """Stop at this failure. Raises KGError, or RuntimeError with the trace if a bug was the reason."""
    raise RuntimeError(f"{failure.reason}\n{failure.trace}") if failure.trace else KGError(failure.reason)


def find(patterns: Iterable[str], on_failure: OnFailure = refuse) -> Iterator[str]:
    """The paths of the sources that files, folders and globs name, each once; ``-`` is standard input.

    A pattern that names nothing goes to ``on_failure``.
    """
    seen: set[str] = set()
    for pattern in patterns:
        try:
            for path in [STDIN] if pattern == STDIN else map(str, find_sources([pattern])):
                if (real := os.path.realpath(path)) not in seen:
                    seen.add(real)
                    yield path
        except ReadError as error:
            on_failure(Failure(pattern, str(error)))


def documents(
    paths: Iterable[str], jobs: int = 1, ner: str = DEFAULT, relations: str = relaters.DEFAULT
) -> Iterator[Document | Failure[str]]:
    """What is found in each source, in order; one that cannot be read comes as a `Failure`.

    Raises KGError if there is no such recogniser or no such way to relate.
    """
    choose_recogniser(ner)
    relaters.choose_relater(relations)
    return run(partial(_extract_path, ner=ner, relations=relations), paths, jobs)


def build(
    patterns: Sequence[str],
    out: Path,
    *,
    jobs: int | None = None,
    strict: bool = False,
    add: bool = False,
    ner: str = DEFAULT,
    relations: str = relaters.DEFAULT,
    open_relations: bool = False,
    infer: bool = False,
    base: str | None = None,
    decisions: Sequence[Path] = (),
    on_progress: OnProgress = lambda progress: None,
) -> BuildReport:
    """Make the graph in ``out`` hold what these sources say, no less and no more.

    Sources that did not change since they were last read are skipped; sources that are no longer given, or fail
    now, are removed with all they said; ``add`` keeps those not given. ``jobs`` counts processes; None lets the
    amount of text decide. ``open_relations`` shows these in the views, ``infer`` what the ontology implies in the
    datasets; ``base`` is what IRIs begin with, None keeps what the graph has; ``decisions`` are files for
    `kg.decisions.read_decisions`. Raises KGError if no source is found, there is no such recogniser, the base is none,
    a decision cannot be read or would be lost and, if ``strict``, for the first source that fails; otherwise failures
    are reported and the rest is built.
    """
    began = time.perf_counter()
    choose_recogniser(ner)
    relaters.choose_relater(relations)
    base = None if base is None else check_base(base)
    decided = [given for path in decisions for given in read_decisions(path)]
    failures: list[Failure[str]] = []
    on_failure = refuse if strict else failures.append
    tasks = list(_tasks(_outside(find(patterns, on_failure), out), on_failure))
    if not tasks:
        raise KGError("; ".join(failure.reason for failure in failures) or f"{' '.join(patterns)}: no sources there")
    with Evidence.open(out) as evidence:
        evidence.decide(decided)
        _keep_review(out / REVIEW, [*decided, *evidence.decisions()])
        evidence.show_open(open_relations)
        evidence.show_inferred(infer)
        if base is not None:
            evidence.set_base(base)
        made, known = fingerprint(ner, relations), evidence.known()
        pending = [task for task in tasks if known.get(task.path) != (task.digest, made)]
        sizes = _replace(
            evidence,
            made,
            _read_all(pending, partial(_extract_task, ner=ner, relations=relations), jobs, on_failure, on_progress),
            on_failure,
        )
        failed = {failure.item for failure in failures}
        given = known.keys() if add else {task.path for task in tasks}
        removed = _remove(evidence, known.keys() & failed | known.keys() - given)
        current = evidence.assembled() and evidence.viewed() == program()
    if not (current and all((out / view).exists() for view in VIEWS)):
        _present(out, on_progress)
    skipped = len(tasks) - len(pending)
    with Graph.open(out) as graph:
        counts, facts = graph.counts(), graph.fact_counts()
    seconds = time.perf_counter() - began
    return BuildReport(out, len(sizes), skipped, removed, tuple(failures), counts, facts, sum(sizes), seconds)


def _keep_review(path: Path, known: Sequence[Given]) -> None:
    """A build writes review.csv anew: what a person filled in there and did not give must not be lost."""
    lost = [given for given in read_decisions(path) if given not in known] if path.exists() else []
    if lost:
        raise KGError(
            f"{path}: {len(lost)} decisions filled in there would be lost, as that on {lost[0].name}; "
            f"give them with --decisions {path}, or move the file away"
        )


def _present(out: Path, on_progress: OnProgress) -> None:
    """Assemble the graph and write its views."""
    on_progress(Progress("assemble", 0, 1, out.name))
    assemble(out)
    on_progress(Progress("assemble", 1, 1, out.name))
    for number, name in enumerate(write_views(out), 1):
        on_progress(Progress("write", number, len(VIEWS), name))
    with Evidence.open(out) as evidence:
        evidence.set_viewed(program())


def fingerprint(ner: str = DEFAULT, relations: str = relaters.DEFAULT) -> str:
    """What decides what is found in a source: version, hash over ontology, code and weights, and the two choices.

    They are three words as a shell would quote them.
    """
    return shlex.join((_hash(NOT_EXTRACTING), describe_choice(ner), relaters.describe_choice(relations)))


def program() -> str:
    """What decides how the views look too: the version, and a hash over ``ontology/`` and all code."""
    return _hash(frozenset())


@cache
def _hash(but: frozenset[str]) -> str:
    package = Path(kg.__file__).parent
    folders = [ontology_folder(), package]
    parts = [path for folder in folders for path in folder.iterdir() if path.name not in but and path not in folders]
    state = hashlib.sha256()
    for root in sorted(parts, key=lambda path: (path.parent != package, path.name)):
        for file in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if file.is_file() and "__pycache__" not in file.parts:
                state.update(file.relative_to(root.parent).as_posix().encode())
                state.update(hashlib.sha256(file.read_bytes()).digest())
    return f"{kg.__version__}+{state.hexdigest()[:16]}"


def _extract_path(path: str, ner: str, relations: str) -> Document:
    return extract(read(path), ner, relations)


def _extract_task(task: _Task, ner: str, relations: str) -> Document:
    return extract(task.source or read(task.path), ner, relations)


def _outside(paths: Iterable[str], out: Path) -> Iterator[str]:
    """A graph's own files are no sources of it, even if its folder lies among them."""
    home = out.resolve()
    return (path for path in paths if path == STDIN or not Path(path).resolve().is_relative_to(home))


def _tasks(paths: Iterable[str], on_failure: OnFailure) -> Iterator[_Task]:
    for path in paths:
        try:
            yield _task(path)
        except ReadError as error:
            on_failure(Failure(path, str(error)))
        except OSError as error:
            on_failure(Failure(path, f"{path}: cannot be read ({error.strerror})"))


def _task(path: str) -> _Task:
    if path == STDIN:
        source = read(path)
        return _Task(path, len(source.text), source.digest, source)
    with Path(path).open("rb") as handle:
        return _Task(path, os.fstat(handle.fileno()).st_size, hashlib.file_digest(handle, "sha256").hexdigest())


def _read_all(
    tasks: Sequence[_Task],
    extract_task: Callable[[_Task], Document],
    jobs: int | None,
    on_failure: OnFailure,
    on_progress: OnProgress,
) -> Iterator[Document]:
    workers = jobs or choose_jobs([task.size for task in tasks])
    on_progress(Progress("read", 0, len(tasks), ""))
    for number, result in enumerate(run(extract_task, tasks, workers), 1):
        if isinstance(result, Failure):
            on_failure(Failure(result.item.path, result.reason, result.trace))
        else:
            yield result
        on_progress(Progress("read", number, len(tasks), tasks[number - 1].path))


def _replace(evidence: Evidence, made: str, found: Iterable[Document], on_failure: OnFailure) -> list[int]:
    """Store each document; the characters of each that could be."""
    sizes = []
    for document in found:
        try:
            evidence.replace(document, made)
        except ValueError as error:
            reason = f"{document.source.path}: internal error, {error}"
            on_failure(Failure(document.source.path, reason, traceback.format_exc()))
        else:
            sizes.append(len(document.source.text))
    return sizes


def _remove(evidence: Evidence, paths: Iterable[str]) -> tuple[str, ...]:
    gone = tuple(sorted(paths))
    for path in gone:
        evidence.remove(path)
    return gone
