"""Answers about events, on the edge days."""

from datetime import date, timedelta

import pytest

from turgor.domain.case import Chosen
from turgor.domain.dates import DateRange
from turgor.domain.verdicts import FactUse
from turgor.rules import Subject, Truth, compile_condition
from vocabularies import TODAY, VOCABULARY, event, findings


def on(days):
    """A day so many days from TODAY."""
    return TODAY + timedelta(days=days)


def about(first, last):
    """A date that lies somewhere between two days."""
    return DateRange(on(first), on(last))


def ask(text, *events, day=0, site="jawline.left", **known):
    """The answer for somebody to whom these events happened."""
    subject = Subject(findings(*events, **known), VOCABULARY)
    return compile_condition(text, VOCABULARY).at(subject, site, on(day))


def values(text, *events, days, **known):
    """The answers on several days."""
    return [ask(text, *events, day=day, **known).value for day in days]


def test_within_is_half_open():
    """28 days after a filler are over on the 28th day."""
    filler = event("ha_filler", TODAY)
    assert values("within('ha_filler', days=28)", filler, days=(-1, 0, 27, 28)) == [False, True, True, False]


def test_what_lasts_is_counted_from_its_end():
    """The day an illness ends is the first of its days after."""
    burn = event("sunburn", on(-10), on(-2))
    assert values("within('sunburn', days=7)", burn, days=(-11, -10, -3, 4, 5)) == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert values("ongoing('sunburn')", burn, days=(-11, -10, -3, -2)) == [False, True, True, False]


def test_what_goes_on_is_within():
    """Without an end it goes on for ever."""
    fever = event("fever", on(-3))
    assert values("ongoing('fever')", fever, days=(-4, -3, 0, 9_000)) == [False, True, True, True]
    assert values("within('fever', days=7)", fever, days=(-4, 9_000)) == [False, True]


def test_an_expected_end_ends_it():
    """It is over from the day on which it is expected to be over."""
    fever = event("fever", on(-3), expected_end=on(5))
    assert values("ongoing('fever')", fever, days=(4, 5)) == [True, False]
    assert values("within('fever', days=7)", fever, days=(11, 12)) == [True, False]


def test_a_recorded_end_beats_the_expected_one():
    """An end that was recorded is the end."""
    fever = event("fever", on(-9), on(-1), expected_end=on(5))
    assert ask("ongoing('fever')", fever).value is False


def test_what_does_not_last_counts_from_its_start_and_is_within_while_it_goes_on():
    """A procedure of some days is counted from its first, but never over before its last."""
    threads = event("threads", on(0), on(10))
    assert values("within('threads', days=5)", threads, days=(4, 5, 9, 10)) == [True, True, True, False]


def test_a_planned_event_is_within_once_it_begins():
    """What is planned has not happened."""
    filler = event("ha_filler", on(30))
    never = ("ha_filler",)
    assert values("within('ha_filler', days=7)", filler, never=never, days=(0, 29, 30, 36, 37)) == [
        False,
        False,
        True,
        True,
        False,
    ]
    assert values("ever('ha_filler')", filler, never=never, days=(0, 29, 30, 900)) == [
        False,
        False,
        True,
        True,
    ]


def test_a_planned_event_says_nothing_of_the_past():
    """A holiday in the sun next month does not mean that nobody was tanned last week."""
    filler = event("ha_filler", on(30))
    assert values("within('ha_filler', days=7)", filler, days=(0, 29, 30, 36, 37)) == [
        None,
        None,
        True,
        True,
        None,
    ]
    assert values("before('ha_filler', days=7)", filler, days=(0, 24, 30, 31)) == [False, True, True, False]


def test_before_looks_ahead():
    """42 days before a wedding begin 41 days ahead of it, and end with it."""
    wedding = event("occasion", on(50))
    answers = values("before('occasion', days=42)", wedding, days=(8, 9, 50, 51))
    assert answers == [False, True, True, False]


def test_a_kind_nobody_asked_about_is_unknown():
    """Silence is no denial; a denial is."""
    assert ask("ever('keloid_scar')") == Truth(None, missing=("keloid_scar",))
    assert ask("before('occasion', days=42)") == Truth(None, missing=("occasion",))
    denied = ask("ever('keloid_scar')", never=("keloid_scar",))
    assert denied == Truth(value=False, because=(FactUse("keloid_scar", value=False),))


def test_events_elsewhere_do_not_count():
    """An event concerns its sites; one without sites, or of a systemic kind, concerns all."""
    left = event("ha_filler", on(-1), sites=("jawline.left",))
    assert ask("within('ha_filler', days=7)", left).value is True
    assert ask("within('ha_filler', days=7)", left, site="neck") == Truth(
        value=False, because=(FactUse("ha_filler", value=False),)
    )
    assert ask("within('ha_filler', days=7)", left, site="").value is True
    assert ask("within('ha_filler', days=7)", event("ha_filler", on(-1)), site="neck").value is True


