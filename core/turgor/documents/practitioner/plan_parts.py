"""The plan itself: visits, courses, home care, what was left out; for no plan, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from turgor.documents.practitioner.names import Names
from turgor.documents.practitioner.reasons import minded
from turgor.documents.sheet import Block, Cell, Table, row
from turgor.documents.wording import frequency, sides, words
from turgor.documents.wording.equipment import titles
from turgor.domain.courses import Course, Visit
from turgor.domain.explanations import Relaxation
from turgor.domain.messages import Phrase
from turgor.domain.offers import Adaptation, Benefit
from turgor.domain.plan import Plan
from turgor.domain.regimens import Regimen, Segment

VISITS = Phrase("record.visits", "Visits")
DAY, TIME, DONE = (
    Phrase("record.day", "Day"),
    Phrase("record.time", "Time"),
    Phrase("record.sessions", "Sessions, in this order"),
)
FROM_TO = Phrase("record.from_to", "{start} to {end}")
SESSION = Phrase("record.session", "{name}, {number} of {total}: {where}")
NEEDS = Phrase("record.needs", "Needs {names}")
COURSES = Phrase("record.courses", "Courses")
COURSE, TERMS, MIND = (
    Phrase("record.course", "Course"),
    Phrase("record.terms", "Terms"),
    Phrase("record.mind", "Adapted, prepared, followed up"),
)
INTERVAL = Phrase("record.interval", "{least} to {most} days apart, best {ideal}")
COUNT = (
    Phrase("record.count_one", "{n} session (usual {typical}) of {minutes} min"),
    Phrase("record.count", "{n} sessions (usual {typical}) of {minutes} min"),
)
DOWNTIME = Phrase("record.downtime", "Downtime {usual} to {most} days")
NO_PRICE = Phrase("record.no_price", "Price not known")
PRICE = Phrase("record.price", "Price {amount}")
REVIEW = Phrase("record.review", "Measure again on {day}")
MAINTENANCE = Phrase("record.maintenance", "Maintenance from {day}")
BENEFIT = Phrase(
    "record.benefit",
    "Benefit {points} in {where}: 10 x evidence {evidence} x role {role} x fit {fit}{halved}",
)
HALVED = Phrase("record.benefit.halved", ", halved")
PREPARED = Phrase("record.prepared", "{day}: {name}")
ADAPTED = Phrase("record.adapted", "{rule}: {text}")
HOME = Phrase("record.home", "Home care")
WHAT, HOW_OFTEN, PAUSES = (
    Phrase("record.what", "What"),
    Phrase("record.how_often", "How often"),
    Phrase("record.pauses", "Pauses"),
)
GATE = Phrase("record.gate", "Go on only if {gate}")
RULES = Phrase("record.rules_of", "Rules: {rules}")
LEFT_OUT = Phrase("record.left_out", "Possible, and left out")
WHY, TREATMENTS = Phrase("record.left_out.why", "Why"), Phrase("record.left_out.what", "Treatments")
CONFLICT = Phrase("record.conflict", "What stands in the way")
CONFLICT_LINE = Phrase("record.conflict.line", "{id}: {text}")
CONFLICT_STOPS = Phrase("record.conflict.stops", "{line} (stops {what})")
COUNTED = Phrase("record.conflict.counted", "{n} treatments")
RELAX = Phrase("record.relax", "What would help, the easiest first")


def plan_parts(plan: Plan) -> Iterator[Block]:
    """The blocks about what is done when; for no plan, what stands in the way."""
    names, rules = Names(plan), minded(plan)
    if plan.conflict:
        yield Block(CONFLICT().text, items=tuple(_conflicts(plan, names)), kind="box")
    if plan.relaxations:
        yield Block(RELAX().text, items=tuple(_given(relaxation, names) for relaxation in plan.relaxations))
    if plan.visits:
        rows = tuple(_visit(visit, plan) for visit in plan.visits)
        yield _table(VISITS, (DAY, TIME, DONE), rows, (22, 18, 60), part=True)
    if plan.courses:
        rows = tuple(_course(course, plan, rules[course.treatment]) for course in plan.courses)
        yield _table(COURSES, (COURSE, TERMS, MIND), rows, (32, 32, 36))
    if plan.regimens:
        rows = tuple(_regimen(regimen, rules[regimen.treatment]) for regimen in plan.regimens)
        yield _table(HOME, (WHAT, HOW_OFTEN, PAUSES), rows, (38, 40, 22), part=not plan.visits)


def _given(relaxation: Relaxation, names: Names) -> str:
    """What would have to give, step by step."""
    return " ".join(names.told(step) for step in relaxation.steps)


def _conflicts(plan: Plan, names: Names) -> Iterator[str]:
    """Each limit once; one that stops many treatments for the same reason counts them."""
    held: dict[tuple[str, str], list[str]] = {}
    for one in plan.conflict:
        treatment, reason = one.text.params.get("treatment"), one.text.params.get("reason")
        text = reason if isinstance(reason, str) and treatment else names.told(one.text)
        held.setdefault((names.of(one.id), text), []).append(names.of(str(treatment or "")))
    for (limit, text), stopped in held.items():
        line = CONFLICT_LINE(id=limit, text=text).text
        if stopped[0]:
            line = CONFLICT_STOPS(
                line=line, what=stopped[0] if len(stopped) == 1 else COUNTED(n=len(stopped)).text
            ).text
        yield line


def left_out_parts(plan: Plan) -> Iterator[Block]:
    """Each reason of choice for leaving something out, with all treatments; verdicts tell theirs themselves."""
    names = Names(plan)
    verdicts = {
        (verdict.treatment, reason.text.key)
        for verdict in plan.verdicts
        for period in verdict.timeline
        for reason in period.reasons
    }
    held: dict[str, list[str]] = {}
    for treatment, why in plan.left_out:
        if (treatment, why.key) not in verdicts:
            held.setdefault(names.told(why, treatment), []).append(names.of(treatment))
    rows = tuple(row(why, "; ".join(dict.fromkeys(named))) for why, named in held.items())
    if rows:
        yield _table(LEFT_OUT, (WHY, TREATMENTS), rows, (42, 58))


def _table(
    title: Phrase,
    head: Sequence[Phrase],
    rows: tuple[tuple[Cell, ...], ...],
    widths: tuple[int, ...],
    *,
    part: bool = False,
) -> Block:
    return Block(title().text, table=Table(tuple(phrase().text for phrase in head), rows, widths), part=part)


def _visit(visit: Visit, plan: Plan) -> tuple[Cell, ...]:
    courses = {course.id: course for course in plan.courses}
    done = [
        SESSION(
            name=courses[session.course].name,
            number=session.number,
            total=courses[session.course].sessions,
            where=words.places(session.zones, plan.zone_names),
        ).text
        for session in visit.sessions
    ]
    if visit.resources:
        done.append(NEEDS(names=titles(visit.resources, plan)).text)
    time = FROM_TO(start=words.clock(visit.start), end=words.clock(visit.end)).text
    return row(words.weekday_day(visit.date), time, _stacked(done))


def _course(course: Course, plan: Plan, rules: Sequence[str]) -> tuple[Cell, ...]:
    interval = course.interval
    terms = [
        (COUNT[0] if course.sessions == 1 else COUNT[1])(
            n=course.sessions, typical=course.typical, minutes=course.minutes
        ).text
    ]
    if course.sessions > 1:
        terms.append(
            INTERVAL(least=interval.min_days, most=interval.max_days, ideal=interval.ideal_days).text
        )
    terms.append(DOWNTIME(usual=course.downtime_days, most=course.downtime_days_max).text)
    terms.append(PRICE(amount=words.amount(course.cost)).text if course.cost else NO_PRICE().text)
    if course.review:
        terms.append(REVIEW(day=words.day(course.review)).text)
    if course.maintenance:
        terms.append(MAINTENANCE(day=words.day(course.maintenance)).text)
    terms += _benefit(course.benefit, plan)
    mind = [
        *_adapted(course.adaptations),
        *(PREPARED(name=one.name, day=words.day(one.date)).text for one in course.prerequisites),
        *(PREPARED(name=one.text.text, day=words.day(one.date)).text for one in course.follow_ups),
        *_named([rule for rule in rules if rule not in {one.rule for one in course.adaptations}]),
    ]
    where = words.places(course.zones, plan.zone_names)
    return row(Cell(course.name, (where,)), _stacked(terms), _stacked(mind))


def _benefit(benefit: Benefit, plan: Plan) -> Iterator[str]:
    """The points with their parts; sites that count alike together."""
    alike: dict[tuple[int, int, int, bool], list[str]] = {}
    for site in benefit.sites:
        key = (site.evidence_points, site.role_points, site.fit_points, site.halved)
        alike.setdefault(key, []).append(site.site)
    points = {site.site: site.points for site in benefit.sites}
    for (evidence, role, fit, halved), held in alike.items():
        yield BENEFIT(
            points=sum(points[site] for site in held),
            where=sides.said(held, plan.zone_names),
            evidence=evidence,
            role=role,
            fit=fit,
            halved=HALVED().text if halved else "",
        ).text


def _regimen(regimen: Regimen, rules: Sequence[str]) -> tuple[Cell, ...]:
    """Rules that the reasons tell in full are named; other adaptations are told."""
    doses = dict.fromkeys(segment.dose for segment in regimen.segments if segment.dose)
    prepared = (PREPARED(name=one.name, day=words.day(one.date)).text for one in regimen.prerequisites)
    gates = dict.fromkeys(GATE(gate=segment.gate).text for segment in regimen.segments if segment.gate)
    others = tuple(one for one in regimen.adaptations if one.rule not in rules)
    below = (*doses, *gates, *_adapted(others), *prepared, *_named(rules))
    pauses = [words.days(pause.from_, pause.to, "MMM") for pause in regimen.pauses]
    return row(Cell(regimen.name, below), _stacked(list(_often(regimen.segments))), _stacked(pauses))


def _often(segments: Sequence[Segment]) -> Iterator[str]:
    """Neighbouring stretches of one frequency are one."""
    for _, run in groupby(segments, key=lambda one: (one.per_week, one.slot)):
        alike = list(run)
        often = frequency.long(alike[0].per_week, alike[0].slot)
        yield f"{words.opening(often)}, {words.days(alike[0].from_, alike[-1].to, 'MMM')}"


def _named(rules: Sequence[str]) -> tuple[str, ...]:
    return (RULES(rules=", ".join(rules)).text,) if rules else ()


def _adapted(adaptations: tuple[Adaptation, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ADAPTED(rule=one.rule, text=one.text.text).text for one in adaptations))


def _stacked(lines: Sequence[str]) -> Cell:
    return Cell(lines[0], tuple(lines[1:])) if lines else Cell(words.NOTHING)
