"""The processes in which plugins live, as seen by the one that asks.

They are kept between hosts, as imported modules are: the next plan finds them waiting. One that took too long, or
ended by itself, is gone, and the next host begins it anew.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from turgor.host.asking import Limits, Misfit, Unusable, in_a_line
from turgor.host.crossing import MOST_BYTES, Unsendable, unpack
from turgor.host.line import Nursery, module_path
from turgor.host.nursery import GONE
from turgor.host.worker import ANSWER, MISFIT, Ask, Introduce

CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")


class Process:
    """One plugin in a process of its own; implements `Askable` once it has said who it is.

    A process that was ended without being at fault is begun anew by the next question.
    """

    def __init__(self, nursery: Callable[[], Nursery], name: str, load: bytes, limits: Limits) -> None:
        self._find_nursery, self._name, self._load, self._limits = nursery, name, load, limits
        self._lock = threading.Lock()
        self._introduction: object = None
        self._lost = False
        self.hooks: Mapping[str, tuple[str, ...]] = {}
        self.begin()

    def begin(self) -> None:
        """Let the plugin be imported, and do not wait for it."""
        self._nursery = self._find_nursery()
        self._number, self._wire = self._nursery.fork(self)
        self._deadline = time.monotonic() + self._limits.start_seconds
        self._send(Introduce(self._name, self._load, module_path(), self._limits.megabytes), self._deadline)

    def introduced(self) -> object:
        """What `turgor_modality` answers. Raises Unusable and Misfit."""
        with self._lock:
            if self._introduction is None:
                self._introduce()
        return self._introduction

    def call(self, hook: str, arguments: Mapping[str, object]) -> object:
        """The plugin's answer. Raises Unusable."""
        named = {name: arguments[name] for name in self.hooks[hook] if name in arguments}
        with self._lock:
            if not self._number and not self._lost:
                self.begin()
                self._introduce()
            deadline = time.monotonic() + self._limits.seconds
            with self._in_step():
                self._send(Ask(hook, named), deadline)
                return self._heard(hook, deadline, self._limits.seconds)

    def _introduce(self) -> None:
        try:
            with self._in_step():
                reply = self._heard("importing it", self._deadline, self._limits.start_seconds)
                self.hooks, self._introduction = _introduction(reply)
        except (Unusable, Misfit):
            self._lose()
            raise

    @contextlib.contextmanager
    def _in_step(self) -> Iterator[None]:
        """End the process where this one was interrupted, by Ctrl-C say: its answer would be taken for the next."""
        try:
            yield
        except (Unusable, Misfit):
            raise
        except BaseException:
            self.end()
            raise

    def _send(self, message: Introduce | Ask, deadline: float) -> None:
        with contextlib.suppress(OSError):  # heard of by who waits for the answer
            self._wire.send(pickle.dumps(message, protocol=5), deadline)

    def usable(self) -> bool:
        """Whether it can be asked, as far as can be seen from here."""
        return not self._lost and self._number > 0 and self._wire.quiet()

    def end(self) -> int:
        """End it and what it started; its exit code, or GONE."""
        number, self._number = self._number, 0
        self._wire.close()
        self._nursery.processes.discard(self)
        return self._nursery.end(number) if number else GONE

    def let_go(self) -> None:
        """Leave it to another process that knows it, too."""
        self._number, self._lock = 0, threading.Lock()
        self._wire.close()

    def _lose(self) -> int:
        """End it for good; its exit code, or GONE."""
        self._lost = True
        return self.end()

    def _heard(self, what: str, deadline: float, seconds: float) -> Any:
        try:
            reply = unpack(self._wire.receive(MOST_BYTES + 1_000, deadline))
        except TimeoutError:
            self._lose()
            raise Unusable(f"{what} took longer than {seconds:g} s; its process was ended") from None
        except (EOFError, OSError):
            raise Unusable(f"{what} ended its own process{_how(self._lose())}") from None
        except (Unsendable, ValueError) as problem:
            self._lose()  # nobody knows what comes next
            raise Unusable(f"{what} answered what is no answer: {problem}") from None
        match reply:
            case (str() as kind, answer) if kind == ANSWER:
                return answer
            case (str() as kind, str() as text):
                raise (Misfit if kind == MISFIT else Unusable)(in_a_line(text))
            case _:
                self._lose()
                raise Unusable(f"{what} answered what is no answer")


def _introduction(reply: Any) -> tuple[Mapping[str, tuple[str, ...]], object]:
    hooks, answer = reply
    return {str(hook): tuple(map(str, names)) for hook, names in hooks.items()}, answer


def _how(code: int) -> str:
    if code == GONE:
        return ""
    return f" (signal {-code})" if code < 0 else f" (exit code {code})"


class _Kept:
    """The processes of this process, by what lives in them."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._nursery: Nursery | None = None
        self._processes: dict[object, Process] = {}
        self._others: list[Nursery] = []

    def process(self, name: str, load: bytes, limits: Limits) -> Process:
        key = (name, load, limits, module_path())
        with self._lock:
            kept = self._processes.get(key)
            if kept is None or not kept.usable():
                if kept is not None:
                    kept.end()
                self._processes[key] = kept = Process(self.nursery, name, load, limits)
            return kept

    def nursery(self) -> Nursery:
        with self._lock:
            if self._nursery is not None and not self._nursery.running():
                self._nursery.end_all()
                self._nursery = None
            if self._nursery is None:
                self._nursery = Nursery()
            return self._nursery

    def end(self) -> None:
        with self._lock:
            self._processes.clear()
            if self._nursery is not None:
                self._nursery.end_all()
                self._nursery = None

    def forget(self) -> None:
        """In a fork of this process: they belong to the other one, and are only let go of."""
        if self._nursery is not None:
            for process in list(self._nursery.processes):
                process.let_go()
            self._nursery.let_go()
            self._others.append(self._nursery)  # so that nobody waits for what is no child of this process
        self._lock, self._nursery, self._processes = threading.RLock(), None, {}


_KEPT = _Kept()
atexit.register(_KEPT.end)
if CAN_FORK:
    os.register_at_fork(after_in_child=_KEPT.forget)


def process_of(name: str, load: Callable[[], object], limits: Limits) -> Process | None:
    """The process of a plugin, begun or waiting; None where it exists in this one only, or there can be no other."""
    if not CAN_FORK:
        return None
    try:
        packed = pickle.dumps(load)
    except Exception:  # noqa: BLE001  whatever keeps a function from being pickled
        return None
    if b"__main__" in packed:  # a function of the program itself, which another process cannot import
        return None
    return _KEPT.process(name, packed, limits)


def end_all() -> None:
    """End every process that was kept; the next question begins them anew."""
    _KEPT.end()
