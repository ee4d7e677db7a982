"""Home care that must not meet: what is kept apart, how far, and what to do instead."""

from __future__ import annotations

from enum import StrEnum

import attrs

from turgor.domain.evidence import Evidence
from turgor.domain.rules import Outcome
from turgor.domain.skin import Severity

_DAYS_A_WEEK = attrs.validators.optional(attrs.validators.in_(range(1, 8)))


class Meeting(StrEnum):
    """How close two things must be to meet, from the closest to the widest."""

    SAME_STEP = "same_step"  # one after the other in one routine: morning and evening keep them apart
    SAME_NIGHT = "same_night"  # one evening: alternating evenings keep them apart
    SAME_DAY = "same_day"  # one calendar day
    SAME_PERIOD = "same_period"  # while the other is in use or still works


@attrs.frozen
class Incompatible:
    """Two kinds of things that are not used together.

    Attributes:
        id: unique; kept from the clinical reference where it has one (``I-RET-ACID``).
        one, other: what meets, any of the names on each side: traits, kinds of event, medicines and, in a modality,
            its own treatments. A name on both sides means two different things of one kind.
        meeting: how close they may not come.
        advice: what keeps them apart.
        other_after_weeks: `other` is only begun when `one` has been used for so many weeks; 0 where it does not matter.
        other_most_per_week: days a week of `other` while `one` is in use; None where it does not matter.
        together_most_per_week: days a week of the two together; None where it does not matter.

    """

    id: str
    one: tuple[str, ...] = attrs.field(validator=attrs.validators.min_len(1))
    other: tuple[str, ...] = attrs.field(validator=attrs.validators.min_len(1))
    meeting: Meeting
    severity: Severity
    outcome: Outcome
    advice: str
    rationale: str
    sources: tuple[str, ...]
    evidence: Evidence = Evidence.VERY_LOW
    other_after_weeks: int = attrs.field(default=0, validator=attrs.validators.ge(0))
    other_most_per_week: int | None = attrs.field(default=None, validator=_DAYS_A_WEEK)
    together_most_per_week: int | None = attrs.field(default=None, validator=_DAYS_A_WEEK)
