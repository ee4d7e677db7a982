"""The benefit: every number of its page, and how several courses add up."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from offers import course, findings, treatment
from turgor.domain.clinic import BenefitShares, Clinic
from turgor.domain.evidence import Evidence
from turgor.domain.treatments import Laxity, Role
from turgor.planning.home_care.regimens import LONG_PAUSE_DAYS
from turgor.planning.offering.benefit import EVIDENCE_POINTS, ROLE_POINTS, benefit, benefit_at

PAGE = (Path(__file__).parents[2] / "docs/explanation/benefit.md").read_text(encoding="utf-8")
SERIES = treatment("toy.heat", laxity=(Laxity.MILD, Laxity.MODERATE))
LASER = attrs.evolve(SERIES, id="toy.laser", traits=frozenset({"barrier_breaking"}))


def points(one, grade: float | None, *, caution: bool = False) -> int:
    """The points of a treatment at the chin."""
    return benefit(one, [("chin", caution)], findings(laxity=grade)).points


def test_the_examples_of_the_page_hold():
    """A mild jaw: 120 for the series, 60 for what breaks the barrier, 30 with a caution."""
    assert (points(SERIES, 1.5), points(LASER, 1.5), points(LASER, 1.5, caution=True)) == (120, 60, 30)
    assert all(f"**{number}**" in PAGE for number in (120, 60))


@pytest.mark.parametrize(("grade", "expected"), [(1, 120), (2.5, 120), (3, 0), (0, 0), (None, 60)])
def test_the_laxity_grade_decides_the_fit(grade: float | None, expected: int):
    """A grade that suits counts double an unknown one; one that does not suit makes the treatment worth nothing."""
    assert points(SERIES, grade) == expected


def test_a_treatment_without_grades_suits_every_grade():
    """Home care that suits everybody fits ungraded sites too."""
    anyone = attrs.evolve(SERIES, laxity=())
    assert points(anyone, None) == points(anyone, 3.5) == 120


def test_a_barrier_is_broken_for_half_the_points_at_mild_laxity_only():
    """At moderate laxity, or where it is unknown, nothing is halved."""
    assert points(LASER, 2) == points(SERIES, 2)
    assert points(LASER, None) == points(SERIES, None)


def test_a_caution_costs_a_step_and_never_the_last_one():
    """Evidence that is already at its least stays there."""
    weak = attrs.evolve(SERIES, evidence=Evidence.VERY_LOW)
    assert points(SERIES, 1, caution=True) == 60
    assert points(weak, 1, caution=True) == points(weak, 1) == 60


def test_parts_are_shown_beside_the_points():
    """Every number that went in can be read from the record."""
    (site,) = benefit(LASER, [("chin", True)], findings(laxity=1.5)).sites
    assert (site.evidence_points, site.role_points, site.fit_points, site.halved, site.points) == (
        1,
        3,
        2,
        True,
        30,
    )


HEAT = course("toy.a", points=120, mechanism="heat")
WARM = course("toy.b", points=100, mechanism="heat")
NEEDLES = course("toy.c", points=60, mechanism="needles")


@pytest.mark.parametrize(
    ("chosen", "laxity", "expected"),
    [
        ((), Laxity.MODERATE, 0),
        ((HEAT, WARM), Laxity.MODERATE, 120),
        ((HEAT, NEEDLES), Laxity.MILD, 120),
        ((HEAT, NEEDLES), None, 120),
        ((HEAT, NEEDLES), Laxity.MODERATE, 150),
        ((HEAT, WARM, NEEDLES), Laxity.SEVERE, 150),
    ],
)
def test_a_second_mechanism_counts_half_from_moderate_laxity_on(chosen, laxity: Laxity | None, expected: int):
    """The best in full, half of the best of another mechanism, nothing of any further one."""
    assert benefit_at("chin", chosen, laxity, frozenset()) == expected


def test_a_second_mechanism_counts_at_mild_laxity_where_it_was_asked_for():
    """A practitioner's pin is the request; asking for the best one does not make the second count."""
    assert benefit_at("chin", (HEAT, NEEDLES), Laxity.MILD, frozenset({"toy.c"})) == 150
    assert benefit_at("chin", (HEAT, NEEDLES), Laxity.MILD, frozenset({"toy.a"})) == 120


def test_the_page_says_the_numbers_of_the_code():
    """Evidence, roles, shares and defaults on the page are those that are used."""
    grades = {"high": Evidence.HIGH, "moderate": Evidence.MODERATE, "low": Evidence.LOW}
    assert all(f"{word} {EVIDENCE_POINTS[grade]}" in PAGE for word, grade in grades.items())
    assert {EVIDENCE_POINTS[g] for g in (Evidence.VERY_LOW, Evidence.LABEL, Evidence.NONE)} == {1}
    assert all(f"{role} {worth}" in PAGE for role, worth in ROLE_POINTS.items())
    assert set(ROLE_POINTS) == set(Role)
    shares, usual = BenefitShares(), attrs.fields(Clinic)
    assert f"| {shares.balanced} % |" in PAGE
    assert f"| {shares.others} % |" in PAGE
    assert f"Up to {usual.minutes_a_day.default} minutes a day" in PAGE
    assert f"more than {LONG_PAUSE_DAYS} days" in PAGE
