"""What a practice keeps: patients, assessments, plans through their life, and who did what.

Every act is one function with its transaction inside; nothing here prints.
"""

from turgor.domain.records import (
    Action,
    Anchor,
    Approval,
    Entry,
    OverrideCode,
    PatientRecord,
    PlanRef,
    PlanVersion,
)
from turgor.practice.records.assessments import (
    OtherPatient,
    Superseded,
    add_assessment,
    case_of,
    correct_assessment,
)
from turgor.practice.records.desk import Desk, open_desk
from turgor.practice.records.patients import (
    Chart,
    Erased,
    LikelyDuplicate,
    Outdated,
    add_patient,
    correct_patient,
    find_patients,
    open_patient,
    which_patient,
)
from turgor.store import Busy, Damaged, NewerSchema, NotThere, NotUpgraded, StorageError, Taken

__all__ = [
    "Action",
    "Anchor",
    "Approval",
    "Busy",
    "Chart",
    "Damaged",
    "Desk",
    "Entry",
    "Erased",
    "LikelyDuplicate",
    "NewerSchema",
    "NotThere",
    "NotUpgraded",
    "OtherPatient",
    "Outdated",
    "OverrideCode",
    "PatientRecord",
    "PlanRef",
    "PlanVersion",
    "StorageError",
    "Superseded",
    "Taken",
    "add_assessment",
    "add_patient",
    "case_of",
    "correct_assessment",
    "correct_patient",
    "find_patients",
    "open_desk",
    "open_patient",
    "which_patient",
]
