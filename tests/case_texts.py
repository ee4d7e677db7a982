"""Case files as texts, read against the tiny vocabulary of the rule tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import attrs
import pytest

from turgor.domain.case import Case
from turgor.domain.catalogue import Catalogue
from turgor.domain.evidence import Evidence
from turgor.domain.rules import Outcome, Rule
from turgor.domain.skin import Severity
from turgor.files import InvalidFile, read_case
from vocabularies import FACTS, VOCABULARY, treatment

TODAY = date(2026, 3, 2)
RULE = Rule(
    "PACE-1",
    "A pacemaker",
    "pacemaker",
    Severity.RELATIVE,
    Outcome.BLOCK,
    "because",
    ("clinic_default",),
    evidence=Evidence.LOW,
)
TATTOO_IS_THREADS = [attrs.evolve(fact, asserts="threads") if fact.id == "tattoo" else fact for fact in FACTS]
WORDS = attrs.evolve(VOCABULARY, facts={fact.id: fact for fact in TATTOO_IS_THREADS})
CATALOGUE = Catalogue(
    core=WORDS,
    vocabulary=WORDS,
    treatments={id_: treatment(id_) for id_ in ("rf.needle", "rf.series")},
    rules=(RULE,),
)
PATIENT = '[patient]\nname = "Ann"\n'
ASSESSMENT = "[assessment]\ndate = 2026-03-01\n"
GOALS = '[goals]\nzones = ["jawline"]\n'
LEAST = PATIENT + ASSESSMENT + GOALS


def read(tmp_path: Path, text: str, name: str = "case.toml", **options: object) -> Case:
    """The case in a text."""
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return read_case(file, CATALOGUE, **{"today": TODAY} | options)


def problems(tmp_path: Path, text: str, name: str = "case.toml", **options: object) -> list[str]:
    """The problems of a text, one a line, without the folder it was written to."""
    with pytest.raises(InvalidFile) as error:
        read(tmp_path, text, name, **options)
    return _without_folder(str(error.value).splitlines(), tmp_path)


def _without_folder(lines: Iterable[str], folder: Path) -> list[str]:
    return [line.replace(f"{folder}/", "") for line in lines]
