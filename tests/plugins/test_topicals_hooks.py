"""The hooks of the topicals modality, asked through the host as planning asks them."""

import pytest

from toy_plugins import CLINIC, findings, regimen_offer, using
from turgor.api import RegimenOffer, Severity
from turgor.host import Host

HOST = Host.load()
TRETINOIN = HOST.catalogue.treatments["topicals.tretinoin"]
RETINOIDS = {item.id for item in HOST.catalogue.treatments.values() if "retinoid" in item.traits}


def offer(treatment: str = "topicals.tretinoin") -> RegimenOffer:
    """An offer of home care with the titration of tretinoin."""
    return regimen_offer(treatment, steps=TRETINOIN.regimen.steps)


@pytest.mark.parametrize("in_use", ["retinoid", "topicals.tretinoin"])
def test_a_second_retinoid_is_objected_to(in_use: str) -> None:
    """One retinoid at a time (I-TWO-RET): absolute, everywhere, and it says which one is in use."""
    objections = HOST.objections(findings(using=(using(in_use, 3),)), CLINIC)
    assert {objection.treatment for objection in objections} == RETINOIDS - {in_use}
    for objection in objections:
        assert objection.severity is Severity.ABSOLUTE
        assert not objection.sites
        assert in_use in objection.text.text


@pytest.mark.parametrize("in_use", ["topicals.sunscreen", "topicals.moisturiser"])
def test_using_something_else_is_fine(in_use: str) -> None:
    """Only another retinoid stands in the way."""
    assert HOST.objections(findings(using=(using(in_use, 7),)), CLINIC) == []


@pytest.mark.parametrize("nights", [1, 2, 3, 4, 5, 6, 7])
def test_who_uses_tretinoin_already_starts_at_the_step_reached(nights: int) -> None:
    """Never at more nights than are used now, and not again at week 1."""
    (adapted,) = HOST.adapt([offer()], findings(using=(using("topicals.tretinoin", nights),)), CLINIC)
    assert not HOST.failed
    first = adapted.steps[0].per_week
    assert first == max((s.per_week for s in TRETINOIN.regimen.steps if s.per_week <= nights), default=2)
    assert adapted.steps == TRETINOIN.regimen.steps[len(TRETINOIN.regimen.steps) - len(adapted.steps) :]


@pytest.mark.parametrize("in_use", ["retinoid", "topicals.sunscreen", None])
def test_who_uses_no_tretinoin_starts_at_week_1(in_use: str | None) -> None:
    """Another product says nothing about how this one is borne."""
    about = findings(using=(using(in_use, 7),) if in_use else ())
    assert HOST.adapt([offer()], about, CLINIC) == [offer()]


def test_the_handout_shows_how_much_is_enough() -> None:
    """With a drawing, in short sentences, for retinoids only."""
    (section,) = HOST.handouts([offer(), offer("topicals.sunscreen")], findings())
    assert section.treatment == "topicals.tretinoin"
    assert section.picture is not None
    assert all(len(said.text.split()) <= 15 for said in section.paragraphs)
