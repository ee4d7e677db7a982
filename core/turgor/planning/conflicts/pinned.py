"""What of a problem a conflict can be about: without pins the empty plan is always possible."""

from __future__ import annotations

from turgor.planning.scheduling.problem import Problem


def pinned_only(problem: Problem, dropped: frozenset[str] = frozenset()) -> Problem:
    """The problem without some limits, with just the courses of the treatments and sessions that stay pinned."""
    fewer, pins = problem.without(dropped), problem.preferences.pins
    musts = {treatment for treatment in pins.must if fewer.keeps(f"must:{treatment}")}
    dated = {session.partition("#")[0] for session in pins.dates if fewer.keeps(f"date:{session}")}
    return fewer.offering(course for course in problem.offers.courses if course.treatment in musts | dated)
