"""What content files may say about moves, doses, limits and home care that must not meet."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import attrs
import pytest

from turgor.content.load import load_core, load_modality
from turgor.content.merge import merge
from turgor.domain.doses import DailyLimit, Dose
from turgor.domain.incompatible import Meeting
from turgor.domain.rules import Outcome
from turgor.domain.skin import Part, Severity
from turgor.structuring.problems import InvalidContent

GOOD = """
[modality]
name = "gym"
title = "Gym"
purpose = "Train"
content_version = "1"

[[source]]
id = "gym_book"
citation = "A book"
status = "memory"

[[exercise]]
id = "gym_smile"
name = "Smile"
muscles = ["risorius"]
zones = ["malar"]
steps = ["Smile.", "Rest."]
repeats = 10
hold_seconds = 5
sets = 2
sources = ["gym_book"]
avoid_if = [
  { when = "age < 30", by_patient = "you are young", severity = "caution", sources = ["gym_book"] },
]

[[treatment]]
id = "gym.set"
name = "Set"
plain_name = "set"
mechanism = "muscle_training"
role = "minor"
evidence = "none"
treats = ["face"]
exercises = ["gym_smile"]
effect_sizes = [{ text = "None", sources = ["gym_book"] }]
risks = [{ text = "Sore cheeks", in_100 = 3, sources = ["gym_book"] }, { text = "Boredom", sources = ["gym_book"] }]
sources = ["gym_book"]

[treatment.regimen]
slot = "both"
dose = "ten times"
how = "Smile."
steps = [{ per_week = 7, weeks = 1, slot = "evening" }, { per_week = 7 }]
daily_dose = [{ substance = "vitamin_c", least = 10, most = 20 }]

[treatment.terms]
needs = [{ state = "acute_wound", clear_days = 0, severity = "relative", part = "pull" }]

