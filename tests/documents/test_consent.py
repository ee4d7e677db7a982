"""The consent form: what, where, when, how sure, what may go wrong, what is special, and which plan is meant."""

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
from turgor.documents import Kind, PrintSize, Style
from turgor.documents.patient.consent import risk_in_words
from turgor.documents.sheet import Block, Sheet
from turgor.domain.dates import Span
from turgor.domain.evidence import Evidence, Source, SourceStatus
from turgor.domain.messages import plain
from turgor.domain.plan import Plan, ZoneVerdict
from turgor.domain.skin import Severity
from turgor.domain.treatments import Risk, Standing, Treatment
from turgor.domain.verdicts import Period, Reason, Status
from turgor.practice.printing import digest
from turgor.testing.reading import grade

HIGHEST_GRADE = 7.0  # of a consent form
PROCEDURES = tuple(one for one in catalogue_treatments() if one.course)
NEEDLING = "radiofrequency.microneedling"
RISKS = (
    Risk("Burns", ("a",)),
    Risk("Dark patches", ("b",), in_100=9.9),
    Risk("A drooping lid", ("b",), in_100=0.9),
)


@pytest.fixture(params=PROCEDURES, ids=lambda treatment: treatment.id)
def treatment(request: pytest.FixtureRequest) -> Treatment:
    """Each shipped procedure in turn."""
    return request.param


def form(plan: Plan) -> Sheet:
    """The only consent form of a plan."""
    (sheet,) = pages_of(plan, Kind.CONSENT)
    return sheet


def told(**changes: object) -> Plan:
    """The usual plan with other things said about its procedure, and two sources."""
    usual = plans.plan()
    first, *others = usual.instructions
    sources = tuple(Source(id_, f"Study {id_.upper()}.", SourceStatus.VERIFIED) for id_ in "ab")
    return attrs.evolve(usual, instructions=(attrs.evolve(first, **changes), *others), sources=sources)


def with_reasons(*reasons: Reason, first: date = plans.TODAY) -> Plan:
    """The usual plan with reasons in a verdict about its procedure, from a day on."""
    verdict = ZoneVerdict(NEEDLING, "RF", "RF", "jawline", (Period(Span(first), Status.CAUTION, reasons),))
    return plans.plan(verdicts=(verdict,))


def reason(rule: str, text: str, **changes: object) -> Reason:
    """A caution."""
    usual = Reason(rule, Severity.CAUTION, Status.CAUTION, plain("r", text), Evidence.LOW, ())
    return attrs.evolve(usual, **changes)


def block(sheet: Sheet, title: str) -> Block:
    """The block under a title."""
    return next(one for one in sheet.blocks if one.title == title)


def test_accessible_complete_and_bound(treatment):
    """It passes PDF/UA-1, says all it was told, and has two pages; the last is signed and names the plan."""
    plan = plan_of(treatment)
    (pdf,) = pdfs_of(plan, Kind.CONSENT)
    assert page.validate_pdf_bytes(pdf, profile="ua1").failures == []
    pages = page_texts(pdf)
    assert len(pages) == 2
    text = squeezed("".join(pages))
    assert [words for words in texts_of(form(plan)) if squeezed(words) not in text] == []
    for words in ("ab12 ab12 ab12 ab12", "ab12" * 16, plan.number, "Signatures", "Patient", "Interpreter"):
        assert squeezed(words) in squeezed(pages[-1])


def test_reads_easily(treatment):
    """The form as a whole asks for seven years of school at most."""
    sheet = form(plan_of(treatment))
    parts = [text for one in sheet.blocks for text in (*one.paragraphs, *one.items, *one.ticks) if one.title]
    sentences = [text if text[-1] in ".!?" else f"{text}." for text in (sheet.lead, *parts)]
    assert grade(" ".join(sentences)) <= HIGHEST_GRADE


def test_names_every_risk_of_the_content(treatment):
    """Each risk stands there; a figure only where the content has one, and then with its source."""
    sheet = form(plan_of(treatment))
    risks = block(sheet, "What may go wrong")
    assert len(risks.items) == len(treatment.risks)
    for risk, line in zip(treatment.risks, risks.items, strict=True):
        assert line.startswith(risk.text)
        assert ("in\u00a0100" in line) == (risk.in_100 is not None)
    counted = any(risk.in_100 is not None for risk in treatment.risks)
    assert risks.small[0].startswith("A number stands only where" if counted else "We have no study")


def test_what_the_regulator_asks_for_is_in_the_form():
    """Radiofrequency needling: burns, scars, loss of fat, nerve harm and lasting change of looks (FDA, 2025)."""
    needling = next(one for one in PROCEDURES if one.id == NEEDLING)
    text = said(form(plan_of(needling))).lower()
    for word in ("burns", "scars", "loss of fat", "nerve", "lasting change of looks"):
        assert word in text


@pytest.mark.parametrize(
    ("in_100", "text"),
    [
        (None, "Burns"), (0.6, "Burns: fewer than 1 in 100"), (1.8, "Burns: about 2 in 100"),
        (9.9, "Burns: about 10 in 100"), (50, "Burns: about 50 in 100"),
    ],
)  # fmt: skip
def test_figures_as_people_take_them_in(in_100, text):
    """Whole people of a hundred, or fewer than one; nothing where nobody has counted."""
    assert risk_in_words(Risk("Burns", ("a",), in_100=in_100)).replace("\u00a0", " ") == text


