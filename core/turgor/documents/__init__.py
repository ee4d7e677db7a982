"""Plan -> document model -> HTML -> PDF. `patient_plan_pdf` is the door.

`patient_plan` decides what is said, the templates how it looks, the renderer makes the file.
"""

from __future__ import annotations

from turgor.documents.errors import DocumentError
from turgor.documents.patient_plan import patient_plan
from turgor.documents.renderer import renderer
from turgor.domain.plan import Plan

__all__ = ["DocumentError", "patient_plan_html", "patient_plan_pdf"]


def patient_plan_html(plan: Plan) -> str:
    """The patient's plan as HTML, before it is laid out."""
    return renderer().html("patient_plan", doc=patient_plan(plan))


def patient_plan_pdf(plan: Plan) -> bytes:
    """The patient's plan as tagged PDF/UA-1, the same bytes for the same plan.

    Raises DocumentError where a letter of it cannot be printed.
    """
    return renderer().pdf(patient_plan_html(plan))
