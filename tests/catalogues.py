"""Random toy worlds: catalogues of random treatments, and patients and clinics to try them on.

Strategies for properties over judging and over whole plans. `features` names what a world holds, so that a
property can say how much of the space it saw, and fail when that is too little to mean anything.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from toys import (
    BODY_STATES,
    MECHANISMS,
    SITES,
    STATES,
    TODAY,
    TRAITS,
    case,
    catalogue,
    clinic,
    cream,
    device,
    effect,
    event,
    kind,
    need,
    rule,
)
from turgor.domain.case import Answers, Case, Event, Override, Using, Value
from turgor.domain.catalogue import Catalogue
from turgor.domain.clinic import Clinic
from turgor.domain.evidence import Disagreement, Evidence, Position
from turgor.domain.messages import plain
from turgor.domain.modalities import Objection
from turgor.domain.rules import Outcome, Rule
from turgor.domain.skin import Effect, Need, Severity, SkinTerms
from turgor.domain.terms import CourseTerms, Interval, SessionCount
from turgor.domain.treatments import Laxity, Role, Stance, Standing, Treatment
from turgor.domain.vocabulary import EventKind, Family, Scope

ALL_STATES = STATES + BODY_STATES
KINDS = ("filler", "burn", "course", "feast")
EVENTS = (*KINDS, "tan")  # conditions of rules do not speak of `tan`
LASTING = ("burn", "course")  # their effects count from the end
TREATMENTS = ("aa.laser", "aa.pen", "bb.heat", "cc.cream", "cc.gel")
FORMS = ("pure", "mixed")
MONTHS = 120  # days around today in which toy events lie

severities = st.sampled_from((*Severity, Severity.CAUTION))
sites = st.sets(st.sampled_from(SITES), max_size=2).map(frozenset)
goals = st.sets(st.sampled_from(SITES), min_size=1, max_size=3).map(frozenset)


@attrs.frozen
class World:
    """All that judging asks for, before the patient was examined."""

    catalogue: Catalogue
    case: Case
    clinic: Clinic
    objections: tuple[Objection, ...] = ()
    failed: frozenset[str] = frozenset()


@composite
def effects(draw: DrawFn) -> Effect:
    """Leave one state for up to a month; rarely for ever, beyond the treated zone, or only on dark skin."""
    return effect(
        draw(st.sampled_from(ALL_STATES)),
        draw(st.integers(0, 30)) if draw(st.integers(0, 15)) else None,
        when=draw(st.sampled_from(("", "", "", "fitzpatrick >= 4"))),
        spreads_to=draw(st.sampled_from(((), (), ("cheek",), ("neck",)))),
    )


needs: SearchStrategy[Need] = st.builds(
    need, st.sampled_from(ALL_STATES), st.integers(0, 21), severities, same_visit=st.booleans()
)


def some(strategy: SearchStrategy, most: int = 3) -> SearchStrategy:
    """A short list."""
    return st.lists(strategy, max_size=most)


@composite
def kinds(draw: DrawFn, id_: str) -> EventKind:
    """A kind of event of any family."""
    return kind(
        id_,
        draw(st.lists(effects(), min_size=1, max_size=3)),
        draw(some(needs, 2)),
        draw(st.sampled_from(Family)),
        scope=draw(st.sampled_from(Scope)),
        counts_from_end=id_ in LASTING,
    )


@composite
def courses(draw: DrawFn) -> CourseTerms:
    """A short course with a narrow window."""
    least = draw(st.integers(1, 3))
    first = draw(st.integers(5, 28))
    return CourseTerms(
        SessionCount(least, least, 4),
        Interval(first, first + draw(st.integers(0, 14)), first + 28),
        minutes=draw(st.sampled_from((15, 30, 60))),
        downtime_days=draw(st.integers(0, 3)),
        downtime_days_max=5,
        peak_weeks=12,
    )


@composite
def treatments(draw: DrawFn, id_: str) -> Treatment:
    """A device or a cream with random terms."""
    common = {
        "treats": draw(st.sampled_from((("face", "neck"), ("face",), ("cheek", "neck")))),
        "forms": draw(st.sampled_from(((), FORMS))),
        "least_age": draw(st.sampled_from((18, 18, 50, None))),
        "pregnancy": draw(st.sampled_from(Stance)),
        "role": draw(st.sampled_from(Role)),
        "evidence": draw(st.sampled_from((Evidence.VERY_LOW, Evidence.LOW, Evidence.MODERATE))),
        "mechanism": draw(st.sampled_from(MECHANISMS)),
    }
    skin = draw(st.lists(effects(), min_size=1, max_size=3)), draw(st.lists(needs, min_size=1, max_size=3))
    if id_.startswith("cc."):
        return cream(id_, *skin, **common)
    fierce = frozenset({"device", "fierce"}) if draw(st.booleans()) else frozenset({"device"})
    return device(
        id_,
        *skin,
        **common,
        course=draw(courses()),
        traits=fierce,
        laxity=draw(st.sampled_from(((), (Laxity.MILD, Laxity.MODERATE)))),
        standing=draw(st.sampled_from((Standing.ESTABLISHED,) * 5 + (Standing.INVESTIGATIONAL,))),
    )


@composite
def atoms(draw: DrawFn) -> str:
    """A question about a fact, a zone or an event; only facts may stand under `not`."""
    about_facts = (
        "bold", "not bold", "spotty", "not spotty", "fitzpatrick >= 4", "age >= 45", "laxity >= 3",
        "zone in cheek", "age < least_age", "pregnancy_stance == 'absolute'",
    )  # fmt: skip
    name, span = draw(st.sampled_from(KINDS)), draw(st.integers(1, 60))
    about_events = (f"within('{name}', days={span})", f"before('{name}', days={span})", f"ever('{name}')")
    if name in LASTING:
        about_events += (f"ongoing('{name}')",)
    return draw(st.sampled_from(about_facts) | st.sampled_from(about_events))


conditions: SearchStrategy[str] = st.recursive(
    atoms(),
    lambda part: st.builds("({} {} {})".format, part, st.sampled_from(("and", "or")), part),
    max_leaves=3,
)
DISAGREEMENT = Disagreement(
    "They differ.", (Position("yes", "It holds.", ("clinic_default",), applies=True), Position("no", "It does not.", ("clinic_default",), applies=False))
)  # fmt: skip


@composite
def rules(draw: DrawFn, id_: str, severity: SearchStrategy[Severity] = severities) -> Rule:
    """A rule about everything, a trait or one treatment."""
    outcome = draw(st.sampled_from(Outcome))
    return rule(
        id_,
        draw(conditions),
        draw(severity),
        outcome,
        applies_to=draw(st.sampled_from(((), (), (), *((trait,) for trait in TRAITS), ("aa.laser",)))),
        exempt=draw(st.sampled_from(((), (), ("home",)))),
        forms=draw(st.sampled_from(((), (), (), ("pure",), FORMS))),
        numbers={"interval_min_days": 21} if draw(st.booleans()) else {},
        disagreement=draw(st.sampled_from((None, None, DISAGREEMENT))),
    )


@composite
def catalogues(draw: DrawFn, rules_between: tuple[int, int] = (0, 4), *, skin: bool = True) -> Catalogue:
    """Up to five treatments of three modalities, four kinds of event and a plugin's own, some rules.

    Without `skin` nothing is left and nothing is needed, so that rules alone decide.
    """
    ids = draw(st.lists(st.sampled_from(TREATMENTS), min_size=1, max_size=5, unique=True))
    made_treatments = [draw(treatments(id_)) for id_ in ids]
    made_kinds = [draw(kinds(id_)) for id_ in (*KINDS, "aa_own")]
    if not skin:
        made_treatments = [attrs.evolve(t, terms=SkinTerms()) for t in made_treatments]
        made_kinds = [attrs.evolve(k, terms=SkinTerms()) for k in made_kinds]
    made_rules = [draw(rules(f"R{number}")) for number in range(draw(st.integers(*rules_between)))]
    return catalogue(made_treatments, made_kinds[:-1], made_rules, made_kinds[-1:])


@composite
def offsets(draw: DrawFn) -> int | tuple[int, int]:
    """Days from today, sometimes known only roughly."""
    day = draw(st.integers(-MONTHS // 2, MONTHS))
    return (day, day + draw(st.integers(1, 31))) if draw(st.integers(0, 3)) == 0 else day


@composite
def events(draw: DrawFn, id_: str | None = None) -> Event:
    """A past or planned event, perhaps without a start or an end."""
    start = draw(offsets() | offsets() | offsets() | st.none())
    first = start[1] if isinstance(start, tuple) else start or 0
    end = first + draw(st.integers(0, 30)) if draw(st.booleans()) else None
    return event(id_ or draw(st.sampled_from(EVENTS)), start, end, sites=draw(sites))


@composite
def answers(draw: DrawFn) -> Answers:
    """Some facts answered, some for the whole person and some site by site."""
    by_fact: dict[str, dict[str, Value]] = {}
    for fact in ("bold", "spotty", "brown"):
        where = draw(st.sampled_from(("", "", "", "somewhere", "unknown")))
        if where == "":
            by_fact[fact] = {"": draw(st.sampled_from((False, False, False, True)))}
        elif where == "somewhere" and fact != "bold":
            by_fact[fact] = {site: draw(st.booleans()) for site in sorted(draw(sites))}
    if draw(st.integers(0, 3)):
        by_fact["fitzpatrick"] = {"": draw(st.integers(1, 6))}
    return Answers(by_fact)


@composite
def cases(draw: DrawFn, world: Catalogue) -> Case:
    """A patient of 45: some answers, some history, now and then something overruled."""
    happened = draw(some(events()))
    denied = [id_ for id_ in sorted(world.vocabulary.event_kinds) if draw(st.integers(0, 7))]
    known = {event_.kind for event_ in happened if event_.may_have_begun(TODAY)}
    relative = [r.id for r in world.rules if r.severity is Severity.RELATIVE]
    overruled = draw(some(st.sampled_from(relative), 1)) if relative else []
    home = [t.id for t in world.treatments.values() if t.regimen]
    made = case(
        goals=draw(goals),
        events=happened,
        never=[id_ for id_ in denied if id_ not in known],
        laxity=draw(st.sampled_from((2.0, 2.0, 1.5, 0.5, 3.5, None))),
        overrides=tuple(Override(id_, "I know", "Dr Toy", case().assessment.date) for id_ in overruled),
        using=tuple(Using(id_, 7) for id_ in draw(some(st.sampled_from(home), 1))) if home else (),
    )
    return attrs.evolve(made, assessment=attrs.evolve(made.assessment, answers=draw(answers())))


@composite
def clinics(draw: DrawFn, world: Catalogue) -> Clinic:
    """A clinic with opinions of its own."""
    differing = [r.id for r in world.rules if r.disagreement]
    return clinic(
        switched_off=frozenset(draw(some(st.sampled_from(sorted(world.treatments)), 1))),
        positions={id_: draw(st.sampled_from(("yes", "no"))) for id_ in differing},
        rule_severity={r.id: draw(severities).value for r in world.rules[:1]},
    )


@composite
def objections(draw: DrawFn, world: Catalogue) -> Objection:
    """A modality's own word about one of its treatments."""
    treatment = draw(st.sampled_from(sorted(world.treatments)))
    return Objection(treatment, plain("objection", "I object."), draw(severities), (), draw(sites))


@composite
def worlds(draw: DrawFn, rules_between: tuple[int, int] = (0, 4), *, skin: bool = True) -> World:
    """A catalogue, a patient and a clinic."""
    made = draw(catalogues(rules_between, skin=skin))
    return World(made, draw(cases(made)), draw(clinics(made)), tuple(draw(some(objections(made), 1))))


def features(world: World) -> Iterator[str]:
    """What a world holds that a property may want to have seen."""
    case_, vocabulary = world.case, world.catalogue.vocabulary
    today = case_.assessment.date
    if any(not case_.history.past_known(id_, today) for id_ in vocabulary.event_kinds):
        yield "an unknown kind of event"
    if any(fact not in case_.assessment.answers.by_fact for fact in vocabulary.facts):
        yield "an unknown fact"
    if any(event_.start and event_.start.earliest > today for event_ in case_.history.events):
        yield "a planned event"
    if any(event_.start and event_.start.earliest < event_.start.latest for event_ in case_.history.events):
        yield "a rough date"
    if len(world.catalogue.treatments) > 1:
        yield "several treatments"
    if world.catalogue.rules:
        yield "a rule"
