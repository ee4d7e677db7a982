"""Random modalities that nobody has heard of, and a core for them: treatments, rules, words, and what they answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

import toys
from catalogues import FORMS, KINDS, LASTING, conditions, rules
from random_home_care import ZINC, apart, daily_limits, regimen_terms
from scripted import Script
from toys import MECHANISMS, SITES, SOURCE, days, effect, kind, need, rule
from turgor.content import Core
from turgor.domain.catalogue import Vocabulary
from turgor.domain.dates import Days, Span
from turgor.domain.evidence import Evidence
from turgor.domain.handouts import HandoutSection
from turgor.domain.messages import plain
from turgor.domain.modalities import Objection, Offer
from turgor.domain.offers import CourseOffer, FollowUp, SchedulingTerms
from turgor.domain.rules import Rule
from turgor.domain.skin import Effect, Need, Scope, Severity, State
from turgor.domain.terms import CourseTerms, Interval, SessionCount
from turgor.domain.treatments import Laxity, Modality, Prerequisite, Role, Stance, Treatment
from turgor.domain.vocabulary import EventKind, Family, Trait
from turgor.testing.drawing import chance, maybe, pick

DEVICES = ("aa.laser", "bb.heat", "dd.wave", "aa.pen")
HOME = ("cc.cream", "cc.gel", "bb.balm", "dd.mask")
STATES = ("open", "red", "drugged")  # few, so that much meets
CARE = ("sun_protection", "moisturiser", "active", "irritant")
TRAITS = (*CARE, "barrier_breaking", *toys.TRAITS)
PREREQUISITES = (
    Prerequisite("spot", "Test spot", 3, 28, (SOURCE,), at_clinic=True, by_patient="Come for a test spot."),
    Prerequisite("order", "Prescriber's order", 0, 60, (SOURCE,)),
    Prerequisite("cover", "Antiviral cover", 1, 2, (SOURCE,), every_session=True, by_patient="Start."),
)
HEALED = Prerequisite("healed_check", "Check that it is over", 0, 3, (SOURCE,), at_clinic=True)
LONGEST = 70  # days of a plan


@composite
def effects(draw: DrawFn, states: Sequence[str], longest: int = 14) -> Effect:
    """Leave one state for some days; rarely for ever, beyond the treated zone, or only on dark skin."""
    return effect(
        draw(st.sampled_from(states)),
        draw(st.integers(1, longest)) if not chance(draw, 2) else None,
        when=draw(st.sampled_from(("", "", "", "fitzpatrick >= 4"))),
        spreads_to=draw(st.sampled_from(((), (), ("cheek",), ("neck",)))),
    )


@composite
def short_needs(draw: DrawFn, states: Sequence[str]) -> Need:
    """Ask that one state has been gone for a few days."""
    severity = draw(st.sampled_from((*Severity, Severity.RELATIVE, Severity.RELATIVE)))
    return need(
        draw(st.sampled_from(states)), draw(st.integers(0, 5)), severity, same_visit=draw(st.booleans())
    )


@composite
def course_terms(draw: DrawFn, most_sessions: int) -> CourseTerms:
    """A short course."""
    typical = most_sessions - draw(st.integers(0, most_sessions - 1))
    first = draw(st.integers(3, 14))
    ideal = first + draw(st.integers(0, 7))
    downtime = draw(st.integers(0, 3))
    return CourseTerms(
        SessionCount(draw(st.integers(1, typical)), typical, 8),
        Interval(first, ideal, ideal + draw(st.integers(0, 14))),
        minutes=draw(st.sampled_from((15, 30, 60))),
        downtime_days=downtime,
        downtime_days_max=downtime + draw(st.integers(0, 2)),
        peak_weeks=draw(st.sampled_from((0, 12))),
        maintenance_days=draw(st.sampled_from((None, 180))),
    )


@composite
def treatments(draw: DrawFn, id_: str, states: Sequence[str], most_sessions: int, *, wild: bool) -> Treatment:
    """A device or home care with random terms, that most people may have."""
    home = id_ in HOME
    skin = (
        [draw(effects(states)) for _ in range(draw(st.sampled_from((1, 2, 1, 0))))],
        [
            draw(short_needs(states))
            for _ in range(draw(st.sampled_from((2, 1, 3) if home else (1, 2, 1, 0))))
        ],
    )
    changes: dict[str, Any] = {
        "treats": draw(st.sampled_from((("face", "neck"), ("face",), ("cheek", "neck"))))
        if wild
        else ("face", "neck"),
        "forms": draw(st.sampled_from(((), (), FORMS))),
        "least_age": draw(st.sampled_from((18, 18, 50, None))) if wild else 18,
        "pregnancy": draw(st.sampled_from(Stance)),
        "role": draw(st.sampled_from((Role.PRIMARY, Role.PRIMARY, Role.SECONDARY, Role.MINOR))),
        "evidence": draw(st.sampled_from((Evidence.LOW, Evidence.LOW, Evidence.VERY_LOW, Evidence.MODERATE))),
        "goes_with": pick(draw, ("sun_protection", "moisturiser"), 0, 1)
        if chance(draw, 40 if wild else 10)
        else (),
        "prerequisites": pick(draw, [p.id for p in PREREQUISITES], 0, 2) if chance(draw, 45) else (),
    }
    if home:
        answers = ("boldness",) if chance(draw, 20) else ()
        return toys.cream(
            id_,
            *skin,
            **changes,
            regimen=draw(regimen_terms(changes["forms"])),
            traits=frozenset({"home", *pick(draw, CARE, 0, 2)}),
            mechanism=draw(st.sampled_from(("cream", "cream", f"{id_[:2]}_care"))),
            answers=answers,
        )
    return toys.device(
        id_,
        *skin,
        **changes,
        course=draw(course_terms(most_sessions)),
        traits=frozenset({"device", *pick(draw, ("fierce", "barrier_breaking"), 0, 1)}),
        mechanism=MECHANISMS[0] if chance(draw, 60 if wild else 10) else f"{id_[:2]}_care",
        laxity=draw(st.sampled_from(((), tuple(Laxity)[1:], (Laxity.MILD, Laxity.MODERATE)))),
    )


@composite
def own_rules(draw: DrawFn, id_: str, own: Sequence[Treatment], *, wild: bool) -> Rule:
    """A rule of a modality about one of its treatments, with or without numbers for the plan."""
    numbers = st.dictionaries(
        st.sampled_from(
            ("interval_min_days", "interval_ideal_days", "interval_max_days", "sessions_typical")
        ),
        st.integers(1, 21),
        max_size=2,
    )
    about = draw(st.sampled_from(own))
    return rule(
        id_,
        draw(conditions),
        draw(st.sampled_from(Severity)) if wild else Severity.CAUTION,
        draw(st.sampled_from(toys.Outcome)),
        applies_to=(about.id,),
        forms=about.forms[:1] if about.forms and chance(draw, 30) else (),
        numbers=draw(numbers),
        requires=pick(draw, [p.id for p in PREREQUISITES], 0, 1),
    )


@composite
def event_kinds(draw: DrawFn, id_: str, states: Sequence[str]) -> EventKind:
    """A kind of event of any family, with or without needs."""
    return kind(
        id_,
        draw(st.lists(effects(states, 21), max_size=2)),
        draw(st.lists(short_needs(states), max_size=1)),
        draw(st.sampled_from(Family)),
        scope=draw(st.sampled_from(Scope)),
        counts_from_end=id_ in LASTING,
    )


@composite
def cores(draw: DrawFn, *, wild: bool) -> Core:
    """The toy words with random kinds of event and up to two safeguards."""
    kinds = [draw(event_kinds(id_, STATES)) for id_ in KINDS]
    words: Vocabulary = attrs.evolve(
        toys.vocabulary(kinds),
        traits={trait: Trait(trait, trait) for trait in TRAITS},
        prerequisites={one.id: one for one in (*PREREQUISITES, HEALED)},
        substances={ZINC.id: ZINC},
    )
    safeguards = [draw(rules(f"R{number}")) for number in range(draw(st.integers(0, 2)) if wild else 0)]
    kept = (one for one in safeguards if set(one.applies_to) <= set(TRAITS))
    return Core(
        words,
        tuple(attrs.evolve(one, stops_plan=chance(draw, 3)) for one in kept),
        incompatible=tuple(draw(apart(f"I{n}", CARE, (*CARE, *KINDS))) for n in range(chance(draw, 30))),
        daily_limits=(draw(daily_limits("L0")),) if chance(draw, 20) else (),
    )


@composite
def scripts(draw: DrawFn, name: str, own: Sequence[str], most_sessions: int, *, wild: bool) -> Script:
    """A modality with some treatments, a state and a kind of event of its own, and what it would answer."""
    states = (*STATES, f"{name}_glow")
    made = tuple(draw(treatments(id_, states, most_sessions, wild=wild)) for id_ in own)
    record = Modality(
        name, name.upper(), "To test.", "1", made,
        rules=tuple(draw(own_rules(f"{name}-{n}", made, wild=wild)) for n in range(chance(draw, 40))),
        event_kinds=(draw(event_kinds(f"{name}_own", states)),) if chance(draw, 30) else (),
        states=(State(f"{name}_glow", Scope.ZONE, "Skin glows."),),
        mechanisms=(toys.Mechanism(f"{name}_care", "Care of its own."),),
        incompatible=(draw(apart(f"I-{name}", own, CARE)),) if chance(draw, 10) else (),
    )  # fmt: skip
    section = HandoutSection(own[0], plain("toy.title", f"About {own[0]}"), (plain("toy.text", "Be well."),))
    return Script(
        record,
        tuple(draw(objections_to(own)) for _ in range(wild and chance(draw, 20))),
        ADAPTERS[draw(st.sampled_from(tuple(ADAPTERS))) if wild else "keep"],
        {id_: draw(scheduling_terms()) for id_ in own if chance(draw, 40)},
        (section,),
    )


@composite
def objections_to(draw: DrawFn, own: Sequence[str]) -> Objection:
    """A modality's own word about one of its treatments."""
    where = frozenset(pick(draw, SITES, 0, 2))
    severity = draw(st.sampled_from(Severity))
    return Objection(draw(st.sampled_from(own)), plain("toy.objection", "No."), severity, (SOURCE,), where)


