"""Dates, amounts and lists as people write them."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from turgor.documents.wording import frequency, words
from turgor.domain.home_care import weekdays
from turgor.domain.money import Money


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 12, 9), date(2026, 12, 20), "9 to 20 December 2026"),
        (date(2026, 11, 30), date(2026, 12, 2), "30 November to 2 December 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 December 2026 to 2 January 2027"),
        (date(2026, 12, 9), date(2026, 12, 9), "9 December 2026"),
        (date(2026, 12, 9), None, "from 9 December 2026"),
    ],
)
def test_a_range_repeats_nothing(first, last, text):
    """A range of days names month and year once where they are the same."""
    assert words.days(first, last) == text


@pytest.mark.parametrize(("minutes", "text"), [(20, "20 min"), (60, "1 h"), (105, "1 h 45 min")])
def test_lengths(minutes, text):
    """Minutes become hours and minutes."""
    assert words.length(minutes) == text


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [("1140", "GBP", "£1,140"), ("1140.50", "EUR", "€1,140.50"), ("0", "USD", "US$0")],
)
def test_amounts(amount, currency, text):
    """Amounts carry their sign, and cents only where there are some."""
    assert words.amount(Money(Decimal(amount), currency)) == text


def test_clock():
    """Times have 24 hours and two digits."""
    assert words.clock(time(9, 5)) == "09:05"


def test_lists():
    """Words are joined as people join them, each once."""
    assert words.joined(["a", "b", "a", "c"]) == "a, b and c"
    assert words.joined_or(["a", "b"]) == "a or b"
    assert words.joined([]) == ""


def test_near_days():
    """Near a date that carries its year, days need none."""
    assert words.near_days(date(2026, 12, 9), date(2026, 12, 20)) == "9\u00a0to\u00a020\u00a0Dec"
    assert words.near_days(date(2026, 12, 30), date(2027, 1, 2)) == "30\u00a0Dec to 2\u00a0Jan"
    assert words.near_days(date(2026, 12, 9), date(2026, 12, 9)) == "on 9\u00a0Dec"


def test_places():
    """Zones are called by their names for people; one without a name by its id, sides first."""
    names = {"nasolabial": "nose-to-mouth fold"}
    assert words.places(("nasolabial", "jawline.left"), names) == "nose-to-mouth fold and left jawline"
    assert words.the_places(("lower_face",), {}) == "the lower face"


@pytest.mark.parametrize(
    ("per_week", "text"),
    [(1, "Mon"), (4, "Mon, Tue, Thu and Sat"), (5, "all but Thu and Sun"), (6, "all but Sun")],
)
def test_days_of_use_in_few_words(per_week, text):
    """Where most days are days of use, the others are named."""
    assert frequency.day_names(weekdays(per_week)) == text


def test_names_inside_a_sentence():
    """A name loses its capital inside a sentence unless it is an abbreviation."""
    assert words.inside("Sunscreen") == "sunscreen"
    assert words.inside("RF microneedling") == "RF microneedling"
    assert words.inside("L-ascorbic acid") == "L-ascorbic acid"


def test_sentences():
    """A sentence starts with a capital and ends with one stop."""
    assert words.sentence("no sun") == "No sun."
    assert words.sentence("No sun. ") == "No sun."
    assert words.sentence("") == ""


@pytest.mark.parametrize("per_week", range(1, 8))
def test_weekdays_spread_evenly(per_week):
    """The days of use are as many as asked for, and their gaps differ by at most one day."""
    days = weekdays(per_week)
    gaps = [(after - before) % 7 or 7 for before, after in zip(days, (*days[1:], days[0]), strict=True)]
    assert len(set(days)) == per_week
    assert max(gaps) - min(gaps) <= 1
