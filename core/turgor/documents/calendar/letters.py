"""Letters for what is not used alike every day, so that a cell of the calendar can name it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from string import ascii_uppercase

from turgor.documents.wording import frequency
from turgor.domain.regimens import HomeKind, Regimen, Segment
from turgor.domain.terms import Slot

IN_MORNING, IN_EVENING = (Slot.MORNING, Slot.BOTH, Slot.ANY), (Slot.EVENING, Slot.BOTH)


def lettered(regimens: Sequence[Regimen]) -> dict[str, str]:
    """Regimen id -> its letter: the first of its name that is free, else of the alphabet; steady home care has none."""
    found: dict[str, str] = {}
    for regimen in sorted(regimens, key=lambda one: (one.order, one.id)):
        if not is_steady(regimen):
            wanted = (*regimen.plain_name.upper(), *ascii_uppercase)
            free = (letter for letter in wanted if letter in ascii_uppercase and letter not in found.values())
            found[regimen.id] = next(free, "+")
    return found


def is_steady(regimen: Regimen) -> bool:
    """Used alike on every day of the plan. Food and habits are: their days are the patient's own choice."""
    if regimen.kind in (HomeKind.FOOD, HomeKind.HABIT):
        return True
    return not (regimen.pauses or frequency.changes(regimen) or regimen.segments[-1].to)


def segment_on(regimen: Regimen, day: date) -> Segment | None:
    """The stretch of use that a day belongs to, pauses or not."""
    return next((s for s in regimen.segments if s.from_ <= day and (s.to is None or day <= s.to)), None)


def rests_on(regimen: Regimen, day: date) -> bool:
    """Whether it pauses."""
    return any(pause.from_ <= day <= pause.to for pause in regimen.pauses)


def used_on(regimen: Regimen, day: date, slots: Sequence[Slot]) -> bool:
    """Whether it is used on a day at that time of day."""
    segment = segment_on(regimen, day)
    return (
        segment is not None
        and segment.slot in slots
        and day.weekday() in segment.weekdays
        and not rests_on(regimen, day)
    )
