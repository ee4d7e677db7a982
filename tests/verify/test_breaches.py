"""For each limit, a sound plan changed to break just that limit by one day, minute or dose is refused naming it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from decimal import Decimal

import attrs
import pytest
from generate import limits as limits_page

import sound_plan as s
from sound_plan import HEAT, LIGHT, REPLAY, SOUND, on
from turgor.domain.alternatives import Alternative, Unbeaten
from turgor.domain.case import AnyPriority, NotOn, OrderedAim, Priority, Using
from turgor.domain.courses import Visit
from turgor.domain.dates import Days, Span
from turgor.domain.doses import DailyLimit, Dose
from turgor.domain.happened import Given
from turgor.domain.incompatible import Incompatible, Meeting
from turgor.domain.messages import plain
from turgor.domain.money import Money
from turgor.domain.opening import Opening
from turgor.domain.plan import Cost, Plan
from turgor.domain.regimens import Pause, Segment
from turgor.domain.replay import PastEvent
from turgor.domain.resources import Booking, Resource
from turgor.domain.rules import Outcome
from turgor.domain.skin import Severity
from turgor.domain.terms import Interval, Slot
from turgor.verify import verify


def replay(**changes) -> Plan:
    """The sound plan with a changed replay."""
    return attrs.evolve(SOUND, replay=attrs.evolve(REPLAY, **changes))


def limits(**changes) -> Plan:
    """The sound plan with changed limits."""
    return replay(limits=attrs.evolve(REPLAY.limits, **changes))


def heat(**changes) -> Plan:
    """The sound plan with a changed first course."""
    return attrs.evolve(SOUND, courses=(attrs.evolve(HEAT, **changes), LIGHT))


def light(**changes) -> Plan:
    """The sound plan with a changed second course."""
    return attrs.evolve(SOUND, courses=(HEAT, attrs.evolve(LIGHT, **changes)))


def cream(**changes) -> Plan:
    """The sound plan with changed home care."""
    return attrs.evolve(SOUND, regimens=(attrs.evolve(s.CREAM, **changes), s.SHADE))


def three_weeks(last: int) -> Plan:
    """The sound plan with a cream that is over after three weeks of use, used until a day."""
    used = (s.CREAM.segments[0], Segment(on(14), on(last), 3, Slot.EVENING, ""))
    steps = {**REPLAY.steps, "toy.cream#1": ((2, 2), (1, 3))}
    return attrs.evolve(cream(segments=used), replay=attrs.evolve(REPLAY, steps=steps))


def third_visit(**changes) -> Plan:
    """The sound plan with a changed last visit."""
    return attrs.evolve(SOUND, visits=(*SOUND.visits[:2], attrs.evolve(SOUND.visits[2], **changes)))


def visits(*some) -> Plan:
    """The sound plan with other visits."""
    return attrs.evolve(SOUND, visits=some)


def policy(**changes) -> Plan:
    """The sound plan at another clinic."""
    return attrs.evolve(SOUND, policy=attrs.evolve(SOUND.policy, **changes))


def pauses(first: Pause) -> tuple[Pause, ...]:
    """The pauses of the cream with another first one."""
    return (first, *s.CREAM.pauses[1:])


def filler(days: int) -> tuple[PastEvent, ...]:
    """The events with the first filler on another day."""
    return (PastEvent("filler", on(days), on(days), ongoing=False, sites=s.SITES), REPLAY.events[1])


def spot(days: int) -> Plan:
    """The sound plan with the test spot on another day."""
    return heat(prerequisites=(attrs.evolve(s.TEST_SPOT, date=on(days)),))


def contact(days: int) -> Plan:
    """The sound plan with the first follow-up on another day."""
    return heat(follow_ups=(attrs.evolve(HEAT.follow_ups[0], date=on(days)), HEAT.follow_ups[1]))


def preferring(priority: AnyPriority) -> Plan:
    """The sound plan said to be the best of another priority."""
    return attrs.evolve(SOUND, objective=attrs.evolve(SOUND.objective, priority=priority))


def stage(number: int, **changes) -> Plan:
    """The sound plan with one stage changed."""
    stages = list(s.STAGES)
    stages[number] = attrs.evolve(stages[number], **changes)
    return attrs.evolve(SOUND, objective=attrs.evolve(SOUND.objective, stages=tuple(stages)))


def spaced(least: int):
    """The limits with days between visits, and one visit more."""
    return attrs.evolve(REPLAY.limits, most_visits=4, days_between_visits=least)


def heat_downtime() -> int:
    """Days for which the first course may show."""
    return next(course.downtime_days_max for course in SOUND.courses if course.id == "toy.heat#1")


def given_before(*, in_history: bool) -> Plan:
    """The second course, of which one session was given under an older plan, with or without it in the history."""
    later = visits(
        SOUND.visits[0],
        s.visit(56, s.session("toy.heat", 2), s.session("toy.light", 2)),
        s.visit(77, s.session("toy.light", 3)),
    )
    course = attrs.evolve(LIGHT, sessions=3, typical=4, given=(on(-2),), interval=Interval(14, 20, 58))
    past = PastEvent("toy.light", on(-2), on(-2), ongoing=False, sites=s.SITES)
    events = (*REPLAY.events, past) if in_history else REPLAY.events
    return attrs.evolve(later, courses=(HEAT, course), replay=attrs.evolve(REPLAY, events=events))


def act(treatment: str, **changes):
    """All actions, one of them changed."""
    return {**s.ACTIONS, treatment: attrs.evolve(s.ACTIONS[treatment], **changes)}


def started_yesterday() -> Plan:
    """Home care that begins the day before the plan is made, which its verdict would allow."""
    plan = cream(segments=(attrs.evolve(s.CREAM.segments[0], from_=on(-1), to=on(12)), s.CREAM.segments[1]))
    allowed = {**REPLAY.allowed, "toy.cream#1": Days((Span(on(-1), None),))}
    return attrs.evolve(plan, replay=attrs.evolve(REPLAY, allowed=allowed))


def two_visits_on_one_day() -> Plan:
    """The sessions of one visit in two, where four visits are welcome."""
    later = attrs.evolve(s.visit(56, s.session("toy.light", 1)), start=time(10, 30), end=time(11))
    plan = visits(SOUND.visits[0], s.visit(56, s.session("toy.heat", 2)), later, SOUND.visits[2])
    limits_ = attrs.evolve(REPLAY.limits, most_visits=4)
    return attrs.evolve(plan, replay=attrs.evolve(REPLAY, limits=limits_))


def planned_after_the_test_spot() -> Plan:
    """The plan made on the day after the test spot, for which nothing else changes."""
    later = attrs.evolve(SOUND, today=on(15), policy=attrs.evolve(SOUND.policy, notice_days=13))
    regimens = tuple(
        attrs.evolve(r, segments=(Segment(on(15), None, r.segments[0].per_week, Slot.EVENING, ""),))
        for r in SOUND.regimens
    )
    return attrs.evolve(later, regimens=regimens)


def without_light_price() -> Plan:
    """One price unknown, the rest adding up to what the plan says."""
    prices = {key: price for key, price in REPLAY.prices.items() if key != "toy.light#1"}
    return attrs.evolve(replay(prices=prices), cost=Cost(Money(Decimal(430), "GBP"), ("toy.light#1",)))


def other(plan: Plan = SOUND, **changes) -> Plan:
    """A plan with a changed alternative."""
    return attrs.evolve(plan, alternatives=(attrs.evolve(s.OTHER, **changes),))


def criterion(number: int, **changes) -> Plan:
    """The sound plan with an alternative of which one value is changed."""
    criteria = list(s.OTHER.criteria)
    criteria[number] = attrs.evolve(criteria[number], **changes)
    return other(criteria=tuple(criteria))


def at(visit: Visit, start: time) -> Visit:
    """A visit that begins at another time."""
    return attrs.evolve(visit, start=start)


def less_of_the_same() -> Alternative:
    """The alternative with less benefit and nothing better."""
    benefit = (s.OTHER.objective.stages[0], attrs.evolve(s.OTHER.objective.stages[1], value=110))
    return attrs.evolve(
        s.OTHER,
        letter="C",
        courses=(attrs.evolve(HEAT, benefit=s.worth(55)),),
        objective=attrs.evolve(s.OTHER.objective, stages=(*benefit, *s.OTHER.objective.stages[2:])),
        criteria=(attrs.evolve(s.OTHER.criteria[0], value=110), *s.OTHER.criteria[1:]),
    )


def rule(meeting: str, severity: Severity, other: str = "toy.cream", **changes) -> Incompatible:
    """What keeps the shade from something else."""
    return Incompatible(
        "I-TOY",
        ("toy.shade",),
        (other,),
        Meeting(meeting),
        severity,
        Outcome.ADAPT,
        "Not together.",
        "Toy.",
        ("toy",),
        **changes,
    )


def beside(meeting: str, severity: Severity, *, shade: Slot = Slot.MORNING, **changes) -> Plan:
    """The cream of the evening and the shade of each morning, kept apart by a rule."""
    plan = replay(incompatible=(rule(meeting, severity, **changes),))
    slotted = tuple(attrs.evolve(segment, slot=shade) for segment in s.SHADE.segments)
    return attrs.evolve(plan, regimens=(s.CREAM, attrs.evolve(s.SHADE, segments=slotted)))


def alternating(shade_days: tuple[int, ...]) -> Plan:
    """Cream on Monday, Wednesday and Friday evenings at most, shade on some other evenings."""
    first, then = s.CREAM.segments
    creamed = (attrs.evolve(first, weekdays=(0, 4)), attrs.evolve(then, weekdays=(0, 2, 4)))
    shaded = Segment(on(0), None, 4, Slot.EVENING, "", weekdays=shade_days)
    regimens = (attrs.evolve(s.CREAM, segments=creamed), attrs.evolve(s.SHADE, segments=(shaded,)))
    return attrs.evolve(replay(incompatible=(rule("same_night", Severity.RELATIVE),)), regimens=regimens)


def on_one_night() -> Plan:
    """Alternating evenings, one of them moved by one day."""
    return alternating((1, 3, 4, 6))


def own(meeting: str, per_week: int) -> Plan:
    """The patient's own scrub goes on beside the cream of three evenings."""
    traits = {**REPLAY.traits, "scrub": ("scrub",)}
    kept = attrs.evolve(rule(meeting, Severity.RELATIVE, "scrub"), one=("toy.cream",))
    return replay(going_on=(Using("scrub", per_week),), incompatible=(kept,), traits=traits)


