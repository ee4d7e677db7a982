"""Every limit that the scheduler takes, one at a time, on problems whose answer can be seen at a glance."""

from __future__ import annotations

from datetime import time

import attrs
import pytest

from offers import (
    ALWAYS_OPEN,
    SYSTEMIC,
    action,
    course,
    day,
    days,
    event,
    findings,
    offsets,
    pounds,
    regimen,
    span,
    toy,
    treatment,
)
from turgor.domain.case import Available, History, Pins, Preferences, Using
from turgor.domain.dates import Days
from turgor.domain.explanations import Stage
from turgor.domain.messages import plain
from turgor.domain.offers import FollowUp, SchedulingTerms
from turgor.domain.opening import Opening
from turgor.domain.schedule import Found, Schedule
from turgor.domain.skin import Severity
from turgor.domain.treatments import Prerequisite

SERIES = course(count=(3, 3), interval=(7, 10, 14))


def stage(solved: Schedule, name: str) -> Stage:
    """The stage of that name."""
    return next(one for one in solved.stages if one.name == name)


def test_a_series_keeps_its_ideal_interval_from_today_on():
    """Free of limits, sessions start today and stand the ideal number of days apart."""
    assert offsets(toy(SERIES).solve()) == [0, 10, 20]


def test_no_session_falls_on_a_day_that_the_verdict_does_not_allow():
    """The days of a verdict are the only ones used, whichever of them is nearest to the ideal interval."""
    allowed = attrs.evolve(SERIES, allowed=days(3, 12, 18, 25))
    assert offsets(toy(allowed).solve()) == [3, 12, 25]


def test_sessions_keep_the_least_interval():
    """Days nearer than the least interval are not taken, even if the series then has no dates."""
    crowded = attrs.evolve(SERIES, allowed=days(0, 6, 12))
    assert toy(crowded).solve().courses == ()


def test_sessions_keep_the_longest_interval():
    """Days further apart than the longest interval are not taken."""
    sparse = attrs.evolve(SERIES, allowed=days(0, 15, 30))
    assert toy(sparse).solve().courses == ()


def test_the_clinic_is_open():
    """Sessions fall on opening days that are long enough, outside closures."""
    clinic = attrs.evolve(
        ALWAYS_OPEN,
        opening=(Opening(1, time(9), time(9, 30)), Opening(2, time(9), time(11))),
        closures=(span(0, 7),),
    )
    assert offsets(toy(course(), clinic=clinic).solve()) == [9]


def test_the_patient_can_come():
    """A visit lies within opening hours and the patient's own time."""
    preferences = Preferences(available=(Available(3, time(16), time(20)), Available(4, time(15), time(20))))
    (visit,) = toy(attrs.evolve(course(), minutes=90), preferences=preferences).solve().visits
    assert (visit.date, visit.start, visit.end) == (day(4), time(15), time(16, 30))


def test_the_patient_is_not_away():
    """Days away are left out."""
    assert offsets(toy(course(), preferences=Preferences(away=(span(0, 4),))).solve()) == [5]


def test_downtime_ends_before_a_day_that_must_show_none():
    """The longest ordinary downtime of a session misses every downtime-free day."""
    preferences = Preferences(downtime_free=(span(5, 6),))
    one = course(count=(1, 1), downtime_days_max=3, allowed=days(2, 4, 5, 6, 7))
    assert offsets(toy(one, preferences=preferences).solve()) == [7]


def test_the_plan_ends_on_its_last_day():
    """A series that does not fit before the horizon is shortened to its least number, never moved beyond."""
    short = attrs.evolve(SERIES, sessions=attrs.evolve(SERIES.sessions, minimum=2))
    solved = toy(short, preferences=Preferences(horizon=day(13))).solve()
    assert offsets(solved) == [0, 10]
    assert stage(solved, "sessions").value == 1


def test_terms_of_a_modality_narrow_the_days():
    """Weekdays to avoid and bounds of the modality are kept."""
    terms = SchedulingTerms(avoid_weekdays=frozenset({0, 1}), earliest=day(7), latest=day(20))
    assert offsets(toy(attrs.evolve(course(), terms=terms)).solve()) == [9]


