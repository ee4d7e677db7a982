"""Firmness over time: each place against its first visit, firmer always upwards, legible in grey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from turgor.documents.charts.profile import LABEL, WIDEST
from turgor.documents.style import STANDARD, Style
from turgor.documents.wording import sides, words
from turgor.domain.case import Measurement
from turgor.domain.findings import Change
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.domain.vocabulary import Direction

LEFT, RIGHT = 44.0, 60.0  # room for words beside the drawing, in its own unit
TOP, PLOT, BOTTOM = 16.0, 72.0, 18.0
INSET = 18.0  # of the first and the last point
APART = 11.0  # so that two lines of words do not touch
DAYS_APART = 62.0
ROUNDING = 1e-9

DESCRIPTION = Phrase("chart.progress", "{zone}: {readings}.")
READING = Phrase("chart.progress.reading", "{value} on {day}")
FIRMER, LOOSER = Phrase("chart.progress.firmer", "firmer"), Phrase("chart.progress.looser", "looser")
FIRST, AIM = Phrase("chart.progress.first", "first {value}"), Phrase("chart.progress.aim", "aim {value}")


@attrs.frozen
class Series:
    """What one measure said of one place, or of several where they are alike.

    Attributes:
        zones: as people name them.
        target: what is aimed for; None where nothing is.

    """

    zones: str
    change: Change
    readings: tuple[Measurement, ...]
    target: float | None = None

    @property
    def moves(self) -> bool:
        """Whether any reading differs from another, or from what is aimed for."""
        values = {reading.mean for reading in self.readings} | ({self.target} - {None})
        return len(values) > 1

    @property
    def reached(self) -> bool:
        """Whether the latest reading is as firm as is aimed for, or firmer."""
        if self.target is None:
            return False
        ahead = self.change.latest_value - self.target
        return (ahead if self.change.direction is Direction.HIGHER_IS_FIRMER else -ahead) >= -ROUNDING

    def is_real(self, reading: Measurement) -> bool:
        """Whether a reading is a real change from the first one, as the latest is judged."""
        least, latest = self.change.least, reading is self.readings[-1]
        if latest or least is None:
            return bool(latest and self.change.real)
        return abs(reading.mean - self.change.baseline_value) >= least - ROUNDING


@attrs.frozen
class Mark:
    """One visit: a full disc where the change from the first is real, else a ring."""

    x: float
    y: float
    value: str
    full: bool


@attrs.frozen
class Line:
    """A line across the drawing, and the words at its end, which keep out of the way of others."""

    y: float
    words: str
    words_y: float


@attrs.frozen
class Drawn:
    """All of it in the drawing's unit; `description` says the same.

    Attributes:
        unit: in points.
        left, right: where the drawing begins and ends between its words.
        band: from where to where a reading is no real change; None where nobody can say.
        days: places and words below.

    """

    description: str
    unit: float
    width: float
    height: float
    left: float
    right: float
    marks: tuple[Mark, ...]
    first: Line
    aim: Line | None
    band: tuple[float, float] | None
    days: tuple[tuple[float, str], ...]
    firmer: str
    looser: str


def series(plan: Plan, *, goals_only: bool = False) -> tuple[Series, ...]:
    """Everything that was measured at more than one visit, places that are alike together, goals first.

    `goals_only` leaves places out for which nothing is aimed, where any other was measured again.
    """
    goals = plan.findings.goal_sites
    changes = sorted(plan.findings.changes, key=lambda one: one.site not in goals)
    readings = {(one.site, one.instrument, one.settings): one.readings for one in plan.findings.profile}
    targets = {(one.site, one.instrument): one.value for one in plan.findings.targets}
    if goals_only:
        wanted = [one for one in changes if one.site in goals or (one.site, one.instrument) in targets]
        changes = wanted or changes
    alike: dict[tuple[object, ...], list[Series]] = {}
    for change in changes:
        held = readings[change.site, change.instrument, change.settings]
        target = targets.get((change.site, change.instrument))
        key = (change.instrument, change.settings, tuple((one.date, one.values) for one in held), target)
        alike.setdefault(key, []).append(Series("", change, held, target))
    return tuple(
        attrs.evolve(same[0], zones=_named([one.change.site for one in same], plan))
        for same in alike.values()
    )


def _named(sites: Sequence[str], plan: Plan) -> str:
    return words.opening(sides.said(sites, plan.zone_names))


def drawn(one: Series, style: Style = STANDARD) -> Drawn:
    """The drawing of a series."""
    unit = style.type_scale.label / LABEL
    width = min(WIDEST, style.measure / unit)
    left, right = LEFT, width - RIGHT
    scale = _Scale.of(one)
    first = scale.y(one.change.baseline_value)
    aim = None if one.target is None else scale.y(one.target)
    first_words, aim_words = _kept_apart(first, aim)
    places = _places([reading.date for reading in one.readings], left + INSET, right - INSET)
    return Drawn(
        description=_told(one),
        unit=unit,
        width=width,
        height=TOP + PLOT + BOTTOM,
        left=left,
        right=right,
        marks=tuple(
            Mark(x, scale.y(reading.mean), f"{reading.mean:.3g}", one.is_real(reading))
            for x, reading in zip(places, one.readings, strict=True)
        ),
        first=Line(first, FIRST(value=f"{one.change.baseline_value:.3g}").text, first_words),
        aim=None if aim is None else Line(aim, AIM(value=f"{one.target:.3g}").text, aim_words),
        band=_band(one, scale),
        days=tuple(_days([reading.date for reading in one.readings], places)),
        firmer=FIRMER().text,
        looser=LOOSER().text,
    )


@attrs.frozen
class _Scale:
    """From readings to places, the firmest on top."""

    loosest: float
    firmest: float

    @classmethod
    def of(cls, one: Series) -> _Scale:
        shown = [reading.mean for reading in one.readings]
        if one.target is not None:
            shown.append(one.target)
        if one.change.least is not None:
            shown += [
                one.change.baseline_value - one.change.least,
                one.change.baseline_value + one.change.least,
            ]
        low, high = min(shown), max(shown)
        if high - low < ROUNDING:
            low, high = low - 1, high + 1
        upwards = one.change.direction is Direction.HIGHER_IS_FIRMER
        return cls(low, high) if upwards else cls(high, low)

    def y(self, value: float) -> float:
        return round(TOP + PLOT * (1 - (value - self.loosest) / (self.firmest - self.loosest)), 1)


def _band(one: Series, scale: _Scale) -> tuple[float, float] | None:
    """Top and height of what is no real change from the first visit."""
    if one.change.least is None:
        return None
    ends = sorted(scale.y(one.change.baseline_value + sign * one.change.least) for sign in (-1, 1))
    return ends[0], round(ends[1] - ends[0], 1)


def _kept_apart(first: float, aim: float | None) -> tuple[float, float]:
    """Where the words of two lines stand: each at its line, or as far from the other as they need."""
    if aim is None or abs(first - aim) >= APART:
        return first, aim or 0.0
    middle, half = (first + aim) / 2, APART / 2
    return (middle - half, middle + half) if first < aim else (middle + half, middle - half)


def _places(days: Sequence[date], left: float, right: float) -> list[float]:
    """Each day in its place between the first and the last."""
    whole = (days[-1] - days[0]).days or 1
    return [round(left + (right - left) * (day - days[0]).days / whole, 1) for day in days]


def _days(days: Sequence[date], places: Sequence[float]) -> Iterator[tuple[float, str]]:
    """The first and the last day, and of those between as many as there is room for."""
    same_month = words.month_and_year(days[0]) == words.month_and_year(days[-1])
    written = words.near_day if same_month else words.month_and_year
    last = places[0]
    yield places[0], written(days[0])
    for day, place in zip(days[1:-1], places[1:-1], strict=True):
        if place - last >= DAYS_APART and places[-1] - place >= DAYS_APART:
            last = place
            yield place, written(day)
    yield places[-1], written(days[-1])


def _told(one: Series) -> str:
    """What the drawing shows, in words."""
    readings = [READING(value=f"{each.mean:.3g}", day=words.day(each.date)).text for each in one.readings]
    if one.target is not None:
        readings.append(AIM(value=f"{one.target:.3g}").text)
    return DESCRIPTION(zone=one.zones, readings=words.in_a_row(readings)).text
