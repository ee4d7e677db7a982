"""Everything that the stages found becomes one self-contained plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from turgor.domain.catalogue import FILE
from turgor.domain.evidence import Source
from turgor.domain.explanations import Conflict, Objective
from turgor.domain.messages import Message, Phrase
from turgor.domain.plan import Outcome, Plan, PlanFindings, PlanStatus, TreatmentInstructions, ZoneVerdict
from turgor.domain.replay import Replay
from turgor.domain.schedule import Found
from turgor.domain.verdicts import Status, Verdict
from turgor.planning.home_care.in_use import must_stop
from turgor.planning.recording.habits_answered import advice, not_answered
from turgor.planning.recording.home_care_record import with_home_care
from turgor.planning.recording.open_questions import open_questions
from turgor.planning.recording.other_plans import alternatives, with_all_courses
from turgor.planning.recording.plan_items import cost, course, regimen, visit
from turgor.planning.recording.replay_record import limits, replay
from turgor.planning.recording.stages import Stages

UNMODELLED = Phrase(
    "plan.unmodelled",
    "{treatment} does not say how it stands to {states}: an interaction that is not modelled; you decide.",
)
STOP = Phrase(
    "plan.stop_using",
    "{treatment} is in use today and not part of the plan, whose dates count on its being stopped now.",
)
TRIED_OUT = Phrase(
    "plan.tried_out", "Modality {name} is tried out from a file ({file}); it is not installed."
)
UNDECIDED = Phrase("plan.undecided", "{treatment}: undecided, {count} questions are open.")
NOTHING_ALLOWED = Phrase("plan.nothing_allowed", "{treatment}: {reason}")


def assemble(stages: Stages) -> Plan:
    """The plan, still unchecked, in draft."""
    schedule = stages.schedule
    outcome = _outcome(stages)
    found = outcome is Outcome.PLAN
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
        questions=tuple(
            open_questions(stages.verdicts, stages.catalogue, stages.schedule.left_out, stages.findings)
        ),
        courses=tuple(course(offer, stages) for offer in schedule.courses),
        visits=tuple(visit(placed, stages) for placed in schedule.visits),
        regimens=tuple(regimen(placed, stages) for placed in schedule.regimens),
        instructions=tuple(_instructions(stages)),
        handouts=(*stages.handouts, *advice(stages)),
        cost=cost(stages) if found else None,
        objective=Objective(stages.priority, schedule.stages) if found else None,
        why=stages.why,
        alternatives=alternatives(stages),
        unbeaten=schedule.unbeaten,
        left_out=tuple(_left_out(stages)),
        conflict=() if found else schedule.conflict or tuple(_nothing_allowed(stages)),
        relaxations=schedule.relaxations,
        unmodelled=tuple(_unmodelled(stages)),
        notices=(
            *stages.findings.notices,
            *stages.offers.notices,
            *_stopped(stages),
            *not_answered(stages),
            *_tried_out(stages),
        ),
        replay=_replay(stages) if found else None,
        number=_number(stages),
        case=stages.case,
    )
    plan = attrs.evolve(plan, zone_names=_zone_names(plan, stages))
    return attrs.evolve(plan, sources=tuple(_sources(plan, stages)))


def _number(stages: Stages) -> str:
    """The patient's number and the day of planning."""
    return "-".join(part for part in (stages.case.patient.number, f"{stages.findings.today:%Y%m%d}") if part)


def _zone_names(plan: Plan, stages: Stages) -> Mapping[str, str]:
    """What people call the zones that the plan speaks of."""
    spoken_of = {*plan.findings.goals, *(verdict.zone for verdict in plan.verdicts)} - {""}
    courses = (*plan.courses, *(course_ for other in plan.alternatives for course_ in other.courses))
    spoken_of |= {zone for course_ in courses for zone in course_.zones}
    spoken_of |= {zone for regimen_ in plan.regimens for zone in regimen_.zones}
    return {zone: stages.catalogue.vocabulary.zones.name_of(zone) for zone in sorted(spoken_of)}


def _replay(stages: Stages) -> Replay:
    bounds = limits(stages.case.preferences, stages.clinic, stages.findings.today)
    overrides = stages.case.overrides
    record = replay(
        with_all_courses(stages.schedule),
        stages.actions,
        stages.findings,
        stages.catalogue,
        overrides,
        bounds,
    )
    return with_home_care(record, stages)


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
        changes=findings.changes,
        habits=findings.habits,
        using=findings.using,
        notices=findings.notices,
        goal_sites=findings.goal_sites,
        targets=stages.case.goals.targets,
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


def _instructions(stages: Stages) -> Iterator[TreatmentInstructions]:
    for treatment_id in _chosen(stages):
        treatment = stages.catalogue.treatments[treatment_id]
        yield TreatmentInstructions(
            treatment.id,
            treatment.plain_name,
            treatment.instructions,
            evidence=treatment.evidence,
            overall_evidence=treatment.overall_evidence,
            standing=treatment.standing,
            risks=treatment.risks,
            sources=treatment.sources,
        )


def _chosen(stages: Stages) -> Iterable[str]:
    """Treatments of the plan, each once, courses first."""
    courses = [offer.treatment for offer in stages.schedule.courses]
    return dict.fromkeys([*courses, *(placed.offer.treatment for placed in stages.schedule.regimens)])


def _tried_out(stages: Stages) -> Iterator[Message]:
    """Modalities that are one file and not installed: whoever reads the plan should know."""
    for plugin in stages.engine.plugins:
        if plugin.tried_out:
            yield TRIED_OUT(name=plugin.name, file=plugin.distribution.removeprefix(FILE))


def _stopped(stages: Stages) -> Iterator[Message]:
    """Home care that the plan does not go on with: if it leaves anything on the skin, it must stop.

    A sunscreen or moisturiser named by its kind goes on as the one of the plan; so does an own product of a kind
    that leaves nothing on the skin.
    """
    planned = sorted({placed.offer.treatment for placed in stages.schedule.regimens})
    for using in stages.findings.using:
        if must_stop(using, planned, stages.catalogue, stages.actions):
            yield STOP(treatment=using.treatment)


def _left_out(stages: Stages) -> Iterator[tuple[str, Message]]:
    """What was not offered, then what was offered and not chosen; each reason once per treatment."""
    entries = (*stages.offers.left_out, *stages.schedule.left_out)
    yield from {(left.treatment, left.why.text): (left.treatment, left.why) for left in entries}.values()


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
    used |= {source for limit in plan.conflict for source in limit.sources}
    used |= {source for left in stages.schedule.left_out for source in left.sources}
    for treatment_id in _chosen(stages):
        treatment = stages.catalogue.treatments[treatment_id]
        used |= {*treatment.sources, *treatment.instructions.sources}
        used |= {source for risk in treatment.risks for source in risk.sources}
    declared = stages.catalogue.vocabulary.sources
    yield from (declared[source] for source in sorted(used) if source in declared)