def taking(medicines: tuple[str, ...], filler_on: int = 200) -> Plan:
    """Cream that must not be used while a medicine is taken, or on the days of a filler."""
    kept = attrs.evolve(
        rule("same_period", Severity.ABSOLUTE), one=("toy.cream",), other=("warfarin", "filler")
    )
    calm = {**s.ACTIONS, "filler": attrs.evolve(s.ACTIONS["filler"], effects=(), needs=())}
    happened = PastEvent("filler", on(filler_on), on(filler_on), ongoing=False, sites=s.SITES)
    return replay(incompatible=(kept,), takes=medicines, events=(happened,), actions=calm)


def totals(
    limit: float = 30.0,
    intake: float | None = 10.0,
    weight: float | None = 50.0,
    **changes,
) -> Plan:
    """Cream and shade bring 15 and 5 units a day beside the patient's own 10."""
    kept = DailyLimit(
        "N-TOY", "zinc", limit, "True", Severity.RELATIVE, Outcome.BLOCK, "Less.", "Toy.", ("toy",), **changes
    )
    doses = {"toy.cream#1": (Dose("zinc", 10, 15),), "toy.shade#1": (Dose("zinc", 5, 5),)}
    known = {} if intake is None else {"zinc": intake}
    return replay(daily_limits=(kept,), doses=doses, intake=known, weight=weight)


