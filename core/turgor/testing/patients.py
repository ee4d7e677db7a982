"""Cases in a line: a healthy person of whom everything was asked, and what is different about this one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from turgor.api import Answers, Chosen, DateRange, Event, Fact, FactType, History, Measurement, Using
from turgor.domain.case import (
    SYSTEMIC,
    Assessment,
    Case,
    Goals,
    Patient,
    Pins,
    Preferences,
    Priority,
    Value,
)
from turgor.domain.catalogue import Vocabulary
from turgor.structuring.problems import closest

TODAY = date(2026, 11, 24)  # the day on which every test happens, unless it says otherwise
GRADES = "alexiades_laxity"

# What a healthy person answers where "none" is no answer. A fact that is neither here nor can be denied stays unknown.
HEALTHY: Mapping[str, Value] = {
    "fitzpatrick": 2, "bmi": 23.4, "egfr": 92.0, "vitamin_a_mcg_rae_day": 0.0, "vitamin_c_mg_day": 0.0,
    "vitamin_e_mg_day": 0.0, "omega3_g_day": 0.0, "biotin_mcg_day": 0.0, "seven_point_score": 0,
    "irritation_score": 0, "spf_daily": True, "sun_hours_day": 1.0, "resistance_sessions_week": 2.0,
    "fruit_veg_portions": 5.0, "sugary_drinks_day": 0.0, "alcohol_units_week": 4.0, "cops_total": 6,
    "scoff_score": 0, "unintended_weight_loss_pct": 0.0, "dynamic_lines_grade": 1,
}  # fmt: skip


def happened(
    kind: str, days_ago: int | None = None, *, until_days_ago: int | None = None, sites: Iterable[str] = ()
) -> Event:
    """An event so many days before today; a negative number lies ahead, None is a day that nobody knows."""
    end = None if until_days_ago is None else DateRange.on(TODAY - timedelta(days=until_days_ago))
    start = None if days_ago is None else DateRange.on(TODAY - timedelta(days=days_ago))
    return Event(kind, start, end, sites=frozenset(sites))


def patient(
    words: Vocabulary,
    *,
    goals: Iterable[str] = ("lower_face",),
    laxity: float | None = 1.5,
    age: int | None = 45,
    unknown: Collection[str] = (),
    events: Sequence[Event] = (),
    using: Sequence[Using] = (),
    must: Sequence[str] = (),
    priority: Priority = Priority.BALANCED,
    **answers: Any,
) -> Case:
    """A healthy person, with what is different.

    Arguments:
        words: the vocabulary of the host: own facts and kinds of event are asked and denied like those of core.
        goals: zones to firm.
        laxity: the grade of every site; None is not graded.
        age: in years; None is unknown.
        unknown: facts and kinds of event that nobody asked about.
        events: what happened or is planned; every other kind never did.
        using: home care in use today.
        must: treatments that have to be in the plan.
        priority: what the plan is best at.
        answers: fact -> answer; of a many-choice fact the options that hold, all others are denied.

    Raises LookupError for a word that does not exist, with the closest one that does.
    """
    _refuse_unknown([*answers, *unknown, *(one.kind for one in events)], words)
    known = {name: value for name, value in answers.items() if name not in unknown}
    return Case(
        patient=Patient("Test Person", None if age is None else _born(age)),
        assessment=Assessment(
            TODAY, _answers(words, known, unknown), () if laxity is None else tuple(_graded(words, laxity))
        ),
        goals=Goals(words.zones.sites_of_all(goals), priority),
        history=History(tuple(events), _denied(words, unknown, events)),
        using=tuple(using),
        preferences=Preferences(pins=Pins(must=tuple(must))),
    )


def _refuse_unknown(names: Iterable[str], words: Vocabulary) -> None:
    known = [*words.facts, *words.event_kinds]
    for name in names:
        if name not in known:
            raise LookupError(
                f"there is no fact or kind of event {name!r}; the closest is {closest(name, known)!r}"
            )


def _born(age: int) -> date:
    """The first of January, so that nobody has a birthday while a plan goes on."""
    return date(TODAY.year - age, 1, 1)


def _answers(words: Vocabulary, given: Mapping[str, Any], unknown: Collection[str]) -> Answers:
    by_fact = {}
    for name, fact in words.facts.items():
        value = answer(fact, given[name]) if name in given else healthy(fact)
        if value is not None and name not in unknown:
            by_fact[name] = {SYSTEMIC: value}
    return Answers(by_fact)


def answer(fact: Fact, given: Any) -> Value:
    """An answer as the case file would give it; of many choices the options that hold. Raises LookupError."""
    said = [given] if isinstance(given, str) else given if fact.type is FactType.CHOICES else []
    for option in said if not isinstance(given, Chosen) else sorted(given.yes | given.no):
        if option not in fact.option_ids:
            raise LookupError(f"{fact.id} has no option {option!r}; it has {', '.join(fact.option_ids)}")
    if fact.type is FactType.CHOICES and not isinstance(given, Chosen):
        yes = frozenset([given] if isinstance(given, str) else given)
        return Chosen(yes, frozenset(fact.option_ids) - yes)
    value: Value = given
    return value


def healthy(fact: Fact) -> Value | None:
    """What a healthy person answers; None where nobody can say."""
    if fact.type is FactType.CHOICES:
        return Chosen(no=frozenset(fact.option_ids))
    return HEALTHY.get(fact.id, fact.denied)


def _graded(words: Vocabulary, laxity: float) -> Iterable[Measurement]:
    for site in sorted(words.zones.sites):
        yield Measurement(GRADES, site, TODAY, (laxity,))


def _denied(words: Vocabulary, unknown: Collection[str], events: Sequence[Event]) -> frozenset[str]:
    """Every other kind of event never happened; one that is only planned has not happened yet."""
    begun = {one.kind for one in events if one.may_have_begun(TODAY)}
    return frozenset(words.event_kinds) - frozenset(unknown) - begun
