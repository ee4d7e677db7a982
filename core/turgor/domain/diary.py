"""What happened to a patient, as it was noted: sessions, preparations, home care and events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import attrs

from turgor.domain.offers import Prepared
from turgor.domain.recorded import RecordedField, said


@attrs.frozen
class HowGiven:
    """How a session was given: what the next one begins with, too.

    Attributes:
        settings: what was set on the device, by name.
        lot: of what was used up.
        reaction: of the skin, in words.

    """

    operator: str = ""
    device: str = ""
    lot: str = ""
    settings: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    reaction: str = ""


@attrs.frozen
class SessionDone:
    """A session that was given.

    Attributes:
        number: the version of the plan that was followed.
        sites: leaf by leaf.

    """

    plan: int
    number: int
    patient: int
    session: str
    day: date
    treatment: str
    sites: tuple[str, ...]
    given: HowGiven
    made_at: datetime
    made_by: str


@attrs.frozen
class SessionMissed:
    """A session that was not given on the day that it had."""

    plan: int
    number: int
    patient: int
    session: str
    day: date
    why: str
    made_at: datetime
    made_by: str


@attrs.frozen
class Happening:
    """An event that was told of after an assessment.

    Attributes:
        document: the event as `turgor.files` writes it.
        replaced_by: the one that tells it anew.

    """

    id: int
    patient: int
    document: str
    replaced_by: int | None
    made_at: datetime
    made_by: str


@attrs.frozen
class PrerequisiteDone:
    """Something that was done before a session, or before the first use of home care.

    Attributes:
        session: the session, or the regimen, that waited for it.

    """

    plan: int
    number: int
    patient: int
    session: str
    prerequisite: str
    day: date
    made_at: datetime
    made_by: str


@attrs.frozen
class HowItWent:
    """How home care went over some days, as it is told; see `HomeCareReport`."""

    first: date
    last: date
    used: int
    irritation: int | None = None
    recorded: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    note: str = ""


@attrs.frozen
class HomeCareReport:
    """How one piece of home care went over some days.

    Attributes:
        regimen: of the plan.
        first, last: the days that it tells of, both included.
        days_planned, days_used: on how many of them it was to be used, and was.
        irritation: the worst of those days, on the scale that core asks on; None where nobody asked.
        recorded: what the modality wants to know of it, by field.
        replaced_by: the report that tells the same anew.

    """

    id: int
    plan: int
    number: int
    patient: int
    regimen: str
    treatment: str
    first: date
    last: date = attrs.field()
    days_planned: int
    days_used: int = attrs.field(validator=attrs.validators.ge(0))
    irritation: int | None
    recorded: Mapping[str, str] = attrs.field(hash=False)
    note: str
    replaced_by: int | None
    made_at: datetime
    made_by: str

    @last.validator
    def _not_before_the_first(self, _: object, last: date) -> None:
        if last < self.first:
            raise ValueError(f"must not be before the first day ({self.first}), got {last}")

    @property
    def days(self) -> int:
        """How many days it tells of."""
        return (self.last - self.first).days + 1


@attrs.frozen
class SessionEntry:
    """A session that was given, as a plan's diary has it."""

    session: str
    day: date
    given: HowGiven


@attrs.frozen
class MissedEntry:
    """A session that was not given; `planned` is the day that it had, `noted` the day on which that was told."""

    session: str
    planned: date
    noted: date
    why: str = ""


@attrs.frozen
class HomeCareEntry:
    """How a piece of home care went over some days; see `HomeCareReport`."""

    id: int
    regimen: str
    first: date
    last: date
    days_planned: int
    days_used: int
    irritation: int | None = None
    recorded: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    note: str = ""


@attrs.frozen
class Diary:
    """All that was noted of one plan, in order of days.

    Attributes:
        prepared: what was done before sessions, or before the first use of home care.
        fields: what was recorded then, of each course and regimen by its id: names and units of the values.

    """

    done: tuple[SessionEntry, ...] = ()
    missed: tuple[MissedEntry, ...] = ()
    prepared: tuple[Prepared, ...] = ()
    home_care: tuple[HomeCareEntry, ...] = ()
    fields: Mapping[str, tuple[RecordedField, ...]] = attrs.field(factory=dict, hash=False)

    def said(self, noted: SessionEntry | HomeCareEntry) -> tuple[str, ...]:
        """What was recorded of a session or in a report, for people."""
        if isinstance(noted, HomeCareEntry):
            return said(self.fields.get(noted.regimen, ()), noted.recorded)
        return said(self.fields.get(noted.session.rpartition(".")[0], ()), noted.given.settings)

    @property
    def anything(self) -> bool:
        """Whether there is something in it."""
        return bool(self.done or self.missed or self.prepared or self.home_care)
