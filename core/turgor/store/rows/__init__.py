"""The tables. A row is no record: each room of the store says how one becomes the other.

Days and instants are ISO 8601 texts, so that both databases keep and sort them alike. What a practitioner entered and
the plans are documents, whose shape is the business of `turgor.files`: beside them stands what is searched for.
"""

from turgor.store.rows.audit import AuditRow
from turgor.store.rows.base import Row
from turgor.store.rows.clinic import BookingRow, ClinicHitRow, ClinicVersionRow, ResourceRow
from turgor.store.rows.happened import (
    HappeningRow,
    HomeCareRow,
    PrerequisiteDoneRow,
    SessionDoneRow,
    SessionMissedRow,
)
from turgor.store.rows.patients import AssessmentRow, AssessmentVersionRow, ErasingRow, PatientRow
from turgor.store.rows.plans import (
    ApprovalRow,
    ContentRow,
    OverrideRow,
    PlanDateRow,
    PlanDocumentRow,
    PlanJudgedRow,
    PlanRow,
    PlanSaidRow,
    PlanStepRow,
    PlanVersionRow,
)

__all__ = [
    "ApprovalRow",
    "AssessmentRow",
    "AssessmentVersionRow",
    "AuditRow",
    "BookingRow",
    "ClinicHitRow",
    "ClinicVersionRow",
    "ContentRow",
    "ErasingRow",
    "HappeningRow",
    "HomeCareRow",
    "OverrideRow",
    "PatientRow",
    "PlanDateRow",
    "PlanDocumentRow",
    "PlanJudgedRow",
    "PlanRow",
    "PlanSaidRow",
    "PlanStepRow",
    "PlanVersionRow",
    "PrerequisiteDoneRow",
    "ResourceRow",
    "Row",
    "SessionDoneRow",
    "SessionMissedRow",
]
