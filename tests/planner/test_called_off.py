"""Sessions that are called off before their day: they move, say why, and never come back to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import attrs
import pytest

from sample_patients import sample_plan
from turgor import planner
from turgor.domain.case import NotOn, Pins
from turgor.domain.happened import Done, Happened, Missed
from turgor.files import InvalidFile, read_happened
from turgor.host import Host
from turgor.verify import verify

LASER = "laser.ndyag_long_pulse#1"
SECOND = f"{LASER}.2"
FIRST_DAY = date(2026, 11, 25)
TODAY = date(2026, 12, 10)


@pytest.fixture(scope="module")
def host() -> Host:
    """The modalities that ship."""
    return Host.load()


def days_of(plan):
    """Session -> its day."""
    return {session.id: visit.date for visit in plan.visits for session in visit.sessions}


def told(**more) -> Happened:
    """The first session was given; the second is still ahead, and the clinic cancels it."""
    return Happened(TODAY, (Done(f"{LASER}.1", FIRST_DAY),), (Missed(SECOND, "the laser is away"),), **more)


def test_a_session_that_is_called_off_ahead_moves_and_says_why(host: Host):
    """It alone moves, the reason is the practitioner's own, and the verifier knows the day that it must not have."""
    made = sample_plan("pacemaker-warfarin")
    was = days_of(made)[SECOND]
    assert was > TODAY
    anew = planner.replan(made, told(), host)
    (move,) = anew.moves
    assert (move.session, move.from_) == (SECOND, was)
    assert move.to not in (None, was)
    assert [one.text.text for one in move.because] == [
        f"{SECOND} was called off on {was.day} December 2026: the laser is away."
    ]
    back = attrs.evolve(anew.replay.limits, not_on=(NotOn(SECOND, move.to),))
    broken = attrs.evolve(anew, replay=attrs.evolve(anew.replay, limits=back))
    assert {breach.limit for breach in verify(broken)} == {"not_on"}


def test_it_never_comes_back_to_that_day(host: Host):
    """Neither when the plan is made anew once more, nor when somebody asks for it."""
    made = sample_plan("pacemaker-warfarin")
    was = days_of(made)[SECOND]
    anew = planner.replan(made, told(), host)
    later = planner.replan(anew, Happened(TODAY), host)
    assert later.moves == ()
    answer = planner.what_if(later, SECOND, was, host)
    assert answer.possible is False
    assert f"not_on:{SECOND}:{was}" in {one.id for one in answer.conflict}


def test_a_day_fixed_before_gives_way(host: Host):
    """A pin on the day that was called off is let go: it contradicts what happened, not the plan."""
    made = sample_plan("pacemaker-warfarin")
    fixed = Pins(dates={SECOND: days_of(made)[SECOND]})
    case = attrs.evolve(made.case, preferences=attrs.evolve(made.case.preferences, pins=fixed))
    anew = planner.replan(made, told(), host, case=case)
    assert [move.session for move in anew.moves] == [SECOND]


def test_why_a_session_was_missed_is_told(host: Host):
    """The reason that was entered stands beside the move."""
    made = sample_plan("pacemaker-warfarin")
    missed = Happened(date(2026, 12, 28), (Done(f"{LASER}.1", FIRST_DAY),), (Missed(SECOND, "ill"),))
    anew = planner.replan(made, missed, host)
    assert [one.text.text for move in anew.moves for one in move.because] == [
        "It was not given on its day: ill."
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            f'done = [{{session = "{SECOND}", date = 2026-12-01}}]',
            f"done[0].session: is said to be given; '{LASER}.1', which comes before it, is not",
        ),
        (
            f'done = [{{session = "{LASER}.1", date = 2026-12-01}}, {{session = "{SECOND}", date = 2026-12-01}}]',
            f"done[1].date: must be after '{LASER}.1' (2026-12-01), got 2026-12-01",
        ),
        (
            f'done = [{{session = "{LASER}.1", date = 2025-11-25}}]',
            "done[0].date: must not be before the plan was made (2026-11-24), got 2025-11-25",
        ),
        (
            f'missed = [{{session = "{SECOND}"}}]\ndates = {{"{SECOND}" = 2026-12-23}}',
            "must not be the day on which it is missed (2026-12-23)",
        ),
    ],
)
def test_what_cannot_have_happened_is_refused(host: Host, tmp_path: Path, text: str, said: str):
    """A session without the one before it, two of a course on a day, a wrong year, a move to the day that was lost."""
    file = tmp_path / "happened.toml"
    file.write_text(f"today = {TODAY}\n{text}\n", encoding="utf-8")
    with pytest.raises(InvalidFile) as error:
        read_happened(file, sample_plan("pacemaker-warfarin"), host.catalogue)
    assert said in str(error.value)
