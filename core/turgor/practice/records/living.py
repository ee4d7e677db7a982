"""What becomes of an approved plan: it is followed, completed or stopped."""

from __future__ import annotations

from collections.abc import Collection

import attrs

from turgor.domain.plan import PlanStatus
from turgor.domain.records import Action, PlanRef, PlanVersion
from turgor.practice.records.building import stale
from turgor.practice.records.desk import Desk, of_plan
from turgor.practice.records.refusals import WrongStatus
from turgor.practice.records.reserving import release
from turgor.store import audit, plans


def start_plan(desk: Desk, ref: PlanRef) -> PlanVersion:
    """Treatment begins. Raises NotThere, WrongStatus for one that is not approved, and Stale."""
    return _step(desk, ref, (PlanStatus.APPROVED,), PlanStatus.ACTIVE, Action.STARTED)


def complete_plan(desk: Desk, ref: PlanRef) -> PlanVersion:
    """Everything was done that was to be done. Raises NotThere, WrongStatus and Stale."""
    return _step(desk, ref, (PlanStatus.ACTIVE,), PlanStatus.COMPLETED, Action.COMPLETED)


def stop_plan(desk: Desk, ref: PlanRef, reason: str) -> PlanVersion:
    """The patient or the practitioner stops; a draft may be given up, too.

    Raises NotThere, WrongStatus, Stale, and ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("stopping needs a reason")
    return _step(desk, ref, plans.LIVE, PlanStatus.STOPPED, Action.STOPPED, reason)


def _step(  # noqa: PLR0917 -- one line says what each act is
    desk: Desk,
    ref: PlanRef,
    allowed: Collection[PlanStatus],
    to: PlanStatus,
    action: Action,
    reason: str = "",
) -> PlanVersion:
    """Versions beside it that are still open end with it where it ends."""
    with desk.writing() as (session, act):
        plans.hold(session, ref.plan)
        version, newest = plans.get(session, ref.plan, ref.number), plans.get(session, ref.plan)
        if version.status not in allowed:
            raise WrongStatus(version)
        if newest.ref != ref and newest.status in plans.LIVE and to is PlanStatus.ACTIVE:
            raise stale(session, ref, newest)
        plans.go_on(session, act, ref, to, reason)
        if to is not PlanStatus.ACTIVE:
            release(session, act, [ref])
            for other in plans.listed(session, plan=ref.plan, statuses=plans.LIVE):
                plans.go_on(session, act, other.ref, PlanStatus.SUPERSEDED)
        audit.append(session, act, action, of_plan(ref))
    return attrs.evolve(version, status=to)
