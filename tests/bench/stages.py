"""How long each stage of planning and printing takes: the functions that the planner calls, with a clock around them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from turgor import planner, practice
from turgor.documents.patient import patient_plan
from turgor.documents.rendering.renderer import Renderer
from turgor.practice import make_plan, open_case, open_plan, open_practice, plan_json

Place = tuple[Any, str]  # where a function is looked up when it is called, and its name there
PLANNING: dict[str, Place] = {
    "examine": (planner, "examine"),
    "judge": (planner, "judge"),
    "offer": (planner, "offer"),
    "schedule": (planner, "schedule"),
    "explain": (planner, "why"),
    "assemble": (planner, "assemble"),
    "verify": (planner, "verify"),
}
PRINTING: dict[str, Place] = {
    "model": (patient_plan, "patient_plan"),
    "fill in": (Renderer, "html"),
    "lay out": (Renderer, "layout"),
    "write": (Renderer, "pdf"),
}


@contextmanager
def clocked(
    places: dict[str, Place], clock: Callable[[], float] = time.perf_counter
) -> Iterator[Counter[str]]:
    """The seconds spent in each function by a clock, those of functions inside it taken off."""
    spent: Counter[str] = Counter()
    inner = [0.0]

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            inner.append(0.0)
            begin = clock()
            try:
                return function(*args, **kwargs)
            finally:
                whole = clock() - begin
                spent[name] += whole - inner.pop()
                inner[-1] += whole

        return call

    with ExitStack() as patches:
        for name, (owner, attribute) in places.items():
            patches.enter_context(patch.object(owner, attribute, timed(name, getattr(owner, attribute))))
        yield spent


def planning(case: Path, today: Any) -> dict[str, float]:
    """The seconds of each step from nothing to the JSON of a plan, in a process that has done it before."""
    steps: dict[str, float] = {}
    with _step("load modalities", steps):
        opened = open_practice(today=today)
    with _step("read the case", steps):
        patient = open_case(case, opened)
    with clocked(PLANNING) as spent:
        made = make_plan(opened, patient)
    steps |= {name: spent[name] for name in PLANNING}
    with _step("write JSON", steps):
        plan_json(made)
    return steps


def printing(plan: Path) -> dict[str, float]:
    """The seconds of each step from the JSON of a plan to its PDF, in a process that has done it before."""
    steps: dict[str, float] = {}
    with _step("read JSON", steps):
        made = open_plan(plan)
    with clocked(PRINTING) as spent:
        practice.patient_plan_pdf(made)
    return steps | {name: spent[name] for name in PRINTING}


@contextmanager
def _step(name: str, steps: dict[str, float]) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    steps[name] = time.perf_counter() - begin
