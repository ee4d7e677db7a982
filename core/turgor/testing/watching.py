"""What a plugin does besides answering: files, network and processes, by Python's audit events; what all code shares."""

from __future__ import annotations

import decimal
import locale
import os
import random
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

import attrs

_WATCHED = (
    "open", "socket.", "subprocess.", "os.", "shutil.", "urllib.", "http.", "ftplib.", "smtplib.", "sqlite3.",
    "tempfile.", "ctypes.dlopen", "glob.", "pathlib.",
)  # fmt: skip
_LOOKING = ("open", "os.listdir", "os.scandir", "glob.glob", "pathlib.Path.glob")
_IMPORTING = "<frozen importlib"


@attrs.define
class Watched:
    """What the code under some folders did.

    Attributes:
        roots: files and folders whose code is watched, and which that code may read.
        deeds: what it did outside of them, in order, each once.

    """

    roots: tuple[Path, ...]
    deeds: dict[str, None] = attrs.field(factory=dict)

    def heard(self, event: str, args: tuple[Any, ...]) -> None:
        """Note an audit event if the watched code is behind it."""
        if not event.startswith(_WATCHED) or not self._behind(sys._getframe(2)):  # noqa: SLF001  no other way
            return
        if not (event in _LOOKING and self._only_reads_its_own(event, args)):
            self.deeds[f"{event} {args[0] if args else ''}".strip()] = None

    def _behind(self, frame: FrameType | None) -> bool:
        """Whether the watched code is on the stack, and it is not Python that imports for it."""
        while frame is not None:
            name = frame.f_code.co_filename
            if name.startswith(_IMPORTING):
                return False
            if any(Path(name).is_relative_to(root) for root in self.roots):
                return True
            frame = frame.f_back
        return False

    def _only_reads_its_own(self, event: str, args: tuple[Any, ...]) -> bool:
        path, mode = args[0], args[1] if event == "open" and len(args) > 1 else "r"
        own = isinstance(path, str | Path) and any(Path(path).is_relative_to(root) for root in self.roots)
        return own and (mode is None or not set(str(mode)) & set("wax+"))


def surroundings() -> Mapping[str, object]:
    """What all code of a process shares, by what people call it."""
    return {
        "locale": locale.setlocale(locale.LC_ALL),
        "decimal context": repr(decimal.getcontext()),
        "random seed": random.getstate(),
        "environment": dict(os.environ),
        "working directory": Path.cwd(),
        "module path": tuple(sys.path),
    }


_watchers: list[Watched] = []


@cache
def _listen() -> None:
    """Hooks of this kind cannot be taken back; it is set once and does nothing while nobody watches."""
    sys.addaudithook(_heard)


def _heard(event: str, args: tuple[Any, ...]) -> None:
    for watcher in _watchers:
        watcher.heard(event, args)


@contextmanager
def watching(roots: tuple[Path, ...]) -> Iterator[Watched]:
    """Watch the code under some folders until the block ends."""
    _listen()
    watched = Watched(roots)
    _watchers.append(watched)
    try:
        yield watched
    finally:
        _watchers.remove(watched)
