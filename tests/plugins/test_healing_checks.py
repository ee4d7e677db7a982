"""The healing checks of laser and radiofrequency, asked through the host as planning asks them."""

import pytest

from toy_plugins import CLINIC, course_offer, findings
from turgor.api import Answers, SchedulingTerms
from turgor.host import Host

HOST = Host.load()


def follow_ups(treatment: str, diabetes: str | None) -> list[tuple[int, int]]:
    """The contacts that the modality asks for after each session."""
    answers = Answers({"diabetes": {"": diabetes}}) if diabetes else Answers()
    terms = HOST.terms(course_offer(treatment), findings(answers=answers), CLINIC)
    assert not HOST.failed
    assert terms == SchedulingTerms(follow_ups=terms.follow_ups)
    return [(contact.after_days, contact.until_days) for contact in terms.follow_ups]


@pytest.mark.parametrize("treatment", ["laser.co2_fractional", "radiofrequency.microneedling"])
@pytest.mark.parametrize("diabetes", ["controlled", None])
def test_wounds_are_looked_at_on_day_3_to_7_with_diabetes(treatment: str, diabetes: str | None) -> None:
    """Missing data must not leave the look out."""
    assert follow_ups(treatment, diabetes) == [(3, 7)]


@pytest.mark.parametrize("treatment", ["laser.co2_fractional", "radiofrequency.microneedling"])
def test_without_diabetes_no_look_is_asked_for(treatment: str) -> None:
    """Skin that heals well needs no extra visit."""
    assert follow_ups(treatment, "none") == []


@pytest.mark.parametrize("treatment", ["laser.nonablative_1550", "radiofrequency.monopolar_series"])
def test_treatments_that_leave_the_skin_closed_need_no_look(treatment: str) -> None:
    """There is no wound to look at."""
    assert follow_ups(treatment, "controlled") == []
