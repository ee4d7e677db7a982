"""Each sample plan as a document, made once for all tests."""

from __future__ import annotations

import attrs
import pytest

import plans
from printing import patient_plan_html
from turgor.documents.patient.model import PatientPlan
from turgor.documents.patient.patient_plan import patient_plan
from turgor.documents.rendering.renderer import renderer


@attrs.frozen
class Printed:
    """One plan in all its forms; `pages` are WeasyPrint's laid-out pages."""

    name: str
    model: PatientPlan
    pdf: bytes
    pages: tuple[object, ...]


_PRINTED: dict[str, Printed] = {}


@pytest.fixture(params=plans.ALL)
def printed(request: pytest.FixtureRequest) -> Printed:
    """Every sample plan in turn."""
    name = request.param
    if name not in _PRINTED:
        plan = plans.ALL[name]
        html = patient_plan_html(plan)
        pages = tuple(renderer().layout(html).pages)
        _PRINTED[name] = Printed(name, patient_plan(plan), renderer().pdf(html), pages)
    return _PRINTED[name]
