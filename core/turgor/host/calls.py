"""The one place where code of a plugin is run.

Everything goes in and comes out as a copy, as it would through a pipe: a worker process can take the place of
`Plugin` without anybody noticing.
"""

from __future__ import annotations

import copy
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import TypeVar

import attrs
import pluggy

from turgor import api

T = TypeVar("T")

_LONGEST_REASON = 500
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


class Unusable(Exception):  # noqa: N818  what the plugin is, in the words of its status
    """A plugin raised or answered nonsense; the text says what, for a person."""


class Misfit(Exception):  # noqa: N818  as above
    """The hooks of a plugin do not fit their specifications."""


@attrs.frozen
class Plugin:
    """One modality that can be asked."""

    name: str
    manager: pluggy.PluginManager

    @classmethod
    def of(cls, name: str, implementation: object) -> Plugin:
        """A plugin around the module or object that an entry point gave.

        Each has a manager of its own, so that none can wrap or starve another. Raises Misfit where the hooks do
        not fit their specifications.
        """
        manager = pluggy.PluginManager("turgor")
        manager.add_hookspecs(api)
        try:
            guarded(lambda: manager.register(implementation, name), "its hooks cannot be looked at")
        except Unusable as problem:
            if isinstance(problem.__cause__, pluggy.PluginValidationError):
                raise Misfit(" ".join(str(problem.__cause__).splitlines()[1:])) from problem
            raise
        plugin = cls(name, manager)
        if unknown := plugin._unknown_hooks():
            raise Misfit(
                f"it has {', '.join(unknown)}, which this version of Turgor does not know; update Turgor"
            )
        return plugin

    def _unknown_hooks(self) -> list[str]:
        """Hooks without a specification, unless they are marked as optional: those may be for a newer Turgor."""
        callers = [
            caller for caller in vars(self.manager.hook).values() if isinstance(caller, pluggy.HookCaller)
        ]
        return sorted(
            caller.name
            for caller in callers
            if not caller.has_spec() and not all(found.optionalhook for found in caller.get_hookimpls())
        )

    def has(self, hook: str) -> bool:
        return bool(self._caller(hook).get_hookimpls())

    def call(self, hook: str, arguments: Mapping[str, object]) -> object:
        """The plugin's answer to a hook that it has. Raises Unusable where it raises or says None."""
        caller = self._caller(hook)
        answers = guarded(
            lambda: copy.deepcopy(caller(**copy.deepcopy(dict(arguments)))), f"{hook} raised an error"
        )
        if not answers:
            raise Unusable(f"{hook} answered None; where there is nothing to say, answer an empty tuple")
        return answers[0]

    def _caller(self, hook: str) -> pluggy.HookCaller:
        caller: pluggy.HookCaller = getattr(self.manager.hook, hook)
        return caller


def guarded(run: Callable[[], T], what: str) -> T:
    """Run code of a plugin. Raises Unusable whatever it raises, even SystemExit; only Ctrl-C passes.

    What it prints goes to stderr: stdout is for results.
    """
    with _named(what), redirect_stdout(sys.stderr):
        return run()


@contextmanager
def _named(what: str) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        raise
    except BaseException as problem:  # SystemExit and its kin are no reason to stop planning
        raise Unusable(f"{what}: {_described(problem)}") from problem


def _described(problem: BaseException) -> str:
    """Kind, text and place of an error, without what differs from run to run or machine to machine."""
    try:
        said = str(problem)
    except Exception:  # noqa: BLE001  an exception class of a stranger may do anything
        said = "(its text cannot be read)"
    frames = traceback.extract_tb(problem.__traceback__)
    place = f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    text = _ADDRESS.sub("", f"{type(problem).__name__}: {said}".strip().removesuffix(":"))
    return text[:_LONGEST_REASON].encode(errors="replace").decode() + place
