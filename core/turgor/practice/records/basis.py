"""Cautions to be acknowledged, contraindications that were set aside, and what each of them rests on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256

import attrs

from turgor.domain.case import Case, Override
from turgor.domain.messages import Message
from turgor.domain.plan import Plan
from turgor.domain.records import KeptOverride
from turgor.domain.verdicts import Reason, Status
from turgor.files import write_record

_AND = ", "


@attrs.frozen
class Caution:
    """A caution that bears on something of the plan.

    Attributes:
        id: rule and treatment, by which it is acknowledged.
        zones: where, as people name them.

    """

    id: str
    treatment: str
    zones: tuple[str, ...]
    text: Message
    advice: Message | None


def cautions_of(made: Plan) -> tuple[Caution, ...]:
    """Every caution that bears on what is planned, each once, in order of treatments and rules."""
    found: dict[tuple[str, str], list[tuple[str, Reason]]] = {}
    for treatment, zone, reason in _reasons(made, set(made.treatment_names)):
        if reason.status is Status.CAUTION:
            found.setdefault((treatment, reason.rule), []).append((zone, reason))
    return tuple(
        Caution(
            id=f"{rule}@{treatment}",
            treatment=treatment,
            zones=tuple(dict.fromkeys(zone for zone, _ in where)),
            text=where[0][1].text,
            advice=where[0][1].advice,
        )
        for (treatment, rule), where in sorted(found.items())
    )


def used(made: Plan) -> tuple[Override, ...]:
    """The overrides of the case that set something aside in this plan."""
    if made.case is None:
        return ()
    return tuple(one for one in made.case.overrides if any(_set_aside(made, one)))


def basis(made: Plan, override: Override) -> str:
    """A hash of what the rule rests on, for this patient: its weight, its words, the facts that made it hold."""
    rests = sorted(
        [
            treatment,
            zone,
            reason.rule,
            reason.severity.value,
            write_record(reason.text),
            write_record(reason.facts),
        ]
        for treatment, zone, reason in set(_set_aside(made, override))
    )
    return sha256(json.dumps(rests).encode()).hexdigest()


def expired(made: Plan, before: Iterable[KeptOverride]) -> tuple[Override, ...]:
    """Overrides that were approved on another basis than there is now, and not since."""
    kept = {(one.rule, one.treatment): one for one in before}  # the last approval counts
    return tuple(
        one
        for one in used(made)
        if (approved := kept.get((one.rule, one.treatment))) is not None
        and _signed_in(approved, one)
        and approved.basis != basis(made, one)
    )


def signed(alike: Iterable[Override]) -> str:
    """Who set a rule aside, all of them."""
    return _AND.join(dict.fromkeys(one.by for one in alike))


def _signed_in(approved: KeptOverride, override: Override) -> bool:
    """Whether an override was approved then; one that was signed afterwards, or by somebody else, stands anew."""
    signed_by = f"{_AND}{override.by}{_AND}" in f"{_AND}{approved.by}{_AND}"  # names hold commas, too
    return signed_by and override.date <= approved.day


def without(case: Case, overrides: Iterable[Override]) -> Case:
    """The case as if they had never been set aside."""
    gone = set(overrides)
    return attrs.evolve(case, overrides=tuple(one for one in case.overrides if one not in gone))


def _set_aside(made: Plan, override: Override) -> Iterator[tuple[str, str, Reason]]:
    treatments = {override.treatment} if override.treatment else {one.treatment for one in made.verdicts}
    for treatment, zone, reason in _reasons(made, treatments):
        if reason.rule == override.rule and reason.overridden:
            yield treatment, zone, reason


def _reasons(made: Plan, treatments: set[str]) -> Iterator[tuple[str, str, Reason]]:
    for verdict in made.verdicts:
        if verdict.treatment in treatments:
            for period in verdict.timeline:
                yield from ((verdict.treatment, verdict.zone, reason) for reason in period.reasons)
