"""A disk that is full after so many bytes of any file, in a process of its own; no rights are needed for that."""

from __future__ import annotations

import resource
import signal
from collections.abc import Callable

from forking import answer, begun

DONE, SAID, OTHERWISE = "done", "said", "otherwise"


def with_room_for(size: int, act: Callable[[], object], expected: tuple[type[Exception], ...]) -> str:
    """Do something where no file may grow beyond a size: it is done, an expected error is said, or another."""

    def tried() -> bytes:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # writing fails instead
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        try:
            act()
        except expected:
            return SAID.encode()
        return DONE.encode()

    return answer(*begun(tried)).decode() or OTHERWISE
