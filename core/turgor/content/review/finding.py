"""What the content check says: one finding, and the words for where it is."""

from __future__ import annotations

from enum import StrEnum

import attrs


class Weight(StrEnum):
    """How much a finding matters."""

    ERROR = "error"  # patients may be judged wrongly
    WARNING = "warning"  # something does nothing, or rests on nothing
    NOTE = "note"  # worth a look

    @property
    def rank(self) -> int:
        """0 is the worst."""
        return list(Weight).index(self)


class Kind(StrEnum):
    """What may be found."""

    INVALID = "invalid"
    NEVER_FIRES = "never-fires"
    ALWAYS_FIRES = "always-fires"
    DEAD_PART = "dead-part"
    CONCERNS_NOBODY = "concerns-nobody"
    CONFLICTING_RULES = "conflicting-rules"
    REPEATED_RULE = "repeated-rule"
    NO_SOURCE = "no-source"
    UNVERIFIED_ABSOLUTE = "unverified-absolute"
    UNNEEDED_EFFECT = "unneeded-effect"
    UNCAUSED_NEED = "uncaused-need"
    FEW_CAUSERS = "few-causers"
    FEW_NEEDERS = "few-needers"
    NO_STANCE = "no-stance"
    MODALITY_SILENT = "modality-silent"
    NO_UNIT = "no-unit"
    DAYS_NOT_SAID = "days-not-said"
    UNUSED = "unused"
    NOT_DECLARED_BY_ANY = "not-declared-by-any"
    ACCEPTED_IN_VAIN = "accepted-in-vain"

    @property
    def weight(self) -> Weight:
        """How much it matters."""
        return _WEIGHTS.get(self, Weight.WARNING)


_WEIGHTS = {
    Kind.INVALID: Weight.ERROR,
    Kind.NEVER_FIRES: Weight.ERROR,
    Kind.NO_SOURCE: Weight.ERROR,
    Kind.UNVERIFIED_ABSOLUTE: Weight.ERROR,
    Kind.CONFLICTING_RULES: Weight.ERROR,
    Kind.DAYS_NOT_SAID: Weight.ERROR,
    Kind.CONCERNS_NOBODY: Weight.NOTE,
    Kind.FEW_CAUSERS: Weight.NOTE,
    Kind.FEW_NEEDERS: Weight.NOTE,
    Kind.UNUSED: Weight.NOTE,
    Kind.NOT_DECLARED_BY_ANY: Weight.NOTE,
    Kind.ACCEPTED_IN_VAIN: Weight.NOTE,
}


@attrs.frozen
class Finding:
    """One thing that a reviewer should look at.

    Attributes:
        kind: what was found; its `weight` says how much it matters.
        owner: ``core``, or the name of a modality.
        about: what it is about, in its owner: ``rule AGE-1``.
        text: what is the matter, with the part of the condition where that is known.
        suggestion: what to do about it.

    """

    kind: Kind
    owner: str
    about: str
    text: str
    suggestion: str

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return f"{self.owner}: {self.about}"


@attrs.frozen
class Explained:
    """A finding that is meant, with the reviewer's reason."""

    finding: Finding
    reason: str


@attrs.frozen
class Review:
    """The answer of the content check, the worst first.

    Attributes:
        findings: what nobody has explained.
        explained: what is meant.
        looked_at: table -> how many of its records were looked at.

    """

    findings: tuple[Finding, ...]
    explained: tuple[Explained, ...]
    looked_at: tuple[tuple[str, int], ...]

    @property
    def passed(self) -> bool:
        """Whether no error is left unexplained."""
        return all(finding.kind.weight is not Weight.ERROR for finding in self.findings)
