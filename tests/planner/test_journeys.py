"""Journeys: plans that are begun, disturbed and made anew, in random worlds and for a sample patient."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sample_patients import sample_plan
from turgor import planner
from turgor.domain.case import Event
from turgor.domain.dates import DateRange
from turgor.domain.happened import Done, Happened, Missed
from turgor.domain.plan import Outcome, Plan
from turgor.files import InvalidFile, read_happened
from turgor.host import Host
from turgor.verify import verify
from whole_worlds import worlds

LASER = "laser.ndyag_long_pulse#1"


def days_of(plan: Plan) -> dict[str, date]:
    """Session -> its day."""
    return {session.id: visit.date for visit in plan.visits for session in visit.sessions}


@st.composite
def happenings(draw, plan: Plan) -> Happened:
    """Part of the plan is behind the patient: on time, late or missed, in the order of each course."""
    ordered = sorted(days_of(plan).items(), key=lambda entry: (entry[1], entry[0]))
    behind = ordered[: draw(st.sampled_from([*range(1, len(ordered) + 1), 0]))]
    done: dict[str, Done] = {}
    missed = []
    for session, day in behind:
        course, _, number = session.rpartition(".")
        before = (
            int(number) == 1
            or f"{course}.{int(number) - 1}" in done
            or any(c.id == course and len(c.given) >= int(number) - 1 for c in plan.courses)
        )
        if before and draw(st.booleans()):
            late = draw(st.sampled_from([0, 0, 1, 3]))
            done[session] = Done(session, day + timedelta(days=late))
        else:
            missed.append(Missed(session))
    last = max([plan.today, *(day for _, day in behind), *(one.date for one in done.values())])
    today = last + timedelta(days=draw(st.integers(0, 5)))
    return Happened(today, tuple(done.values()), tuple(missed))


def test_whatever_happens_the_plan_made_anew_keeps_every_limit_and_says_what_moved():
    """The verifier passes it, given sessions count, and what is not named as moved is where it was."""
    seen: Counter[str] = Counter()

    @settings(max_examples=settings().max_examples // 3)
    @given(worlds(), st.data())
    def check(world, data):
        made = world.plan()
        assume(made.visits)
        happened = data.draw(happenings(made))
        anew = planner.replan(made, happened, world.modalities())
        assert verify(anew) == ()
        before = {
            id_: day
            for id_, day in days_of(made).items()
            if id_ not in {one.session for one in happened.done}
        }
        now = days_of(anew)
        moved = {move.session: (move.from_, move.to) for move in anew.moves}
        for session in before.keys() | now.keys():
            assert moved.get(session, (before.get(session),) * 2) == (before.get(session), now.get(session))
        assert all(move.because for move in anew.moves)
        assert all(day >= happened.today for day in now.values())
        seen["journeys"] += 1
        seen["missed"] += bool(happened.missed)
        seen["done"] += bool(happened.done)
        seen["moved"] += bool(anew.moves)

    check()
    assert min(seen.values()) >= 2


def test_a_plan_that_goes_as_planned_stays_as_it_is():
    """Sessions given on their days move nothing."""
    seen: Counter[str] = Counter()

    @settings(max_examples=settings().max_examples // 3)
    @given(worlds(), st.data())
    def check(world, data):
        made = world.plan()
        assume(made.visits)
        ordered = sorted(days_of(made).items(), key=lambda entry: entry[1])
        last = data.draw(st.sampled_from(ordered))[1]
        done = tuple(Done(session, day) for session, day in ordered if day <= last)
        anew = planner.replan(made, Happened(last + timedelta(days=1), done), world.modalities())
        assert anew.moves == ()
        seen["some still to come"] += bool(anew.visits)

    check()
    assert seen["some still to come"] >= 2


@pytest.fixture(scope="module")
def host() -> Host:
    """The modalities that ship."""
    return Host.load()


def test_a_missed_session_moves_alone(host: Host):
    """The next three stay, the missed one takes the first day that is left, and the old plan is named."""
    made = sample_plan("pacemaker-warfarin")
    happened = Happened(
        date(2026, 12, 28), (Done(f"{LASER}.1", date(2026, 11, 25)),), (Missed(f"{LASER}.2"),)
    )
    anew = planner.replan(made, happened, host)
    assert [(move.session, move.to) for move in anew.moves] == [(f"{LASER}.2", date(2027, 1, 4))]
    assert anew.replaces == made.number
    (course,) = anew.courses
    assert (course.given, course.sessions) == ((date(2026, 11, 25),), 5)
    assert [stage.name for stage in anew.objective.stages][:3] == [
        "near-sessions-moved",
        "sessions-moved",
        "days-moved",
    ]
    assert anew.objective.proven


def test_what_cannot_go_on_says_which_limits_forbid_it(host: Host):
    """After a sunburn the next session would come too late for the interval of the course."""
    made = sample_plan("pacemaker-warfarin")
    burn = Event("sunburn", DateRange.on(date(2026, 12, 20)), DateRange.on(date(2026, 12, 26)))
    happened = Happened(
        date(2026, 12, 28), (Done(f"{LASER}.1", date(2026, 11, 25)),), (Missed(f"{LASER}.2"),), (burn,)
    )
    anew = planner.replan(made, happened, host)
    assert anew.outcome is Outcome.PLAN
    assert anew.courses == ()
    said = {one.kind for move in anew.moves for one in move.because}
    assert said == {"verdict", "interval"}
    assert "Sunburn" in anew.moves[0].because[0].text.text


def test_a_newer_policy_counts(host: Host):
    """The clinic closes on the day of a session: that one moves, the others stay."""
    made = sample_plan("pacemaker-warfarin")
    from turgor.domain.dates import Span

    closed = attrs.evolve(made.policy, closures=(Span(date(2027, 1, 20), date(2027, 1, 20)),))
    anew = planner.replan(made, Happened(made.today), host, clinic=closed)
    assert [move.session for move in anew.moves] == [f"{LASER}.3"]
    assert [one.kind for one in anew.moves[0].because] == ["closed"]


def test_every_mistake_in_the_file_is_told_at_once(host: Host, tmp_path: Path):
    """Unknown and repeated sessions, days in the future and in the past."""
    made = sample_plan("pacemaker-warfarin")
    file = tmp_path / "happened.toml"
    file.write_text(
        f"""
today = 2026-12-28
done = [{{ session = "{LASER}.1", date = 2027-11-25 }}, {{ session = "{LASER}.9", date = 2026-11-25 }}]
tody = 1
[dates]
"{LASER}.4" = "soon"
""",
        encoding="utf-8",
    )
    with pytest.raises(InvalidFile) as error:
        read_happened(file, made, host.catalogue)
    assert len(error.value.problems) == 3
    file.write_text(
        f"""
today = 2026-11-28
done = [{{ session = "{LASER}.1", date = 2027-11-25 }}]
missed = [{{ session = "{LASER}.1" }}]
[dates]
"{LASER}.4" = 2026-11-01
""",
        encoding="utf-8",
    )
    with pytest.raises(InvalidFile) as error:
        read_happened(file, made, host.catalogue)
    assert [problem.path for problem in error.value.problems] == [
        "done[0].date",
        "missed[0].session",
        f'dates."{LASER}.4"',
    ]
