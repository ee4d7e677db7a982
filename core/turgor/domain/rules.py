"""Rules: a condition over facts, what follows, and why. The condition is text here; `turgor.rules` reads it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import attrs

from turgor.domain.evidence import Disagreement, Evidence
from turgor.domain.skin import Severity


class Outcome(StrEnum):
    """What a rule asks for where its condition holds."""

    BLOCK = "block"
    SUBSTITUTE = "substitute"
    DEFER = "defer"
    REFER = "refer"
    ADAPT = "adapt"
    WARN = "warn"
    MONITOR = "monitor"
    INFORM = "inform"


NUMBERS = (
    "interval_min_days",
    "interval_ideal_days",
    "interval_max_days",
    "sessions_typical",
    "sessions_max",
    "weeks_per_step_factor",
)


@attrs.frozen
class Rule:
    """One statement about who may have a treatment.

    Attributes:
        id: unique; kept from the clinical reference where it has one (``AGE-1``).
        title: the condition in plain words.
        when: the condition as an expression; see docs/reference/rule-language.md.
        applies_to: traits, or (in a modality) ids of its own treatments, at least one. Empty, in core only, means every
            treatment.
        exempt: traits or treatments taken out again.
        evidence: for this statement.
        disagreement: where authorities differ; the clinic chooses a side.
        forms: only these forms of the treatment are meant; another form may be used instead.
        severity, outcome: together they give the verdict (table in docs/explanation/rules.md).
        advice: what to do about it.
        rationale: why.
        until: for a deferral without a date: the condition that ends it, in words.
        numbers: course or regimen numbers that the plan enforces while it holds, by name: `interval_min_days`,
            `interval_ideal_days`, `interval_max_days`, `sessions_typical`, `sessions_max`, `weeks_per_step_factor`.
        requires: prerequisites that it adds.
        stops_plan: an urgent red flag: nothing else is planned. Only core may say so.

    """

    id: str
    title: str
    when: str
    severity: Severity
    outcome: Outcome
    rationale: str
    sources: tuple[str, ...]
    applies_to: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    advice: str = ""
    evidence: Evidence = Evidence.VERY_LOW
    until: str = ""
    numbers: Mapping[str, int] = attrs.field(factory=dict, hash=False)
    requires: tuple[str, ...] = ()
    disagreement: Disagreement | None = None
    stops_plan: bool = False

    @numbers.validator
    def _known_numbers(self, _: object, numbers: Mapping[str, int]) -> None:
        if unknown := sorted(numbers.keys() - set(NUMBERS)):
            raise ValueError(
                f"{unknown[0]!r} is no number that a plan enforces; those are {', '.join(NUMBERS)}"
            )
