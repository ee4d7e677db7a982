"""Questions whose answer is one fact, or a comparison of two things. Those about events are in `happenings`."""

from __future__ import annotations

import math
import operator
from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from turgor.domain.case import SYSTEMIC, Chosen
from turgor.domain.verdicts import FactUse
from turgor.rules.answering.kleene import Truth, any_of, no, unknown, yes
from turgor.rules.answering.subject import Subject, concerns
from turgor.rules.answering.terms import Age, Answer, Reading, Term, birthday
from turgor.rules.answering.topics import Topic

COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Question(Topic):
    """A question that has one answer."""

    @abstractmethod
    def answer(self, subject: Subject, site: str, day: date) -> Truth: ...

    def ways(self, subject: Subject, site: str, day: date) -> list[list[Truth]]:
        return [[self.answer(subject, site, day)]]

    @property
    def terms(self) -> tuple[Term, ...]:
        return ()

    @property
    def facts(self) -> frozenset[str]:
        return frozenset(term.fact for term in self.terms if isinstance(term, Answer))

    @property
    def by_site(self) -> bool:
        return any(term.by_site for term in self.terms)

    @property
    def dated(self) -> bool:
        return any(term.dated for term in self.terms)

    @property
    def by_treatment(self) -> bool:
        return any(term.by_treatment for term in self.terms)


@attrs.frozen
class IsTrue(Question):
    """Whether a yes-or-no fact is answered yes."""

    term: Answer

    @property
    def terms(self) -> tuple[Term, ...]:
        return (self.term,)

    def answer(self, subject: Subject, site: str, day: date) -> Truth:
        return _judged(lambda value: value is True, self.term.read(subject, site, day))


@attrs.frozen
class OneOf(Question):
    """Whether the answer to a choice is one of these options."""

    term: Term
    options: frozenset[str]

    @property
    def terms(self) -> tuple[Term, ...]:
        return (self.term,)

    def answer(self, subject: Subject, site: str, day: date) -> Truth:
        return _judged(lambda value: value in self.options, self.term.read(subject, site, day))


@attrs.frozen
class Ticked(Question):
    """Whether one option of a many-choice fact holds; each option has its own yes, no or unknown."""

    term: Answer
    option: str

    @property
    def terms(self) -> tuple[Term, ...]:
        return (self.term,)

    def answer(self, subject: Subject, site: str, day: date) -> Truth:
        value = self.term.read(subject, site, day).value
        if isinstance(value, Chosen) and self.option in value.yes:
            return yes(FactUse(self.term.fact, self.option))
        if isinstance(value, Chosen) and self.option in value.no:
            return no(FactUse(self.term.fact, f"not {self.option}"))
        return unknown(self.term.fact)


@attrs.frozen
class Compared(Question):
    """Whether two quantities stand to each other as the sign says."""

    left: Term
    sign: str
    right: Term

    @property
    def terms(self) -> tuple[Term, ...]:
        return (self.left, self.right)

    def answer(self, subject: Subject, site: str, day: date) -> Truth:
        readings = [term.read(subject, site, day) for term in self.terms]
        return _judged(COMPARISONS[self.sign], *readings)

    def turns(self, subject: Subject, site: str) -> Iterator[date]:
        """The birthdays next to the age that is asked for."""
        born = subject.findings.birth_date
        for age, limit in ((self.left, self.right), (self.right, self.left)):
            if born is None or not isinstance(age, Age):
                continue
            value = limit.read(subject, site, subject.findings.today).value
            if isinstance(value, int | float):
                whole = math.floor(value)
                yield from filter(None, (birthday(born, whole), birthday(born, whole + 1)))


@attrs.frozen
class InZone(Question):
    """Whether the site lies inside one of some zones. It names no fact: the site is not the patient's answer."""

    sites: frozenset[str]

    @property
    def by_site(self) -> bool:
        return True

    def answer(self, subject: Subject, site: str, day: date) -> Truth:  # noqa: ARG002 -- only the site matters
        if site == SYSTEMIC:
            return unknown("zone")
        return yes() if site in self.sites else no()


@attrs.frozen
class Uses(Question):
    """Whether home care of this treatment id or trait is in use at the site today."""

    name: str

    @property
    def by_site(self) -> bool:
        return True

    def answer(self, subject: Subject, site: str, day: date) -> Truth:  # noqa: ARG002 -- it is about today
        used = [using.treatment for using in subject.findings.using if concerns(using.sites, site)]
        if not used:
            return no(FactUse("using", value=False))
        return any_of([self._is_meant(treatment, subject) for treatment in used])

    def _is_meant(self, used: str, subject: Subject) -> Truth:
        if used == self.name or self.name in subject.traits_of.get(used, ()):
            return yes(FactUse("using", used))
        is_trait = "." not in used
        if "." in self.name or is_trait or used in subject.traits_of:
            return no(FactUse("using", used))
        return unknown(used)  # a treatment whose traits nobody here knows any more


def _judged(holds: Callable[..., bool], *readings: Reading) -> Truth:
    """Apply a test to values, or say which of them are missing."""
    uses = [reading.use for reading in readings if reading.use is not None]
    if any(reading.value is None for reading in readings):
        return unknown(*(use.id for use in uses if use.value is None))
    held = holds(*(reading.value for reading in readings))
    return yes(*uses) if held else no(*uses)
