"""The firmness profile: how loose each zone is, as bars on one scale, legible in grey."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from turgor.documents.wording import words
from turgor.documents.wording.sides import both_sides
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.domain.treatments import Laxity

WIDTH, ROW = 480.0, 17.0  # in the drawing's own unit: larger print makes the unit larger, nothing else
NAMES, WORDS = 130.0, 96.0
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
        firm: zones without laxity, which need no bar.
    """

    description: str
    width: float
    height: float
    start: float
    step: float
    bars: tuple[Bar, ...]
    firm: tuple[str, ...]


def profile_chart(plan: Plan) -> Profile | None:
    """The grades of all zones, goals first, the loosest first; None where nothing was graded."""
    laxity = plan.findings.laxity
    if not laxity:
        return None
    pairs = [(zone, sites, laxity[sites[0]]) for zone, sites in _alike(plan)]
    loose = [pair for pair in pairs if pair[2] > 0]
    goals = plan.findings.goal_sites
    loose.sort(key=lambda pair: (goals.isdisjoint(pair[1]), -pair[2]))
    step = (WIDTH - NAMES - WORDS) / WORST
    bars = tuple(
        Bar(
            name=_name(plan, zone),
            grade=f"{grade:g}",
            word=Laxity.of(grade).value,
            y=index * ROW,
            length=round(grade * step, 1),
            goal=not goals.isdisjoint(sites),
        )
        for index, (zone, sites, grade) in enumerate(loose)
    )
    told = words.joined((GOAL if bar.goal else BAR)(zone=bar.name, grade=bar.grade).text for bar in bars)
    firm = tuple(_name(plan, zone).lower() for zone, _, grade in pairs if grade == 0)
    return Profile(TITLE(bars=told).text, WIDTH, len(bars) * ROW + 16, NAMES, step, bars, firm)


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