[[incompatible]]
id = "GYM-1"
one = ["gym.set"]
other = ["retinoid", "waxing", "warfarin"]
meeting = "same_night"
severity = "caution"
outcome = "adapt"
advice = "Take turns."
rationale = "To see."
sources = ["gym_book"]
"""


def problems(tmp_path: Path, before: str, after: str) -> str:
    """What is said about the content with one text replaced."""
    assert before in GOOD
    file = tmp_path / "gym.toml"
    file.write_text(GOOD.replace(before, after), encoding="utf-8")
    with pytest.raises(InvalidContent) as caught:
        load_modality(file)
    return "\n".join(str(problem) for problem in caught.value.problems)


def test_a_modality_may_say_all_of_it(tmp_path: Path) -> None:
    """Moves, steps of another slot, doses, parts of a need and home care that must not meet reach the catalogue."""
    file = tmp_path / "gym.toml"
    file.write_text(GOOD, encoding="utf-8")
    catalogue = merge(load_core(), {"gym": load_modality(file)})
    treatment = catalogue.treatments["gym.set"]
    assert catalogue.vocabulary.exercises["gym_smile"].steps == ("Smile.", "Rest.")
    assert treatment.terms.needs[0].part is Part.PULL
    assert [(risk.text, risk.in_100) for risk in treatment.risks] == [("Sore cheeks", 3), ("Boredom", None)]
    assert treatment.regimen is not None
    assert treatment.regimen.daily_dose == (Dose("vitamin_c", 10, 20),)
    assert [step.slot and step.slot.value for step in treatment.regimen.steps] == ["evening", None]
    (pair,) = [pair for pair in catalogue.incompatible if pair.id == "GYM-1"]
    assert pair.meeting is Meeting.SAME_NIGHT


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('exercises = ["gym_smile"]', 'exercises = ["gym_smle"]', "there is no exercise 'gym_smle'"),
        ('id = "gym_smile"', 'id = "smile"', "must begin with gym_"),
        ('substance = "vitamin_c"', 'substance = "vitamin_x"', "there is no substance 'vitamin_x'"),
        ("least = 10", "least = 30", "must be at least least (30), got 20"),
        ('part = "pull"', 'part = "push"', "part"),
        ('when = "age < 30"', 'when = "agee < 30"', "agee"),
        ('one = ["gym.set"]', 'one = ["retinoid"]', "must name a treatment of its own"),
        ('"waxing"', '"waxng"', "there is no trait, kind of event, medicine or own treatment 'waxng'"),
        ('meeting = "same_night"', 'meeting = "some_night"', "meeting"),
        ('zones = ["malar"]', 'zones = ["malr"]', "there is no zone 'malr'"),
        ("repeats = 10", "repeats = 0", "must be at least 1, got 0"),
        ("in_100 = 3, sources", "in_100 = 3, source", "sources"),
        ('in_100 = 3, sources = ["gym_book"]', "in_100 = 3, sources = []", "risks[0].sources"),
        ('in_100 = 3, sources = ["gym_book"]', 'sources = ["gym_bok"]', "there is no source 'gym_bok'"),
        ("in_100 = 3", "in_100 = 300", "must be at most 100, got 300"),
    ],
)
def test_what_does_not_exist_or_fit_is_named(tmp_path: Path, before: str, after: str, said: str) -> None:
    """One mistake, one message that shows it."""
    assert said in problems(tmp_path, before, after)


def test_a_limit_is_exceeded_above_it_or_at_it() -> None:
    """`excludes_limit` makes the number itself too much."""
    above = DailyLimit("L", "vitamin_c", 1000, "True", Severity.CAUTION, Outcome.ADAPT, "", "", ())
    at = attrs.evolve(above, excludes_limit=True)
    assert [above.exceeded_by(total) for total in (999, 1000, 1001)] == [False, False, True]
    assert [at.exceeded_by(total) for total in (999, 1000, 1001)] == [False, True, True]


def test_core_limits_the_vitamins_that_add_up() -> None:
    """Vitamin A for everybody and in pregnancy, vitamin C in stone formers, protein in kidney disease."""
    limits = {(limit.id, limit.substance, limit.limit, limit.per_kg) for limit in load_core().daily_limits}
    assert limits >= {
        ("N-VITA-UL", "vitamin_a", 3000, False),
        ("N-VITA-PREG", "vitamin_a", 0, False),
        ("N-VITC-UL", "vitamin_c", 2000, False),
        ("N-STONE-C", "vitamin_c", 0, False),
        ("N-CKD-HIGH", "protein", 1.3, True),
        ("N-CKD-PROT", "protein", 0.8, True),
        ("N-VITE-UL", "vitamin_e", 300, False),
    }


def test_a_retinoid_and_an_acid_take_turns() -> None:
    """On different nights, the acid from week 13 and on two nights at most; two retinoids never."""
    pairs = {pair.id: pair for pair in load_core().incompatible}
    acid = pairs["I-RET-ACID"]
    assert (acid.meeting, acid.other_after_weeks, acid.other_most_per_week) == (Meeting.SAME_NIGHT, 12, 2)
    assert pairs["I-ACID-ACID"].together_most_per_week == 3
    two = pairs["I-TWO-RET"]
    assert (two.one, two.other, two.meeting) == (("retinoid",), ("retinoid",), Meeting.SAME_PERIOD)
    assert two.severity is Severity.ABSOLUTE


def test_every_move_has_its_drawing_and_stands_in_a_programme() -> None:
    """What a plan prints is there; the moves are the seven of the reference, and the bar told as a move."""
    modality = load_modality("turgor_facial_exercise")
    in_use = {move for treatment in modality.treatments for move in treatment.exercises}
    assert in_use == {move.id for move in modality.exercises}
    assert len(in_use) == 8
    folder = files("turgor_facial_exercise") / "handouts"
    assert {move.picture for move in modality.exercises} == {file.name for file in folder.iterdir()}
