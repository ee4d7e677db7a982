"""The independent check: a second piece of code that replays a plan day by day and refuses one that breaks a limit.

It shares nothing with the scheduler, imports the domain records only and asks no plugin. No plan leaves unchecked.
"""

from __future__ import annotations

from collections.abc import Iterator

from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.verify.alternatives import check_alternatives
from turgor.verify.apart import check_apart, check_daily_totals
from turgor.verify.breach import Breach
from turgor.verify.calendar import check_calendar
from turgor.verify.choice import check_choice
from turgor.verify.home_care import check_home_care
from turgor.verify.objective import check_objective
from turgor.verify.pace import check_pace
from turgor.verify.prerequisites import check_prerequisites
from turgor.verify.resources import check_resources
from turgor.verify.sessions import check_sessions
from turgor.verify.skin import check_skin

__all__ = ["Breach", "verify"]

UNCHECKED = Phrase("verify.no_replay", "The plan does not carry what is needed to check it.")
CHECKS = (
    check_sessions,
    check_skin,
    check_calendar,
    check_resources,
    check_pace,
    check_prerequisites,
    check_home_care,
    check_apart,
    check_daily_totals,
    check_choice,
    check_objective,
    check_alternatives,
)


def verify(plan: Plan) -> tuple[Breach, ...]:
    """Every limit that the plan breaks; none for a plan that may leave."""
    if plan.replay is None:
        return tuple(_unchecked(plan))
    return tuple(breach for check in CHECKS for breach in check(plan, plan.replay))


def _unchecked(plan: Plan) -> Iterator[Breach]:
    """A plan in which something is done cannot be checked without its terms and limits."""
    for done in (*(course.id for course in plan.courses), *(regimen.id for regimen in plan.regimens)):
        yield Breach("no_replay", done, UNCHECKED())
    for visit in plan.visits:
        yield Breach("no_replay", visit.date.isoformat(), UNCHECKED())
