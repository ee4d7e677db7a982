"""What modalities added to a plan and cannot be printed: a visible notice stands in its place, the rest is printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import attrs

from turgor.documents.printing import Job
from turgor.domain.handouts import HandoutSection
from turgor.domain.messages import Phrase, plain

NOT_PRINTED = Phrase("documents.not_printed", "This part could not be printed: {name}. Ask us.")
Attempt = Callable[[Job], object]


class Replaced(NamedTuple):
    """A section that was replaced, or lost its picture."""

    treatment: str
    reason: str


def mended(job: Job, attempt: Attempt) -> tuple[Job, tuple[Replaced, ...]]:
    """The job with a notice for each section of a modality that fails on its own.

    `attempt` prints a job, or raises. Where it fails without any section too, the job stays as it is.
    """
    if not job.plan.handouts or _problem(attempt, job, ()):
        return job, ()
    sections, replaced = [], []
    for section in job.plan.handouts:
        sound, reason = _sound(attempt, job, section)
        sections.append(sound)
        if reason:
            replaced.append(Replaced(section.treatment, reason))
    return _with(job, tuple(sections)), tuple(replaced)


def _sound(attempt: Attempt, job: Job, section: HandoutSection) -> tuple[HandoutSection, str]:
    """The section, or what is left of it, and why not all."""
    reason = _problem(attempt, job, (section,))
    if not reason:
        return section, ""
    notice = NOT_PRINTED(name=_name(job, section.treatment))
    bare = attrs.evolve(section, picture=None, paragraphs=(*section.paragraphs, notice))
    if section.picture and not _problem(attempt, job, (bare,)):
        return bare, reason
    title = plain("", _name(job, section.treatment))
    move = attrs.evolve(section.move, name=title) if section.move else None
    return HandoutSection(section.treatment, title, (notice,), move=move), reason


def _problem(attempt: Attempt, job: Job, sections: tuple[HandoutSection, ...]) -> str:
    try:
        attempt(_with(job, sections))
    except Exception as problem:  # noqa: BLE001 -- whatever a foreign section does, it does to itself
        return str(problem) or type(problem).__name__
    return ""


def _with(job: Job, sections: tuple[HandoutSection, ...]) -> Job:
    return attrs.evolve(job, plan=attrs.evolve(job.plan, handouts=sections))


def _name(job: Job, treatment: str) -> str:
    """What the patient calls a treatment."""
    told = {one.treatment: one.plain_name for one in job.plan.instructions}
    return told.get(treatment, treatment.partition(".")[0].replace("_", " "))
