"""One treatment of a plan on its own, for documents about just that."""

from __future__ import annotations

import attrs

from turgor.domain.plan import Plan


def only(plan: Plan, treatment: str) -> Plan:
    """The plan as if it held nothing else; for a course the home care stays that rests around its visits."""
    courses = tuple(course for course in plan.courses if course.treatment == treatment)
    sessions = (
        (visit, tuple(session for session in visit.sessions if session.treatment == treatment))
        for visit in plan.visits
    )
    return attrs.evolve(
        plan,
        courses=courses,
        visits=tuple(attrs.evolve(visit, sessions=held) for visit, held in sessions if held),
        regimens=tuple(item for item in plan.regimens if courses or item.treatment == treatment),
    )


def file_name(kind: str, treatment: str) -> str:
    """As in "consent-laser-co2-fractional"."""
    return "-".join((kind, *treatment.replace("_", ".").split(".")))
