"""Random worlds to plan in: core, modalities that nobody has heard of, a patient, a clinic and wishes.

Everything that a plan may meet occurs: effects and needs, zones, rules, home care with titrations, prerequisites,
terms and adaptations of modalities, past and planned events, gaps in what is known, hours, closures, budgets and
pins. Worlds are small (three courses of at most two sessions, a plan of eight weeks or so), so that thousands of
them can be planned. In a *wild* world anything may stand against a treatment, and often nothing is left to plan; in
a mild one courses mostly get as far as being dated. `features` says what a world and its plan hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import attrs
from hypothesis.strategies import DrawFn, composite

from drawing import chance
from random_modalities import cores, modality_sets
from random_patients import cases, clinics
from scripted import Script, Scripted
from toys import TODAY
from turgor import planner
from turgor.content import Core
from turgor.domain.case import (
    Case,
)
from turgor.domain.clinic import Clinic
from turgor.domain.plan import Outcome, Plan


@attrs.frozen
class World:
    """All that a plan is made of."""

    core: Core
    scripts: tuple[Script, ...]
    case: Case
    clinic: Clinic

    def modalities(self) -> Scripted:
        """The modalities, freshly loaded: one that failed while a plan was made does not stay so."""
        return Scripted(self.core, self.scripts)

    def plan(self, *, alternatives: bool = False) -> Plan:
        return planner.plan(self.case, self.clinic, self.modalities(), TODAY, alternatives=alternatives)

    def assess(self) -> planner.Judged:
        return planner.assess(self.case, self.clinic, self.modalities(), TODAY)


@composite
def worlds(draw: DrawFn, most_sessions: int = 2, devices: tuple[int, int] = (2, 3)) -> World:
    """Core, modalities, a patient and a clinic."""
    wild = chance(draw, 25)
    core = draw(cores(wild=wild))
    chosen = draw(modality_sets(most_sessions, devices, wild=wild))
    installed = [one.id for script in chosen for one in script.record.treatments]
    return World(
        core, chosen, draw(cases(core, chosen, wild=wild)), draw(clinics(core, installed, wild=wild))
    )


def features(world: World, plan: Plan) -> Iterator[str]:
    """What a world and its plan hold that a property may want to have seen."""
    yield plan.outcome.value
    asked = world.case.assessment.answers.by_fact
    if plan.questions or not set(world.core.vocabulary.facts) <= set(asked):
        yield "an unknown"
    if any(e.start and e.start.earliest > TODAY for e in world.case.history.events):
        yield "a planned event"
    if plan.outcome is Outcome.PLAN:
        yield from _in_plan(plan)


def _in_plan(plan: Plan) -> Iterator[str]:
    if plan.visits:
        yield "a session"
    if any(set(one.sites) & set(other.sites) for one, other in combinations(plan.courses, 2)):
        yield "two courses on overlapping zones"
    if any(len(visit.sessions) > 1 for visit in plan.visits):
        yield "a shared visit"
    if any(visit.resources for visit in plan.visits):
        yield "a room or a device"
    if any(regimen.pauses for regimen in plan.regimens):
        yield "a pause"
    if any(course.prerequisites for course in plan.courses):
        yield "a prerequisite"
    if any(course.follow_ups for course in plan.courses):
        yield "a follow-up"
