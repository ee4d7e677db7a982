"""Settings of sessions: as the modality declares them, carried forward, everything wrong told at once."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

import desks
from turgor.domain.recorded import RecordedField, RecordedKind
from turgor.files import InvalidFile
from turgor.practice.records import (
    Built,
    Desk,
    HowGiven,
    open_kept,
    session_done,
    session_form,
    which_plan,
)
from turgor.practice.records.settings import checked

NEEDLES = "radiofrequency.microneedling#1"
DEPTH = RecordedField("depth", "Depth", RecordedKind.NUMBER, "mm", required=True)
PASSES = RecordedField("passes", "Passes", RecordedKind.NUMBER)


def needling(made: Built) -> list[tuple[str, date]]:
    """The sessions of the course that has several, with their days."""
    sessions = [(one.id, visit.date) for visit in made.plan.visits for one in visit.sessions]
    return [entry for entry in sessions if entry[0].startswith(NEEDLES)]


def test_everything_that_is_wrong_is_told_at_once(desk: Desk) -> None:
    """What is missing, what is not known with what was meant, what is no number; nothing is kept."""
    session, day = needling(desks.followed(desk))[0]
    wrong = HowGiven(settings={"dept": "1.5", "energy": "high", "needles": "insulatd"})
    with pytest.raises(InvalidFile) as refused:
        session_done(desks.on(desk, day), 1, session, given=wrong)
    problems = {one.path: (one.text, one.suggestion) for one in refused.value.problems}
    assert problems.keys() == {f"settings.{id_}" for id_ in ("dept", "depth", "energy", "needles")}
    assert problems["settings.dept"][1] == "depth"
    assert problems["settings.needles"][1] == "insulated"
    assert "is missing: Depth of the needles" in problems["settings.depth"][0]
    assert "must be a number (mJ)" in problems["settings.energy"][0]
    assert open_kept(desk, which_plan(desk, "1")).plan.diary is None


def test_what_is_not_said_is_as_at_the_last_session_of_the_course(desk: Desk) -> None:
    """Settings, operator, device and lot, but never the reaction; an empty text takes a setting back."""
    (first, day), (second, later), (third, last) = needling(desks.followed(desk))
    given = HowGiven("Kim", "RF-2", "L-1", {"depth": "1.5", "energy": "20", "passes": "2"}, "red")
    session_done(desks.on(desk, day), 1, first, given=given)
    before = session_form(desks.on(desk, later), 1, second).before
    assert before == attrs.evolve(given, reaction="")
    told = session_done(
        desks.on(desk, later), 1, second, given=HowGiven(settings={"energy": "18", "passes": ""})
    )
    assert told.done is not None
    assert told.done.given == HowGiven("Kim", "RF-2", "L-1", {"depth": "1.5", "energy": "18"})
    assert session_form(desks.on(desk, last), 1, third).before.settings == told.done.given.settings


def test_another_course_does_not_begin_with_these_settings(desk: Desk) -> None:
    """Its own modality declares others."""
    made = desks.followed(desk)
    session, day = needling(made)[0]
    session_done(desks.on(desk, day), 1, session, given=HowGiven(settings={"depth": "1"}))
    form = session_form(desk, 1, "radiofrequency.monopolar_single#1.1")
    assert form.before == HowGiven()
    assert [field.id for field in form.fields] == ["energy", "pulses", "tip"]


def test_the_diary_says_values_with_names_and_units(desk: Desk) -> None:
    """Of the version by which it was given, whatever later ones hold."""
    session, day = needling(desks.followed(desk))[0]
    session_done(desks.on(desk, day), 1, session, given=HowGiven(settings={"depth": "1.5", "energy": "20"}))
    diary = open_kept(desk, which_plan(desk, "1")).plan.diary
    assert diary is not None
    assert diary.said(diary.done[0]) == ("Depth of the needles: 1.5 mm", "Energy of a pulse: 20 mJ")


def test_who_declares_nothing_takes_everything() -> None:
    """A modality by somebody else need not say what it records."""
    told = checked((), {"heat": "warm", "light": ""}, {"heat": "hot", "time": "5"}, ("it", "settings"))
    assert told == {"heat": "warm", "time": "5"}


def test_what_is_no_longer_declared_is_not_carried_forward() -> None:
    """It would be refused if it were told."""
    assert checked((DEPTH, PASSES), {}, {"depth": "1", "heat": "5"}, ("it", "settings")) == {"depth": "1"}
