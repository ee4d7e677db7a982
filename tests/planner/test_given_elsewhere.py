"""A session given elsewhere, or planned there, is an event like any other."""

from __future__ import annotations

import pytest

import toys
from scripted import Script
from toys import SOURCE, cream, device, event
from turgor.content import Core
from turgor.domain.incompatible import Incompatible, Meeting
from turgor.domain.rules import Outcome
from turgor.domain.skin import Severity
from turgor.domain.treatments import Modality
from whole_worlds import World

APART = Incompatible(
    "I-TOY",
    ("aa.cream",),
    ("aa.laser",),
    Meeting.SAME_PERIOD,
    Severity.RELATIVE,
    Outcome.BLOCK,
    "Keep them apart.",
    "because",
    (SOURCE,),
)


@pytest.mark.parametrize(("day", "chosen"), [(-20, ["aa.cream#1"]), (20, [])])
def test_home_care_that_must_not_meet_a_session_yields_to_one_that_is_to_come(day, chosen):
    """A laser session twenty days ago keeps nothing away; one in twenty days bars the cream that may not meet it."""
    treatments = (device("aa.laser"), cream("aa.cream"))
    record = Modality("aa", "AA", "To test.", "1", treatments, incompatible=(APART,))
    patient = toys.case(events=[event("aa.laser", day)])
    world = World(
        Core(toys.vocabulary(), ()), (Script(record),), patient, toys.clinic(switched_off={"aa.laser"})
    )
    assert [regimen.id for regimen in world.plan().regimens] == chosen