MORNINGS = tuple(Opening(n, time(10), time(11)) for n in range(5))
ROOM = Resource("room", hours=MORNINGS)
LAMP = Resource("lamp", "The lamp", does=("toy.light",), there=(Span(on(50), on(80)),))
AMY = Resource("amy", kind="nurse", away=(Span(on(40), on(50)),))
BEN = Resource("ben", kind="doctor")
TAKEN = Booking(on(77), time(10, 30), time(11), ("room", "amy"))


def equipped(**changes) -> Plan:
    """The sound plan at a clinic with a room, a lamp for light and two people, each session with its own."""
    staffed = {
        "rooms": (ROOM,),
        "devices": (LAMP,),
        "staff": (AMY, BEN),
        "bookings": (TAKEN,),
        "requires": {"toy.heat": ("doctor",)},
    }
    return attrs.evolve(
        policy(**(staffed | changes)),
        visits=(
            timed(28, ("toy.heat", 1, time(10), ("room", "ben"))),
            timed(
                56,
                ("toy.heat", 2, time(10), ("room", "ben")),
                ("toy.light", 1, time(10, 30), ("room", "lamp", "amy")),
            ),
            timed(77, ("toy.light", 2, time(10), ("room", "lamp", "amy"))),
        ),
    )


def timed(days: int, *given) -> Visit:
    """A visit of sessions that have their own start and resources."""
    sessions = (
        attrs.evolve(s.session(name, number), start=start, resources=resources)
        for name, number, start, resources in given
    )
    return s.visit(days, *sessions)


