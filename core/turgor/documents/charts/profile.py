"""The firmness profile: how loose each zone is, as bars on one scale, legible in grey."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from turgor.documents.style import STANDARD, PrintSize, Style
from turgor.documents.wording import words
from turgor.documents.wording.sides import both_sides
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.domain.treatments import Laxity

ROW, NAME_LINE = 17.0, 13.0  # in the drawing's own unit: larger print makes the unit larger
WIDEST, NAMES, WORDS = 480.0, 130.0, 96.0
LABEL = 9.0  # size of the smallest words in that unit
AXIS = 16.0  # the line of grades below the bars
WORST = 4.0  # of the Alexiades scale
TITLE = Phrase("chart.profile", "Laxity by zone, from 0 (firm) to 4: {bars}.")
GOAL = Phrase("chart.profile.goal", "{zone} {grade}, a goal")
BAR = Phrase("chart.profile.bar", "{zone} {grade}")
KEY = Phrase("chart.profile.key", "\N{EN DASH} goal zones in bold")


@attrs.frozen
class Bar:
    """One zone: its name, its grade and the word for it; the goal zones stand out by weight and by shade."""

    name: str
    grade: str
    word: str
    y: float
    length: float
    goal: bool


@attrs.frozen
class Profile:
    """All bars in the drawing's unit; `description` says the same.

    Attributes:
        unit: in points; `stacked` names stand above the bars, for want of room beside them.
        firm: zones without laxity, which need no bar.
    """

    description: str
    unit: float
    stacked: bool
    width: float
    height: float
    start: float
    step: float
    bars: tuple[Bar, ...]
    firm: tuple[str, ...]


def profile_chart(plan: Plan, style: Style = STANDARD) -> Profile | None:
    """The grades of all zones, goals first, the loosest first; None where nothing was graded."""
    laxity = plan.findings.laxity
    if not laxity:
        return None
    pairs = [(zone, sites, laxity[sites[0]]) for zone, sites in _alike(plan)]
    loose = [pair for pair in pairs if pair[2] > 0]
    goals = plan.findings.goal_sites
    loose.sort(key=lambda pair: (goals.isdisjoint(pair[1]), -pair[2]))
    unit, stacked = style.type_scale.label / LABEL, style.size is not PrintSize.STANDARD
    width, start = min(WIDEST, style.measure / unit), 0.0 if stacked else NAMES
    step, row = (width - start - WORDS) / WORST, ROW + NAME_LINE * stacked
    bars = tuple(
        Bar(
            name=_name(plan, zone),
            grade=f"{grade:g}",
            word=Laxity.of(grade).value,
            y=index * row + NAME_LINE * stacked,
            length=round(grade * step, 1),
            goal=not goals.isdisjoint(sites),
        )
        for index, (zone, sites, grade) in enumerate(loose)
    )
    firm = tuple(_name(plan, zone).lower() for zone, _, grade in pairs if grade == 0)
    return Profile(_told(bars), unit, stacked, width, len(bars) * row + AXIS, start, step, bars, firm)


def in_pieces(chart: Profile, height: float) -> Iterator[Profile]:
    """The chart, or where it is higher than `height` points as many charts as it takes."""
    row = ROW + NAME_LINE * chart.stacked
    most = max(1, int((height / chart.unit - AXIS) / row))
    for first in range(0, len(chart.bars), most):
        bars = tuple(attrs.evolve(bar, y=bar.y - first * row) for bar in chart.bars[first : first + most])
        yield attrs.evolve(chart, description=_told(bars), height=len(bars) * row + AXIS, bars=bars)


def _told(bars: Iterable[Bar]) -> str:
    """What the bars show, in words."""
    told = ((GOAL if bar.goal else BAR)(zone=bar.name, grade=bar.grade).text for bar in bars)
    return TITLE(bars=words.joined(told)).text


def _name(plan: Plan, zone: str) -> str:
    return words.opening(words.places([zone], plan.zone_names))


def _alike(plan: Plan) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Both sides of a zone as one where their grades are alike."""
    laxity = plan.findings.laxity
    by_grade: dict[float, list[str]] = {}
    for site, grade in laxity.items():
        by_grade.setdefault(grade, []).append(site)
    paired = dict(pair for sites in by_grade.values() for pair in both_sides(sites))
    order = list(laxity)
    yield from sorted(paired.items(), key=lambda pair: order.index(pair[1][0]))
