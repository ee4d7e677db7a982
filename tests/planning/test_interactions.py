"""All ordered pairs beside what was published: by hand, and over the content that ships."""

from pathlib import Path

import pytest

from toys import catalogue, cream, device, effect, kind, need
from turgor.content.load import load_core, load_modality
from turgor.content.merge import merge_fitting
from turgor.domain.published import Published
from turgor.domain.skin import Severity
from turgor.planning.skin.interactions import Comparison, interactions, longer, wrong

LASER = device("x.laser", [effect("red", 14)], [need("warm", 7, same_visit=True)])
HEAT = device("y.heat", [effect("warm", 7)], [need("red", 7), need("red", 14, Severity.CAUTION)])
PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "skin-state.md"
SHIPPED = ("facial_exercise", "laser", "microneedling", "nutrition", "radiofrequency", "topicals")


def pair(first, then, *published, treatments=(LASER, HEAT), kinds=(), **options):
    """One row of the table."""
    rows = interactions(catalogue(treatments, kinds), published, **options)
    return next(row for row in rows if (row.first, row.then) == (first, then))


def test_each_ordered_pair_stands_in_the_table_once():
    """Treatments and kinds of event, in id order, both ways and with themselves."""
    rows = interactions(catalogue([LASER, HEAT]), [])
    ids = ["tan", "x.laser", "y.heat"]
    assert [(row.first, row.then) for row in rows] == [(a, b) for a in ids for b in ids]


def test_a_row_says_what_binds_what_is_preferred_and_what_shares_a_visit():
    """Soft needs lengthen the preferred gap only."""
    there, back = pair("x.laser", "y.heat"), pair("y.heat", "x.laser")
    assert (there.min_days, there.preferred_days, there.same_visit) == (21, 28, False)
    assert (back.min_days, back.preferred_days, back.same_visit) == (14, 14, True)


def test_a_treatment_is_spaced_from_itself_by_its_course():
    """Home care has no course and repeats as often as it likes."""
    cell = cream("z.gel", [effect("red", 9)], [need("red")])
    assert (pair("x.laser", "x.laser").min_days, pair("x.laser", "x.laser").course) == (14, True)
    assert pair("z.gel", "z.gel", treatments=[cell]).min_days == 0


@pytest.mark.parametrize(
    ("days", "comparison"), [(21, Comparison.EQUAL), (20, Comparison.LONGER), (22, Comparison.SHORTER)]
)
def test_a_derived_gap_is_compared_with_the_published_one(days, comparison):
    """Shorter is wrong; longer needs a reason."""
    row = pair("x.laser", "y.heat", Published("x.laser", "y.heat", days, "row 1"))
    assert row.comparison is comparison
    assert wrong([row]) == ((row,) if comparison is Comparison.SHORTER else ())
    assert longer([row]) == ((row,) if comparison is Comparison.LONGER else ())


def test_advice_is_compared_with_the_preferred_gap():
    """A published caution asks for nothing that binds."""
    row = pair("x.laser", "y.heat", Published("x.laser", "y.heat", 28, "row 1", blocking=False))
    assert row.comparison is Comparison.EQUAL


def test_of_two_statements_the_longer_counts():
    """A shorter statement about the same pair does not make the derived gap too long."""
    gaps = [Published("x.laser", "y.heat", days, f"row {days}") for days in (14, 21)]
    assert pair("x.laser", "y.heat", *gaps).comparison is Comparison.EQUAL


def test_another_word_on_the_same_visit_is_wrong():
    """Zero days beside a word on the visit publish an order and no number."""
    gap = Published("x.laser", "y.heat", 0, "order only", same_visit=True)
    row = pair("x.laser", "y.heat", gap)
    assert (row.comparison, wrong([row])) == (None, (row,))


def test_an_unknown_skin_type_leaves_conditional_effects_in_place():
    """Light skin is what the published gaps speak of."""
    dark = device("x.laser", [effect("red", 14, when="fitzpatrick >= 4")])
    found = [
        pair("x.laser", "y.heat", treatments=[dark, HEAT], fitzpatrick=skin_type).min_days
        for skin_type in (2, 4, None)
    ]
    assert found == [0, 21, 21]


def test_a_permanent_effect_has_no_number_of_days():
    """None is never, and longer than any published number."""
    filler = kind("filler", [effect("warm", None)])
    row = pair("filler", "x.laser", Published("filler", "x.laser", 9, "row"), kinds=[filler])
    assert (row.min_days, row.comparison) == (None, Comparison.LONGER)


@pytest.fixture(scope="module")
def shipped():
    """All pairs of the shipped content."""
    merged = merge_fitting(load_core(), {name: load_modality(f"turgor_{name}") for name in SHIPPED})
    assert merged.rejected == {}
    return interactions(merged.catalogue, merged.published)


def test_all_that_is_published_is_compared(shipped):
    """A new published row that nothing covers, or one that gets lost, is noticed: the number is pinned."""
    compared = [gap for row in shipped for gap in row.published]
    assert len(compared) == 1018
    told = [row.comparison for row in shipped if row.comparison]
    assert (len(told), told.count(Comparison.EQUAL), told.count(Comparison.SHORTER)) == (977, 959, 0)  # 98 %


def test_the_example_on_the_page_is_what_the_content_says(shipped):
    """Laser to radiofrequency is 21 days, because of the three states shown."""
    row = next(
        r
        for r in shipped
        if (r.first, r.then) == ("laser.nonablative_1550", "radiofrequency.monopolar_series")
    )
    text = PAGE.read_text(encoding="utf-8")
    assert row.min_days == 21
    for cause in row.because:
        assert f"| `{cause.state}` | {cause.upper_days}" in text
