"""What is left out around visits, joined over treatments: the strictest days win, and nothing is dropped unsaid."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import plans
from sample_patients import NAMES, sample_plan
from turgor.documents.handout import around_visits
from turgor.documents.handout.joining import joined, said_sentences, union, without
from turgor.documents.patient import advice
from turgor.documents.wording import words
from turgor.domain.dates import DAY
from turgor.domain.plan import Plan, TreatmentInstructions
from turgor.domain.treatments import Instructions
from turgor.domain.windows import Topic, Window
from turgor.host import Host

FIRST = date(2026, 12, 14)
topics = st.sets(st.sampled_from(list(Topic)), min_size=1, max_size=4).map(sorted).map(tuple)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """A window of up to eight weeks before and after."""
    start = draw(st.integers(-56, 20))
    until = draw(st.sampled_from(("", "", "the skin has closed")))
    return Window("No.", draw(topics), start, draw(st.integers(start, 60)), until)


@st.composite
def plans_with_windows(draw: st.DrawFn) -> Plan:
    """Two courses, three visits each, with random windows; some visits are over."""
    made = []
    for name in ("one.of_them", "two.of_them"):
        told = Instructions(before=("No.",), windows=tuple(draw(st.lists(windows(), max_size=4))))
        days = [FIRST + timedelta(days=draw(st.integers(-40, 80))) for _ in range(3)]
        course = plans.course(name, name)
        made.append((course, plans.visits(course, *sorted(days)), TreatmentInstructions(name, name, told)))
    courses, visits, told_ = zip(*made, strict=True)
    both = sorted((visit for group in visits for visit in group), key=lambda visit: visit.date)
    return plans.plan(
        courses=courses, visits=tuple(both), regimens=(), why=(), instructions=told_, today=FIRST
    )


def forbidden(plan: Plan, topic: Topic, day: date) -> bool:
    """Whether any session's own instructions name the day, told the long way."""
    told = {one.treatment: one.instructions.windows for one in plan.instructions}
    return any(
        topic in window.topics
        and visit.date + timedelta(days=window.from_) <= day <= visit.date + timedelta(days=window.to)
        for visit in plan.visits
        for session in visit.sessions
        for window in told[session.treatment]
    )


@given(plans_with_windows())
def test_the_strictest_window_wins(plan):
    """A day is named if and only if some session's own instructions name it and it is not over."""
    found = {one.topic: one.days for one in joined(plan)}
    days = [plan.today + timedelta(days=n) for n in range(-100, 200)]
    for topic in (topic for topic in Topic if topic is not Topic.SUNSCREEN_AND_HAT):
        named = {day for day in days if any(a <= day <= b for a, b in found.get(topic, ()))}
        assert named == {day for day in days if day >= plan.today and forbidden(plan, topic, day)}


@given(plans_with_windows())
def test_what_is_done_yields_to_what_is_left_out(plan):
    """On days with nothing on the skin but what the clinic gives, the list does not ask for sunscreen."""
    found = {one.topic: one.days for one in joined(plan)}
    creams = found.get(Topic.OTHER_CREAMS, ())
    for a, b in found.get(Topic.SUNSCREEN_AND_HAT, ()):
        assert all(b < first or last < a for first, last in creams)


@given(plans_with_windows())
def test_what_ends_with_a_word_says_the_word(plan):
    """Where one window waits for more than days, the joined one does too."""
    waiting = {
        topic
        for told in plan.instructions
        for window in told.instructions.windows
        if window.until
        for topic in window.topics
        if any(
            session.treatment == told.treatment and visit.date + timedelta(days=window.to) >= plan.today
            for visit in plan.visits
            for session in visit.sessions
        )
    }
    said = {one.topic for one in joined(plan) if one.until}
    assert said <= waiting
    assert waiting - said <= {Topic.SUNSCREEN_AND_HAT}  # all of its days may have yielded


ranges = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 12)).map(
        lambda pair: (FIRST + timedelta(days=pair[0]), FIRST + timedelta(days=sum(pair)))
    ),
    max_size=6,
)


