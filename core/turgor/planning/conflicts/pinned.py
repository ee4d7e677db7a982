"""What of a problem a conflict can be about: without pins the empty plan is always possible."""

from __future__ import annotations

import attrs

from turgor.planning.scheduling.problem import Problem


def pinned_only(problem: Problem) -> Problem:
    """The problem with just the courses of pinned treatments and sessions."""
    pins = problem.preferences.pins
    named = {*pins.must, *(session.partition("#")[0] for session in pins.dates)}
    courses = tuple(course for course in problem.offers.courses if course.treatment in named)
    return attrs.evolve(problem, offers=attrs.evolve(problem.offers, courses=courses))