ANY_TIME = {"rooms": (Resource("room"),), "bookings": ()}


def last(clinic=None, **changes) -> Plan:
    """The plan with rooms and devices, its last session changed."""
    plan = equipped(**(clinic or {}))
    visit_ = plan.visits[-1]
    changed = attrs.evolve(visit_, sessions=(attrs.evolve(visit_.sessions[0], **changes),))
    return attrs.evolve(plan, visits=(*plan.visits[:-1], changed))


def shared(start: time, end: time = time(11), **changes) -> Plan:
    """The plan with rooms and devices, the second session of its shared visit at another time."""
    plan = equipped(**changes)
    visit_ = plan.visits[1]
    sessions = (visit_.sessions[0], attrs.evolve(visit_.sessions[1], start=start))
    changed = attrs.evolve(visit_, end=end, sessions=sessions)
    return attrs.evolve(plan, visits=(plan.visits[0], changed, plan.visits[2]))


OF_THE_OBJECTIVE = {"objective", "bound", "stage"}
ONE_LIMIT_BROKEN: dict[str, list[Callable[[], Plan]]] = {
    "interval_min": [lambda: heat(interval=Interval(29, 29, 42))],
    "interval_max": [lambda: light(interval=Interval(14, 20, 20))],
    "sessions_min": [lambda: replay(sessions={**REPLAY.sessions, "toy.heat#1": (3, 3)})],
    "sessions_max": [lambda: replay(sessions={**REPLAY.sessions, "toy.heat#1": (1, 1)})],
    "session_numbers": [lambda: heat(sessions=3)],
    "unknown_course": [
        lambda: visits(
            *SOUND.visits[:2],
            s.visit(
                77, s.session("toy.light", 2), attrs.evolve(s.session("toy.light", 2), course="toy.light#2")
            ),
        )
    ],
    "verdict": [
        lambda: replay(allowed={**REPLAY.allowed, "toy.heat#1": Days((Span(on(29), on(56)),))}),
        lambda: replay(allowed={**REPLAY.allowed, "toy.cream#1": Days((Span(on(1), None),))}),
    ],
    "weekday": [lambda: replay(avoid_weekdays={"toy.light#1": (0,)})],
    "bounds": [lambda: replay(bounds={"toy.light#1": Span(on(56), on(76))})],
    "today": [started_yesterday],
    "notice": [lambda: policy(notice_days=29)],
    "horizon": [lambda: limits(horizon=on(76))],
    "pinned_date": [lambda: limits(dates={"toy.heat#1.1": on(29)})],
    "not_on": [lambda: limits(not_on=(NotOn("toy.heat#1.1", on(28)),))],
    "skin_state": [
        lambda: replay(events=filler(15)),
        lambda: cream(pauses=pauses(Pause(on(23), on(30), ()))),
        lambda: cream(pauses=pauses(Pause(on(22), on(29), ()))),
        lambda: replay(events=(REPLAY.events[0], attrs.evolve(REPLAY.events[1], start=on(58), end=on(58)))),
        lambda: replay(
            actions=act("toy.heat", effects=(s.ResolvedEffect("open", 3), s.ResolvedEffect("red", 18)))
        ),
    ],
    "same_visit": [
        lambda: replay(actions=act("toy.light", needs=(s.need("red", 4), s.need("thinned", 5)))),
    ],
    "opening_hours": [
        lambda: policy(opening=tuple(attrs.evolve(o, start=time(10, 1)) for o in s.WEEKDAYS)),
        lambda: policy(opening=tuple(attrs.evolve(o, end=time(10, 59)) for o in s.WEEKDAYS)),
        lambda: policy(closures=(Span(on(77), on(77)),)),
    ],
    "availability": [
        lambda: limits(available=tuple(attrs.evolve(a, end=time(10, 59)) for a in REPLAY.limits.available)),
    ],
    "away": [lambda: limits(away=(Span(on(70), on(77)),))],
    "visit_length": [lambda: third_visit(end=time(10, 29))],
    "one_visit_a_day": [two_visits_on_one_day],
    "session_start": [lambda: last(start=None)],
    "session_outside": [
        lambda: last(ANY_TIME, start=time(10, 1)),
        lambda: last(ANY_TIME, start=time(9, 59)),
    ],
    "session_overlap": [lambda: shared(time(10, 29)), lambda: equipped(**ANY_TIME, turnaround_minutes=1)],
    "waiting": [lambda: shared(time(10, 31), end=time(11, 1), **ANY_TIME)],
    "resource_unknown": [lambda: last(resources=("room", "lamp", "amy", "cat"))],
    "resource_required": [
        lambda: last(resources=("room", "amy")),
        lambda: last(resources=("room", "lamp")),
        lambda: equipped(requires={"toy.heat": ("nurse",)}),
        lambda: equipped(requires={"toy.heat": ("doctor", "nurse")}),
    ],
    "resource_there": [
        lambda: equipped(rooms=(attrs.evolve(ROOM, hours=MORNINGS[1:]),)),
        lambda: equipped(rooms=(attrs.evolve(ROOM, hours=(Opening(0, time(10), time(10, 59)),)),)),
        lambda: equipped(devices=(attrs.evolve(LAMP, there=(Span(on(50), on(76)),)),)),
        lambda: equipped(staff=(attrs.evolve(AMY, away=(Span(on(77), on(77)),)), BEN)),
    ],
    "resource_booked": [
        lambda: equipped(bookings=(attrs.evolve(TAKEN, start=time(10, 29)),)),
        lambda: equipped(bookings=(attrs.evolve(TAKEN, date=on(56), resources=("lamp",)),)),
    ],
    "downtime_free": [lambda: heat(downtime_days_max=5)],
    "most_visits": [lambda: limits(most_visits=2), lambda: replay(given=(Given("toy.old#1.1", on(-9)),))],
    "given": [lambda: given_before(in_history=False)],
    "days_between_visits": [
        lambda: limits(days_between_visits=22),
        lambda: replay(given=(Given("toy.old#1.1", on(8)),), limits=spaced(21)),
    ],
    "downtime_at_a_time": [
        lambda: limits(downtime_at_a_time=heat_downtime() - 1),
        lambda: replay(
            given=(Given("toy.old#1.1", on(25), 2),),
            limits=attrs.evolve(REPLAY.limits, most_visits=4, downtime_at_a_time=heat_downtime()),
        ),
    ],
    "budget_a_month": [
        lambda: limits(budget_a_month=Money(Decimal(249), "GBP")),
        lambda: replay(
            given=(Given("toy.old#1.1", on(55), 0, Money(Decimal(1), "GBP")),),
            limits=attrs.evolve(
                REPLAY.limits, most_visits=4, budget=None, budget_a_month=Money(Decimal(250), "GBP")
            ),
        ),
    ],
    "courses_at_once": [lambda: policy(courses_at_once=1)],
    "prerequisite": [lambda: heat(prerequisites=())],
    "prerequisite_window": [
        lambda: spot(15),
        lambda: replay(prerequisites={"test_spot": (1, 13, False)}),
    ],
    "prerequisite_today": [planned_after_the_test_spot],
    "prerequisite_closed": [lambda: policy(closures=(Span(on(14), on(14)),))],
    "follow_up": [lambda: contact(30), lambda: contact(36), lambda: policy(closures=(Span(on(31), on(31)),))],
    "frequency": [
        lambda: cream(
            segments=(attrs.evolve(s.CREAM.segments[0], per_week=3, weekdays=(0, 2, 4)), s.CREAM.segments[1])
        ),
        lambda: cream(
            segments=(
                s.CREAM.segments[0],
                attrs.evolve(s.CREAM.segments[1], per_week=4, weekdays=(0, 1, 3, 5)),
            )
        ),
        lambda: cream(
            segments=(
                Segment(on(0), on(12), 2, Slot.EVENING, ""),
                Segment(on(13), None, 3, Slot.EVENING, ""),
            )
        ),
        lambda: three_weeks(last=21),
    ],
    "weekdays": [
        lambda: cream(segments=(attrs.evolve(s.CREAM.segments[0], weekdays=(0, 3, 4)), s.CREAM.segments[1])),
    ],
    "apart": [
        on_one_night,
        lambda: beside("same_period", Severity.RELATIVE),
        lambda: beside("same_day", Severity.CAUTION),
        lambda: beside("same_step", Severity.RELATIVE, shade=Slot.BOTH),
        lambda: beside("same_night", Severity.CAUTION, shade=Slot.BOTH),
        lambda: beside("same_step", Severity.CAUTION, other_after_weeks=1),
        lambda: beside("same_step", Severity.CAUTION, other_most_per_week=2),
        lambda: beside("same_step", Severity.CAUTION, together_most_per_week=7),
        lambda: own("same_day", per_week=5),
        lambda: own("same_period", per_week=1),
        lambda: taking(("warfarin",)),
        lambda: taking((), filler_on=21),
    ],
    "daily_total": [
        lambda: totals(limit=29.9),
        lambda: totals(excludes_limit=True),
        lambda: totals(limit=0.59, per_kg=True),
        lambda: totals(intake=None),
        lambda: totals(intake=11.0),
        lambda: totals(limit=0.6, per_kg=True, weight=None),
    ],
    "segments": [lambda: cream(segments=(attrs.evolve(s.CREAM.segments[0], to=on(14)), s.CREAM.segments[1]))],
    "minutes_a_day": [lambda: limits(minutes_a_day=4)],
    "goes_with": [lambda: replay(traits={"toy.cream": (), "toy.shade": ()})],
    "must_not": [lambda: limits(must_not=("toy.shade",))],
    "only": [lambda: limits(only=("toy.heat",))],
    "must": [lambda: limits(must=("toy.heat", "toy.needle"))],
    "budget": [lambda: limits(budget=Money(Decimal("529.99"), "GBP"))],
    "unknown_price": [without_light_price],
    "objective": [
        lambda n=n: stage(n, value=s.STAGES[n].value + 1, bound=s.STAGES[n].bound + 1) for n in range(8)
    ],
    "bound": [
        lambda: stage(2, bound=1),
        lambda: stage(4, bound=12),
        lambda: stage(0, bound=1, proven=False),
    ],
    "stage": [
        lambda: stage(7, name="beauty"),
        lambda: preferring((OrderedAim.VISITS, OrderedAim.DOWNTIME_AND_VISITS)),
        lambda: preferring(Priority.SOONEST),
    ],
    "alternative": [
        lambda: other(visits=(s.OTHER.visits[0], at(s.OTHER.visits[1], time(9, 59)))),
        lambda: other(objective=SOUND.objective),
        lambda: other(
            replay(prices={**REPLAY.prices, "toy.gold#1": Money(Decimal("130.01"), "GBP")}),
            home_care=("toy.gold#1",),
        ),
        lambda: other(
            replay(goes_with={**REPLAY.goes_with, "toy.heat#1": ("sun_protection",)}),
            home_care=("toy.cream#1",),
        ),
    ],
    "alternative_value": [
        lambda n=n, field=field: criterion(n, **{field: getattr(s.OTHER.criteria[n], field) + 1})
        for n in range(7)
        for field in ("value", "plan")
    ]
    + [lambda: attrs.evolve(SOUND, unbeaten=(Unbeaten(OrderedAim.VISITS, 2, 2, True, plain("t", "None.")),))],  # noqa: FBT003
    "dominated": [lambda: attrs.evolve(SOUND, alternatives=(s.OTHER, less_of_the_same()))],
    "cost": [lambda: attrs.evolve(SOUND, cost=Cost(Money(Decimal("530.01"), "GBP")))],
}


