"""What authors see of the questions to their plugins, and what nobody sees: who the patient is."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
import pytest

from sample_patients import TODAY
from toy_plugins import findings
from turgor import api
from turgor.domain.case import Case, Event, History, Patient
from turgor.files import read_case
from turgor.host import Asking, Call, end_all, trace_line
from written_plugins import QUICK, planned, written

IDENTITY = """
extends = "{case}"
[patient]
name = "Zebulon Quixworthy"
birth_date = 1981-05-17
sex = "female"
number = "NR-77441"
contact = "zq@example.org"
"""
SECRETS = ("Zebulon", "Quixworthy", "NR-77441", "zq@example", "1981")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path."""
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    end_all()


@pytest.mark.parametrize("strict", [False, True])
def test_each_question_is_told_with_its_answer_and_time(site: Path, *, strict: bool) -> None:
    """In the order of asking, wherever the plugins live."""
    written(site, "turgor_schedule", "return SchedulingTerms(avoid_weekdays=frozenset({2}))")
    calls: list[Call] = []
    planned(Asking(QUICK, strict=strict, trace=calls.append))
    sys.modules.pop("turgor_toy_module", None)
    toys = [call for call in calls if call.name == "toy"]
    assert [call.hook for call in toys] == ["turgor_modality", "turgor_schedule"]
    assert toys[1].seconds > 0
    line = trace_line(toys[1])
    assert line.startswith("toy (turgor-toy 1.0) turgor_schedule(offer=CourseOffer(id='toy.device#1'")
    assert "-> SchedulingTerms(avoid_weekdays={2}) in " in line
    assert line.endswith(" ms")


def test_a_question_without_an_answer_is_told_with_the_reason(site: Path) -> None:
    """So that the last line before the trouble names it; at import too."""
    written(site, top="1 / 0")
    calls: list[Call] = []
    planned(Asking(QUICK, trace=calls.append))
    (call,) = [call for call in calls if call.name == "toy"]
    assert "-> FAILED: importing it raised an error: ZeroDivisionError" in trace_line(call)


def test_a_line_is_one_line_and_not_too_long(site: Path) -> None:
    """Whatever a plugin answers, no escape of a terminal comes through."""
    written(
        site,
        "turgor_handout",
        "return [HandoutSection('toy.device', plain('k', 'a\\\\n\\\\x1b[31mb' * 999))]",
    )
    calls: list[Call] = []
    planned(Asking(QUICK, trace=calls.append))
    line = trace_line(calls[-1])
    assert "HandoutSection" in line
    assert line.isprintable()
    assert len(line) < 20_000


def test_birth_date_and_notes_are_blacked_out() -> None:
    """A note may hold anything."""
    noted = findings(history=History((Event("filler", None, note="Zebulon said so"),)))
    line = trace_line(Call("toy", "turgor-toy", "1.0", "turgor_eligibility", {"findings": noted}, 0.001))
    assert "birth_date=<redacted>" in line
    assert "note=<redacted>" in line
    assert not [secret for secret in SECRETS if secret in line]


def test_the_trace_of_a_whole_plan_does_not_tell_who_the_patient_is(site: Path) -> None:
    """TURGOR_TRACE_PLUGINS=1 writes every question to stderr, and neither name, number, contact nor birth date."""
    case = site / "case.toml"
    shipped = Path(__file__).parents[1] / "cases" / "healthy-45.toml"
    case.write_text(IDENTITY.format(case=shipped), encoding="utf-8")
    assert read_case(case, planned()[1].catalogue, TODAY, absent=frozenset({"laser"})).patient.number
    written(site, "turgor_offers", "return offers")
    turgor = Path(sys.executable).with_name("turgor")
    ran = subprocess.run(
        [turgor, "plan", str(case), "--today", TODAY.isoformat(), "--json", "-"], capture_output=True, text=True,
        check=False, env=os.environ | {"TURGOR_TRACE_PLUGINS": "1", "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert "Quixworthy" in ran.stdout
    for hook in ("modality", "eligibility", "offers", "schedule", "handout"):
        assert f"turgor_{hook}(" in ran.stderr
    assert not [secret for secret in SECRETS if secret in ran.stderr]


def test_no_hook_is_ever_given_the_patient() -> None:
    """Whatever can be reached from what the specifications say that hooks are given, Patient is not among it."""
    hooks = [function for name, function in vars(api).items() if name.startswith("turgor_")]
    given = [hint for hook in hooks for name, hint in get_type_hints(hook).items() if name != "return"]
    assert len(given) > 8
    reached = set(_reached(given, set()))
    assert {api.Findings, api.Clinic, api.CourseOffer} <= reached
    assert not {Patient, Case} & reached


def test_a_hook_sees_nothing_of_a_name(site: Path) -> None:
    """Seen from inside, in its own process: all that it is given, and all that its process knows."""
    written(
        site,
        "turgor_eligibility",
        """
        import gc, os
        seen = [repr(findings), repr(clinic), repr(dict(os.environ)), *(repr(o) for o in gc.get_objects() if isinstance(o, dict))]
        names = ["".join(parts) for parts in (("Hel", "en"), ("Mar", "sh"), ("P-", "1001"), ("helen.", "marsh"))]
        assert not any(name in one for one in seen for name in names)
        return ()
        """,
    )
    _, host = planned()
    assert not host.failed, host.statuses


def _reached(hints: Sequence[Any], seen: set[type]) -> Iterator[type]:
    for hint in hints:
        if get_origin(hint) in (Union, UnionType, Sequence, Mapping, tuple, frozenset) or get_args(hint):
            yield from _reached(get_args(hint), seen)
        elif isinstance(hint, type) and hint not in seen:
            seen.add(hint)
            yield hint
            if attrs.has(hint) and not issubclass(hint, (Enum, date)):
                attrs.resolve_types(hint)
                yield from _reached([field.type for field in attrs.fields(hint)], seen)
