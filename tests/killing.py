"""Kill a process at its n-th step, by SIGKILL as a power cut would, or let the n-th write fail."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from forking import answer, begun
from turgor.store import Store

_SQL = ("before_cursor_execute", "after_cursor_execute", "begin", "commit")
_FILES = ("open", "os.link", "os.rename", "os.remove", "os.truncate", "os.chmod", "sqlite3.connect")
SAID = b"done"


def killed_at(n: int, act: Callable[[], object], *, folder: str = "") -> bool:
    """Do something in a process of its own that is killed at its n-th step; whether it said that it was done.

    Steps are those of the database, and with a folder also whatever happens to its files.
    """

    def until_killed() -> bytes:
        _die_at(n, folder)
        act()
        return SAID

    return answer(*begun(until_killed)) == SAID


def _die_at(n: int, folder: str) -> None:
    seen = 0

    def step(*_: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == n:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in _SQL:
        event.listen(Engine, name, step)

    def touched(name: str, arguments: tuple[object, ...]) -> None:
        if name in _FILES and any(folder in str(one) for one in arguments):
            step()

    if folder:
        sys.addaudithook(touched)


_WRITES = ("INSERT", "UPDATE", "DELETE")


class Pulled(Exception):  # noqa: N818 -- what happens
    """The plug was pulled."""


@contextmanager
def failing_at(store: Store, n: int) -> Iterator[list[str]]:
    """The n-th write of whatever is done inside fails; yields what was written."""
    seen: list[str] = []

    def count(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith(_WRITES):
            seen.append(statement)
            if len(seen) == n:
                raise Pulled

    event.listen(store.engine, "before_cursor_execute", count)
    try:
        yield seen
    finally:
        event.remove(store.engine, "before_cursor_execute", count)
