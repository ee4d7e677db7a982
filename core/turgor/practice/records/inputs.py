"""All that a plan is made from: with the same versions of Turgor and its modalities it gives the same bytes."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

import attrs

from turgor.domain.case import AnyPriority, Case
from turgor.domain.clinic import Clinic
from turgor.domain.happened import Happened
from turgor.domain.plan import Plan
from turgor.domain.records import PlanVersion
from turgor.files import parse_plan, read_record, write_record
from turgor.host import Host
from turgor.planner import plan, replan
from turgor.store import plans


@attrs.frozen
class Inputs:
    """What one version of a plan was made from.

    Attributes:
        happened: what it was made anew from; None for one that was made afresh.
        expired: rules whose override was left out, for what it rested on has changed.

    """

    case: Case
    policy: Clinic
    today: date
    seed: int
    priority: AnyPriority
    happened: Happened | None = None
    expired: tuple[str, ...] = ()

    def plan(self, host: Host, made: Plan | None) -> Plan:
        """The plan that comes of it; `made` is the one that it goes on from.

        Raises PlanRefused, and Unchangeable where there is no plan to go on from.
        """
        if self.happened is None or made is None:
            return plan(self.case, self.policy, host, self.today, self.seed, self.priority)
        return replan(made, self.happened, host, self.policy, self.case)


def read_inputs(session: Any, version: PlanVersion) -> Inputs:
    """What a version was made from. Raises InvalidFile where another version of Turgor wrote it, and Damaged."""
    return read_record(plans.inputs(session, version.ref), Inputs, f"inputs of plan {version.ref}")


def read_plan(session: Any, version: PlanVersion) -> Plan:
    """A version as it was made. Raises InvalidFile and Damaged."""
    return parse_plan(plans.document(session, version.ref), f"plan {version.ref}")


def digest(record: Any) -> str:
    """A hash by which equal records are known."""
    return sha256(write_record(record).encode()).hexdigest()


def content_digest(host: Host) -> str:
    """A hash of all that judges: words, rules, treatments and gaps of core and of the modalities."""
    return digest(host.catalogue)


def plugin_versions(made: Plan) -> dict[str, str]:
    """Modality -> the versions of its package and of its content."""
    return {
        one.name: " ".join(part for part in (one.distribution, one.version, one.content, one.state) if part)
        for one in made.engine.plugins
    }
