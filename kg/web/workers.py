"""Processes that run queries, so that each query can be stopped: warm, a fixed number of them, replaced when killed."""

import multiprocessing
import queue
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from kg.errors import KGError
from kg.web.answering import Answer, Refusal, Task, work

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

# Seconds that a question waits for a free worker before the client is told to come again.
PATIENCE: Final = 5.0
# Bytes of address space of one worker.
MEMORY: Final = 4 * 2**30


class BusyError(KGError):
    """All workers are at work, and none was free in time."""


class StoppedError(KGError):
    """A query that ran too long and was stopped."""


class LostError(KGError):
    """A worker that ended in the middle of a query: for want of memory, or of stack for its parser."""


@dataclass(frozen=True, slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection


class Workers:
    """``jobs`` processes for the graph in a folder; a query has so many seconds. Used as a context."""

    def __init__(
        self, folder: Path, jobs: int, seconds: float, patience: float = PATIENCE, memory: int = MEMORY
    ) -> None:
        self.jobs, self.seconds, self._patience = jobs, seconds, patience
        self._given = folder, seconds, memory
        self._context = _context()
        # The one that has worked last comes first: its caches are warm.
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        for _ in range(jobs):
            self._idle.put(self._start())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the workers that are idle; those at work end with their query at the latest."""
        while not self._idle.empty():
            _stop(self._idle.get())

    def ask(self, task: Task) -> Answer | Refusal:
        """Have one worker run a query. Raises BusyError, StoppedError, LostError."""
        try:
            worker = self._idle.get(timeout=self._patience)
        except queue.Empty:
            raise BusyError(f"all {self.jobs} workers are busy; try again in a moment") from None
        done = False
        try:
            reply = self._reply(worker, task)
            done = True
            return reply
        finally:
            if not done:
                _stop(worker)
                worker = self._start()
            self._idle.put(worker)

    def _reply(self, worker: _Worker, task: Task) -> Answer | Refusal:
        try:
            worker.pipe.send(task)
            if not worker.pipe.poll(self.seconds):
                raise StoppedError(f"the query was stopped after {self.seconds:g} seconds")
            reply: Answer | Refusal = worker.pipe.recv()
        except (EOFError, OSError) as error:
            raise LostError("the query was stopped: it takes too much memory, or is nested too deep") from error
        return reply

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs, *self._given), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)


def _context() -> "ForkServerContext | SpawnContext":
    """Workers are forked from a process that has loaded all modules and, unlike ours, runs no threads."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["kg.web.answering"])
    return context


def _stop(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()
