"""Processes that work on one thing after another and are ended when they take too long or too much memory.

A worker says before each step what it is about to do; that restarts its clock. What was lost is told, never retried.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

import attrs

T = TypeVar("T")
Work = Callable[[T], Iterator[Any]]
"""Works on one thing: yields a `Step` before each, and whatever is to be told."""

_READY, _FULL = "ready", "full"
_LONGEST_START = 120.0  # seconds until a new process can work


@attrs.frozen
class Step:
    """What is begun: all that is known about it, should it be lost."""

    what: str


@attrs.frozen
class Lost:
    """A worker was ended, or died, at a step."""

    step: str
    reason: str


@attrs.frozen
class Limits:
    """What one step, and one process, may take.

    Attributes:
        seconds: of wall time for a step.
        megabytes: of address space for a process, which begins with some 500.
        things: after which a process is replaced by a fresh one, and `resident` megabytes after which it is too.
    """

    seconds: float = 60.0
    megabytes: int = 2_000
    things: int = 500
    resident: int = 400


@attrs.define(eq=False)
class _Worker(Generic[T]):
    process: Any
    pipe: Connection
    deadline: float
    thing: T | None = None
    step: str = ""


def run(
    work: Work[T], things: Iterable[T], limits: Limits | None = None, processes: int = 0
) -> Iterator[tuple[T, Any]]:
    """Work on all things, in as many processes as there are cores and at most four.

    Yields what is told of each thing, and `Lost` where a process was ended. `work` must be importable, and is
    given to the processes once, so that they may keep what they need again.
    """
    pool: _Pool[T] = _Pool(work, list(things), limits or Limits(), processes or min(os.cpu_count() or 1, 4))
    try:
        yield from pool.results()
    finally:
        pool.end()


class _Pool(Generic[T]):
    def __init__(self, work: Work[T], things: Sequence[T], limits: Limits, processes: int) -> None:
        self._work, self._limits = work, limits
        self._waiting = list(reversed(things))
        self._workers: list[_Worker[T]] = []
        self._most = min(processes, len(things))
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["turgor.practice.warm"])

    def results(self) -> Iterator[tuple[T, Any]]:
        while self._waiting or self._workers:
            while len(self._workers) < self._most and self._waiting:
                self._start()
            soonest = min(worker.deadline for worker in self._workers) - time.monotonic()
            heard = wait([worker.pipe for worker in self._workers], max(0.0, soonest))
            for worker in list(self._workers):
                if worker.pipe in heard:
                    yield from self._hear(worker)
                elif worker.deadline < time.monotonic():
                    yield from self._lose(worker, f"took longer than {self._limits.seconds:g} seconds")

    def end(self) -> None:
        for worker in self._workers:
            worker.process.kill()
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def _start(self) -> None:
        pipe, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._work, self._limits), daemon=True)
        process.start()
        theirs.close()
        self._workers.append(_Worker(process, pipe, time.monotonic() + _LONGEST_START))

    def _hear(self, worker: _Worker[T]) -> Iterator[tuple[T, Any]]:
        try:
            told = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._lose(worker, "its process ended without a word")
            return
        worker.deadline = time.monotonic() + self._limits.seconds
        if told == _READY:
            worker.thing, worker.step = None, ""
            self._feed(worker)
        elif told == _FULL:
            self._remove(worker)
        elif isinstance(told, Step):
            worker.step = told.what
        elif worker.thing is not None:
            yield worker.thing, told

    def _feed(self, worker: _Worker[T]) -> None:
        if self._waiting:
            worker.thing = self._waiting.pop()
            worker.pipe.send(worker.thing)
        else:
            self._remove(worker)

    def _lose(self, worker: _Worker[T], reason: str) -> Iterator[tuple[T, Any]]:
        self._remove(worker)
        if worker.thing is None:
            raise RuntimeError(f"a process to work in could not be started: {reason}")
        yield worker.thing, Lost(worker.step, reason)

    def _remove(self, worker: _Worker[T]) -> None:
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()


def _serve(pipe: Connection, work: Work[Any], limits: Limits) -> None:
    """The life of a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    _limit_memory(limits.megabytes)
    for done in range(limits.things):
        if done and _resident() > limits.resident:
            break
        pipe.send(_READY)
        for told in work(pipe.recv()):
            pipe.send(told)
        gc.collect()
    pipe.send(_FULL)


def _limit_memory(megabytes: int) -> None:
    try:
        import resource  # noqa: PLC0415 -- not on every system
    except ImportError:
        return
    most = megabytes * 1_000_000
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _resident() -> float:
    """Megabytes that this process holds now; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 -- read after every thing
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1_000_000
    except OSError:
        return 0.0
