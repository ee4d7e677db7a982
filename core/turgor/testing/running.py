"""The conformance suite run in a Python of its own, so that a plugin which ends its process is told of, too."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import attrs

from turgor.testing.conformance import CHECKS, Check
from turgor.testing.elsewhere import Work, can_go_elsewhere
from turgor.testing.hearing import deprecated
from turgor.testing.sandbox import Sandbox


@attrs.frozen
class Outcome:
    """What one check found.

    Attributes:
        promise: what must hold.
        problem: what does not; empty where it passed.
        warned: what goes away and was used meanwhile, with its file and line.

    """

    check: str
    promise: str
    problem: str
    warned: tuple[tuple[str, str], ...]


@attrs.frozen
class Ran:
    """What came of the suite.

    Attributes:
        ended: why not all checks came to an end; empty where they did.

    """

    outcomes: tuple[Outcome, ...]
    ended: str = ""

    @property
    def broken_off(self) -> str:
        """The check in which it ended."""
        return CHECKS[min(len(self.outcomes), len(CHECKS) - 1)].__name__


def run_suite(sandbox: Sandbox, examples: int) -> Ran:
    """Run every check; in this process only where the plugin exists nowhere else."""
    if not can_go_elsewhere(sandbox):
        return Ran(tuple(outcomes(sandbox, examples)))
    done = Work(outcomes, sandbox, examples).done()
    return Ran(done.results, done.ended)


def outcomes(sandbox: Sandbox, examples: int) -> Iterator[Outcome]:
    """One check after another."""
    for check in CHECKS:
        with warnings.catch_warnings(record=True) as heard:
            warnings.simplefilter("always", DeprecationWarning)
            problem = _problem(check, sandbox, examples)
        yield Outcome(
            check.__name__, (check.__doc__ or "").splitlines()[0], problem, tuple(deprecated(heard))
        )


def _problem(check: Check, sandbox: Sandbox, examples: int) -> str:
    try:
        check(sandbox, examples)
    except AssertionError as problem:
        return str(problem)
    except Exception as problem:  # noqa: BLE001  whatever it raises, the check has not passed
        return f"{type(problem).__name__}: {problem}"
    return ""
