"""The same problem in PyJobShop, as far as it can be said there: every session given, no shared visits, earliest finish.

A course has a machine that rests on the days that it may not use; two courses that must keep their distance share a
machine with set-up times, which says just that, since sessions of one course need none between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise, product

from pyjobshop import Model

import oracle_reading as reading
from turgor.planning.scheduling.days import course_days
from turgor.planning.scheduling.problem import Problem


def finish(problem: Problem, seconds: float) -> tuple[int | None, bool]:
    """The day of the last session, and whether that is proven to be the earliest; None where none was found.

    The days of each session are ours, made anew, so that their making counts for both.
    """
    model = Model()
    courses = reading.candidates(problem)
    days = {course.id: course_days(course, problem).per_session for course in courses}
    room = model.add_renewable(max(problem.capacity(problem.day(n)) for n in range(problem.length + 1)))
    machines = {
        course.id: [model.add_machine(_rests(problem, sorted(set().union(*days[course.id]))))]
        for course in courses
    }
    apart = [pair for pair in combinations(courses, 2) if any(_waits(problem, *pair))]
    shared = [model.add_machine() for _ in apart]
    for machine, (a, b) in zip(shared, apart, strict=True):
        machines[a.id].append(machine)
        machines[b.id].append(machine)
    tasks = {}
    for course in courses:
        own = [model.add_task(earliest_start=own[0], latest_end=own[-1] + 1) for own in days[course.id]]
        for task in own:
            needs = [*machines[course.id], room]
            model.add_mode(task, needs, 1, [0] * len(machines[course.id]) + [course.minutes])
        for before, after in pairwise(own):
            model.add_start_before_start(before, after, course.interval.min_days)
            model.add_start_before_start(after, before, -course.interval.max_days)
        tasks[course.id] = own
    for machine, (a, b) in zip(shared, apart, strict=True):
        there, back = _waits(problem, a, b)
        for one, other in product(tasks[a.id], tasks[b.id]):
            model.add_setup_time(machine, one, other, max(0, there - 1))
            model.add_setup_time(machine, other, one, max(0, back - 1))
    answer = model.solve(time_limit=seconds, display=False, num_workers=1)
    status = answer.status.value.lower()
    found = None if status not in {"optimal", "feasible"} else int(answer.objective) - 1
    return found, status == "optimal"


def _waits(problem: Problem, a: object, b: object) -> tuple[int, int]:
    return reading.wait(problem, a, b), reading.wait(problem, b, a)


def _rests(problem: Problem, days: list[int]) -> list[tuple[int, int]]:
    """The stretches of days between those that may be used."""
    edges = [-1, *days, problem.length + 1]
    return list(_gaps(edges))


def _gaps(edges: list[int]) -> Iterator[tuple[int, int]]:
    for before, after in pairwise(edges):
        if after - before > 1:
            yield before + 1, after
