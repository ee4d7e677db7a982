"""A patient takes everything along, or is forgotten."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from turgor.documents import Kept
from turgor.domain.case import Case, Event, Patient
from turgor.domain.plan import Plan, PlanStatus
from turgor.domain.records import Action, PatientRecord, PlanVersion
from turgor.files import parse_plan, read_record, write_atomically, write_plan, write_record
from turgor.practice.printing import patient_plan_pdf
from turgor.practice.records.desk import Desk, of_patient, of_plan
from turgor.practice.records.inputs import Inputs, read_plan
from turgor.practice.records.keeping import as_it_is_now
from turgor.practice.records.patients import Erased
from turgor.practice.records.reserving import release
from turgor.store import (
    StorageError,
    approvals,
    assessments,
    audit,
    erasing,
    happened,
    home_care,
    patients,
    plans,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_DAY_OF_ALL = (1980, 1, 1, 0, 0, 0)  # ZIP's first: entries say nothing of when they were packed
_PRINTED = (PlanStatus.APPROVED, PlanStatus.ACTIVE, PlanStatus.COMPLETED)


def export_patient(desk: Desk, patient: int, target: Path) -> tuple[str, ...]:
    """Everything about one patient as JSON and PDF in one archive, and the names of what is in it.

    Printed are the plans that are or were followed to their end. Raises NotThere, Erased, OSError, and StorageError
    for a file that is there already.
    """
    if target.exists():
        raise StorageError(f"{target} is there already; give another name.")
    with desk.store.reading() as session:
        record = patients.get(session, patient)
        if record.erased:
            raise Erased
        files = dict(_files(session, record))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _DAY_OF_ALL), files[name])
    desk.note(Action.EXPORTED, of_patient(patient), f"{len(files)} files")  # nothing leaves unnoticed
    write_atomically(target, packed.getvalue())
    return tuple(sorted(files))


def erase_patient(desk: Desk, patient: int, kept: Kept | None = None) -> None:
    """Forget who a patient was: name, number, birth date, contact and every free text go, from all versions.

    What was found and done stays without a name, as far as numbers and ids tell it, and cannot be planned with, printed
    for anybody, or made again to the same bytes. Plans that are followed are stopped. `kept` are finished documents of
    this user: they go, too, all of them. Raises NotThere and Erased.
    """
    with desk.writing() as (session, act):
        if patients.hold(session, patient).erased:
            raise Erased
        for version in plans.listed(session, patient=patient, statuses=plans.LIVE):
            plans.go_on(session, act, version.ref, PlanStatus.STOPPED)
            release(session, act, [version.ref])
        erasing.erase(session, act, patient, case=_case, plan=_plan, inputs=_inputs, event=_told)
        audit.append(session, act, Action.ERASED, of_patient(patient))
    with desk.store.reading() as session:
        erasing.settle(session)
    if kept:
        kept.forget()


def erased_patients(desk: Desk) -> tuple[tuple[int, str], ...]:
    """Who was erased, by number and by when they came: to be forgotten again where an older backup is restored."""
    with desk.store.reading() as session:
        return erasing.erased(session)


def patient_since(desk: Desk, patient: int) -> str:
    """When a record was begun, to the microsecond; empty where there is none."""
    with desk.store.reading() as session:
        return patients.since(session, patient)


def _files(session: Session, record: PatientRecord) -> Iterator[tuple[str, bytes]]:
    yield "patient.json", write_record(record).encode()
    for one in assessments.of_patient(session, record.id, every=True):
        yield f"assessments/{one.assessment}-{one.number}.json", one.document.encode()
    versions = plans.listed(session, patient=record.id)
    for version in versions:
        yield from _of_version(session, version)
    told = [*happened.done_of(session, record.id), *happened.missed_of(session, record.id)]
    yield "sessions.json", _list(map(write_record, told))
    yield "prerequisites.json", _list(map(write_record, happened.prepared_of(session, record.id)))
    reports = home_care.of_patient(session, record.id, every=True)
    yield "home-care.json", _list(map(write_record, reports))
    yield "events.json", _list(one.document for one in happened.events_of(session, record.id))
    subjects = [of_patient(record.id), *(of_plan(version.ref) for version in versions)]
    yield "audit.json", _list(map(write_record, audit.entries(session, *subjects)))


def _of_version(session: Session, version: PlanVersion) -> Iterator[tuple[str, bytes]]:
    folder = f"plans/{version.ref.plan}-{version.ref.number}"
    made = as_it_is_now(read_plan(session, version), version)
    yield f"{folder}/version.json", write_record(version).encode()
    yield f"{folder}/plan.json", write_plan(made).encode()
    yield f"{folder}/steps.json", _list(map(write_record, plans.steps(session, version.ref)))
    if approval := approvals.get(session, version.ref):
        yield f"{folder}/approval.json", write_record(approval).encode()
    if version.status in _PRINTED:
        yield f"{folder}/plan.pdf", patient_plan_pdf(made)


def _list(texts: Iterable[str]) -> bytes:
    return (json.dumps([json.loads(text) for text in texts], indent=2, ensure_ascii=False) + "\n").encode()


def _nobody(patient: Patient) -> Patient:
    """What treatment needs to be understood, and no more."""
    return Patient("", sex=patient.sex, language="en")


def _event(event: Event) -> Event:
    return attrs.evolve(event, note="")


def _of_case(case: Case) -> Case:
    events = tuple(map(_event, case.history.events))
    overrides = tuple(attrs.evolve(one, reason="erased") for one in case.overrides)
    return attrs.evolve(
        case,
        patient=_nobody(case.patient),
        history=attrs.evolve(case.history, events=events),
        overrides=overrides,
    )


def _told(text: str) -> str:
    return write_record(_event(read_record(text, Event, "an event")))


def _case(text: str) -> str:
    return write_record(_of_case(read_record(text, Case, "an assessment")))


def _inputs(text: str) -> str:
    inputs = read_record(text, Inputs, "inputs of a plan")
    told = inputs.happened
    if told:
        missed = tuple(attrs.evolve(one, why="") for one in told.missed)
        told = attrs.evolve(told, missed=missed, events=tuple(map(_event, told.events)))
    return write_record(attrs.evolve(inputs, case=_of_case(inputs.case), happened=told))


def _plan(text: str) -> str:
    """Reasons of verdicts name who set a rule aside and why: that goes, too."""
    plan: Plan = parse_plan(text, "a plan")
    verdicts = tuple(
        attrs.evolve(
            verdict,
            timeline=tuple(
                attrs.evolve(
                    period,
                    reasons=tuple(
                        attrs.evolve(reason, overridden="erased" if reason.overridden else "")
                        for reason in period.reasons
                    ),
                )
                for period in verdict.timeline
            ),
        )
        for verdict in plan.verdicts
    )
    case = _of_case(plan.case) if plan.case else None
    return write_plan(
        attrs.evolve(
            plan, patient=_nobody(plan.patient), number="", replaces="", case=case, verdicts=verdicts
        )
    )
