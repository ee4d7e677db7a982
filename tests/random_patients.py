"""Random patients, their wishes, and the clinics that they go to, for the random modalities."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

import toys
from catalogues import events
from drawing import chance, maybe, pick
from random_modalities import LONGEST, TRAITS
from scripted import Script
from toys import SITES, TODAY, clinic, days
from turgor.content import Core
from turgor.domain.case import (
    Answers,
    Available,
    Case,
    Override,
    Patient,
    Pins,
    Preferences,
    Priority,
    Using,
    Value,
)
from turgor.domain.clinic import BenefitShares, Clinic, Weights
from turgor.domain.dates import Span
from turgor.domain.money import Money
from turgor.domain.opening import Opening
from turgor.domain.resources import Booking, Resource
from turgor.domain.skin import Severity

priorities = st.sampled_from(Priority)


@composite
def histories(draw: DrawFn, known: Sequence[str], given: Sequence[str], *, wild: bool) -> toys.History:
    """Some events, past and planned, treatments given elsewhere among them; most other kinds denied."""
    happened = [draw(events(draw(st.sampled_from(known)))) for _ in range(draw(st.sampled_from((1, 2, 0))))]
    if chance(draw, 10):
        happened.append(draw(events(draw(st.sampled_from(given)))))
    told = {one.kind for one in happened}
    forgotten = pick(draw, known, 0, 2) if wild else ()
    return toys.History(tuple(happened), frozenset(known) - told - set(forgotten))


@composite
def answers(draw: DrawFn, *, wild: bool) -> Answers:
    """Some facts, most of them answered, some site by site."""
    by_fact: dict[str, dict[str, Value]] = {}
    for fact in ("bold", "spotty", "brown"):
        if not wild or chance(draw, 80):
            by_fact[fact] = {"": chance(draw, 20)}
        if fact != "bold" and chance(draw, 15):
            by_fact[fact] = {site: draw(st.booleans()) for site in pick(draw, SITES, 1, 3)}
    if chance(draw, 90):
        by_fact["fitzpatrick"] = {"": draw(st.integers(1, 6))}
    return Answers(by_fact)


@composite
def spans(draw: DrawFn, longest: int = 10) -> Span:
    """Some days in a row, within the plan."""
    first = draw(st.integers(0, LONGEST))
    return Span(days(first), days(first + draw(st.integers(0, longest))))


@composite
def preferences(draw: DrawFn, installed: Sequence[str], *, wild: bool) -> Preferences:
    """A patient's wishes and a practitioner's pins; most have few."""
    percent = 30 if wild else 8
    windows = st.builds(Available, st.integers(0, 6), st.sampled_from((time(8), time(12), time(16, 30))), st.just(time(18)))  # fmt: skip
    return Preferences(
        available=tuple(draw(st.lists(windows, min_size=2, max_size=5))) if chance(draw, 30) else (),
        away=tuple(draw(st.lists(spans(), max_size=2))) if chance(draw, 30) else (),
        downtime_free=tuple(draw(st.lists(spans(4), max_size=2))) if chance(draw, 30) else (),
        budget=maybe(draw, percent, st.integers(0, 800).map(lambda pounds: Money(Decimal(pounds), "GBP"))),
        most_visits=maybe(draw, percent, st.integers(1, 5)),
        horizon=maybe(draw, percent, st.integers(0, LONGEST).map(days)),
        minutes_a_day=maybe(draw, percent, st.integers(0, 12)),
        aversions=pick(draw, (*installed, *TRAITS), 0, 1) if wild else (),
        pins=draw(pins(installed)) if chance(draw, percent) else Pins(),
    )


@composite
def pins(draw: DrawFn, installed: Sequence[str]) -> Pins:
    """One or two things that the practitioner fixes."""
    how = pick(draw, ("only", "must", "must_not", "dates"), 1, 2)
    session = f"{draw(st.sampled_from(installed))}#1.{draw(st.integers(1, 2))}"
    return Pins(
        only=pick(draw, installed, 1, 2) if "only" in how else (),
        must=pick(draw, installed, 1, 1) if "must" in how else (),
        must_not=pick(draw, installed, 1, 1) if "must_not" in how else (),
        dates={session: days(draw(st.integers(0, 40)))} if "dates" in how else {},
    )


@composite
def cases(draw: DrawFn, core: Core, chosen: Sequence[Script], *, wild: bool) -> Case:
    """A patient, mostly of 45 with moderate laxity everywhere, who wants firmer skin somewhere."""
    own = [one for script in chosen for one in script.record.treatments]
    installed = [one.id for one in own]
    known = sorted({*core.vocabulary.event_kinds, *(k.id for s in chosen for k in s.record.event_kinds)})
    relative = [r.id for r in core.rules if r.severity is Severity.RELATIVE]
    made = toys.case(
        goals=pick(draw, SITES, 1, 3),
        laxity=draw(st.sampled_from((2.0, 2.0, 1.5, 3.5, 0.5, None))) if wild else 2.0,
        overrides=tuple(Override(id_, "I know", "Dr Toy", TODAY) for id_ in relative if chance(draw, 30)),
        using=tuple(
            Using(name, draw(st.integers(1, 7)), maybe(draw, 50, st.just(days(-30))), frozenset(pick(draw, SITES, 0, 1)))
            for name in pick(draw, [*(one.id for one in own if one.regimen), *TRAITS[:2]], 0, 2)
        ) if chance(draw, 25) else (),
        preferences=draw(preferences(installed, wild=wild)),
    )  # fmt: skip
    return attrs.evolve(
        made,
        patient=Patient("Toy Person", None if wild and chance(draw, 10) else date(1981, 1, 1)),
        assessment=attrs.evolve(made.assessment, answers=draw(answers(wild=wild))),
        history=draw(histories(known, installed, wild=wild)),
        goals=attrs.evolve(
            made.goals, priority=draw(priorities) if chance(draw, 60 if wild else 20) else Priority.BALANCED
        ),
    )


@composite
def resources(draw: DrawFn, installed: Sequence[str]) -> dict[str, Any]:
    """Rooms, devices and staff of a clinic, who are not always there or free."""

    def one(name: str, does: tuple[str, ...] = ()) -> Resource:
        weekdays = pick(draw, range(7), 4, 7)
        hours = tuple(Opening(day, time(9), time(draw(st.sampled_from((11, 18))))) for day in weekdays)
        away = tuple(draw(st.lists(spans(), max_size=1)))
        return Resource(name, does=does, hours=hours if chance(draw, 40) else (), away=away)

    rooms = tuple(one(f"room-{n}") for n in range(draw(st.integers(1, 2))))
    devices = tuple(one(f"device-{n}", pick(draw, installed, 1, 2)) for n in range(draw(st.integers(0, 2))))
    staff = tuple(one(f"person-{n}") for n in range(draw(st.integers(0, 2))))
    names = [resource.id for resource in (*rooms, *devices, *staff)]
    bookings = [
        Booking(
            TODAY + timedelta(days=draw(st.integers(0, 40))), time(9), time(10, 30), pick(draw, names, 1, 2)
        )
        for _ in range(draw(st.integers(0, 4)))
    ]
    wait = draw(st.sampled_from((0, 0, 15)))
    return {
        "rooms": rooms,
        "devices": devices,
        "staff": staff,
        "bookings": tuple(bookings),
        "most_wait_minutes": wait,
    }


@composite
def clinics(draw: DrawFn, core: Core, installed: Sequence[str], *, wild: bool) -> Clinic:
    """A clinic with hours, prices and settings of its own."""
    weekdays = pick(draw, range(7), 2, 7) if chance(draw, 40) else tuple(range(7))
    hours = draw(st.sampled_from((
        ((time(8), time(18)),),
        ((time(9), time(12)), (time(13), time(17, 30))),
        ((time(9), time(10, 30)),),
    )))  # fmt: skip
    equipped = draw(resources(installed)) if chance(draw, 30) else {}
    return clinic(
        **equipped,
        opening=tuple(Opening(day, *stretch) for day in weekdays for stretch in hours),
        closures=tuple(draw(st.lists(spans(), max_size=2))) if chance(draw, 25) else (),
        prices={id_: Decimal(draw(st.integers(0, 300))) for id_ in installed if chance(draw, 80)},
        switched_off=frozenset(pick(draw, installed, 0, 1)) if wild else frozenset(),
        horizon_days=draw(st.integers(40, LONGEST)),
        courses_at_once=draw(st.sampled_from((2, 2, 2, 1, 3))),
        minutes_a_day=draw(st.integers(4, 20)),
        notice_days=draw(st.sampled_from((0, 0, 1, 5))),
        actives_at_once=draw(st.sampled_from((2, 1, 0))),
        turnaround_minutes=draw(st.sampled_from((0, 10))),
        weights=Weights(draw(st.integers(0, 2)), draw(st.integers(0, 2))),
        benefit_shares=BenefitShares(
            *draw(st.sampled_from(((90, 70), (50, 0)) if wild else ((90, 70), (100, 100))))
        ),
        positions={r.id: draw(st.sampled_from(("yes", "no"))) for r in core.rules if r.disagreement},
        rule_severity={r.id: draw(st.sampled_from(Severity)).value for r in core.rules if chance(draw, 10)},
    )
