"""How plugins are asked, and what is told of each question."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol, TypeVar

import attrs

T = TypeVar("T")


class Unusable(Exception):  # noqa: N818  what the plugin is, in the words of its status
    """A plugin raised, took too long or answered nonsense; the text says what, for a person."""


class Misfit(Exception):  # noqa: N818  as above
    """A plugin works, but does not fit: its hooks or its content."""


class PluginError(Exception):
    """The first plugin that cannot be used, where that is to be heard at once; the cause is the plugin's own error."""


_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
LONGEST_REASON = 2_000  # characters: some problems of content, with their places


def in_a_line(text: str) -> str:
    """Words of a stranger as they may be shown on a terminal, kept in a plan and printed.

    One line, not too long, and without addresses in memory, which differ from run to run.
    """
    line = " ".join(_ADDRESS.sub("", text).split())[:LONGEST_REASON].encode(errors="replace").decode()
    return "".join(char if char.isprintable() else "?" for char in line)


class Askable(Protocol):
    """A plugin that can be asked, wherever it lives.

    Attributes:
        hooks: that it implements, each with the arguments that the implementation names.

    """

    @property
    def hooks(self) -> Mapping[str, tuple[str, ...]]: ...

    def call(self, hook: str, arguments: Mapping[str, object]) -> object:
        """The plugin's answer to a hook that it has. Raises Unusable."""


class Asked(Protocol):
    """Who a plugin is, and where it came from."""

    @property
    def name(self) -> str: ...

    @property
    def distribution(self) -> str: ...

    @property
    def version(self) -> str: ...


@attrs.frozen
class Call:
    """One question to a plugin.

    Attributes:
        seconds: that it took.
        answer: None where there is a problem.
        problem: why there is no answer that can be used; empty where there is one.

    """

    name: str
    distribution: str
    version: str
    hook: str
    arguments: Mapping[str, object]
    seconds: float
    answer: object = None
    problem: str = ""


@attrs.frozen
class Limits:
    """What a plugin may take before its process is ended. A clinic may choose others; these are our defaults.

    Attributes:
        seconds: of wall time for one answer.
        slow_seconds: of wall time for all slow answers of one host together: each may be in time, and all of them
            too much to wait for.
        start_seconds: of wall time for importing it and saying who it is.
        megabytes: of address space.

    """

    seconds: float = 10.0
    slow_seconds: float = 30.0
    start_seconds: float = 30.0
    megabytes: int = 4_000


@attrs.frozen
class Asking:
    """How plugins are asked.

    Attributes:
        strict: in this process, and the first that cannot be used raises PluginError: for authors.
        trace: is told each question.

    """

    limits: Limits = Limits()
    strict: bool = False
    trace: Callable[[Call], None] | None = None

    def asked(self, who: Asked, hook: str, arguments: Mapping[str, object], answer: Callable[[], T]) -> T:
        """Ask, and tell of it where that is wanted. Raises what `answer` raises."""
        if self.trace is None:
            return answer()
        begin = time.perf_counter()
        call = partial(Call, who.name, who.distribution, who.version, hook, arguments)
        try:
            said = answer()
        except (Unusable, Misfit) as problem:
            self.trace(call(time.perf_counter() - begin, problem=str(problem)))
            raise
        self.trace(call(time.perf_counter() - begin, said))
        return said

    def fail(self, who: Asked, problem: Exception) -> None:
        """Raise PluginError where asking is strict: this plugin cannot be used."""
        if self.strict:
            raise PluginError(
                f"modality {who.name} ({who.distribution} {who.version}): {problem}"
            ) from problem


SLOW = 1.0  # seconds from which an answer counts as slow
USUAL = Asking()
