"""Home care that is not put on the skin: food, exercise and habits, as two short lists instead of a routine."""

from __future__ import annotations

from collections.abc import Sequence

from turgor.documents.patient import home
from turgor.documents.patient.model import Habit
from turgor.documents.wording import frequency, words
from turgor.domain.messages import Phrase
from turgor.domain.regimens import HomeKind, Regimen, Segment
from turgor.domain.terms import Slot

_ALWAYS = 7  # days a week
_STEP = Phrase("documents.habit_step", "{days}: {what}")


def is_habit(regimen: Regimen) -> bool:
    """Whether it has no place in the order of creams."""
    return regimen.kind is not HomeKind.SKIN


def is_daily(regimen: Regimen) -> bool:
    """Whether it is done every day for as long as it lasts."""
    return all(segment.per_week == _ALWAYS for segment in regimen.segments)


def habits(regimens: Sequence[Regimen], *, daily: bool) -> tuple[Habit, ...]:
    """Those of every day, or those of some days."""
    chosen = (regimen for regimen in regimens if is_habit(regimen) and is_daily(regimen) is daily)
    return tuple(
        _habit(regimen) for regimen in sorted(chosen, key=lambda item: (item.kind, item.order, item.id))
    )


def _habit(regimen: Regimen) -> Habit:
    steps = home.steps(regimen.segments)
    last = steps[-1]
    if len(steps) == 1:
        often = _often(last) if last.per_week < _ALWAYS or last.to else ""
        when = "" if last.slot is Slot.ANY else words.sentence(frequency.when(last.slot))
        told = " ".join(part for part in (home.how(regimen), when, often) if part)
        return Habit(words.opening(regimen.plain_name), told)
    said = tuple(words.sentence(_step(segment, steps)) for segment in steps)
    return Habit(words.opening(regimen.plain_name), words.sentence(regimen.how), said)


def _often(segment: Segment) -> str:
    days = words.days(segment.from_, segment.to, "MMM")
    return words.sentence(
        words.opening(days if segment.per_week == _ALWAYS else words.in_a_row((_week(segment), days)))
    )


def _step(segment: Segment, steps: Sequence[Segment]) -> str:
    """What holds for some weeks: how often, where that changes, and how much."""
    changes = len({(other.per_week, other.slot) for other in steps}) > 1 or segment.per_week < _ALWAYS
    told = [_week(segment)] if changes else []
    told += [segment.dose] if segment.dose else []
    days = words.opening(words.days(segment.from_, segment.to, "MMM"))
    return _STEP(days=days, what=". ".join(map(words.opening, told)) or _week(segment)).text


def _week(segment: Segment) -> str:
    return frequency.long(segment.per_week, segment.slot)
