"""Work done in a Python of its own: whatever it does to its process, or however it hangs, who asked for it goes on.

Its hash seed is known, so that an order which depends on it shows.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs

_START = """
import pickle, sys
with open(sys.argv[1], "rb") as task:
    sys.path[:] = pickle.load(task)
    results, arguments = pickle.load(task)
from turgor.testing.elsewhere import work
work(results, arguments, sys.argv[2])
"""
STALLED = 900.0  # seconds without a result after which nobody waits any longer
_PAUSE = 0.05


@attrs.frozen
class Elsewhere:
    """What came of work in another Python.

    Attributes:
        results: as far as there were any.
        ended: why there are no more; empty where all was done.

    """

    results: tuple[Any, ...]
    ended: str = ""


def can_go_elsewhere(value: object) -> bool:
    """Whether another Python can be given a value: what exists in this one only cannot be."""
    try:
        return b"__main__" not in pickle.dumps(value)
    except Exception:  # noqa: BLE001  whatever keeps a value from being pickled
        return False


class Work:
    """Results of a function of a module, called in another Python, that come one by one."""

    def __init__(self, results: Callable[..., Iterator[Any]], *arguments: object, hash_seed: int = 0) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="turgor-")
        task, self._file = (Path(self._folder.name) / name for name in ("task", "results"))
        task.write_bytes(pickle.dumps(sys.path) + pickle.dumps((results, arguments)))
        self._file.touch()
        self._process = subprocess.Popen(  # noqa: S603  this Python, and nothing that anybody entered
            [sys.executable, "-c", _START, str(task), str(self._file)],
            stdin=subprocess.DEVNULL,
            stdout=sys.__stderr__ or subprocess.DEVNULL,  # stdout is for results
            stderr=sys.__stderr__ or subprocess.DEVNULL,
            env={**os.environ, "PYTHONHASHSEED": str(hash_seed)},
        )

    def done(self, stalled: float = STALLED) -> Elsewhere:
        """Wait until it ends, or until there was no result for so many seconds."""
        try:
            ended = self._end(stalled)
            return Elsewhere(tuple(_read(self._file)), ended)
        finally:
            self._process.kill()
            self._process.wait()
            self._folder.cleanup()

    def _end(self, stalled: float) -> str:
        size, since = 0, time.monotonic()
        while (code := self._process.poll()) is None:
            if (now := self._file.stat().st_size) != size:
                size, since = now, time.monotonic()
            elif time.monotonic() - since > stalled:
                return f"there was no answer for {stalled:g} s"
            time.sleep(_PAUSE)
        finished = any(one is _ALL for one in _entries(self._file))
        return "" if finished else f"it ended its own process (exit code {code})"


class _All:
    """The last entry: nothing is missing."""

    def __reduce__(self) -> str:
        return "_ALL"


_ALL = _All()


def work(results: Callable[..., Iterator[Any]], arguments: tuple[object, ...], file: str) -> None:
    """The other end: write each result as it comes, so that none is lost with the process."""
    with Path(file).open("ab") as sink:
        for result in results(*arguments):
            pickle.dump(result, sink)
            sink.flush()
        pickle.dump(_ALL, sink)


def _read(file: Path) -> Iterator[Any]:
    return (entry for entry in _entries(file) if entry is not _ALL)


def _entries(file: Path) -> Iterator[Any]:
    with file.open("rb") as source:
        while True:
            try:
                yield pickle.load(source)  # noqa: S301  what it holds, the author's own process wrote
            except (EOFError, pickle.UnpicklingError):
                return
