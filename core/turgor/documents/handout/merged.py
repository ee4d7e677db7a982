"""The merged handout of a plan: one calendar, one routine, one list of what to do and what to leave out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from turgor.documents.handout import around_visits
from turgor.documents.handout.around_visits import Line
from turgor.documents.handout.model import Handout, Row
from turgor.documents.handout.months import months
from turgor.documents.parts import Advice
from turgor.documents.patient import advice, habits, home, rests, signs
from turgor.documents.patient.essentials import is_safety
from turgor.documents.patient.missed import missed
from turgor.documents.patient.model import VisitRow
from turgor.documents.patient.visits import visit_rows
from turgor.documents.printing import Document, Job, Kind
from turgor.documents.stamp import stamp
from turgor.documents.style import Style
from turgor.documents.wording import frequency, words
from turgor.domain.messages import Phrase, spoken
from turgor.domain.plan import Outcome, Plan, TreatmentInstructions
from turgor.domain.regimens import HomeKind, Regimen, Segment

TITLE = Phrase("handout.title", "What to do, day by day")
LEAD = Phrase("handout.lead", "All of your plan in one place: at home, and around your visits.")
LEAD_HOME = Phrase("handout.lead_home", "All of your plan in one place: what you do at home, and when.")
FROM = Phrase("handout.often_from", "{often} from {day}")
NAMED = Phrase("handout.often_named", "{often} ({days})")
ALWAYS = 7  # days a week


def handouts(job: Job) -> Iterator[Document]:
    """One for each plan that can be followed."""
    if job.plan.outcome is Outcome.PLAN:
        yield Document(Kind.HANDOUT, "handout", "handout", handout(job.plan, job.style))


def handout(plan: Plan, style: Style) -> Handout:
    """What the merged handout says."""
    plan = attrs.evolve(plan, regimens=tuple(regimen for regimen in plan.regimens if regimen.segments))
    courses = _told(plan, [course.treatment for course in plan.courses])
    regimens = _told(plan, [regimen.treatment for regimen in plan.regimens])
    return Handout(
        language=spoken().tag,
        title=TITLE().text,
        lead=(LEAD if plan.visits else LEAD_HOME)().text,
        stamp=stamp(plan),
        months=months(plan, style),
        visits=tuple(_visits(plan)),
        routine=home.routine(plan),
        routine_notes=home.notes(plan),
        often=tuple(_often(plan.regimens)),
        habits=(
            *habits.habits(plan.regimens, daily=True),
            *habits.habits(plan.regimens, daily=False),
        ),
        rows=tuple(_rows((*around_visits.left_out(plan), *around_visits.done(plan)))),
        before=around_visits.before(plan, courses),
        after=around_visits.after(plan, courses),
        using=advice.merged(regimens, _to_mind, always_named=True),
        missed=missed(plan, courses),
        call=signs.call_box(plan.policy, courses, regimens),
    )


def _told(plan: Plan, treatments: Sequence[str]) -> list[TreatmentInstructions]:
    return [one for one in plan.instructions if one.treatment in treatments]


def _visits(plan: Plan) -> Iterator[VisitRow]:
    """The visits without the days of rest: they stand in the list of days."""
    said = {text for visit in plan.visits for text in rests.dated(plan, visit)}
    for row in visit_rows(plan):
        yield attrs.evolve(row, before=tuple(text for text in row.before if text not in said))


def _rows(lines: Iterable[Line]) -> Iterator[Row]:
    """Lines with the same days as one row."""
    whats: dict[str, list[str]] = {}
    for line in lines:
        whats.setdefault(line.days, []).append(line.what)
    yield from (Row(tuple(all_), days) for days, all_ in whats.items())


def _to_mind(told: TreatmentInstructions) -> Iterator[str]:
    """What must not be done while using it. What the clinic must know before stands on the plan."""
    lines = (*told.instructions.before, *told.instructions.after)
    return (text for text in lines if is_safety(text) and not advice.is_to_tell(text))


def _often(regimens: Sequence[Regimen]) -> Iterator[Advice]:
    """Home care for the skin that is not simply used every day: the days of its weeks in one line."""
    for regimen in sorted(regimens, key=lambda item: (item.order, item.id)):
        if regimen.kind is HomeKind.SKIN and frequency.changes(regimen):
            steps = home.steps(regimen.segments)
            line = ", ".join(_step(step) for step in steps)
            yield Advice(words.opening(regimen.plain_name), (words.sentence(line),))


def _step(step: Segment) -> str:
    often = frequency.short(step.per_week, step.slot)
    if step.per_week < ALWAYS:
        often = NAMED(often=often, days=frequency.day_names(step.weekdays)).text
    return FROM(often=often, day=words.near_day(step.from_)).text
