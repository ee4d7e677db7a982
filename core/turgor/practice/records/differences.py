"""What two versions of a plan differ in, as far as patient and clinic notice it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

from turgor.domain.moves import SessionMove
from turgor.domain.plan import Plan
from turgor.practice.records.basis import cautions_of


@attrs.frozen
class Difference:
    """From one version to another.

    Attributes:
        moves: sessions on another day; those that only one of them has, too.
        new, gone: courses and home care that only one of them has.
        cautions: those that only the other one has.
        cost: what each of them is known to cost, where that differs.

    """

    moves: tuple[SessionMove, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    cost: tuple[str, str] | None = None


def difference(before: Plan, after: Plan) -> Difference:
    """What changes where one follows the other."""
    days, now = _days(before), _days(after)
    items, items_now = _items(before), _items(after)
    known = {caution.id for caution in cautions_of(before)}
    cost, cost_now = _cost(before), _cost(after)
    return Difference(
        moves=tuple(
            SessionMove(session, days.get(session), now.get(session))
            for session in sorted(days.keys() | now.keys())
            if days.get(session) != now.get(session)
        ),
        new=tuple(one for one in items_now if one not in items),
        gone=tuple(one for one in items if one not in items_now),
        cautions=tuple(one.id for one in cautions_of(after) if one.id not in known),
        cost=None if cost == cost_now else (cost, cost_now),
    )


def _days(made: Plan) -> Mapping[str, date]:
    return {session.id: visit.date for visit in made.visits for session in visit.sessions}


def _items(made: Plan) -> tuple[str, ...]:
    return (*(course.id for course in made.courses), *(regimen.id for regimen in made.regimens))


def _cost(made: Plan) -> str:
    return f"{made.cost.known.amount:.2f} {made.cost.known.currency}" if made.cost else ""
