"""What a practice does: open a case, plan, check, keep, print. Nothing here writes to a screen."""

from turgor.planner import Judged, PlanRefused
from turgor.practice.batch import Done, Failed, Fault, plan_files, print_batch
from turgor.practice.content import UnknownContent, check_content
from turgor.practice.opening import Practice, open_case, open_practice
from turgor.practice.piles import print_pile
from turgor.practice.plans import (
    Saved,
    check_plan,
    make_plan,
    open_plan,
    plan_json,
    save_plan,
    save_refused,
)
from turgor.practice.printing import How, Printed, kept, patient_plan_pdf, print_documents
from turgor.practice.questions import Questionnaire, Unanswered, questionnaire, unanswered
from turgor.practice.verdicts import judge_case
from turgor.practice.why import Considered, UnknownTreatment, consider

__all__ = [
    "Considered",
    "Done",
    "Failed",
    "Fault",
    "How",
    "Judged",
    "PlanRefused",
    "Practice",
    "Printed",
    "Questionnaire",
    "Saved",
    "Unanswered",
    "UnknownContent",
    "UnknownTreatment",
    "check_content",
    "check_plan",
    "consider",
    "judge_case",
    "kept",
    "make_plan",
    "open_case",
    "open_plan",
    "open_practice",
    "patient_plan_pdf",
    "plan_files",
    "plan_json",
    "print_batch",
    "print_documents",
    "print_pile",
    "questionnaire",
    "save_plan",
    "save_refused",
    "unanswered",
]
