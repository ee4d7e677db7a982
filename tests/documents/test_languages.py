"""What is said is said in the language of the document, and nothing escapes its translators."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator
from datetime import date

import attrs
import page as validation
import pytest
from babel.messages.catalog import Catalog
from generate import messages

import plans
from extracted_text import written
from turgor.documents import STANDARD, Document, Job, Kind, PrintSize, Style, documents, html, pdf
from turgor.documents.rendering import spoken
from turgor.documents.rendering.renderer import renderer
from turgor.documents.wording import languages, words
from turgor.domain.messages import ENGLISH, Message, Phrase, speaking
from turgor.domain.messages import spoken as spoken_language
from turgor.domain.plan import Plan

OF_PATIENTS = ("documents.", "progress.", "chart.progress")
CATALOGUES = sorted(languages.FOLDER.glob("*/LC_MESSAGES/turgor.po"))
DAYS = Phrase("documents.days", "{n} days")
CONTENT_FIELDS = {"plain_name", "name", "how", "dose", "gate", "phone"}


def patient_plan(plan: Plan, language: str, style: Style = STANDARD) -> Document:
    """The patient's plan in a language."""
    (document,) = documents(Job(plan, "0" * 64, style, language), [Kind.PLAN])
    return document


def fields(text: str) -> set[str]:
    """The fields of a phrase."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_template_for_translators_is_up_to_date(golden):
    """`make messages` writes it anew from the phrases and headings there are."""
    golden(messages.TEMPLATE, messages.written(messages.template(), header=False))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_translates_what_there_is_and_keeps_the_fields(path):
    """No entry is left over, and a translation has no field that its phrase lacks, nor lacks one that matters."""
    known = {(entry.context, entry.id) for entry in messages.template() if entry.id}
    for entry in languages.read(path):
        if not entry.id or not any(entry.string):
            continue
        assert (entry.context, entry.id) in known
        one = entry.id[0] if isinstance(entry.id, tuple) else entry.id
        for form in entry.string if isinstance(entry.string, tuple) else (entry.string,):
            assert fields(one) - {"n"} <= fields(form) <= fields(one), entry.context


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_has_all_plural_forms_and_no_vowel_signs(path):
    """Readers of PDF files put vowel signs of Arabic in the wrong place."""
    catalogue = languages.read(path)
    for entry in catalogue:
        forms = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        assert not isinstance(entry.id, tuple) or len(forms) == catalogue.num_plurals
        assert not any(
            unicodedata.combining(char) for form in forms for char in unicodedata.normalize("NFC", form)
        )


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_has_the_whole_of_the_patients_plan(path):
    """Every phrase of the patient's plan and of the page on progress, and every heading of a template."""
    missing = [
        (entry.context, entry.id)
        for entry in languages.read(path)
        if (entry.context or "documents.").startswith(OF_PATIENTS) and entry.id and not any(entry.string)
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("n", "said"),
    [(1, "\u064a\u0648\u0645 \u0648\u0627\u062d\u062f"), (2, "\u064a\u0648\u0645\u0627\u0646"), (3, "3 \u0623\u064a\u0627\u0645"), (11, "11 \u064a\u0648\u0645\u0627"), (100, "100 \u064a\u0648\u0645"), (103, "103 \u0623\u064a\u0627\u0645")],
)  # fmt: skip
def test_what_is_counted_has_the_plural_form_of_the_language(n, said):
    """Arabic has six."""
    with speaking(languages.language("ar")):
        assert DAYS(n=n).text == said


def test_dates_lists_and_amounts_follow_the_language():
    """Months and "and" come from the locale, digits stay European so that a dose is never misread."""
    with speaking(languages.language("ar")):
        assert words.day(date(2026, 12, 14)) == "14 \u062f\u064a\u0633\u0645\u0628\u0631 2026"
        assert words.joined(["a", "b", "c"]) == "a \u0648b \u0648c"
        assert (
            Message("k", "{day}", {"day": date(2026, 12, 14)}).text
            == "14 \u062f\u064a\u0633\u0645\u0628\u0631 2026"
        )
        assert Message("k", "{all}", {"all": ("a", "b")}).text == "a \u0648b"


def test_what_has_no_translation_is_said_in_english():
    """So is a phrase whose English has changed since it was translated, and one that waits for a second look."""
    with speaking(languages.language("ar")):
        assert Message("topicals.tip", "Use a pea.").text == "Use a pea."
        assert Message("documents.title", "Another title").text == "Another title"
    catalogue = Catalog(locale="ar")
    catalogue.add("Day", "x", flags=["fuzzy"])
    assert languages.phrases(catalogue) == {}


def test_a_language_is_spoken_only_as_long_as_it_is_asked_for():
    """Also when something fails, and never by whoever takes the documents one by one."""
    with pytest.raises(ZeroDivisionError), speaking(languages.language("ar")):
        raise ZeroDivisionError
    assert spoken_language() is ENGLISH
    for _ in documents(Job(plans.plan(), "0" * 64, language="ar")):
        assert spoken_language() is ENGLISH


def test_an_unknown_language_is_an_error():
    """Nobody is handed a document in another language than was asked for."""
    with pytest.raises(KeyError):
        patient_plan(plans.plan(), "xx")


def test_every_document_is_in_the_language_asked_for():
    """All kinds, so that screen readers speak it rightly."""
    assert {document.page.language for document in documents(Job(plans.plan(), "0" * 64, language="ar"))} == {
        "ar"
    }


