"""Whether an adapted offer only narrows the one it was made from.

Python in a plugin may make things stricter, never looser. Fields that are not named here must stay as they were:
who pays what, how a benefit is counted and what the verdicts allow is not for a modality to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate
from typing import Any

import attrs

from turgor.domain.findings import Findings
from turgor.domain.modalities import Offer
from turgor.domain.offers import RegimenOffer
from turgor.domain.terms import Interval, SessionCount, Step


def widened(answer: Offer, given: Offer, findings: Findings) -> Iterator[str]:
    """Say each way in which `answer` is looser than `given`, or changes what is not its to change."""
    for field in attrs.fields(type(given)):
        old, new = getattr(given, field.name), getattr(answer, field.name)
        if old == new or field.name == "steps":
            continue
        within, meaning = _MAY_NARROW.get(field.name, (None, "must stay as it was"))
        if within is None or not within(new, old):
            yield f"{field.name} {meaning} (was {_shown(old)}, answered {_shown(new)})"
    if isinstance(answer, RegimenOffer) and isinstance(given, RegimenOffer):
        yield from _quicker(answer, given, findings)


def _interval(new: Interval, old: Interval) -> bool:
    """The longest interval moves at most as far as the shortest, so that the window never grows."""
    later = new.min_days - old.min_days
    return later >= 0 and new.max_days <= old.max_days + later


def _sessions(new: SessionCount, old: SessionCount) -> bool:
    return new.maximum <= old.maximum and new.typical <= old.typical and new.minimum <= old.minimum


def _keeps(new: tuple[object, ...], old: tuple[object, ...]) -> bool:
    return all(entry in new for entry in old)


_MAY_NARROW: Mapping[str, tuple[Callable[[Any, Any], bool], str]] = {
    "sites": (lambda new, old: bool(new) and new <= old, "may only lose some"),
    "sessions": (_sessions, "may only become fewer"),
    "interval": (_interval, "may only become longer, the window no wider"),
    "minutes": (lambda new, old: new >= old, "may only become more"),
    "downtime_days": (lambda new, old: new >= old, "may only become more"),
    "downtime_days_max": (lambda new, old: new >= old, "may only become more"),
    "allowed": (lambda new, old: new & old == new, "may only lose some"),
    "caution": (lambda new, _: new, "may only be raised"),
    "prerequisites": (_keeps, "may only gain some"),
    "adaptations": (_keeps, "may only gain some"),
    "goes_with": (_keeps, "may only gain some"),
    "minutes_a_day": (lambda new, old: new >= old, "may only become more"),
    "dose": (lambda new, _: bool(new), "must say how much"),
}


def _quicker(answer: RegimenOffer, given: RegimenOffer, findings: Findings) -> Iterator[str]:
    """Say where a titration starts later than the patient's own use allows, or climbs faster than the given one."""
    if not answer.steps:
        yield "steps must hold at least one"
    elif not any(_no_faster(answer.steps, given.steps[start:]) for start in _starts(given, findings)):
        yield "steps may only be slower, or start where the patient already is"


def _starts(given: RegimenOffer, findings: Findings) -> Iterator[int]:
    """The steps at which a titration may begin: the first, and those of no more use than there is already."""
    used = max((use.per_week for use in findings.using if use.treatment == given.treatment), default=0)
    yield 0
    yield from (place for place, step in enumerate(given.steps) if step.per_week <= used)


def _no_faster(new: tuple[Step, ...], old: tuple[Step, ...]) -> bool:
    """Whether no week of the new steps has more days of use than the same week of the old ones."""
    weeks = {0, *accumulate(step.weeks or 0 for step in new), *accumulate(step.weeks or 0 for step in old)}
    return all(_per_week(new, week) <= _per_week(old, week) for week in weeks)


def _per_week(steps: tuple[Step, ...], week: int) -> int:
    for step in steps:
        if step.weeks is None or week < step.weeks:
            return step.per_week
        week -= step.weeks
    return steps[-1].per_week


def _shown(value: object) -> str:
    text = str(sorted(value) if isinstance(value, frozenset) else value)
    return text if len(text) <= 80 else f"{text[:77]}..."
