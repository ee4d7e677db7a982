"""What a plan must come to for patients about whom nobody would argue, with the modalities that ship with Turgor."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import pytest

from sample_patients import CASES, TODAY, sample_plan
from turgor.domain.catalogue import Catalogue
from turgor.domain.clinic import Clinic
from turgor.domain.plan import Outcome, Plan
from turgor.domain.treatments import Stance
from turgor.domain.verdicts import Reason, Status
from turgor.files import read_case, read_clinic
from turgor.host import Host
from turgor.planner import plan

ISOTRETINOIN_STOPPED = date(2026, 9, 15)
WINDOW = (date(2026, 12, 5), date(2026, 12, 14))
SERIES = "radiofrequency.monopolar_series"
ONLY_THE_SERIES = f'[preferences]\npins = {{ only = ["{SERIES}"], must = ["{SERIES}"] }}\n'


@pytest.fixture
def planned(tmp_path: Path) -> Callable[..., Plan]:
    """A function that plans for a sample patient with tables of the case file changed or one answer taken away."""

    def make(text: str, base: str = "healthy-45", without: str = "", **policy: Any) -> Plan:
        for file in CASES.glob("*.toml"):
            shutil.copy(file, tmp_path)
        (tmp_path / "changed.toml").write_text(f'extends = "{base}.toml"\n{text}', encoding="utf-8")
        host = Host.load()
        case = read_case(tmp_path / "changed.toml", host.catalogue, TODAY)
        answers = case.assessment.answers.without(without)
        case = attrs.evolve(case, assessment=attrs.evolve(case.assessment, answers=answers))
        return plan(case, attrs.evolve(default_clinic(), **policy), host, TODAY)

    return make


@cache
def default_clinic() -> Clinic:
    """The clinic that ships with Turgor."""
    return read_clinic(None)


@cache
def catalogue() -> Catalogue:
    """Core and the modalities that ship with Turgor."""
    return Host.load().catalogue


def traits(treatment: str) -> frozenset[str]:
    """The kinds that a treatment belongs to."""
    return catalogue().treatments[treatment].traits


def in_clinic(made: Plan) -> list[str]:
    """The treatments of the courses."""
    return [course.treatment for course in made.courses]


def at_home(made: Plan) -> list[str]:
    """The treatments of the home care."""
    return [regimen.treatment for regimen in made.regimens]


def reasons_on(made: Plan, treatment: str, day: date) -> Iterator[Reason]:
    """Why a treatment is not simply eligible on a day, over all zones."""
    for verdict in made.verdicts:
        if verdict.treatment == treatment:
            yield from next(period.reasons for period in verdict.timeline if day in period.span)


def test_mild_jowls_of_a_healthy_person_get_radiofrequency_and_home_care():
    """A healthy 45-year-old with mild jowls: radiofrequency through whole skin, home care, and nothing ablative."""
    made = sample_plan("healthy-45")
    assert in_clinic(made)
    assert all("rf_monopolar" in traits(treatment) for treatment in in_clinic(made))
    assert {"topicals.sunscreen", "topicals.moisturiser"} <= set(at_home(made))
    assert made.objective.proven


def test_a_series_has_its_sessions_in_its_own_window(planned):
    """Where the practitioner asks for the radiofrequency series it comes whole, each session in its interval."""
    made = planned(ONLY_THE_SERIES)
    (course,) = made.courses
    days = [visit.date for visit in made.visits]
    assert (course.treatment, course.sessions) == (SERIES, course.typical)
    assert len(days) == course.typical
    gaps = [(after - before).days for before, after in pairwise(days)]
    assert all(course.interval.min_days <= gap <= course.interval.max_days for gap in gaps)


def test_a_pregnant_patient_has_home_care_without_retinoids(planned):
    """No sessions; sunscreen and vitamin C are there, and nothing whose maker does not allow it in pregnancy."""
    made = planned('[assessment.facts]\npregnancy = "pregnant"\n')
    assert (in_clinic(made), made.visits) == ([], ())
    assert {"topicals.sunscreen", "topicals.moisturiser", "topicals.vitamin_c"} <= set(at_home(made))
    assert not any("retinoid" in traits(treatment) for treatment in at_home(made))
    assert {catalogue().treatments[id_].pregnancy for id_ in at_home(made)} == {Stance.ALLOWED}


def test_a_pacemaker_leaves_light_that_keeps_the_surface():
    """No current passes through a patient with a pacemaker: a non-ablative laser remains."""
    made = sample_plan("pacemaker-warfarin")
    assert in_clinic(made)
    assert all("nonablative_light" in traits(treatment) for treatment in in_clinic(made))


@pytest.mark.parametrize("birthday", ["2008-11-25", "2014-03-01"])
def test_under_eighteen_there_is_only_what_everybody_may_have(planned, birthday):
    """Up to the day before the birthday: sunscreen, moisturiser and lifestyle advice."""
    made = planned(f"[patient]\nbirth_date = {birthday}\n[preferences]\nhorizon = {TODAY}\n")
    assert in_clinic(made) == []
    assert "topicals.sunscreen" in at_home(made)
    assert all("for_everybody" in traits(treatment) for treatment in at_home(made))


def test_an_urgent_red_flag_stops_everything(planned):
    """New weakness of the face: no plan, home care included, an urgent referral, and the flag as the reason."""
    made = planned("[assessment.facts]\nnew_facial_weakness = true\n")
    assert made.outcome is Outcome.NO_PLAN
    assert (made.courses, made.visits, made.regimens) == ((), (), ())
    urgent = [referral.reason.rule for referral in made.referrals if referral.urgent]
    assert urgent
    assert set(urgent) & {conflict.id for conflict in made.conflict}


URGENT = {
    "E-PALSYNEW": "new_facial_weakness = true",
    "G-LIDDROOP": "new_lid_droop_or_diplopia = true",
    "G-SWELLING": "new_face_or_neck_swelling = true",
    "G-SKULLPRESSURE": "headache_on_vitamin_a_or_tetracycline = true",
    "G-FILLERVESSEL": "filler_vessel_signs = true",
    "G-CRISIS": "suicidal_thoughts = true",
}
REFERRED = {
    "G-RAPIDLAX": 'laxity_onset = "weeks_to_months"',
    "G-CTDSIGN": "laxity_generalised = true",
    "G-WTLOSS": "unintended_weight_loss_pct = 5",
    "G-BDD": "cops_total = 40",
}


@pytest.mark.parametrize("rule", URGENT)
def test_each_urgent_red_flag_stops_everything(planned, rule):
    """Home care included: an urgent referral by the flag and nothing else."""
    made = planned(f"[assessment.facts]\n{URGENT[rule]}\n")
    assert (made.outcome, made.courses, made.regimens) == (Outcome.NO_PLAN, (), ())
    assert rule in {referral.reason.rule for referral in made.referrals if referral.urgent}


@pytest.mark.parametrize("rule", REFERRED)
def test_each_other_red_flag_refers_before_anything_corrective(planned, rule):
    """Only what everybody may have is left, and the flag stands among the referrals."""
    made = planned(f"[assessment.facts]\n{REFERRED[rule]}\n")
    assert in_clinic(made) == []
    assert all("for_everybody" in traits(treatment) for treatment in at_home(made))
    assert rule in {referral.reason.rule for referral in made.referrals}


def test_a_suspicious_lesion_refers_and_keeps_its_zone_free(planned):
    """Nothing in the clinic where the spot is, and somebody looks at it first."""
    made = planned("[assessment.facts.suspicious_lesion]\nlower_face = true\n")
    assert in_clinic(made) == []
    assert any(
        "suspicious" in referral.reason.text.text.lower() or "CANC" in referral.reason.rule
        for referral in made.referrals
    )


@pytest.mark.parametrize("flag", [*URGENT, *REFERRED])
def test_a_red_flag_that_nobody_asked_about_keeps_the_clinic_closed(planned, flag):
    """Unknown is not absent: nothing in the clinic before the question is answered, and it is asked."""
    fact = (URGENT | REFERRED)[flag].partition(" ")[0]
    made = planned("", without=fact)
    assert in_clinic(made) == []
    assert fact in {question.id for question in made.questions}


@pytest.mark.parametrize("treatment", ["laser.co2_fractional", "radiofrequency.microneedling"])
def test_isotretinoin_defers_what_breaks_the_skin_until_180_days_after(treatment):
    """The last forbidden day is the 179th after the last dose; other reasons may go on."""
    made = sample_plan("isotretinoin-wedding")
    free = ISOTRETINOIN_STOPPED + timedelta(days=180)
    before = {reason.rule: reason.status for reason in reasons_on(made, treatment, free - timedelta(days=1))}
    assert before["need:oral_retinoid"] is Status.DEFERRED
    assert "need:oral_retinoid" not in {reason.rule for reason in reasons_on(made, treatment, free)}


def test_what_is_undecided_is_never_placed_and_its_questions_are_listed():
    """Half unanswered: nothing that some unknown holds up is in the plan, and each such unknown is asked."""
    made = sample_plan("half-unanswered")
    asked = {question.id for question in made.questions}
    held_up = [v for v in made.verdicts if all(p.status is Status.UNDECIDED for p in v.timeline)]
    zones = catalogue().vocabulary.zones
    waiting = {(verdict.treatment, site) for verdict in held_up for site in zones.sites_of(verdict.zone)}
    placed = {(one.treatment, site) for one in (*made.courses, *made.regimens) for site in one.sites}
    assert held_up
    assert placed
    assert not placed & waiting
    assert all(set(verdict.ask) & asked for verdict in held_up)


def test_with_a_budget_an_unknown_price_enters_only_by_pin(planned):
    """Unpriced courses stay out under a budget; a pinned one is chosen, and its price said to be unknown."""
    budget = '[preferences]\nbudget = { amount = "5000", currency = "GBP" }\n'
    left_alone = planned(budget, prices={})
    assert in_clinic(left_alone) == []
    assert {entry[0] for entry in left_alone.left_out} >= {SERIES}
    made = planned(f'{budget}pins = {{ must = ["{SERIES}"] }}\n', prices={})
    assert in_clinic(made) == [SERIES]
    assert made.cost.unknown[0] == f"{SERIES}#1"
    assert made.cost.known.amount == 0


def test_no_downtime_shows_on_days_that_must_show_none(planned):
    """A series that would run through a wedding is moved such that redness ends before and starts after it."""
    first, last = WINDOW
    series = ONLY_THE_SERIES
    free = f"downtime_free = [{{ from = {first}, to = {last} }}]\n"
    assert any(first <= day <= last for day in _red_days(planned(series)))
    made = planned(series + free)
    assert in_clinic(made) == [SERIES]
    assert not any(first <= day <= last for day in _red_days(made))


def _red_days(made: Plan) -> Iterator[date]:
    """The days on which a session may show, its own included."""
    longest = {course.id: course.downtime_days_max for course in made.courses}
    for visit in made.visits:
        for session in visit.sessions:
            yield from (visit.date + timedelta(days=n) for n in range(longest[session.course] + 1))
