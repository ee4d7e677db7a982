"""After a lost race: the best plan around what somebody else has reserved meanwhile."""

from __future__ import annotations

import attrs

from turgor.domain.records import PlanRef
from turgor.practice.opening import Practice
from turgor.practice.records.building import Built, build_plan, calendar_of_now, revise_plan, stale
from turgor.practice.records.desk import Desk
from turgor.practice.records.differences import Difference, difference
from turgor.practice.records.inputs import read_inputs, read_plan
from turgor.store import plans
from turgor.store.bookings import BookedAlready


@attrs.frozen
class NextBest:
    """The next best plan.

    Attributes:
        lost: why the one before could not be approved.
        difference: from that one to this.

    """

    lost: BookedAlready
    built: Built
    difference: Difference


def next_best(desk: Desk, practice: Practice, ref: PlanRef, lost: BookedAlready) -> NextBest:
    """A draft whose time somebody else was quicker to reserve, made anew around that; all else is as it was asked for.

    A plan that goes on from another moves as little as possible from that one.
    Raises what build_plan and revise_plan do, and Stale where there is a newer version.
    """
    with desk.store.reading() as session:
        version, newest = plans.get(session, ref.plan, ref.number), plans.get(session, ref.plan)
        if newest.ref != ref:
            raise stale(session, ref, newest)
        inputs, before = read_inputs(session, version), read_plan(session, version)
        policy, number = calendar_of_now(session, version.clinic, inputs.policy)
    if version.basis is None:
        here = attrs.evolve(practice, clinic=policy, clinic_version=number)
        built = build_plan(desk, here, version.patient, inputs.priority, inputs.seed)
    else:
        told = inputs.happened and attrs.evolve(inputs.happened, today=practice.today)
        built = revise_plan(desk, practice, ref, str(lost), happened=told)
    return NextBest(lost, built, difference(before, built.plan))
