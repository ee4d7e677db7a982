"""What has come to be known since a plan was made: it must not be approved as if nobody had told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from turgor.domain.case import Case
from turgor.domain.plan import Plan
from turgor.domain.records import PlanVersion
from turgor.practice.records.happened import as_event, happened_since, told_event
from turgor.practice.records.inputs import Inputs, read_inputs, read_plan
from turgor.store import assessments, happened, home_care, patients, plans

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_WHO = ("name", "birth_date", "sex", "number")


def outdated(session: Session, version: PlanVersion, plan: Plan) -> Iterator[str]:
    """Why a version does not tell all that is known by now, in words without any name. Raises InvalidFile."""
    latest = assessments.of_patient(session, version.patient)[-1]
    if latest.assessment != version.assessment:
        yield "there is a later assessment"
    elif latest.number != version.assessment_version:
        yield "its assessment was corrected since"
    record = patients.get(session, version.patient)
    if differs := [one for one in _WHO if getattr(record.patient, one) != getattr(plan.patient, one)]:
        yield f"who the patient is was put right since ({', '.join(differs)})"
    inputs = read_inputs(session, version)
    if has_news(session, inputs.case, version.patient):
        yield "an event or a session was told since"
    elif _missed(session, version, inputs):
        yield "a session was missed since"
    if _irritated(session, version):
        yield "home care was reported to irritate since"


def has_news(session: Session, case: Case, patient: int) -> bool:
    """Whether events were told, or told anew, or sessions given, that a case does not know."""
    events = [(one, told_event(one)) for one in happened.events_of(session, patient)]
    given = [as_event(one) for one in happened.done_of(session, patient)]
    known = case.history.events
    gone = [event for one, event in events if one.replaced_by is not None]
    now = [event for one, event in events if one.replaced_by is None]
    return any(one in known and one not in now for one in gone) or any(
        one not in known for one in (*now, *given)
    )


def _missed(session: Session, version: PlanVersion, inputs: Inputs) -> bool:
    if version.basis is None or inputs.happened is None:
        return False
    basis = plans.get(session, version.ref.plan, version.basis)
    known = happened_since(session, basis, read_plan(session, basis), version.today)
    told = {one.session for one in inputs.happened.missed} | {one.session for one in inputs.happened.done}
    return any(one.session not in told for one in known.missed)


def _irritated(session: Session, version: PlanVersion) -> bool:
    """Whether any irritation was reported since; that there is none makes no plan less careful."""
    told = home_care.of_patient(session, version.patient)
    return any(one.irritation and one.made_at > version.made_at for one in told)
