"""The line to the nursery, as seen by the process that asks (see `nursery` for the other end)."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Protocol

from turgor.host.nursery import END, FORK, GONE, MESSAGE, STATUS
from turgor.host.wire import Wire

_START = """
import json, sys
sys.path[:] = json.loads(sys.argv[2])
from turgor.host.nursery import main
main(int(sys.argv[1]))
"""
_LONGEST_FAREWELL = 5.0  # seconds until a nursery that does not end by itself is killed


class Begun(Protocol):
    """A process that came from the nursery."""

    def end(self) -> int: ...

    def let_go(self) -> None: ...


class Nursery:
    """The process from which those of the plugins are forked."""

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair()
        self._numbers = count(1)
        self.processes: set[Begun] = set()  # that were not ended yet
        self._lock = threading.Lock()
        with theirs, _stderr() as stderr:
            self._process = subprocess.Popen(  # noqa: S603  this Python, and nothing that anybody entered
                [sys.executable, "-c", _START, str(theirs.fileno()), json.dumps(module_path())],
                stdin=subprocess.DEVNULL,
                stdout=stderr,
                stderr=stderr,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is for the process that asks
                env=os.environ
                | {"PYTHONHASHSEED": "0"},  # a plugin that goes through a set answers the same each time
            )
        self.close = weakref.finalize(self, _farewell, self._control, self._process)

    def running(self) -> bool:
        return self.close.alive and self._process.poll() is None

    def let_go(self) -> None:
        self.close.detach()
        self._control.close()

    def fork(self, for_: Begun) -> tuple[int, Wire]:
        """The number of a new process, and the wire to it."""
        ours, theirs = socket.socketpair()
        self.processes.add(for_)
        with self._lock, theirs, _stderr() as stderr:
            number = next(self._numbers)
            message = MESSAGE.pack(FORK, number)
            with contextlib.suppress(OSError):  # heard of by who asks the new process
                socket.send_fds(self._control, [message], [theirs.fileno(), stderr])
        return number, Wire(ours)

    def end(self, number: int) -> int:
        """End a process; its exit code, or GONE."""
        with self._lock, contextlib.suppress(OSError):
            self._control.sendall(MESSAGE.pack(END, number))
            answer = self._control.recv(STATUS.size, socket.MSG_WAITALL)
            if len(answer) == STATUS.size:
                return int(STATUS.unpack(answer)[0])
        return GONE

    def end_all(self) -> None:
        """End every process that came from here, and this one."""
        for process in list(self.processes):
            process.end()
        self.close()


@contextlib.contextmanager
def _stderr() -> Iterator[int]:
    """The stderr of this process, or nothing where it has none."""
    try:
        fd = os.dup(2)
    except OSError:
        fd = os.open(os.devnull, os.O_WRONLY)
    try:
        yield fd
    finally:
        os.close(fd)


def _farewell(control: socket.socket, process: subprocess.Popen[bytes]) -> None:
    """Close the line: the nursery ends all that it began, and itself."""
    control.close()
    try:
        process.wait(_LONGEST_FAREWELL)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def module_path() -> tuple[str, ...]:
    """Where modules are looked for, wherever a process stands."""
    return tuple(str(Path(entry).absolute()) for entry in sys.path)
