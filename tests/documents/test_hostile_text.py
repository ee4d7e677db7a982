"""Nothing that a patient or a modality wrote makes a document reach out, leak or break."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import pypdfium2
import pytest

import plans
from attacks import SECRET, Listener
from turgor.documents import DocumentError
from turgor.documents.rendering.renderer import printable, renderer
from turgor.practice import patient_plan_pdf


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A listener on the loopback device."""
    listener = Listener()
    yield listener
    listener.close()


def attacks(port: int, canary: str) -> list[str]:
    """Strings that make careless renderers fetch, run or leak something."""
    web = f"http://127.0.0.1:{port}"
    return [
        f'<img src="{web}/a.png">',
        f'<img src="file://{canary}">',
        f'</title><link rel="stylesheet" href="{web}/c.css"><link rel="attachment" href="file://{canary}">',
        f"<style>@import url({web}/d); body {{ background: url(file://{canary}) }}</style>",
        f'"}}; @page {{ @top-left {{ content: url({web}/e) }} }}',
        f'<svg><image href="file://{canary}" width="9" height="9"/></svg>',
        f'<object data="{web}/f"></object><base href="{web}/">',
        '<a href="javascript:app.alert(1)">x</a>',
        "{{ 7 * 191 }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        f"{{% include '{canary}' %}}",
        "{name}",
    ]


@pytest.fixture
def canary(tmp_path) -> str:
    """A file whose text must appear nowhere."""
    path = tmp_path / "canary.txt"
    path.write_text(SECRET)
    return str(path)


def squeezed(text: str) -> str:
    """Text without spaces, and without hyphens, which the reader of a PDF drops where a line ends in one."""
    return "".join(text.split()).replace("-", "").replace("\ufffe", "")


def test_hostile_text_is_printed_as_text(listener, canary):
    """As name, treatment and instruction, each attack is shown letter for letter; nothing is fetched or run."""
    strings = attacks(listener.port, canary)
    usual = plans.plan()
    instructions = attrs.evolve(
        usual.instructions[0].instructions, before=tuple(strings), call_if=tuple(strings)
    )
    pdf = patient_plan_pdf(
        attrs.evolve(
            usual,
            patient=attrs.evolve(usual.patient, name=strings[2]),
            instructions=(attrs.evolve(usual.instructions[0], instructions=instructions),),
            regimens=(
                attrs.evolve(usual.regimens[0], plain_name=strings[0], how=strings[4]),
                *usual.regimens[1:],
            ),
        )
    )
    document = pypdfium2.PdfDocument(pdf)
    text = squeezed("".join(page.get_textpage().get_text_range() for page in document))
    assert all(squeezed(string) in text for string in strings)
    assert "1337" not in text
    assert listener.hits == 0
    assert SECRET.encode() not in pdf
    assert SECRET not in text
    assert b"/URI" not in pdf
    assert b"/EmbeddedFiles" not in pdf


@pytest.mark.parametrize(
    "html",
    [
        '<img alt="a b c" src="{web}/a.png">',
        '<img alt="a b c" src="file://{canary}">',
        '<link rel="stylesheet" href="{web}/c.css">',
        '<link rel="attachment" href="file://{canary}">',
        "<style>@font-face {{ font-family: x; src: url({web}/f) }} p {{ font-family: x }}</style><p>x",
        '<p style="background: url({web}/b)">x',
        '<img alt="a b c" src="data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>">',
    ],
)
def test_no_address_is_ever_fetched(html, listener, canary):
    """Even HTML that got past escaping loads nothing: the document is refused."""
    page = html.format(web=f"http://127.0.0.1:{listener.port}", canary=canary)
    with pytest.raises(DocumentError):
        renderer().pdf(f'<html lang="en"><title>t</title><body>{page}</body></html>')
    assert listener.hits == 0


def test_direction_marks_and_control_characters_are_dropped():
    """Text that would turn its neighbours around or hide is printed without doing so."""
    assert printable("Ann \u202egnp.exe\u2069\x00\u200b Lee\n") == "Ann gnp.exe Lee "


def test_spaces_that_hold_words_together_stay():
    """A line does not end between a day and its month."""
    assert printable("9\u00a0Dec\tand") == "9\u00a0Dec and"


def test_letters_are_composed():
    """A name typed with combining accents is printed with the accented letters of the font."""
    assert printable("Ame\u0301lie") == "Am\u00e9lie"


def test_names_of_other_scripts_are_printed():
    """Greek, Cyrillic and Vietnamese letters come from the second family."""
    pdf = patient_plan_pdf(plans.plan(patient=attrs.evolve(plans.PATIENT, name="Ωμέγα Жуковская Nguyễn")))
    page = pypdfium2.PdfDocument(pdf)[0]
    assert "Ωμέγα Жуковская Nguyễn" in page.get_textpage().get_text_range()


def test_a_letter_without_a_glyph_stops_the_document():
    """A document never shows an empty box for a letter; the error names the letter."""
    with pytest.raises(DocumentError, match="漢"):
        patient_plan_pdf(plans.plan(patient=attrs.evolve(plans.PATIENT, name="漢")))