def test_the_sound_plan_is_accepted():
    """The plan from which every test starts breaks nothing, and neither does its alternative."""
    assert verify(SOUND) == ()
    assert verify(s.WITH_OTHER) == ()


@pytest.mark.parametrize(
    ("limit", "change"),
    [(limit, change) for limit, changes in ONE_LIMIT_BROKEN.items() for change in changes],
    ids=[f"{limit}-{n}" for limit, changes in ONE_LIMIT_BROKEN.items() for n, _ in enumerate(changes)],
)
def test_breaking_one_limit_is_refused_naming_it(limit, change):
    """The smallest change that breaks a limit is found, and found under that name."""
    plan = change()
    if (
        limit not in OF_THE_OBJECTIVE
    ):  # a changed plan has other values, too; only the limit is asked about here
        plan = attrs.evolve(plan, objective=None)
    assert {breach.limit for breach in verify(plan)} == {limit}


@pytest.mark.parametrize(
    "plan",
    [
        alternating((1, 3, 5, 6)),
        beside("same_night", Severity.RELATIVE),
        beside("same_step", Severity.RELATIVE),
        beside("same_step", Severity.CAUTION, shade=Slot.BOTH),
        beside("same_period", Severity.CAUTION),
        beside("same_day", Severity.NOTE),
        own("same_day", per_week=4),
        own("same_step", per_week=7),
        taking(()),
        totals(),
        totals(limit=30.1, excludes_limit=True),
        totals(limit=0.6, per_kg=True),
        equipped(),
        equipped(requires={"toy.heat": ("staff",)}),
        shared(time(10, 31), end=time(11, 1), most_wait_minutes=1, **ANY_TIME),
    ],
)
def test_what_is_at_the_very_limit_is_accepted(plan):
    """Other nights, other slots, care alone, totals that just fit and a wait that is allowed are no breach."""
    assert verify(attrs.evolve(plan, objective=None)) == ()


