"""The zone tree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turgor.domain.zones import Zone, ZoneTree

TREE = ZoneTree.of(
    [
        Zone("face", "face"),
        Zone("lower_face", "lower face", "face"),
        Zone("chin", "chin", "lower_face"),
        Zone("jawline", "jawline", "lower_face", sided=True),
        Zone("periorbital", "around the eyes", "face", sided=True),
        Zone("lower_eyelid", "lower eyelids", "periorbital", sided=True),
        Zone("neck", "neck"),
    ]
)


def test_sites_are_leaves_with_their_sides():
    """A sided leaf is two sites; a leaf without parent or sides is one."""
    assert TREE.sites == {
        "chin",
        "jawline.left",
        "jawline.right",
        "lower_eyelid.left",
        "lower_eyelid.right",
        "neck",
    }


@pytest.mark.parametrize(
    ("reference", "sites"),
    [
        ("jawline", {"jawline.left", "jawline.right"}),
        ("jawline.left", {"jawline.left"}),
        ("periorbital.right", {"lower_eyelid.right"}),
        ("lower_face", {"chin", "jawline.left", "jawline.right"}),
    ],
)
def test_a_reference_covers_its_leaves_on_its_side(reference, sites):
    """A whole overlaps its parts; one side does not overlap the other."""
    assert TREE.sites_of(reference) == sites


def test_an_unsided_zone_has_no_left():
    """`chin.left` is no zone."""
    assert "chin.left" not in TREE.references


@given(st.sets(st.sampled_from(sorted(TREE.sites))))
def test_cover_names_just_the_sites(sites):
    """The references that people read cover exactly the sites, no two of them the same site."""
    cover = TREE.cover(sites)
    assert TREE.sites_of_all(cover) == sites
    assert sum(len(TREE.sites_of(reference)) for reference in cover) == len(sites)


def test_cover_uses_the_largest_zone():
    """All leaves of a zone are called by its name, in tree order."""
    assert TREE.cover({"neck", "jawline.left", "jawline.right", "chin"}) == ("lower_face", "neck")
