"""Toy modalities for tests: records that fit core's vocabulary, plugins around them, and fake installations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import attrs

from turgor.api import (
    Answers,
    CourseOffer,
    CourseTerms,
    Days,
    Evidence,
    Findings,
    History,
    Interval,
    Laxity,
    Message,
    Modality,
    Objection,
    RegimenOffer,
    RegimenTerms,
    Role,
    SessionCount,
    Severity,
    SkinTerms,
    Slot,
    Span,
    Stance,
    Step,
    Treatment,
    Using,
    hookimpl,
    plain,
)
from turgor.domain.clinic import Clinic
from turgor.domain.offers import Benefit, SiteBenefit
from turgor.domain.opening import Opening
from turgor.host import Found, Host

TODAY = date(2026, 11, 24)
CLINIC = Clinic("Toy clinic", (Opening(0, time(9), time(17)),))
SOURCE = "clinic_default"


def device(id_: str = "toy.device", **changes: Any) -> Treatment:
    """An in-clinic treatment on core's words."""
    course = CourseTerms(SessionCount(2, 3, 4), Interval(21, 28, 42), 30, 1, 2, peak_weeks=12)
    suits = (Laxity.MILD, Laxity.MODERATE, Laxity.SEVERE)
    return _treatment(id_, {"course": course, "mechanism": "dermal_heating", "laxity": suits} | changes)


def cream(id_: str = "toy.cream", **changes: Any) -> Treatment:
    """Home care on core's words."""
    steps = (Step(2, weeks=2), Step(3, weeks=2), Step(5, weeks=2), Step(7))
    regimen = RegimenTerms(Slot.EVENING, "a pea", "Spread it thinly.", steps)
    return _treatment(id_, {"regimen": regimen, "mechanism": "barrier_care"} | changes)


def _treatment(id_: str, changes: dict[str, Any]) -> Treatment:
    everybody = {
        "name": id_, "plain_name": id_, "role": Role.PRIMARY, "evidence": Evidence.LOW,
        "treats": ("face", "neck"), "terms": SkinTerms(), "sources": (SOURCE,),
        "least_age": 18, "pregnancy": Stance.ALLOWED, "lactation": Stance.ALLOWED,
    }  # fmt: skip
    return Treatment(id_, **(everybody | changes))


def modality(name: str = "toy", *treatments: Treatment, **changes: Any) -> Modality:
    """A modality with one device and one cream, unless other treatments are given."""
    offered = treatments or (device(f"{name}.device"), cream(f"{name}.cream"))
    usual = Modality(name, name.capitalize(), "To test.", "1", offered)
    return attrs.evolve(usual, **changes)


def implementation(record: object, **hooks: Callable[..., object]) -> object:
    """An object that implements `turgor_modality` with a record, and other hooks with functions."""

    def turgor_modality() -> object:
        return record

    functions = {"turgor_modality": turgor_modality} | hooks
    return SimpleNamespace(**{name: hookimpl(function) for name, function in functions.items()})


def found(
    name: str = "toy", record: object = None, distribution: str = "", **hooks: Callable[..., object]
) -> Found:
    """A plugin as discovery finds it."""
    plugin = implementation(record or modality(name), **hooks)
    return Found(name, distribution or f"turgor-{name}", "1.0", lambda: plugin)


def host(*plugins: Found, disabled: frozenset[str] = frozenset()) -> Host:
    """A host of these plugins alone: those that are installed are disabled and not imported."""
    return Host.load(disabled | built_in(), extra=plugins)


@cache
def built_in() -> frozenset[str]:
    """The names of the modalities that ship with Turgor."""
    statuses = Host.load(no_plugins=True).statuses
    return frozenset(status.name for status in statuses if status.distribution == "turgor")


def status(of: Host, name: str) -> tuple[str, str]:
    """What became of a plugin, and why."""
    (one,) = [status for status in of.statuses if status.name == name]
    return one.state.value, one.reason


def findings(**changes: Any) -> Findings:
    """Somebody of whom nothing is known but the goal."""
    return attrs.evolve(
        Findings(TODAY, date(1981, 1, 1), Answers(), History(), (), frozenset({"chin"})), **changes
    )


def using(treatment: str, per_week: int) -> Using:
    """Home care in use."""
    return Using(treatment, per_week)


def course_offer(treatment: str = "toy.device", **changes: Any) -> CourseOffer:
    """A course on chin and neck."""
    usual = CourseOffer(
        id=f"{treatment}#1", treatment=treatment, sites=frozenset({"chin", "neck_front"}),
        sessions=SessionCount(2, 3, 4), interval=Interval(21, 28, 42), minutes=30,
        downtime_days=1, downtime_days_max=2, allowed=Days((Span(TODAY),)),
        benefit=Benefit((SiteBenefit("chin", 2, 3, 2, halved=False, points=120),)), mechanism="dermal_heating",
    )  # fmt: skip
    return attrs.evolve(usual, **changes)


def regimen_offer(treatment: str = "toy.cream", **changes: Any) -> RegimenOffer:
    """Home care with a titration of four steps."""
    usual = RegimenOffer(
        id=f"{treatment}#1", treatment=treatment, sites=frozenset({"chin"}), slot=Slot.EVENING, dose="a pea",
        steps=(Step(2, weeks=2), Step(3, weeks=2), Step(5, weeks=2), Step(7)), minutes_a_day=1,
        allowed=Days((Span(TODAY),)), benefit=10, mechanism="barrier_care", always=False,
    )  # fmt: skip
    return attrs.evolve(usual, **changes)


def objection(treatment: str = "toy.device", **changes: Any) -> Objection:
    """An absolute objection everywhere."""
    return attrs.evolve(Objection(treatment, said("No."), Severity.ABSOLUTE, (SOURCE,)), **changes)


def said(text: str) -> Message:
    """Some words."""
    return plain("toy", text)


def install(folder: Path, name: str, source: str, entry_points: str = "", distribution: str = "") -> None:
    """Pretend that a distribution with one module and its entry point is installed in a folder on the path."""
    distribution = distribution or f"turgor-{name}"
    (folder / f"{distribution.replace('-', '_')}_module.py").write_text(source, encoding="utf-8")
    info = folder / f"{distribution.replace('-', '_')}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n", encoding="utf-8"
    )
    points = entry_points or f"[turgor.modalities]\n{name} = {distribution.replace('-', '_')}_module\n"
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
