"""Why a treatment may or may not be given: every rule that speaks of it, with its result, and its needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from turgor.domain.case import SYSTEMIC, Case
from turgor.domain.catalogue import Catalogue
from turgor.domain.rules import Rule
from turgor.domain.skin import Need
from turgor.domain.treatments import Treatment
from turgor.domain.verdicts import Reason, Verdict
from turgor.planning.skin.actions import traits_of
from turgor.practice.opening import Practice
from turgor.practice.verdicts import judge_case
from turgor.rules import Subject, Truth, compile_condition, concerns


class UnknownTreatment(LookupError):  # noqa: N818  what was asked for
    """No installed modality offers such a treatment."""


@attrs.frozen
class Result:
    """What a rule came to.

    Attributes:
        zones: where, as people name them; empty where it is the same everywhere.
        timeline: the first entry holds from today, each until the next.

    """

    zones: tuple[str, ...]
    timeline: tuple[tuple[date, Truth], ...]


@attrs.frozen
class ConsideredRule:
    """One rule that speaks of the treatment, and what it came to."""

    rule: Rule
    results: tuple[Result, ...]


@attrs.frozen
class ConsideredNeed:
    """One need of the treatment, and what stands against it; nothing for a need that is met."""

    need: Need
    against: tuple[Reason, ...]


@attrs.frozen
class Considered:
    """Everything that bears on one treatment for one patient.

    Attributes:
        verdicts: the outcome, by groups of sites.
        other: reasons that are neither rules nor needs: zones, laxity, the policy, a modality's objection.

    """

    treatment: Treatment
    verdicts: tuple[Verdict, ...]
    rules: tuple[ConsideredRule, ...]
    needs: tuple[ConsideredNeed, ...]
    other: tuple[Reason, ...]


def consider(practice: Practice, case: Case, treatment_id: str) -> Considered:
    """Every rule considered for a treatment and its result. Raises UnknownTreatment."""
    catalogue = practice.host.catalogue
    treatment = catalogue.treatments.get(treatment_id)
    if treatment is None:
        raise UnknownTreatment(treatment_id)
    judged = judge_case(practice, case)
    subject = Subject(judged.findings, catalogue.vocabulary, treatment, traits_of(catalogue))
    verdicts = tuple(verdict for verdict in judged.verdicts.verdicts if verdict.treatment == treatment_id)
    rules = tuple(
        ConsideredRule(rule, tuple(_results(rule, subject, catalogue)))
        for rule in catalogue.rules
        if concerns(rule, treatment)
    )
    reasons = tuple(dict.fromkeys(_reasons(verdicts)))
    told = {rule.rule.id for rule in rules} | {f"need:{need.state}" for need in treatment.terms.needs}
    return Considered(
        treatment=treatment,
        verdicts=verdicts,
        rules=rules,
        needs=tuple(_need(need, reasons) for need in treatment.terms.needs),
        other=tuple(reason for reason in reasons if reason.rule not in told),
    )


def _results(rule: Rule, subject: Subject, catalogue: Catalogue) -> Iterator[Result]:
    """Ask the rule's condition at every site that matters, sites with one answer together."""
    condition = compile_condition(rule.when, catalogue.vocabulary)
    if not condition.by_site:
        yield Result((), condition.timeline(subject, SYSTEMIC))
        return
    sites: dict[tuple[tuple[date, Truth], ...], list[str]] = {}
    for site in sorted(subject.findings.goal_sites):
        sites.setdefault(condition.timeline(subject, site), []).append(site)
    for timeline, alike in sites.items():
        yield Result(catalogue.vocabulary.zones.cover(alike), timeline)


def _reasons(verdicts: tuple[Verdict, ...]) -> Iterator[Reason]:
    for verdict in verdicts:
        for period in verdict.timeline:
            yield from period.reasons


def _need(need: Need, reasons: tuple[Reason, ...]) -> ConsideredNeed:
    return ConsideredNeed(need, tuple(one for one in reasons if one.rule == f"need:{need.state}"))
