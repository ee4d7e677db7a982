"""Amounts of money."""

from __future__ import annotations

from decimal import Decimal

import attrs


@attrs.frozen
class Money:
    """An amount in one currency (ISO 4217 code), exact to the cent."""

    amount: Decimal = attrs.field(validator=attrs.validators.ge(Decimal(0)))
    currency: str

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount + other.amount, self.currency)
