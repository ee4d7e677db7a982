"""The pace that a patient wants: days between visits, downtime in a row, money in a month."""

from __future__ import annotations

from collections.abc import Iterable

import attrs
import pytest

from offers import Toy, course, day, days, findings, pounds, toy
from turgor.domain.case import Pins, Preferences
from turgor.domain.happened import Given
from turgor.domain.schedule import Found, Schedule

LAX = findings(laxity=2.5)  # a second course counts


def offsets(solved: Schedule) -> list[tuple[str, int]]:
    """Session and day, counted from today."""
    return [(one.id, (one.date - day(0)).days) for one in solved.sessions]


def both(**wishes: object) -> Preferences:
    """Both toys pinned, and something asked about the pace."""
    return attrs.evolve(Preferences(pins=Pins(must=("toy.a", "toy.b"))), **wishes)


def solved(*courses, given: Iterable[Given] = (), **changes) -> Schedule:
    """The schedule of a toy problem after something was given."""
    from turgor.planning.schedule import schedule

    problem: Toy = toy(*courses, findings=LAX, **changes)
    return schedule(attrs.evolve(problem.problem(), given=tuple(given)), 0)


def test_visits_keep_their_distance_or_are_one():
    """Two sessions share a day, or stand as far apart as the patient wants."""
    a, b = course("toy.a", allowed=days(0, 20)), course("toy.b", allowed=days(3, 6, 10))
    assert offsets(solved(a, b, preferences=both())) == [("toy.a#1.1", 0), ("toy.b#1.1", 3)]
    assert offsets(solved(a, b, preferences=both(days_between_visits=5))) == [
        ("toy.a#1.1", 0),
        ("toy.b#1.1", 6),
    ]
    together = attrs.evolve(b, allowed=days(0))
    assert len(solved(a, together, preferences=both(days_between_visits=5)).visits) == 1


def test_a_series_keeps_the_distance_within_its_own_interval():
    """Seven to fourteen days become ten to fourteen; fifteen are more than the series allows."""
    series = course("toy.a", count=(2, 2))
    wish = Preferences(pins=Pins(must=("toy.a",)), days_between_visits=10)
    assert offsets(solved(series, preferences=wish)) == [("toy.a#1.1", 0), ("toy.a#1.2", 10)]
    wide = solved(series, preferences=attrs.evolve(wish, days_between_visits=15))
    assert wide.found is Found.CONFLICT
    assert {one.id for one in wide.conflict} == {"must:toy.a", "interval:toy.a#1", "days_between_visits"}
    assert "days_between_visits" in {id_ for one in wide.relaxations for id_ in one.limits}


def test_the_last_visit_that_was_given_counts():
    """A visit of four days ago keeps the first day away."""
    found = solved(
        course("toy.a"),
        given=[Given("toy.old#1.1", day(-4)), Given("toy.old#1.2", day(-40))],
        preferences=Preferences(days_between_visits=7),
    )
    assert offsets(found) == [("toy.a#1.1", 3)]


def test_visits_that_were_given_count_among_those_that_are_wanted():
    """Of three visits two are over."""
    series = course("toy.a", count=(1, 3))
    before = [Given("toy.old#1.1", day(-9)), Given("toy.old#1.2", day(-5))]
    assert len(solved(series, given=before, preferences=Preferences(most_visits=3)).sessions) == 1


def test_redness_does_not_last_longer_than_is_accepted():
    """Sessions whose downtime would join stand apart, with a clear day between; too long a one is not given."""
    a = course("toy.a", downtime_days_max=3)
    b = course("toy.b", downtime_days_max=2)
    joined = solved(a, b, preferences=both(downtime_at_a_time=3))
    assert offsets(joined) == [("toy.a#1.1", 0), ("toy.b#1.1", 0)]
    apart = attrs.evolve(b, allowed=days(1, 2, 3, 4, 5, 6))
    assert offsets(solved(a, apart, preferences=both(downtime_at_a_time=3)))[1] == ("toy.b#1.1", 1)
    first, one_more = attrs.evolve(a, allowed=days(0)), attrs.evolve(b, allowed=days(2, 3, 4, 5, 6))
    assert offsets(solved(first, one_more, preferences=both(downtime_at_a_time=3)))[1] == ("toy.b#1.1", 5)
    assert offsets(solved(first, one_more, preferences=both(downtime_at_a_time=4)))[1] == ("toy.b#1.1", 2)
    assert solved(a, preferences=Preferences(downtime_at_a_time=2)).courses == ()