def test_every_limit_the_verifier_knows_is_broken_above():
    """A new check cannot be added without a plan that breaks it."""
    assert limits_page.limits().keys() - {"no_replay"} == ONE_LIMIT_BROKEN.keys()


def test_what_was_given_before_counts_among_the_sessions():
    """The plan goes on with the second session, as far from the first as its interval allows."""
    assert verify(given_before(in_history=True)) == ()


def test_a_plan_without_its_terms_and_limits_is_refused():
    """What cannot be checked does not pass; an empty plan has nothing to check."""
    assert {breach.limit for breach in verify(attrs.evolve(SOUND, replay=None))} == {"no_replay"}
    empty = attrs.evolve(SOUND, replay=None, courses=(), visits=(), regimens=())
    assert verify(empty) == ()


def test_a_same_day_session_is_judged_by_its_place_in_the_visit():
    """Light before heat is refused for neither: light leaves nothing that heat needs gone, and comes first."""
    turned = visits(
        SOUND.visits[0],
        s.visit(56, s.session("toy.light", 1), s.session("toy.heat", 2)),
        SOUND.visits[2],
    )
    assert verify(turned) == ()


def test_two_sessions_of_one_treatment_are_spaced_by_their_course_alone():
    """What a treatment leaves never keeps the same treatment away."""
    needs = (*s.ACTIONS["toy.heat"].needs, s.need("red", 30))
    assert verify(replay(actions=act("toy.heat", needs=needs))) == ()


