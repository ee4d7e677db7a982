"""The calendar of a plan."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest

import plans
from turgor.documents.patient.timeline import timeline


def rows(plan):
    """The rows of a plan's calendar, by name."""
    chart = timeline(plan)
    assert chart is not None
    return {row.name: row for row in chart.rows}


def test_runs_from_this_month_to_the_last_date():
    """The calendar starts with the month of planning and ends with the month of the last check."""
    chart = timeline(plans.plan())
    assert chart is not None
    assert chart.title == "From November 2026 to June 2027"
    assert [month.label for month in chart.months] == ["Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun"]
    assert [year.label for year in chart.years] == ["2026", "2027"]


def test_a_course_is_numbered_dots_with_healing_and_a_check():
    """Sessions are numbered in order, healing follows each, the check comes last; words say the same."""
    row = rows(plans.plan())["RF microneedling"]
    assert [dot.number for dot in row.dots] == ["1", "2", "3"]
    assert [dot.x for dot in row.dots] == sorted(dot.x for dot in row.dots)
    assert len(row.healing) == 3
    assert row.checks[0] > row.dots[-1].x
    assert row.description == (
        "RF microneedling: visit 1 on 14 December 2026, visit 2 on 18 January 2027, visit 3 on 22 February 2027,"
        " healing takes 3 days after each, check on 14 June 2027."
    )


def test_dots_never_overlap():
    """Sessions that stand close together become smaller and lose their numbers."""
    usual = plans.plan()
    days = [date(2026, 12, 7) + timedelta(days=7 * index) for index in range(8)]
    row = rows(attrs.evolve(usual, visits=plans.visits(usual.courses[0], *days)))["RF microneedling"]
    gaps = [b.x - a.x for a, b in zip(row.dots, row.dots[1:], strict=False)]
    assert min(gaps) >= 2 * row.dots[0].radius
    assert {dot.number for dot in row.dots} == {""}


def test_pauses_interrupt_the_bars():
    """No bar of use lies within a pause, and the pauses are drawn between the bars."""
    row = rows(plans.plan())["Tretinoin cream"]
    assert len(row.use) == 4
    assert len(row.pauses) == 3
    for bar, pause, following in zip(row.use, row.pauses, row.use[1:], strict=False):
        assert bar.x + bar.width == pytest.approx(pause.x, abs=0.2)
        assert pause.x + pause.width == pytest.approx(following.x, abs=0.2)
    assert "paused 9 to 19 December 2026" in row.description


def test_unchanging_home_care_shares_a_quiet_row():
    """What is used every day without a pause needs no row of its own."""
    row = rows(plans.plan())["Every day"]
    assert row.note == "moisturiser and sunscreen"
    assert row.steady


def test_nothing_to_show():
    """A plan in which nothing changes over time has no calendar."""
    assert timeline(plans.home_only()) is None
    assert timeline(plans.no_plan()) is None


def test_everything_stays_on_the_chart():
    """No sign of any plan is drawn beyond the chart."""
    for plan in plans.ALL.values():
        chart = timeline(plan)
        for row in chart.rows if chart else ():
            for stretch in (*row.use, *row.changes, *row.pauses, *row.healing):
                assert 0 <= stretch.x <= stretch.x + stretch.width <= chart.width + 0.1
            assert all(0 <= place <= chart.width for place in (*row.checks, *(dot.x for dot in row.dots)))


def test_a_long_plan_names_fewer_months():
    """When months get narrow only some carry their name."""
    usual = plans.plan()
    far = attrs.evolve(usual, courses=(attrs.evolve(usual.courses[0], review=date(2028, 12, 1)),))
    chart = timeline(far)
    assert chart is not None
    assert len(chart.months) == 26
    assert sum(bool(month.label) for month in chart.months) == 13


def test_only_signs_that_occur_are_explained():
    """The key below the calendar leaves out what is not drawn."""
    chart = timeline(plans.plan(regimens=()))
    assert chart is not None
    assert [word for _, word in chart.keys] == ["visit", "healing", "check"]


def test_home_care_that_changes_next_year_does_not_stretch_the_calendar():
    """A change of home care long after the last visit is left to the routine."""
    usual = plans.plan()
    late = plans.titrated(2, 3, start=plans.TODAY)
    late = (late[0], attrs.evolve(late[1], from_=date(2028, 1, 1)))
    chart = timeline(attrs.evolve(usual, regimens=(attrs.evolve(usual.regimens[2], segments=late),)))
    assert chart is not None
    assert chart.title == "From November 2026 to June 2027"


def test_courses_of_one_name_on_other_days_are_told_apart():
    """Two courses of the same treatment with different dates name their places."""
    usual = plans.plan()
    other = attrs.evolve(usual.courses[0], id="rf#2", zones=("chest",))
    later = plans.visits(other, date(2027, 3, 1), date(2027, 4, 5))
    chart = timeline(attrs.evolve(usual, courses=(usual.courses[0], other), visits=(*usual.visits, *later)))
    assert chart is not None
    assert [row.note for row in chart.rows[:2]] == [
        "3 visits, healing 3 days, jawline and neck",
        "2 visits, healing 3 days, chest",
    ]
