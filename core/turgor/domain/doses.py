"""What adds up over a day: substances in food supplements and home care, and how much of each is too much."""

from __future__ import annotations

import attrs

from turgor.domain.evidence import Evidence
from turgor.domain.rules import Outcome
from turgor.domain.skin import Severity


@attrs.frozen
class Substance:
    """Something that is taken in from several products and counts as one.

    Attributes:
        unit: of all its doses and limits, for example ``mg``.
        intake: the fact that says how much of it the patient takes already; empty where nobody asks.

    """

    id: str
    name: str
    unit: str
    intake: str = ""


@attrs.frozen
class Dose:
    """How much of a substance one day of a regimen brings.

    Attributes:
        least, most: the daily range, in the substance's unit; totals count with `most`.
        per_kg: whether the numbers are for each kilogram of body weight.
        forms: only these forms of the treatment hold it; empty for all.

    """

    substance: str
    least: float = attrs.field(validator=attrs.validators.ge(0))
    most: float = attrs.field()
    per_kg: bool = False
    forms: tuple[str, ...] = ()

    @most.validator
    def _most_outside(self, _: object, value: float) -> None:
        if value < self.least:
            raise ValueError(f"must be at least least ({self.least:g}), got {value:g}")


@attrs.frozen
class DailyLimit:
    """How much of a substance a day may bring at most, from the plan and from what the patient takes, for whom.

    Attributes:
        id: unique; that of the rule of the clinical reference it stands with.
        substance: what is counted.
        limit: in the substance's unit.
        when: an expression over facts that says for whom it holds.
        per_kg: whether the limit is for each kilogram of body weight.
        excludes_limit: whether the limit itself is already too much ("1000 mg or more").
        severity, outcome: what follows where the total is above it, as for a rule.

    """

    id: str
    substance: str
    limit: float = attrs.field(validator=attrs.validators.ge(0))
    when: str
    severity: Severity
    outcome: Outcome
    advice: str
    rationale: str
    sources: tuple[str, ...]
    per_kg: bool = False
    excludes_limit: bool = False
    evidence: Evidence = Evidence.VERY_LOW

    def exceeded_by(self, total: float) -> bool:
        """Whether a daily total is too much."""
        return total >= self.limit if self.excludes_limit else total > self.limit
