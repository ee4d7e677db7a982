"""The pace of a plan in the model: downtime in a row and money in a month. Days between visits are separations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, permutations
from typing import Any

import attrs

from turgor.planning.scheduling.choice import cents
from turgor.planning.scheduling.model import Model, SessionVars
from turgor.planning.scheduling.pace import month, shown_already, spent_by_month

Expression = Any  # of the model, or a number


def add_pace(model: Model) -> None:
    """Add the limits on the pace that were asked for and count."""
    problem, wanted = model.problem, model.problem.preferences
    if wanted.downtime_at_a_time is not None and problem.keeps("downtime_at_a_time"):
        _downtime_in_a_row(model, wanted.downtime_at_a_time)
    if wanted.budget_a_month is not None and problem.keeps("budget_a_month"):
        _money_in_a_month(model, cents(wanted.budget_a_month))


@attrs.frozen
class _Shown:
    """A session that may show.

    Attributes:
        last: the last day on which it may.
        begun: the first day of the stretch of days without a clear one.
        held: None for what was given.

    """

    name: str
    day: Expression
    last: Expression
    begun: Expression
    held: Expression | None


def _downtime_in_a_row(model: Model, most: int) -> None:
    """A stretch begins no later than any session that it takes up, and ends `most` days after that at the latest.

    Of two sessions the later one stands a clear day after the redness of the earlier, or is of its stretch.
    """
    shown = list(_shown(model))
    for one in shown:
        if one.held is not None:
            model.cp.add(one.last - one.begun <= most).only_enforce_if(one.held)
    for first, then in permutations(shown, 2):
        clear, earlier, joined = (
            model.cp.new_bool_var(f"{then.name} {how} {first.name}")
            for how in ("clear of", "before", "joins")
        )
        model.cp.add(then.day >= first.last + 2).only_enforce_if(clear)
        model.cp.add(then.day + 1 <= first.day).only_enforce_if(earlier)
        model.cp.add(then.begun <= first.begun).only_enforce_if(joined)
        absent = [~one.held for one in (first, then) if one.held is not None]
        model.cp.add_bool_or(clear, earlier, joined, *absent)


def _shown(model: Model) -> Iterator[_Shown]:
    cp, given = model.cp, shown_already(model.problem)
    earliest = min((day for day, _ in given), default=0)

    def begun(name: str, day: Expression) -> Expression:
        found = cp.new_int_var(earliest, model.problem.length + 1, f"{name} begun")
        cp.add(found <= day)
        return found

    for number, (day, last) in enumerate(given):
        yield _Shown(f"given {number}", day, last, begun(f"given {number}", day), None)
    for one in model.sessions:
        if downtime := one.course.downtime_days_max:
            yield _Shown(one.id, one.day, one.day + downtime, begun(one.id, one.day), one.held)


def _money_in_a_month(model: Model, most: int) -> None:
    """Each session that is held stands in one calendar month, and each month keeps its budget."""
    months: dict[tuple[int, int], list[Expression]] = {}
    for session in model.sessions:
        if session.course.price is None:
            continue
        found = dict(_months(model, session))
        model.cp.add(sum(found.values()) == session.held)
        for one, literal in found.items():
            months.setdefault(one, []).append(cents(session.course.price) * literal)
    spent = spent_by_month(model.problem)
    for one, terms in months.items():
        model.cp.add(sum(terms) <= most - spent[one])


def _months(model: Model, session: SessionVars) -> Iterator[tuple[tuple[int, int], Expression]]:
    """The months in which a session may be, each with a literal that puts it there."""
    for one, run in groupby(session.days, key=lambda day: month(model.problem, day)):
        days: Sequence[int] = list(run)
        literal = model.cp.new_bool_var(f"{session.id} in {one}")
        model.cp.add_linear_constraint(session.day, days[0], days[-1]).only_enforce_if(literal)
        yield one, literal
