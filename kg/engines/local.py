"""Run one function over many documents: in this process, or in several. Results keep the order of the items."""

import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.errors import KGError

T = TypeVar("T")
R = TypeVar("R")

# A worker needs seconds to load its tables: below either bound one process is done sooner.
FEWEST_DOCUMENTS = 20
FEWEST_BYTES = 200_000
# Items handed out ahead of the one whose result is awaited, for each worker: enough to keep all of them busy.
LOOK_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Failure(Generic[T]):
    """An item that could not be worked on and why, in one line; ``trace`` is empty unless a bug was the reason."""

    item: T
    reason: str
    trace: str = ""


@dataclass(frozen=True, slots=True)
class _Trouble:
    """What a worker sends back instead of an exception: exceptions need not survive pickling, strings do."""

    reason: str
    trace: str


def run(function: Callable[[T], R], items: Iterable[T], jobs: int) -> Iterator[R | Failure[T]]:
    """``function`` of each item, in order; an item that raises comes back as a `Failure` and the rest go on.

    ``jobs`` counts processes; 1 stays in this one. With more, ``function`` and what it takes and returns must
    be picklable, and ``items`` is read only a few items ahead, so memory stays flat.
    Raises ValueError if ``jobs`` is below 1.
    """
    if jobs < 1:
        raise ValueError(f"jobs: {jobs}; allowed: 1 or more")
    return _run_here(function, items) if jobs == 1 else _run_apart(function, items, jobs)


def choose_jobs(sizes: Sequence[int]) -> int:
    """How many processes documents of these sizes, in bytes, are worth: one, or one a core."""
    if len(sizes) < FEWEST_DOCUMENTS or sum(sizes) < FEWEST_BYTES:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, len(sizes))


def _attempt(function: Callable[[T], R], item: T) -> R | _Trouble:
    try:
        return function(item)
    except KGError as error:
        return _Trouble(str(error), "")
    except Exception as error:
        reason = traceback.format_exception_only(error)[-1].strip().partition("\n")[0]
        return _Trouble(f"{item}: internal error, {reason}", traceback.format_exc())


def _named(item: T, result: R | _Trouble) -> R | Failure[T]:
    return Failure(item, result.reason, result.trace) if isinstance(result, _Trouble) else result


def _run_here(function: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Failure[T]]:
    for item in items:
        yield _named(item, _attempt(function, item))


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Spawned on every system: a forked child would inherit the locks of the database's threads.
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _leave_interrupts)


def _leave_interrupts() -> None:
    """Ctrl-C reaches every process; the first one is enough to stop them all, without a trace from each."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _run_apart(function: Callable[[T], R], items: Iterable[T], jobs: int) -> Iterator[R | Failure[T]]:
    pool = _pool(jobs)
    waiting: deque[tuple[T, Future[R | _Trouble]]] = deque()
    try:
        for item in items:
            try:
                future = pool.submit(_attempt, function, item)
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                pool = _pool(jobs)
                future = pool.submit(_attempt, function, item)
            waiting.append((item, future))
            if len(waiting) > jobs * LOOK_AHEAD:
                yield _named(*_next(function, waiting))
        while waiting:
            yield _named(*_next(function, waiting))
    finally:
        pool.shutdown(cancel_futures=True)


def _next(function: Callable[[T], R], waiting: deque[tuple[T, Future[R | _Trouble]]]) -> tuple[T, R | _Trouble]:
    """The first item with its result; a dead worker takes all that is in flight along, so each is tried again alone."""
    item, future = waiting.popleft()
    try:
        return item, future.result()
    except BrokenProcessPool:
        pass
    with _pool(1) as alone:
        try:
            return item, alone.submit(_attempt, function, item).result()
        except BrokenProcessPool:
            return item, _Trouble(f"{item}: its process died (out of memory, or a crash in a library)", "")
