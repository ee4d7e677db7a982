"""Why something is used on just some nights stands where its nights stand: on paper and on screen."""

from __future__ import annotations

import attrs
from rich.console import Console

import plans
from turgor.cli.screens.plan import plan_screen
from turgor.documents.patient.patient_plan import patient_plan
from turgor.domain.messages import plain
from turgor.domain.offers import Adaptation
from turgor.domain.plan import Plan
from turgor.domain.regimens import Regimen

ADVICE = "Use on different nights; start slowly."


def parted(*, enforced: bool = True) -> Plan:
    """The sample plan whose tretinoin keeps to Tuesday and Friday because of another product."""
    advice = Adaptation("I-TOY", plain("incompatible.I-TOY.advice", ADVICE), enforced=enforced)
    sample = plans.plan()
    return attrs.evolve(sample, regimens=tuple(_on_other_nights(one, advice) for one in sample.regimens))


def _on_other_nights(regimen: Regimen, advice: Adaptation) -> Regimen:
    if regimen.treatment != "topicals.tretinoin":
        return regimen
    first, *later = regimen.segments
    moved = (attrs.evolve(first, weekdays=(1, 4)), *later)
    return attrs.evolve(regimen, segments=moved, adaptations=(advice,))


def screen(plan: Plan) -> str:
    """What `turgor plan` prints."""
    console = Console(width=200)
    with console.capture() as captured:
        console.print(plan_screen(plan))
    return captured.get()


def test_the_printed_plan_shows_the_days_of_the_plan_and_says_why():
    """The circles and words are those of the segment, and the first words of the advice stand below."""
    (titration,) = patient_plan(parted()).titrations
    assert titration.weeks[0].days == (False, True, False, False, True, False, False)
    assert titration.weeks[0].words == "2 nights: Tue and Fri"
    assert titration.apart == "Use on different nights."


def test_advice_that_the_plan_does_not_carry_out_is_no_reason_for_nights():
    """Where only care is asked for, the printed nights need no reason; the practitioner reads the advice."""
    (titration,) = patient_plan(parted(enforced=False)).titrations
    assert titration.apart == ""
    assert f"Tretinoin cream: {ADVICE}" in screen(parted(enforced=False))


def test_the_screen_names_the_nights_and_the_advice():
    """`turgor plan` names the days of what is kept apart."""
    shown = screen(parted())
    assert "2 nights a week (Tue and Fri)" in shown
    assert f"Tretinoin cream: {ADVICE}" in shown
    assert "(Mon" not in screen(plans.plan())
