"""Food, exercise and habits: lists of their own beside the order of creams, and few lines for each thing."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest

import plans
from turgor.documents.patient.essentials import MOST, essential, is_safety
from turgor.documents.patient.patient_plan import patient_plan
from turgor.domain.plan import TreatmentInstructions
from turgor.domain.regimens import HomeKind, Pause, Regimen, Segment
from turgor.domain.terms import Slot
from turgor.domain.treatments import Instructions

LATER = plans.TODAY + timedelta(weeks=2)


def habit(name: str, kind: HomeKind, *segments: Segment, how: str = "Do it well.") -> Regimen:
    """A piece of home care that is not put on skin."""
    usual = plans.regimen(f"other.{name}", name, how, 60, segments or plans.daily(Slot.ANY, "Seven hours"))
    return attrs.evolve(usual, kind=kind)


def with_habits(*others: Regimen, **changes):
    """The usual plan with more to do at home."""
    return patient_plan(plans.plan(regimens=(*plans.plan().regimens, *others), **changes))


def test_what_is_not_put_on_skin_has_no_place_in_the_order_of_creams():
    """A habit is neither numbered nor placed, and has no table of weeks."""
    twice = Segment(plans.TODAY, None, 2, Slot.ANY, "")
    model = with_habits(habit("sleep", HomeKind.HABIT), habit("training", HomeKind.EXERCISE, twice))
    assert {step.name for step in model.routine} == {
        "Tretinoin cream", "Vitamin C serum", "Moisturiser", "Sunscreen",
    }  # fmt: skip
    assert [table.name for table in model.titrations] == ["Tretinoin cream"]


def test_every_day_and_some_days():
    """What is done every day stands apart from what is not, and says how often."""
    twice = Segment(plans.TODAY, None, 2, Slot.ANY, "Six moves")
    model = with_habits(habit("sleep", HomeKind.HABIT), habit("training", HomeKind.EXERCISE, twice))
    assert [(one.name, one.how) for one in model.every_day] == [("Sleep", "Seven hours. Do it well.")]
    assert [(one.name, one.how) for one in model.some_days] == [
        ("Training", "Six moves. Do it well. 2 days a week, from 24 Nov 2026.")
    ]


def test_weeks_that_differ_are_told_in_turn():
    """Where the dose or the frequency changes, each stretch has its line."""
    first = Segment(plans.TODAY, LATER - timedelta(days=1), 7, Slot.ANY, "one set")
    then = Segment(LATER, None, 3, Slot.ANY, "two sets")
    (told,) = with_habits(habit("moves", HomeKind.EXERCISE, first, then)).some_days
    assert told.steps == (
        "24 Nov to 7 Dec 2026: Every day. One set.",
        "From 8 Dec 2026: 3 days a week. Two sets.",
    )


def test_one_quiet_row_of_the_calendar():
    """Habits share the bar of what goes on every day, even with pauses; their pauses are told with the others."""
    pause = Pause(date(2026, 12, 14), date(2026, 12, 14), ("radiofrequency.microneedling#1.1",))
    bar = attrs.evolve(habit("lip bar", HomeKind.EXERCISE), pauses=(pause,))
    model = with_habits(bar, habit("sleep", HomeKind.HABIT))
    assert model.timeline is not None
    (quiet,) = [row for row in model.timeline.rows if row.steady]
    assert quiet.name == "Every day"
    assert "lip bar (with pauses)" in quiet.description
    assert "lip bar" in " ".join(row.rest for row in model.pauses)


def test_a_plan_of_habits_alone():
    """Without creams there is no routine, and nothing is said to be used."""
    model = patient_plan(plans.home_only(regimens=(habit("sleep", HomeKind.HABIT),)))
    assert (model.routine, model.routine_notes) == ((), ())
    assert model.lead == "This plan is for home. It is about sleep."


def test_missed_habits_share_a_sentence():
    """A missed habit is no matter for more than one line."""
    said = TreatmentInstructions("other.sleep", "sleep", Instructions(missed="Go on the next night."))
    usual = plans.plan().instructions
    model = with_habits(habit("sleep", HomeKind.HABIT), instructions=(*usual, said))
    assert "Missed a day of something else? Go on the next day." in model.missed
    assert not any("sleep" in text for text in model.missed)


@pytest.mark.parametrize(
    "text",
    [
        "Tell us if you are pregnant.",
        "Do not use it in pregnancy.",
        "Never put it on skin that has just been needled.",
        "If it burns or hurts, stop.",
        "If you have kidney disease, ask your own team first.",
        "After threads, wait 30 days.",
    ],
)
def test_safety_lines_always_stand(text):
    """However much a treatment says, what could hurt when left out is printed."""
    many = tuple(f"Nice to know {n}." for n in range(5))
    said = TreatmentInstructions("a.b", "cream", Instructions(before=many, after=(text,)))
    assert is_safety(text)
    assert essential(said) == (*many[: MOST - 1], text)


def test_more_safety_lines_than_room():
    """They all stand, and nothing else does."""
    lines = tuple(f"Never do this: {n}." for n in range(MOST + 1))
    said = TreatmentInstructions("a.b", "cream", Instructions(before=("A short sting is fine.", *lines)))
    assert essential(said) == lines


def test_signs_that_differ_in_the_product_are_one():
    """Two creams with the same sign are named together."""
    base = plans.plan()
    said = tuple(
        TreatmentInstructions(id_, name, Instructions(call_if=(f"your skin weeps where you use the {name}",)))
        for id_, name in (
            ("topicals.tretinoin", "tretinoin cream"),
            ("topicals.vitamin_c", "vitamin C serum"),
        )
    )
    call = patient_plan(attrs.evolve(base, instructions=said)).call
    assert call is not None
    assert call.signs == ("your skin weeps where you use the tretinoin cream or vitamin C serum",)


def test_what_steps_wait_for_is_said_once():
    """Two things that wait for the same share the sentence, below the last of them."""
    tretinoin = plans.plan().regimens[2]
    other = attrs.evolve(tretinoin, id="other", plain_name="Acid gel", order=21)
    first, last = patient_plan(plans.plan(regimens=(tretinoin, other))).titrations
    assert first.gate == ""
    assert last.gate.startswith("Tretinoin cream and acid gel: take the next step only if your skin is calm.")
