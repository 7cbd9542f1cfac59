"""What a worker process does: keep the store open that is current, run one query after the other, give bytes.

Oxigraph cannot be interrupted in a query; a worker can, as a whole (`kg.web.workers`).
"""

import signal
import sys
from dataclasses import dataclass
from math import ceil
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final, Literal

import pyoxigraph as ox

from kg.database import BASE
from kg.errors import GraphError, QueryError
from kg.export.terms import prefixes
from kg.queries import check_query
from kg.store import STORE, open_store, store_base
from kg.web.formats import JSON, NTRIPLES, Format
from kg.web.writing import Kind, kind_of, write

# How often a store that is replaced under our hands is opened, and a query run, anew.
_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Task:
    """A query, the formats wanted (None: none is acceptable), the graphs it is asked of (None: as the query says).

    ``limit`` bounds the rows of a table and the triples of a graph. Relative IRIs of the query are completed with
    the graph's base and ``about``: with about="entity/7f" the IRI <> is that entity.
    """

    text: str
    limit: int
    about: str = ""
    table: Format | None = JSON
    graph: Format | None = NTRIPLES
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """``body`` in the format the task gave for its kind; ``cut`` if there was more; ``base`` of the graph's IRIs."""

    kind: Kind
    body: bytes
    cut: bool
    base: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer: because of the query, the formats, or the store."""

    reason: Literal["query", "format", "store"]
    message: str


class Reader:
    """The store of a graph's folder, the one that is there now: a rebuilt one is opened at the next question."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._path = folder, folder / STORE
        self._mark: object = None
        self._store: ox.Store | None = None
        self._base = BASE

    def answer(self, task: Task) -> Answer | Refusal:
        """Run the query of a task, again if the store was replaced meanwhile and its files are gone."""
        for _ in range(_TRIES):
            try:
                return self._run(self._current(), task)
            except (QueryError, SyntaxError) as error:
                return Refusal("query", _one_line(error))
            except GraphError as error:
                return Refusal("store", str(error))
            except (OSError, RuntimeError, ValueError) as error:
                if self._mark == _mark(self._path):
                    return Refusal("query", f"the query cannot be run: {_one_line(error)}")
        return Refusal("store", f"{self._path}: replaced again and again; try later")

    def _current(self) -> ox.Store:
        if self._store is None or self._mark != _mark(self._path):
            self._store = self._open()
            self._base = store_base(self._store)
        return self._store

    def _open(self) -> ox.Store:
        """The store that is there, whole: one opened while it was replaced might have files of both."""
        self._store = None
        for _ in range(_TRIES):
            self._mark = _mark(self._path)
            try:
                store = open_store(self._folder)
            except QueryError as error:
                if self._mark == _mark(self._path):
                    raise GraphError(str(error)) from error
                continue
            if self._mark == _mark(self._path):
                return store
        raise GraphError(f"{self._path}: replaced again and again; try later")

    def _run(self, store: ox.Store, task: Task) -> Answer | Refusal:
        check_query(task.text)
        result = store.query(
            task.text,
            base_iri=self._base + task.about,
            prefixes=prefixes(self._base),
            default_graph=_default(task),
            named_graphs=_named(task),
        )
        kind = kind_of(result)
        wanted = task.graph if kind == "graph" else task.table
        if wanted is None:
            return Refusal("format", f"this query gives a {kind}, and no media type for that is accepted")
        body, cut = write(result, wanted, task.limit, self._base)
        return Answer(kind, body, cut, self._base)


def work(pipe: Connection, folder: Path, seconds: float, memory: int) -> None:
    """Answer the tasks that come through the pipe until it closes; the life of a worker process.

    Should nobody be left to stop a query after so many seconds, the alarm does. A query that wants more than so many
    bytes of address space ends the worker, and not what else runs on the computer; only Linux keeps to that.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound(memory)
    reader = Reader(folder)
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        _alarm(ceil(seconds) + 1)
        try:
            pipe.send(reader.answer(task))
        except (MemoryError, BrokenPipeError):
            return
        _alarm(0)


def _bound(memory: int) -> None:
    if sys.platform == "linux":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        bound = memory if most == resource.RLIM_INFINITY else min(memory, most)
        resource.setrlimit(resource.RLIMIT_AS, (bound, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # gigabytes that nobody reads


def _alarm(seconds: int) -> None:
    if sys.platform != "win32":
        signal.alarm(seconds)


def _mark(path: Path) -> tuple[int, int, int] | None:
    """What tells one store from the one that takes its place; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns


def _default(task: Task) -> list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None:
    """Whoever names any graph of the dataset says all of it: what is not named is empty."""
    return None if _is_open(task) else [ox.NamedNode(iri) for iri in task.default_graphs or ()]


def _named(task: Task) -> list[ox.NamedNode | ox.BlankNode] | None:
    return None if _is_open(task) else [ox.NamedNode(iri) for iri in task.named_graphs or ()]


def _is_open(task: Task) -> bool:
    return task.default_graphs is None and task.named_graphs is None


def _one_line(error: Exception, longest: int = 300) -> str:
    line = " ".join(str(error).split())
    return line if len(line) <= longest else line[:longest] + "…"