def test_a_chain_of_downtime_is_one_stretch():
    """Three sessions, each joined to the one before, add up."""
    chain = [
        course(f"toy.{n}", downtime_days_max=2, allowed=days(at)) for n, at in (("a", 0), ("b", 3), ("c", 6))
    ]
    free = attrs.evolve(chain[2], allowed=days(6, 7, 8))
    wish = Preferences(pins=Pins(must=("toy.a", "toy.b", "toy.c")), downtime_at_a_time=5)
    clinic = toy(*chain).clinic
    many = attrs.evolve(clinic, courses_at_once=3)
    assert solved(*chain, preferences=wish, clinic=many).found is Found.CONFLICT
    assert offsets(solved(*chain[:2], free, preferences=wish, clinic=many))[-1] == ("toy.c#1.1", 7)


def test_redness_that_is_there_already_counts():
    """What was given yesterday shows until tomorrow."""
    found = solved(
        course("toy.a", downtime_days_max=2),
        given=[Given("toy.old#1.1", day(-1), 2)],
        preferences=Preferences(downtime_at_a_time=2),
    )
    assert offsets(found) == [("toy.a#1.1", 3)]


def test_each_month_keeps_its_budget():
    """Of three sessions of a hundred, a week apart, one stands in April; what March has cost already counts."""
    series = course("toy.a", count=(3, 3), interval=(7, 7, 40), price=pounds(100))
    wish = Preferences(budget_a_month=pounds(250))
    assert [at // 31 for _, at in offsets(solved(series, preferences=wish))] == [0, 0, 1]
    given = [Given("toy.old#1.1", day(0), 0, pounds(100))]
    assert [at // 31 for _, at in offsets(solved(series, given=given, preferences=wish))] == [0, 1, 1]
    dear = solved(
        attrs.evolve(series, price=pounds(300)), preferences=attrs.evolve(wish, pins=Pins(must=("toy.a",)))
    )
    assert {one.id for one in dear.conflict} == {"must:toy.a", "budget_a_month"}


@pytest.mark.parametrize("wish", ["budget", "budget_a_month"])
def test_an_unknown_price_is_not_chosen_beside_any_budget(wish: str):
    """Unknown is never nothing."""
    found = solved(course("toy.a"), preferences=Preferences(**{wish: pounds(1000)}))
    assert [left.why.key for left in found.left_out] == ["limit.unknown_price"]


def test_what_was_given_has_been_paid():
    """Of a budget of 150, a hundred are spent."""
    paid = [Given("toy.old#1.1", day(-9), 0, pounds(100))]
    wish = Preferences(budget=pounds(150))
    assert solved(course("toy.a", price=pounds(50)), given=paid, preferences=wish).courses
    assert not solved(course("toy.a", price=pounds(51)), given=paid, preferences=wish).courses


def test_why_not_earlier_names_the_pace():
    """The limit is named as what binds the session."""
    from turgor.domain.verdicts import Verdicts
    from turgor.planning.explain import why
    from turgor.planning.schedule import schedule

    a, b = course("toy.a", allowed=days(0)), course("toy.b", allowed=days(3, 6))
    problem = toy(a, b, findings=LAX, preferences=both(days_between_visits=5)).problem()
    told = {
        one.session: [bound.kind for bound in one.binding]
        for one in why(schedule(problem, 0), problem, Verdicts(()))
    }
    assert "days_between_visits" in told["toy.b#1.1"]