@pytest.mark.parametrize(
    ("end", "day", "value"),
    [(None, 0, None), (None, 900, None), (on(-20), -14, None), (on(-20), -13, False)],
)
def test_an_unknown_start(end, day, value):
    """When it began nobody knows: only its end can show that it is long enough ago."""
    answer = ask("within('threads', days=7)", event("threads", None, end), day=day)
    assert answer.value is value
    assert answer.missing == (("threads",) if value is None else ())


def test_an_unknown_start_of_what_lasts():
    """The end of a drug decides alone; without one it is still taken."""
    assert ask("takes('pdt_drug')", event("pdt_drug", None)).value is True
    assert ask("within('pdt_drug', days=7)", event("pdt_drug", None, on(-6))).value is True
    assert ask("within('pdt_drug', days=7)", event("pdt_drug", None, on(-7))).value is False
    assert ask("ever('pdt_drug')", event("pdt_drug", None, on(-7))).value is True


def test_an_unknown_start_of_what_may_be_planned():
    """A wedding on an unknown day may be soon, unless it is over."""
    assert ask("before('occasion', days=42)", event("occasion", None)).value is None
    assert ask("before('occasion', days=42)", event("occasion", None, on(-1))).value is False


def test_takes_knows_medicines_and_drug_events():
    """Either answer suffices for yes; both are needed for no."""
    ticked = {"medicines": Chosen(frozenset({"isotretinoin"}))}
    unticked = {"medicines": Chosen(no=frozenset({"isotretinoin"}))}
    ended = event("isotretinoin", on(-90), on(-1))
    assert ask("takes('isotretinoin')", facts=ticked).value is True
    assert ask("takes('isotretinoin')", event("isotretinoin", on(-90)), facts=unticked).value is True
    assert ask("takes('isotretinoin')", ended, facts=unticked).value is False
    assert ask("takes('isotretinoin')", facts=unticked).missing == ("isotretinoin",)
    assert ask("takes('isotretinoin')", ended).missing == ("medicines",)


def test_reasons_name_the_events_that_decide():
    """A yes names the events that make it so; a no names all that were looked at."""
    old, recent = event("ha_filler", on(-90)), event("ha_filler", on(-3))
    assert ask("within('ha_filler', days=7)", old, recent).because == (FactUse("ha_filler", "2026-02-27"),)
    assert ask("within('ha_filler', days=2)", old, recent).because == (
        FactUse("ha_filler", "2025-12-02"),
        FactUse("ha_filler", "2026-02-27"),
    )
    burn = event("sunburn", about(-60, -31), on(-2))
    assert ask("within('sunburn', days=7)", burn).because == (
        FactUse("sunburn", "2026-01-01..2026-01-30/2026-02-28"),
    )


def test_a_rough_date_is_judged_the_strict_way():
    """An event of some day in a month blocks from its first possible to its last possible day."""
    filler = event("ha_filler", about(0, 30))
    assert values("within('ha_filler', days=14)", filler, days=(-1, 0, 43, 44)) == [False, True, True, False]
    assert values("not within('ha_filler', days=14)", filler, days=(0, 13, 14, 30, 50)) == [True] * 5


def test_a_rough_date_is_judged_between_its_ends_too():
    """A window that neither end falls into may hold in between."""
    text = "within('ha_filler', days=10) and not within('ha_filler', days=5)"
    assert ask(text, event("ha_filler", about(-20, -1))).value is True
    assert ask(text, event("ha_filler", on(-20))).value is False
    assert ask(text, event("ha_filler", on(-1))).value is False


def test_one_rough_event_is_one_event():
    """Its two windows are judged on the same possible day, never one on an early and one on a late day."""
    text = "within('ha_filler', days=5) and not within('ha_filler', days=10)"
    assert ask(text, event("ha_filler", about(-20, -1))).value is False


def test_several_rough_events_together():
    """Every combination of possible days counts."""
    text = "within('ha_filler', days=5) and not within('threads', days=5)"
    filler, threads = event("ha_filler", about(-9, 0)), event("threads", about(-9, 0))
    assert ask(text, filler, threads).value is True
    assert ask(text, filler, event("threads", about(-4, 0))).value is False


def test_many_rough_events_take_no_time():
    """The work grows with the condition, not with the combinations of possible days."""
    text = (
        "within('ha_filler', days=30) and not within('ha_filler', days=10) and not within('threads', days=5)"
    )
    fillers = [event("ha_filler", about(-60 - n, -n)) for n in range(40)]
    threads = [event("threads", about(-60 - n, -n)) for n in range(40)]
    assert ask(text, *fillers, *threads).value is True


def test_at_the_ends_of_the_calendar():
    """Days beyond the calendar are cut off, not an error."""
    subject = Subject(findings(event("ha_filler", date.max), event("ha_filler", date.min)), VOCABULARY)
    condition = compile_condition("within('ha_filler', days=180)", VOCABULARY)
    assert [truth.value for _, truth in condition.timeline(subject, "neck")] == [False, True]
