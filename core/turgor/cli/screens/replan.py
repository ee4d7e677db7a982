"""What moved, and why."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType

from turgor.cli.output import cell, heading, table
from turgor.cli.screens.limits import session_cell
from turgor.documents.practitioner.names import Names
from turgor.documents.wording import words
from turgor.domain.explanations import Binding
from turgor.domain.moves import SessionMove
from turgor.domain.plan import Plan


def moves_screen(plan: Plan, before: Plan) -> Group:
    """Every session on another day than in the plan before, and home care that only one of them has."""
    return Group(*_parts(plan, before))


def _parts(plan: Plan, before: Plan) -> Iterator[RenderableType]:
    names = Names(plan)
    yield heading(f"What moved since plan {plan.replaces}")
    if plan.moves:
        yield table(["session", "from", "to", "because"], [_row(move, names) for move in plan.moves])
    else:
        yield cell("Nothing.")
    if changed := list(_home_care(plan, before)):
        yield heading("Home care that changed")
        yield table(["home care", "", "because"], changed)


def _home_care(plan: Plan, before: Plan) -> Iterator[tuple[str, str, str]]:
    """What the new plan goes on without, and what it begins with."""
    names, why = Names(plan), dict(plan.left_out)
    old, new = ({one.id: one for one in made.regimens} for made in (before, plan))
    for id_, regimen in old.items():
        if id_ not in new:
            because = why.get(regimen.treatment)
            yield regimen.name, "left out", names.told(because) if because else ""
    yield from ((regimen.name, "new", "") for id_, regimen in new.items() if id_ not in old)


def _row(move: SessionMove, names: Names) -> tuple[str, str, str, str]:
    before, after = (words.weekday_day(day) if day else "not held" for day in (move.from_, move.to))
    because = "\n".join(_because(one, names) for one in move.because)
    return session_cell(move.session, names), before, after, because


def _because(limit: Binding, names: Names) -> str:
    sources = f" [{', '.join(limit.sources)}]" if limit.sources else ""
    return f"{names.told(limit.text)}{sources}"
