"""How firmness has changed: each site against itself, by one instrument with one setting, and whether it is real.

A change is called real only beyond what repeated readings of the site scatter: twice the standard deviation of its
repeats, taken together over the visits. A grade, which is not repeated, changes really by the least step that its
instrument states. Where neither is known, a difference is shown and not called anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import sqrt
from statistics import fmean, variance

from turgor.domain.case import Measurement
from turgor.domain.catalogue import Vocabulary
from turgor.domain.findings import Change, Movement, ProfileEntry
from turgor.domain.messages import Message, Phrase
from turgor.domain.vocabulary import Direction, Instrument

ENOUGH_REPEATS = 3  # readings of one visit from which their scatter is told
SCATTERS = 2  # standard deviations that a change must exceed (clinic's default)
ROUNDING = 1e-9  # differences of decimal readings are no exact numbers

WITHIN = Phrase("change.within", "Within what repeated readings of this place scatter: no change is shown.")
LESS_THAN_A_STEP = Phrase("change.step", "Less than the step that this scale calls a change.")
FEW_REPEATS = Phrase(
    "change.repeats", "Fewer than {count} readings at a visit: nobody can say how far they scatter."
)
OTHER_SETTINGS = Phrase(
    "findings.settings",
    "{instrument}, {zone}: measured with different settings ({settings}), so not compared.",
)


def changes(profile: Iterable[ProfileEntry], instruments: Mapping[str, Instrument]) -> Iterator[Change]:
    """The change of each series from its first visit to its latest one, in the order of the profile."""
    for entry in profile:
        if len(entry.readings) > 1:
            yield _change(entry, instruments[entry.instrument])


def not_compared(profile: Iterable[ProfileEntry], vocabulary: Vocabulary) -> Iterator[Message]:
    """What was measured with more than one setting at one site, by one instrument."""
    for (site, instrument), entries in groupby(profile, key=lambda entry: (entry.site, entry.instrument)):
        settings = tuple(entry.settings or "none stated" for entry in entries)
        if len(settings) > 1:
            name, zone = vocabulary.instruments[instrument].name, vocabulary.zones.name_of(site)
            yield OTHER_SETTINGS(instrument=name, zone=zone, settings="; ".join(settings))


def _change(entry: ProfileEntry, instrument: Instrument) -> Change:
    first, last = entry.readings[0], entry.readings[-1]
    difference = round(last.mean - first.mean, 9)
    least = _least(entry.readings, instrument)
    return Change(
        site=entry.site,
        instrument=entry.instrument,
        settings=entry.settings,
        baseline=first.date,
        latest=last.date,
        baseline_value=first.mean,
        latest_value=last.mean,
        difference=difference,
        movement=_movement(difference, instrument.direction),
        least=least,
        real=None if least is None else _exceeds(abs(difference), least, instrument),
        why=_why(difference, least, instrument),
        name=instrument.name,
        direction=instrument.direction,
    )


def _movement(difference: float, direction: Direction) -> Movement:
    if difference == 0:
        return Movement.NONE
    higher_is_firmer = direction is Direction.HIGHER_IS_FIRMER
    return Movement.FIRMER if (difference > 0) is higher_is_firmer else Movement.LOOSER


def _least(readings: Sequence[Measurement], instrument: Instrument) -> float | None:
    """What a change is measured against: the stated step of a scale, else twice the scatter of the repeats."""
    if instrument.least_change is not None:
        return instrument.least_change
    if any(len(reading.values) < ENOUGH_REPEATS for reading in (readings[0], readings[-1])):
        return None
    repeated = [reading.values for reading in readings if len(reading.values) >= ENOUGH_REPEATS]
    return SCATTERS * sqrt(fmean(variance(values) for values in repeated))


def _exceeds(difference: float, least: float, instrument: Instrument) -> bool:
    """A step is a change; what scatters must be exceeded."""
    if instrument.least_change is not None:
        return difference >= least - ROUNDING
    return difference > least + ROUNDING


def _why(difference: float, least: float | None, instrument: Instrument) -> Message | None:
    """Why a difference is not called real; None where it is."""
    if least is None:
        return FEW_REPEATS(count=ENOUGH_REPEATS)
    if _exceeds(abs(difference), least, instrument):
        return None
    return LESS_THAN_A_STEP() if instrument.least_change is not None else WITHIN()
