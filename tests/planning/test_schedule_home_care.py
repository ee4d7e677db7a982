"""Home care: what is chosen, how it is titrated, and where it pauses."""

from __future__ import annotations

import attrs

from offers import (
    action,
    course,
    day,
    days,
    event,
    findings,
    pounds,
    regimen,
    span,
    toy,
    treatment,
)
from turgor.domain.case import History, Pins, Preferences, Using
from turgor.domain.dates import Days
from turgor.domain.regimens import Pause
from turgor.domain.schedule import PlacedRegimen, Schedule
from turgor.domain.terms import Step
from turgor.domain.treatments import Prerequisite

SUN = treatment("toy.sun", home=True, traits=frozenset({"sun_protection"}))


def only(solved: Schedule) -> PlacedRegimen:
    """The one regimen of a schedule."""
    (placed,) = solved.regimens
    return placed


def spans(placed: PlacedRegimen) -> list[tuple[int, int | None, int]]:
    """Segments as first day, last day and days a week, counted from today."""
    return [
        ((s.from_ - day(0)).days, None if s.to is None else (s.to - day(0)).days, s.per_week)
        for s in placed.segments
    ]


def pauses(placed: PlacedRegimen) -> list[tuple[int, int]]:
    """First and last days of the pauses, counted from today."""
    return [((p.from_ - day(0)).days, (p.to - day(0)).days) for p in placed.pauses]


def test_titration_follows_its_weeks_and_the_last_step_stays_open():
    """Each step lasts its weeks; the last one has no end."""
    steps = (Step(2, weeks=2), Step(4, weeks=1), Step(7))
    assert spans(only(toy(regimen(steps=steps)).solve())) == [(0, 13, 2), (14, 20, 4), (21, None, 7)]


def test_a_last_step_with_weeks_ends_the_home_care():
    """Its days of use are counted like those of any step; a pause adds to them, and nothing pauses after the end."""
    steps = (Step(3, weeks=1), Step(7, weeks=2))
    assert spans(only(toy(regimen(steps=steps)).solve())) == [(0, 6, 3), (7, 20, 7)]
    actions = (action("toy.a", {"open": 4}), action("toy.cream", {}, {"open": 0}, fills_its_day=False))
    for day_of_session, end, paused in ((10, 24, [(10, 13)]), (30, 20, [])):
        placed = only(
            toy(course(allowed=days(day_of_session)), regimen(steps=steps), actions=actions).solve()
        )
        assert (spans(placed)[-1], pauses(placed)) == ((7, end, 7), paused)


def test_home_care_pauses_around_a_session():
    """It stops so many days before a session that its traces are gone, and rests until the skin allows it again."""
    actions = (
        action("toy.a", {"open": 4}, {"thin": 1}),
        action("toy.cream", {"thin": 2}, {"open": 0}, fills_its_day=False),
    )
    placed = only(toy(course(allowed=days(20)), regimen(), actions=actions).solve())
    assert placed.pauses == (Pause(day(18), day(23), ("toy.a#1.1",)),)


def test_a_pause_does_not_count_as_use():
    """Days of a pause are added to the step in which they fall."""
    actions = (action("toy.a", {"open": 4}), action("toy.cream", {}, {"open": 0}, fills_its_day=False))
    cream = regimen(steps=(Step(2, weeks=2), Step(7)))
    placed = only(toy(course(allowed=days(3)), cream, actions=actions).solve())
    assert (spans(placed), pauses(placed)) == ([(0, 17, 2), (18, None, 7)], [(3, 6)])


def test_a_long_pause_sends_the_titration_back_one_step():
    """After more than 28 days of pause the step before the present one comes again; after 28 it does not."""
    for length, again in ((28, []), (29, [(15 + 29, 15 + 29 + 13, 2)])):
        actions = (
            action("toy.a", {"open": length}),
            action("toy.cream", {}, {"open": 0}, fills_its_day=False),
        )
        cream = regimen(steps=(Step(2, weeks=2), Step(7)))
        placed = only(toy(course(allowed=days(15)), cream, actions=actions).solve())
        assert spans(placed)[1:-1] == ([(14, 14, 7), *again] if again else [])


def test_home_care_waits_for_its_verdict_and_its_prerequisite():
    """It begins on the first allowed day on which what must come before can have been done."""
    order = Prerequisite("order", "Prescription", 3, 90, ("toy",))
    cream = attrs.evolve(regimen(), prerequisites=("order",))
    assert spans(only(toy(cream, prerequisites=(order,)).solve())) == [(3, None, 7)]
    late = attrs.evolve(cream, allowed=Days((span(9, None),)))
    assert spans(only(toy(late, prerequisites=(order,)).solve())) == [(9, None, 7)]


