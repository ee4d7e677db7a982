"""Each check of the conformance suite passes a sound modality and catches one that breaks just its promise."""

from __future__ import annotations

import random
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import attrs
import pytest

from turgor.api import HandoutSection, Objection, SchedulingTerms, Severity, plain
from turgor.documents import DocumentError
from turgor.host import Found
from turgor.testing import CHECKS, Sandbox, conformance, device, found, modality
from turgor.testing.builders import SOURCE
from turgor.testing.conformance import Check
from turgor.testing.results import Planned

EXAMPLES = 12
CALLS = count()


def never(treatment: str = "toy.device") -> list[Objection]:
    """An objection against the device everywhere."""
    return [Objection(treatment, plain("toy.never", "Never."), Severity.ABSOLUTE, (SOURCE,))]


def reads_the_clock(findings):
    """Begins so many days later as the year that the machine believes it is says."""
    ahead = datetime.now(UTC).year % 100
    return SchedulingTerms(earliest=findings.today + timedelta(days=ahead))


def objects_to_who_never_smoked(findings):
    """Knowing more forbids what knowing less allows."""
    return never() if findings.answers.value("smoking") == "never" else []


def objects_to_an_empty_history(findings):
    """A past without events forbids what one with events allows."""
    return [] if findings.history.events else never()


def needs_a_skin_type(findings):
    """Takes an answer for granted."""
    return never() if findings.answers.by_fact["fitzpatrick"][""] > 9 else []


def objects_now_and_then():
    """Answers by how often it was asked."""
    return never() if next(CALLS) % 2 else []


def reads_a_file():
    """Looks at something that is none of its business."""
    Path("/etc/hostname").read_text(encoding="utf-8")
    return []


def calls_home():
    """Opens a connection, and hides that it failed."""
    with socket.socket() as line:
        line.settimeout(0.01)
        line.connect_ex(("127.0.0.1", 9))
    return []


def offers_to_who_was_not_asked(offers, findings):
    """Knowing somebody's weight forbids what not knowing it allows."""
    return offers if findings.answers.value("bmi") is None else []


def begins_at_once_where_nobody_asked(findings):
    """Who has diabetes waits a month; who was not asked does not."""
    waits = findings.answers.value("diabetes") == "uncontrolled"
    return SchedulingTerms(earliest=findings.today + timedelta(days=30) if waits else None)


def plants_a_seed(offers):
    """Changes what all code shares."""
    random.seed(7)
    return offers


def writes_what_cannot_be_printed(offers):
    """A word without an end."""
    text = (plain("toy.text", "o" * 20_000),)
    return [HandoutSection(offer.treatment, plain("toy.title", "About it"), text) for offer in offers]


def toy(**hooks: Callable[..., object]) -> Found:
    """A modality of one device with some hooks."""
    return found("toy", modality("toy", device()), **hooks)


FAULTS = [
    (conformance.is_deterministic, {"turgor_schedule": reads_the_clock}, "clock"),
    (
        conformance.never_takes_unknown_for_an_answer,
        {"turgor_eligibility": objects_to_who_never_smoked},
        "smoking unknown",
    ),
    (conformance.is_stricter_the_more_happened, {"turgor_eligibility": objects_to_an_empty_history}, "after"),
    (conformance.survives_missing_facts, {"turgor_eligibility": needs_a_skin_type}, "KeyError"),
    (conformance.composes_with_strangers, {"turgor_eligibility": objects_now_and_then}, "installed"),
    (conformance.keeps_to_itself, {"turgor_eligibility": reads_a_file}, "/etc/hostname"),
    (conformance.keeps_to_itself, {"turgor_eligibility": calls_home}, "socket.connect"),
    (conformance.keeps_to_itself, {"turgor_offers": plants_a_seed}, "another random seed"),
    (
        conformance.never_takes_unknown_for_an_answer,
        {"turgor_offers": offers_to_who_was_not_asked},
        "with bmi unknown than for any answer to it\nfound    toy.device#1 is offered only then",
    ),
    (
        conformance.never_takes_unknown_for_an_answer,
        {"turgor_schedule": begins_at_once_where_nobody_asked},
        "with diabetes unknown .*\nfound    toy.device#1: earliest may only be later",
    ),
]


@pytest.mark.parametrize(("check", "hooks", "said"), FAULTS, ids=[f[0].__name__ for f in FAULTS])
def test_a_check_catches_the_modality_that_breaks_its_promise(
    check: Check, hooks: dict[str, Callable[..., object]], said: str
) -> None:
    """The assertion says what was expected and what was found."""
    with pytest.raises(AssertionError, match=said):
        check(Sandbox.of(toy(**hooks)), 3 * EXAMPLES)


def test_an_order_that_depends_on_the_hash_seed_is_caught(tmp_path: Path) -> None:
    """What is told of a treatment comes out of a set as Python pleases."""
    plugin = tmp_path / "toy.py"
    plugin.write_text(
        "from turgor.api import HandoutSection, hookimpl, plain\n"
        "from turgor.testing import modality\n"
        "WORDS = {'red', 'warm', 'dry', 'sore', 'taut', 'numb'}\n"
        "turgor_modality = hookimpl(lambda: modality('toy'), specname='turgor_modality')\n"
        "@hookimpl\n"
        "def turgor_handout(offers):\n"
        "    return [HandoutSection(one.treatment, plain('toy', ' '.join(WORDS))) for one in offers]\n",
        encoding="utf-8",
    )
    with pytest.raises(AssertionError, match="does it go through a set without sorting it"):
        conformance.is_deterministic(Sandbox.of(plugin), 1)


def test_a_handout_that_cannot_be_printed_is_caught() -> None:
    """The document says what is wrong."""
    with pytest.raises(DocumentError):
        conformance.can_be_printed(Sandbox.of(toy(turgor_handout=writes_what_cannot_be_printed)), 1)


def test_a_session_that_comes_too_soon_is_caught() -> None:
    """The declared interval is the measure, not what an offer made of it."""

    class Hasty(Sandbox):
        """Plans as ever, and then brings every later session forward by five weeks."""

        def plan(self, case=None, seed=0):
            made = Sandbox.plan(self, case, seed).plan
            visits = tuple(
                attrs.evolve(visit, date=visit.date - timedelta(weeks=5)) if number else visit
                for number, visit in enumerate(made.visits)
            )
            return Planned(attrs.evolve(made, visits=visits))

    with pytest.raises(AssertionError, match="days between sessions"):
        conformance.keeps_its_own_intervals(Hasty.of(toy()), 6 * EXAMPLES)


@pytest.mark.parametrize("check", CHECKS, ids=[check.__name__ for check in CHECKS])
def test_a_sound_modality_passes_every_check(check: Check) -> None:
    """Or the tests above would prove nothing."""
    check(Sandbox.of(modality("toy")), EXAMPLES // 2)
