"""The plan itself: visits, courses, home care, cost."""

from __future__ import annotations

from collections.abc import Iterator

from turgor.documents.sheet import Block, Cell, Table, row
from turgor.documents.wording import frequency, words
from turgor.domain.courses import Course, Visit
from turgor.domain.messages import Phrase
from turgor.domain.offers import Adaptation
from turgor.domain.plan import Plan
from turgor.domain.regimens import Regimen

VISITS = Phrase("record.visits", "Visits")
DAY, TIME, DONE = (
    Phrase("record.day", "Day"),
    Phrase("record.time", "Time"),
    Phrase("record.sessions", "Sessions, in this order"),
)
SESSION = Phrase("record.session", "{name}, {number} of {total}, {where}")
COURSES = Phrase("record.courses", "Courses")
COURSE, TERMS, MIND = (
    Phrase("record.course", "Course"),
    Phrase("record.terms", "Terms"),
    Phrase("record.mind", "Adapted and prepared"),
)
INTERVAL = Phrase("record.interval", "{least} to {most} days apart, best {ideal}")
COUNT = Phrase("record.count", "{n} sessions of usually {typical}, {minutes} min")
DOWNTIME = Phrase("record.downtime", "downtime {usual} to {most} days")
PRICE = Phrase("record.price", "{amount}")
NO_PRICE = Phrase("record.no_price", "price not known")
REVIEW = Phrase("record.review", "measured on {day}")
PREPARED = Phrase("record.prepared", "{name} on {day}")
ADAPTED = Phrase("record.adapted", "{rule}: {text}")
HOME = Phrase("record.home", "Home care")
WHAT, HOW_OFTEN, PAUSES = (
    Phrase("record.what", "What"),
    Phrase("record.how_often", "How often"),
    Phrase("record.pauses", "Pauses"),
)
LEFT_OUT = Phrase("record.left_out", "Left out, and why")
CONFLICT = Phrase("record.conflict", "What stands in the way")
RELAX = Phrase("record.relax", "What would help, the easiest first")


def plan_parts(plan: Plan) -> Iterator[Block]:
    """The blocks about what is done when; for no plan, what stands in the way."""
    if plan.conflict:
        yield Block(
            CONFLICT().text, items=tuple(dict.fromkeys(f"{c.id}: {c.text.text}" for c in plan.conflict))
        )
    if plan.relaxations:
        yield Block(RELAX().text, items=tuple(message.text for message in plan.relaxations))
    if plan.visits:
        rows = tuple(_visit(visit, plan) for visit in plan.visits)
        yield Block(
            VISITS().text, table=Table((DAY().text, TIME().text, DONE().text), rows, (24, 18, 58)), part=True
        )
    if plan.courses:
        rows = tuple(_course(course, plan) for course in plan.courses)
        yield Block(
            COURSES().text, table=Table((COURSE().text, TERMS().text, MIND().text), rows, (27, 33, 40))
        )
    if plan.regimens:
        rows = tuple(_regimen(regimen) for regimen in plan.regimens)
        yield Block(
            HOME().text, table=Table((WHAT().text, HOW_OFTEN().text, PAUSES().text), rows, (34, 40, 26))
        )
    if plan.left_out:
        yield Block(LEFT_OUT().text, items=tuple(_left_out(plan)))


def _left_out(plan: Plan) -> Iterator[str]:
    """Each reason once, with all treatments that it holds for."""
    names = {verdict.treatment: verdict.name for verdict in plan.verdicts}
    held: dict[str, list[str]] = {}
    for treatment, why in plan.left_out:
        held.setdefault(why.text, []).append(names.get(treatment, treatment))
    yield from (f"{'; '.join(dict.fromkeys(named))}: {why}" for why, named in held.items())


def _visit(visit: Visit, plan: Plan) -> tuple[Cell, ...]:
    courses = {course.id: course for course in plan.courses}
    done = tuple(
        SESSION(
            name=courses[session.course].name,
            number=session.number,
            total=courses[session.course].sessions,
            where=words.places(session.zones, plan.zone_names),
        ).text
        for session in visit.sessions
    )
    time = f"{words.clock(visit.start)} to {words.clock(visit.end)}"
    return row(words.weekday_day(visit.date), time, Cell(done[0], done[1:]))


def _course(course: Course, plan: Plan) -> tuple[Cell, ...]:
    interval = course.interval
    terms = [
        COUNT(n=course.sessions, typical=course.typical, minutes=course.minutes).text,
        INTERVAL(least=interval.min_days, most=interval.max_days, ideal=interval.ideal_days).text,
        DOWNTIME(usual=course.downtime_days, most=course.downtime_days_max).text,
        words.amount(course.cost) if course.cost else NO_PRICE().text,
    ]
    if course.review:
        terms.append(REVIEW(day=words.day(course.review)).text)
    mind = [
        *_adapted(course.adaptations),
        *(PREPARED(name=one.name, day=words.day(one.date)).text for one in course.prerequisites),
        *(f"{words.day(one.date)}: {one.text.text}" for one in course.follow_ups),
    ]
    where = words.places(course.zones, plan.zone_names)
    return row(Cell(course.name, (where,)), Cell(terms[0], tuple(terms[1:])), _stacked(mind))


def _regimen(regimen: Regimen) -> tuple[Cell, ...]:
    often = [
        f"{frequency.long(segment.per_week, segment.slot)}, {words.days(segment.from_, segment.to, 'MMM')}"
        for segment in regimen.segments
    ]
    pauses = [words.days(pause.from_, pause.to, "MMM") for pause in regimen.pauses]
    mind = _adapted(regimen.adaptations)
    return row(Cell(regimen.name, mind), _stacked(often), _stacked(pauses))


def _adapted(adaptations: tuple[Adaptation, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ADAPTED(rule=one.rule, text=one.text.text).text for one in adaptations))


def _stacked(lines: list[str]) -> Cell:
    return Cell(lines[0], tuple(lines[1:])) if lines else Cell(words.NOTHING)
