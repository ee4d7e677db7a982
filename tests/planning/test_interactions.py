"""Derived gaps against the published ones: the clinical reference is the oracle of the skin-state mechanism."""

from pathlib import Path

import pytest

from turgor.domain.published import Published
from turgor.host import Host
from turgor.planning.interactions import Interaction, interactions

HOST = Host.load()
SKIN_TYPES = [None, 1, 2, 3, 4, 5, 6]
PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "gaps.md"


def compared(fitzpatrick: int | None) -> list[Interaction]:
    """The pairs that have a published gap."""
    return [row for row in interactions(HOST.catalogue, HOST.published, fitzpatrick) if row.published]


@pytest.mark.parametrize("fitzpatrick", SKIN_TYPES)
def test_no_derived_gap_is_shorter_than_the_published_one(fitzpatrick: int | None) -> None:
    """For no type of skin, and not where the type is unknown."""
    rows = compared(fitzpatrick)
    assert len(rows) > 100
    shorter = [(r.first, r.then, r.longer_by) for r in rows if r.longer_by is not None and r.longer_by < 0]
    assert shorter == []


def test_every_published_gap_between_known_actions_is_compared() -> None:
    """A row that names what is not installed waits; no other one is lost."""
    known = HOST.catalogue.treatments.keys() | HOST.catalogue.vocabulary.event_kinds.keys()
    expected = {(gap.first, gap.then) for gap in HOST.published if {gap.first, gap.then} <= known}
    assert {(row.first, row.then) for row in compared(2)} == expected


@pytest.mark.parametrize("fitzpatrick", [1, 2, 3])
def test_what_may_share_a_visit_is_what_was_published(fitzpatrick: int) -> None:
    """In the published order, for the skin types that the statements are about."""
    stated = [row for row in compared(fitzpatrick) if row.published.same_visit is not None]
    assert stated
    assert [row for row in stated if row.same_visit is not row.published.same_visit] == []


def test_every_difference_has_its_reason_in_the_table() -> None:
    """The page lists just the pairs whose gaps differ for light skin or where the type is unknown."""
    rows = [
        line.split("|") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")
    ]
    explained = {(row[1].strip(" `"), row[2].strip(" `")) for row in rows}
    differing = {(r.first, r.then) for type_ in (2, None) for r in compared(type_) if r.longer_by}
    assert explained == differing
    assert all(row[5].strip() for row in rows)


def test_a_pair_without_a_common_state_has_no_gap() -> None:
    """Sunscreen never waits for anything, nor anything for it."""
    rows = interactions(HOST.catalogue)
    sunscreen = [row for row in rows if row.first == "topicals.sunscreen" and not row.because]
    assert sunscreen
    assert {(row.min_days, row.same_visit) for row in sunscreen} == {(0, True)}


def test_two_sessions_of_one_course_are_spaced_by_it() -> None:
    """Not by what they leave on the skin, and never in one visit."""
    by_pair = {(row.first, row.then): row for row in interactions(HOST.catalogue)}
    for treatment in HOST.catalogue.treatments.values():
        if treatment.course:
            row = by_pair[treatment.id, treatment.id]
            assert (row.min_days, row.same_visit, row.because) == (
                treatment.course.interval.min_days,
                False,
                (),
            )


def test_an_advised_gap_is_compared_with_what_is_preferred() -> None:
    """A caution does not block, so the blocking gap may be shorter."""
    row = Interaction(
        "a", "b", 0, 14, same_visit=True, because=(), published=Published("a", "b", 14, "x", blocking=False)
    )
    assert row.longer_by == 0
    assert Interaction("a", "b", 0, 13, same_visit=True, because=(), published=row.published).longer_by == -1


def test_darker_or_unknown_skin_waits_at_least_as_long() -> None:
    """Missing data never shortens a gap."""
    light, dark, unknown = (
        [row.min_days for row in interactions(HOST.catalogue, fitzpatrick=type_)] for type_ in (2, 4, None)
    )
    assert all(u is None or max(a or 0, b or 0) <= u for a, b, u in zip(light, dark, unknown, strict=True))
    assert light != dark
