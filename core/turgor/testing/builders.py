"""Treatments and modalities in a line: records that fit core's words, and plugins around them."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import attrs

from turgor.api import (
    CourseTerms,
    Evidence,
    Interval,
    Laxity,
    Modality,
    RegimenTerms,
    Role,
    SessionCount,
    SkinTerms,
    Slot,
    Stance,
    Step,
    Treatment,
    hookimpl,
)
from turgor.host import Found

SOURCE = "clinic_default"


def device(id_: str = "toy.device", **changes: Any) -> Treatment:
    """An in-clinic treatment that most people may have, on core's words."""
    course = CourseTerms(SessionCount(2, 3, 4), Interval(21, 28, 42), 30, 1, 2, peak_weeks=12)
    suits = (Laxity.MILD, Laxity.MODERATE, Laxity.SEVERE)
    return _treatment(id_, {"course": course, "mechanism": "dermal_heating", "laxity": suits} | changes)


def cream(id_: str = "toy.cream", **changes: Any) -> Treatment:
    """Home care that most people may have, on core's words."""
    steps = (Step(2, weeks=2), Step(3, weeks=2), Step(5, weeks=2), Step(7))
    regimen = RegimenTerms(Slot.EVENING, "a pea", "Spread it thinly.", steps)
    return _treatment(id_, {"regimen": regimen, "mechanism": "barrier_care"} | changes)


def _treatment(id_: str, changes: dict[str, Any]) -> Treatment:
    everybody: dict[str, Any] = {
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
    """A plugin in memory, as discovery would find it."""
    plugin = implementation(record or modality(name), **hooks)
    return Found(name, distribution or f"turgor-{name}", "1.0", lambda: plugin)
