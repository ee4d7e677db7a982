"""Asks whether a plan exists without some limits, each question once."""

from __future__ import annotations

from enum import Enum

from turgor.planning.conflicts.pinned import pinned_only
from turgor.planning.scheduling.passes import feasible
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.search import NotFound


class Answer(Enum):
    """Whether there is a plan."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"  # the solver's limit struck first


class Probe:
    """One problem, asked with different limits left out.

    Only what is pinned is looked at: any plan is still one without the courses that nobody asked for.
    """

    def __init__(self, problem: Problem, seed: int) -> None:
        self.problem = problem
        self.seed = seed
        self._answers: dict[frozenset[str], Answer] = {}

    def without(self, dropped: frozenset[str]) -> Answer:
        """Whether a plan exists while these limits do not count."""
        if dropped not in self._answers:
            self._answers[dropped] = self._known(dropped) or self._ask(dropped)
        return self._answers[dropped]

    def _known(self, dropped: frozenset[str]) -> Answer | None:
        """With more limits dropped a plan stays one; with fewer there is still none."""
        for asked, answer in self._answers.items():
            if (answer is Answer.YES and asked <= dropped) or (answer is Answer.NO and asked >= dropped):
                return answer
        return None

    def _ask(self, dropped: frozenset[str]) -> Answer:
        try:
            found = feasible(pinned_only(self.problem, dropped), self.seed)
        except NotFound:
            return Answer.UNKNOWN
        return Answer.YES if found else Answer.NO
