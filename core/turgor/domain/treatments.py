"""What a modality offers: treatments, and the record of the modality itself."""

from __future__ import annotations

from enum import StrEnum

import attrs

from turgor.domain.accepted import Accepted
from turgor.domain.doses import DailyLimit, Substance
from turgor.domain.evidence import Evidence, Source
from turgor.domain.exercises import Exercise
from turgor.domain.handouts import Handout, HandoutSection
from turgor.domain.incompatible import Incompatible
from turgor.domain.published import Published
from turgor.domain.recorded import RecordedField, unlike
from turgor.domain.rules import Rule
from turgor.domain.skin import SkinTerms, State
from turgor.domain.terms import CourseTerms, RegimenTerms
from turgor.domain.vocabulary import EventKind, Fact, Instrument, Mechanism, Trait
from turgor.domain.windows import Window


class Role(StrEnum):
    """How directly a treatment works on firmness."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    MINOR = "minor"


class Laxity(StrEnum):
    """The word for a laxity grade of the Alexiades scale: 0, 1-1.5, 2-2.5, 3 and more."""

    NONE = "none"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"

    @classmethod
    def of(cls, grade: float) -> Laxity:
        """The word for a grade from 0 to 4 (Alexiades-Armenakas; grade 4 from memory)."""
        if grade < 1:
            return cls.NONE
        if grade < 2:
            return cls.MILD
        return cls.MODERATE if grade < 3 else cls.SEVERE


class Stance(StrEnum):
    """What a treatment says about pregnancy or nursing. Undeclared blocks."""

    ALLOWED = "allowed"
    RELATIVE = "relative"
    ABSOLUTE = "absolute"
    UNDECLARED = "undeclared"


class Standing(StrEnum):
    """How far a treatment has come. Investigational ones are shown and never offered outside a recorded trial."""

    ESTABLISHED = "established"
    EMERGING = "emerging"
    INVESTIGATIONAL = "investigational"


@attrs.frozen
class Prerequisite:
    """What must be done before a session.

    Attributes:
        lead_days: it must be done at least so many days before the session (0: the same day is early enough).
        valid_days: and at most so many days before.
        every_session: whether each session needs its own; else the first one.
        at_clinic: done at the clinic (a test spot) or by somebody else (a prescriber's order).
        by_patient: what the patient is told to do, or empty if it is the clinic's own task.

    """

    id: str
    name: str
    lead_days: int
    valid_days: int
    sources: tuple[str, ...]
    every_session: bool = False
    at_clinic: bool = False
    by_patient: str = ""


@attrs.frozen
class Instructions:
    """What the patient is told, in short sentences at reading grade 6 or below.

    Attributes:
        before, after: do's and don'ts around a session, or before first use and while using.
        call_if: signs on which to call the clinic the same day.
        emergency: signs on which to call an ambulance.
        missed: what to do after a missed night or visit.
        what: what it is, in a sentence or two.
        expect: what may change and when, with the evidence in plain words.
        windows: the days that sentences of `before` and `after` speak of, so that several treatments can share one list.

    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    call_if: tuple[str, ...] = ()
    emergency: tuple[str, ...] = ()
    missed: str = ""
    what: str = ""
    expect: str = ""
    sources: tuple[str, ...] = ()
    windows: tuple[Window, ...] = attrs.field(default=())

    @windows.validator
    def _of_these_sentences(self, _: object, windows: tuple[Window, ...]) -> None:
        for window in windows:
            if window.sentence not in (*self.before, *self.after):
                raise ValueError(f"must name a sentence of before or after, got {window.sentence!r}")


@attrs.frozen
class EffectSize:
    """What was measured, with its number, and where that stands."""

    text: str
    sources: tuple[str, ...]


@attrs.frozen
class Risk:
    """Something unwanted that may come of a session, as a consent form tells it.

    Attributes:
        text: in plain words, the start of a sentence without a full stop.
        in_100: of 100 people or sessions, as the source counts them; None where no source gives a figure.

    """

    text: str = attrs.field(validator=attrs.validators.min_len(3))
    sources: tuple[str, ...] = attrs.field(validator=attrs.validators.min_len(1))
    in_100: float | None = attrs.field(
        default=None,
        validator=attrs.validators.optional([attrs.validators.gt(0), attrs.validators.le(100)]),
    )


@attrs.frozen
class Treatment:
    """One concrete thing a modality offers.

    Attributes:
        id: ``<modality>.<name>``.
        name: for practitioners; `plain_name` for patients.
        traits: through which it inherits the rules of its kind.
        mechanism: an id of the core list.
        role, evidence: for firmness, not in general.
        overall_evidence: for whatever it is best known for; None where that was not graded.
        laxity: the grades it suits. Empty for home care that suits every grade.
        treats: zones it may treat (a clinic default: the reference does not say).
        terms: what it leaves on the skin and needs of it; all gaps follow from this.
        course, regimen: exactly one of the two, in the clinic or at home.
        answers: risk habits it answers.
        goes_with: traits of home care that must be chosen with it.
        least_age: in years; None is undeclared and blocks.
        pregnancy, lactation: `relative` blocks until a practitioner says otherwise, `absolute` always; undeclared blocks.
        standing: `investigational` is shown, and never offered outside a recorded trial.
        prerequisites: what must be done before a session.
        effect_sizes: what was measured, for the pages about evidence.
        risks: for the consent form.
        forms: the forms it comes in; the first that no rule blocks is used.
        exercises: the moves of a training programme, in order.
        recorded: what is recorded of each session, or of each report on home care; empty takes whatever is told.
        trial_consent: the fact that records the consent to a trial, where it is investigational.

    """

    id: str
    name: str
    plain_name: str
    mechanism: str
    role: Role
    evidence: Evidence
    treats: tuple[str, ...]
    terms: SkinTerms
    sources: tuple[str, ...]
    course: CourseTerms | None = None
    regimen: RegimenTerms | None = attrs.field(default=None)
    traits: frozenset[str] = frozenset()
    laxity: tuple[Laxity, ...] = ()
    answers: tuple[str, ...] = ()
    goes_with: tuple[str, ...] = ()
    least_age: int | None = None
    pregnancy: Stance = Stance.UNDECLARED
    lactation: Stance = Stance.UNDECLARED
    standing: Standing = Standing.ESTABLISHED
    prerequisites: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    effect_sizes: tuple[EffectSize, ...] = ()
    risks: tuple[Risk, ...] = ()
    overall_evidence: Evidence | None = None
    instructions: Instructions = Instructions()
    trial_consent: str = ""
    recorded: tuple[RecordedField, ...] = attrs.field(default=())

    @recorded.validator
    def _each_once(self, _: object, recorded: tuple[RecordedField, ...]) -> None:
        unlike(recorded)

    @regimen.validator
    def _course_or_regimen(self, _: object, regimen: RegimenTerms | None) -> None:
        if (self.course is None) == (regimen is None):
            raise ValueError("must have either a course or a regimen")

    @property
    def modality(self) -> str:
        return self.id.partition(".")[0]


@attrs.frozen
class Modality:
    """What a plugin contributes: the answer to `turgor_modality`.

    Attributes:
        name: the namespace of all its ids; equal to its entry-point name.
        title: for people.
        purpose: the intended purpose, one sentence.
        content_version: changes whenever the content does.
        incompatible: home care of its own that must not meet something else.
        daily_limits: how much of a substance is too much.
        handouts: sections of the printed plan about its treatments.
        published: published gaps after or before its own actions, to compare the derived ones with.
        accepted: findings of the content check that are meant.
        requires_turgor: the versions of Turgor it runs on, as a version specifier; empty for any.

    """

    name: str
    title: str
    purpose: str
    content_version: str
    treatments: tuple[Treatment, ...]
    rules: tuple[Rule, ...] = ()
    facts: tuple[Fact, ...] = ()
    event_kinds: tuple[EventKind, ...] = ()
    states: tuple[State, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    traits: tuple[Trait, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = ()
    substances: tuple[Substance, ...] = ()
    exercises: tuple[Exercise, ...] = ()
    sources: tuple[Source, ...] = ()
    incompatible: tuple[Incompatible, ...] = ()
    daily_limits: tuple[DailyLimit, ...] = ()
    published: tuple[Published, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    requires_turgor: str = ""
    handouts: tuple[Handout, ...] = ()

    def declared_sections(self, treatment: str) -> tuple[HandoutSection, ...]:
        """What its content adds to the printed plan about one of its treatments."""
        traits = next((one.traits for one in self.treatments if one.id == treatment), frozenset[str]())
        concerned = {treatment, *traits}
        return tuple(
            one.section(treatment) for one in self.handouts if not one.about or concerned & set(one.about)
        )
