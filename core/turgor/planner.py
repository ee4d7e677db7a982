"""One patient's way through the program: the only place that knows the order of the stages.

case -> examine -> judge -> offer -> schedule -> explain -> assemble -> verify -> plan
"""

from __future__ import annotations

from datetime import date

import attrs

from turgor import __version__
from turgor.domain.case import Case, Priority
from turgor.domain.clinic import Clinic
from turgor.domain.findings import Findings
from turgor.domain.modalities import Modalities, Offer
from turgor.domain.plan import Engine, Plan
from turgor.domain.verdicts import Verdicts
from turgor.planning.assembly import assemble
from turgor.planning.examine import examine
from turgor.planning.explain import why
from turgor.planning.judge import judge
from turgor.planning.offer import offer
from turgor.planning.recording.stages import Stages
from turgor.planning.schedule import schedule
from turgor.planning.scheduling.problem import Problem
from turgor.planning.skin.actions import actions_for
from turgor.verify import Breach, verify


class PlanRefused(Exception):  # noqa: N818 -- what happened, in the words of the verifier
    """Our own verifier found that the planner broke a limit: a fault of ours, never shown as a plan.

    Attributes:
        plan: the plan that was refused.
        breaches: the limits that it breaks.
    """

    def __init__(self, plan: Plan, breaches: tuple[Breach, ...]) -> None:
        super().__init__("; ".join(f"{b.limit} at {b.where}: {b.text.text}" for b in breaches))
        self.plan = plan
        self.breaches = breaches


@attrs.frozen
class Judged:
    """What is known before anything is chosen: enough for `turgor verdicts`, `why` and `questions`."""

    findings: Findings
    verdicts: Verdicts


def assess(case: Case, clinic: Clinic, modalities: Modalities, today: date) -> Judged:
    """Examine the patient and judge every treatment, without choosing anything."""
    findings = examine(case, modalities.catalogue, today)
    return Judged(findings, reassess(findings, case, clinic, modalities))


def reassess(findings: Findings, case: Case, clinic: Clinic, modalities: Modalities) -> Verdicts:
    """Judge every treatment by these findings, be they the patient's own or what they would be with other answers."""
    objections = modalities.objections(findings, clinic)
    return judge(findings, modalities.catalogue, clinic, case.overrides, objections, modalities.failed)


def plan(  # noqa: PLR0917 -- seed and priority are settings with defaults, passed by name
    case: Case,
    clinic: Clinic,
    modalities: Modalities,
    today: date,
    seed: int = 0,
    priority: Priority | None = None,
) -> Plan:
    """Build the best plan, check it independently and return it as a draft.

    A modality that fails while it is asked costs its own treatments only: the stages run again without it.
    Equal arguments give an equal plan. Raises PlanRefused when the verifier finds a broken limit.
    """
    failed = None
    while failed != modalities.failed:
        failed = modalities.failed
        candidate = _attempt(case, clinic, modalities, today, seed, priority or case.goals.priority)
    if breaches := verify(candidate):
        raise PlanRefused(candidate, breaches)
    return candidate


def _attempt(  # noqa: PLR0917 -- the arguments of `plan`
    case: Case, clinic: Clinic, modalities: Modalities, today: date, seed: int, priority: Priority
) -> Plan:
    catalogue, wishes = modalities.catalogue, case.preferences
    judged = assess(case, clinic, modalities, today)
    actions = actions_for(judged.findings, catalogue, clinic.positions)
    offers = offer(judged.findings, judged.verdicts, catalogue, clinic, wishes, modalities)
    problem = Problem(offers, actions, judged.findings, clinic, wishes, priority, catalogue)
    scheduled = schedule(problem, seed)
    chosen: tuple[Offer, ...] = (*scheduled.courses, *(regimen.offer for regimen in scheduled.regimens))
    return assemble(
        Stages(
            case=case,
            clinic=clinic,
            catalogue=catalogue,
            findings=judged.findings,
            verdicts=judged.verdicts,
            actions=actions,
            offers=offers,
            schedule=scheduled,
            why=why(scheduled, problem, judged.verdicts),
            handouts=tuple(modalities.handouts(chosen, judged.findings)),
            engine=Engine(__version__, tuple(modalities.statuses)),
            priority=priority,
            seed=seed,
        )
    )
