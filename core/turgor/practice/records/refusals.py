"""Answers that several acts have in common: why something was not done."""

from __future__ import annotations

from turgor.domain.records import PlanVersion


class WrongStatus(Exception):  # noqa: N818 -- an answer, not a fault
    """A step that does not follow from where the plan is.

    Attributes:
        version: as it is.
    """

    def __init__(self, version: PlanVersion) -> None:
        super().__init__(f"plan {version.ref} is {version.status}")
        self.version = version
