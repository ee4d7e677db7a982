"""Strict structuring: nothing is coerced, and every problem comes with its place."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turgor.domain.case import Chosen, Goals, Measurement, Preferences, Priority, Value
from turgor.domain.opening import Opening
from turgor.domain.terms import Interval
from turgor.structuring.problems import Collector, InvalidContent, closest, shown
from turgor.structuring.records import Field, StrictConverter, structure, structure_fields


def problems(value, type_):
    """The problems of a value, one a line."""
    with pytest.raises(InvalidContent) as error:
        structure(value, type_)
    return str(error.value).splitlines()


@pytest.mark.parametrize(
    ("value", "type_", "message"),
    [
        (2.7, int, "must be a whole number, got 2.7"),
        (2.0, int, "must be a whole number, got 2"),
        (Decimal("2.7"), int, "must be a whole number, got 2.7"),
        (True, int, "must be a whole number, got true"),
        ("41", int, 'must be a whole number, got the text "41"'),
        (1, bool, "must be true or false, got 1"),
        ("true", bool, 'must be true or false, got the text "true"'),
        (None, bool, "must be true or false, got nothing (null)"),
        (123, str, "must be a text in quotes, got 123"),
        (True, float, "must be a number, got true"),
        ("1.5", float, 'must be a number, got the text "1.5"'),
        (Decimal("Infinity"), float, "must be a finite number, got Infinity"),
        (10**400, float, "must be a finite number, got 1000"),
        (1.5, Decimal, 'must be an amount such as 1140 or "1140.00", got 1.5'),
        ("x", Decimal, 'must be an amount such as 1140 or "1140.00", got the text "x"'),
        ("NaN", Decimal, 'must be an amount such as 1140 or "1140.00", got the text "NaN"'),
        ("2026-02-30", date, "2026-02-30 is not a day of the calendar"),
        ("20260301", date, 'must be a day such as 2026-03-14, got the text "20260301"'),
        (datetime(2026, 3, 1, tzinfo=UTC), date, "must be a day such as 2026-03-14, got 2026-03-01T00:00:00"),
        ("24:30", time, 'must be a time such as "09:30", got the text "24:30"'),
        ("9:30", time, 'must be a time such as "09:30", got the text "9:30"'),
        ("a", tuple[str, ...], 'must be a list, got the text "a"'),
        ([], Goals, "must be a table, got a list"),
        ({"a": 1}, tuple[int, ...], "must be a list, got a table"),
        ([1], tuple[int, int], "must be a list of 2 entries, got a list"),
        (2.5, int | str, "must be a whole number or a text, got 2.5"),
        ("a\0", str, "holds a character that no text may hold (NUL or half of a pair)"),
    ],
)
def test_nothing_is_coerced(value, type_, message):
    """A value of another type is a mistake, however much it looks like the right one."""
    (problem,) = problems(value, type_)
    assert problem.startswith(message)


@pytest.mark.parametrize(
    ("value", "type_", "read"),
    [
        (2, float, 2.0),
        (Decimal("2.50"), float, 2.5),
        (Decimal("2.50"), Decimal, Decimal("2.50")),
        ("1140.00", Decimal, Decimal("1140.00")),
        (7, Decimal, Decimal(7)),
        ("2026-03-01", date, date(2026, 3, 1)),
        (date(2026, 3, 1), date, date(2026, 3, 1)),
        ("09:30", time, time(9, 30)),
        (time(9, 30), time, time(9, 30)),
        ("soonest", Priority, Priority.SOONEST),
        (None, int | None, None),
        (["a", "b"], frozenset[str], frozenset({"a", "b"})),
        ([1, "a"], tuple[int, str], (1, "a")),
        (True, Value, True),
        (1, Value, 1),
        ({"yes": ["a"]}, Value, Chosen(frozenset({"a"}))),
    ],
)
def test_what_is_right_is_read(value, type_, read):
    """A value that is written as its type asks is read as that type."""
    found = structure(value, type_)
    assert found == read
    assert type(found) is type(read)


def test_a_range_error_is_found_beside_a_type_error_and_an_unknown_key():
    """The validator of each field runs, whatever else is wrong with the record."""
    assert problems({"most_visits": 0, "minutes_a_day": "5", "most_vists": 1}, Preferences) == [
        "most_vists: is not known here",
        'minutes_a_day: must be a whole number, got the text "5"',
        "most_visits: must be at least 1, got 0",
    ]


def test_a_check_between_fields_waits_for_what_it_needs():
    """A check that needs a field which could not be read is left out; the others run."""
    assert problems({"min_days": 0, "ideal_days": "x", "max_days": 1}, Interval) == [
        'ideal_days: must be a whole number, got the text "x"',
        "min_days: must be at least 1, got 0",
    ]
    assert problems({"min_days": 10, "ideal_days": 9, "max_days": 5}, Interval) == [
        "ideal_days: must be at least min_days (10), got 9",
        "max_days: must be at least ideal_days (9), got 5",
    ]


def test_places_lead_through_lists_and_tables():
    """A problem deep inside says the whole way to it."""

    @attrs.frozen
    class Visit:
        openings: tuple[Opening, ...]

    value = {"openings": [{"weekday": 0, "start": "09:00", "end": "10:00"}, {"weekday": 9, "start": "x"}]}
    assert problems(value, Visit) == [
        'openings[1].start: must be a time such as "09:30", got the text "x"',
        "openings[1].end: is missing",
        "openings[1].weekday: must be at most 6, got 9",
    ]


def test_a_key_with_dots_is_quoted_in_a_place():
    """A place with an id in it reads as TOML would have it."""
    with pytest.raises(InvalidContent) as error:
        structure({"laser.co2": True}, Mapping[str, int])
    assert str(error.value.under("prices").in_file("clinic.toml")) == (
        'clinic.toml: prices."laser.co2": must be a whole number, got true'
    )


def test_an_empty_list_and_a_repeated_text_are_named():
    """A list that must hold something, and a text that stands in one twice, are mistakes."""
    assert problems({"instrument": "a", "site": "b", "date": "2026-03-01", "values": []}, Measurement) == [
        "values: must not be empty"
    ]
    assert problems({"sites": ["a", "b", "a"]}, Goals) == ['sites[2]: stands here twice: the text "a"']


def test_repeats_may_be_allowed():
    """A converter for what nobody wrote by hand takes lists as they are."""
    assert StrictConverter(repeats=True).structure(["a", "a"], tuple[str, ...]) == ("a", "a")


def test_a_field_may_have_another_key_and_another_reader():
    """What a file calls otherwise, or writes otherwise, is read by the field's own reader."""
    converter = StrictConverter({Goals: {"sites": Field("zones", frozenset)}})
    assert structure({"zones": ["a"]}, Goals, converter) == Goals(frozenset({"a"}))


def test_parts_can_be_read_although_others_are_wrong():
    """Whoever goes on checking gets the fields that are right, and the defaults of those left out."""
    found = Collector()
    assert structure_fields({"sites": ["a"], "priority": 1}, Goals, found) == {
        "sites": frozenset({"a"}),
        "targets": (),
    }
    assert [problem.path for problem in found.problems] == ["priority"]
    assert structure_fields([], Goals, found) == {}


@given(st.text(), st.lists(st.text(min_size=1), max_size=5))
def test_a_suggestion_is_always_an_option(word, options):
    """Nothing is suggested that does not exist."""
    assert closest(word, options) in ("", *options)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=4))
def test_what_is_shown_fits_on_a_line(value):
    """Whatever somebody wrote is repeated short and without control characters."""
    text = shown(value)
    assert text.isprintable()
    assert len(text) < 500


def test_capitals_do_not_hide_a_suggestion():
    """A word in other capitals is recognised."""
    assert closest("Warfarin", ["warfarin", "doac"]) == "warfarin"