def test_a_follow_up_falls_on_an_open_day():
    """A session whose contact would fall on closed days only is not placed."""
    contact = FollowUp(1, 2, plain("call", "Call."))
    clinic = attrs.evolve(ALWAYS_OPEN, closures=(span(1, 2),))
    one = attrs.evolve(course(), terms=SchedulingTerms(follow_ups=(contact,)))
    assert offsets(toy(one, clinic=clinic).solve()) == [3]


def test_a_prerequisite_has_its_lead():
    """The first session waits for the lead of its prerequisite, later ones do not need it."""
    spot = Prerequisite("spot", "Test spot", 14, 90, ("toy",), at_clinic=True)
    solved = toy(attrs.evolve(SERIES, prerequisites=("spot",)), prerequisites=(spot,)).solve()
    assert offsets(solved) == [14, 24, 34]


def test_a_prerequisite_at_the_clinic_needs_an_open_day():
    """A session is not placed where its test spot could only be done on a closed day."""
    spot = Prerequisite("spot", "Test spot", 2, 3, ("toy",), at_clinic=True)
    clinic = attrs.evolve(ALWAYS_OPEN, closures=(span(0, 1),))
    solved = toy(
        attrs.evolve(course(), prerequisites=("spot",)), prerequisites=(spot,), clinic=clinic
    ).solve()
    assert offsets(solved) == [4]


def test_what_one_course_leaves_keeps_the_other_away():
    """The lag holds between sessions of different courses in the order in which they are given."""
    actions = (action("toy.a", {"open": 9}), action("toy.b", {}, {"open": 2}))
    solved = toy(
        course("toy.a", allowed=days(0)),
        course("toy.b", allowed=days(*range(1, 20)), points=50),
        actions=actions,
        findings=findings(laxity=2.5),
    ).solve()
    assert offsets(solved, "toy.b#1") == [11]


def test_a_systemic_state_keeps_apart_what_shares_no_site():
    """States of the whole body hold on every site, states of the skin on shared sites only."""
    goals = findings(goals=("chin", "neck"))
    for state, wait in ((SYSTEMIC.id, 11), ("open", 1)):
        actions = (action("toy.a", {state: 9}), action("toy.b", {}, {state: 2}))
        pair = (
            course("toy.a", allowed=days(0)),
            course("toy.b", sites=("neck",), allowed=days(*range(1, 20))),
        )
        assert offsets(toy(*pair, actions=actions, findings=goals).solve(), "toy.b#1") == [wait]


def test_a_visit_is_given_in_a_legal_order():
    """Where only one order is possible within a visit, that order is planned, against the order of ids."""
    actions = (
        action("toy.a", {}, {"numb": 0}, same_visit=True),
        action("toy.b", {"numb": 5}),
    )
    actions = (
        attrs.evolve(actions[0], effects=action("x", {"open": 5}).effects),
        attrs.evolve(actions[1], needs=action("x", {}, {"open": 0}).needs),
    )
    (visit,) = (
        toy(course("toy.a"), course("toy.b"), actions=actions, findings=findings(laxity=2.5)).solve().visits
    )
    assert [one.course for one in visit.sessions] == ["toy.b#1", "toy.a#1"]


def test_three_that_fit_pairwise_and_not_together_never_share_a_visit():
    """Each may follow one other in the same visit, in a circle: no order of all three exists."""
    ring = (("toy.a", "x", "y"), ("toy.b", "y", "z"), ("toy.c", "z", "x"))
    actions = tuple(action(name, {leaves: 3}, {needs: 0}) for name, leaves, needs in ring)
    three = [
        course(name, sites=(site,), allowed=days(0))
        for name, site in (("toy.a", "chin"), ("toy.b", "chin"), ("toy.c", "chin"))
    ]
    clinic = attrs.evolve(ALWAYS_OPEN, courses_at_once=3)
    pins = Preferences(pins=Pins(must=("toy.a", "toy.b", "toy.c")))
    solved = toy(*three, actions=actions, clinic=clinic, preferences=pins).solve()
    assert solved.found is Found.CONFLICT
    two = pins.pins.must[:2]
    assert (
        len(
            toy(*three[:2], actions=actions[:2], clinic=clinic, preferences=Preferences(pins=Pins(must=two)))
            .solve()
            .visits
        )
        == 1
    )


