"""What is wrong with a file: all of it at once, each problem with its place and, where one fits, a suggestion."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, time
from decimal import Decimal
from difflib import get_close_matches

import attrs

Place = str | int
LONGEST_SHOWN = 60  # characters of somebody's text that a message repeats


@attrs.frozen
class Problem:
    """One thing that is wrong.

    Attributes:
        place: the way to it from the top of the file: keys and indices.
        text: what was expected and what was found.
        suggestion: what was probably meant; empty if nothing comes close.
        file: where it stands; empty while it is not known.

    """

    place: tuple[Place, ...]
    text: str
    suggestion: str = ""
    file: str = ""

    @property
    def path(self) -> str:
        """The place as people write it: ``assessment.measurements[2].values[0]``."""
        return "".join(_step(step) for step in self.place).removeprefix(".")

    def under(self, *places: Place) -> Problem:
        """The same problem seen from further up."""
        return attrs.evolve(self, place=(*places, *self.place))

    def __str__(self) -> str:
        where = ": ".join(part for part in (self.file, self.path) if part)
        hint = f"; did you mean {self.suggestion!r}?" if self.suggestion else ""
        return f"{where}: {self.text}{hint}" if where else f"{self.text}{hint}"


class InvalidContent(ValueError):  # noqa: N818 - named for what it says, as InvalidFile is
    """Content or a file is wrong; `problems` says everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def under(self, *places: Place) -> InvalidContent:
        """The same problems seen from further up."""
        return type(self)(problem.under(*places) for problem in self.problems)

    def in_file(self, file: str) -> InvalidContent:
        """The same problems with the file they stand in, where it was not known."""
        return type(self)(attrs.evolve(p, file=p.file or file) for p in self.problems)


@attrs.define
class Collector:
    """Gathers problems, so that one does not hide the next."""

    problems: list[Problem] = attrs.field(factory=list)

    @contextmanager
    def at(self, *places: Place) -> Iterator[None]:
        """Gather what goes wrong inside, as seen from these places, and go on after it."""
        try:
            yield
        except InvalidContent as error:
            self.problems += error.under(*places).problems

    def add(self, places: Iterable[Place], text: str, suggestion: str = "") -> None:
        self.problems.append(Problem(tuple(places), text, suggestion))

    def check(self, error: type[InvalidContent] = InvalidContent) -> None:
        """Raise what was gathered, if anything was."""
        if self.problems:
            raise error(self.problems)


def wrong(text: str, suggestion: str = "") -> InvalidContent:
    """One problem, right here."""
    return InvalidContent([Problem((), text, suggestion)])


def closest(word: object, options: Iterable[str]) -> str:
    """The option that was probably meant, or an empty text."""
    if not isinstance(word, str):
        return ""
    by_folded = {option.casefold(): option for option in sorted(options)}
    matches = get_close_matches(word.casefold(), list(by_folded), n=1)
    return by_folded[matches[0]] if matches else ""


def shown(value: object) -> str:
    """A value as a message repeats it: short, on one line and harmless for a terminal."""
    match value:
        case None | True | False:
            return {None: "nothing (null)", True: "true", False: "false"}[value]
        case str():
            return f"the text {_quoted(value)}"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case int() | float() | Decimal():
            return str(value)[:LONGEST_SHOWN]
        case date() | time():
            return value.isoformat()
    return "a table" if isinstance(value, Mapping) else "a list"


def _quoted(text: str) -> str:
    cut = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."
    return json.dumps(cut, ensure_ascii=not cut.isprintable())


def _step(step: Place) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    bare = step.replace("_", "").replace("-", "").isalnum()
    return f".{step if bare else _quoted(step)}"
