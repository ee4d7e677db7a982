"""How fast a selection goes: what it breaks of the limits on visits close by, downtime in a row and money in a month.

What was given under an older plan counts: its last visit, its redness, its price.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from turgor.planning.scheduling.choice import cents
from turgor.planning.scheduling.limits import Limit
from turgor.planning.scheduling.pace_limits import pace_limits
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.selection import Selection

Shown = tuple[int, int]  # the day of a session and the last day on which it may show, counted from today


def too_fast(selection: Selection) -> Iterator[Limit]:
    """The limits on the pace that a selection breaks."""
    for limit in pace_limits(selection.problem):
        if _BROKEN[limit.kind](selection):
            yield limit


def _visits_too_close(selection: Selection) -> bool:
    problem = selection.problem
    last = max((problem.offset(one.date) for one in problem.given), default=None)
    days = sorted({one.day for one in selection.held} | ({last} if last is not None else set()))
    return any(then - day < problem.days_between_visits for day, then in pairwise(days))


def _too_long_downtime(selection: Selection) -> bool:
    problem = selection.problem
    planned = [(one.day, one.day + one.course.downtime_days_max) for one in selection.held]
    most = problem.preferences.downtime_at_a_time or 0
    return longest_in_a_row(planned, shown_already(problem)) > most


def _month_too_dear(selection: Selection) -> bool:
    spent = spent_by_month(selection.problem)
    for one in selection.held:
        spent[month(selection.problem, one.day)] += cents(one.course.price)
    return max(spent.values(), default=0) > cents(selection.problem.preferences.budget_a_month)


_BROKEN = {
    "days_between_visits": _visits_too_close,
    "downtime_at_a_time": _too_long_downtime,
    "budget_a_month": _month_too_dear,
}


def longest_in_a_row(planned: Iterable[Shown], given: Iterable[Shown] = ()) -> int:
    """Days of the longest stretch that leaves no day without downtime, the day of its first session not counted.

    What was given makes a stretch longer; one in which nothing is planned does not count.
    """
    shown = [(*one, True) for one in planned] + [(*one, False) for one in given]
    longest, begun, until, counts = 0, 0, None, False
    for day, last, ours in sorted(one for one in shown if one[1] > one[0]):
        if until is None or day > until + 1:
            begun, until, counts = day, last, False
        until, counts = max(until, last), counts or ours
        longest = max(longest, until - begun) if counts else longest
    return longest


def shown_already(problem: Problem) -> list[Shown]:
    """What was given and may still show."""
    days = ((problem.offset(one.date), one.downtime_days_max) for one in problem.given)
    return [(day, day + downtime) for day, downtime in days if downtime]


def month(problem: Problem, day: int) -> tuple[int, int]:
    """Year and month of a day counted from today."""
    date = problem.day(day)
    return date.year, date.month


def spent_by_month(problem: Problem) -> Counter[tuple[int, int]]:
    """What was given already cost, in hundredths, by calendar month."""
    spent: Counter[tuple[int, int]] = Counter()
    for one in problem.given:
        spent[one.date.year, one.date.month] += cents(one.price)
    return spent
