"""Firmness over time: what was measured at every assessment, against the first visit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from turgor.domain.case import Case, Measurement, Target
from turgor.domain.findings import Change, ProfileEntry
from turgor.domain.plan import Plan
from turgor.domain.records import Action, PatientRecord
from turgor.planning.examine import examine
from turgor.practice.opening import Practice
from turgor.practice.records.assessments import case_of
from turgor.practice.records.desk import Desk, of_patient
from turgor.practice.records.patients import Erased
from turgor.store import NotThere, assessments, audit, patients

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@attrs.frozen
class Progress:
    """All readings of a patient.

    Attributes:
        series: by site, instrument and setting, oldest first.
        changes: of each series with more than one visit, and whether it is real.
        targets: what is aimed for, as the latest assessment has it.

    """

    series: tuple[ProfileEntry, ...]
    changes: tuple[Change, ...]
    targets: tuple[Target, ...] = ()

    def shown_in(self, made: Plan) -> Plan:
        """The plan with these readings in place of those that it was made with."""
        findings = attrs.evolve(
            made.findings, profile=self.series, changes=self.changes, targets=self.targets
        )
        return attrs.evolve(made, findings=findings)


def progress(desk: Desk, practice: Practice, patient: int) -> Progress:
    """How firmness went. Raises NotThere, also where nothing was assessed yet, and Erased."""
    with desk.writing() as (session, act):
        record = patients.get(session, patient)
        if record.erased:
            raise Erased
        held = assessments.of_patient(session, patient)
        if not held:
            raise NotThere(f"There is no assessment of patient #{patient}.")
        latest = case_of(held[-1], record)
        everything = _with(latest, _measured(session, record))
        audit.append(session, act, Action.READ, of_patient(patient), "progress")
    found = examine(everything, practice.host.catalogue, practice.today)
    return Progress(found.profile, found.changes, latest.goals.targets)


def followed_up(session: Session, case: Case, record: PatientRecord) -> Case:
    """The case with the earlier readings of what was measured again, so that a plan shows how it went.

    What was not measured again stays out: an old grade must not be taken for one of today.
    """
    again = {(one.site, one.instrument) for one in case.assessment.measurements}
    earlier = [one for one in _measured(session, record) if (one.site, one.instrument) in again]
    return _with(case, iter(earlier))


def _measured(session: Session, record: PatientRecord) -> Iterator[Measurement]:
    for version in assessments.of_patient(session, record.id):
        yield from case_of(version, record).assessment.measurements


def _with(case: Case, more: Iterator[Measurement]) -> Case:
    own = case.assessment.measurements
    joined = tuple(dict.fromkeys((*own, *more)))
    return attrs.evolve(case, assessment=attrs.evolve(case.assessment, measurements=joined))
