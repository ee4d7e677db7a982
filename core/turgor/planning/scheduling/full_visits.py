"""Visits whose sessions fit pairwise and not all together: found in a solution, and forbidden from then on.

Pairs are in the model from the beginning. Of larger sets only few ever meet: they are looked at when they do.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise, product

from turgor.planning.scheduling.model import Model, full_in_common, never_all_on
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.selection import Selection


def forbid_full_visits(model: Model, found: Selection) -> bool:
    """Forbid every set of courses whose visit in a solution does not fit, on all days at once; whether there was any."""
    sets = sorted(set(_too_many(found)), key=sorted)
    for courses in sets:
        for sessions in product(*(model.of(course) for course in sorted(courses))):
            if full := full_in_common(sessions, model.problem):
                together = [model.meet(one, other) for one, other in pairwise(sessions)]
                never_all_on(model.cp, sessions, full, together, model.problem)
    return bool(sets)


def _too_many(found: Selection) -> Iterator[frozenset[str]]:
    """The courses of each visit that does not fit, as few of them as do not."""
    problem = found.problem
    for day, held in groupby(sorted(found.held, key=lambda one: one.day), key=lambda one: one.day):
        courses = frozenset(one.course.id for one in held)
        if day in problem.full_days(courses):
            yield _smallest(courses, day, problem)


def _smallest(courses: frozenset[str], day: int, problem: Problem) -> frozenset[str]:
    for course in sorted(courses):
        if day in problem.full_days(courses - {course}):
            courses -= {course}
    return courses
