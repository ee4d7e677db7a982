"""Prerequisites that were done count when a plan is made anew; those that are not named are still to be done."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sample_patients import sample_plan
from turgor import planner
from turgor.domain.happened import Done, Happened
from turgor.domain.offers import Prepared
from turgor.domain.plan import Plan
from turgor.files import InvalidFile, read_happened
from turgor.host import Host
from turgor.verify import verify
from whole_worlds import worlds


def days_of(plan: Plan) -> dict[str, date]:
    """Session -> its day."""
    return {session.id: visit.date for visit in plan.visits for session in visit.sessions}


def prepared_by(plan: Plan, day: date) -> tuple[Prepared, ...]:
    """What was to be done by a day, done on its day."""
    return tuple(
        Prepared(one.session, one.id, one.date)
        for course in plan.courses
        for one in course.prerequisites
        if one.date <= day
    )


def test_a_plan_that_goes_as_planned_stays_as_it_is():
    """Sessions given and prerequisites done on their days move nothing."""
    seen: Counter[str] = Counter()

    @settings(max_examples=settings().max_examples // 4)
    @given(worlds(), st.data())
    def check(world, data):
        made = world.plan()
        assume(made.visits)
        ordered = sorted(days_of(made).items(), key=lambda entry: entry[1])
        last = data.draw(st.sampled_from(ordered))[1]
        done = tuple(Done(session, day) for session, day in ordered if day <= last)
        prepared = prepared_by(made, last)
        anew = planner.replan(
            made, Happened(last + timedelta(days=1), done, prepared=prepared), world.modalities()
        )
        assert anew.moves == ()
        seen["some still to come"] += bool(anew.visits)
        to_come = {one.session.rpartition(".")[0] for one in prepared} & {c.id for c in anew.courses}
        seen["prepared"] += bool(to_come)

    check()
    assert seen["some still to come"] >= 2
    assert seen["prepared"] >= 2


@pytest.fixture(scope="module")
def host() -> Host:
    """The modalities that ship."""
    return Host.load()


def test_a_test_spot_that_was_done_is_not_asked_for_again(host: Host):
    """The day after it, the first session stays and waits for nothing; without it, it moves."""
    made = sample_plan("type-v-melasma")
    spot = next(one for course in made.courses for one in course.prerequisites if one.id == "test_spot")
    today = spot.date + timedelta(days=1)
    done = (Prepared(spot.session, spot.id, spot.date),)
    anew = planner.replan(made, Happened(today, prepared=done), host)
    assert days_of(anew)[spot.session] == days_of(made)[spot.session]
    asked = [one.id for course in anew.courses for one in course.prerequisites if one.session == spot.session]
    assert "test_spot" not in asked
    assert verify(anew) == ()
    courses = tuple(attrs.evolve(course, prepared=()) for course in anew.courses)
    assert "prerequisite" in {breach.limit for breach in verify(attrs.evolve(anew, courses=courses))}
    undone = planner.replan(made, Happened(today), host)
    assert days_of(undone).get(spot.session) != days_of(made)[spot.session]


def test_a_prerequisite_that_the_plan_does_not_know_is_refused(host: Host, tmp_path):
    """And one that is done in the future."""
    made = sample_plan("type-v-melasma")
    spot = next(one for course in made.courses for one in course.prerequisites if one.id == "test_spot")
    file = tmp_path / "happened.toml"
    for name, day in (("test_spit", made.today), ("test_spot", made.today + timedelta(days=1))):
        file.write_text(
            f'today = {made.today}\nprepared = [{{ session = "{spot.session}", prerequisite = "{name}", date = {day} }}]\n',
            encoding="utf-8",
        )
        with pytest.raises(InvalidFile) as error:
            read_happened(file, made, host.catalogue)
        assert error.value.problems[0].path.startswith("prepared[0]")
