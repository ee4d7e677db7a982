"""What every printed plan must be: accessible, complete, in one piece, and the same everywhere."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date

import page
import pikepdf

import plans
from printed_text import alternative_texts, page_texts, squeezed, texts_of
from turgor.domain.plan import PlanStatus
from turgor.practice import patient_plan_pdf


def test_passes_pdf_ua_1(printed):
    """A printed plan has no failure under PDF/UA-1."""
    report = page.validate_pdf_bytes(printed.pdf, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_says_all_it_was_told(printed):
    """Every word of the model is in the text layer, letter for letter."""
    text = squeezed("".join(page_texts(printed.pdf)))
    missing = [words for words in texts_of(printed.model) if squeezed(words) not in text]
    assert missing == []


def test_drawings_are_told_in_words(printed):
    """Every picture and every row of the calendar has its description as alternative text, and only there."""
    told = alternative_texts(printed.pdf)
    pictures = {section.picture.description for section in printed.model.sections if section.picture}
    assert pictures <= told
    assert not any(picture in text for picture in pictures for text in page_texts(printed.pdf))
    if printed.model.timeline:
        assert {row.description for row in printed.model.timeline.rows} <= told
        assert printed.model.timeline.months_description in told


def test_fonts_are_embedded_subsets_of_ours(printed):
    """Only the two packaged families are used, embedded and cut down to the letters in use."""
    with pikepdf.open(io.BytesIO(printed.pdf)) as document:
        fonts = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        for font in fonts:
            assert re.fullmatch(r"/[A-Z]{6}\+(Atkinson-Hyperlegible-Next|Noto-Sans).*", str(font.FontName))
            assert 500 < len(font.FontFile2.read_bytes()) < 40_000


def _boxes(printed_page: object) -> Iterator[object]:
    yield from (
        box for box in printed_page._page_box.descendants() if getattr(box, "element", None) is not None
    )


def test_nothing_leaves_the_page(printed):
    """No text, picture or cell reaches beyond the margins of its page."""
    for number, printed_page in enumerate(printed.pages, start=1):
        frame = printed_page._page_box
        left, right = frame.content_box_x(), frame.content_box_x() + frame.width
        for box in _boxes(printed_page):
            if type(box).__name__ in ("TextBox", "InlineReplacedBox", "BlockReplacedBox", "TableCellBox"):
                assert box.position_x >= left - 0.5, (number, box.element_tag, box)
                assert box.position_x + box.width <= right + 0.5, (
                    number,
                    box.element_tag,
                    getattr(box, "text", ""),
                )
                assert box.position_y + box.height <= frame.height + frame.margin_top + frame.margin_bottom


def test_no_heading_at_the_foot_of_a_page(printed):
    """The last line of a page belongs to no heading, head of a table or sentence that leads to a table."""
    for printed_page in printed.pages:
        body = next(iter(printed_page._page_box.children))
        lines = [box for box in body.descendants() if type(box).__name__ == "TextBox"]
        lowest = max(lines, key=lambda box: box.position_y)
        assert lowest.element_tag not in {"h1", "h2", "h3", "h4"}, lowest.text
        assert lowest.element.get("scope") != "col", lowest.text
        assert lowest.element.get("class") != "intro", lowest.text


def test_no_row_is_split_between_pages(printed):
    """Every row of every table stands whole on one page; only heads are repeated."""
    seen: dict[int, int] = {}
    for number, printed_page in enumerate(printed.pages):
        for box in _boxes(printed_page):
            if box.element_tag == "tr" and box.element[0].get("scope") != "col":
                assert seen.setdefault(id(box.element), number) == number


def test_small_print_is_readable(printed):
    """Nothing is printed under nine points."""
    for printed_page in printed.pages:
        for box in _boxes(printed_page):
            if type(box).__name__ == "TextBox":
                assert box.style["font_size"] >= 9 * 96 / 72 - 0.01, box.text


def test_an_unapproved_plan_says_so_on_every_page():
    """A draft carries its mark on each page, an approved plan on none."""
    draft = page_texts(patient_plan_pdf(plans.large(status=PlanStatus.DRAFT)))
    approved = page_texts(patient_plan_pdf(plans.large(status=PlanStatus.APPROVED)))
    assert all("Draft, not yet approved" in text for text in draft)
    assert not any("Draft" in text for text in approved)


def test_every_page_says_whose_plan_it_is(printed):
    """Name, birth date, plan number and page of pages stand on each page."""
    pages = page_texts(printed.pdf)
    for number, text in enumerate(pages, start=1):
        assert squeezed(printed.model.stamp.identity) in squeezed(text)
        assert f"page {number} of {len(pages)}" in text


def test_same_bytes_in_every_process(tmp_path):
    """Hash seed, time zone, language and system fonts of a machine leave no trace in the file."""
    code = "import sys, plans; from turgor.practice import patient_plan_pdf; sys.stdout.buffer.write(patient_plan_pdf(plans.plan()))"
    (tmp_path / "fonts.conf").write_text("<fontconfig/>")
    here = patient_plan_pdf(plans.plan())
    odd = {
        "PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu", "LC_ALL": "C", "HOME": str(tmp_path),
        "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "PYTHONPATH": ":".join(sys.path),
    }  # fmt: skip
    there = subprocess.run([sys.executable, "-c", code], env=odd, capture_output=True, check=True)
    assert there.stderr == b""
    assert there.stdout == here


def test_the_file_is_dated_by_the_plan():
    """The creation date is the day of planning, not that of printing."""
    with pikepdf.open(io.BytesIO(patient_plan_pdf(plans.plan(today=date(2026, 11, 24))))) as document:
        assert str(document.docinfo["/CreationDate"]).startswith("D:20261124")


def test_importing_the_documents_is_quick():
    """WeasyPrint is imported when something is printed and not before."""
    code = "import sys, turgor.documents; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
