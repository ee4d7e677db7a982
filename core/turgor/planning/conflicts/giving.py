"""How much each limit must give: the least amount that is enough, found by solving without it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import attrs

from turgor.domain.explanations import Relaxation
from turgor.domain.messages import Message, Phrase
from turgor.planning.conflicts.probe import Probe
from turgor.planning.scheduling.aims import FINISH, VISITS, Aim, off_its_day
from turgor.planning.scheduling.limits import Limit
from turgor.planning.scheduling.passes import least
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.search import NotFound
from turgor.planning.scheduling.selection import Selection

MORE_VISITS = Phrase("relax.most_visits", "Accept {n} more visits: {total} in all.")
ONE_MORE_VISIT = Phrase("relax.one_more_visit", "Accept one more visit: {total} in all.")
LATER = Phrase("relax.horizon", "Let the plan end {days} days later, on {day}.")
MOVE = Phrase("relax.date", "Move {session} to {day}.")
LET_GO = {
    "minutes_a_day": Phrase("relax.minutes_a_day", "Accept more minutes of home care a day."),
    "downtime_free": Phrase("relax.downtime_free", "Accept redness there: {limit}"),
    "away": Phrase("relax.away", "Find a day for a visit then: {limit}"),
    "available": Phrase("relax.available", "Come at other times of the week too."),
    "budget": Phrase("relax.budget", "Raise the budget."),
    "budget_a_month": Phrase("relax.budget_a_month", "Raise the budget of a month."),
    "days_between_visits": Phrase("relax.days_between_visits", "Accept visits that are closer together."),
    "downtime_at_a_time": Phrase("relax.downtime_at_a_time", "Accept more days in a row with redness."),
    "unknown_price": Phrase("relax.unknown_price", "Name the price of {treatment}."),
    "aversion": Phrase("relax.aversion", "Ask the patient again about {name}."),
    "only": Phrase("relax.only", "Allow other treatments than {treatments}, too."),
    "resource": Phrase("relax.resource", "Free it, or have another that does the same: {limit}"),
    "courses_at_once": Phrase("relax.courses_at_once", "Let more courses run at once."),
    "must_not": Phrase("relax.must_not", "Take back that {treatment} is excluded."),
    "must": Phrase("relax.must", "Leave {treatment} out."),
    "date": Phrase("relax.date_free", "Let {session} be on another day than {day}."),
    "horizon": Phrase("relax.horizon_free", "Let the plan end later."),
    "most_visits": Phrase("relax.most_visits_free", "Accept more visits."),
}


def giving(probe: Probe, limits: Sequence[Limit]) -> Relaxation:
    """What to do about limits of which each must give.

    Amounts are found one after the other, each the least that is enough with those before it.
    """
    problem = probe.problem.without(frozenset(limit.id for limit in limits))
    steps, proven = [], True
    for limit in limits:
        try:
            step = _AMOUNTS[limit.kind](limit, problem, probe.seed) if limit.kind in _AMOUNTS else None
        except _NotProven:
            step, proven = None, False
        steps.append(step or _let_go(limit))
    return Relaxation(tuple(limit.id for limit in limits), tuple(steps), proven)


def _let_go(limit: Limit) -> Message:
    """What to do about a limit of which no amount is known; whom it speaks of stays told by id, to be named."""
    return LET_GO[limit.kind](**limit.text.params, limit=limit.text.text)


class _NotProven(Exception):  # noqa: N818 -- an answer, not a fault
    """The solver's limit struck before the least amount was known."""


def _visits(_: Limit, problem: Problem, seed: int) -> Message | None:
    """In all: with those that were given."""
    given = len({one.date for one in problem.given})
    total, most = given + VISITS.value(_least(problem, VISITS, seed)), problem.preferences.most_visits or 0
    more = total - most
    return ONE_MORE_VISIT(total=total) if more == 1 else MORE_VISITS(n=more, total=total)


def _horizon(_: Limit, problem: Problem, seed: int) -> Message | None:
    finish = FINISH.value(_least(problem, FINISH, seed))
    last = attrs.evolve(problem, dropped=frozenset[str]()).last
    day = problem.day(finish)
    return LATER(days=(day - last).days, day=day)


def _date(limit: Limit, problem: Problem, seed: int) -> Message | None:
    session = limit.id.removeprefix("date:")
    aim = off_its_day(session, (problem.preferences.pins.dates[session] - problem.today).days)
    held = _least(problem, aim, seed).held
    day = next((one.day for one in held if one.id == session), None)
    return None if day is None else MOVE(session=session, day=problem.day(day))


def _least(problem: Problem, aim: Aim, seed: int) -> Selection:
    """A plan with the smallest value of an aim. Raises _NotProven where that is not known."""
    try:
        solved = least(problem, aim, seed)
    except NotFound as error:
        raise _NotProven from error
    if not solved.stages[0].proven:
        raise _NotProven
    return solved.selection


_AMOUNTS: Mapping[str, Callable[[Limit, Problem, int], Message | None]] = {
    "most_visits": _visits,
    "horizon": _horizon,
    "date": _date,
}
