"""Kept plans: listed, opened, printed, and made again to the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from turgor.documents import Kind
from turgor.domain.plan import Plan, PlanStatus
from turgor.domain.records import Action, Approval, PlanRef, PlanStep, PlanVersion
from turgor.files import write_plan
from turgor.host import Host
from turgor.practice.opening import Practice
from turgor.practice.printing import How, Printed, print_documents
from turgor.practice.records.basis import Caution, cautions_of
from turgor.practice.records.desk import Desk, of_plan
from turgor.practice.records.diary import diary_of
from turgor.practice.records.inputs import plugin_versions, read_inputs, read_plan
from turgor.practice.records.patients import Erased
from turgor.practice.records.progress import progress
from turgor.store import NotThere, approvals, patients, plans

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


MEASURED = frozenset({Kind.PROGRESS, Kind.RECORD})
"""Documents that show what was measured, up to the latest assessment."""


@attrs.frozen
class Kept:
    """One version with its plan, as it stands in its life now.

    Attributes:
        plan: under the name and the status that it has among the records, with what was noted since.
        steps: what became of it.
        cautions: to be acknowledged where it is approved.

    """

    version: PlanVersion
    plan: Plan
    approval: Approval | None
    steps: tuple[PlanStep, ...]
    cautions: tuple[Caution, ...]


@attrs.frozen
class Replayed:
    """Whether a version can be made again to the same bytes.

    Attributes:
        differs: what is of another version than it was: Turgor itself, modalities.

    """

    same: bool
    differs: tuple[str, ...]


def list_plans(
    desk: Desk, patient: int | None = None, statuses: Collection[PlanStatus] = (), *, every: bool = False
) -> tuple[PlanVersion, ...]:
    """The newest version of each plan and the one that is followed, or every version."""
    with desk.store.reading() as session:
        found = plans.listed(session, patient=patient, statuses=statuses)
    desk.note(Action.READ, "plans", f"listed {len(found)}")
    shown = (PlanStatus.APPROVED, PlanStatus.ACTIVE)
    return tuple(one for one in found if every or one.ref.number == one.newest or one.status in shown)


def which_plan(desk: Desk, reference: str) -> PlanRef:
    """A version by ``3/2``, or the newest by ``3``. Raises NotThere."""
    plan, _, number = reference.partition("/")
    if not all(part.isascii() and part.isdigit() and len(part) < 10 for part in (plan, number or "0")):
        raise NotThere("There is no plan of this number.")
    with desk.store.reading() as session:
        return plans.get(session, int(plan), int(number) if number else None).ref


def open_kept(desk: Desk, ref: PlanRef) -> Kept:
    """One version. Raises NotThere, InvalidFile and Damaged."""
    with desk.store.reading() as session:
        version = plans.get(session, ref.plan, ref.number)
        made = read_plan(session, version)
        kept = Kept(
            version,
            attrs.evolve(as_it_is_now(made, version), diary=diary_of(session, version, made)),
            approvals.get(session, ref),
            plans.steps(session, ref),
            cautions_of(made),
        )
    desk.note(Action.READ, of_plan(ref))
    return kept


def print_kept(
    desk: Desk, ref: PlanRef, how: How, folder: Path, opened: Callable[[], Practice] | None = None
) -> Printed:
    """The documents of a version, marked as what it is; with `opened` also what was measured since.

    Raises NotThere, DocumentError and OSError.
    """
    kept = open_kept(desk, ref)
    made = kept.plan
    if opened and not MEASURED.isdisjoint(how.kinds):
        made = progress(desk, opened(), kept.version.patient).shown_in(made)
    desk.note(Action.PRINTED, of_plan(ref), f"{len(how.kinds)} kinds")  # nothing is on paper unnoticed
    return print_documents(made, how, folder)


def replay(desk: Desk, ref: PlanRef, host: Host) -> Replayed:
    """Make a version again from what it was made from.

    Raises NotThere, InvalidFile, Damaged, PlanRefused, and Erased: what was forgotten cannot be made again.
    """
    with desk.store.reading() as session:
        version = plans.get(session, ref.plan, ref.number)
        if patients.get(session, version.patient).erased:
            raise Erased
        inputs, kept = read_inputs(session, version), plans.document(session, ref)
        made = _basis(session, version)
    desk.note(Action.READ, of_plan(ref), "replay")
    plan = inputs.plan(host, made)
    return Replayed(write_plan(plan) == kept, tuple(_differs(version, plan)))


def as_it_is_now(made: Plan, version: PlanVersion) -> Plan:
    """The plan as it was made, under its name among the records and with the status that it has now."""
    replaces = f"{version.ref.plan}-{version.basis}" if version.basis else ""
    number = f"{version.ref.plan}-{version.ref.number}"
    return attrs.evolve(made, status=version.status, number=number, replaces=replaces)


def _basis(session: Session, version: PlanVersion) -> Plan | None:
    if version.basis is None:
        return None
    return read_plan(session, plans.get(session, version.ref.plan, version.basis))


def _differs(version: PlanVersion, plan: Plan) -> list[str]:
    now = {"turgor": plan.engine.version, **plugin_versions(plan)}
    then = {"turgor": version.engine, **version.plugins}
    return [
        f"{name}: {then.get(name, 'not there')}, now {now.get(name, 'not there')}"
        for name in sorted(now.keys() | then.keys())
        if now.get(name) != then.get(name)
    ]
