"""The words of an assessment: facts, kinds of event, instruments, traits and mechanisms."""

from __future__ import annotations

from enum import StrEnum

import attrs

from turgor.domain.skin import Scope, SkinTerms


class FactType(StrEnum):
    """What an answer may be."""

    BOOL = "bool"
    INT = "int"
    NUMBER = "number"
    CHOICE = "choice"  # one of the options
    CHOICES = "choices"  # any of the options, each with its own three-valued answer


class AskedOf(StrEnum):
    """Who can answer."""

    PATIENT = "patient"
    PRACTITIONER = "practitioner"


@attrs.frozen
class Option:
    """One possible answer of a choice."""

    id: str
    label: str


@attrs.frozen
class Fact:
    """One question about the patient now, and what its answer may be.

    Attributes:
        id: its name in files and rules.
        type: `bool` is yes or no, `choice` one of the options, `choices` any of them.
        question: in plain words.
        options: for choices. A plugin may add facts, never options: an old "none of these" would then
            answer a question nobody asked.
        unit: of a number, for example ``mL/min/1.73 m2``.
        minimum, maximum: bounds of a number, both included.
        per_zone: whether the answer may differ between zones.
        group: the section of the questionnaire it stands in.
        denied: what `none_of` answers for it; None where "none" is no answer (an age, a skin type).
        asserts: the event kind that a yes stands for, dated on the day of the assessment.

    """

    id: str
    type: FactType
    question: str
    group: str
    asked_of: AskedOf = AskedOf.PATIENT
    options: tuple[Option, ...] = attrs.field(default=())
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    per_zone: bool = False
    denied: bool | str | None = attrs.field(default=None)
    asserts: str = ""

    @options.validator
    def _only_choices_have_options(self, _: object, options: tuple[Option, ...]) -> None:
        if bool(options) != (self.type in (FactType.CHOICE, FactType.CHOICES)):
            raise ValueError(f"must be {'empty' if options else 'given'} for a fact of type {self.type}")
        if len(set(self.option_ids)) < len(options):
            raise ValueError("must not hold an id twice")

    @denied.validator
    def _denied_is_an_answer(self, _: object, denied: bool | str | None) -> None:  # noqa: FBT001 - an answer
        answers = {FactType.BOOL: (False,), FactType.CHOICE: self.option_ids}.get(self.type, ())
        if denied is not None and denied not in answers:
            raise ValueError(f"must be an answer that says no, got {denied!r}")

    @property
    def option_ids(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)


class Family(StrEnum):
    """What sort of thing an event is. It decides the smallest lag and how its end is read."""

    PROCEDURE = "procedure"
    INJECTABLE = "injectable"
    ACTIVITY = "activity"
    EXPOSURE = "exposure"
    ILLNESS = "illness"
    DRUG = "drug"
    HISTORY = "history"
    OCCASION = "occasion"

    @property
    def fills_its_day(self) -> bool:
        """Whether it is an appointment: two of those on one day are one visit or none, so their lag is at least 1."""
        return self in (Family.PROCEDURE, Family.INJECTABLE, Family.ACTIVITY)


@attrs.frozen
class EventKind:
    """Something dated that happens to a patient: a filler, a drug course, a sunburn, a wedding.

    Attributes:
        family: decides how dates are read. A procedure, an injectable and an activity fill their day and can be planned:
            like treatments they take a stance on every state of core. The others need not.
        scope: whether it happens to zones or to the whole body.
        counts_from_end: its effects count from the day it ended (a flare, a drug); without an end it goes on.
        terms: what it leaves and needs. Planned events have needs too.
        question: "Have you had ...?", asked in the history.

    """

    id: str
    name: str
    family: Family
    question: str
    scope: Scope = Scope.ZONE
    counts_from_end: bool = False
    terms: SkinTerms = SkinTerms()


class Direction(StrEnum):
    """Which way of a scale is firmer."""

    HIGHER_IS_FIRMER = "higher_is_firmer"
    LOWER_IS_FIRMER = "lower_is_firmer"


@attrs.frozen
class Instrument:
    """A scale or a device that measures firmness or laxity.

    Attributes:
        values: the allowed values of a graded scale; empty for a continuous reading.
        minimum, maximum: the range of a reading, both included.
        conditions: under which readings can be compared, for who measures.
        least_change: the smallest difference that is a change, for a graded scale that states one; None where repeats
            must tell.
        grades_laxity: whether its value is a laxity grade in the sense of Alexiades.

    """

    id: str
    name: str
    direction: Direction
    minimum: float
    maximum: float
    unit: str = ""
    values: tuple[float, ...] = ()
    grades_laxity: bool = False
    least_change: float | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.gt(0))
    )
    conditions: str = ""
    sources: tuple[str, ...] = ()


@attrs.frozen
class Trait:
    """A property that treatments declare, so that a newcomer inherits the rules of its kind.

    Attributes:
        acts_on_skin: home care of this kind leaves something on the skin; what, and for how long, its treatments say.

    """

    id: str
    meaning: str
    acts_on_skin: bool = False


@attrs.frozen
class Mechanism:
    """How a treatment works on firmness. Two treatments of one mechanism add little to each other."""

    id: str
    meaning: str


@attrs.frozen
class RiskHabit:
    """A habit that speeds the loss of firmness; every plan answers each one that the patient has.

    Attributes:
        when: an expression over facts; true means the patient has the habit.
        answered_by: the trait of treatments that answer it.
        advice: what is said where no installed treatment answers it.
        advice_traits: further traits whose blocking rules hold for the advice as they do for a treatment.

    """

    id: str
    name: str
    when: str
    answered_by: str
    advice: str
    sources: tuple[str, ...]
    advice_traits: tuple[str, ...] = ()


@attrs.frozen
class SkinScore:
    """How badly home care is borne: reports tell it, and what it comes to is an answer about the patient.

    Attributes:
        fact: the answer that the latest score is; its bounds and its words are those of the score.
        pause: the fact that is true from a score of `pause_from` on, until the skin was at 0 for `calm_days`.
        watch_from: the score from which a plan is looked at anew.

    """

    id: str
    fact: str
    pause: str
    watch_from: int
    pause_from: int
    calm_days: int
    sources: tuple[str, ...]
