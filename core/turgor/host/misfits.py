"""What is wrong with the hooks of a plugin, and what it asks of `turgor.api`, in words that say what to do."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

import pluggy

from turgor import __version__, api

ALIKE = 0.8  # of two names of which one is the other misspelt; less, and it may well be a name that is new
_MISSING = re.compile(r"cannot import name '(\w+)' from 'turgor\.api'")
PREFIX = "turgor_"
HOOKS: Mapping[str, tuple[str, ...]] = {
    name: tuple(inspect.signature(spec).parameters)
    for name, spec in vars(api).items()
    if name.startswith(PREFIX)
}


def unknown_hooks(names: Iterable[str]) -> str:
    """Of hooks that have no specification: misspelt, or made for a newer Turgor."""
    return "; ".join(_unknown(name) for name in names)


def _unknown(name: str) -> str:
    """Compared without the beginning that all share, by which each would be close to each."""
    if meant := _meant(name.removeprefix(PREFIX), [hook.removeprefix(PREFIX) for hook in HOOKS]):
        return f"it has {name}, which is no hook; did you mean {PREFIX + meant!r}?"
    return (
        f"it has {name}, which this version of Turgor does not know; update Turgor, "
        "or mark it @hookimpl(optionalhook=True) to run without it"
    )


def hooks_that_do_not_fit(implementation: object, problem: pluggy.PluginValidationError) -> str:
    """Which hook asks for what it is not given; what pluggy says of anything else."""
    asked = "; ".join(_unfit(implementation))
    return asked or " ".join(str(problem).splitlines()[1:])


def _unfit(implementation: object) -> Iterator[str]:
    for name, given in HOOKS.items():
        hook = getattr(implementation, name, None)
        parameters = inspect.signature(hook).parameters.values() if callable(hook) else ()
        if missing := [one.name for one in parameters if one.default is one.empty and one.name not in given]:
            yield (
                f"{name} asks for {', '.join(missing)}, and is given {', '.join(given) or 'nothing'}; update Turgor "
                "if a newer one gives it, or write it with a default"
            )


def missing_name(problem: BaseException | None) -> str:
    """What to say of an import that asks `turgor.api` for what it does not have; empty for any other error."""
    if isinstance(problem, ImportError) and (found := _MISSING.match(str(problem))):
        meant = _meant(found[1], api.__all__)
        hint = f"; did you mean {meant!r}?" if meant else "; update Turgor, if a newer one has it"
        return f"it asks turgor.api for {found[1]}, which Turgor {__version__} does not have{hint}"
    return ""


def _meant(name: str, names: Iterable[str]) -> str:
    """The name of which this one is a misspelling; empty where there is none."""
    return next(iter(get_close_matches(name, names, n=1, cutoff=ALIKE)), "")
