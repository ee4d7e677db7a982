"""What a practice does: open a case, plan, check, keep, print. Nothing here writes to a screen."""

from turgor.content.review import Finding, Review, Weight
from turgor.files import InvalidFile, schema_text, write_atomically
from turgor.planner import Judged, PlanRefused
from turgor.planning.skin.interactions import PUBLISHED_SKIN_TYPE, Comparison, Interaction
from turgor.practice.batch import Done, Failed, Fault, plan_files, print_batch
from turgor.practice.content import UnknownContent, check_content
from turgor.practice.interactions import UnknownAction, all_interactions
from turgor.practice.opening import Practice, load_modalities, open_case, open_practice
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
from turgor.practice.replanning import (
    NotPossible,
    Unchangeable,
    ask_what_if,
    choose_alternative,
    go_on,
    open_happened,
    present_day,
)
from turgor.practice.verdicts import judge_case
from turgor.practice.why import Considered, UnknownTreatment, consider
from turgor.rules import Truth

__all__ = [
    "PUBLISHED_SKIN_TYPE",
    "Comparison",
    "Considered",
    "Done",
    "Failed",
    "Fault",
    "Finding",
    "How",
    "Interaction",
    "InvalidFile",
    "Judged",
    "NotPossible",
    "PlanRefused",
    "Practice",
    "Printed",
    "Questionnaire",
    "Review",
    "Saved",
    "Truth",
    "Unanswered",
    "Unchangeable",
    "UnknownAction",
    "UnknownContent",
    "UnknownTreatment",
    "Weight",
    "all_interactions",
    "ask_what_if",
    "check_content",
    "check_plan",
    "choose_alternative",
    "consider",
    "go_on",
    "judge_case",
    "kept",
    "load_modalities",
    "make_plan",
    "open_case",
    "open_happened",
    "open_plan",
    "open_practice",
    "patient_plan_pdf",
    "plan_files",
    "plan_json",
    "present_day",
    "print_batch",
    "print_documents",
    "print_pile",
    "questionnaire",
    "save_plan",
    "save_refused",
    "schema_text",
    "unanswered",
    "write_atomically",
]
