"""Visits of a plan may be booked in the clinic's calendar when it is made anew: they are not in their own way."""

from __future__ import annotations

from datetime import time

import attrs

from sample_patients import sample_plan
from turgor import planner
from turgor.domain.happened import Happened
from turgor.domain.opening import Opening
from turgor.domain.resources import Booking, Resource
from turgor.practice import open_practice

WEEK = tuple(Opening(day, time(9), time(18)) for day in range(6))


def test_what_is_booked_for_the_plan_itself_gives_way_and_what_is_booked_for_others_does_not():
    """The only room is booked all day: for this plan nothing moves, for somebody else the session does."""
    made = sample_plan("healthy-45")
    (visit,) = made.visits
    modalities = open_practice(today=made.today).host
    mine = Booking(visit.date, time(9), time(18), ("room",), plan=made.number)
    for booking, moved in ((mine, False), (attrs.evolve(mine, plan="another"), True)):
        clinic = attrs.evolve(made.policy, rooms=(Resource("room", hours=WEEK),), bookings=(booking,))
        anew = planner.replan(made, Happened(made.today), modalities, clinic=clinic)
        assert bool(anew.moves) is moved
        if moved:
            (move,) = anew.moves
            assert {binding.kind for binding in move.because} == {"resource"}