def test_home_care_in_use_today_delays_a_session():
    """What the patient used today must be gone first."""
    actions = (action("toy.cream", {"thin": 5}, fills_its_day=False), action("toy.a", {}, {"thin": 2}))
    using = findings(using=(Using("toy.cream", 7),))
    known = (treatment("toy.cream", home=True),)
    assert offsets(toy(course("toy.a"), actions=actions, findings=using, treatments=known).solve()) == [7]


def test_a_planned_event_keeps_sessions_before_it_away():
    """A planned event has needs too: no session leaves what it must not meet."""
    actions = (action("toy.a", {"open": 6}), action("beach", {}, {"open": 1}))
    holiday = findings(history=History((event("beach", 10, 12),)))
    late = course("toy.a", allowed=days(*range(2, 20)))
    assert offsets(toy(late, actions=actions, findings=holiday).solve()) == [2]
    assert offsets(
        toy(attrs.evolve(late, allowed=days(*range(4, 20))), actions=actions, findings=holiday).solve()
    ) == [13]


def test_too_many_courses_never_run_at_once_on_a_site():
    """With one course at a time, the second one starts after the first has ended."""
    one_at_a_time = attrs.evolve(ALWAYS_OPEN, courses_at_once=1)
    pair = (course("toy.a", count=(2, 2)), course("toy.b", count=(2, 2)))
    solved = toy(*pair, clinic=one_at_a_time, findings=findings(laxity=2.5)).solve()
    first, second = offsets(solved, "toy.a#1"), offsets(solved, "toy.b#1")
    assert max(first) < min(second) or max(second) < min(first)


def test_sessions_of_one_day_fit_its_longest_free_time():
    """Two sessions of an hour do not share a day that has ninety minutes."""
    clinic = attrs.evolve(ALWAYS_OPEN, opening=tuple(Opening(n, time(9), time(10, 30)) for n in range(7)))
    pair = (course("toy.a"), course("toy.b"))
    assert offsets(toy(*pair, clinic=clinic, findings=findings(laxity=2.5)).solve()) == [0, 1]


def test_turnaround_is_kept_free_after_each_session():
    """Two hours hold two sessions of an hour only where no turnaround is asked for."""
    two_hours = attrs.evolve(ALWAYS_OPEN, opening=tuple(Opening(n, time(9), time(11)) for n in range(7)))
    pair = toy(course("toy.a"), course("toy.b"), findings=findings(laxity=2.5), clinic=two_hours)
    assert offsets(pair.solve()) == [0, 0]
    assert offsets(pair.with_(clinic=attrs.evolve(two_hours, turnaround_minutes=5)).solve()) == [0, 1]


def test_short_days_take_one_session_where_long_days_take_two():
    """The room of a visit is looked at day by day."""
    clinic = attrs.evolve(
        ALWAYS_OPEN,
        opening=(Opening(0, time(9), time(10)), Opening(1, time(9), time(10)), Opening(2, time(9), time(11))),
    )
    solved = toy(course("toy.a"), course("toy.b"), clinic=clinic, findings=findings(laxity=2.5)).solve()
    assert offsets(solved) == [2, 2]


def test_no_more_visits_than_wanted():
    """A series with more sessions than visits wanted is not chosen; one with fewer is."""
    pair = (attrs.evolve(SERIES, benefit=course(points=200).benefit), course("toy.b"))
    solved = toy(*pair, preferences=Preferences(most_visits=2)).solve()
    assert [one.id for one in solved.courses] == ["toy.b#1"]


def test_the_budget_holds_for_sessions_and_home_care():
    """A course is chosen only where what is always chosen leaves money for it."""
    cream = regimen(always=True, price=pounds(60))
    priced = course(price=pounds(100))
    rich, poor = (toy(priced, cream, preferences=Preferences(budget=pounds(n))).solve() for n in (160, 159))
    assert (len(rich.courses), len(poor.courses)) == (1, 0)
    assert poor.regimens[0].offer == cream


def test_an_unknown_price_enters_a_budget_only_by_pin():
    """Unknown is never nothing: without a pin the course is left out, saying why."""
    budget = Preferences(budget=pounds(1000))
    left = toy(course(), preferences=budget).solve()
    assert left.courses == ()
    assert left.left_out[0].why.key == "limit.unknown_price"
    assert toy(course(), preferences=attrs.evolve(budget, pins=Pins(must=("toy.a",)))).solve().courses


