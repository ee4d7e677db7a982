"""The things a condition may compare: facts, age, laxity, and what the treatment declares."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from typing import ClassVar

import attrs

from turgor.domain.case import SYSTEMIC, Value
from turgor.domain.treatments import Treatment
from turgor.domain.verdicts import FactUse
from turgor.rules.answering.subject import Subject

NEVER_OLD_ENOUGH = 999  # an undeclared least age: nobody reaches it, so what declares none is blocked


@attrs.frozen
class Reading:
    """The value of a term, and the fact it rests on. A value of None is unknown.

    Attributes:
        use: None for a number that the condition itself states.

    """

    value: Value | None
    use: FactUse | None


class Term(ABC):
    """Something that has a value for a subject at a site on a day.

    Attributes:
        by_site, dated, by_treatment: what the value may differ by.

    """

    by_site: bool = False
    dated: ClassVar[bool] = False
    by_treatment: ClassVar[bool] = False

    @abstractmethod
    def read(self, subject: Subject, site: str, day: date) -> Reading: ...


@attrs.frozen
class Stated(Term):
    """A number that the condition states."""

    value: float

    def read(self, subject: Subject, site: str, day: date) -> Reading:  # noqa: ARG002 -- the same for everybody
        return Reading(self.value, None)


@attrs.frozen
class Answer(Term):
    """The answer to a fact; one that is asked per zone is looked up at the site."""

    fact: str
    by_site: bool = False

    def read(self, subject: Subject, site: str, day: date) -> Reading:  # noqa: ARG002 -- facts are about today
        value = subject.findings.answers.value(self.fact, site if self.by_site else SYSTEMIC)
        return Reading(value, FactUse(self.fact, value))


@attrs.frozen
class Age(Term):
    """Completed years on the day judged. Who is born on 29 February has the birthday on 1 March in other years.

    It is accounted for by the birth date, which is what may be missing, and which does not change with the day.
    """

    dated: ClassVar[bool] = True

    def read(self, subject: Subject, site: str, day: date) -> Reading:  # noqa: ARG002 -- one age for all sites
        born = subject.findings.birth_date
        if born is None:
            return Reading(None, FactUse("birth_date", None))
        return Reading(age_on(born, day), FactUse("birth_date", born.isoformat()))


@attrs.frozen
class LaxityGrade(Term):
    """The latest laxity grade of the site."""

    by_site: bool = attrs.field(default=True, init=False)

    def read(self, subject: Subject, site: str, day: date) -> Reading:  # noqa: ARG002 -- the latest grade stands
        grade = subject.findings.laxity.get(site)
        return Reading(grade, FactUse("laxity", grade))


@attrs.frozen
class Declared(Term):
    """What the treatment declares: its least age, or its stance on pregnancy or nursing."""

    name: str
    by_treatment: ClassVar[bool] = True

    def read(self, subject: Subject, site: str, day: date) -> Reading:  # noqa: ARG002 -- it speaks of the treatment
        if subject.treatment is None:
            return Reading(None, FactUse(self.name, None))
        value = _declared(subject.treatment, self.name)
        shown = "undeclared" if value == NEVER_OLD_ENOUGH else value
        return Reading(value, FactUse(self.name, shown))


def _declared(treatment: Treatment, name: str) -> Value:
    match name:
        case "pregnancy_stance":
            return treatment.pregnancy.value
        case "lactation_stance":
            return treatment.lactation.value
        case _:
            return NEVER_OLD_ENOUGH if treatment.least_age is None else treatment.least_age


def age_on(born: date, day: date) -> int:
    """Completed years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birthday(born: date, years: int) -> date | None:
    """The day on which somebody becomes so many years old; None beyond the calendar."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:  # 29 February in another year, or past the year 9999
        return date(born.year + years, 3, 1) if 1 <= born.year + years <= date.max.year else None
