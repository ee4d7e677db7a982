"""Where code of a plugin is run, in whatever process that is."""

from __future__ import annotations

import copy
import pickle
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import TypeVar

import attrs
import pluggy

from turgor import api
from turgor.content import InvalidContent, Problem, load_core, modality_problems
from turgor.host.asking import Misfit, Unusable, in_a_line
from turgor.host.discovery import Found
from turgor.host.misfits import hooks_that_do_not_fit, missing_name, unknown_hooks

T = TypeVar("T")

MOST_SHOWN = 5  # problems that one status line repeats
_LONGEST_REASON = 500


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
                raise Misfit(hooks_that_do_not_fit(implementation, problem.__cause__)) from problem
            raise
        plugin = cls(name, manager)
        if unknown := plugin._unknown_hooks():
            raise Misfit(unknown_hooks(unknown))
        return plugin

    def _unknown_hooks(self) -> list[str]:
        """Hooks without a specification, unless they are marked as optional: those may be for a newer Turgor."""
        return sorted(
            caller.name
            for caller in self._callers
            if not caller.has_spec() and not all(found.optionalhook for found in caller.get_hookimpls())
        )

    @property
    def hooks(self) -> Mapping[str, tuple[str, ...]]:
        """The hooks that it implements, each with the arguments that the implementation names."""
        return {
            caller.name: tuple(sorted({name for found in caller.get_hookimpls() for name in found.argnames}))
            for caller in self._callers
            if caller.has_spec() and caller.get_hookimpls()
        }

    def call(self, hook: str, arguments: Mapping[str, object]) -> object:
        """The plugin's answer to a hook that it has. Raises Unusable where it raises or says None.

        Only the arguments that its implementation names are needed.
        """
        caller: pluggy.HookCaller = getattr(self.manager.hook, hook)
        given = dict.fromkeys(caller.spec.argnames if caller.spec else ()) | dict(arguments)
        answers = guarded(lambda: caller(**given), f"{hook} raised an error")
        if not answers:
            raise Unusable(f"{hook} answered None; where there is nothing to say, answer an empty tuple")
        return answers[0]

    @property
    def _callers(self) -> Sequence[pluggy.HookCaller]:
        found = vars(self.manager.hook).values()
        return [caller for caller in found if isinstance(caller, pluggy.HookCaller)]


@attrs.frozen
class Here:
    """A plugin in this process; implements `Askable`. It is given copies, and copies are taken of its answers."""

    plugin: Plugin

    @property
    def hooks(self) -> Mapping[str, tuple[str, ...]]:
        return self.plugin.hooks

    def call(self, hook: str, arguments: Mapping[str, object]) -> object:
        """A copy of the answer. Raises Unusable."""
        named = {name: arguments[name] for name in self.hooks[hook] if name in arguments}
        answer = self.plugin.call(hook, _copied(named))
        return guarded(lambda: copy.deepcopy(answer), f"{hook} raised an error")


def _copied(ours: Mapping[str, object]) -> Mapping[str, object]:
    """Copies of our own records: pickle makes them in a fraction of the time that `copy` takes."""
    copies: Mapping[str, object] = pickle.loads(pickle.dumps(ours, protocol=5))  # noqa: S301  what was just written
    return copies


def introduced(name: str, load: Callable[[], object]) -> tuple[Plugin, object]:
    """Import a plugin and ask who it is. Raises Unusable where it fails and Misfit where it does not fit."""
    try:
        plugin = Plugin.of(name, guarded(load, "importing it raised an error"))
        if "turgor_modality" not in plugin.hooks:
            raise Misfit("it has no turgor_modality hook; mark the function with @hookimpl")
        return plugin, plugin.call("turgor_modality", {})
    except Unusable as problem:
        if isinstance(problem.__cause__, InvalidContent):
            raise Misfit(summed(problem.__cause__.problems)) from problem
        if missing := missing_name(problem.__cause__):
            raise Unusable(missing) from problem
        raise


def problems_of(plugin: Found) -> Sequence[Problem]:
    """Everything that is wrong with the content of a plugin, which is imported here and now; empty where it is not that."""
    try:
        _, answer = introduced(plugin.name, plugin.load)
    except (Unusable, Misfit) as problem:
        cause = problem.__cause__.__cause__ if problem.__cause__ else None
        return cause.problems if isinstance(cause, InvalidContent) else ()
    return modality_problems(answer, load_core()) if isinstance(answer, api.Modality) else ()


def summed(problems: Sequence[Problem]) -> str:
    """The first few problems in one line."""
    more = [f"and {len(problems) - MOST_SHOWN} more"] if len(problems) > MOST_SHOWN else []
    return "; ".join([*map(str, problems[:MOST_SHOWN]), *more])


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
        raise Unusable(f"{what}: {said(problem)}") from problem


def said(problem: BaseException) -> str:
    """Kind, text and place of an error, without what differs from run to run or machine to machine."""
    try:
        said = str(problem)
    except BaseException:  # noqa: BLE001  an exception class of a stranger may do anything
        said = "(its text cannot be read)"
    frames = traceback.extract_tb(problem.__traceback__)
    place = f"({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    text = f"{type(problem).__name__}: {said}".strip().removesuffix(":")
    return in_a_line(f"{text[:_LONGEST_REASON]} {place}")
