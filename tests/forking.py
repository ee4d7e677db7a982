"""A process of its own for a part of a test, which begins with all that is imported and made already."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable


def begun(act: Callable[[], bytes]) -> tuple[int, int]:
    """Start an act in a child; its number, and where its answer can be read once it has ended."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads: a child does nothing with any
        child = os.fork()
    if child == 0:
        try:
            os.write(writing, act())
        finally:
            os._exit(0)  # nothing of the parent's may be cleaned up by its child
    os.close(writing)
    return child, reading


def answer(child: int, reading: int) -> bytes:
    """What a child said; nothing where it was killed or raised."""
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        return pipe.read()


def at_once(acts: Iterable[Callable[[], bytes]]) -> list[bytes]:
    """What several children say who work at the same time."""
    started = [begun(act) for act in acts]
    return [answer(*one) for one in started]
