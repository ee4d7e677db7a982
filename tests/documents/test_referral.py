"""The letter to a doctor: who, what was found, what is asked, and that nothing was planned."""

from __future__ import annotations

import attrs
import page
import pypdfium2
import pytest

import plans
from printing import pages_of, pdfs_of, said
from sample_patients import NAMES, sample_plan
from turgor.documents import Kind, PrintSize, Style
from turgor.documents.sheet import Sheet
from turgor.domain.messages import plain
from turgor.domain.plan import Plan
from turgor.domain.verdicts import FactUse


def letter(plan: Plan) -> Sheet:
    """The letter of a plan."""
    (sheet,) = pages_of(plan, Kind.REFERRAL)
    return sheet


def flagged(**changes: object) -> Plan:
    """A red flag with the answer that raised it, and advice."""
    plan = plans.no_plan()
    usual = plan.referrals[0]
    reason = attrs.evolve(
        usual.reason,
        facts=(FactUse("new_facial_weakness", True),),  # noqa: FBT003 -- an answer
        advice=plain("a", "Emergency: call an ambulance. A stroke comes first"),
        until=plain("u", "assessed as an emergency, stroke ruled out"),
    )
    return attrs.evolve(plan, referrals=(attrs.evolve(usual, reason=reason, **changes),))


@pytest.mark.parametrize("name", NAMES)
def test_only_referrals_make_a_letter(name):
    """A letter is written where the plan holds a referral, and only there."""
    plan = sample_plan(name)
    assert len(pages_of(plan, Kind.REFERRAL)) == bool(plan.referrals)


@pytest.mark.parametrize("size", PrintSize)
def test_accessible_in_every_size(size):
    """It passes PDF/UA-1; in standard print it is one page."""
    (pdf,) = pdfs_of(flagged(), Kind.REFERRAL, Style(size=size))
    assert page.validate_pdf_bytes(pdf, profile="ua1").failures == []
    assert len(pypdfium2.PdfDocument(pdf)) == 1 or size is not PrintSize.STANDARD


def test_says_who_what_and_how_urgent():
    """Patient, what was found with the answer behind it, what is asked, and what ends the wait."""
    patient = attrs.evolve(plans.PATIENT, sex="female", number="P-7", contact="020 5550 0111")
    sheet = letter(attrs.evolve(flagged(), patient=patient))
    told = said(sheet)
    assert sheet.lead == "Urgent: please see this patient without delay."
    for text in (
        "Sample Patient, female, born 4 May 1979",
        "Our number P-7 · 020 5550 0111",
        "This patient came to us on 24 November 2026 and asked about firmer skin of the jawline and neck.",
        "New weakness of the face. Answered or seen: new facial weakness. (Rule G-X)",
        "Emergency: call an ambulance. A stroke comes first.",
        "We wait until this holds: assessed as an emergency, stroke ruled out.",
        "We have made no plan. We go on when you tell us that we may.",
        "Please write to us or call: 020 5550 0147.",
    ):
        assert text in told


def test_where_a_plan_goes_on_it_says_what_waits():
    """A referral that holds up one treatment asks for no hurry and names it."""
    plan = flagged(urgent=False, treatments=("laser.co2_fractional",))
    usual = plans.plan()
    sheet = letter(attrs.evolve(usual, referrals=plan.referrals))
    assert sheet.lead == "Please see this patient before we begin."
    assert "Until then we leave out: Fractional CO2 laser." in said(sheet)
    assert "no plan" not in said(sheet)


def test_has_a_sender_a_place_for_the_doctor_and_a_line_to_sign():
    """The address stands line by line."""
    clinic = attrs.evolve(plans.CLINIC, address="12 Sample Street, London N1 0AA")
    sheet = letter(attrs.evolve(flagged(), policy=clinic))
    assert sheet.letter.sender == (
        "Sample Clinic", "12 Sample Street", "London N1 0AA", "020 5550 0147", "24 November 2026",
    )  # fmt: skip
    assert sheet.letter.to == "To the doctor or specialist"
    assert [line.who for line in sheet.blocks[-1].signatures] == ["Practitioner, Sample Clinic"]


def test_one_reason_for_many_treatments_is_told_once():
    """Referrals of one rule are one line."""
    plan = flagged()
    sheet = letter(attrs.evolve(plan, referrals=plan.referrals * 5))
    assert said(sheet).count("(Rule G-X)") == 1
