"""Readings of instruments: within the range and on the steps of the instrument, one a day at a site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from turgor.domain.case import Measurement, Target
from turgor.domain.vocabulary import Instrument
from turgor.files.dates import not_after
from turgor.files.words import Words
from turgor.structuring.primitives import a_number
from turgor.structuring.problems import Collector, shown, wrong
from turgor.structuring.records import Field, StrictConverter, structure_fields


@attrs.frozen
class Reading:
    """One measurement as a file states it, on a zone that may have several sites.

    Attributes:
        values: one number, or several where the reading was repeated.
        date: None means the day of the assessment.

    """

    instrument: Instrument
    zone: str
    values: tuple[Any, ...]
    date: date | None = None
    settings: str = ""


@attrs.frozen
class Aim:
    """One target as a file states it, for a zone that may have several sites."""

    instrument: Instrument
    zone: str
    value: Any


def read_readings(entries: object, words: Words, today: date | None) -> tuple[Reading, ...]:
    """The entries of ``[[assessment.measurements]]``, without those of modalities that cannot be asked."""
    if not isinstance(entries, list):
        raise wrong(f"must be written as [[assessment.measurements]], once for each, got {shown(entries)}")
    known = words.catalogue.vocabulary.instruments
    found = Collector()
    readings = []
    for index, entry in enumerate(entries):
        with found.at(index):
            if not isinstance(entry, Mapping) or not words.is_absent(entry.get("instrument"), known):
                readings.append(_read_one(entry, words, today))
    found.check()
    return tuple(readings)


def measured(
    readings: Sequence[Reading], assessed: date, words: Words, found: Collector
) -> tuple[Measurement, ...]:
    """The measurements, site by site; two of one site by one instrument on one day are a problem."""
    first_of: dict[tuple[object, ...], int] = {}
    measurements = []
    for index, reading in enumerate(readings):
        for measurement in _by_site(reading, assessed, words):
            key = (measurement.site, measurement.instrument, measurement.settings, measurement.date)
            if key in first_of and first_of[key] != index:
                found.add(("measurements", index), _repeated(measurement, first_of[key]))
                break
            first_of[key] = index
            measurements.append(measurement)
    return tuple(measurements)


def read_targets(entries: object, words: Words) -> tuple[Target, ...]:
    """The entries of ``[[goals.targets]]``, site by site; one reading is aimed for at a site by an instrument."""
    if not isinstance(entries, list):
        raise wrong(f"must be written as [[goals.targets]], once for each, got {shown(entries)}")
    known = words.catalogue.vocabulary.instruments
    found = Collector()
    targets: dict[tuple[str, str], Target] = {}
    for index, entry in enumerate(entries):
        with found.at(index):
            if isinstance(entry, Mapping) and words.is_absent(entry.get("instrument"), known):
                continue
            for target in _read_target(entry, words):
                if (target.instrument, target.site) in targets:
                    raise wrong(f"aims at {target.site} by {target.instrument} again")
                targets[target.instrument, target.site] = target
    found.check()
    return tuple(targets.values())


def _read_target(entry: object, words: Words) -> Iterator[Target]:
    fields = {"instrument": Field(read=words.instrument), "zone": Field(read=words.zone)}
    found = Collector()
    values = structure_fields(entry, Aim, found, StrictConverter({Aim: fields}))
    if "value" in values:
        with found.at("value"):
            values["value"] = _on_the_scale(a_number(values["value"]), values.get("instrument"))
    found.check()
    aim = Aim(**values)
    for site in sorted(words.catalogue.vocabulary.zones.sites_of(aim.zone)):
        yield Target(aim.instrument.id, site, aim.value)


def _repeated(measurement: Measurement, first: int) -> str:
    return (
        f"measures {measurement.site} with {measurement.instrument} on {measurement.date} again, after "
        f"measurements[{first}]; repeats are one measurement with several values"
    )


def _by_site(reading: Reading, assessed: date, words: Words) -> Iterator[Measurement]:
    for site in sorted(words.catalogue.vocabulary.zones.sites_of(reading.zone)):
        yield Measurement(
            reading.instrument.id, site, reading.date or assessed, reading.values, reading.settings
        )


def _read_one(entry: object, words: Words, today: date | None) -> Reading:
    fields = {
        "instrument": Field(read=words.instrument),
        "zone": Field(read=words.zone),
        "values": Field(read=lambda value: tuple(value) if isinstance(value, list) else (value,)),
        "date": Field(read=lambda value: not_after(value, today)),
    }
    found = Collector()
    values = structure_fields(entry, Reading, found, StrictConverter({Reading: fields}))
    if "values" in values:
        with found.at("values"):
            values["values"] = _numbers(values["values"], values.get("instrument"))
    found.check()
    return Reading(**values)


def _numbers(values: tuple[Any, ...], instrument: Instrument | None) -> tuple[float, ...]:
    if not values:
        raise wrong("must hold at least one number")
    found = Collector()
    numbers = []
    for index, value in enumerate(values):
        with found.at(index):
            numbers.append(_on_the_scale(a_number(value), instrument))
    found.check()
    return tuple(numbers)


def _on_the_scale(number: float, instrument: Instrument | None) -> float:
    if instrument is None:
        return number
    if number < instrument.minimum:
        raise wrong(f"must be at least {shown(instrument.minimum)}, got {shown(number)}")
    if number > instrument.maximum:
        raise wrong(f"must be at most {shown(instrument.maximum)}, got {shown(number)}")
    if instrument.values and number not in instrument.values:
        raise wrong(f"must be one of {', '.join(map(shown, instrument.values))}, got {shown(number)}")
    return number
