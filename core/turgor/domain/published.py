"""Gaps between two actions as they were published: what derived gaps are compared with, never planned by."""

from __future__ import annotations

import attrs


@attrs.frozen
class Published:
    """One published gap.

    Attributes:
        first, then: ids of treatments or event kinds, in that order in time.
        min_days: from the one to the other.
        row: where the clinical reference says so (``spacing row 13``).
        same_visit: whether one visit may hold both, in this order; None where the reference is silent.
        blocking: whether a shorter gap is forbidden rather than advised against.

    """

    first: str
    then: str
    min_days: int = attrs.field(validator=attrs.validators.ge(0))
    row: str
    same_visit: bool | None = None
    blocking: bool = True
