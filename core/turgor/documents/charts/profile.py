"""The firmness profile: how loose each zone is, as bars on one scale, legible in grey."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from turgor.documents.wording import words
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.domain.treatments import Laxity

WIDTH, ROW = 480.0, 20.0
NAMES = 130.0
WORST = 4.0  # of the Alexiades scale
TITLE = Phrase("chart.profile", "Laxity by zone, from 0 (firm) to 4: {bars}.")
BAR = Phrase("chart.profile.bar", "{zone} {grade}")


@attrs.frozen
class Bar:
    """One zone: its name, its grade and the word for it; the goal zones stand out."""

    name: str
    grade: str
    word: str
    y: float
    length: float
    goal: bool


@attrs.frozen
class Profile:
    """All bars in points; `description` says the same."""

    description: str
    width: float
    height: float
    start: float
    step: float
    bars: tuple[Bar, ...]


def profile_chart(plan: Plan) -> Profile | None:
    """The grades of all zones; None where nothing was graded."""
    grades = list(_both_sides(plan.findings.laxity))
    if not grades:
        return None
    unit = (WIDTH - NAMES - 90) / WORST
    bars = tuple(
        Bar(
            name=words.opening(words.places([zone], plan.zone_names)),
            grade=f"{grade:g}",
            word=Laxity.of(grade).value,
            y=index * ROW,
            length=round(grade * unit, 1),
            goal=bool(plan.findings.goal_sites.intersection(sites)),
        )
        for index, (zone, sites, grade) in enumerate(grades)
    )
    told = words.joined(BAR(zone=bar.name, grade=bar.grade).text for bar in bars)
    return Profile(TITLE(bars=told).text, WIDTH, len(bars) * ROW + 16, NAMES, unit, bars)


def _both_sides(grades: Mapping[str, float]) -> Iterator[tuple[str, tuple[str, ...], float]]:
    """Zone, its sites and their grade: both sides together where they are alike."""
    for site, grade in grades.items():
        zone, _, side = site.partition(".")
        other = f"{zone}.{'right' if side == 'left' else 'left'}"
        if not side or grades.get(other) != grade:
            yield site, (site,), grade
        elif side == "left":
            yield zone, (site, other), grade
