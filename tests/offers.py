"""Toy offers, actions and a toy catalogue for tests of selecting and scheduling: small numbers, real records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import attrs

from turgor.domain.case import (
    Answers,
    Assessment,
    Case,
    Event,
    Goals,
    History,
    Measurement,
    Patient,
    Preferences,
    Priority,
    Using,
)
from turgor.domain.catalogue import Catalogue, Vocabulary
from turgor.domain.clinic import Clinic
from turgor.domain.dates import DateRange, Days, Span
from turgor.domain.doses import DailyLimit, Substance
from turgor.domain.evidence import Evidence
from turgor.domain.findings import Findings
from turgor.domain.incompatible import Incompatible
from turgor.domain.money import Money
from turgor.domain.offers import (
    Benefit,
    CourseOffer,
    Offers,
    RegimenOffer,
    ResolvedEffect,
    SiteBenefit,
    SkinAction,
)
from turgor.domain.opening import Opening
from turgor.domain.plan import Engine, Plan
from turgor.domain.schedule import Schedule
from turgor.domain.skin import Need, Scope, Severity, SkinTerms, State
from turgor.domain.terms import CourseTerms, Interval, RegimenTerms, SessionCount, Slot, Step
from turgor.domain.treatments import Prerequisite, Role, Treatment
from turgor.domain.verdicts import Verdicts
from turgor.domain.vocabulary import EventKind, Fact, Family, Trait
from turgor.domain.zones import Zone, ZoneTree
from turgor.planning.assembly import assemble
from turgor.planning.recording.stages import Stages
from turgor.planning.schedule import schedule
from turgor.planning.scheduling.problem import Problem

MONDAY = date(2027, 3, 1)  # today in these tests
ZONES = ZoneTree.of(
    [Zone("face", "Face"), Zone("brow", "Brow", "face"), Zone("chin", "Chin", "face"), Zone("neck", "Neck")]
)
ALWAYS_OPEN = Clinic(
    name="Toy clinic", opening=tuple(Opening(day, time(9), time(17)) for day in range(7)), horizon_days=60
)


def day(offset: int) -> date:
    """So many days after today."""
    return MONDAY + timedelta(days=offset)


def days(*offsets: int) -> Days:
    """Just these days after today."""
    return Days.of(map(day, offsets))


def span(first: int, last: int | None) -> Span:
    """From one day to another, counted from today; None never ends."""
    return Span(day(first), None if last is None else day(last))


def pounds(amount: int) -> Money:
    """So many pounds."""
    return Money(Decimal(amount), "GBP")


def worth(points: int, *sites: str) -> Benefit:
    """So many points at each site."""
    return Benefit(tuple(SiteBenefit(site, 1, 1, 2, halved=False, points=points) for site in sites))


def course(
    name: str = "toy.a",
    *,
    count: tuple[int, int] = (1, 1),
    interval: tuple[int, int, int] = (7, 7, 14),
    points: int = 100,
    sites: Iterable[str] = ("chin",),
    **changes: Any,
) -> CourseOffer:
    """A course of `count` (least, usual) sessions on the chin."""
    sites = tuple(sites)
    usual = CourseOffer(
        id=f"{name}#1",
        treatment=name,
        sites=frozenset(sites),
        sessions=SessionCount(count[0], count[1], count[1]),
        interval=Interval(*interval),
        minutes=60,
        downtime_days=0,
        downtime_days_max=0,
        allowed=Days((Span(MONDAY),)),
        benefit=worth(points, *sites),
        mechanism=name,
    )
    return attrs.evolve(usual, **changes)


def regimen(name: str = "toy.cream", *, steps: tuple[Step, ...] = (Step(7),), **changes: Any) -> RegimenOffer:
    """Home care on the chin, every evening."""
    usual = RegimenOffer(
        id=f"{name}#1",
        treatment=name,
        sites=frozenset({"chin"}),
        slot=Slot.EVENING,
        dose="a little",
        steps=steps,
        minutes_a_day=2,
        allowed=Days((Span(MONDAY),)),
        benefit=20,
        mechanism=name,
        always=False,
    )
    return attrs.evolve(usual, **changes)


def action(
    name: str,
    leaves: Mapping[str, int | None] | None = None,
    needs: Mapping[str, int] | None = None,
    *,
    same_visit: bool = False,
    severity: Severity = Severity.ABSOLUTE,
    fills_its_day: bool = True,
) -> SkinAction:
    """An action that leaves states for so many days and needs states gone for so many days."""
    return SkinAction(
        name,
        tuple(
            ResolvedEffect(state, upper, sources=(f"{state} source",))
            for state, upper in (leaves or {}).items()
        ),
        tuple(Need(state, clear, severity, same_visit) for state, clear in (needs or {}).items()),
        fills_its_day=fills_its_day,
    )


def event(kind: str, first: int, last: int | None = None) -> Event:
    """A planned event, everywhere."""
    end = None if last is None else DateRange.on(day(last))
    return Event(kind, DateRange.on(day(first)), end)


def findings(
    *,
    goals: Iterable[str] = ("chin",),
    laxity: float | None = 1.5,
    using: tuple[Using, ...] = (),
    **changes: Any,
) -> Findings:
    """A patient born in 1980 with one laxity grade at all goals."""
    goals = frozenset(goals)
    grades = {} if laxity is None else dict.fromkeys(sorted(goals), laxity)
    usual = Findings(MONDAY, date(1980, 1, 1), Answers(), History(), using, goals, grades)
    return attrs.evolve(usual, **changes)


def treatment(name: str, *, home: bool = False, **changes: Any) -> Treatment:
    """A treatment with nothing but a name."""
    course_terms = CourseTerms(SessionCount(1, 1, 1), Interval(7, 7, 14), 60, 0, 0, 0)
    regimen_terms = RegimenTerms(Slot.EVENING, "a little", "Use it.", (Step(7),), minutes_per_use=2)
    usual = Treatment(
        id=name,
        name=name,
        plain_name=name,
        mechanism=name,
        role=Role.PRIMARY,
        evidence=Evidence.LOW,
        treats=("face", "neck"),
        terms=SkinTerms(),
        sources=("toy_source",),
        course=None if home else course_terms,
        regimen=regimen_terms if home else None,
        least_age=18,
    )
    return attrs.evolve(usual, **changes)


def catalogue(
    *treatments: Treatment,
    prerequisites: Iterable[Prerequisite] = (),
    states: Iterable[State] = (),
    kinds: Iterable[str] = (),
    facts: Iterable[Fact] = (),
    substances: Iterable[Substance] = (),
    incompatible: Iterable[Incompatible] = (),
    daily_limits: Iterable[DailyLimit] = (),
) -> Catalogue:
    """A catalogue with these treatments and the toy zones."""
    incompatible = tuple(incompatible)
    traits = {name for one in incompatible for name in (*one.one, *one.other)}
    traits |= {trait for one in treatments for trait in one.traits}
    vocabulary = Vocabulary(
        zones=ZONES,
        facts={fact.id: fact for fact in facts},
        event_kinds={
            kind: EventKind(kind, kind, Family.PROCEDURE, f"Have you had {kind}?") for kind in kinds
        },
        states={state.id: state for state in states},
        instruments={},
        traits={trait: Trait(trait, trait) for trait in sorted(traits)},
        mechanisms={},
        risk_habits={},
        prerequisites={one.id: one for one in prerequisites},
        sources={},
        substances={one.id: one for one in substances},
    )
    return Catalogue(
        vocabulary,
        vocabulary,
        {t.id: t for t in treatments},
        (),
        incompatible=incompatible,
        daily_limits=tuple(daily_limits),
    )


SYSTEMIC = State("in_the_blood", Scope.SYSTEMIC, "A systemic state of toy actions.")


@attrs.frozen
class Toy:
    """One toy patient's problem; whatever is not given is empty, open or allowed."""

    offers: tuple[CourseOffer | RegimenOffer, ...] = ()
    actions: tuple[SkinAction, ...] = ()
    findings: Findings = attrs.field(factory=findings)
    clinic: Clinic = ALWAYS_OPEN
    preferences: Preferences = Preferences()
    priority: Priority = Priority.BALANCED
    treatments: tuple[Treatment, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = ()
    kinds: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    substances: tuple[Substance, ...] = ()
    incompatible: tuple[Incompatible, ...] = ()
    daily_limits: tuple[DailyLimit, ...] = ()
    seed: int = 0

    def problem(self, dropped: frozenset[str] = frozenset()) -> Problem:
        """The whole problem, or without some of its limits."""
        known = {one.id: one for one in self.treatments}
        named = {offer.treatment: isinstance(offer, RegimenOffer) for offer in self.offers}
        known |= {name: treatment(name, home=home) for name, home in named.items() if name not in known}
        actions = {one.id: one for one in self.actions}
        actions |= {
            name: action(name, fills_its_day=not named.get(name)) for name in known if name not in actions
        }
        kinds = sorted({*self.kinds, *(event.kind for event in self.findings.history.events)})
        return Problem(
            offers=Offers(
                tuple(one for one in self.offers if isinstance(one, CourseOffer)),
                tuple(one for one in self.offers if isinstance(one, RegimenOffer)),
            ),
            actions=actions,
            findings=self.findings,
            clinic=self.clinic,
            preferences=self.preferences,
            priority=self.priority,
            catalogue=catalogue(
                *known.values(),
                prerequisites=self.prerequisites,
                states=[SYSTEMIC],
                kinds=kinds,
                facts=self.facts,
                substances=self.substances,
                incompatible=self.incompatible,
                daily_limits=self.daily_limits,
            ),
            dropped=dropped,
        )

    def solve(self, *, alternatives: bool = False) -> Schedule:
        return schedule(self.problem(), self.seed, alternatives=alternatives)

    def plan(self, *, alternatives: bool = False) -> Plan:
        """The whole plan, unchecked."""
        problem, solved = self.problem(), self.solve(alternatives=alternatives)
        kinds = {kind: action(kind, fills_its_day=False) for kind in problem.catalogue.vocabulary.event_kinds}
        grades = [Measurement("grade", site, MONDAY, (1.5,)) for site in sorted(self.findings.goal_sites)]
        return assemble(
            Stages(
                case=Case(
                    Patient("Toy patient", self.findings.birth_date),
                    Assessment(MONDAY, self.findings.answers, tuple(grades)),
                    Goals(self.findings.goal_sites),
                    preferences=self.preferences,
                ),
                clinic=self.clinic,
                catalogue=problem.catalogue,
                findings=self.findings,
                verdicts=Verdicts(()),
                actions=kinds | dict(problem.actions),
                offers=problem.offers,
                schedule=solved,
                why=(),
                handouts=(),
                engine=Engine("0", ()),
                priority=self.priority,
                seed=self.seed,
            )
        )

    def with_(self, **changes: Any) -> Toy:
        return attrs.evolve(self, **changes)


def toy(*offers: CourseOffer | RegimenOffer, **given: Any) -> Toy:
    """A problem with these offers."""
    return Toy(offers, **given)


def offsets(solved: Schedule, course_id: str = "") -> list[int]:
    """The days of the sessions of a course, or of all, counted from today."""
    return [(one.date - MONDAY).days for one in solved.sessions if course_id in ("", one.course)]
