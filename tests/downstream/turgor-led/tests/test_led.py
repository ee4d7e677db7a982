"""What must hold for LED light."""

import pytest

from turgor.testing import Conformance, Sandbox, happened


class TestConformance(Conformance):
    """What must hold for every modality."""

    modality = "led"
    examples = 6


@pytest.fixture
def led() -> Sandbox:
    """The modality alone."""
    return Sandbox.of("led")


def test_a_healthy_person_may_have_it(led: Sandbox) -> None:
    """Everything was asked, its own question too."""
    led.judge().nothing_failed().verdict("led.panel").is_eligible()


@pytest.mark.parametrize(
    ("different", "rule"),
    [({"light_triggered_seizures": True}, "LED-FITS"), ({"light_disease": ["porphyria"]}, "LED-LIGHT")],
)
def test_who_light_makes_ill_may_not(led: Sandbox, different: dict[str, object], rule: str) -> None:
    """By rules of its own, which nobody can set aside."""
    led.judge(led.patient(**different)).verdict("led.panel").is_contraindicated().because_of(rule)


def test_its_own_question_must_be_asked(led: Sandbox) -> None:
    """Light at home counts like light here."""
    led.judge(led.patient(unknown=["led_past"])).verdict("led.panel").is_undecided(asking="led_past")
    lit = led.patient(events=[happened("led_past", 1)])
    led.judge(lit).verdict("led.panel").is_deferred().because_of("need:led_lit")


def test_dark_skin_is_called_after_each_session(led: Sandbox) -> None:
    """And skin of which nobody said how dark it is."""
    for different, calls in (({"fitzpatrick": 5}, 4), ({"fitzpatrick": 2}, 0)):
        course = led.plan(led.patient(must=["led.panel"], **different)).course("led.panel")
        assert len(course.course.follow_ups) == calls


def test_what_is_recorded_of_a_session_stands_in_the_plan(led: Sandbox) -> None:
    """So that a session can be noted without this package."""
    course = led.plan(led.patient(must=["led.panel"])).course("led.panel").course
    assert [field.id for field in course.recorded] == ["minutes", "colours"]