@given(ranges, ranges)
def test_union_and_difference_are_those_of_the_days(some, others):
    """Ranges stand for their days, joined as far as they touch."""

    def days(of: object) -> set[date]:
        return {a + DAY * n for a, b in of for n in range((b - a).days + 1)}

    whole = union(some)
    assert days(whole) == days(some)
    assert all(b + DAY < a for (_, b), (a, _) in pairwise(whole))
    assert days(without(whole, others)) == days(some) - days(others)


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_is_said_or_implied(name):
    """What the merged lists do not repeat is said by lines of days: each of its topics, on all of its days."""
    plan = sample_plan(name)
    courses = [one for one in plan.instructions if one.treatment in {c.treatment for c in plan.courses}]
    kept = {
        text
        for group in (*around_visits.before(plan, courses), *around_visits.after(plan, courses))
        for text in group.items
    }
    implied = said_sentences(plan)
    for told in courses:
        for text in (*told.instructions.before, *told.instructions.after):
            assert advice.is_to_tell(text) or words.sentence(text) in kept or text in implied
    lines = {one.topic: one for one in joined(plan)}
    for told in courses:
        for window in told.instructions.windows:
            for topic in window.topics:
                assert set(filter(None, [window.until])) <= set(lines[topic].until)


def test_every_topic_has_its_words():
    """No topic of a treatment goes unsaid."""
    assert set(around_visits.THINGS) | set(around_visits.SENTENCES) == set(Topic)
    assert {topic for topic in Topic if topic.is_done} <= set(around_visits.SENTENCES)


def test_things_on_the_same_days_share_a_line():
    """Gym, pool and sauna for two days are one line, in order; other days make another."""
    plan = with_windows(
        Window("a", (Topic.GYM, Topic.SAUNA), to=2), Window("b", (Topic.POOL,), to=2), Window("c", (Topic.SUN,), -14)
    )  # fmt: skip
    lines = {line.what: line.days.replace("\u00a0", " ") for line in around_visits.left_out(plan)}
    assert lines["No gym, pool or sauna"] == "14 to 16 Dec 2026, 18 to 20 Jan and 22 to 24 Feb 2027."
    assert lines["No sun, sunbed or fake tan"] == ("30 Nov to 14 Dec 2026, 4 to 18 Jan and 8 to 22 Feb 2027.")


def test_the_day_of_each_visit_is_not_listed_again():
    """What holds on the days of all visits and no other says so."""
    plan = with_windows(Window("a", (Topic.MAKE_UP,)), Window("b", (Topic.MASSAGE,), until="we say so"))
    lines = {line.what: line.days for line in around_visits.left_out(plan)}
    assert lines["No make-up"] == "On the day of each visit."
    assert lines["No face massage or face workout"] == "From each visit until we say so."


def with_windows(*said: Window) -> Plan:
    """The usual plan with the windows of its needling."""
    told = Instructions(before=tuple(window.sentence for window in said), windows=said)
    plan = plans.plan()
    return attrs.evolve(
        plan, instructions=(TreatmentInstructions("radiofrequency.microneedling", "RF microneedling", told),)
    )


COURSES = tuple(one for one in Host.load().catalogue.treatments.values() if one.course)


@pytest.mark.parametrize("treatment", COURSES, ids=lambda one: one.id)
def test_shipped_sentences_of_the_usual_kind_have_their_days(treatment):
    """What all treatments say alike (no wax, no make-up, no gym) is given as days by each of them."""
    said = " ".join((*treatment.instructions.before, *treatment.instructions.after)).lower()
    given_ = {topic for window in treatment.instructions.windows for topic in window.topics}
    for word, topic in (("wax", Topic.HAIR_REMOVAL), ("make-up", Topic.MAKE_UP), ("gym", Topic.GYM), ("sauna", Topic.SAUNA)):  # fmt: skip
        assert (word in said) == (topic in given_)
