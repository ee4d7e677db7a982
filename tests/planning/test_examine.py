"""What examining makes of a case."""

from datetime import timedelta

import attrs

from toys import HEALTHY, SITES, TODAY, case, catalogue, days, event, kind
from turgor.domain.case import Measurement
from turgor.domain.dates import DateRange
from turgor.planning.examine import examine

TOYS = catalogue(kinds=[kind("filler")])


def measured(*readings):
    """A case with these readings of one instrument: site, days from today, values, settings."""
    made = tuple(
        Measurement("grade", site, days(day), values, setting) for site, day, values, setting in readings
    )
    plain_case = case(laxity=None)
    return attrs.evolve(plain_case, assessment=attrs.evolve(plain_case.assessment, measurements=made))


def test_the_latest_grade_of_a_site_counts_and_repeats_are_averaged():
    """An older grade is history; three readings of one day are one measurement."""
    findings = examine(measured(("chin", -90, (3.0,), ""), ("chin", -1, (1.0, 2.0, 1.5), "")), TOYS, TODAY)
    assert findings.laxity == {"chin": 1.5}


def test_readings_are_kept_by_site_instrument_and_setting_oldest_first():
    """Only equal settings may be compared."""
    readings = [("chin", -1, (2.0,), "a"), ("chin", -9, (3.0,), "a"), ("chin", -5, (4.0,), "b")]
    profile = examine(measured(*readings), TOYS, TODAY).profile
    assert [(p.settings, [m.mean for m in p.readings]) for p in profile] == [("a", [3.0, 2.0]), ("b", [4.0])]


def test_a_yes_that_stands_for_an_event_becomes_one_of_the_day_of_the_assessment():
    """A tan seen on the chin is an event there, on that day, and is said to be one."""
    answers = HEALTHY | {"brown": dict.fromkeys(SITES, False) | {"chin": True}}
    findings = examine(case(answers=answers, never=["filler"]), TOYS, TODAY)
    (tan,) = findings.history.events
    assert (tan.kind, tan.start, tan.sites) == ("tan", DateRange.on(TODAY), {"chin"})
    assert any("Tan" in notice.text for notice in findings.notices)


def test_a_yes_for_the_whole_person_is_an_event_everywhere():
    """No site named means every site."""
    answers = HEALTHY | {"brown": {"": True}}
    (tan,) = examine(case(answers=answers, never=[]), TOYS, TODAY).history.events
    assert tan.sites == frozenset()


def test_a_kind_is_not_denied_while_a_fact_that_stands_for_it_is_unknown():
    """Saying "never tanned" does not answer whether a tan is visible today."""
    unseen = {fact: sites for fact, sites in HEALTHY.items() if fact != "brown"}
    assert not examine(case(answers=unseen), TOYS, TODAY).history.past_known("tan", TODAY)
    assert examine(case(), TOYS, TODAY).history.past_known("tan", TODAY)


def test_habits_are_had_not_had_or_unknown():
    """A risk habit is decided by its condition; a missing fact leaves it open."""
    had, open_, denied = (
        examine(case(answers=answers), TOYS, TODAY)
        for answers in ({"bold": {"": True}}, {}, {"bold": {"": False}})
    )
    assert (had.habits, had.unknown_habits) == (("boldness",), ())
    assert (open_.habits, open_.unknown_habits) == ((), ("boldness",))
    assert (denied.habits, denied.unknown_habits) == ((), ())


def test_goals_without_a_grade_and_events_without_a_day_are_noticed():
    """What planning has to guess is said."""
    findings = examine(case(laxity=None, events=[event("filler", None)]), TOYS, TODAY)
    texts = [notice.text for notice in findings.notices]
    assert texts == [
        "No laxity grade yet for: chin.",
        "The day is not known, so it is taken to be today: Filler.",
    ]


def test_findings_do_not_say_who_the_patient_is():
    """A modality is told the birth date and the goals, never a name."""
    findings = examine(case(), TOYS, TODAY + timedelta(days=3))
    assert "Toy Person" not in str(findings)
    assert findings.today == TODAY + timedelta(days=3)
