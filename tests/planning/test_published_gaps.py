"""Derived gaps against the published ones: the clinical reference is the oracle of the skin-state mechanism."""

from pathlib import Path

import pytest

from turgor.host import Host
from turgor.planning.skin.interactions import Interaction, interactions, longer, wrong

HOST = Host.load()
SKIN_TYPES = [None, 1, 2, 3, 4, 5, 6]
PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "gaps.md"


def gaps(fitzpatrick: int | None) -> tuple[Interaction, ...]:
    """Every pair of actions of the installed modalities."""
    return interactions(HOST.catalogue, HOST.published, fitzpatrick)


@pytest.mark.parametrize("fitzpatrick", SKIN_TYPES)
def test_no_derived_gap_is_shorter_than_the_published_one(fitzpatrick: int | None) -> None:
    """For no type of skin, and not where the type is unknown."""
    compared = [row for row in gaps(fitzpatrick) if row.comparison]
    assert len(compared) > 100
    assert [(row.first, row.then) for row in compared if row.comparison == "shorter"] == []


# Such skin may darken: the reference takes back for it what devices are cleared to share in light skin.
NO_LONGER_IN_ONE_VISIT = {("radiofrequency.microneedling", "laser.nonablative_1550")}


@pytest.mark.parametrize("fitzpatrick", SKIN_TYPES)
def test_visits_are_shared_as_published_and_nothing_else_is_wrong(fitzpatrick: int | None) -> None:
    """The statements on one visit are about light skin; from type IV, or not knowing, one of them is taken back."""
    light = fitzpatrick is not None and fitzpatrick < 4
    found = gaps(fitzpatrick)
    assert {(row.first, row.then) for row in wrong(found)} == (set() if light else NO_LONGER_IN_ONE_VISIT)
    assert [row for row in found if row.published_same_visit is not None]


@pytest.mark.parametrize(("fitzpatrick", "days"), [(2, 21), (3, 21), (4, 42), (5, 42), (6, 42), (None, 42)])
def test_a_laser_that_may_darken_skin_keeps_others_away_twice_as_long(
    fitzpatrick: int | None, days: int
) -> None:
    """Three weeks in light skin, six from type IV or where the type is unknown, as the reference has it."""
    (row,) = [
        row
        for row in gaps(fitzpatrick)
        if (row.first, row.then) == ("laser.nonablative_1550", "laser.co2_fractional")
    ]
    assert row.min_days == days


def test_every_published_gap_between_known_actions_is_compared() -> None:
    """A row that names what is not installed waits; no other one is lost."""
    known = HOST.catalogue.treatments.keys() | HOST.catalogue.vocabulary.event_kinds.keys()
    expected = {(gap.first, gap.then) for gap in HOST.published if {gap.first, gap.then} <= known}
    assert {(row.first, row.then) for row in gaps(2) if row.published} == expected


def test_every_difference_has_its_reason_in_the_table() -> None:
    """The page lists just the pairs whose gaps are longer for light skin or where the type is unknown."""
    rows = [
        line.split("|") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")
    ]
    explained = {(row[1].strip(" `"), row[2].strip(" `")) for row in rows}
    assert explained == {(row.first, row.then) for type_ in (2, None) for row in longer(gaps(type_))}
    assert all(row[5].strip() for row in rows)


def test_darker_or_unknown_skin_waits_at_least_as_long() -> None:
    """Missing data never shortens a gap."""
    light, dark, unknown = ([row.min_days for row in gaps(type_)] for type_ in (2, 4, None))
    assert all(u is None or max(a or 0, b or 0) <= u for a, b, u in zip(light, dark, unknown, strict=True))
    assert light != dark
