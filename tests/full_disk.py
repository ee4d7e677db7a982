"""A disk that is full after so many bytes of any file, in a process of its own; no rights are needed for that."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable

DONE, SAID, OTHERWISE = "done", "said", "otherwise"


def with_room_for(size: int, act: Callable[[], object], expected: tuple[type[Exception], ...]) -> str:
    """Do something where no file may grow beyond a size: it is done, an expected error is said, or another."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        answer = OTHERWISE
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # writing fails instead
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
            act()
            answer = DONE
        except expected:
            answer = SAID
        finally:
            os.write(writing, answer.encode())
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        return pipe.read()
