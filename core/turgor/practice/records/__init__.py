"""What a practice keeps: patients, assessments, plans through their life, and who did what.

Every act is one function with its transaction inside; nothing here prints.
"""

from turgor.domain.diary import Diary, HomeCareReport, HowGiven, HowItWent
from turgor.domain.records import (
    Action,
    Anchor,
    Approval,
    Due,
    Entry,
    OverrideCode,
    PatientRecord,
    PlanRef,
    PlanVersion,
    Reservation,
)
from turgor.practice.records.affected import Affected, Shift, affected_plans
from turgor.practice.records.approving import Breaks, NotApprovable, Unacknowledged, Uncoded, approve_plan
from turgor.practice.records.assessments import (
    OtherPatient,
    Superseded,
    add_assessment,
    add_patient_with,
    case_of,
    correct_assessment,
)
from turgor.practice.records.basis import Caution
from turgor.practice.records.building import AlreadyPlanned, Built, Overtaken, Stale, build_plan, revise_plan
from turgor.practice.records.database import (
    Upgraded,
    anchor,
    back_up_records,
    check_audit,
    check_records,
    read_audit,
    restore_records,
    upgrade_records,
)
from turgor.practice.records.desk import Desk, open_desk
from turgor.practice.records.differences import Difference
from turgor.practice.records.due import due_list
from turgor.practice.records.happened import (
    Impossible,
    Told,
    add_event,
    prerequisite_done,
    session_done,
    session_form,
    session_missed,
)
from turgor.practice.records.home_care import Reported, add_home_care, home_care_form
from turgor.practice.records.keeping import (
    Kept,
    Replayed,
    list_plans,
    open_kept,
    print_kept,
    replay,
    which_plan,
)
from turgor.practice.records.leaving import erase_patient, export_patient
from turgor.practice.records.living import complete_plan, start_plan, stop_plan
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
from turgor.practice.records.progress import Progress, progress
from turgor.practice.records.refusals import WrongStatus
from turgor.practice.records.reserving import booked_on, reserve_time
from turgor.practice.records.settings import Form
from turgor.store import BookedAlready, Busy, Damaged, NewerSchema, NotThere, NotUpgraded, StorageError, Taken
from turgor.store.backup import Manifest
from turgor.store.restoring import Restored

__all__ = [
    "Action",
    "Affected",
    "AlreadyPlanned",
    "Anchor",
    "Approval",
    "BookedAlready",
    "Breaks",
    "Built",
    "Busy",
    "Caution",
    "Chart",
    "Damaged",
    "Desk",
    "Diary",
    "Difference",
    "Due",
    "Entry",
    "Erased",
    "Form",
    "HomeCareReport",
    "HowGiven",
    "HowItWent",
    "Impossible",
    "Kept",
    "LikelyDuplicate",
    "Manifest",
    "NewerSchema",
    "NotApprovable",
    "NotThere",
    "NotUpgraded",
    "OtherPatient",
    "Outdated",
    "OverrideCode",
    "Overtaken",
    "PatientRecord",
    "PlanRef",
    "PlanVersion",
    "Progress",
    "Replayed",
    "Reported",
    "Reservation",
    "Restored",
    "Shift",
    "Stale",
    "StorageError",
    "Superseded",
    "Taken",
    "Told",
    "Unacknowledged",
    "Uncoded",
    "Upgraded",
    "WrongStatus",
    "add_assessment",
    "add_event",
    "add_home_care",
    "add_patient",
    "add_patient_with",
    "affected_plans",
    "anchor",
    "approve_plan",
    "back_up_records",
    "booked_on",
    "build_plan",
    "case_of",
    "check_audit",
    "check_records",
    "complete_plan",
    "correct_assessment",
    "correct_patient",
    "due_list",
    "erase_patient",
    "export_patient",
    "find_patients",
    "home_care_form",
    "list_plans",
    "open_desk",
    "open_kept",
    "open_patient",
    "prerequisite_done",
    "print_kept",
    "progress",
    "read_audit",
    "replay",
    "reserve_time",
    "restore_records",
    "revise_plan",
    "session_done",
    "session_form",
    "session_missed",
    "start_plan",
    "stop_plan",
    "upgrade_records",
    "which_patient",
    "which_plan",
]
