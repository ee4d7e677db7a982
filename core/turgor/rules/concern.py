"""Which treatments a rule speaks of."""

from __future__ import annotations

from turgor.domain.rules import Rule
from turgor.domain.treatments import Treatment


def concerns(rule: Rule, treatment: Treatment) -> bool:
    """Whether a rule speaks of a treatment: by its id, or by a trait, or because it speaks of all."""
    names = treatment.traits | {treatment.id}
    if rule.forms and treatment.forms and not set(rule.forms) & set(treatment.forms):
        return False
    return (not rule.applies_to or not names.isdisjoint(rule.applies_to)) and names.isdisjoint(rule.exempt)
