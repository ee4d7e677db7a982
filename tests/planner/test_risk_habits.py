"""Sun, smoking, diet and exercise are scored by stated rules, and each plan answers what it finds."""

from __future__ import annotations

from functools import cache

import attrs
import pytest

from sample_patients import CASES, TODAY
from turgor.domain.case import SYSTEMIC, Answers, Case, Value
from turgor.domain.plan import Plan
from turgor.planning.examine import examine
from turgor.practice import Practice, make_plan, open_case, open_practice, unanswered

NOTHING = {"spf_daily": True, "sun_hours_day": 1, "outdoor_work": False, "sunbeds": False, "smoking": "never",
           "fruit_veg_portions": 5, "sugary_drinks_day": 0, "resistance_sessions_week": 2}  # fmt: skip
SCORES = [
    ("sun", "spf_daily", False, True),
    ("sun", "sun_hours_day", 3, 2.9),
    ("sun", "outdoor_work", True, False),
    ("sun", "sunbeds", True, False),
    ("smoking", "smoking", "current", "former"),
    ("diet", "fruit_veg_portions", 4.9, 5),
    ("diet", "sugary_drinks_day", 1, 0.9),
    ("exercise", "resistance_sessions_week", 1.9, 2),
]
ANSWERS = {
    "sun": ({"outdoor_work": True}, "nutrition.sun_protection"),
    "smoking": ({"smoking": "current"}, "nutrition.stop_smoking"),
    "diet": ({"sugary_drinks_day": 2}, "nutrition.food_pattern"),
    "exercise": ({"resistance_sessions_week": 0}, "nutrition.resistance_training"),
}
BAD = {name: value for changed, _ in ANSWERS.values() for name, value in changed.items()}


@cache
def practice(*disabled: str) -> Practice:
    """The default clinic with the modalities that ship, but for some."""
    return open_practice(today=TODAY, disabled=frozenset(disabled))


def answering(changed: dict[str, Value], unknown: str = "") -> Case:
    """The healthy patient without any risk habit, with some answers changed and one taken away."""
    case = open_case(CASES / "healthy-45.toml", practice())
    given = {name: {SYSTEMIC: value} for name, value in (NOTHING | changed).items() if name != unknown}
    answers = Answers({**case.assessment.answers.without(unknown).by_fact, **given})
    return attrs.evolve(case, assessment=attrs.evolve(case.assessment, answers=answers))


def habits(case: Case) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The habits that are found, and those that cannot be decided."""
    found = examine(case, practice().host.catalogue, TODAY)
    return found.habits, found.unknown_habits


def at_home(made: Plan) -> set[str]:
    """The treatments of the home care that has days."""
    return {regimen.treatment for regimen in made.regimens if regimen.segments}


@pytest.mark.parametrize(("habit", "fact", "has", "has_not"), SCORES)
def test_a_habit_begins_at_its_limit(habit: str, fact: str, has: Value, has_not: Value) -> None:
    """One answer alone makes it; on the other side of the limit, or at it, there is none; unknown is neither."""
    assert habits(answering({fact: has})) == ((habit,), ())
    assert habits(answering({fact: has_not})) == ((), ())
    assert habits(answering({}, unknown=fact)) == ((), (habit,))


@pytest.mark.parametrize("habit", ANSWERS)
def test_each_habit_is_answered_by_home_care(habit: str) -> None:
    """The answer is chosen whatever else is, with days of its own."""
    changed, answer = ANSWERS[habit]
    made = make_plan(practice(), answering(changed))
    assert made.findings.habits == (habit,)
    assert answer in at_home(made)
    assert "plan.habit_not_answered" not in {notice.key for notice in made.notices}


def test_all_habits_at_once_are_all_answered() -> None:
    """Answers of one mechanism do not displace each other, nor does the patient's time."""
    case = answering(BAD)
    few = attrs.evolve(case, preferences=attrs.evolve(case.preferences, minutes_a_day=5))
    for one in (case, few):
        assert {answer for _, answer in ANSWERS.values()} <= at_home(make_plan(practice(), one))


def test_who_has_no_habit_is_told_nothing_about_it() -> None:
    """What answers a habit and nothing else is left out."""
    made = make_plan(practice(), answering({}))
    assert made.findings.habits == ()
    assert not at_home(made) & {"nutrition.stop_smoking", "nutrition.resistance_training"}


def test_a_pin_asks_for_it_without_the_habit() -> None:
    """The practitioner knows better."""
    case = answering({})
    pins = attrs.evolve(case.preferences.pins, must=("nutrition.resistance_training",))
    pinned = attrs.evolve(case, preferences=attrs.evolve(case.preferences, pins=pins))
    assert "nutrition.resistance_training" in at_home(make_plan(practice(), pinned))


def test_where_no_modality_answers_a_habit_its_advice_is_printed() -> None:
    """Without nutrition each habit but sun, which a sunscreen answers, has its advice in the patient's document."""
    made = make_plan(practice("nutrition"), answering(BAD))
    words = practice().host.catalogue.vocabulary.risk_habits
    said = {section.title.text: [text.text for text in section.paragraphs] for section in made.handouts}
    assert {
        words[id_].name: [words[id_].advice] for id_ in ("smoking", "diet", "exercise")
    }.items() <= said.items()
    assert words["sun"].name not in said


@pytest.mark.parametrize("eating", ["current", None])
def test_advice_keeps_to_the_rules_that_its_treatment_would(eating: Value | None) -> None:
    """No word about food and training where an eating disorder is known or not asked about, be nutrition installed or not."""
    changed = BAD if eating is None else BAD | {"eating_disorder": eating}
    made = make_plan(practice("nutrition"), answering(changed, unknown="" if eating else "eating_disorder"))
    titles = {section.title.text for section in made.handouts}
    assert titles & {"Smoking", "Diet", "Too little exercise"} == {"Smoking"}
    told = [notice.params for notice in made.notices if notice.key == "plan.habit_no_advice"]
    assert [one["habit"] for one in told] == ["Diet", "Too little exercise"]
    assert all("N-EDCUR" in one["rules"] for one in told)


def test_an_answer_that_may_not_be_given_is_told_to_the_practitioner() -> None:
    """The general advice would speak against the rule, so it is not given."""
    made = make_plan(practice(), answering({"resistance_sessions_week": 0, "exercise_red_flag": True}))
    told = [notice.params for notice in made.notices if notice.key == "plan.habit_not_answered"]
    assert [one["treatment"] for one in told] == ["nutrition.resistance_training"]
    assert "Too little exercise" not in {section.title.text for section in made.handouts}


@pytest.mark.parametrize("fact", [fact for _, fact, _, _ in SCORES])
def test_an_answer_that_tells_of_a_habit_is_asked_for(fact: str) -> None:
    """It stands among the open questions, in the plan and of the questionnaire."""
    case = answering({}, unknown=fact)
    found = unanswered(practice(), case)
    assert fact in {question.id for question in found.questions}
    assert fact not in found.needless


def test_a_plan_asks_what_it_does_not_know_about_a_habit() -> None:
    """No rule speaks of strength training otherwise."""
    made = make_plan(practice(), answering({}, unknown="resistance_sessions_week"))
    (question,) = [one for one in made.questions if one.id == "resistance_sessions_week"]
    assert question.treatments == ("nutrition.resistance_training",)
    assert "offer.habit_open" in {why.key for name, why in made.left_out if name in question.treatments}
