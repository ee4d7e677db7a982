"""Which courses can be part of a best plan at all: what the dates cannot change is settled without dates.

A course that adds neither a goal nor benefit to a set of courses only costs visits, days and money: the set is better
without it. So only sets in which every course adds something are looked at, and of those only the ones that keep the
policy's share of the benefit that all courses together could bring.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from turgor.domain.offers import CourseOffer
from turgor.planning.offering.benefit import benefit_at
from turgor.planning.scheduling.problem import Problem

MOST_SETS = 20_000  # beyond so many sets nothing is narrowed

Chosen = tuple[CourseOffer, ...]


@attrs.frozen
class Worth:
    """What a set of courses is worth, whatever their dates: goals first, then benefit."""

    goals: int
    benefit: int


def worth(courses: Chosen, problem: Problem) -> Worth:
    """The goals and the benefit of a set of courses."""
    findings, asked_for = problem.findings, frozenset(problem.preferences.pins.must)
    sites = sorted(findings.goal_sites)
    return Worth(
        goals=sum(any(course.benefit.at(site) for course in courses) for site in sites),
        benefit=sum(benefit_at(site, courses, findings.laxity_at(site), asked_for) for site in sites),
    )


@attrs.frozen
class _Worths:
    """The worth of sets of courses, each worked out once: a set is looked at again with every course that joins it."""

    problem: Problem
    _known: dict[tuple[str, ...], Worth] = attrs.field(factory=dict)

    def of(self, chosen: Chosen) -> Worth:
        """As `worth` says."""
        key = tuple(course.id for course in chosen)
        if key not in self._known:
            self._known[key] = worth(chosen, self.problem)
        return self._known[key]


def narrowed(problem: Problem, courses: Chosen) -> tuple[Problem, Worth]:
    """The problem with the courses of all sets that may be best, and the worth that these sets reach for.

    If the narrowed problem reaches that worth, its best plan is the best plan of all; if it does not, because no
    dates are found, the whole problem must be asked.
    """
    worths = _Worths(problem)
    most = worths.of(courses)
    share = problem.clinic.benefit_shares.of(problem.priority)
    pins = problem.preferences.pins
    pinned = {session.rpartition(".")[0] for session in pins.dates}
    useful = {course.id for course in courses if course.treatment in pins.must or course.id in pinned}
    for number, chosen in enumerate(_irredundant((), courses, worths)):
        if number == MOST_SETS:
            return problem, most
        found = worths.of(chosen)
        if found.goals == most.goals and found.benefit * 100 >= share * most.benefit:
            useful |= {course.id for course in chosen}
    return problem.offering(course for course in problem.offers.courses if course.id in useful), most


def _irredundant(chosen: Chosen, further: Chosen, worths: _Worths) -> Iterator[Chosen]:
    """All sets in which each course adds something to the others, by depth.

    What adds nothing to a set adds nothing to a larger one: benefit has diminishing returns.
    """
    yield chosen
    for place, course in enumerate(further):
        larger = (*chosen, course)
        if all(_adds(one, larger, worths) for one in larger):
            yield from _irredundant(larger, further[place + 1 :], worths)


def _adds(one: CourseOffer, chosen: Chosen, worths: _Worths) -> bool:
    others = tuple(course for course in chosen if course is not one)
    return worths.of(others) != worths.of(chosen)
