"""The questionnaire holds what installed treatments need, and nothing else."""

from __future__ import annotations

from toys import catalogue, device
from turgor.domain.treatments import Standing
from turgor.practice import questionnaire


def test_the_consent_to_a_trial_is_asked_for_where_a_treatment_names_it() -> None:
    """It is asked for that treatment alone; without one nobody asks."""
    trial = device("x.gene", standing=Standing.INVESTIGATIONAL, trial_consent="spotty")
    assert questionnaire(catalogue([trial])).asked_for["spotty"] == ("x.gene",)
    assert "spotty" not in questionnaire(catalogue([device("x.laser")])).asked_for