def test_an_unreviewed_translation_says_so():
    """On every page, until a clinician has checked the catalogue."""
    assert languages.language("ar").reviewed is False
    assert (
        "\u062a\u0631\u062c\u0645\u0629 \u0623\u0648\u0644\u064a\u0629"
        in patient_plan(plans.plan(), "ar").page.stamp.mark
    )
    assert "translation" not in patient_plan(plans.plan(), "en").page.stamp.mark


def in_greek(value: object, name: str = "") -> object:
    """A plan whose content and names are in Greek letters, so that Latin ones are ours."""
    match value:
        case Message():
            return value
        case str() if name in CONTENT_FIELDS or " " in value:
            return "".join(chr(0x3B1 + ord(char) % 17) if char.isalpha() else char for char in value)
        case tuple():
            return tuple(in_greek(item, name) for item in value)
        case dict():
            return {key: in_greek(item, "name") for key, item in value.items()}
        case _ if attrs.has(type(value)):
            changed = {
                field.name: in_greek(getattr(value, field.name), field.name)
                for field in attrs.fields(type(value))
                if field.init
            }
            return attrs.evolve(value, **changed)
        case _:
            return value


def strings(value: object) -> Iterator[str]:
    """Every string of a record."""
    match value:
        case str():
            yield value
        case tuple():
            yield from (text for item in value for text in strings(item))
        case dict():
            yield from strings((*value, *value.values()))
        case _ if attrs.has(type(value)):
            yield from (
                text for field in attrs.fields(type(value)) for text in strings(getattr(value, field.name))
            )


@pytest.mark.parametrize("name", ["usual", "large", "no_plan", "home_only"])
def test_no_word_of_the_patients_plan_escapes_translation(name):
    """In the pseudo-language every letter that comes from us has an accent; names of days and months are Babel's."""
    document = patient_plan(in_greek(plans.ALL[name]), "en-XA")
    babel = {words.short_weekday(index) for index in range(7)} | {
        date(2000, n, 1).strftime(f) for n in range(1, 13) for f in ("%b", "%B")
    }
    ids = {part for text in strings(plans.ALL[name]) if " " not in text for part in re.split(r"[^a-z]", text)}
    left = [
        (word, text)
        for text in written(html(document, STANDARD))
        for word in re.findall(r"(?<![^\W\d_])[A-Za-z]{2,}(?![^\W\d_])", text)
        if word.lower() not in ids and word not in babel | {"Sept", "GBP", "and", "or"}
    ]
    assert left == []


@pytest.mark.parametrize("size", list(PrintSize))
@pytest.mark.parametrize("language", ["ar", "en-XA"])
@pytest.mark.parametrize("name", ["usual", "large"])
def test_longer_words_stay_on_the_page(name, language, size):
    """Forty percent longer, or from right to left: no text leaves the margins, and the file is accessible."""
    style = Style(size=size)
    document = patient_plan(plans.ALL[name], language, style)
    with speaking(languages.language(language)):
        pages = renderer().layout(html(document, style), style).pages
    for number, printed in enumerate(pages, start=1):
        frame = printed._page_box
        left, right = frame.content_box_x(), frame.content_box_x() + frame.width
        for box in frame.descendants():
            if (
                type(box).__name__ in ("TextBox", "TableCellBox", "BlockReplacedBox")
                and box.element is not None
            ):
                text = getattr(box, "text", "")
                slack = 1 if text == text.strip() else 5  # a space may hang over the edge
                assert left - slack <= box.position_x, (number, text)
                assert box.position_x + box.width <= right + slack, (number, text)
    assert validation.validate_pdf_bytes(pdf(document, style), profile="ua1").failures == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("\u0627\u0633\u062a\u062e\u062f\u0645 Tretinoin 0.05% cream (at night). \u062b\u0645", ["Tretinoin 0.05% cream (at night)."]),
        ("\u0627\u062a\u0635\u0644 020 7946 0123 \u0627\u0644\u0622\u0646", ["020 7946 0123"]),
        ("\u0645\u0646 3 \u0625\u0644\u0649 9", ["3", "9"]),
        ("\u062e\u0637\u0629 1-2, -5", ["1-2", "-5"]),
        ("Smith &amp; Co \u00b7 \u062e\u0637\u0629", ["Smith &amp; Co"]),
        ("10 to 15% serum", ["10 to 15% serum"]),
        ("\u062e\u0637\u0629", []),
    ],
)  # fmt: skip
def test_foreign_parts_of_a_right_to_left_text_are_marked(text, parts):
    """Each with its direction, so that a phone number or a dose is never turned around."""
    with speaking(languages.language("ar")):
        marked = spoken.marked(f"<p>{text}</p>")
    assert re.findall(r"<bdi[^>]*>(.*?)</bdi>", marked) == parts


def test_drawings_and_titles_are_left_alone():
    """Marks are no part of SVG, nor of the title of a page."""
    html_text = "<head><title>Plan</title></head><p>x<svg><title>Chart</title><text>May</text></svg></p>"
    with speaking(languages.language("ar")):
        marked = spoken.marked(html_text)
    assert "<title>Plan</title>" in marked
    assert "<svg><title>Chart</title><text>May</text></svg>" in marked
    assert '<bdi lang="en" dir="ltr">x</bdi>' in marked
    assert spoken.marked(html_text) == html_text  # English
