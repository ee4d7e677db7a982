"""What a change would come to: possible at this cost, or impossible because of these limits."""

from __future__ import annotations

from datetime import date

import attrs

from turgor.domain.explanations import Conflict
from turgor.domain.moves import SessionMove


@attrs.frozen
class StageChange:
    """One stage that comes out differently."""

    name: str
    before: int
    after: int
    better: str

    @property
    def worse(self) -> bool:
        return self.after < self.before if self.better == "larger" else self.after > self.before


@attrs.frozen
class WhatIf:
    """The answer to "what if this session were on that day".

    Attributes:
        possible: None where the solver's limit struck before it knew.
        moves: the session asked for and every other that must move with it, as few as possible.
        stages: what gets better or worse; what stays is left out.
        proven: no plan moves fewer sessions.
        conflict: an irreducible set of limits that forbid it.

    """

    session: str
    day: date
    possible: bool | None
    moves: tuple[SessionMove, ...] = ()
    stages: tuple[StageChange, ...] = ()
    proven: bool = True
    conflict: tuple[Conflict, ...] = ()
