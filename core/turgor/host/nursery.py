"""The process from which those of the plugins are forked: Turgor's records and core content, and no plugin's code.

A fork of it begins in some milliseconds with everything imported, and with nothing that another plugin has done:
neither locale nor random seed, environment or changed class. It runs code of plugins never itself, so it can always
be talked to, and it ends all that it began when the process that started it ends, however that happens.

    parent -> nursery:  FORK number, with the socket and the stderr of the new process
                        END number, answered by its exit code
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import signal
import socket
import struct
from collections.abc import Callable, Iterable
from pathlib import Path

MESSAGE = struct.Struct("!cI")
STATUS = struct.Struct("!i")
FORK, END = b"f", b"e"
GONE = -1_000  # no exit code: nobody knows what became of it

_PR_SET_CHILD_SUBREAPER = 36  # of prctl(2)
_MOST_ROUNDS = 100

Life = Callable[[socket.socket], None]


def main(control_fd: int) -> None:
    """Begin and end processes as told, until nobody is there any more."""
    from turgor.host.worker import live, warm_up  # noqa: PLC0415  the parent reads only the constants above

    with socket.socket(fileno=control_fd) as control:
        _adopt_orphans()
        warm_up()
        gc.collect()
        gc.freeze()  # what is here stays shared between all that are forked
        _serve(control, live)


def _serve(control: socket.socket, life: Life) -> None:
    children: dict[int, int] = {}
    while True:
        message, fds, _, _ = socket.recv_fds(control, MESSAGE.size, 2)
        if len(message) < MESSAGE.size:
            break
        kind, number = MESSAGE.unpack(message)
        if kind == FORK:
            children[number] = _fork(control, fds, life)
        else:
            control.sendall(STATUS.pack(_end(children.pop(number, 0))))
            _end_orphans(children.values())
    for pid in children.values():
        _end(pid)
    _end_orphans(())


def _fork(control: socket.socket, fds: list[int], life: Life) -> int:
    try:
        pid = os.fork()
    except OSError:
        _close(fds)  # who waits at the other end of its line finds it closed
        return 0
    if pid == 0:
        try:
            control.close()
            _begin(fds, life)
        finally:
            os._exit(0)
    _close(fds)
    return pid


def _close(fds: list[int]) -> None:
    for fd in fds:
        os.close(fd)


def _begin(fds: list[int], life: Life) -> None:
    """Live in a session of one's own, with what is printed going to stderr, and nothing to read."""
    os.setsid()
    theirs, stderr = fds
    os.dup2(stderr, 1)
    os.dup2(stderr, 2)
    os.close(stderr)
    life(socket.socket(fileno=theirs))


def _end(pid: int) -> int:
    """Kill a process and all that it started, and say how it had ended."""
    if not pid:
        return GONE
    with contextlib.suppress(OSError):
        os.killpg(pid, signal.SIGKILL)  # its number is not given to another before it is waited for
    with contextlib.suppress(OSError):
        os.kill(pid, signal.SIGKILL)  # where it had no time to begin a session
    with contextlib.suppress(OSError):
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return GONE


def _adopt_orphans() -> None:
    """Become the parent of what children leave behind when they end, where the system can do that (Linux)."""
    with contextlib.suppress(Exception):
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _end_orphans(children: Iterable[int]) -> None:
    """Kill what plugins started that left their session: it came here when its parent ended."""
    ours = frozenset(children)
    for _ in range(_MOST_ROUNDS):  # what one of them had started comes here in its turn
        orphans = [pid for pid in _living() if pid not in ours]
        if not orphans:
            return
        for pid in orphans:
            _end(pid)


def _living() -> list[int]:
    """The processes whose parent this one is; none where the system does not tell."""
    pid = os.getpid()
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    except OSError:
        return []
