"""What rests around visits: a rule only where it is exactly true, else dates."""

from __future__ import annotations

from datetime import date, timedelta

import attrs

import plans
from turgor.documents.patient import rests
from turgor.documents.patient.patient_plan import patient_plan
from turgor.documents.patient.rests import Margin
from turgor.domain.plan import Plan
from turgor.domain.regimens import Pause

VITAMIN_C = 3  # its place among the regimens of the usual plan


def with_pauses(*pauses: Pause, start: date | None = None) -> Plan:
    """The usual plan, in which only the serum rests, on these days."""
    usual = plans.plan()
    serum = attrs.evolve(usual.regimens[VITAMIN_C], pauses=pauses)
    if start:
        serum = attrs.evolve(serum, segments=(attrs.evolve(serum.segments[0], from_=start),))
    return attrs.evolve(usual, regimens=(usual.regimens[0], serum), courses=(plans.course(),))


def around(plan: Plan, number: int, before: int, after: int, *others: int) -> Pause:
    """A pause around one visit, which it and perhaps others ask for."""
    day = plan.visits[number - 1].date
    sessions = tuple(f"{plan.courses[0].id}.{one}" for one in (number, *others))
    return Pause(day - timedelta(days=before), day + timedelta(days=after), sessions)


def test_the_day_itself():
    """A pause of the day of each visit needs no count of days."""
    plan = with_pauses(*(around(plans.plan(), number, 0, 0) for number in (1, 2, 3)))
    assert patient_plan(plan).around == (
        "Around each visit: no vitamin C serum on the day itself. The dates stand under “Pauses”.",
    )


def test_one_day_has_its_own_words():
    """A day before and a day after are not "1 days"."""
    plan = with_pauses(*(around(plans.plan(), number, 1, 1) for number in (1, 2, 3)))
    assert "from the day before to the day after" in patient_plan(plan).around[0]


def test_pauses_of_different_length_are_dated():
    """As soon as one visit differs each visit carries its own days."""
    usual = plans.plan()
    model = patient_plan(with_pauses(around(usual, 1, 1, 1), around(usual, 2, 1, 1), around(usual, 3, 1, 2)))
    assert model.around == ()
    assert [row.before for row in model.visits[:3]] == [
        ("No vitamin C serum 13\u00a0to\u00a015\u00a0Dec.",),
        ("No vitamin C serum 17\u00a0to\u00a019\u00a0Jan.",),
        ("No vitamin C serum 21\u00a0to\u00a024\u00a0Feb.",),
    ]


def test_a_visit_before_the_first_use_keeps_the_rule():
    """Home care that starts only after the margin of a visit rests around it without a pause."""
    usual = plans.plan()
    pauses = (around(usual, 2, 1, 1), around(usual, 3, 1, 1))
    assert patient_plan(with_pauses(*pauses, start=date(2026, 12, 16))).around
    assert patient_plan(with_pauses(*pauses, start=date(2026, 12, 15))).around == ()


def test_pauses_that_have_grown_together_are_dated():
    """A pause that two visits ask for is no margin of either."""
    usual = plans.plan()
    plan = with_pauses(around(usual, 1, 1, 1), around(usual, 2, 1, 36, 3))
    assert rests.margins(plan, plan.visits) == {}


def test_one_visit_makes_no_rule():
    """The days of a single visit are clearer than a rule."""
    plan = with_pauses(around(plans.plan(), 1, 1, 1))
    single = attrs.evolve(plan, visits=plan.visits[:1])
    assert patient_plan(single).around == ()
    assert patient_plan(single).visits[0].before == ("No vitamin C serum 13\u00a0to\u00a015\u00a0Dec.",)


def test_different_pauses_before_one_visit_are_one_sentence():
    """Things that pause for different days before a visit are said together."""
    usual = plans.plan(courses=(plans.course(),))
    first = attrs.evolve(usual, visits=usual.visits[:1])
    serum = attrs.evolve(first.regimens[VITAMIN_C], pauses=(around(usual, 1, 0, 0),))
    model = patient_plan(attrs.evolve(first, regimens=(*first.regimens[:VITAMIN_C], serum)))
    assert model.visits[0].before == (
        "No tretinoin cream 9\u00a0to\u00a019\u00a0Dec, no vitamin C serum on 14\u00a0Dec.",
    )


def test_each_kind_of_visit_has_its_rule():
    """Where visits differ in what is done, each kind is named with what rests around it."""
    usual = plans.plan(courses=(plans.course(),))
    other = plans.course("laser.x", "Gentle laser")
    later = plans.visits(other, date(2027, 4, 5), date(2027, 5, 3))
    pauses = tuple(Pause(v.date, v.date, (f"{other.id}.{n}",)) for n, v in enumerate(later, start=1))
    serum = attrs.evolve(usual.regimens[VITAMIN_C], pauses=(*usual.regimens[VITAMIN_C].pauses, *pauses))
    plan = attrs.evolve(
        usual,
        courses=(usual.courses[0], other),
        visits=(*usual.visits, *later),
        regimens=(*usual.regimens[:VITAMIN_C], serum),
    )
    needling, laser = patient_plan(plan).around
    assert needling.startswith(
        "Around each visit for RF microneedling: no tretinoin cream or vitamin C serum"
    )
    assert laser.startswith("Around each visit for gentle laser: no vitamin C serum on the day itself.")
    assert rests.margins(plan, later) == {serum.id: Margin(0, 0)}
