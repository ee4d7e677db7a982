"""What a condition asks about, cut so that no topic's answers depend on another's."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date

from turgor.rules.answering.kleene import Truth
from turgor.rules.answering.subject import Subject


class Topic(ABC):
    """One or more questions that are answered together."""

    @abstractmethod
    def ways(self, subject: Subject, site: str, day: date) -> list[list[Truth]]:
        """All ways in which its questions may be answered together, given how well dates are known."""

    def turns(self, subject: Subject, site: str) -> Iterator[date]:  # noqa: ARG002 -- most answers do not change
        """The days on which `ways` may become others."""
        yield from ()

    @property
    @abstractmethod
    def by_site(self) -> bool: ...

    @property
    def dated(self) -> bool:
        return False
