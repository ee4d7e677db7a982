"""A clinic file -> the clinic's policy; a sensible default ships with the package."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from turgor.domain.catalogue import Catalogue
from turgor.domain.clinic import Clinic
from turgor.domain.skin import Severity
from turgor.files.errors import InvalidFile
from turgor.files.hours import opening
from turgor.files.logo import logo_beside
from turgor.files.resources_file import check_resources, resource_fields
from turgor.files.source import Source
from turgor.files.wishes import MOST_MONEY, spans
from turgor.files.words import Words, each
from turgor.structuring.primitives import a_decimal, a_name, a_text, not_an_option
from turgor.structuring.problems import Collector, InvalidContent, closest, shown, wrong
from turgor.structuring.records import Field, StrictConverter, structure_fields


def read_clinic(
    source: str | Path | None = None,
    catalogue: Catalogue | None = None,
    absent: frozenset[str] = frozenset(),
) -> Clinic:
    """The clinic in a TOML or JSON file; None is the default clinic. Raises InvalidFile.

    With a catalogue, the treatments and rules that the file names are checked too; what belongs to an `absent`
    modality is taken on trust.
    """
    if source is None:
        default = files("turgor.files") / "default_clinic.toml"
        read = Source("the default clinic", Path(), default.read_bytes())
    else:
        read = Source.read(source)
    found = Collector()
    values = structure_fields(read.tables(), Clinic, found, _converter(catalogue, absent, read.folder))
    check_resources(values, found)
    try:
        found.check()
        return Clinic(**values)
    except InvalidContent as error:
        raise InvalidFile(error.in_file(read.name).problems) from None


def _converter(catalogue: Catalogue | None, absent: frozenset[str], folder: Path) -> StrictConverter:
    words = _Names(Words(catalogue, absent) if catalogue else None)
    return StrictConverter(
        {
            Clinic: {
                "name": Field(read=a_name),
                "logo": Field(read=logo_beside(folder)),
                "time_zone": Field(read=_time_zone),
                "currency": Field(read=currency_code),
                "opening": Field(read=opening),
                "closures": Field(read=spans),
                "prices": Field(read=words.prices),
                "switched_off": Field(read=words.treatments),
                "positions": Field(read=words.positions),
                "rule_severity": Field(read=words.severities),
                "requires": Field(read=words.requirements),
            },
            **resource_fields(words.either),
        }
    )


def currency_code(value: object) -> str:
    """An ISO 4217 code."""
    from babel.numbers import list_currencies  # noqa: PLC0415 - its data take a moment to load

    codes = list_currencies()
    if not isinstance(value, str) or value not in codes:
        near = value.upper() if isinstance(value, str) and value.upper() in codes else ""
        raise wrong(f"must be a currency code such as GBP, got {shown(value)}", near)
    return value


def _time_zone(value: object) -> str:
    zones = available_timezones()  # empty where the machine has no time zone data
    if not isinstance(value, str) or (zones and value not in zones):
        near = closest(value, zones)
        raise wrong(f"must be a time zone such as Europe/London, got {shown(value)}", near)
    return value


class _Names:
    """Reads what names treatments and rules; without a catalogue any name will do."""

    def __init__(self, words: Words | None) -> None:
        self._words = words

    def treatments(self, value: object) -> frozenset[str]:
        return frozenset(each(value, self._treatment))

    def prices(self, value: object) -> dict[str, Decimal]:
        return self._by_name(value, self._treatment, _price)

    def severities(self, value: object) -> dict[str, str]:
        return self._by_name(value, self._rule, _severity)

    def requirements(self, value: object) -> dict[str, tuple[str, ...]]:
        return self._by_name(value, self.either, lambda kinds: each(kinds, a_name))

    def positions(self, value: object) -> dict[str, str]:
        found = Collector()
        positions = self._by_name(value, self._rule, a_text)
        for rule, position in positions.items():
            with found.at(rule):
                self._check_position(rule, position)
        found.check()
        return positions

    def _check_position(self, rule_id: str, position: str) -> None:
        rules = {rule.id: rule for rule in self._words.catalogue.rules} if self._words else {}
        if rule := rules.get(rule_id):
            known = [side.id for side in rule.disagreement.positions] if rule.disagreement else []
            if position not in known:
                raise (
                    not_an_option(position, known)
                    if known
                    else wrong("is a rule that nobody disagrees about")
                )

    def _treatment(self, value: object) -> str:
        return self._words.treatment(value) if self._words else a_text(value)

    def either(self, value: object) -> str:
        """A treatment, or a trait of several."""
        return self._words.treatment_or_trait(value) if self._words else a_text(value)

    def _rule(self, value: object) -> str:
        return self._words.rule(value) if self._words else a_text(value)

    @staticmethod
    def _by_name(value: object, name: Any, entry: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise wrong(f"must be a table, got {shown(value)}")
        found = Collector()
        read = {}
        for key, content in value.items():
            with found.at(key):
                read[name(key)] = entry(content)
        found.check()
        return read


def _price(value: object) -> Decimal:
    price = a_decimal(value)
    if not 0 <= price <= MOST_MONEY:
        raise wrong(f"must be from 0 to {MOST_MONEY}, got {shown(price)}")
    return price


def _severity(value: object) -> str:
    options = [severity.value for severity in Severity]
    if value not in options:
        raise not_an_option(value, options)
    return str(value)
