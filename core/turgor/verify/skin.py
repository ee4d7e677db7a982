"""The skin, day by day: which states are active where, and whether each action finds gone what it needs gone.

Written against docs/explanation/skin-state.md alone. Planning derives *lags* and compares dates; this module
derives nothing: it lists the intervals of every state and looks at them on each day on which something is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

import attrs

from turgor.domain.dates import days_from
from turgor.domain.messages import Phrase
from turgor.domain.offers import SkinAction
from turgor.domain.plan import Plan
from turgor.domain.regimens import Regimen
from turgor.domain.replay import PastEvent, Replay
from turgor.domain.skin import Need, Severity
from turgor.verify.breach import Breach
from turgor.verify.sessions import planned

NEVER = date.max
STATE = Phrase(
    "verify.skin_state",
    "On {day} the state {state} left by {cause} has not been gone for {clear} days (it ends on {end}).",
)
TWICE = Phrase("verify.same_day", "{first} and {then} are on {day}; on one day they must share one visit.")
SHARED = Phrase("verify.same_visit", "{first} leaves {state}, which {then} must not meet in the same visit.")


@attrs.frozen
class Doing:
    """Something done on one day at some sites: a session, a day of home care, a dated event.

    Attributes:
        name: for messages. `family` is the treatment or event kind.
        visit: position among all sessions of the plan; None for what is no session.
        event: whether it is a dated event, not something that the plan does.
    """

    name: str
    family: str
    day: date
    sites: frozenset[str]
    action: SkinAction
    visit: int | None
    event: bool = False


@attrs.frozen
class Active:
    """A state at some sites, from the day of its cause until just before `end`."""

    state: str
    end: date
    sites: frozenset[str]
    cause: Doing


def check_skin(plan: Plan, replay: Replay) -> Iterator[Breach]:
    """Every session and day of home care finds gone what it needs gone, and no planned event meets what they leave.

    What events do to each other is not the plan's doing.
    """
    doings = (*_sessions(plan, replay), *_home_care(plan, replay))
    ours = _by_state(_left_by_doings(doings))
    everything = _by_state((*_left_by_doings(doings), *_left_by_events(plan, replay)))
    yield from _needs(doings, everything, replay)
    yield from _needs(_planned_events(plan, replay), ours, replay)


def _by_state(left: Iterable[Active]) -> Mapping[str, list[Active]]:
    states: dict[str, list[Active]] = {}
    for active in left:
        states.setdefault(active.state, []).append(active)
    return states


def _needs(doings: Iterable[Doing], states: Mapping[str, list[Active]], replay: Replay) -> Iterator[Breach]:
    for doing in doings:
        for need in doing.action.needs:
            if need.severity.blocks:
                yield from _check(doing, need, states.get(need.state, ()), replay)


def _sessions(plan: Plan, replay: Replay) -> Iterator[Doing]:
    sites = {course.id: frozenset(course.sites) for course in plan.courses}
    for place, one in enumerate(planned(plan)):
        action = replay.actions[one.session.treatment]
        where = sites.get(one.session.course, frozenset())
        yield Doing(one.session.id, one.session.treatment, one.day, where, action, place)


def _home_care(plan: Plan, replay: Replay) -> Iterator[Doing]:
    for regimen in plan.regimens:
        for day in days_in_use(regimen, replay.limits.horizon):
            action = replay.actions[regimen.treatment]
            sites = frozenset(regimen.sites)
            yield Doing(regimen.id, regimen.treatment, day, sites, action, None)


def days_in_use(regimen: Regimen, horizon: date) -> Iterator[date]:
    """The days on which a regimen may be used: inside a segment and outside every pause."""
    for segment in regimen.segments:
        for day in days_from(segment.from_, segment.to or horizon):
            if not any(pause.from_ <= day <= pause.to for pause in regimen.pauses):
                yield day


def _planned_events(plan: Plan, replay: Replay) -> Iterator[Doing]:
    """What is planned outside the clinic has needs too, on each of its days; what happened, happened."""
    for event in replay.events:
        if event.start is not None and event.start > plan.today:
            for day in days_from(event.start, event.end or event.start):
                yield _doing(event, day, replay)


def _doing(event: PastEvent, day: date, replay: Replay) -> Doing:
    return Doing(
        event.kind, event.kind, day, frozenset(event.sites), replay.actions[event.kind], None, event=True
    )


def _left_by_doings(doings: tuple[Doing, ...]) -> Iterator[Active]:
    for doing in doings:
        for effect in doing.action.effects:
            sites = doing.sites | effect.spreads_to
            yield Active(effect.state, _after(doing.day, effect.upper_days), sites, doing)


def _left_by_events(plan: Plan, replay: Replay) -> Iterator[Active]:
    """An event leaves its states from its start to so many days after its end; without an end it goes on."""
    for event in replay.events:
        cause = _doing(event, event.start or event.end or plan.today, replay)
        for effect in cause.action.effects:
            goes_on = event.ongoing and event.kind in replay.counts_from_end
            end = NEVER if goes_on else _after(event.end or cause.day, effect.upper_days)
            yield Active(effect.state, end, cause.sites | effect.spreads_to, cause)


def _after(day: date, days: int | None) -> date:
    return NEVER if days is None else day + timedelta(days=days)


def _check(doing: Doing, need: Need, actives: Iterable[Active], replay: Replay) -> Iterator[Breach]:
    for active in actives:
        if _meets(doing, active, replay) and not _set_aside(doing, need, active, replay):
            yield from _judge(doing, need, active)


def _set_aside(doing: Doing, need: Need, active: Active, replay: Replay) -> bool:
    """Whether a practitioner answers for it: a relative need, as far as dated events are concerned."""
    relative = need.severity is Severity.RELATIVE
    return relative and active.cause.event and need.state in replay.overridden.get(doing.family, ())


def _meets(doing: Doing, active: Active, replay: Replay) -> bool:
    """Whether the state concerns this action: begun before it, elsewhere-made, at a site they share."""
    cause = active.cause
    if cause is doing or cause.family == doing.family:
        return False
    if not (active.state in replay.systemic_states or active.sites & doing.sites):
        return False
    if cause.day > doing.day:
        return False
    if cause.day < doing.day:
        return True
    return cause.visit is None or doing.visit is None or cause.visit < doing.visit


def _judge(doing: Doing, need: Need, active: Active) -> Iterator[Breach]:
    cause = active.cause
    if cause.visit is not None and doing.visit is not None and cause.day == doing.day:
        if not need.same_visit:
            text = SHARED(first=cause.name, then=doing.name, state=need.state)
            yield Breach("same_visit", doing.name, text)
    elif (doing.day - active.end).days < need.clear_days:
        end = "never" if active.end == NEVER else active.end
        text = STATE(day=doing.day, state=need.state, cause=cause.name, clear=need.clear_days, end=end)
        yield Breach("skin_state", doing.name, text)
