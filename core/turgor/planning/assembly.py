"""Everything that the stages found becomes one self-contained plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

import attrs

from turgor.domain.case import Case, Priority
from turgor.domain.catalogue import Catalogue
from turgor.domain.clinic import Clinic
from turgor.domain.evidence import Source
from turgor.domain.findings import Findings
from turgor.domain.handouts import HandoutSection
from turgor.domain.messages import Message, Phrase, plain
from turgor.domain.money import Money
from turgor.domain.offers import CourseOffer, Offers, SkinAction
from turgor.domain.plan import (
    Conflict,
    Cost,
    Course,
    Engine,
    Objective,
    Outcome,
    Plan,
    PlanFindings,
    PlannedContact,
    PlanStatus,
    Question,
    Regimen,
    Session,
    TreatmentInstructions,
    Visit,
    Why,
    ZoneVerdict,
)
from turgor.domain.schedule import Found, PlacedRegimen, PlacedSession, PlacedVisit, Schedule
from turgor.domain.verdicts import Status, Verdict, Verdicts
from turgor.domain.vocabulary import AskedOf
from turgor.planning.calendar import last_day
from turgor.planning.prerequisites import planned_prerequisites
from turgor.planning.replay_record import limits, replay

UNMODELLED = Phrase(
    "plan.unmodelled",
    "{treatment} does not say how it stands to {states}: an interaction that is not modelled; you decide.",
)
UNDECIDED = Phrase("plan.undecided", "{treatment}: undecided, {count} questions are open.")
NOTHING_ALLOWED = Phrase("plan.nothing_allowed", "{treatment}: {reason}")


@attrs.frozen
class Stages:
    """What each stage answered, in the order of the pipeline."""

    case: Case
    clinic: Clinic
    catalogue: Catalogue
    findings: Findings
    verdicts: Verdicts
    actions: Mapping[str, SkinAction]
    offers: Offers
    schedule: Schedule
    why: tuple[Why, ...]
    handouts: tuple[HandoutSection, ...]
    engine: Engine
    priority: Priority
    seed: int

    @property
    def horizon(self) -> date:
        """The last day of the plan; what a verdict says of later days is left to a later plan."""
        return last_day(self.case.preferences, self.clinic, self.findings.today)


def assemble(stages: Stages) -> Plan:
    """The plan, still unchecked, in draft."""
    schedule = stages.schedule
    outcome = _outcome(stages)
    found = outcome is Outcome.PLAN
    bounds = limits(stages.case.preferences, stages.clinic, stages.findings.today)
    plan = Plan(
        outcome=outcome,
        status=PlanStatus.DRAFT,
        today=stages.findings.today,
        seed=stages.seed,
        engine=stages.engine,
        patient=stages.case.patient,
        policy=stages.clinic,
        findings=_findings(stages),
        verdicts=tuple(_verdicts(stages)),
        referrals=stages.verdicts.referrals,
        questions=tuple(_questions(stages)),
        courses=tuple(_course(offer, stages) for offer in schedule.courses),
        visits=tuple(_visit(placed, stages) for placed in schedule.visits),
        regimens=tuple(_regimen(placed, stages) for placed in schedule.regimens),
        instructions=tuple(_instructions(stages)),
        handouts=stages.handouts,
        cost=_cost(stages) if found else None,
        objective=Objective(stages.priority, schedule.stages) if found else None,
        why=stages.why,
        left_out=tuple((left.treatment, left.why) for left in stages.offers.left_out),
        conflict=() if found else schedule.conflict or tuple(_nothing_allowed(stages)),
        unmodelled=tuple(_unmodelled(stages)),
        notices=(*stages.findings.notices, *stages.offers.notices),
        replay=replay(schedule, stages.actions, stages.findings, stages.catalogue, bounds) if found else None,
    )
    return attrs.evolve(plan, sources=tuple(_sources(plan, stages)))


def _outcome(stages: Stages) -> Outcome:
    if stages.schedule.found is Found.NOTHING:
        return Outcome.NOT_FOUND
    if stages.schedule.found is Found.CONFLICT:
        return Outcome.NO_PLAN
    anything = stages.schedule.courses or stages.schedule.regimens
    return Outcome.PLAN if anything else Outcome.NO_PLAN


def _findings(stages: Stages) -> PlanFindings:
    findings = stages.findings
    return PlanFindings(
        goals=stages.catalogue.vocabulary.zones.cover(findings.goal_sites),
        laxity=dict(sorted(findings.laxity.items())),
        profile=findings.profile,
        habits=findings.habits,
        using=findings.using,
        notices=findings.notices,
    )


def _verdicts(stages: Stages) -> Iterator[ZoneVerdict]:
    """One row per treatment and zone, zones named as people name them."""
    treatments, tree = stages.catalogue.treatments, stages.catalogue.vocabulary.zones
    for verdict in stages.verdicts.verdicts:
        treatment = treatments.get(verdict.treatment)
        name = treatment.name if treatment else verdict.treatment
        plain_name = treatment.plain_name if treatment else verdict.treatment
        timeline = verdict.until(stages.horizon).timeline
        for zone in tree.cover(verdict.sites) or ("",):
            yield ZoneVerdict(verdict.treatment, name, plain_name, zone, timeline, verdict.ask)


def _questions(stages: Stages) -> Iterator[Question]:
    """What is unknown and decides something, the question that holds up most treatments first."""
    waiting: dict[str, set[str]] = {}
    for verdict in stages.verdicts.verdicts:
        for asked in verdict.ask:
            waiting.setdefault(asked, set()).add(verdict.treatment)
    for asked in sorted(waiting, key=lambda key: (-len(waiting[key]), key)):
        text, who = question_text(asked, stages.catalogue), _asked_of(asked, stages.catalogue)
        yield Question(asked, text, tuple(sorted(waiting[asked])), who)


def _asked_of(asked: str, catalogue: Catalogue) -> AskedOf:
    """Events and the date of birth are asked of the patient; looseness is looked at."""
    if asked in catalogue.vocabulary.facts:
        return catalogue.vocabulary.facts[asked].asked_of
    return AskedOf.PRACTITIONER if asked == "laxity" else AskedOf.PATIENT


BUILT_IN_QUESTIONS = {
    "birth_date": plain("question.birth_date", "What is the date of birth?"),
    "laxity": plain("question.laxity", "What is the laxity grade of each goal zone (Alexiades, 0 to 4)?"),
}


def question_text(asked: str, catalogue: Catalogue) -> Message:
    """The question that a missing fact or event kind stands for."""
    if asked in BUILT_IN_QUESTIONS:
        return BUILT_IN_QUESTIONS[asked]
    vocabulary = catalogue.vocabulary
    if asked in vocabulary.facts:
        return plain(f"fact.{asked}.question", vocabulary.facts[asked].question)
    return plain(f"event.{asked}.question", vocabulary.event_kinds[asked].question)


def _course(offer: CourseOffer, stages: Stages) -> Course:
    treatment = stages.catalogue.treatments[offer.treatment]
    sessions = [session for session in stages.schedule.sessions if session.course == offer.id]
    last = sessions[-1].date
    return Course(
        id=offer.id,
        treatment=offer.treatment,
        name=treatment.name,
        plain_name=treatment.plain_name,
        zones=stages.catalogue.vocabulary.zones.cover(offer.sites),
        sites=tuple(sorted(offer.sites)),
        sessions=len(sessions),
        typical=offer.sessions.typical,
        interval=offer.interval,
        minutes=offer.minutes,
        downtime_days=offer.downtime_days,
        downtime_days_max=offer.downtime_days_max,
        benefit=offer.benefit,
        mechanism=offer.mechanism,
        prerequisites=planned_prerequisites(
            offer, sessions, stages.catalogue, stages.clinic, stages.findings.today
        ),
        adaptations=offer.adaptations,
        cost=_times(offer.price, len(sessions)),
        review=_first_open(last + timedelta(weeks=offer.peak_weeks), stages.clinic)
        if offer.peak_weeks
        else None,
        maintenance=last + timedelta(days=offer.maintenance_days) if offer.maintenance_days else None,
        follow_ups=tuple(_contacts(offer, sessions, stages.clinic)),
    )


def _times(price: Money | None, count: int) -> Money | None:
    return None if price is None else Money(price.amount * count, price.currency)


def _first_open(day: date, clinic: Clinic) -> date:
    """The first day from `day` on which the clinic is open; within a year, or `day` itself."""
    for offset in range(366):
        if clinic.hours(day + timedelta(days=offset)):
            return day + timedelta(days=offset)
    return day


def _contacts(
    offer: CourseOffer, sessions: Sequence[PlacedSession], clinic: Clinic
) -> Iterator[PlannedContact]:
    for session in sessions:
        for contact in offer.terms.follow_ups:
            day = _first_open(session.date + timedelta(days=contact.after_days), clinic)
            yield PlannedContact(session.id, day, contact.text)


def _visit(placed: PlacedVisit, stages: Stages) -> Visit:
    offers = {offer.id: offer for offer in stages.schedule.courses}
    sessions = tuple(_session(one, offers[one.course], stages) for one in placed.sessions)
    return Visit(placed.date, placed.start, placed.end, sessions)


def _session(placed: PlacedSession, offer: CourseOffer, stages: Stages) -> Session:
    zones = stages.catalogue.vocabulary.zones.cover(offer.sites)
    return Session(placed.id, placed.course, placed.number, offer.treatment, zones, offer.minutes)


def _regimen(placed: PlacedRegimen, stages: Stages) -> Regimen:
    offer = placed.offer
    treatment = stages.catalogue.treatments[offer.treatment]
    terms = treatment.regimen
    assert terms is not None  # noqa: S101  a regimen offer is made from regimen terms only
    return Regimen(
        id=offer.id,
        treatment=offer.treatment,
        name=treatment.name,
        plain_name=treatment.plain_name,
        zones=stages.catalogue.vocabulary.zones.cover(offer.sites),
        sites=tuple(sorted(offer.sites)),
        how=terms.how,
        order=terms.order,
        minutes_a_day=offer.minutes_a_day,
        segments=placed.segments,
        pauses=placed.pauses,
        adaptations=offer.adaptations,
        cost=offer.price,
        effect_weeks=terms.effect_weeks,
    )


def _instructions(stages: Stages) -> Iterator[TreatmentInstructions]:
    for treatment_id in _chosen(stages):
        treatment = stages.catalogue.treatments[treatment_id]
        yield TreatmentInstructions(treatment.id, treatment.plain_name, treatment.instructions)


def _chosen(stages: Stages) -> Iterable[str]:
    """Treatments of the plan, each once, courses first."""
    courses = [offer.treatment for offer in stages.schedule.courses]
    return dict.fromkeys([*courses, *(placed.offer.treatment for placed in stages.schedule.regimens)])


def _cost(stages: Stages) -> Cost:
    prices = {offer.id: _times(offer.price, _count(offer, stages)) for offer in stages.schedule.courses}
    prices |= {placed.offer.id: placed.offer.price for placed in stages.schedule.regimens}
    known = sum((price.amount for price in prices.values() if price), Decimal(0))
    unknown = tuple(item for item, price in prices.items() if price is None)
    return Cost(Money(known, stages.clinic.currency), unknown)


def _count(offer: CourseOffer, stages: Stages) -> int:
    return sum(session.course == offer.id for session in stages.schedule.sessions)


def _nothing_allowed(stages: Stages) -> Iterator[Conflict]:
    """Why nothing at all may be offered: for each treatment what decides today."""
    if stages.schedule.found is not Found.PLAN:
        return
    told: dict[tuple[str, str], Conflict] = {}
    for verdict in stages.verdicts.verdicts:
        for conflict in _deciding(verdict):
            told.setdefault((verdict.treatment, conflict.id), conflict)
    yield from told.values()


def _deciding(verdict: Verdict) -> Iterator[Conflict]:
    """The reasons that make today's verdict what it is; open questions are counted, the plan lists them once."""
    if verdict.today.status is Status.UNDECIDED:
        text = UNDECIDED(treatment=verdict.treatment, count=len(verdict.ask))
        yield Conflict(f"undecided:{verdict.treatment}", "undecided", text)
        return
    for reason in verdict.today.reasons:
        if reason.status is verdict.today.status:
            text = NOTHING_ALLOWED(treatment=verdict.treatment, reason=reason.text.text)
            yield Conflict(reason.rule, "verdict", text, reason.sources)


def _unmodelled(stages: Stages) -> Iterator[Message]:
    """Core states that a treatment of the plan neither needs gone nor is indifferent to: said once."""
    core = set(stages.catalogue.core.states)
    for treatment_id in _chosen(stages):
        terms = stages.catalogue.treatments[treatment_id].terms
        silent = core - {need.state for need in terms.needs} - terms.indifferent
        if silent:
            yield UNMODELLED(treatment=treatment_id, states=tuple(sorted(silent)))


def _sources(plan: Plan, stages: Stages) -> Iterator[Source]:
    """Every source that something in the plan rests on, in id order."""
    reasons = [
        reason for verdict in plan.verdicts for period in verdict.timeline for reason in period.reasons
    ]
    used = {source for reason in reasons for source in reason.sources}
    used |= {source for why in plan.why for binding in why.binding for source in binding.sources}
    for treatment_id in _chosen(stages):
        treatment = stages.catalogue.treatments[treatment_id]
        used |= {*treatment.sources, *treatment.instructions.sources}
    declared = stages.catalogue.vocabulary.sources
    yield from (declared[source] for source in sorted(used) if source in declared)
