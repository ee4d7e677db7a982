"""What was asked about the pace of a plan: days between visits, days of downtime in a row, money in one month."""

from __future__ import annotations

from collections.abc import Iterator

from turgor.domain.messages import Message, Phrase
from turgor.planning.scheduling.limits import Limit
from turgor.planning.scheduling.problem import Problem

BETWEEN = Phrase(
    "limit.days_between_visits", "The patient wants at least {days} days from one visit to the next."
)
IN_A_ROW = Phrase(
    "limit.downtime_at_a_time", "The patient accepts at most {days} days in a row with redness or swelling."
)
IN_A_MONTH = Phrase("limit.budget_a_month", "The sessions of one month may cost {amount} {currency} at most.")


def pace_limits(problem: Problem) -> Iterator[Limit]:
    """The limits on the pace that were asked for and count."""
    for name, text in _asked(problem):
        if problem.keeps(name):
            yield Limit(name, name, text, (f"preferences.{name}",))


def _asked(problem: Problem) -> Iterator[tuple[str, Message]]:
    wanted = problem.preferences
    if wanted.days_between_visits is not None:
        yield "days_between_visits", BETWEEN(days=wanted.days_between_visits)
    if wanted.downtime_at_a_time is not None:
        yield "downtime_at_a_time", IN_A_ROW(days=wanted.downtime_at_a_time)
    if wanted.budget_a_month is not None:
        money = wanted.budget_a_month
        yield "budget_a_month", IN_A_MONTH(amount=str(money.amount), currency=money.currency)
