"""Skin states, what leaves them and what needs them gone. Design: docs/explanation/skin-state.md."""

from __future__ import annotations

from enum import StrEnum

import attrs

from turgor.domain.evidence import Basis


class Scope(StrEnum):
    """Where a state lives."""

    ZONE = "zone"
    SYSTEMIC = "systemic"


class Severity(StrEnum):
    """How binding a rule or a need is. Only `absolute` can never be overridden."""

    ABSOLUTE = "absolute"
    RELATIVE = "relative"
    CAUTION = "caution"
    NOTE = "note"

    @property
    def blocks(self) -> bool:
        return self in (Severity.ABSOLUTE, Severity.RELATIVE)


class Part(StrEnum):
    """What of a training programme a need is about; the rest of the programme goes on."""

    PULL = "pull"  # fingers press or draw the skin
    MOVEMENT = "movement"  # muscles work hard


@attrs.frozen
class State:
    """A named condition of the skin or the body that comes and goes."""

    id: str
    scope: Scope
    meaning: str
    term: str = ""


@attrs.frozen
class Effect:
    """Leave `state` for `lower_days`..`upper_days`: active on ``[d, d + upper_days)`` after day d.

    Attributes:
        state: what it leaves.
        upper_days: planned dates use this bound; None means the state never ends.
        lower_days: the best case, for a recorded light setting or healed-skin check.
        when: an expression over facts that must hold; unknown counts as holding (missing data must not
            shorten a gap). Empty means always.
        spreads_to: zones touched beyond those treated.
        basis: what the number of days rests on.

    """

    state: str
    upper_days: int | None
    lower_days: int = 0
    when: str = ""
    spreads_to: tuple[str, ...] = ()
    basis: Basis = Basis.DEFAULT
    sources: tuple[str, ...] = ()
    note: str = ""


@attrs.frozen
class Need:
    """Ask that `state` has been absent for `clear_days`: every interval of it ends by day x - clear_days.

    Attributes:
        state: what must be gone.
        clear_days: for how long; 0 is gone on the day itself.
        basis: what the number of days rests on.
        same_visit: whether an earlier session of the same visit may leave the state.
        part: only this part of a programme waits; None for the whole treatment.
        severity: absolute and relative block; caution is kept where possible and said where not.

    """

    state: str
    clear_days: int
    severity: Severity
    same_visit: bool = False
    basis: Basis = Basis.DEFAULT
    sources: tuple[str, ...] = ()
    note: str = ""
    part: Part | None = None


@attrs.frozen
class SkinTerms:
    """All that the skin-state mechanism must know of an action.

    Attributes:
        effects: what it leaves.
        needs: what must be gone.
        indifferent: states it was checked against and does not need gone. A core state in neither list is
            an interaction not modelled.

    """

    effects: tuple[Effect, ...] = ()
    needs: tuple[Need, ...] = ()
    indifferent: frozenset[str] = frozenset()