def test_zones_that_share_no_site_do_not_meet():
    """A filler elsewhere holds nothing up."""
    elsewhere = (attrs.evolve(filler(27)[0], sites=("chin",)), REPLAY.events[1])
    assert verify(replay(events=elsewhere)) == ()


def test_a_systemic_state_meets_everywhere():
    """The same filler elsewhere does, if what it leaves is systemic."""
    elsewhere = (attrs.evolve(filler(27)[0], sites=("chin",)), REPLAY.events[1])
    changed = replay(events=elsewhere, systemic_states=frozenset({"filled"}))
    assert {breach.limit for breach in verify(changed)} == {"skin_state"}


def test_an_illness_without_an_end_still_holds():
    """A kind that counts from its end is active until it has one."""
    ill = PastEvent("filler", on(-5), None, ongoing=True, sites=s.SITES)
    changed = replay(events=(ill,), counts_from_end=frozenset({"filler"}))
    assert {breach.limit for breach in verify(changed)} == {"skin_state"}


def test_the_edge_day_is_free():
    """A state left for 14 days on day d is gone on day d + 14, not a day later."""
    assert verify(replay(events=filler(14))) == ()
    assert verify(replay(events=filler(15))) != ()
    assert timedelta(days=14) == on(28) - on(14)


def test_home_care_may_be_used_to_its_last_day():
    """Three weeks of use are the whole of it, and no day more."""
    assert verify(three_weeks(last=20)) == ()
