"""A handout for each treatment: one subject, two pages, easy words, nothing of the plan lost."""

from __future__ import annotations

import re
from datetime import date

import attrs
import page
import pypdfium2
import pytest

import plans
from printed_text import page_texts, squeezed, texts_of
from printing import pages_of, pdfs_of, said
from sample_patients import NAMES, sample_plan
from shipped_plans import catalogue_treatments, plan_of
from turgor.documents import Kind
from turgor.documents.patient.alone import only
from turgor.documents.sheet import Sheet
from turgor.domain.evidence import Evidence
from turgor.domain.plan import Plan, TreatmentInstructions
from turgor.domain.terms import Slot
from turgor.domain.treatments import Instructions, Standing, Treatment
from turgor.testing.reading import HIGHEST_GRADE, grade

MOST_PAGES = 2
MOST_WORDS = 20  # in a sentence
DATES = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d")


@pytest.fixture(params=catalogue_treatments(), ids=lambda treatment: treatment.id)
def treatment(request: pytest.FixtureRequest) -> Treatment:
    """Each shipped treatment in turn."""
    return request.param


def handout(plan: Plan) -> Sheet:
    """The only handout of a plan."""
    (sheet,) = pages_of(plan, Kind.TREATMENTS)
    return sheet


def handout_of(title: str) -> Sheet:
    """The handout of the usual plan with this title."""
    return next(sheet for sheet in pages_of(plans.plan(), Kind.TREATMENTS) if sheet.title == title)


def sentences(sheet: Sheet) -> list[str]:
    """What is to be read, sentence by sentence: without tables of dates and without sources."""
    signs = [*sheet.call.signs, *sheet.call.emergency] if sheet.call else []
    told = [text for block in sheet.blocks for text in (*block.paragraphs, *block.items, *block.small)]
    told = [sheet.lead, *told, *(f"Call us if {sign}." for sign in signs)]
    return [one for text in told for one in re.split(r"(?<=[.!?]) ", text) if not DATES.search(one)]


def test_is_short_accessible_and_complete(treatment):
    """It has two pages at most, passes PDF/UA-1, and every word of it is in the text layer."""
    plan = plan_of(treatment)
    (pdf,) = pdfs_of(plan, Kind.TREATMENTS)
    assert len(pypdfium2.PdfDocument(pdf)) <= MOST_PAGES
    assert page.validate_pdf_bytes(pdf, profile="ua1").failures == []
    text = squeezed("".join(page_texts(pdf)))
    assert [words for words in texts_of(handout(plan)) if squeezed(words) not in text] == []


def test_as_a_whole_it_reads_easily(treatment):
    """The text of each handout asks for six years of school at most; no sentence has more than twenty words."""
    told = sentences(handout(plan_of(treatment)))
    assert grade(" ".join(one if one[-1] in ".!?" else f"{one}." for one in told)) <= HIGHEST_GRADE
    assert [one for one in told if len(one.split()) > MOST_WORDS] == []


def test_says_all_that_the_content_says(treatment):
    """What it is, every instruction and sign, what to expect, and how sure we are."""
    told, sheet = said(handout(plan_of(treatment))).lower(), handout(plan_of(treatment))
    text = treatment.instructions
    lines = (text.what, *text.before, *text.after, text.missed, text.expect)
    plain = [line.lower().removeprefix("tell us if ").rstrip(".") for line in lines if line]
    assert [line for line in plain if line not in told] == []
    assert "evidence" in told or "not shown to tighten skin" in told or "maker says" in told
    assert (sheet.call is not None) == bool(text.call_if or text.emergency)
    assert "020 5550 0147" in said(sheet)


@pytest.mark.parametrize("name", NAMES)
def test_each_treatment_of_a_plan_has_one(name):
    """As many handouts as treatments, each named by its file, none of them naming the patient."""
    plan = sample_plan(name)
    sheets = pages_of(plan, Kind.TREATMENTS)
    courses = {course.treatment for course in plan.courses}
    assert len(sheets) == len(courses | {item.treatment for item in plan.regimens if item.segments})
    assert len({sheet.title for sheet in sheets}) == len(sheets)


