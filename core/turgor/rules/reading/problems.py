"""What is wrong with a condition, where in its text, and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import attrs


@attrs.frozen
class Problem:
    """One thing wrong with a condition, in words for the clinician who wrote it.

    Attributes:
        text: what is wrong, one or two sentences.
        offset, length: the place in the condition, in characters from its beginning.
        suggestion: what to write in that place instead; empty where nothing comes close.

    """

    text: str
    offset: int = 0
    length: int = 0
    suggestion: str = ""

    def __str__(self) -> str:
        if not self.suggestion:
            return self.text
        is_name = self.suggestion.replace(".", "_").isidentifier()
        return f"{self.text} Did you mean {listed([self.suggestion]) if is_name else self.suggestion}?"


class ExpressionError(ValueError):
    """A condition that cannot be used, with everything that is wrong with it.

    Attributes:
        condition: the text that was read.
        problems: all of them, in the order of their places.

    """

    def __init__(self, condition: str, problems: Iterable[Problem]) -> None:
        self.condition = condition
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.offset, problem.text)))
        super().__init__(condition, self.problems)

    def __str__(self) -> str:
        return "\n".join(_pointing(self.condition, problem) for problem in self.problems)


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like a misspelt one; empty if none does."""
    by_small = {name.lower(): name for name in sorted(known, reverse=True)}
    found = get_close_matches(word.lower(), sorted(by_small), n=1)
    return by_small[found[0]] if found else ""


def listed(words: Iterable[str]) -> str:
    """Words for a sentence, each in quotes."""
    return ", ".join(f"'{word}'" for word in words)


def _pointing(condition: str, problem: Problem) -> str:
    """The line of the condition with the place marked under it, then the problem."""
    start = condition.rfind("\n", 0, problem.offset) + 1
    line = condition[start:].partition("\n")[0]
    marks = " " * (problem.offset - start) + "^" * max(1, min(problem.length, len(line)))
    return f"  {line}\n  {marks}\n{problem}"
