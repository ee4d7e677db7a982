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


def moves_screen(plan: Plan) -> Group:
    """Every session on another day than in the plan before."""
    return Group(*_parts(plan))


def _parts(plan: Plan) -> Iterator[RenderableType]:
    names = Names(plan)
    yield heading(f"What moved since plan {plan.replaces}")
    if plan.moves:
        yield table(["session", "from", "to", "because"], [_row(move, names) for move in plan.moves])
    else:
        yield cell("Nothing.")


def _row(move: SessionMove, names: Names) -> tuple[str, str, str, str]:
    before, after = (words.weekday_day(day) if day else "not held" for day in (move.from_, move.to))
    because = "\n".join(_because(one, names) for one in move.because)
    return session_cell(move.session, names), before, after, because


def _because(limit: Binding, names: Names) -> str:
    sources = f" [{', '.join(limit.sources)}]" if limit.sources else ""
    return f"{names.told(limit.text)}{sources}"