def test_home_care_ends_where_its_verdict_ends():
    """After the last allowed day there is no use, and no pause that would promise more."""
    placed = only(toy(regimen(allowed=Days((span(0, 9),)))).solve())
    assert (spans(placed), placed.pauses) == ([(0, 9, 7)], ())


def test_home_care_in_use_goes_on_at_its_step():
    """Who uses it every other day already does not begin anew; a pause from today on is said as one."""
    steps = (Step(2, weeks=2), Step(4, weeks=1), Step(7))
    actions = (action("toy.a", {"open": 2}), action("toy.cream", {}, {"open": 0}, fills_its_day=False))
    running = findings(using=(Using("toy.cream", 3),))
    placed = only(
        toy(course(allowed=days(0)), regimen(steps=steps), actions=actions, findings=running).solve()
    )
    assert spans(placed) == [(2, 8, 4), (9, None, 7)]
    assert pauses(placed) == [(0, 1)]


def test_home_care_stops_in_time_for_a_planned_event():
    """A planned event has needs too: what leaves a state that it must not meet pauses before it."""
    actions = (action("peel", {}, {"thin": 1}), action("toy.cream", {"thin": 3}, fills_its_day=False))
    planned = findings(history=History((event("peel", 10),)))
    assert pauses(only(toy(regimen(), actions=actions, findings=planned).solve())) == [(7, 10)]


def test_the_best_of_each_mechanism_is_chosen_while_minutes_last():
    """Of one mechanism the most beneficial is taken; what does not fit the minutes is left out, saying why."""
    offers = (
        regimen("toy.best", benefit=30, mechanism="m"),
        regimen("toy.same", benefit=20, mechanism="m"),
        regimen("toy.other", benefit=10, mechanism="n"),
        regimen("toy.last", benefit=5, mechanism="o"),
    )
    solved = toy(*offers, preferences=Preferences(minutes_a_day=4)).solve()
    assert [one.offer.treatment for one in solved.regimens] == ["toy.best", "toy.other"]
    assert {left.treatment: left.why.key for left in solved.left_out} == {
        "toy.same": "home.mechanism",
        "toy.last": "home.minutes",
    }


def test_what_is_always_chosen_comes_before_the_most_beneficial():
    """Sun protection takes its minutes first."""
    offers = (regimen("toy.best", benefit=90), regimen("toy.sun", benefit=10, always=True))
    solved = toy(*offers, treatments=(SUN,), preferences=Preferences(minutes_a_day=2)).solve()
    assert [one.offer.treatment for one in solved.regimens] == ["toy.sun"]


def test_home_care_brings_what_it_must_go_with():
    """A regimen that asks for sun protection comes with it or not at all."""
    cream = attrs.evolve(regimen(), goes_with=("sun_protection",))
    sun = regimen("toy.sun", benefit=1)
    both = toy(cream, sun, treatments=(SUN,)).solve()
    assert {one.offer.treatment for one in both.regimens} == {"toy.cream", "toy.sun"}
    alone = toy(cream).solve()
    assert (alone.regimens, alone.left_out[0].why.key) == ((), "home.alone")


def test_what_cannot_be_used_side_by_side_is_not_chosen_together():
    """Daily care that leaves what another must not meet excludes it."""
    actions = (
        action("toy.acid", {"thin": 2}, fills_its_day=False),
        action("toy.cream", {}, {"thin": 0}, fills_its_day=False),
    )
    solved = toy(regimen("toy.acid", benefit=50), regimen(), actions=actions).solve()
    assert [one.offer.treatment for one in solved.regimens] == ["toy.acid"]
    assert solved.left_out[0].why.key == "home.clash"


def test_a_budget_takes_unknown_prices_of_home_care_only_by_pin_or_where_it_is_always_chosen():
    """What is merely useful needs a known price that fits."""
    offers = (
        regimen("toy.sun", always=True),
        regimen("toy.cheap", price=pounds(10)),
        regimen("toy.dear", price=pounds(100)),
        regimen("toy.unknown"),
    )
    wishes = Preferences(budget=pounds(50))
    chosen = {
        one.offer.treatment for one in toy(*offers, treatments=(SUN,), preferences=wishes).solve().regimens
    }
    assert chosen == {"toy.sun", "toy.cheap"}
    pinned = attrs.evolve(wishes, pins=Pins(must=("toy.unknown",)))
    assert "toy.unknown" in {one.offer.treatment for one in toy(*offers, preferences=pinned).solve().regimens}


def test_home_care_without_a_day_of_use_is_left_out():
    """What has no day left inside the plan is not printed as part of it."""
    solved = toy(regimen(allowed=Days())).solve()
    assert (solved.regimens, solved.left_out[0].why.key) == ((), "schedule.no_use")
