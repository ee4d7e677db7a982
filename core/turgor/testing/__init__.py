"""The kit for those who write a modality: a whole host in a line, patients, assertions, strategies, conformance.

`pip install turgor[testing]` brings pytest, hypothesis and the frozen clock that it needs. pytest finds its fixtures
by itself. Every name below is imported when it is used: what is loaded into each run of pytest stays small.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from turgor.testing.builders import cream, device, found, implementation, modality
    from turgor.testing.clock import frozen
    from turgor.testing.conformance import CHECKS
    from turgor.testing.patients import TODAY, happened, patient
    from turgor.testing.reading import HIGHEST_GRADE, grade
    from turgor.testing.results import Judged, Planned, PlannedCourse, PlannedRegimen, ZoneVerdicts
    from turgor.testing.sandbox import NotUsable, Sandbox
    from turgor.testing.suite import Conformance

__all__ = [
    "CHECKS",
    "HIGHEST_GRADE",
    "TODAY",
    "Conformance",
    "Judged",
    "NotUsable",
    "Planned",
    "PlannedCourse",
    "PlannedRegimen",
    "Sandbox",
    "ZoneVerdicts",
    "cream",
    "device",
    "found",
    "frozen",
    "grade",
    "happened",
    "implementation",
    "modality",
    "patient",
]

_MODULES = {
    "builders": ("cream", "device", "found", "implementation", "modality"),
    "clock": ("frozen",),
    "conformance": ("CHECKS",),
    "patients": ("TODAY", "happened", "patient"),
    "reading": ("HIGHEST_GRADE", "grade"),
    "results": ("Judged", "Planned", "PlannedCourse", "PlannedRegimen", "ZoneVerdicts"),
    "sandbox": ("NotUsable", "Sandbox"),
    "suite": ("Conformance",),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
