"""How a treatment is given over time: a course of sessions, or home care of which more is used step by step."""

from __future__ import annotations

from enum import StrEnum

import attrs

from turgor.domain.doses import Dose


@attrs.frozen
class Interval:
    """Days from one session of a course to the next."""

    min_days: int = attrs.field(validator=attrs.validators.ge(1))
    ideal_days: int = attrs.field()
    max_days: int = attrs.field()

    @ideal_days.validator
    def _ideal_inside(self, _: object, value: int) -> None:
        if value < self.min_days:
            raise ValueError(f"must be at least min_days ({self.min_days}), got {value}")

    @max_days.validator
    def _max_outside(self, _: object, value: int) -> None:
        if value < self.ideal_days:
            raise ValueError(f"must be at least ideal_days ({self.ideal_days}), got {value}")


@attrs.frozen
class SessionCount:
    """How many sessions a course has. Only a practitioner plans more than `typical`."""

    minimum: int = attrs.field(validator=attrs.validators.ge(1))
    typical: int = attrs.field()
    maximum: int = attrs.field()

    @typical.validator
    def _typical_inside(self, _: object, value: int) -> None:
        if value < self.minimum:
            raise ValueError(f"must be at least minimum ({self.minimum}), got {value}")

    @maximum.validator
    def _maximum_outside(self, _: object, value: int) -> None:
        if value < self.typical:
            raise ValueError(f"must be at least typical ({self.typical}), got {value}")


@attrs.frozen
class CourseTerms:
    """A course as the modality declares it, before it is fitted to a patient.

    Attributes:
        minutes: one session, numbing included.
        downtime_days: typical days of visible redness, swelling or scabs after one session.
        downtime_days_max: the longest of them that is ordinary.
        peak_weeks: weeks after the last session at which the result is measured.
        maintenance_days: days after the last session at which a further one is usually offered; None for never.
        onset_weeks: weeks after the first session at which a change may first be seen; None where nobody says.
        durability_months: how long the result is said to last; None where nobody says.

    """

    sessions: SessionCount
    interval: Interval
    minutes: int = attrs.field(validator=attrs.validators.gt(0))
    downtime_days: int = attrs.field(validator=attrs.validators.ge(0))
    downtime_days_max: int = attrs.field(validator=attrs.validators.ge(0))
    peak_weeks: int = attrs.field(validator=attrs.validators.ge(0))
    maintenance_days: int | None = None
    onset_weeks: int | None = None
    durability_months: int | None = None


class Slot(StrEnum):
    """When in the day something is used at home."""

    MORNING = "morning"
    EVENING = "evening"
    BOTH = "both"
    ANY = "any"


@attrs.frozen
class Step:
    """One step of a titration.

    Attributes:
        weeks: how long it lasts; None for the last, open step. A last step with weeks ends the regimen: it goes on
            only where a review finds a measured gain.
        per_week: days a week of use, 1 to 7.
        slot, dose: where they differ from the regimen's.
        gate: what must hold before the step is taken, for the patient.

    """

    per_week: int = attrs.field(validator=[attrs.validators.ge(1), attrs.validators.le(7)])
    weeks: int | None = None
    slot: Slot | None = None
    dose: str = ""
    gate: str = ""


@attrs.frozen
class RegimenTerms:
    """Home care as the modality declares it.

    Attributes:
        order: its place in the routine of its slot: 10 cleanse, 20 treat, 30 moisturise, 40 protect.
        minutes_per_use: of the patient's time.
        how: the line of the routine, to the patient.
        effect_weeks: weeks until an effect may show; `full_effect_weeks` until all of it has been seen in studies.
        daily_dose: substances that a day of it brings; they add up over all regimens.

    """

    slot: Slot
    dose: str
    how: str
    steps: tuple[Step, ...] = attrs.field(validator=attrs.validators.min_len(1))
    order: int = 20
    minutes_per_use: int = 1
    effect_weeks: int | None = None
    full_effect_weeks: int | None = None
    daily_dose: tuple[Dose, ...] = ()