@pytest.mark.parametrize(
    "preferences",
    [
        Preferences(aversions=("toy.a",)),
        Preferences(aversions=("needle",)),
        Preferences(pins=Pins(must_not=("toy.a",))),
        Preferences(pins=Pins(only=("toy.b",))),
    ],
)
def test_what_is_not_wanted_is_not_chosen(preferences: Preferences):
    """Aversions to a treatment or its kind and the practitioner's exclusions leave a course out, saying why."""
    known = (treatment("toy.a", traits=frozenset({"needle"})),)
    solved = toy(course(), treatments=known, preferences=preferences).solve()
    assert solved.courses == ()
    assert [left.treatment for left in solved.left_out] == ["toy.a"]


def test_a_pinned_course_is_chosen_against_the_benefit():
    """A pin brings in what the stages alone would leave out."""
    poor = course("toy.b", points=10, downtime_days=5)
    alone = toy(course("toy.a"), poor).solve()
    pinned = toy(course("toy.a"), poor, preferences=Preferences(pins=Pins(must=("toy.b",)))).solve()
    assert [one.id for one in alone.courses] == ["toy.a#1"]
    assert "toy.b#1" in [one.id for one in pinned.courses]


def test_a_pinned_date_is_kept():
    """A session with a fixed day stands on it, and the others follow."""
    fixed = Preferences(pins=Pins(dates={f"{SERIES.id}.2": day(20)}))
    assert offsets(toy(SERIES, preferences=fixed).solve()) == [10, 20, 30]


def test_a_caution_is_kept_where_it_costs_nothing_and_counted_where_it_cannot():
    """Soft needs move a session where they can; where they cannot, the plan stands and says how many are broken."""
    actions = (action("toy.a", {"tired": 9}), action("toy.b", {}, {"tired": 2}, severity=Severity.CAUTION))
    pair = (course("toy.a", allowed=days(0)), course("toy.b", allowed=days(*range(1, 20))))
    free = toy(*pair, actions=actions, findings=findings(laxity=2.5))
    assert offsets(free.solve(), "toy.b#1") == [11]
    tight = free.with_(offers=(pair[0], attrs.evolve(pair[1], allowed=days(5))))
    assert stage(tight.solve(), "soft-needs").value == 1


def test_a_course_without_its_home_care_is_not_chosen():
    """A course that must go with sun protection needs some that may be chosen, within the minutes of a day."""
    known = (
        treatment("toy.a", goes_with=("sun_protection",)),
        treatment("toy.sun", home=True, traits=frozenset({"sun_protection"})),
    )
    sun = regimen("toy.sun")
    assert toy(course(), treatments=known).solve().courses == ()
    with_sun = toy(course(), sun, treatments=known).solve()
    assert (len(with_sun.courses), len(with_sun.regimens)) == (1, 1)
    no_time = toy(course(), sun, treatments=known, preferences=Preferences(minutes_a_day=1)).solve()
    assert (no_time.courses, no_time.regimens) == ((), ())


def test_nothing_offered_is_a_plan_without_sessions():
    """Without any course the answer has no visits, and every stage is proven at nothing."""
    solved = toy().solve()
    assert (solved.found, solved.visits) == (Found.PLAN, ())
    assert all(one.proven and one.value == one.bound == 0 for one in solved.stages)


def test_a_second_course_counts_at_moderate_laxity_only():
    """Half of a second mechanism is worth a course at moderate laxity and nothing at mild laxity."""
    pair = (course("toy.a"), course("toy.b"))
    mild, moderate = (toy(*pair, findings=findings(laxity=grade)).solve() for grade in (1.5, 2.5))
    assert (len(mild.courses), len(moderate.courses)) == (1, 2)


def test_a_day_that_never_comes_leaves_a_course_out():
    """A course whose days are empty is left out, saying so."""
    solved = toy(course(allowed=Days())).solve()
    assert solved.left_out[0].why.key == "schedule.no_dates"


def test_the_clinic_may_want_some_days_before_the_first_session():
    """A plan is a draft until somebody approves it."""
    solved = toy(course("a.one#1"), clinic=attrs.evolve(ALWAYS_OPEN, notice_days=3)).solve()
    assert offsets(solved)[0] == 3
