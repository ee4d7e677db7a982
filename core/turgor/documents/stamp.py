"""What stands on every page: who printed it, for whom, from which plan, and whether it may be followed."""

from __future__ import annotations

from collections.abc import Iterator

from turgor.documents.parts import Stamp
from turgor.documents.wording import words
from turgor.domain.messages import Phrase, spoken
from turgor.domain.plan import Plan, PlanStatus

_MARKS = {
    PlanStatus.DRAFT: Phrase("documents.mark.draft", "Draft, not yet approved"),
    PlanStatus.SUPERSEDED: Phrase("documents.mark.superseded", "Replaced by a newer plan"),
    PlanStatus.STOPPED: Phrase("documents.mark.stopped", "Stopped, do not follow"),
    PlanStatus.COMPLETED: Phrase("documents.mark.completed", "Completed"),
}
_UNCHECKED = Phrase("documents.translation_unchecked", "Draft translation")
_LOGO = Phrase("documents.logo", "Logo of {clinic}")
_BORN = Phrase("documents.born", "born {day}")
_NOT_BORN = Phrase("documents.birth_unknown", "birth date not known")
_NUMBER = Phrase("documents.plan_number", "plan\u00a0{number}")


def stamp(plan: Plan) -> Stamp:
    """What stands on every page."""
    patient = plan.patient
    born = _BORN(day=words.day(patient.birth_date)) if patient.birth_date else _NOT_BORN()
    number = _NUMBER(number=plan.number).text if plan.number else ""
    return Stamp(
        clinic=plan.policy.name,
        phone=plan.policy.phone,
        printed=words.day(plan.today),
        created=plan.today,
        identity=" · ".join(part for part in (patient.name, born.text, number) if part),
        mark=" · ".join(_marks(plan)),
        address=tuple(line.strip() for line in plan.policy.address.splitlines() if line.strip()),
        logo=plan.policy.logo,
        logo_description=_LOGO(clinic=plan.policy.name).text,
        free_mm=plan.policy.letterhead_mm,
    )


def _marks(plan: Plan) -> Iterator[str]:
    """Why the document may not be followed, or not without asking."""
    if plan.status in _MARKS:
        yield _MARKS[plan.status]().text
    if not spoken().reviewed:
        yield _UNCHECKED().text