def test_a_procedure_has_its_dates_and_what_rests():
    """Each session with day, time and number, what to do before, the check, and the rest of home care around it."""
    sheet = pages_of(plans.plan(), Kind.TREATMENTS)[0]
    table = sheet.blocks[0].table
    assert [cells[0].text for cells in table.rows] == [
        "Mon 14 Dec 2026", "Mon 18 Jan 2027", "Mon 22 Feb 2027", "Mon 14 Jun 2027",
    ]  # fmt: skip
    assert table.rows[1][0].small == ("10:00, about 1 h 30 min",)
    assert table.rows[1][1].text == "RF microneedling, 2 of 3"
    assert table.rows[0][1].small == ("Sun 13\u00a0Dec: start the cold-sore tablets.",)
    assert sheet.blocks[0].small == (
        "Around each visit: no tretinoin cream or vitamin C serum from 5 days before to 5 days after.",
    )


def test_home_care_has_its_steps_and_pauses():
    """Each step with its days, neighbours that are alike joined; then what a step waits for, and the pauses."""
    sheet = handout_of("Tretinoin cream")
    often = next(block for block in sheet.blocks if block.table)
    assert [cells[1].text for cells in often.table.rows] == [
        "2 nights a week: Mon and Thu",
        "3 nights a week: Mon, Wed and Fri",
        "4 nights a week: Mon, Tue, Thu and Sat",
        "5 nights a week: all but Thu and Sun",
    ]
    assert often.small[0] == "Take the next step only if your skin is calm. If not, stay where you are."
    assert "9 to 19 Dec 2026" in often.small[1].replace("\u00a0", " ")


def test_what_never_changes_needs_no_table():
    """Home care of every day is one sentence."""
    sheet = handout_of("Sunscreen")
    assert sheet.blocks[0].paragraphs[1] == "Every morning, from 24 November 2026."
    assert not any(block.table for block in sheet.blocks)


def test_two_courses_of_one_treatment_share_a_handout():
    """Where two places have days of their own, all their visits stand on the one handout, with the place."""
    usual = plans.plan()
    one, other = (
        attrs.evolve(usual.courses[0], id=f"radiofrequency.microneedling#{n}", zones=(zone,), review=None)
        for n, zone in ((1, "jawline"), (2, "neck"))
    )
    visits = (*plans.visits(one, date(2026, 12, 14)), *plans.visits(other, date(2026, 12, 16)))
    sheets = pages_of(attrs.evolve(usual, courses=(one, other), visits=visits), Kind.TREATMENTS)
    rows = sheets[0].blocks[0].table.rows
    assert [cells[1].text for cells in rows] == [
        "RF microneedling, 1 of 3 (jawline)",
        "RF microneedling, 1 of 3 (neck)",
    ]
    assert sheets[0].lead == "For the jawline and neck."
    assert len(sheets) == len(usual.instructions)


def test_a_handout_is_about_one_treatment_only():
    """Sessions and home care of anything else are left out."""
    alone = only(sample_plan("type-v-melasma"), "radiofrequency.monopolar_single")
    assert {course.treatment for course in alone.courses} == {"radiofrequency.monopolar_single"}
    assert {session.treatment for visit in alone.visits for session in visit.sessions} == {
        "radiofrequency.monopolar_single"
    }
    assert len(only(alone, "topicals.sunscreen").regimens) == 1


@pytest.mark.parametrize("grade_of", Evidence)
def test_evidence_is_told_in_words(grade_of):
    """Each grade has words; none of them promises."""
    told = TreatmentInstructions("topicals.sunscreen", "Sunscreen", Instructions(), grade_of)
    sheet = handout(plans.home_only(instructions=(told,)))
    text = sheet.blocks[-1].paragraphs[-1]
    assert text.endswith(".")
    assert "will" not in text
    assert grade_of is Evidence.NONE or "may" in text or "maker" in text


def test_what_is_on_trial_says_so():
    """An investigational treatment is given in a study only."""
    told = TreatmentInstructions(
        "topicals.sunscreen", "Sunscreen", Instructions(), standing=Standing.INVESTIGATIONAL
    )
    assert "You get it in a study only." in said(handout(plans.home_only(instructions=(told,))))


def test_a_dose_that_grows_stands_at_its_step():
    """Where steps differ in dose, each row has its own; where they do not, the manner has it once."""
    first, last = plans.titrated(7, 7)
    steps = (attrs.evolve(first, dose="a little"), attrs.evolve(last, dose="a bit more"))
    item = plans.regimen("topicals.sunscreen", "Sunscreen", "On dry skin.", 20, steps)
    told = TreatmentInstructions("topicals.sunscreen", "Sunscreen", Instructions())
    rows = handout(plans.home_only(regimens=(item,), instructions=(told,))).blocks[1].table.rows
    assert [cells[1].small for cells in rows] == [("A little.",), ("A bit more.",)]
    assert {step.slot for step in steps} == {Slot.EVENING}
