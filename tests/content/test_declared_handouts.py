"""Sections of the printed plan that a modality declares as data, with the files of their pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from content_texts import HEADER, TREATMENT, core, write
from turgor.content import InvalidContent, load_modality_against
from turgor.domain.treatments import Modality

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><line x1="1" y1="1" x2="8" y2="8"/></svg>'
HANDOUT = """
[[handout]]
id = "rf_how"
title = "How it is done"
paragraphs = ["You lie down.", "It is {warm}."]
items = ["Breathe."]
picture = "pictures/how.svg"
description = "Somebody who lies down"
"""


def loaded(folder: Path, handout: str = HANDOUT, svg: str = SVG) -> Modality:
    """A modality whose content stands in `rf`, and its picture beside that."""
    (folder / "pictures").mkdir(exist_ok=True)
    (folder / "pictures" / "how.svg").write_text(svg, encoding="utf-8")
    return load_modality_against(write(folder / "rf", rf=HEADER + TREATMENT, more=handout), core(folder))


def test_a_declared_section_has_its_words_and_its_picture(tmp_path: Path) -> None:
    """The words as they stand, braces too; the drawing from its file."""
    (section,) = loaded(tmp_path).declared_sections("rf.series")
    assert section.treatment == "rf.series"
    assert section.title.text == "How it is done"
    assert [said.text for said in section.paragraphs] == ["You lie down.", "It is {warm}."]
    assert [said.text for said in section.items] == ["Breathe."]
    assert section.picture is not None
    assert (section.picture.svg, section.picture.description.text) == (SVG, "Somebody who lies down")


def test_a_section_may_have_no_picture(tmp_path: Path) -> None:
    """And then needs no description of one."""
    (section,) = loaded(tmp_path, '[[handout]]\nid = "rf_how"\ntitle = "How"').declared_sections("rf.series")
    assert section.picture is None


@pytest.mark.parametrize(
    ("about", "told"), [("", True), ('about = ["rf.series"]', True), ('about = ["energy"]', True)]
)
def test_a_section_is_about_treatments_traits_or_all_of_them(
    tmp_path: Path, about: str, *, told: bool
) -> None:
    """All where nothing is said."""
    modality = loaded(tmp_path, HANDOUT.replace("title", f"{about}\ntitle", 1))
    assert bool(modality.declared_sections("rf.series")) is told


def test_a_section_about_another_treatment_is_not_told(tmp_path: Path) -> None:
    """Of two treatments of the modality, one is meant."""
    other = TREATMENT.replace("rf.series", "rf.other").replace('traits = ["energy"]', "")
    about = HANDOUT.replace("title", 'about = ["rf.other"]\ntitle', 1)
    modality = loaded(tmp_path, other + about)
    assert modality.declared_sections("rf.series") == ()
    assert len(modality.declared_sections("rf.other")) == 1


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("pictures/how.svg", "pictures/when.svg", "picture: there is no file 'pictures/when.svg' beside the content"),
        ("pictures/how.svg", "../how.svg", "picture: must name a file of the package, got '../how.svg'"),
        ("pictures/how.svg", "/how.svg", "picture: must name a file of the package, got '/how.svg'"),
        ("Somebody who lies down", "A face", "description: must say in at least 3 words what the picture shows"),
        ("title", 'about = ["rf.serie"]\ntitle', "about[0]: there is no treatment or trait of rf called 'rf.serie'; did you mean 'rf.series'?"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_section_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    """With its file, like everything in content."""
    with pytest.raises(InvalidContent) as error:
        loaded(tmp_path, HANDOUT.replace(old, new, 1))
    assert [str(one).partition("rf_how.")[2] for one in error.value.problems] == [problem]


@pytest.mark.parametrize(
    "svg", ["<svg", SVG.replace("<line", "<script/><line"), SVG.replace("x1=", "onclick=")]
)
def test_a_picture_that_cannot_be_printed_is_refused_with_its_reason(tmp_path: Path, svg: str) -> None:
    """Shapes and text only, as for what hooks answer."""
    with pytest.raises(InvalidContent, match=r"handout.rf_how.picture: must"):
        loaded(tmp_path, svg=svg)


def test_a_section_has_an_id_of_the_modality(tmp_path: Path) -> None:
    """So that two modalities never clash."""
    with pytest.raises(InvalidContent, match="the id of an own word must begin with rf_"):
        loaded(tmp_path, HANDOUT.replace("rf_how", "how"))
