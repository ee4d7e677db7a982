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
from turgor.store import audit, patients, plans


def start_plan(desk: Desk, ref: PlanRef) -> PlanVersion:
    """Treatment begins. Raises NotThere, WrongStatus for one that is not approved, and Stale."""
    return _step(desk, ref, (PlanStatus.APPROVED,), PlanStatus.ACTIVE, Action.STARTED)


def complete_plan(desk: Desk, ref: PlanRef) -> PlanVersion:
    """Everything was done that was to be done. Raises NotThere, WrongStatus and Stale."""
    return _step(desk, ref, (PlanStatus.ACTIVE,), PlanStatus.COMPLETED, Action.COMPLETED)


def stop_plan(desk: Desk, ref: PlanRef, reason: str) -> PlanVersion:
    """The patient or the practitioner stops. A draft may be given up, too: the version that is followed goes on then.

    Raises NotThere, WrongStatus, Stale, and ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("stopping needs a reason")
    return _step(desk, ref, plans.LIVE, PlanStatus.STOPPED, Action.STOPPED, reason)


def followed_beside(desk: Desk, ref: PlanRef) -> PlanVersion | None:
    """The version of the same plan that is followed, if there is another."""
    with desk.store.reading() as session:
        found = plans.listed(session, plan=ref.plan, statuses=plans.FOLLOWED)
    return next((one for one in found if one.ref != ref), None)


def _step(  # noqa: PLR0917 -- one line says what each act is
    desk: Desk,
    ref: PlanRef,
    allowed: Collection[PlanStatus],
    to: PlanStatus,
    action: Action,
    reason: str = "",
) -> PlanVersion:
    """Versions beside it that are still open end with it where it ends, unless it is a draft that nobody follows."""
    with desk.writing() as (session, act):
        patients.hold(session, plans.get(session, ref.plan, ref.number).patient)  # before the plan, as all do
        plans.hold(session, ref.plan)
        version, newest = plans.get(session, ref.plan, ref.number), plans.get(session, ref.plan)
        if version.status not in allowed:
            raise WrongStatus(version)
        if newest.ref != ref and newest.status in plans.LIVE and to is PlanStatus.ACTIVE:
            raise stale(session, ref, newest)
        plans.go_on(session, act, ref, to, reason)
        if version.status in plans.FOLLOWED and to is not PlanStatus.ACTIVE:
            release(session, act, [ref])
            for other in plans.listed(session, plan=ref.plan, statuses=plans.LIVE):
                plans.go_on(session, act, other.ref, PlanStatus.SUPERSEDED)
        audit.append(session, act, action, of_plan(ref))
    return attrs.evolve(version, status=to)
