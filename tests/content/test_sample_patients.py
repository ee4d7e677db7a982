"""The five sample patients and the answered base they share."""

from __future__ import annotations

import pytest

from sample_patients import CASES, NAMES, TODAY
from turgor.content.load import load_core, load_modality
from turgor.content.merge import merge
from turgor.domain.case import Case
from turgor.domain.catalogue import Catalogue
from turgor.files.case_file import read_case

DECIDED = tuple(name for name in NAMES if name != "half-unanswered")
MODALITIES = ("facial_exercise", "laser", "microneedling", "nutrition", "radiofrequency", "topicals")
NOT_ASKED_WITHOUT_WARFARIN = {"inr"}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """Core with the six modalities."""
    return merge(load_core(), {name: load_modality(f"turgor_{name}") for name in MODALITIES})


def _case(name: str, catalogue: Catalogue) -> Case:
    return read_case(CASES / f"{name}.toml", catalogue, TODAY)


@pytest.mark.parametrize("name", DECIDED)
def test_a_decided_patient_answers_every_question(name: str, catalogue: Catalogue) -> None:
    """Every core fact is answered and every kind of event told or denied, so that nothing is undecided for want of it."""
    case = _case(name, catalogue)
    asked = set(case.assessment.answers.by_fact) | NOT_ASKED_WITHOUT_WARFARIN
    assert set(catalogue.core.facts) - asked == set()
    assert [kind for kind in catalogue.core.event_kinds if not case.history.plans_known(kind)] == []


@pytest.mark.parametrize("name", DECIDED)
def test_a_decided_patient_is_graded_at_every_goal(name: str, catalogue: Catalogue) -> None:
    """Looseness is measured at each site that is to become firmer."""
    case = _case(name, catalogue)
    graded = {m.site for m in case.assessment.measurements if m.instrument == "alexiades_laxity"}
    assert case.goals.sites <= graded


def test_half_of_the_questions_are_unanswered(catalogue: Catalogue) -> None:
    """The fifth patient answers between two and three fifths of the facts, and of the kinds of event."""
    case = _case("half-unanswered", catalogue)
    facts, kinds = catalogue.core.facts, catalogue.core.event_kinds
    assert 0.4 < len(case.assessment.answers.by_fact) / len(facts) < 0.6
    assert 0.4 < sum(case.history.plans_known(kind) for kind in kinds) / len(kinds) < 0.6


def test_isotretinoin_ended_ten_weeks_ago_and_a_wedding_is_four_months_away(catalogue: Catalogue) -> None:
    """The dates of the fourth patient are what its title says."""
    events = {event.kind: event for event in _case("isotretinoin-wedding", catalogue).history.events}
    ended, wedding = events["oral_isotretinoin"].end, events["occasion"].start
    assert ended is not None
    assert wedding is not None
    assert (TODAY - ended.latest).days == 70
    assert (wedding.earliest - TODAY).days == 123
