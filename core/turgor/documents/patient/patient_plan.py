"""The patient's plan as a document: what a `Plan` says to the person who follows it."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import attrs

from turgor.documents.parts import Advice, Section
from turgor.documents.patient import absent, advice, first_page, habits, home, rests, signs, summary
from turgor.documents.patient.essentials import essential
from turgor.documents.patient.missed import missed
from turgor.documents.patient.model import PatientPlan
from turgor.documents.patient.open_questions import open_questions
from turgor.documents.patient.timeline import timeline
from turgor.documents.patient.visits import visit_rows
from turgor.documents.pictures import picture
from turgor.documents.printing import Document, Job, Kind
from turgor.documents.stamp import stamp
from turgor.documents.style import STANDARD, Style
from turgor.documents.wording import words
from turgor.domain.handouts import HandoutSection
from turgor.domain.messages import Phrase, spoken
from turgor.domain.plan import Outcome, Plan, TreatmentInstructions
from turgor.domain.verdicts import Status

_NOT_ASSESSED = Phrase(
    "documents.not_assessed",
    "We could not check these treatments for you: {names}. This plan says nothing about them.",
)
_REFER = Phrase("documents.refer", "Please see a doctor before we start. We tell you why.")
_REFER_URGENT = Phrase(
    "documents.refer_urgent", "Please get medical help now, before anything else. We tell you where."
)
_STOP_KEY = "plan.stop_using"  # the planner's notice of home care in use that the plan does not go on with
_STOP = Phrase(
    "documents.stop_using", "You use this now: {name}. It is not part of this plan: please stop now."
)
_ASK_FIRST = Phrase(
    "documents.ask_using", "You use this now: {name}. It is not part of this plan: ask us if you may go on."
)
_AGAINST_KEYS = (
    "plan.in_use_against",
    "plan.in_use_open",
)  # the planner's notices of a rule about what is in use
_AGAINST = Phrase("documents.in_use_against", "You use this now: {name}. Please ask us before you go on.")
_TOGETHER_KEY = "plan.taken_together"
_TOGETHER = Phrase(
    "documents.taken_together", "You take or use {one} and {other}. Please ask your doctor today."
)
_REVIEW = Phrase(
    "documents.review", "On {days} we measure the same places again, so that you can see what has changed."
)
_MAINTENANCE = Phrase(
    "documents.maintenance", "{name}: if it helped, one more session is often offered from {month}."
)
_ASK = Phrase("documents.ask", "Call us with any question: {phone}.")


def patient_plans(job: Job) -> Iterator[Document]:
    """The patient's plan: every plan has one, also where it says that nothing can be done now."""
    yield Document(Kind.PLAN, "plan", "patient_plan", patient_plan(job.plan, job.style))


def patient_plan(plan: Plan, style: Style = STANDARD) -> PatientPlan:
    """What the patient's document says."""
    plan = attrs.evolve(plan, regimens=tuple(regimen for regimen in plan.regimens if regimen.segments))
    courses = _instructions(plan, {course.treatment for course in plan.courses})
    at_home = {regimen.treatment for regimen in plan.regimens}
    regimens = _instructions(plan, at_home)
    both = [*courses, *regimens]
    questions = open_questions(plan)
    page = PatientPlan(
        language=spoken().tag,
        title=summary.title(plan),
        lead=summary.lead(plan),
        stamp=stamp(plan),
        alerts=(*_referrals(plan), *dict.fromkeys(_to_ask(plan)), *_stopped(plan), *_not_assessed(plan)),
        reasons=_reasons(plan),
        steps=tuple(_steps(plan)),
        figures=summary.key_figures(plan),
        timeline=timeline(plan, style),
        visits=visit_rows(plan),
        around=rests.rules(plan),
        why=summary.why_these_dates(plan),
        routine=home.routine(plan),
        routine_notes=home.notes(plan),
        first=home.first(plan.regimens),
        titrations=home.titrations(plan.regimens),
        every_day=habits.habits(plan.regimens, daily=True),
        some_days=habits.habits(plan.regimens, daily=False),
        pauses=home.pauses(plan),
        tell=advice.to_tell(text for item in courses for text in item.instructions.before),
        before=advice.merged(courses, _to_do_before),
        after=advice.merged(courses, lambda item: item.instructions.after),
        using=advice.merged(regimens, essential, always_named=True),
        missed=missed(plan, courses),
        call=signs.call_box(plan.policy, courses, regimens),
        expect=(
            *advice.by_text(
                (item.plain_name, item.instructions.expect) for item in both if item.instructions.expect
            ),
            *(Advice("", (text,)) for text in dict.fromkeys(_later(plan))),
        ),
        home_sections=tuple(
            _section(section, style) for section in plan.handouts if section.treatment in at_home
        ),
        sections=tuple(
            _section(section, style) for section in plan.handouts if section.treatment not in at_home
        ),
        left_out=absent.left_out(plan),
        questions=questions.asked,
        topics=questions.topics,
        other_questions=questions.others,
    )
    return first_page.completed(page, plan, courses, style)


