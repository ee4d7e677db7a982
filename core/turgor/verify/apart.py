"""Limits on what may meet in home care: on one night, day or step, or at all; and on what a day adds up to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

import attrs

from turgor.domain.dates import days_from
from turgor.domain.doses import DailyLimit
from turgor.domain.incompatible import Incompatible, Meeting
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.domain.regimens import Regimen, Segment
from turgor.domain.replay import PastEvent, Replay
from turgor.domain.skin import Severity
from turgor.domain.terms import Slot
from turgor.verify.breach import Breach

MEET = Phrase("verify.apart", "{rule}: {one} and {other} meet on {day}.")
BESIDE = Phrase("verify.apart_period", "{rule}: {one} and {other} must not be in use at one time.")
CROWDED = Phrase("verify.apart_week", "{rule}: {one} and {other} come to more days a week than is allowed.")
EARLY = Phrase("verify.apart_early", "{rule}: {other} begins before {one} has been used for {weeks} weeks.")
FILLED = Phrase("verify.apart_step", "{rule}: {one} and {other} leave each other no time of day.")
TAKEN = Phrase("verify.apart_taken", "{rule}: {one} must not be used while {other} is taken, or may be.")
TOTAL = Phrase("verify.daily_total", "{limit}: {total} a day in all; at most {most}.")
UNKNOWN = Phrase("verify.daily_total_unknown", "{limit}: what a day comes to is not known.")

HALVES = {
    Slot.MORNING: frozenset({Slot.MORNING}),
    Slot.EVENING: frozenset({Slot.EVENING}),
    Slot.BOTH: frozenset({Slot.MORNING, Slot.EVENING}),
    Slot.ANY: frozenset({Slot.MORNING, Slot.EVENING}),
}


@attrs.frozen
class Side:
    """One thing in use: home care of the plan, or the patient's own, which has no segments.

    Attributes:
        most: the most days a week.
        since: the first day of use; None where nobody knows.

    """

    id: str
    names: frozenset[str]
    most: int
    since: date | None
    regimen: Regimen | None = None


def check_apart(plan: Plan, replay: Replay) -> Iterator[Breach]:
    """No two things that must not meet do, and none meets what the patient has or takes."""
    sides = (*(_planned(one, plan, replay) for one in plan.regimens if one.segments), *_own(replay))
    for rule in replay.incompatible:
        if rule.severity is Severity.NOTE:
            continue
        for first, second in combinations(sides, 2):
            if (first.regimen or second.regimen) and (pair := _ordered(rule, first, second)):
                yield from _breaches(rule, *pair, replay)
        if rule.meeting is Meeting.SAME_PERIOD and rule.severity.blocks:
            for side in sides:
                yield from _circumstances(rule, side, replay)


def _planned(regimen: Regimen, plan: Plan, replay: Replay) -> Side:
    names = frozenset({regimen.treatment, *replay.traits.get(regimen.treatment, ())})
    most = max(segment.per_week for segment in regimen.segments)
    using = [one.since for one in plan.findings.using if one.treatment == regimen.treatment and one.since]
    return Side(regimen.id, names, most, min([*using, regimen.segments[0].from_]), regimen)


def _own(replay: Replay) -> Iterator[Side]:
    for using in replay.going_on:
        names = frozenset({using.treatment, *replay.traits.get(using.treatment, ())})
        yield Side(using.treatment, names, using.per_week, using.since)


def _ordered(rule: Incompatible, first: Side, second: Side) -> tuple[Side, Side] | None:
    """The two sides as the rule names them; None where it does not concern them."""
    if first.names & set(rule.one) and second.names & set(rule.other):
        return first, second
    if second.names & set(rule.one) and first.names & set(rule.other):
        return second, first
    return None


def _breaches(rule: Incompatible, one: Side, other: Side, replay: Replay) -> Iterator[Breach]:
    """The first way in which the two meet."""
    at = (one if one.regimen else other).id
    names: dict[str, str] = {"rule": rule.id, "one": one.id, "other": other.id}
    if rule.meeting is Meeting.SAME_PERIOD and rule.severity.blocks:
        yield Breach("apart", at, BESIDE(**names))
    elif not _late_enough(rule, one, other):
        yield Breach("apart", at, EARLY(**names, weeks=rule.other_after_weeks))
    elif _crowded(rule, one, other):
        yield Breach("apart", at, CROWDED(**names))
    elif one.regimen and other.regimen and (day := _met(rule, one.regimen, other.regimen, replay)):
        yield Breach("apart", at, MEET(**names, day=day))
    elif _fills_the_day(rule, one, other):
        yield Breach("apart", at, FILLED(**names))


def _late_enough(rule: Incompatible, one: Side, other: Side) -> bool:
    if not rule.other_after_weeks or other.since is None:
        return not rule.other_after_weeks
    return one.since is not None and one.since + timedelta(weeks=rule.other_after_weeks) <= other.since


def _crowded(rule: Incompatible, one: Side, other: Side) -> bool:
    """Whether the days a week are too many: for the rule, or to be kept apart from what sets its own days."""
    own = one.regimen is None or other.regimen is None
    if rule.other_most_per_week and other.most > rule.other_most_per_week:
        return True
    if rule.together_most_per_week and one.most + other.most > rule.together_most_per_week:
        return True
    return own and _needs_days(rule, one, other) and one.most + other.most > 7


def _needs_days(rule: Incompatible, one: Side, other: Side) -> bool:
    """Whether only other days keep the two apart: on one night if both are used in the evening."""
    if rule.meeting is Meeting.SAME_NIGHT:
        return all(side.regimen is None or Slot.EVENING in _halves(side.regimen) for side in (one, other))
    return rule.meeting is Meeting.SAME_DAY


def _halves(regimen: Regimen) -> frozenset[Slot]:
    return frozenset(half for segment in regimen.segments for half in HALVES[segment.slot])


def _fills_the_day(rule: Incompatible, one: Side, other: Side) -> bool:
    """Whether home care leaves neither morning nor evening to what the patient uses and it must not meet in a step."""
    if rule.meeting is not Meeting.SAME_STEP or not rule.severity.blocks:
        return False
    planned = [side.regimen for side in (one, other) if side.regimen]
    return len(planned) == 1 and len(_halves(planned[0])) == 2


def _met(rule: Incompatible, one: Regimen, other: Regimen, replay: Replay) -> date | None:
    """The first day on which two of the plan meet; a step that only asks for care may be shared."""
    if rule.meeting is Meeting.SAME_PERIOD or (
        rule.meeting is Meeting.SAME_STEP and not rule.severity.blocks
    ):
        return None
    theirs = dict(_days_of_use(other, replay.limits.horizon))
    for day, segment in _days_of_use(one, replay.limits.horizon):
        if day in theirs and _together(rule, segment, theirs[day]):
            return day
    return None


def _together(rule: Incompatible, one: Segment, other: Segment) -> bool:
    shared = HALVES[one.slot] & HALVES[other.slot]
    if rule.meeting is Meeting.SAME_DAY:
        return True
    return Slot.EVENING in shared if rule.meeting is Meeting.SAME_NIGHT else bool(shared)


def _days_of_use(regimen: Regimen, horizon: date) -> Iterator[tuple[date, Segment]]:
    """The days of use by their days of the week. Pauses count: it may be begun again on any of those days."""
    for segment in regimen.segments:
        for day in days_from(segment.from_, segment.to or horizon):
            if day.weekday() in segment.weekdays:
                yield day, segment


def _circumstances(rule: Incompatible, side: Side, replay: Replay) -> Iterator[Breach]:
    """Home care meets an event on a day of use, and a medicine whenever it is taken."""
    if side.regimen is None:
        return
    for mine, theirs in ((rule.one, rule.other), (rule.other, rule.one)):
        if not side.names & set(mine):
            continue
        for name in theirs:
            if name in replay.takes:
                text = TAKEN(rule=rule.id, one=side.id, other=name)
                yield Breach("apart", side.id, text)
        for event in replay.events:
            if event.kind == side.regimen.treatment:  # used already: the plan goes on with it
                continue
            if event.kind in theirs and (day := _day_within(side.regimen, event, replay)):
                yield Breach("apart", side.id, MEET(rule=rule.id, one=side.id, other=event.kind, day=day))


def _day_within(regimen: Regimen, event: PastEvent, replay: Replay) -> date | None:
    """The first day of an event on which home care may be used."""
    for segment in regimen.segments:
        for day in days_from(segment.from_, segment.to or replay.limits.horizon):
            begun = event.start is None or event.start <= day
            going = event.ongoing or (event.end is not None and day <= event.end)
            if begun and going and not any(pause.from_ <= day <= pause.to for pause in regimen.pauses):
                return day
    return None


def check_daily_totals(plan: Plan, replay: Replay) -> Iterator[Breach]:
    """What all home care and the patient's own intake bring on a day stays within every limit that may hold."""
    for limit in replay.daily_limits:
        doses = [
            dose
            for regimen in plan.regimens
            for dose in replay.doses.get(regimen.id, ())
            if dose.substance == limit.substance and dose.most
        ]
        if not doses:
            continue
        fixed = sum(dose.most for dose in doses if not dose.per_kg)
        each_kg = sum(dose.most for dose in doses if dose.per_kg)
        yield from _total(limit, fixed, each_kg, replay)


def _total(limit: DailyLimit, fixed: float, each_kg: float, replay: Replay) -> Iterator[Breach]:
    taken, weight = replay.intake.get(limit.substance), replay.weight
    fixed += taken or 0.0
    known = taken is not None
    if limit.per_kg:
        total = each_kg + (fixed / weight if weight else 0.0)
        known = known and (weight is not None or not fixed)
    else:
        total = fixed + each_kg * (weight or 0.0)
        known = known and (weight is not None or not each_kg)
    if limit.exceeded_by(total):
        text = TOTAL(limit=limit.id, total=f"{total:g}", most=f"{limit.limit:g}")
        yield Breach("daily_total", limit.substance, text)
    elif limit.severity.blocks and not known:
        yield Breach("daily_total", limit.substance, UNKNOWN(limit=limit.id))
