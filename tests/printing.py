"""A plan's documents as tests look at them."""

from turgor.documents import STANDARD, Job, Kind, Style, documents, html
from turgor.domain.plan import Plan


def patient_plan_html(plan: Plan, style: Style = STANDARD) -> str:
    """The patient's plan before it is laid out."""
    job = Job(plan, digest="0" * 64, style=style)
    (document,) = documents(job, [Kind.PLAN])
    return html(document, job.style)
