"""One problem solved twice, by the scheduler and by the second formulation, and held against each other."""

from __future__ import annotations

from time_indexed import optimum
from turgor.domain.schedule import Found, Schedule
from turgor.planning.schedule import schedule
from turgor.planning.scheduling.problem import Problem


def agreed(problem: Problem, seed: int = 0) -> Schedule:
    """The schedule, once it is known to be the optimum. Fails where the two differ."""
    solved, other = schedule(problem, seed), optimum(problem)
    assert (solved.found is Found.CONFLICT) is (other is None)
    if other is None:
        return solved
    for stage in solved.stages:  # beyond a stage that is not proven the two may go different ways
        if not stage.proven:
            return solved
        assert (stage.name, stage.value) == (stage.name, other.values[stage.name])
    days = {session.id: (session.date - problem.today).days for session in solved.sessions}
    assert days == other.days
    return solved
