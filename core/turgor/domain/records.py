"""What a practice keeps over the years: patients, what was assessed, versions of plans, and who did what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum

import attrs

from turgor.domain.case import Patient
from turgor.domain.plan import Outcome, PlanStatus


@attrs.frozen
class Act:
    """Who does something, and when: an instant with its time zone."""

    who: str = attrs.field(validator=attrs.validators.min_len(1))
    at: datetime


@attrs.frozen
class PatientRecord:
    """A patient as known now.

    Attributes:
        id: the number of the record, never used twice; the clinic's own stands in `patient`.
        version: grows with every change.
        erased: who it was is forgotten.

    """

    id: int
    version: int
    patient: Patient
    erased: bool = False


@attrs.frozen
class AssessmentVersion:
    """What was entered on one day, for good; a correction is another version of it.

    Attributes:
        day: of the assessment.
        document: the case as `turgor.files` writes it, without who the patient is.
        reason: why it was corrected; empty for the first.
        newest: whether this is the version that counts.

    """

    assessment: int
    number: int
    patient: int
    day: date
    document: str
    made_at: datetime
    made_by: str
    reason: str = ""
    newest: bool = True


@attrs.frozen
class PlanRef:
    """Which version of which plan."""

    plan: int
    number: int

    def __str__(self) -> str:
        return f"{self.plan}/{self.number}"


@attrs.frozen
class PlanVersion:
    """One version of a plan, without the plan itself.

    Attributes:
        newest: the number of the newest version of the plan.
        basis: the version that this one goes on from.
        plugins: modality -> the versions of its package and of its content.
        content, policy, digest: hashes of what judged, of the clinic's settings and of the plan as it was made.
        finish: the day of the last session.
        clinic: the version of the clinic that it was made with; None where that was a file's.

    """

    ref: PlanRef
    patient: int
    newest: int
    status: PlanStatus
    assessment: int
    assessment_version: int
    basis: int | None
    outcome: Outcome
    today: date
    finish: date | None
    seed: int
    priority: str
    engine: str
    plugins: Mapping[str, str] = attrs.field(hash=False)
    content: str
    policy: str
    digest: str
    reason: str
    made_at: datetime
    made_by: str
    clinic: int | None = None


@attrs.frozen
class PlanStep:
    """One step in the life of a version."""

    status: PlanStatus
    at: datetime
    by: str
    reason: str = ""


class OverrideCode(StrEnum):
    """Why a relative contraindication was set aside; the written reason says the rest."""

    SPECIALIST_AGREES = "specialist-agrees"
    TOLERATED_BEFORE = "tolerated-before"
    BENEFIT_OUTWEIGHS = "benefit-outweighs"
    MITIGATED = "mitigated"
    OTHER = "other"


@attrs.frozen
class KeptOverride:
    """A contraindication that was set aside in an approved plan.

    Attributes:
        treatment: empty where it was set aside for all.
        basis: a hash of what the rule rested on: it counts only while that stays the same.

    """

    rule: str
    treatment: str
    code: OverrideCode
    reason: str
    by: str
    day: date
    basis: str


@attrs.frozen
class Approval:
    """Who approved a version, when, and which cautions were acknowledged."""

    by: str
    at: datetime
    cautions: tuple[str, ...]
    note: str = ""
    overrides: tuple[KeptOverride, ...] = ()


@attrs.frozen
class Reservation:
    """A room, a device or somebody of the staff for some time; the end is free again.

    Attributes:
        session: that it is for; empty where it is for something else than a plan.

    """

    resource: str
    start: datetime
    end: datetime = attrs.field()
    session: str = ""

    @end.validator
    def _after_start(self, _: object, end: datetime) -> None:
        if end <= self.start:
            raise ValueError(f"must be after the start ({self.start}), got {end}")


class DueKind(StrEnum):
    """What somebody has to think of."""

    SESSION = "session"
    REVIEW = "review"  # measuring again
    MAINTENANCE = "maintenance"


@attrs.frozen
class PlanDate:
    """A day of a plan that somebody has to think of; `what` is the session or the course.

    Attributes:
        start, minutes: of a session, by the clinic's clock; None and 0 where they are not known.
        resources: that the session is given with.

    """

    kind: DueKind
    what: str
    day: date
    start: time | None = None
    minutes: int = 0
    resources: tuple[str, ...] = ()


@attrs.frozen
class Due:
    """What is due for a patient, by a plan."""

    ref: PlanRef
    patient: int
    name: str
    date: PlanDate


class Action(StrEnum):
    """What the audit trail tells of."""

    CREATED = "created"
    READ = "read"
    CHANGED = "changed"
    APPROVED = "approved"
    STARTED = "started"
    COMPLETED = "completed"
    STOPPED = "stopped"
    SUPERSEDED = "superseded"
    PRINTED = "printed"
    EXPORTED = "exported"
    ERASED = "erased"
    RECORDED = "recorded"
    BACKED_UP = "backed-up"
    RESTORED = "restored"
    UPGRADED = "upgraded"


@attrs.frozen
class Entry:
    """One line of the audit trail.

    Attributes:
        subject: what it is about, by number: ``patient:7``, ``plan:3/2``.
        detail: in numbers and ids; never a name, a note or an answer.
        previous, hash: chain the lines, so that a changed or missing one is found.

    """

    seq: int
    at: str
    who: str
    action: Action
    subject: str
    detail: str
    previous: str
    hash: str


@attrs.frozen
class Anchor:
    """The end of the audit trail at some moment, kept elsewhere: without it a cut-off end is not found."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"
