"""Hypothesis strategies for patients: facts, histories and whole cases in the words of any host."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from turgor.api import Answers, Chosen, DateRange, Event, EventKind, Fact, FactType, History, Using
from turgor.domain.case import SYSTEMIC, Case, Priority, Value
from turgor.domain.catalogue import Catalogue, Vocabulary
from turgor.domain.skin import Scope
from turgor.testing.drawing import chance, pick
from turgor.testing.patients import TODAY, healthy, patient

YEARS = 2  # around today, in which events lie
GOALS = ("lower_face", "neck", "midface", "periorbital", "face")


def values(fact: Fact) -> SearchStrategy[Value]:
    """Any answer that a fact may have."""
    match fact.type:
        case FactType.BOOL:
            return st.booleans()
        case FactType.INT:
            return st.integers(ceil(fact.minimum or 0), int(_most(fact)))
        case FactType.NUMBER:
            return st.integers(ceil(fact.minimum or 0), int(_most(fact))).map(float)
        case FactType.CHOICE:
            return st.sampled_from(fact.option_ids)
        case FactType.CHOICES:
            return _choices(fact.option_ids)


def _most(fact: Fact) -> float:
    return (fact.minimum or 0) + 100 if fact.maximum is None else fact.maximum


@composite
def _choices(draw: DrawFn, options: Sequence[str]) -> Value:
    """Few that hold, most denied, some that nobody asked about."""
    yes = frozenset(pick(draw, options, 0, 2))
    unasked = frozenset(pick(draw, options, 0, 2))
    return Chosen(yes, frozenset(options) - yes - unasked)


@composite
def answers(draw: DrawFn, words: Vocabulary, *, wild: bool = True) -> Answers:
    """Answers of a healthy person, but for one or a few that are unusual; in a wild case nobody asked for some."""
    names = sorted(words.facts)
    odd = pick(draw, names, int(wild), 4 if wild else 2)
    open_ = pick(draw, names, 1, 4) if wild else ()
    by_fact: dict[str, dict[str, Value]] = {}
    for name, fact in words.facts.items():
        value = draw(values(fact)) if name in odd else healthy(fact)
        if value is not None and name not in open_:
            where = pick(draw, sorted(words.zones.sites), 1, 2) if fact.per_zone and name in odd else ()
            by_fact[name] = dict.fromkeys(where, value) if where else {SYSTEMIC: value}
    return Answers(by_fact)


@composite
def dates(draw: DrawFn, first: int = -365 * YEARS, last: int = 365) -> DateRange:
    """A day around today, or a stretch of days in which it lies."""
    day = TODAY + timedelta(days=draw(st.integers(first, last)))
    return DateRange(day, day + timedelta(days=draw(st.integers(1, 31)) if chance(draw, 25) else 0))


@composite
def events(draw: DrawFn, kind: EventKind, sites: Sequence[str]) -> Event:
    """Something that happened or is planned, perhaps without a day, perhaps not over yet."""
    start = None if chance(draw, 10) else draw(dates())
    end = None
    if start and chance(draw, 50):
        end = DateRange.on(start.latest + timedelta(days=draw(st.integers(0, 60))))
    where = frozenset(pick(draw, sites, 0, 2)) if kind.scope is Scope.ZONE else frozenset[str]()
    return Event(kind.id, start, end, sites=where)


@composite
def histories(draw: DrawFn, words: Vocabulary, *, wild: bool = True) -> History:
    """A few events, in a wild case a few kinds that nobody asked about, the rest denied."""
    kinds, sites = sorted(words.event_kinds), sorted(words.zones.sites)
    told = tuple(draw(events(words.event_kinds[name], sites)) for name in pick(draw, kinds, int(wild), 2))
    begun = {event.kind for event in told if event.may_have_begun(TODAY)}
    open_ = pick(draw, kinds, 0, 2) if wild else ()
    return History(told, frozenset(kinds) - begun - set(open_))


@composite
def cases(draw: DrawFn, catalogue: Catalogue, must: Sequence[str] = ()) -> Case:
    """A patient in the words of a catalogue: mostly healthy, with gaps in what is known, some things planned."""
    words = catalogue.vocabulary
    home = sorted(one.id for one in catalogue.treatments.values() if one.regimen)
    used = [Using(name, draw(st.integers(1, 7))) for name in pick(draw, home, 0, 1)]
    wild = draw(st.booleans())  # else nearly all is known, so that a plan has something to choose from
    made = patient(
        words,
        goals=pick(draw, GOALS, 1, 2),
        laxity=draw(st.sampled_from((1.5, 2.0, 2.5, 1.0, 3.5, 0.0, None) if wild else (1.5, 2.0, 2.5))),
        using=used,
        must=must,
        priority=draw(st.sampled_from(Priority)) if chance(draw, 20) else Priority.BALANCED,
    )
    return attrs.evolve(
        made,
        patient=attrs.evolve(made.patient, birth_date=draw(births()) if wild else made.patient.birth_date),
        assessment=attrs.evolve(made.assessment, answers=draw(answers(words, wild=wild))),
        history=draw(histories(words, wild=wild)),
    )


@composite
def births(draw: DrawFn) -> date | None:
    """Mostly grown up; now and then a child, or an age that nobody knows."""
    if chance(draw, 5):
        return None
    return date(TODAY.year - draw(st.integers(16, 85)), draw(st.integers(1, 12)), draw(st.integers(1, 28)))
