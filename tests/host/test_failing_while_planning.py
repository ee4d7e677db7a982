"""A modality that fails in any stage of planning costs itself and nothing else (design, property 4)."""

import pytest

from sample_patients import CASES, TODAY
from toy_plugins import device, found, modality
from turgor.domain.case import Case
from turgor.domain.evidence import Evidence
from turgor.domain.plan import Outcome, Plan
from turgor.domain.verdicts import Status
from turgor.files import read_case, read_clinic
from turgor.host import Found, Host
from turgor.planner import plan

STRONG = modality("toy", device(evidence=Evidence.HIGH))  # chosen by everybody who may have it
PATIENT = CASES / "healthy-45.toml"


def planned(*plugins: Found) -> Plan:
    """The healthy patient with the built-in modalities and these."""
    host = Host.load(extra=plugins)
    case: Case = read_case(PATIENT, host.catalogue, TODAY)
    return plan(case, read_clinic(), host, TODAY)


@pytest.fixture(scope="module")
def without() -> Plan:
    """The plan of those who never installed the toy."""
    return planned()


def raises() -> None:
    """What a broken hook does."""
    raise RuntimeError("toy is broken")


@pytest.mark.parametrize("hook", ["turgor_eligibility", "turgor_offers", "turgor_schedule", "turgor_handout"])
@pytest.mark.parametrize("answer", [raises, lambda: [7]], ids=["raises", "nonsense"])
def test_whatever_a_failing_modality_does_the_plan_is_that_of_the_others(
    hook: str, answer: object, without: Plan
) -> None:
    """Same courses, dates and home care as if it were not installed; it is named, and reads *not assessed*."""
    made = planned(found("toy", STRONG, **{hook: answer}))
    assert made.outcome is Outcome.PLAN
    for part in ("courses", "visits", "regimens", "cost", "objective", "why", "handouts", "conflict"):
        assert getattr(made, part) == getattr(without, part), part
    (status,) = [plugin for plugin in made.engine.plugins if plugin.name == "toy"]
    assert status.state == "failed"
    assert hook in status.reason
    toys = [verdict for verdict in made.verdicts if verdict.treatment.startswith("toy.")]
    assert {period.status for verdict in toys for period in verdict.timeline} == {Status.NOT_ASSESSED}
    others = [verdict for verdict in made.verdicts if verdict not in toys]
    assert others == list(without.verdicts)


def test_a_modality_that_works_is_planned_with(without: Plan) -> None:
    """Or the test above would prove nothing."""
    made = planned(found("toy", STRONG))
    assert [course.treatment for course in made.courses] == ["toy.device"]
    assert made.courses != without.courses
