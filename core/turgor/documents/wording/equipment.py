"""What rooms, devices and staff are called."""

from __future__ import annotations

from collections.abc import Iterable

from turgor.documents.wording import words
from turgor.domain.plan import Plan


def titles(resources: Iterable[str], plan: Plan) -> str:
    """As in "Room 1, CO2 laser and Amy". What the policy does not know is said by its id."""
    known = plan.policy.resources
    return words.joined(known[id_].title if id_ in known else id_ for id_ in resources)


def rooms(resources: Iterable[str], plan: Plan) -> str:
    """Those of them that a patient must find."""
    of_clinic = {room.id for room in plan.policy.rooms}
    return titles((id_ for id_ in resources if id_ in of_clinic), plan)