@composite
def scheduling_terms(draw: DrawFn) -> SchedulingTerms:
    """Weekdays to avoid, bounds, and a contact after each session."""
    after = draw(st.integers(0, 10))
    contact = FollowUp(after, after + draw(st.integers(0, 5)), plain("toy.call", "We call you."))
    return SchedulingTerms(
        frozenset(pick(draw, range(7), 0, 3)),
        maybe(draw, 30, st.integers(0, 20).map(days)),
        maybe(draw, 30, st.integers(30, LONGEST).map(days)),
        (contact,) if chance(draw, 50) else (),
    )


def _fewer_sites(offer: Offer) -> Offer:
    kept = min(offer.sites)
    return attrs.evolve(offer, sites=frozenset({kept})) if isinstance(offer, CourseOffer) else offer


def _fewer_days(offer: Offer) -> Offer:
    return attrs.evolve(offer, allowed=offer.allowed & Days((Span(days(7)),)))


def _more_care(offer: Offer) -> Offer:
    return attrs.evolve(offer, prerequisites=tuple(dict.fromkeys((*offer.prerequisites, "order"))))


# What a modality may make of its offers.
ADAPTERS: dict[str, Callable[[Offer], Offer | None]] = {
    "keep": lambda offer: offer,
    "fewer_sites": _fewer_sites,
    "fewer_days": _fewer_days,
    "more_care": _more_care,
    "take_back": lambda _: None,
}


@composite
def modality_sets(
    draw: DrawFn, most_sessions: int, devices: tuple[int, int], *, wild: bool
) -> tuple[Script, ...]:
    """Up to four modalities with some devices and some home care between them."""
    ids = (*pick(draw, DEVICES, *devices), *pick(draw, HOME, 1, 3))
    names = sorted({id_.partition(".")[0] for id_ in ids})
    return tuple(
        draw(scripts(name, [id_ for id_ in ids if id_.startswith(name)], most_sessions, wild=wild))
        for name in names
    )
