"""Timelines agree with the answer on every day, and missing knowledge never makes anything safer."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import attrs
from hypothesis import given
from hypothesis import strategies as st

from rule_strategies import SITES, about_one_kind, conditions, subjects
from turgor.domain.case import History
from turgor.domain.dates import DateRange
from turgor.rules import Subject, compile_condition
from vocabularies import EVENT_KINDS, FACTS, TODAY, VOCABULARY, event, findings, treatment

WHERE = st.sampled_from(["", *SITES])


def written(text, subject, site="neck"):
    """The days on which an answer changes, with its values."""
    condition = compile_condition(text, VOCABULARY)
    return [(day.isoformat(), truth.value) for day, truth in condition.timeline(subject, site)]


def test_what_never_changes_has_one_entry():
    """The answer of today stands for ever."""
    assert written("pacemaker", Subject(findings(facts={"pacemaker": True}), VOCABULARY)) == [
        ("2026-03-02", True)
    ]


def test_the_edges_of_a_window():
    """A filler on 1 March holds for 28 days, up to 28 March."""
    subject = Subject(findings(event("ha_filler", date(2026, 3, 1))), VOCABULARY)
    assert written("within('ha_filler', days=28)", subject) == [("2026-03-02", True), ("2026-03-29", False)]


def test_the_edges_of_a_planned_event():
    """Before it, on its day, and after its window."""
    subject = Subject(findings(event("ha_filler", date(2026, 5, 1)), never=("ha_filler",)), VOCABULARY)
    assert written("before('ha_filler', days=7) or within('ha_filler', days=3)", subject) == [
        ("2026-03-02", False),
        ("2026-04-25", True),
        ("2026-05-04", False),
    ]


def test_birthdays():
    """Only the birthday that is asked about counts."""
    subject = Subject(findings(birth_date=date(1951, 6, 1)), VOCABULARY, treatment(least_age=76))
    assert written("age >= 75", subject) == [("2026-03-02", False), ("2026-06-01", True)]
    assert written("age > 75", subject) == [("2026-03-02", False), ("2027-06-01", True)]
    assert written("age == 75", subject) == [
        ("2026-03-02", False),
        ("2026-06-01", True),
        ("2027-06-01", False),
    ]
    assert written("least_age <= age", subject) == [("2026-03-02", False), ("2027-06-01", True)]


def test_an_expected_end():
    """An illness ends on the day it is expected to."""
    subject = Subject(findings(event("fever", TODAY, expected_end=date(2026, 3, 9))), VOCABULARY)
    assert written("ongoing('fever')", subject) == [("2026-03-02", True), ("2026-03-09", False)]


def test_the_end_of_what_takes_longer_than_its_window():
    """A procedure of ten days holds for all of them, though five are asked about."""
    subject = Subject(findings(event("threads", TODAY, date(2026, 3, 12))), VOCABULARY)
    assert written("within('threads', days=5)", subject) == [("2026-03-02", True), ("2026-03-12", False)]


def test_a_rough_date():
    """The window runs from the first possible day to the last possible one."""
    march = event("ha_filler", DateRange(date(2026, 3, 1), date(2026, 3, 31)))
    subject = Subject(findings(march), VOCABULARY)
    assert written("within('ha_filler', days=14)", subject) == [("2026-03-02", True), ("2026-04-14", False)]


@given(conditions(), subjects(), WHERE)
def test_a_timeline_agrees_with_every_day(condition, subject, site):
    """On each of 400 days the entry that holds says what the condition says."""
    check_every_day(condition, subject, site)


@given(about_one_kind(), st.sampled_from(["neck", "forehead"]))
def test_windows_of_one_kind_agree_with_every_day(asked, site):
    """The same, where several windows and rough dates of one kind meet."""
    check_every_day(*asked, site)


def test_a_rough_date_that_is_planned():
    """What is planned for some day in April may begin on the first of it."""
    april = event("ha_filler", DateRange(date(2026, 4, 1), date(2026, 4, 30)))
    subject = Subject(findings(april, never=("ha_filler",)), VOCABULARY)
    assert written("ever('ha_filler')", subject) == [("2026-03-02", False), ("2026-04-01", True)]


def check_every_day(condition, subject, site):
    """Compare a timeline with the answer on each of 400 days."""
    entries = condition.timeline(subject, site)
    starts = dict(entries)
    assert entries[0][0] == TODAY
    assert [day for day, _ in entries] == sorted(starts)
    assert all(one[1] != other[1] for one, other in pairwise(entries))
    assert condition.dated or len(entries) == 1
    holding = None
    for day in (TODAY + timedelta(days=days) for days in range(400)):
        holding = starts.get(day, holding)
        assert condition.at(subject, site, day) == holding


@given(conditions(), subjects(), WHERE, st.integers(0, 200))
def test_missing_knowledge_makes_nothing_safer(condition, subject, site, days):
    """Making a fact or a kind of event unknown turns an answer into unknown or leaves it; nothing else."""
    day = TODAY + timedelta(days=days)
    before = condition.at(subject, site, day).value
    for poorer in poorer_than(subject, sorted(condition.facts), sorted(condition.kinds)):
        assert condition.at(poorer, site, day).value in (before, None)


@given(conditions(), subjects(), st.sampled_from(SITES))
def test_reasons_are_about_what_was_asked(condition, subject, site):
    """Nothing is missing while decided, nothing decided while missing, and both name only what is asked."""
    answer = condition.at(subject, site, TODAY)
    asked = condition.facts | condition.kinds
    others = {"birth_date", "laxity", "least_age", "pregnancy_stance", "using", "gone.cream"}
    assert {use.id for use in answer.because} <= asked | others
    assert set(answer.missing) <= asked | others
    assert (answer.value is None) == bool(answer.missing)
    assert list(answer.missing) == sorted(set(answer.missing))


@given(conditions(), subjects())
def test_what_is_not_by_site_is_the_same_everywhere(condition, subject):
    """A condition that does not need the site answers alike at all sites."""
    answers = {condition.at(subject, site, TODAY) for site in SITES}
    assert condition.by_site or len(answers) == 1


def test_the_random_cases_mean_something():
    """True, false and unknown, rough dates and changing answers all come up often enough."""
    seen = Counter()

    @given(conditions(), subjects(), WHERE)
    def look(condition, subject, site):
        entries = condition.timeline(subject, site)
        seen["cases"] += 1
        seen[entries[0][1].value] += 1
        seen["changing"] += len(entries) > 1
        seen["rough"] += any(
            e.start and e.start.earliest < e.start.latest for e in subject.findings.history.events
        )

    look()
    for share, what in ((0.15, True), (0.15, False), (0.15, None), (0.02, "changing"), (0.15, "rough")):
        assert seen[what] >= share * seen["cases"], seen


def poorer_than(subject, facts, kinds):
    """The same subject with one thing unknown: each fact, each kind, the birth date, the laxity."""
    known = subject.findings
    changed = [attrs.evolve(known, answers=known.answers.without(fact)) for fact in facts]
    changed += [attrs.evolve(known, history=without(known.history, kind)) for kind in kinds]
    changed += [attrs.evolve(known, birth_date=None), attrs.evolve(known, laxity={})]
    return [attrs.evolve(subject, findings=one) for one in changed]


def without(history, kind):
    """The same history with one kind neither recorded nor denied."""
    return History(tuple(one for one in history.events if one.kind != kind), history.never - {kind})


def test_the_vocabulary_is_small_and_whole():
    """One fact of each type, and kinds that last and kinds that do not."""
    assert {fact.type.value for fact in FACTS} == {"bool", "int", "number", "choice", "choices"}
    assert {kind.counts_from_end for kind in EVENT_KINDS} == {True, False}
