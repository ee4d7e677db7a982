"""Limits on home care: how often, how many minutes a day, what must go with what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.domain.regimens import Regimen
from turgor.domain.replay import Replay
from turgor.verify.breach import Breach
from turgor.verify.skin import days_in_use

OFTEN = Phrase("verify.frequency", "{per_week} days a week from {day}; in week {week} of use at most {most}.")
LONG = Phrase("verify.regimen_over", "In use for {used} days; it ends after {most}.")
WEEKDAYS = Phrase("verify.weekdays", "From {day} the days of the week are not {per_week}.")
OVERLAP = Phrase("verify.segments", "Two segments overlap on {day}.")
FORBIDDEN = Phrase("verify.home_verdict", "In use on {day}, a day on which the verdict does not allow it.")
BOUNDS = Phrase("verify.home_bounds", "In use on {day}, outside the days that the modality allows.")
MINUTES = Phrase("verify.minutes_a_day", "{minutes} minutes a day of home care; at most {most} are wanted.")
ALONE = Phrase("verify.goes_with", "Must be used together with home care of the kind {trait}.")
BEFORE = Phrase("verify.home_today", "Starts on {day}, before the day of planning.")


def check_home_care(plan: Plan, replay: Replay) -> Iterator[Breach]:
    """Every regimen keeps to its titration and its verdict, and all of them to the patient's minutes."""
    chosen = {trait for regimen in plan.regimens for trait in replay.traits.get(regimen.treatment, ())}
    for regimen in plan.regimens:
        yield from _frequency(regimen, replay)
        yield from _days(regimen, plan, replay)
    for item in (*(course.id for course in plan.courses), *(regimen.id for regimen in plan.regimens)):
        for trait in replay.goes_with.get(item, ()):
            if trait not in chosen:
                yield Breach("goes_with", item, ALONE(trait=trait))
    minutes = sum(regimen.minutes_a_day for regimen in plan.regimens)
    if minutes > replay.limits.minutes_a_day:
        yield Breach("minutes_a_day", "plan", MINUTES(minutes=minutes, most=replay.limits.minutes_a_day))


def _days(regimen: Regimen, plan: Plan, replay: Replay) -> Iterator[Breach]:
    for before, after in pairwise(regimen.segments):
        if before.to is None or before.to >= after.from_:
            yield Breach("segments", regimen.id, OVERLAP(day=after.from_))
    if regimen.segments and regimen.segments[0].from_ < plan.today:
        yield Breach("today", regimen.id, BEFORE(day=regimen.segments[0].from_))
    for day in days_in_use(regimen, replay.limits.horizon):
        if day not in replay.allowed[regimen.id]:
            yield Breach("verdict", regimen.id, FORBIDDEN(day=day))
            return
        if regimen.id in replay.bounds and day not in replay.bounds[regimen.id]:
            yield Breach("bounds", regimen.id, BOUNDS(day=day))
            return


def _frequency(regimen: Regimen, replay: Replay) -> Iterator[Breach]:
    """No segment is more frequent than the titration allows in that week of use; pauses do not count as use."""
    used = 0
    for segment in regimen.segments:
        most = _most_at(replay.steps[regimen.id], used // 7)
        if segment.per_week > most:
            week = used // 7 + 1
            text = OFTEN(per_week=segment.per_week, day=segment.from_, week=week, most=most)
            yield Breach("frequency", regimen.id, text)
        if len(set(segment.weekdays)) != segment.per_week:
            yield Breach("weekdays", regimen.id, WEEKDAYS(day=segment.from_, per_week=segment.per_week))
        used += _days_used(regimen, segment.from_, segment.to or replay.limits.horizon)
    whole = _whole(replay.steps[regimen.id])
    if whole is not None and used > whole:
        yield Breach("frequency", regimen.id, LONG(used=used, most=whole))


def _whole(steps: tuple[tuple[int | None, int], ...]) -> int | None:
    """Days of use after which a regimen is over; None goes on."""
    weeks = [weeks for weeks, _ in steps]
    return None if weeks[-1] is None else sum(7 * one for one in weeks if one)


def _days_used(regimen: Regimen, first: date, last: date) -> int:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(not any(pause.from_ <= day <= pause.to for pause in regimen.pauses) for day in days)


def _most_at(steps: tuple[tuple[int | None, int], ...], week: int) -> int:
    """The days a week that the titration allows in a week of use, counted from 0; none after its last week."""
    for weeks, per_week in steps:
        if weeks is None or week < weeks:
            return per_week
        week -= weeks
    return 0
