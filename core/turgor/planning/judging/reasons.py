"""The reasons of verdicts, in words: from rules, objections, the policy, and what a treatment declares."""

from __future__ import annotations

import attrs

from turgor.domain.case import Override
from turgor.domain.clinic import Clinic
from turgor.domain.evidence import Evidence, Position
from turgor.domain.messages import Message, Phrase, plain
from turgor.domain.modalities import Objection
from turgor.domain.rules import Rule
from turgor.domain.skin import Severity
from turgor.domain.treatments import Treatment
from turgor.domain.verdicts import FactUse, Reason, Status
from turgor.planning.judging.statuses import status_of, status_of_objection, status_unknown, stricter

NOT_FOLLOWED = Phrase("rule.not_followed", "{title} Authorities differ; the clinic follows: {position}")
SITE = Phrase("verdict.site", "{treatment} is not for this zone.")
NO_LAXITY = Phrase("verdict.no_laxity", "The skin here is not lax: there is nothing to treat.")
UNGRADED = Phrase("verdict.ungraded", "The laxity here was not graded.")
SWITCHED_OFF = Phrase("verdict.switched_off", "This clinic does not offer {treatment}.")
INVESTIGATIONAL = Phrase(
    "verdict.investigational", "{treatment} is still in trials: only with a recorded trial consent."
)
FAILED = Phrase("verdict.failed", "The modality {modality} could not be asked.")


def of_rule(rule: Rule, clinic: Clinic, facts: tuple[FactUse, ...], *, holds: bool | None) -> Reason | None:
    """The reason that a rule gives where it holds, or where it is unknown (None). None: it says nothing."""
    against = position_against(rule, clinic)
    severity = stricter(rule.severity, clinic.rule_severity.get(rule.id))
    if holds and against:
        shown = NOT_FOLLOWED(title=rule.title, position=against.text)
        return attrs.evolve(_of_rule(rule, Severity.NOTE, Status.ELIGIBLE, facts), text=shown)
    status = None if against else _status(rule, severity, holds=holds)
    return None if status is None else _of_rule(rule, severity, status, facts)


def set_aside(reason: Reason, override: Override) -> Reason:
    """A relative reason that a practitioner set aside: shown as a caution, no longer in the way."""
    note = f"{override.by}, {override.date.isoformat()}: {override.reason}"
    return attrs.evolve(reason, status=Status.CAUTION, overridden=note, forms=())


def of_objection(objection: Objection, modality: str) -> Reason:
    """The reason that a modality gives beyond its declared rules."""
    return Reason(
        rule=f"plugin:{modality}",
        severity=objection.severity,
        status=status_of_objection(objection.severity),
        text=objection.text,
        evidence=Evidence.NONE,
        sources=objection.sources,
        facts=tuple(FactUse(fact, value="") for fact in objection.facts),
        overridable=objection.severity is Severity.RELATIVE,
    )


def of_site(treatment: Treatment) -> Reason:
    """The treatment does not treat this zone."""
    return _declared("zone", Status.NOT_INDICATED, SITE(treatment=treatment.name))


def of_laxity(grade: float | None) -> Reason:
    """There is no laxity to treat, or (grade None) nobody graded it."""
    if grade is not None:
        return _declared("laxity", Status.NOT_INDICATED, NO_LAXITY())
    return attrs.evolve(_declared("laxity", Status.UNDECIDED, UNGRADED()), facts=(FactUse("laxity", None),))


def of_policy(treatment: Treatment) -> Reason:
    """The clinic switched the treatment off."""
    return _declared("policy", Status.NOT_INDICATED, SWITCHED_OFF(treatment=treatment.name))


def of_standing(treatment: Treatment, *, known: bool) -> Reason:
    """The treatment is investigational, and no consent to a trial is on record, or nobody said (not `known`)."""
    text = INVESTIGATIONAL(treatment=treatment.name)
    if known:
        return _declared("standing", Status.CONTRAINDICATED, text)
    asked = (FactUse(treatment.trial_consent, None),)
    return attrs.evolve(_declared("standing", Status.UNDECIDED, text), facts=asked)


def of_failed(modality: str) -> Reason:
    """The modality cannot be asked."""
    return _declared(f"plugin:{modality}", Status.NOT_ASSESSED, FAILED(modality=modality))


def _declared(rule: str, status: Status, text: Message) -> Reason:
    """A reason that rests on what a treatment or the clinic declares, not on a study."""
    return Reason(rule, Severity.ABSOLUTE, status, text, Evidence.NONE, sources=())


def _status(rule: Rule, severity: Severity, *, holds: bool | None) -> Status | None:
    if holds:
        return status_of(severity, rule.outcome, enforced=bool(rule.numbers))
    return status_unknown(severity)


def _of_rule(rule: Rule, severity: Severity, status: Status, facts: tuple[FactUse, ...]) -> Reason:
    return Reason(
        rule=rule.id,
        severity=severity,
        status=status,
        text=plain(f"rule.{rule.id}.title", rule.title),
        evidence=rule.evidence,
        sources=rule.sources,
        facts=facts,
        overridable=severity is Severity.RELATIVE and status is not Status.UNDECIDED,
        advice=plain(f"rule.{rule.id}.advice", rule.advice) if rule.advice else None,
        until=plain(f"rule.{rule.id}.until", rule.until) if rule.until else None,
        disagreement=rule.disagreement,
        forms=rule.forms,
    )


def position_against(rule: Rule, clinic: Clinic) -> Position | None:
    """The position that the clinic follows, where by it the rule does not hold."""
    followed = clinic.positions.get(rule.id)
    positions = rule.disagreement.positions if rule.disagreement else ()
    return next((p for p in positions if p.id == followed and not p.applies), None)
