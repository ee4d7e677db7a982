"""Home care of the plan: what is used, how often, and when it rests."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from turgor.domain.courses import PlannedPrerequisite
from turgor.domain.home_care import weekdays
from turgor.domain.money import Money
from turgor.domain.offers import Adaptation
from turgor.domain.recorded import RecordedField
from turgor.domain.terms import Slot


class HomeKind(StrEnum):
    """What a piece of home care is, so that it is told where it belongs: only what is put on skin has a routine."""

    SKIN = "skin"
    FOOD = "food"
    EXERCISE = "exercise"
    HABIT = "habit"


@attrs.frozen
class Segment:
    """A stretch of home care with one frequency. `to` None goes on.

    Attributes:
        weekdays: the days of use, Monday 0.

    """

    from_: date
    to: date | None
    per_week: int
    slot: Slot
    dose: str
    gate: str = ""
    weekdays: tuple[int, ...] = attrs.field(
        default=attrs.Factory(lambda self: weekdays(self.per_week), takes_self=True)
    )


@attrs.frozen
class Pause:
    """Days without a piece of home care, both ends included, and the sessions or events that ask for it."""

    from_: date
    to: date
    because: tuple[str, ...]


@attrs.frozen
class Regimen:
    """Chosen home care.

    Attributes:
        order: place in the routine.
        kind: what it is; food, exercise and habits have no place on the skin.
        recorded: what is recorded of each report on it.

    """

    id: str
    treatment: str
    name: str
    plain_name: str
    zones: tuple[str, ...]
    sites: tuple[str, ...]
    how: str
    order: int
    minutes_a_day: int
    segments: tuple[Segment, ...]
    pauses: tuple[Pause, ...] = ()
    adaptations: tuple[Adaptation, ...] = ()
    prerequisites: tuple[PlannedPrerequisite, ...] = ()
    cost: Money | None = None
    effect_weeks: int | None = None
    kind: HomeKind = HomeKind.SKIN
    recorded: tuple[RecordedField, ...] = ()

    def is_used_on(self, day: date) -> bool:
        """Whether the plan has it used on a day: by its weekdays, and not in a pause."""
        if any(pause.from_ <= day <= pause.to for pause in self.pauses):
            return False
        return any(
            one.from_ <= day and (one.to is None or day <= one.to) and day.weekday() in one.weekdays
            for one in self.segments
        )
