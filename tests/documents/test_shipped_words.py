"""What the shipped modalities tell patients: easy to read, and at peace with the dates of the plan."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import turgor.documents
from turgor.domain.messages import Phrase
from turgor.domain.treatments import Treatment
from turgor.host import Host
from turgor.testing.reading import HIGHEST_GRADE, grade

FOR_PRACTITIONERS = ("turgor.documents.practitioner", "turgor.documents.charts")
TREATMENTS = tuple(Host.load().catalogue.treatments.values())


@pytest.fixture(params=TREATMENTS, ids=[treatment.id for treatment in TREATMENTS])
def treatment(request: pytest.FixtureRequest) -> Treatment:
    """Each shipped treatment in turn."""
    return request.param


def texts_of(treatment: Treatment) -> Iterator[str]:
    """Every sentence to the patient, as it is printed."""
    said = treatment.instructions
    yield from (said.what, *said.before, *said.after, said.missed, said.expect)
    yield from (f"{risk.text}." for risk in treatment.risks)
    yield from (f"Call us today if {sign}." for sign in said.call_if)
    yield from (f"Get help at once if {sign}." for sign in said.emergency)
    if treatment.regimen:
        yield f"{treatment.regimen.dose}. {treatment.regimen.how}"
        yield from (f"Go on only if {step.gate}." for step in treatment.regimen.steps if step.gate)


def test_reads_easily(treatment):
    """Everything asks for six years of school at most."""
    hard = {text: grade(text) for text in texts_of(treatment) if text and grade(text) > HIGHEST_GRADE}
    assert hard == {}


def phrases() -> dict[str, str]:
    """Key -> English of every phrase that the documents for patients declare."""
    modules = (
        importlib.import_module(info.name)
        for info in pkgutil.walk_packages(turgor.documents.__path__, "turgor.documents.")
        if not info.name.startswith(FOR_PRACTITIONERS)
    )
    values = (value for module in modules for value in vars(module).values())
    declared = [one for value in values for one in _phrases(value)]
    return {phrase.key: phrase.english for phrase in declared}


def _phrases(value: object) -> Iterator[Phrase]:
    match value:
        case Phrase():
            yield value
        case tuple():
            for item in value:
                yield from _phrases(item)
        case dict():
            for item in value.values():
                yield from _phrases(item)


def test_our_own_words_read_easily():
    """So do the sentences of the documents for patients themselves, whatever is filled in."""
    declared = {key: re.sub(r"\{\w+\}", "it", text) for key, text in phrases().items()}
    assert len(declared) > 80
    assert {
        text for text in declared.values() if len(text.split()) > 4 and grade(text) > HIGHEST_GRADE
    } == set()


def test_signs_name_what_they_mean(treatment):
    """Among the signs of all treatments "it" would mean nothing."""
    signs = (*treatment.instructions.call_if, *treatment.instructions.emergency)
    assert [sign for sign in signs if re.search(r"\bit\b", sign)] == []


def test_no_course_counts_the_days_of_a_pause(treatment):
    """When creams stop and start again around a session is derived: no instruction has a number of its own."""
    cream, days = (
        r"retin|\bacids?\b|vitamin c|peroxide",
        r"\d+ (to \d+ )?(day|week|hour)|\b(one|two|three|five|seven) (day|week)s?\b",
    )
    said = (*treatment.instructions.before, *treatment.instructions.after) if treatment.course else ()
    both = [text for text in said if re.search(cream, text.lower()) and re.search(days, text.lower())]
    assert both == []


def test_dose_and_manner_do_not_repeat_each_other(treatment):
    """No four words in a row stand in both."""
    if treatment.regimen:
        dose, how = (_fours(text) for text in (treatment.regimen.dose, treatment.regimen.how))
        assert dose & how == set()


def _fours(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[index : index + 4]) for index in range(len(words) - 3)}


def test_says_what_it_is(treatment):
    """Each treatment tells in at most twenty words what it is."""
    assert 3 < len(treatment.instructions.what.split()) <= 20


def test_each_procedure_names_its_risks(treatment):
    """A procedure in the clinic without named risks could not be consented to; each has a source."""
    if treatment.course:
        assert len(treatment.risks) >= 2
        assert all(risk.sources for risk in treatment.risks)
