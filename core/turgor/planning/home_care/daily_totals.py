"""What a day of all chosen home care adds up to, with what the patient takes already, and where that is too much."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from turgor.domain.case import SYSTEMIC, Value
from turgor.domain.doses import DailyLimit, Dose
from turgor.domain.messages import Phrase
from turgor.domain.offers import RegimenOffer
from turgor.planning.home_care.circumstances import Barred
from turgor.planning.scheduling.problem import Problem
from turgor.planning.skin.actions import traits_of
from turgor.rules import Subject, compile_condition

OVER = Phrase("home.daily_total", "{rule}: {substance} would pass {limit} {unit} a day in all. {advice}")
OPEN = Phrase(
    "home.daily_total_open",
    "{rule}: it is not known how much {substance} a day brings in all; the limit is {limit} {unit}. {advice}",
)
WEIGHT = "weight_kg"  # the fact that says what the patient weighs, where the vocabulary has one


def limit_id(limit: DailyLimit) -> str:
    """The name under which a limit can be dropped to explain a conflict."""
    return f"daily_limit:{limit.id}"


def doses(offer: RegimenOffer, problem: Problem) -> tuple[Dose, ...]:
    """What a day of home care brings in the form that is used."""
    terms = problem.catalogue.treatments[offer.treatment].regimen
    declared = terms.daily_dose if terms else ()
    return tuple(dose for dose in declared if dose.most and (not dose.forms or offer.form in dose.forms))


def applicable(substances: Collection[str], problem: Problem) -> Iterator[tuple[DailyLimit, frozenset[str]]]:
    """The limits of substances that hold or may hold on a day of the plan, with the facts that would tell."""
    subject = Subject(problem.findings, problem.catalogue.vocabulary, traits_of=traits_of(problem.catalogue))
    for limit in problem.catalogue.daily_limits:
        if limit.substance in substances and problem.keeps(limit_id(limit)):
            values, missing = _ever(limit.when, subject, problem.last)
            if True in values:
                yield limit, frozenset()
            elif None in values:
                yield limit, missing


def _ever(when: str, subject: Subject, last: date) -> tuple[set[bool | None], frozenset[str]]:
    condition = compile_condition(when, subject.vocabulary)
    sites = sorted(subject.vocabulary.zones.sites) if condition.by_site else [SYSTEMIC]
    truths = [truth for site in sites for first, truth in condition.timeline(subject, site) if first <= last]
    missing = frozenset(fact for truth in truths if truth.value is None for fact in truth.missing)
    return {truth.value for truth in truths}, missing


def intake(problem: Problem) -> Mapping[str, float]:
    """How much of each substance the patient takes already; one that nobody asks about counts as none."""
    found: dict[str, float] = {}
    for substance in problem.catalogue.vocabulary.substances.values():
        amount = _number(problem.findings.answers.value(substance.intake)) if substance.intake else 0.0
        if amount is not None:
            found[substance.id] = amount
    return found


def weight(problem: Problem) -> float | None:
    """In kilograms, where that was asked and answered."""
    return _number(problem.findings.answers.value(WEIGHT)) or None


def _number(value: Value | None) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def barred(added: Sequence[RegimenOffer], there: Iterable[RegimenOffer], problem: Problem) -> Barred | None:
    """The first limit on a day's total that home care would break, or may break, if it were added."""
    new = [dose for offer in added for dose in doses(offer, problem)]
    if not new:
        return None
    every = [*new, *(dose for offer in there for dose in doses(offer, problem))]
    limits = applicable({dose.substance for dose in new}, problem)
    reasons = (_judged(limit, missing, every, problem) for limit, missing in limits)
    return next((reason for reason in reasons if reason), None)


def _judged(
    limit: DailyLimit, missing: frozenset[str], every: Iterable[Dose], problem: Problem
) -> Barred | None:
    known, complete = _total(limit, every, problem)
    if limit.exceeded_by(known):
        return _barred(limit, OVER, missing, problem)
    if not complete and limit.severity.blocks:
        asked = problem.catalogue.vocabulary.substances[limit.substance].intake
        unanswered = {asked} if asked and limit.substance not in intake(problem) else set()
        return _barred(limit, OPEN, missing | unanswered, problem)
    return None


def _total(limit: DailyLimit, every: Iterable[Dose], problem: Problem) -> tuple[float, bool]:
    """What is known of a day's total, in the unit of the limit, and whether that is all of it."""
    own = [dose for dose in every if dose.substance == limit.substance]
    taken = intake(problem).get(limit.substance)
    fixed = (taken or 0.0) + sum(dose.most for dose in own if not dose.per_kg)
    each_kg = sum(dose.most for dose in own if dose.per_kg)
    complete, kilograms = taken is not None, weight(problem)
    if limit.per_kg:
        return each_kg + (fixed / kilograms if kilograms else 0.0), complete and bool(kilograms or not fixed)
    return fixed + each_kg * (kilograms or 0.0), complete and bool(kilograms or not each_kg)


def _barred(limit: DailyLimit, phrase: Phrase, ask: Iterable[str], problem: Problem) -> Barred:
    substance = problem.catalogue.vocabulary.substances[limit.substance]
    unit = f"{substance.unit} per kg" if limit.per_kg else substance.unit
    text = phrase(
        rule=limit.id, substance=substance.name, limit=f"{limit.limit:g}", unit=unit, advice=limit.advice
    )
    return Barred(limit.id, text, limit.sources, tuple(sorted(ask)))
