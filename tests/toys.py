"""A tiny world to plan in: four sites, a few states, facts and kinds of event, and builders with short names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta

from turgor.domain.case import Answers, Assessment, Case, Event, Goals, History, Measurement, Patient, Value
from turgor.domain.catalogue import Catalogue, Vocabulary
from turgor.domain.clinic import Clinic
from turgor.domain.dates import DateRange
from turgor.domain.evidence import Evidence, Source, SourceStatus
from turgor.domain.offers import ResolvedEffect, SkinAction
from turgor.domain.opening import Opening
from turgor.domain.rules import Outcome, Rule
from turgor.domain.skin import Effect, Need, Scope, Severity, SkinTerms, State
from turgor.domain.terms import CourseTerms, Interval, RegimenTerms, SessionCount, Slot, Step
from turgor.domain.treatments import Role, Stance, Treatment
from turgor.domain.vocabulary import (
    Direction,
    EventKind,
    Fact,
    FactType,
    Family,
    Instrument,
    Mechanism,
    RiskHabit,
    Trait,
)
from turgor.domain.zones import Zone, ZoneTree

TODAY = date(2026, 3, 2)
ZONES = ZoneTree.of(
    [
        Zone("face", "face"),
        Zone("cheek", "cheek", "face", sided=True),
        Zone("chin", "chin", "face"),
        Zone("neck", "neck"),
    ]
)
SITES = tuple(sorted(ZONES.sites))
STATES = ("open", "red", "warm")
BODY_STATES = ("drugged",)
SOURCE = "clinic_default"
TRAITS = ("device", "home", "fierce")
MECHANISMS = ("heat", "needles", "cream")


def days(count: int) -> date:
    """So many days from today."""
    return TODAY + timedelta(days=count)


def effect(state: str, upper_days: int | None, **changes) -> Effect:
    """Leave a state for so many days."""
    return Effect(state, upper_days, sources=(SOURCE,), **changes)


def need(state: str, clear_days: int = 0, severity: Severity = Severity.RELATIVE, **changes) -> Need:
    """Ask that a state has been gone for so many days."""
    return Need(state, clear_days, severity, sources=(SOURCE,), **changes)


def action(
    id_: str, effects: Iterable[Effect] = (), needs: Iterable[Need] = (), *, fills_its_day=True
) -> SkinAction:
    """A resolved action, as the mechanism takes it."""
    resolved = tuple(
        ResolvedEffect(e.state, e.upper_days, e.sources, ZONES.sites_of_all(e.spreads_to)) for e in effects
    )
    return SkinAction(id_, resolved, tuple(needs), fills_its_day)


def kind(
    id_: str,
    effects: Iterable[Effect] = (),
    needs: Iterable[Need] = (),
    family: Family = Family.PROCEDURE,
    **changes,
) -> EventKind:
    """A kind of event; a procedure unless told otherwise."""
    return EventKind(
        id_, id_.capitalize(), family, f"Any {id_}?", terms=SkinTerms(tuple(effects), tuple(needs)), **changes
    )


def device(id_: str, effects: Iterable[Effect] = (), needs: Iterable[Need] = (), **changes) -> Treatment:
    """An in-clinic treatment that everybody may have everywhere, unless `changes` say otherwise."""
    course = CourseTerms(SessionCount(1, 2, 3), Interval(14, 21, 42), 30, 1, 2, peak_weeks=12)
    return _treatment(id_, effects, needs, {"course": course, "traits": frozenset({"device"})} | changes)


def cream(id_: str, effects: Iterable[Effect] = (), needs: Iterable[Need] = (), **changes) -> Treatment:
    """Home care that everybody may have everywhere, unless `changes` say otherwise."""
    regimen = RegimenTerms(Slot.EVENING, "a pea", "Spread it thinly.", (Step(3, weeks=2), Step(7)))
    own = {"regimen": regimen, "traits": frozenset({"home"}), "mechanism": "cream"}
    return _treatment(id_, effects, needs, own | changes)


def _treatment(
    id_: str, effects: Iterable[Effect], needs: Iterable[Need], changes: Mapping[str, object]
) -> Treatment:
    everybody = {
        "name": id_, "plain_name": id_, "mechanism": "heat", "role": Role.PRIMARY, "evidence": Evidence.LOW,
        "treats": ("face", "neck"), "terms": SkinTerms(tuple(effects), tuple(needs)), "sources": (SOURCE,),
        "least_age": 18, "pregnancy": Stance.ALLOWED, "lactation": Stance.ALLOWED,
    }  # fmt: skip
    return Treatment(id_, **(everybody | changes))


def rule(
    id_: str, when: str, severity: Severity = Severity.RELATIVE, outcome: Outcome = Outcome.BLOCK, **changes
) -> Rule:
    """A rule that blocks, and may be overridden, unless told otherwise."""
    return Rule(id_, f"If {when}", when, severity, outcome, "because", (SOURCE,), **changes)


FACTS = (
    Fact("bold", FactType.BOOL, "Bold?", "person", denied=False),
    Fact("spotty", FactType.BOOL, "Spotty?", "skin", per_zone=True, denied=False),
    Fact("brown", FactType.BOOL, "Tanned now?", "skin", per_zone=True, denied=False, asserts="tan"),
    Fact("fitzpatrick", FactType.INT, "Skin type?", "skin", minimum=1, maximum=6),
)
GRADE = Instrument("grade", "Laxity grade", Direction.LOWER_IS_FIRMER, 0, 4, grades_laxity=True)
HABIT = RiskHabit("boldness", "Boldness", "bold", "home", "Be careful.", (SOURCE,))


def vocabulary(kinds: Iterable[EventKind] = (), facts: Iterable[Fact] = FACTS) -> Vocabulary:
    """The words of the toy world with some kinds of event; the kind `tan`, which a fact stands for, is always there."""
    tan = kind("tan", [effect("red", 14)], family=Family.EXPOSURE)
    states = [State(s, Scope.ZONE, f"{s} skin") for s in STATES] + [
        State(s, Scope.SYSTEMIC, s) for s in BODY_STATES
    ]
    return Vocabulary(
        zones=ZONES,
        facts={fact.id: fact for fact in facts},
        event_kinds={k.id: k for k in (tan, *kinds)},
        states={state.id: state for state in states},
        instruments={GRADE.id: GRADE},
        traits={trait: Trait(trait, trait) for trait in TRAITS},
        mechanisms={m: Mechanism(m, m) for m in MECHANISMS},
        risk_habits={HABIT.id: HABIT},
        prerequisites={},
        sources={SOURCE: Source(SOURCE, "Clinic default", SourceStatus.DEFAULT)},
    )


def catalogue(
    treatments: Iterable[Treatment] = (),
    kinds: Iterable[EventKind] = (),
    rules: Iterable[Rule] = (),
    plugin_kinds: Iterable[EventKind] = (),
) -> Catalogue:
    """A merged catalogue; `plugin_kinds` are not of core."""
    core = tuple(kinds)
    return Catalogue(
        core=vocabulary(core),
        vocabulary=vocabulary((*core, *plugin_kinds)),
        treatments={t.id: t for t in sorted(treatments, key=lambda t: t.id)},
        rules=tuple(sorted(rules, key=lambda r: r.id)),
    )


def clinic(**changes) -> Clinic:
    """A clinic that is open every day."""
    opening = tuple(Opening(weekday, time(8), time(20)) for weekday in range(7))
    return Clinic("Toy clinic", **({"opening": opening} | changes))


def event(
    kind_id: str, start: int | tuple[int, int] | None, end: int | tuple[int, int] | None = None, **changes
) -> Event:
    """An event by days from today; a pair is a date known roughly."""
    return Event(kind_id, _range(start), _range(end), **changes)


def _range(offset: int | tuple[int, int] | None) -> DateRange | None:
    match offset:
        case None:
            return None
        case (first, last):
            return DateRange(days(first), days(last))
        case _:
            return DateRange.on(days(offset))


HEALTHY: Mapping[str, Mapping[str, Value]] = {
    "bold": {"": False}, "spotty": {"": False}, "brown": {"": False}, "fitzpatrick": {"": 2},
}  # fmt: skip


def case(
    goals: Iterable[str] = ("chin",),
    answers: Mapping[str, Mapping[str, Value]] = HEALTHY,
    events: Iterable[Event] = (),
    never: Iterable[str] = ("tan",),
    laxity: float | None = 2.0,
    **changes,
) -> Case:
    """A healthy person of 45, everything asked and denied, with moderate laxity, unless told otherwise."""
    measured = [] if laxity is None else [Measurement("grade", site, TODAY, (laxity,)) for site in SITES]
    return Case(
        patient=Patient("Toy Person", date(1981, 1, 1)),
        assessment=Assessment(TODAY, Answers(answers), tuple(measured)),
        goals=Goals(frozenset(goals)),
        history=History(tuple(events), frozenset(never)),
        **changes,
    )
