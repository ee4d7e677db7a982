"""The screen of `turgor whatif`."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType

from turgor.cli.output import cell, heading, table
from turgor.cli.screens.limits import limits_table, session_cell
from turgor.documents.practitioner.names import Names
from turgor.documents.wording import words
from turgor.domain.moves import SessionMove
from turgor.domain.plan import Plan
from turgor.domain.whatif import WhatIf


def whatif_screen(answer: WhatIf, plan: Plan) -> Group:
    """Possible at this cost, or impossible because of these limits."""
    names = Names(plan)
    return Group(*(_possible(answer, names) if answer.possible else _impossible(answer, names)))


def _possible(answer: WhatIf, names: Names) -> Iterator[RenderableType]:
    yield heading(f"{answer.session} on {words.weekday_day(answer.day)}: possible")
    yield table(["session", "from", "to"], [_move(move, names) for move in answer.moves])
    if answer.stages:
        yield table(
            ["what changes", "now", "then", ""],
            [
                (one.name.replace("-", " "), one.before, one.after, "worse" if one.worse else "better")
                for one in answer.stages
            ],
        )
    else:
        yield cell("Nothing else changes.")
    proven = (
        "No plan moves fewer sessions." if answer.proven else "Not proven: fewer sessions may have to move."
    )
    yield cell(proven)


def _move(move: SessionMove, names: Names) -> tuple[str, str, str]:
    before, after = (words.weekday_day(day) if day else "not held" for day in (move.from_, move.to))
    return session_cell(move.session, names), before, after


def _impossible(answer: WhatIf, names: Names) -> Iterator[RenderableType]:
    day = words.weekday_day(answer.day)
    if answer.possible is None:
        yield heading(f"{answer.session} on {day}: not known, the search hit its limit first")
        return
    yield heading(f"{answer.session} on {day}: impossible, because these cannot hold together")
    yield limits_table(answer.conflict, names)
