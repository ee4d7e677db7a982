"""What must be done before a session: its window, and the day that it gets."""

from __future__ import annotations

import attrs
import pytest

from offers import ALWAYS_OPEN, MONDAY, catalogue, course, day, span, treatment
from turgor.domain.schedule import PlacedSession
from turgor.domain.treatments import Prerequisite
from turgor.planning.scheduling.prerequisites import day_for, planned_prerequisites

SPOT = Prerequisite("spot", "Test spot", 14, 90, ("toy",), at_clinic=True)
COVER = Prerequisite(
    "cover", "Antiviral tablets", 1, 1, ("toy",), every_session=True, by_patient="Take them."
)
OFFER = course(count=(2, 2), prerequisites=("spot", "cover"))
SESSIONS = tuple(PlacedSession(day(n), 0, OFFER.id, number) for number, n in ((1, 20), (2, 30)))


def planned(*known: Prerequisite, clinic=ALWAYS_OPEN):
    """The prerequisites of the course as (id, session number, days from today)."""
    held = catalogue(treatment("toy.a"), prerequisites=known)
    return [
        (one.id, int(one.session[-1]), (one.date - MONDAY).days)
        for one in planned_prerequisites(OFFER, SESSIONS, held, clinic, MONDAY)
    ]


def test_each_has_its_day_before_the_session_that_needs_it():
    """One of the first session only, one of every session, in date order."""
    assert planned(SPOT, COVER) == [("spot", 1, 6), ("cover", 1, 19), ("cover", 2, 29)]


def test_what_is_done_at_the_clinic_is_done_on_an_open_day():
    """The last open day that leaves enough time is taken."""
    shut = attrs.evolve(ALWAYS_OPEN, closures=(span(4, 9),))
    assert planned(SPOT, COVER, clinic=shut)[0] == ("spot", 1, 3)


@pytest.mark.parametrize(("session", "expected"), [(13, None), (14, 0), (95, 81)])
def test_its_window_reaches_from_its_validity_to_its_lead(session: int, expected: int | None):
    """Before today nothing can be done; later sessions use the last day that is early enough."""
    found = day_for(SPOT, day(session), ALWAYS_OPEN, MONDAY)
    assert found == (None if expected is None else day(expected))


def test_no_day_within_its_validity_is_no_day():
    """What was done before it is valid does not count."""
    shut = attrs.evolve(ALWAYS_OPEN, closures=(span(10, 86),))
    assert day_for(SPOT, day(100), shut, MONDAY) is None


def test_a_session_without_a_day_for_it_is_a_fault_of_the_scheduler():
    """Placing it anyway would leave a plan that the verifier must refuse."""
    held = catalogue(treatment("toy.a"), prerequisites=(SPOT, COVER))
    early = (PlacedSession(day(3), 0, OFFER.id, 1),)
    with pytest.raises(ValueError, match="spot has no day before"):
        planned_prerequisites(OFFER, early, held, ALWAYS_OPEN, MONDAY)
