"""The status table: what a rule makes of a verdict. Severity decides first; the outcome only shades it."""

from __future__ import annotations

from turgor.domain.rules import Outcome
from turgor.domain.skin import Severity
from turgor.domain.verdicts import Status

STRICTEST_LAST = (Severity.NOTE, Severity.CAUTION, Severity.RELATIVE, Severity.ABSOLUTE)


def status_of(severity: Severity, outcome: Outcome, *, enforced: bool) -> Status:
    """The status that a rule gives where its condition holds.

    `enforced` says that the plan itself carries the adaptation out: a number, or a part left out.
    """
    if severity is Severity.NOTE:
        return Status.ELIGIBLE
    if severity is Severity.CAUTION:
        return Status.CAUTION
    if outcome in (Outcome.DEFER, Outcome.REFER):
        return Status.DEFERRED
    if severity is Severity.RELATIVE and outcome is Outcome.ADAPT and enforced:
        return Status.CAUTION
    return Status.CONTRAINDICATED


def status_unknown(severity: Severity) -> Status | None:
    """The status that a rule gives where a fact is missing. None: nothing is said.

    A caution is then carried out as if it held, and the question asked.
    """
    if severity.blocks:
        return Status.UNDECIDED
    return Status.CAUTION if severity is Severity.CAUTION else None


def status_of_objection(severity: Severity) -> Status:
    """The status that a modality's own objection gives."""
    return status_of(severity, Outcome.BLOCK, enforced=False)


def stricter(severity: Severity, by_policy: str | None) -> Severity:
    """The stricter of a rule's severity and the clinic's; a policy never relaxes a rule."""
    if by_policy is None:
        return severity
    return max(severity, Severity(by_policy), key=STRICTEST_LAST.index)