def test_only_sources_of_figures_are_named():
    """The source of a risk without a figure says nothing about how often it happens."""
    risks = block(form(told(risks=RISKS)), "What may go wrong")
    assert risks.small == ("A number stands only where a study has counted: Study B.",)


def test_where_no_risk_is_known_to_us_the_form_says_so():
    """A modality that names no risk does not read as one without any."""
    assert block(form(told(risks=())), "What may go wrong").paragraphs == (
        "No risks are written here. Ask us what may go wrong before you sign.",
    )


def test_says_what_where_and_when():
    """Sessions, places and dates of the plan; redness as long as the course says."""
    text = said(form(plans.plan())).replace("\u00a0", " ")
    for words in (
        "3 sessions for the jawline and neck.",
        "Planned on Mon 14 Dec 2026, Mon 18 Jan 2027 and Mon 22 Feb 2027.",
        "Redness, swelling or scabs for 3 days. In some people they last up to 10 days.",
        "We cannot promise a result.",
    ):
        assert words in text


@pytest.mark.parametrize(("most", "said_so"), [(2, True), (0, False)])
def test_no_redness_is_not_nought_days_of_it(most, said_so):
    """Where no redness is usual, only the longest is told; where there is none at all, nothing."""
    course = attrs.evolve(plans.plan().courses[0], downtime_days=0, downtime_days_max=most)
    text = said(form(plans.plan(courses=(course,))))
    assert ("Often no redness or swelling. In some people it lasts up to 2 days." in text) == said_so
    assert not re.search(r"\b0 days", text)


def test_what_is_special_for_this_patient():
    """Each caution of a day of treatment with what is done about it, once; what was set aside with the reason."""
    dark = reason("P", "Gets dark marks", advice=plain("a", "Test spot"))
    aside = reason("K", "Raised scars", status=Status.CONTRAINDICATED, overridden="old and small (Dr Vale)")
    plan = with_reasons(dark, aside, reason("E", "Not today", status=Status.ELIGIBLE), dark)
    rows = block(form(plan), "What is special for you").table.rows
    assert [tuple(cell.text for cell in cells) for cells in rows] == [
        ("Gets dark marks.", "Test spot."),
        ("Raised scars.", "We go on all the same: old and small (Dr Vale)."),
    ]


def test_what_begins_after_the_last_session_is_not_special():
    """A caution that holds on no day of treatment is not on the form."""
    plan = with_reasons(reason("P", "Gets dark marks"), first=date(2027, 2, 23))
    assert "What is special for you" not in {one.title for one in form(plan).blocks}


def test_what_one_can_do_instead():
    """Nothing, home care alone, and what was possible too; not what was ruled out."""
    left_out = tuple(
        (id_, attrs.evolve(plain("x", "why"), key=key))
        for id_, key in (("laser.a", "schedule.not_chosen"), ("laser.b", "verdict.site"))
    )
    verdicts = tuple(plans.verdict(id_, id_[-1].upper() * 5, Status.ELIGIBLE) for id_, _ in left_out)
    items = block(form(plans.plan(left_out=left_out, verdicts=verdicts)), "What you can do instead").items
    assert items == (
        "You can do nothing. Loose skin is not a disease.",
        "You can have just the home care.",
        "We can talk about these: AAAAA.",
    )


def test_photos_are_a_choice_of_their_own():
    """Three boxes, none of which the treatment depends on."""
    photos = block(form(plans.plan()), "Photos: tick only what you agree to")
    assert len(photos.ticks) == 3
    assert photos.small[0].startswith("You are treated just the same")


@pytest.mark.parametrize("standing", Standing)
def test_a_study_has_papers_of_its_own(standing):
    """What is still being tested says so, and that the study asks for more."""
    text = said(form(told(standing=standing)))
    assert ("The study has papers of its own." in text) == (standing is Standing.INVESTIGATIONAL)


def test_another_plan_has_another_fingerprint():
    """One changed minute of one visit, and the form of before no longer belongs to the plan."""
    plan = plans.plan()
    first, *others = plan.visits
    later = attrs.evolve(first, end=first.end.replace(minute=31))
    moved = attrs.evolve(plan, visits=(later, *others))
    assert digest(plan) == digest(plans.plan())
    assert digest(plan) != digest(moved)


@pytest.mark.parametrize("size", PrintSize)
@pytest.mark.parametrize("name", ["type-v-melasma", "isotretinoin-wedding"])
def test_who_signs_sees_what_is_agreed_to(name, size):
    """In every size of print all three signatures stand on one page with the agreement and the fingerprint."""
    for pdf in pdfs_of(sample_plan(name), Kind.CONSENT, Style(size=size)):
        (signed,) = [text for text in page_texts(pdf) if "Signatures" in text]
        for words in ("I have read this form", "as it stands on this form", "Patient", "Interpreter", "Full"):
            assert words in signed


@pytest.mark.parametrize("name", NAMES)
def test_one_for_each_procedure(name):
    """Home care needs no form; each procedure of the plan has one."""
    plan = sample_plan(name)
    treatments = {course.treatment for course in plan.courses}
    assert len(pages_of(plan, Kind.CONSENT)) == len(treatments)


def test_short_enough_to_be_read():
    """Two pages in standard print, for a patient with notes too."""
    for pdf in pdfs_of(sample_plan("isotretinoin-wedding"), Kind.CONSENT):
        assert len(pypdfium2.PdfDocument(pdf)) == 2
