"""How the records of a plan are written as JSON: the keys, and the few that are written unlike their record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

import attrs

from turgor.domain.case import Goals
from turgor.domain.catalogue import PluginStatus
from turgor.domain.clinic import Clinic
from turgor.domain.courses import Course, Session
from turgor.domain.dates import Span
from turgor.domain.messages import Message, Param, odd_fields
from turgor.domain.plan import Plan, PlanFindings
from turgor.domain.recorded import RecordedField
from turgor.domain.regimens import Regimen
from turgor.domain.terms import Interval
from turgor.domain.verdicts import Period, Reason, Status
from turgor.structuring.records import Field, StrictConverter, structure


@attrs.frozen
class DateParam:
    """A date among the parameters of a message, where a text could look like one."""

    date: date


@attrs.frozen
class MessageShape:
    """A message for a person.

    Attributes:
        key: names the phrase.
        params: the values of its fields.
        text: the message in English.
        english: the phrase with ``{name}`` fields.

    """

    key: str
    english: str = attrs.field()
    params: Mapping[str, str | int | tuple[str, ...] | DateParam] = attrs.field(factory=dict)
    text: str = ""

    @english.validator
    def _has_plain_fields_only(self, _: object, english: str) -> None:
        for name in odd_fields(english, self.params):
            raise ValueError(f"has a field {{{name}}} without a value, or with more than its name")

    @classmethod
    def of(cls, message: Message) -> MessageShape:
        params = {
            name: DateParam(value) if isinstance(value, date) else value
            for name, value in message.params.items()
        }
        return cls(message.key, message.english, params, message.text)

    def record(self) -> Message:
        params: dict[str, Param] = {
            name: value.date if isinstance(value, DateParam) else value for name, value in self.params.items()
        }
        return Message(self.key, self.english, params)


@attrs.frozen
class PeriodShape:
    """One stretch of a verdict's timeline.

    Attributes:
        until: its last day; null if it never ends.

    """

    from_: date
    until: date | None
    status: Status
    reasons: tuple[Reason, ...] = ()

    @classmethod
    def of(cls, period: Period) -> PeriodShape:
        return cls(period.span.first, period.span.last, period.status, period.reasons)

    def record(self) -> Period:
        return Period(Span(self.from_, self.until), self.status, self.reasons)


# Of clinics that name no rooms, devices or staff nothing is said about them; nor of what nobody records.
ONLY_WHERE_SAID: Mapping[type, frozenset[str]] = {
    Clinic: frozenset({"rooms", "devices", "staff", "requires", "bookings", "most_wait_minutes"}),
    Session: frozenset({"start", "resources"}),
    Course: frozenset({"recorded"}),
    Regimen: frozenset({"recorded"}),
    Plan: frozenset({"diary"}),
    PlanFindings: frozenset({"targets"}),
    Goals: frozenset({"targets"}),
    RecordedField: frozenset({"unit", "options", "required", "sources"}),
}
STAND_INS: Mapping[type, Any] = {Message: MessageShape, Period: PeriodShape}


def plan_converter() -> StrictConverter:
    """Reads and writes plans, so that what was written is read back equal."""
    converter = StrictConverter(
        {
            Interval: {
                "min_days": Field("min"),
                "ideal_days": Field("ideal"),
                "max_days": Field("max"),
            },
            PluginStatus: {"state": Field("status")},
        },
        repeats=True,
    )
    _register_writing(converter)
    for record, shape in STAND_INS.items():
        _register_stand_in(converter, record, shape)
    return converter


def _register_writing(converter: StrictConverter) -> None:
    def writer(cls: type) -> Any:
        names = [(key, field.name) for key, (field, _) in converter.fields_by_key(cls).items()]
        unsaid = ONLY_WHERE_SAID.get(cls, frozenset())

        def write(record: Any) -> dict[str, Any]:
            values = ((key, name, getattr(record, name)) for key, name in names)
            return {
                key: converter.unstructure(value)
                for key, name, value in values
                if value or name not in unsaid
            }

        return write

    converter.register_unstructure_hook_factory(attrs.has, writer)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(time, lambda value: f"{value:%H:%M}")
    converter.register_unstructure_hook(Decimal, money_text)
    converter.register_unstructure_hook(frozenset, lambda value: sorted(map(converter.unstructure, value)))
    converter.register_unstructure_hook(
        dict, lambda value: {key: converter.unstructure(value[key]) for key in sorted(value)}
    )


def _register_stand_in(converter: StrictConverter, record: type, shape: Any) -> None:
    converter.register_structure_hook(record, lambda value, _: structure(value, shape, converter).record())
    converter.register_unstructure_hook(record, lambda value: converter.unstructure(shape.of(value)))


def money_text(amount: Decimal) -> str:
    """An amount with two decimals, or more where it has more."""
    return f"{amount:.2f}" if amount == round(amount, 2) else f"{amount:f}"


PLAN = plan_converter()
