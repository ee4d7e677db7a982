"""Journeys: plans that are begun, disturbed and made anew, in random worlds and for a sample patient."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import toys
from journeys import Turn, days_of, turns
from sample_patients import sample_plan
from scripted import Script
from turgor import planner
from turgor.content import Core
from turgor.domain.case import Event, Pins
from turgor.domain.dates import DateRange
from turgor.domain.happened import Done, Happened, Missed
from turgor.domain.plan import Outcome, Plan
from turgor.domain.treatments import Modality
from turgor.files import InvalidFile, read_happened
from turgor.host import Host
from turgor.verify import verify
from whole_worlds import World, worlds

LASER = "laser.ndyag_long_pulse#1"
FEATURES = (
    *("done", "missed", "called off ahead", "a new event", "a date moved", "another policy", "another case"),
)
PARTS = 6  # of a third of `make soak`'s 5,000 cases each


def check_turn(made: Plan, turn: Turn, anew: Plan) -> None:
    """The verifier passes it, given sessions count, and what is not named as moved is where it was."""
    assert verify(anew) == ()
    done = {one.session for one in turn.happened.done}
    before = {id_: day for id_, day in days_of(made).items() if id_ not in done}
    now = days_of(anew)
    moved = {move.session: (move.from_, move.to) for move in anew.moves}
    for session in before.keys() | now.keys():
        assert moved.get(session, (before.get(session),) * 2) == (before.get(session), now.get(session))
    assert not done & now.keys()
    for one in turn.happened.missed:
        assert now.get(one.session) != before[one.session]
    assert all(move.because for move in anew.moves)
    assert all(day >= turn.happened.today for day in now.values())
    for course in anew.courses:
        (older,) = (one for one in made.courses if one.id == course.id)
        real = [one.date for one in turn.happened.done if one.session.rpartition(".")[0] == course.id]
        assert course.given == (*older.given, *sorted(real))
    assert not {f"date:{session}" for session in done} & {one.id for one in anew.conflict}
    if anew.outcome is Outcome.PLAN:
        assert anew.objective.proven
    else:
        assert anew.outcome is Outcome.NO_PLAN  # it contradicts itself, or nothing of the plan is left
        assert anew.conflict or not anew.courses


def journeys(most: int) -> Counter[str]:
    """Random journeys of up to three turns each, every one of them checked; what they held."""
    seen: Counter[str] = Counter()

    @settings(max_examples=most)
    @given(worlds(), st.data())
    def travel(world, data):
        plan = world.plan()
        assume(plan.visits)
        seen["journeys"] += 1
        kinds = sorted(world.modalities().catalogue.vocabulary.event_kinds)
        for _ in range(data.draw(st.integers(1, 3))):
            turn = data.draw(turns(plan, kinds))
            anew = planner.replan(plan, turn.happened, world.modalities(), turn.clinic, turn.case)
            check_turn(plan, turn, anew)
            seen.update([*turn.features, "turns", anew.outcome.value, *["moved"] * bool(anew.moves)])
            plan = anew
            if not plan.visits:
                break

    travel()
    return seen


def test_whatever_happens_the_plan_made_anew_keeps_every_limit_and_says_what_moved():
    """Sessions late, early and missed, new events, another policy or case, and days that the practitioner moved."""
    seen = journeys(settings().max_examples // 4)
    assert all(seen[feature] >= 2 for feature in (*FEATURES, "plan", "moved"))


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_ten_thousand_journeys_keep_every_limit(part: int):
    """The same again and again, each part with cases of its own."""
    seen = journeys(settings().max_examples // 3)
    assert seen["turns"] > seen["journeys"]


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


def test_a_course_whose_home_care_is_gone_says_so():
    """No single limit forbids its days: the reason is what it would have to go with."""
    device = toys.device("aa.laser", goes_with=("home",))
    own = Modality("aa", "AA", "To test.", "1", (device, toys.cream("aa.cream", mechanism="needles")))
    world = World(Core(toys.vocabulary(), ()), (Script(own),), toys.case(), toys.clinic())
    made = world.plan()
    without = attrs.evolve(made.policy, switched_off=frozenset({"aa.cream"}))
    anew = planner.replan(made, Happened(made.today), world.modalities(), clinic=without)
    assert {move.to for move in anew.moves} == {None}
    (why,) = {one.because for one in anew.moves}
    assert [one.kind for one in why] == ["left_out"]
    assert "home care" in why[0].text.text


def test_a_day_fixed_for_a_session_that_was_given_is_over(host: Host):
    """A session given before its fixed day leaves a plan, not a contradiction."""
    made = sample_plan("pacemaker-warfarin")
    days = days_of(made)
    fixed = Pins(dates={f"{LASER}.1": days[f"{LASER}.1"] + timedelta(days=9)})
    case = attrs.evolve(made.case, preferences=attrs.evolve(made.case.preferences, pins=fixed))
    told = Happened(days[f"{LASER}.1"], (Done(f"{LASER}.1", days[f"{LASER}.1"]),))
    anew = planner.replan(made, told, host, case=case)
    assert anew.outcome is Outcome.PLAN
    assert anew.moves == ()


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
