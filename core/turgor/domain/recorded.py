"""What is recorded of each session, or of home care, as the modality declares it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum

import attrs

from turgor.domain.vocabulary import Option


class RecordedKind(StrEnum):
    """What is written into a field."""

    NUMBER = "number"
    CHOICE = "choice"  # one of the options
    TEXT = "text"


@attrs.frozen
class RecordedField:
    """One thing that is recorded each time: a setting of a device, a depth, a product.

    Attributes:
        id: its name on the command line and in the records.
        label: for practitioners.
        kind: what is written into it.
        unit: of a number, for example ``J/cm2``.
        options: of a choice.
        required: nothing is recorded without it.
        minimum, maximum: bounds of a number, both included; only where `sources` fix them.

    """

    id: str = attrs.field(validator=attrs.validators.matches_re(r"[a-z][a-z0-9_]*"))
    label: str = attrs.field(validator=attrs.validators.min_len(1))
    kind: RecordedKind
    unit: str = attrs.field(default="")
    options: tuple[Option, ...] = attrs.field(default=())
    required: bool = False
    minimum: float | None = attrs.field(default=None)
    maximum: float | None = attrs.field(default=None)
    sources: tuple[str, ...] = attrs.field(default=())

    @options.validator
    def _only_a_choice_has_options(self, _: object, options: tuple[Option, ...]) -> None:
        if bool(options) != (self.kind is RecordedKind.CHOICE):
            raise ValueError(f"must be {'empty' if options else 'given'} for a field of kind {self.kind}")
        if len({option.id for option in options}) < len(options):
            raise ValueError("must not hold an id twice")

    @unit.validator
    @minimum.validator
    @maximum.validator
    def _only_of_a_number(self, _: object, value: str | float | None) -> None:
        if value not in ("", None) and self.kind is not RecordedKind.NUMBER:
            raise ValueError(f"must not be given for a field of kind {self.kind}")

    @maximum.validator
    def _in_order(self, _: object, maximum: float | None) -> None:
        if self.minimum is not None and maximum is not None and maximum < self.minimum:
            raise ValueError(f"must be at least minimum ({self.minimum:g}), got {maximum:g}")

    @sources.validator
    def _of_a_range(self, _: object, sources: tuple[str, ...]) -> None:
        """A limit that no source fixes is nobody's limit."""
        if (self.minimum, self.maximum) != (None, None) and not sources:
            raise ValueError("must say where the range stands")

    def read(self, text: str) -> str:
        """The value as it is kept. Raises ValueError, which says what was expected."""
        match self.kind:
            case RecordedKind.NUMBER:
                return self._number(text)
            case RecordedKind.CHOICE if text not in self.option_ids:
                raise ValueError(f"must be one of {', '.join(self.option_ids)}")
        return text

    def said(self, value: str) -> str:
        """A value for people, with its unit or under the name that the option has."""
        named = {option.id: option.label for option in self.options}
        return " ".join(part for part in (named.get(value, value), self.unit) if part)

    @property
    def option_ids(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)

    def _number(self, text: str) -> str:
        unit = f" ({self.unit})" if self.unit else ""
        try:
            value = Decimal(text)
        except InvalidOperation:
            raise ValueError(f"must be a number{unit}") from None
        if not value.is_finite():
            raise ValueError(f"must be a number{unit}")
        if self.minimum is not None and value < Decimal(str(self.minimum)):
            raise ValueError(f"must be at least {self.minimum:g}{unit}")
        if self.maximum is not None and value > Decimal(str(self.maximum)):
            raise ValueError(f"must be at most {self.maximum:g}{unit}")
        return text.strip()


def said(fields: Iterable[RecordedField], values: Mapping[str, str]) -> tuple[str, ...]:
    """What was recorded, for people, in the order of the fields; what no field stands for, as it was told."""
    known = {field.id: field for field in fields}
    told = [f"{field.label}: {field.said(values[id_])}" for id_, field in known.items() if id_ in values]
    return (
        *told,
        *(f"{id_.replace('_', ' ')}: {values[id_]}" for id_ in sorted(values.keys() - known.keys())),
    )


def unlike(fields: tuple[RecordedField, ...]) -> None:
    """Raise ValueError where two fields have one id."""
    ids = [field.id for field in fields]
    if twice := next((id_ for id_ in ids if ids.count(id_) > 1), None):
        raise ValueError(f"must not hold the id {twice!r} twice")
