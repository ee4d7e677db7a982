"""The summary of a plan: who may have what, the visits, the home care, and what was proven."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from turgor.cli.output import cell, heading, table
from turgor.cli.screens.limits import limits_table
from turgor.cli.screens.words import because, status_cell, zone_names
from turgor.documents.practitioner import other_plans
from turgor.documents.practitioner.names import Names
from turgor.documents.wording import frequency, words
from turgor.documents.wording.equipment import titles
from turgor.domain.case import priority_name
from turgor.domain.catalogue import PluginState
from turgor.domain.courses import Visit
from turgor.domain.explanations import Objective, Relaxation, Stage
from turgor.domain.plan import Cost, Outcome, Plan, ZoneVerdict
from turgor.domain.regimens import Regimen
from turgor.domain.verdicts import Period, Status

TITLES = {
    Outcome.PLAN: "Plan",
    Outcome.NO_PLAN: "No plan",
    Outcome.NOT_FOUND: "No plan found within the limit",
}
MOST_QUESTIONS = 5
MOST_ASKED = 3  # open questions named in one line


def plan_screen(plan: Plan) -> RenderableType:
    """Everything that a practitioner looks at first."""
    parts: list[RenderableType] = [_title(plan), *_alerts(plan)]
    parts += [heading("Verdicts"), _indented(_verdicts(plan.verdicts))]
    if plan.outcome is Outcome.PLAN:
        parts += _plan(plan)
    else:
        parts += _conflict(plan)
    parts += _questions(plan)
    return Group(*parts)


def _title(plan: Plan) -> Text:
    goals = f" for {zone_names(plan.findings.goals)}" if plan.findings.goals else ""
    title = f"{TITLES[plan.outcome]} ({plan.status}){goals}, from {words.day(plan.today)}"
    return cell(f"{title}\n{plan.patient.name}", "bold")


def _alerts(plan: Plan) -> Iterator[Text]:
    """What nobody may overlook: urgent referrals, and modalities that had no say."""
    for referral in plan.referrals:
        urgent = "Refer now" if referral.urgent else "Refer"
        yield cell(f"{urgent}: {because(referral.reason)}", "bold red" if referral.urgent else "red")
    for plugin in plan.engine.plugins:
        if plugin.state in (PluginState.FAILED, PluginState.REJECTED):
            yield cell(f"Not assessed: {plugin.name}, {plugin.reason}", "magenta")
    for notice in plan.notices:
        yield cell(f"Note: {notice.text}")


def _plan(plan: Plan) -> Iterator[RenderableType]:
    yield heading("Visits")
    yield _indented(_visits(plan) if plan.visits else cell("None: home care only."))
    yield heading("Home care")
    yield _indented(_home_care(plan.regimens) if plan.regimens else cell("None."))
    for line in _together(plan.regimens):
        yield _indented(cell(line))
    yield heading("Cost and proof")
    if plan.cost:
        yield _indented(cell(cost(plan.cost, plan)))
    if plan.objective:
        yield _indented(cell(proof(plan.objective)))
    yield from _others(plan)


def _others(plan: Plan) -> Iterator[RenderableType]:
    """Other plans beside this one, what one gives up for what, and in what none is better."""
    if not (plan.alternatives or plan.unbeaten or plan.choice):
        return
    yield heading("Declined" if plan.choice else "Other plans")
    if plan.choice:
        yield _indented(cell(other_plans.chosen(plan)))
    if plan.alternatives:
        letters = [other.letter for other in plan.alternatives]
        yield _indented(table(["", "this plan", *letters], other_plans.rows(plan)))
    for other in plan.alternatives:
        yield _indented(cell(other_plans.said(other, plan)))
    for none in plan.unbeaten:
        yield _indented(cell(none.text.text))


def cost(known: Cost, plan: Plan) -> str:
    """What is known of the cost; an unknown price is never shown as nothing."""
    if not known.unknown:
        return f"{words.amount(known.known)} in all"
    missing = "; ".join(plan.treatment_names.get(item.partition("#")[0], item) for item in known.unknown)
    some = f"{words.amount(known.known)} for what has a price. " if known.known.amount else ""
    return f"{some}No price is set for: {missing}"


def proof(objective: Objective) -> str:
    """Whether anything better is possible, and by how much at most where that is open."""
    name = priority_name(objective.priority)
    if objective.proven:
        return f"Best possible for the priority {name}, proven."
    gaps = ", ".join(_gap(stage) for stage in objective.stages if not stage.proven)
    return f"Best found for the priority {name}; not proven: {gaps}."


def _gap(stage: Stage) -> str:
    return f"{stage.name} within {abs(stage.bound - stage.value)} of the best possible"


def _verdicts(verdicts: Sequence[ZoneVerdict]) -> RenderableType:
    """One line for each treatment and status today, best status first, with the reason that weighs most."""
    grouped: dict[tuple[int, str, str], list[ZoneVerdict]] = {}
    for verdict in verdicts:
        period = verdict.timeline[0]
        key = (period.status.rank, verdict.name, _reason(verdict))
        grouped.setdefault(key, []).append(verdict)
    rows = [
        (status_cell(group[0].timeline[0].status), name, zone_names(one.zone for one in group), reason)
        for (_, name, reason), group in sorted(grouped.items())
    ]
    return table(["status", "treatment", "zones", "because"], rows)


def _reason(verdict: ZoneVerdict) -> str:
    """What is open, or the reason that weighs most; and until when, where a date says so."""
    today = verdict.timeline[0]
    if today.status is Status.UNDECIDED and verdict.ask:
        more = " and more" if len(verdict.ask) > MOST_ASKED else ""
        return f"not answered: {', '.join(verdict.ask[:MOST_ASKED])}{more}"
    weighty = [one for one in today.reasons if one.status is today.status is not Status.ELIGIBLE]
    text = because(weighty[0]) if weighty else ""
    free = first_allowed(verdict.timeline)
    return text if today.status.allows or free is None else f"until {words.day(free)}: {text}"


def first_allowed(timeline: Iterable[Period]) -> date | None:
    """The first day on which nothing blocks; None where no day is known."""
    return next((period.span.first for period in timeline if period.status.allows), None)


def _visits(plan: Plan) -> RenderableType:
    """Appointments, contacts and measurements in date order."""
    rows = [
        (visit.date, f"{words.clock(visit.start)}-{words.clock(visit.end)}", _done(visit, plan))
        for visit in plan.visits
    ]
    for course in plan.courses:
        rows += [(contact.date, "", contact.text.text) for contact in course.follow_ups]
        rows += [(course.review, "", f"Measure again: {course.name}")] if course.review else []
    shown = [(words.weekday_day(day), hours, what) for day, hours, what in sorted(rows)]
    return table(["date", "time", "what"], shown)


def _done(visit: Visit, plan: Plan) -> str:
    of = {course.id: course for course in plan.courses}
    done = "; ".join(
        f"{of[session.course].name}, {session.number} of {of[session.course].sessions}, {zone_names(session.zones)} "
        f"[{session.id}]"
        for session in visit.sessions
    )
    return f"{done} ({titles(visit.resources, plan)})" if visit.resources else done


def _home_care(regimens: Sequence[Regimen]) -> RenderableType:
    rows = [(item.name, zone_names(item.zones), _how_often(item), _pauses(item)) for item in regimens]
    return table(["what", "where", "how often", "pauses"], rows)


def _together(regimens: Sequence[Regimen]) -> Iterator[str]:
    """What to mind because one thing is used beside another, each piece of advice once."""
    about: dict[str, list[str]] = {}
    for item in regimens:
        for advice in frequency.beside(item):
            about.setdefault(advice, []).append(item.name)
    for advice, names in about.items():
        yield f"{words.joined(names)}: {advice}"


def _how_often(regimen: Regimen) -> str:
    if not frequency.changes(regimen):
        return frequency.long(regimen.segments[0].per_week, regimen.segments[0].slot)
    lines = []
    named = bool(frequency.apart(regimen))
    for (days, slot), alike in groupby(regimen.segments, key=lambda one: (one.weekdays, one.slot)):
        run = list(alike)
        often = frequency.long(len(days), slot) + (f" ({frequency.day_names(days)})" if named else "")
        lines.append(f"{often} {words.days(run[0].from_, run[-1].to, 'MMM')}")
    return "\n".join(lines)


def _pauses(regimen: Regimen) -> str:
    return "\n".join(words.days(pause.from_, pause.to, "MMM") for pause in regimen.pauses)


def _conflict(plan: Plan) -> Iterator[RenderableType]:
    if plan.outcome is Outcome.NOT_FOUND:
        yield heading("The search hit its limit before a first plan; nothing is known to be in conflict.")
        return
    names = Names(plan)
    yield heading("What stands in the way")
    yield _indented(limits_table(plan.conflict, names))
    if plan.relaxations:
        yield heading("What would help, the easiest first")
        yield from (_indented(cell(_said(relaxation, names))) for relaxation in plan.relaxations)


def _said(relaxation: Relaxation, names: Names) -> str:
    steps = " And: ".join(names.told(step) for step in relaxation.steps)
    return f"- {steps}" if relaxation.proven else f"- {steps} (not proven to be the least)"


def _questions(plan: Plan) -> Iterator[RenderableType]:
    if not plan.questions:
        return
    more = len(plan.questions) - MOST_QUESTIONS
    yield heading("Questions that would decide more")
    rows = [(question.text.text, len(question.treatments)) for question in plan.questions[:MOST_QUESTIONS]]
    yield _indented(table(["question", "treatments waiting"], rows))
    if more > 0:
        yield _indented(cell(f"and {more} more: turgor questions --case CASE"))


def _indented(shown: RenderableType) -> Padding:
    return Padding(shown, (0, 0, 0, 2))
