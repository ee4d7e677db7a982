"""A checked condition: questions joined by and, or and not."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

import attrs

from turgor.rules.answering.kleene import Truth, all_of, any_of, negation

Answers = Sequence[Sequence[Truth]]  # by topic, then by question


class Formula(ABC):
    """Something that is true, false or unknown once its questions are answered."""

    @abstractmethod
    def judge(self, answers: Answers) -> Truth: ...


@attrs.frozen
class Ask(Formula):
    """The answer to one question of one topic."""

    topic: int
    question: int

    def judge(self, answers: Answers) -> Truth:
        return answers[self.topic][self.question]


@attrs.frozen
class Negated(Formula):
    """The contrary of its part."""

    part: Formula

    def judge(self, answers: Answers) -> Truth:
        return negation(self.part.judge(answers))


@attrs.frozen
class All(Formula):
    """Holds where all parts do; without parts, always."""

    parts: tuple[Formula, ...] = ()

    def judge(self, answers: Answers) -> Truth:
        return all_of([part.judge(answers) for part in self.parts])


@attrs.frozen
class Some(Formula):
    """Holds where any part does."""

    parts: tuple[Formula, ...]

    def judge(self, answers: Answers) -> Truth:
        return any_of([part.judge(answers) for part in self.parts])