def _not_assessed(plan: Plan) -> Iterator[str]:
    names = sorted(
        {
            words.inside(absent.name(plan, verdict.treatment))
            for verdict in plan.verdicts
            if any(period.status is Status.NOT_ASSESSED for period in verdict.timeline)
        }
    )
    if names:
        yield _NOT_ASSESSED(names=words.joined(names)).text


def _referrals(plan: Plan) -> Iterator[str]:
    """That a doctor must be seen; why is told, not printed: rules speak to practitioners."""
    if any(referral.urgent for referral in plan.referrals):
        yield _REFER_URGENT().text
    elif plan.referrals:
        yield _REFER().text


def _stopped(plan: Plan) -> Iterator[str]:
    """What the patient uses and must stop before the first visit; without visits nothing counts on that."""
    phrase = _STOP if plan.visits else _ASK_FIRST
    for notice in plan.notices:
        treatment = notice.params.get("treatment")
        if notice.key == _STOP_KEY and isinstance(treatment, str) and plan.outcome is Outcome.PLAN:
            yield phrase(name=absent.name(plan, treatment)).text


def _to_ask(plan: Plan) -> Iterator[str]:
    """What the patient uses or takes on their own and a rule speaks against; why is the practitioner's to tell."""
    for notice in plan.notices:
        said = {name: str(value) for name, value in notice.params.items()}
        if notice.key in _AGAINST_KEYS:
            yield _AGAINST(name=said["product"]).text
        elif notice.key == _TOGETHER_KEY:
            yield _TOGETHER(one=said["one"], other=said["other"]).text


def _reasons(plan: Plan) -> tuple[Advice, ...]:
    """Why there is no plan; treatments that are ruled out for the same reason share it."""
    if plan.outcome is Outcome.PLAN:
        return ()
    return advice.by_text(absent.ruled_out(plan, conflict) for conflict in plan.conflict)


def _steps(plan: Plan) -> Iterator[str]:
    """What to do now, for a patient without a plan."""
    if plan.outcome is not Outcome.PLAN and plan.policy.phone:
        yield _ASK(phone=plan.policy.phone).text


def _instructions(plan: Plan, treatments: AbstractSet[str]) -> list[TreatmentInstructions]:
    return [item for item in plan.instructions if item.treatment in treatments]


def _to_do_before(item: TreatmentInstructions) -> list[str]:
    return [text for text in item.instructions.before if not advice.is_to_tell(text)]


def _later(plan: Plan) -> Iterator[str]:
    """When the result is measured, and what may follow."""
    if reviews := sorted({course.review for course in plan.courses if course.review}):
        yield _REVIEW(days=words.joined(words.day(day) for day in reviews)).text
    for course in plan.courses:
        if course.maintenance:
            yield _MAINTENANCE(
                name=words.opening(course.plain_name), month=words.month(course.maintenance)
            ).text


def _section(section: HandoutSection, style: Style) -> Section:
    return Section(
        title=section.title.text,
        paragraphs=tuple(message.text for message in section.paragraphs),
        items=tuple(message.text for message in section.items),
        picture=picture(section.picture, style) if section.picture else None,
    )
