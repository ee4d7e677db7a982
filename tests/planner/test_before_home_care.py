"""Home care that needs something done first: it is planned with its day, and the first use waits for it."""

from __future__ import annotations

from datetime import time

import attrs

import toys
from random_modalities import PREREQUISITES
from scripted import Script
from toys import TODAY, cream, days
from turgor.content import Core
from turgor.domain.opening import Opening
from turgor.domain.regimens import Regimen
from turgor.domain.treatments import Modality
from whole_worlds import World

SPOT = PREREQUISITES[0]  # at the clinic, three to twenty-eight days before
THURSDAYS = (Opening(3, time(9), time(12)),)


def planned(needs: str, **policy) -> Regimen:
    """A cream that needs something done first, planned on a Monday."""
    record = Modality("aa", "AA", "To test.", "1", (cream("aa.cream", prerequisites=(needs,)),))
    words = attrs.evolve(toys.vocabulary(), prerequisites={one.id: one for one in PREREQUISITES})
    (regimen,) = World(Core(words, ()), (Script(record),), toys.case(), toys.clinic(**policy)).plan().regimens
    return regimen


def test_what_must_be_done_first_is_part_of_the_plan():
    """The order is planned for the very day on which the cream starts, which is early enough."""
    regimen = planned("order")
    (order,) = regimen.prerequisites
    assert (order.id, order.session, order.date) == ("order", "aa.cream#1", TODAY)
    assert regimen.segments[0].from_ == TODAY


def test_the_first_use_waits_until_it_can_be_done():
    """A test spot on the first day on which the clinic is open, and the cream three days later."""
    regimen = planned(SPOT.id, opening=THURSDAYS)
    (spot,) = regimen.prerequisites
    assert (spot.date, spot.at_clinic) == (days(3), True)
    assert regimen.segments[0].from_ == days(6)
