"""The life of a process in which one plugin lives: import it, say who it is, answer what it is asked.

Nothing here is trusted by the process that asks: it ends this one when it takes too long, and checks every answer.
"""

from __future__ import annotations

import contextlib
import pickle
import socket
import sys
from collections.abc import Callable, Mapping
from functools import partial

import attrs

from turgor.content import load_core
from turgor.host.asking import Misfit, Unusable
from turgor.host.calls import Plugin, introduced, said
from turgor.host.crossing import Unsendable, pack
from turgor.host.wire import Wire

ANSWER, UNUSABLE, MISFIT = "answer", "unusable", "misfit"


@attrs.frozen
class Introduce:
    """The first message: which plugin lives here.

    Attributes:
        load: imports it, pickled: what it refers to may be found on the path only.
        path: where modules are looked for.
        megabytes: of address space that the process may take.

    """

    name: str
    load: bytes
    path: tuple[str, ...]
    megabytes: int


@attrs.frozen
class Ask:
    """Every other message: a hook and its arguments."""

    hook: str
    arguments: Mapping[str, object]


def warm_up() -> None:
    """What every plugin needs, once for all of them."""
    load_core()


def live(theirs: socket.socket) -> None:
    """Answer until nobody asks any more."""
    sys.stdout = sys.stderr
    wire = Wire(theirs)
    with contextlib.suppress(EOFError, OSError):
        plugins: list[Plugin] = []
        first: Introduce = pickle.loads(wire.receive())  # noqa: S301  from the process that started this one
        wire.send(_reply(lambda: _introduce(first, plugins), "turgor_modality"))
        for plugin in plugins:
            while True:
                ask: Ask = pickle.loads(wire.receive())  # noqa: S301  as above
                wire.send(_reply(partial(plugin.call, ask.hook, ask.arguments), ask.hook))


def _introduce(message: Introduce, plugins: list[Plugin]) -> object:
    """What the plugin says of itself, and its hooks with the arguments that they name."""
    sys.path[:] = message.path
    _limit_memory(message.megabytes)

    def load() -> object:
        return pickle.loads(message.load)()  # noqa: S301  as above

    plugin, answer = introduced(message.name, load)
    plugins.append(plugin)
    return plugin.hooks, answer


def _reply(answer: Callable[[], object], hook: str) -> bytes:
    try:
        return pack((ANSWER, answer()))
    except Unsendable as problem:
        return pack((UNUSABLE, f"{hook} answered what is no answer: {problem}"))
    except Unusable as problem:
        return pack((UNUSABLE, str(problem)))
    except Misfit as problem:
        return pack((MISFIT, str(problem)))
    except KeyboardInterrupt as problem:  # nobody's keyboard reaches this process
        return pack((UNUSABLE, f"{hook} raised an error: {said(problem)}"))


def _limit_memory(megabytes: int) -> None:
    try:
        import resource  # noqa: PLC0415  not on every system
    except ImportError:
        return
    most = megabytes * 1_000_000
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
