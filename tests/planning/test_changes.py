"""Firmness against itself: the direction of every instrument, and what is called a change."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turgor.content import load_core
from turgor.domain.case import Measurement
from turgor.domain.findings import Change, Movement, ProfileEntry
from turgor.planning.finding.changes import changes, not_compared

VOCABULARY = load_core().vocabulary
FIRST, LATER = date(2026, 3, 2), date(2026, 9, 2)
# Which way each scale is firmer, from the reference's table of directions: written here a second time on purpose.
HIGHER = {
    *("cutometer_r2", "cutometer_r5", "cutometer_r7", "ballistometer_restitution", "torque_ur_ue"),
    *("faceq_lower_face", "faceq_neck", "faceq_skin"),
}
LOWER = {
    *("alexiades_laxity", "merz_jawline", "merz_neck", "merz_cheek_upper", "merz_cheek_lower"),
    *("merz_marionette", "merz_nasolabial", "glogau", "fitzpatrick_goldman", "rao_goldman", "gais"),
    *(
        "cutometer_r0",
        "cutometer_r6",
        "ballistometer_indentation",
        "snap_back",
        "lid_distraction",
        "pinch_recoil",
    ),
}


def change(instrument: str, before: tuple[float, ...], after: tuple[float, ...]) -> Change:
    """What came of two visits."""
    readings = (
        Measurement(instrument, "jawline.left", FIRST, before),
        Measurement(instrument, "jawline.left", LATER, after),
    )
    (found,) = changes([ProfileEntry("jawline.left", instrument, "", readings)], VOCABULARY.instruments)
    return found


def test_every_instrument_has_its_direction_written_here():
    """A new instrument must be thought about."""
    assert set(VOCABULARY.instruments) == HIGHER | LOWER


@pytest.mark.parametrize("instrument", sorted(HIGHER | LOWER))
def test_a_rise_means_firmer_exactly_where_higher_is_firmer(instrument):
    """The direction trap: most grades fall as the skin gets firmer, most ratios rise."""
    low, high = VOCABULARY.instruments[instrument].minimum, VOCABULARY.instruments[instrument].maximum
    rise, fall = change(instrument, (low,), (high,)), change(instrument, (high,), (low,))
    assert rise.difference == -fall.difference == high - low
    firmer, looser = (rise, fall) if instrument in HIGHER else (fall, rise)
    assert (firmer.movement, looser.movement) == (Movement.FIRMER, Movement.LOOSER)
    assert change(instrument, (low,), (low,)).movement is Movement.NONE


def test_a_change_beyond_twice_the_scatter_of_the_repeats_is_real():
    """0.60, 0.62 and 0.64 scatter by 0.02: a difference of more than 0.04 is a change."""
    real = change("cutometer_r2", (0.60, 0.62, 0.64), (0.65, 0.67, 0.69))
    assert real.real
    assert real.why is None
    assert real.least == pytest.approx(0.04)


def test_a_change_as_large_as_twice_the_scatter_is_not_real():
    """It must be beyond it."""
    within = change("cutometer_r2", (0.60, 0.62, 0.64), (0.64, 0.66, 0.68))
    assert within.difference == pytest.approx(0.04)
    assert within.real is False
    assert "scatter" in within.why.text


def test_both_visits_tell_the_scatter():
    """A calm first visit does not hide that the latest one was uneven."""
    assert change("cutometer_r2", (0.62, 0.62, 0.62), (0.60, 0.70, 0.80)).real is False


@pytest.mark.parametrize(
    ("before", "after"), [((0.5,), (0.9,)), ((0.5, 0.5, 0.5), (0.9, 0.9)), ((0.5,), (0.9, 0.9, 0.9))]
)
def test_without_three_readings_at_both_visits_nobody_can_say(before, after):
    """However large the difference is."""
    found = change("cutometer_r2", before, after)
    assert found.real is None
    assert "Fewer than 3 readings" in found.why.text


@pytest.mark.parametrize(("after", "real"), [(3.0, False), (2.0, True), (1.0, True)])
def test_a_scale_with_a_stated_step_changes_by_it(after, real):
    """One grade of the Merz scales is a change; the same grade is none."""
    assert change("merz_jawline", (3.0,), (after,)).real is real


def test_a_grade_without_a_stated_step_is_shown_and_not_called_real():
    """No source says which step of the laxity grade is beyond chance."""
    found = change("alexiades_laxity", (2.5,), (2.0,))
    assert found.movement is Movement.FIRMER
    assert found.real is None


def test_other_settings_are_never_compared_and_that_is_said():
    """Another probe is another series."""
    one = Measurement("cutometer_r2", "neck", FIRST, (0.6, 0.6, 0.6), "2 mm, 450 mbar")
    other = Measurement("cutometer_r2", "neck", LATER, (0.8, 0.8, 0.8), "6 mm, 400 mbar")
    profile = [ProfileEntry("neck", "cutometer_r2", m.settings, (m,)) for m in (one, other)]
    assert list(changes(profile, VOCABULARY.instruments)) == []
    (said,) = not_compared(profile, VOCABULARY)
    assert "2 mm, 450 mbar; 6 mm, 400 mbar" in said.text


ratios = st.floats(0, 1).map(lambda value: round(value, 3))


@given(st.tuples(ratios, ratios, ratios), st.tuples(ratios, ratios, ratios))
def test_seen_backwards_a_change_is_the_opposite_and_as_real(before, after):
    """Firmer one way is looser the other; how far readings scatter does not depend on the order."""
    there, back = change("cutometer_r7", before, after), change("cutometer_r7", after, before)
    opposite = {
        Movement.FIRMER: Movement.LOOSER,
        Movement.LOOSER: Movement.FIRMER,
        Movement.NONE: Movement.NONE,
    }
    assert back.movement is opposite[there.movement]
    assert back.real is there.real
