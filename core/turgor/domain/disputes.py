"""Gaps that authorities disagree about."""

from __future__ import annotations

import attrs


@attrs.frozen
class GapPosition:
    """What one side asks for.

    Attributes:
        id: what the clinic policy names to follow this side.
        clear_days: days that the state must have been gone under this position, None where it need not be gone.

    """

    id: str
    text: str
    sources: tuple[str, ...]
    clear_days: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.ge(0))
    )


@attrs.frozen
class DisputedNeed:
    """A need about which authorities differ. The clinic policy chooses; left alone, the first position holds.

    Attributes:
        id: that of the rule of the clinical reference that the skin states stand for (``ISO-3``).
        state: the state that is needed gone.
        applies_to: traits of the treatments whose non-absolute needs of that state are meant.
        text: what is disputed.
        positions: the first is what the treatments themselves declare.

    """

    id: str
    state: str
    applies_to: tuple[str, ...]
    text: str
    positions: tuple[GapPosition, ...] = attrs.field(validator=attrs.validators.min_len(2))
