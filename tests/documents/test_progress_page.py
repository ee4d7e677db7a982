"""How firmness went: the drawing, the page for the patient, and the part of the record."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import page
import pytest

import plans
from measured_again import FIRST, LAST, PROFILE, entry, measured_again
from printing import pages_of, pdfs_of, said
from turgor.documents import Ink, Kind, Paper, PrintSize, Style
from turgor.documents.charts.progress import Drawn, Series, drawn, series
from turgor.documents.sheet import Block
from turgor.domain.case import Target
from turgor.domain.diary import Diary, HomeCareEntry, HowGiven, MissedEntry, SessionEntry
from turgor.domain.offers import Prepared
from turgor.domain.plan import Plan
from turgor.domain.recorded import RecordedField, RecordedKind
from turgor.testing.reading import HIGHEST_GRADE, grade


def of(zone: str, plan: Plan | None = None) -> Series:
    """The series of a zone."""
    return next(one for one in series(plan or measured_again()) if one.zones == zone)


def blocks(plan: Plan, kind: Kind) -> Sequence[Block]:
    """What the document of a kind is made of."""
    (sheet,) = pages_of(plan, kind)
    blocks_: Sequence[Block] = sheet.blocks
    return blocks_


def test_places_that_are_alike_share_one_drawing() -> None:
    """Goals first; both sides, and zones with the same readings, are one."""
    assert [one.zones for one in series(measured_again())] == [
        "Jawline", "Neck front", "Left lower cheek", "Chin", "Submental",
    ]  # fmt: skip
    alike = measured_again(*(attrs.evolve(PROFILE[4], site=site) for site in ("chin", "chest")))
    assert [one.zones for one in series(alike)] == ["Chin and chest"]


def test_firmer_is_up_whichever_way_the_scale_runs() -> None:
    """A grade that falls and a reading that rises both go up; what gets looser goes down."""
    jaw, neck = drawn(of("Jawline")), drawn(of("Neck front"))
    assert [mark.value for mark in jaw.marks] == ["3", "2", "1"]
    assert jaw.marks[0].y > jaw.marks[1].y > jaw.marks[2].y
    assert neck.marks[0].y < neck.marks[1].y < neck.marks[2].y


def test_only_a_real_change_is_a_full_dot() -> None:
    """The first visit never is; what lies in the strip of no change never is; unknown never is."""
    assert [mark.full for mark in drawn(of("Jawline")).marks] == [False, True, True]
    assert [mark.full for mark in drawn(of("Left lower cheek")).marks] == [False, False]
    assert [mark.full for mark in drawn(of("Chin")).marks] == [False, False]


@pytest.mark.parametrize("zone", ["Jawline", "Neck front", "Left lower cheek"])
def test_the_strip_holds_what_is_no_real_change(zone: str) -> None:
    """A dot is full just where it lies at its edge or beyond; where nobody can say there is no strip."""
    chart = drawn(of(zone))
    assert chart.band is not None
    top, height = chart.band
    for mark in chart.marks:
        assert mark.full == (not top < mark.y < top + height)
    assert drawn(of("Chin")).band is None


def test_what_is_aimed_for_is_a_line_of_its_own() -> None:
    """Reached where the latest reading is there or beyond, in the direction of the scale."""
    jaw, neck = of("Jawline"), of("Neck front")
    aims = drawn(jaw).aim, drawn(neck).aim
    assert [aim.words for aim in aims if aim] == ["aim 1", "aim 0.5"]
    assert (jaw.reached, neck.reached) == (True, False)
    assert drawn(of("Chin")).aim is None
    beyond = measured_again(PROFILE[2], targets=(Target("cutometer_r7", "neck_front", 0.3),))
    assert of("Neck front", beyond).reached


def test_words_of_lines_that_are_close_keep_apart() -> None:
    """The line itself stays where it is."""
    near = measured_again(PROFILE[2], targets=(Target("cutometer_r7", "neck_front", 0.441),))
    chart = drawn(of("Neck front", near))
    assert chart.aim is not None
    assert abs(chart.aim.y - chart.first.y) < 2
    assert abs(chart.aim.words_y - chart.first.words_y) >= 10
    assert (chart.aim.words_y < chart.first.words_y) == (chart.aim.y < chart.first.y)


def test_everything_lies_within_the_drawing() -> None:
    """In each size of print, also where all readings are alike."""
    for size in PrintSize:
        for one in series(measured_again()):
            chart = drawn(one, Style(size=size))
            assert inside(chart)


def inside(chart: Drawn) -> bool:
    """Whether marks, lines and days keep within the drawing."""
    lines = [chart.first, *([chart.aim] if chart.aim else [])]
    places = [mark.x for mark in chart.marks] + [place for place, _ in chart.days]
    heights = [mark.y for mark in chart.marks] + [line.words_y for line in lines]
    return all(chart.left < place < chart.right for place in places) and all(
        0 < height < chart.height - 10 for height in heights
    )


def test_the_drawing_is_said_in_words() -> None:
    """Every reading with its day, and what is aimed for."""
    assert drawn(of("Jawline")).description == (
        "Jawline: 3 on 24 November 2026, 2 on 1 March 2027, 1 on 14 June 2027, aim 1."
    )


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("jawline.left", "Your skin here may be firmer now. We aimed for 1, and you are there."),
        (
            "neck_front",
            "Your skin here may be looser now. Ask us what this means for your plan. We aim for 0.5.",
        ),
        ("lower_cheek.left", "The change is small. It may be chance."),
        ("chin", "We cannot say yet if this is a real change."),
        ("submental", "It is the same as at your first visit."),
    ],
)
def test_the_patient_reads_what_it_may_mean(zone: str, expected: str) -> None:
    """A possibility, never a promise."""
    plan = measured_again(*(one for one in PROFILE if one.site == zone))
    (block, _) = blocks(plan, Kind.PROGRESS)
    assert block.paragraphs[0].endswith(f": {plan.findings.changes[0].latest_value:.3g}. {expected}")


def test_the_patient_sees_the_goals_alone_where_they_were_measured() -> None:
    """And what is aimed for; else everything that was."""
    shown = [block.title for block in blocks(measured_again(), Kind.PROGRESS)]
    assert shown == ["Jawline", "Neck front", "How to read this"]
    others = measured_again(*PROFILE[3:])
    assert [block.title for block in blocks(others, Kind.PROGRESS)] == [
        "Left lower cheek", "Chin", "Submental", "How to read this",
    ]  # fmt: skip


def test_the_page_reads_easily() -> None:
    """At grade six, names of instruments apart."""
    told = [
        text
        for block in blocks(measured_again(*PROFILE[:1]), Kind.PROGRESS)
        for text in (*block.paragraphs, *block.items)
    ]
    assert grade(" ".join(told)) <= HIGHEST_GRADE


def test_without_a_second_visit_there_is_no_page() -> None:
    """One reading shows no way."""
    assert pages_of(plans.plan(), Kind.PROGRESS) == []
    assert pages_of(measured_again(entry("chin", "alexiades_laxity", (2,))), Kind.PROGRESS) == []


def test_the_page_bears_the_day_of_the_last_reading() -> None:
    """It is later than the plan."""
    (sheet,) = pages_of(measured_again(), Kind.PROGRESS)
    assert sheet.stamp.printed == "14 June 2027"
    assert FIRST < sheet.stamp.created == LAST


@pytest.mark.parametrize(
    "style", [Style(Paper.LETTER, PrintSize.EXTRA_LARGE, Ink.BLACK), Style(size=PrintSize.LARGE)]
)
def test_the_page_is_accessible_in_large_print(style: Style) -> None:
    """PDF/UA-1 without a failure."""
    (pdf,) = pdfs_of(measured_again(), Kind.PROGRESS, style)
    assert page.validate_pdf_bytes(pdf, profile="ua1").failures == []


def test_the_record_shows_every_series_once() -> None:
    """With what the change is worth; what never moved is a line of text."""
    found = blocks(measured_again(), Kind.RECORD)
    drawn_ = [block for block in found if block.chart and block.chart.template.startswith("macros/progress")]
    assert [block.title.partition(",")[0] for block in drawn_] == [
        "Jawline", "Neck front", "Left lower cheek", "Chin",
    ]  # fmt: skip
    assert drawn_[0].paragraphs == ("3 to 1. A real change. Aimed for: 1.",)
    assert "no change is shown" in drawn_[2].paragraphs[0]
    (same,) = [block for block in found if block.title == "Change since the first visit"]
    assert same.items == ("Submental, Alexiades laxity grade: 2 at each visit.",)


def test_the_record_shows_what_was_done_since() -> None:
    """Sessions with what was recorded, in order of days; what was missed; home care."""
    session = "radiofrequency.microneedling#1.1"
    diary = Diary(
        done=(SessionEntry(session, LAST, HowGiven("Kim", "RF-2", "L-1", {"depth": "1.5"}, "pink")),),
        missed=(MissedEntry(session, FIRST, FIRST, "ill"),),
        prepared=(Prepared(session, "test_spot", FIRST),),
        home_care=(HomeCareEntry(1, "topicals.tretinoin#1", FIRST, LAST, 9, 7, 2, {}, "dry"),),
        fields={
            "radiofrequency.microneedling#1": (
                RecordedField("depth", "Depth of the needles", RecordedKind.NUMBER, "mm"),
            )
        },
    )
    text = said(pages_of(attrs.evolve(plans.plan(), diary=diary), Kind.RECORD)[0])
    assert "Kim, RF-2, lot L-1\nDepth of the needles: 1.5 mm\nSkin: pink" in text
    assert "Not given, planned for 24 November 2026: ill" in text
    assert "Test spot, for RF microneedling 1" in text
    assert "On 7 days of 9 planned\nWorst irritation: 2\ndry" in text
    assert "What was done since" not in said(pages_of(plans.plan(), Kind.RECORD)[0])
