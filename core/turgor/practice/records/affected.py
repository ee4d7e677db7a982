"""Plans whose verdicts are others by now: a rule was corrected, a modality updated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from turgor.domain.plan import Plan
from turgor.domain.records import Action, PlanVersion
from turgor.domain.verdicts import Period, Reason, Status
from turgor.domain.zones import ZoneTree
from turgor.host import Host
from turgor.planner import assess
from turgor.practice.records.desk import Desk
from turgor.practice.records.inputs import content_digest, read_inputs, read_plan
from turgor.store import audit, plans

_Timeline = tuple[Period, ...]


@attrs.frozen
class Shift:
    """One treatment of a plan that is judged otherwise now.

    Attributes:
        before, after: the worst status from the day of planning on.
        reasons: those that are new.
        gone: rules that do not speak against it any more.

    """

    treatment: str
    zones: tuple[str, ...]
    before: Status
    after: Status
    reasons: tuple[Reason, ...]
    gone: tuple[str, ...]


@attrs.frozen
class Affected:
    """A live plan whose verdicts change."""

    version: PlanVersion
    shifts: tuple[Shift, ...]


def affected_plans(desk: Desk, host: Host) -> Iterator[Affected]:
    """Drafts, approved and active plans that today's rules judge otherwise than the day's on which they were made.

    The case, the policy and the day stay those of the plan, so that only what the content changed is seen.
    """
    content = content_digest(host)
    with desk.store.reading() as session:
        live = plans.listed(session, statuses=plans.LIVE, but_judged_by=content)
    found = 0
    for version in live:
        with desk.store.reading() as session:
            made, inputs = read_plan(session, version), read_inputs(session, version)
        case = made.case or inputs.case
        judged = assess(case, inputs.policy, host, made.today)
        now = {
            (verdict.treatment, site): verdict.until(_horizon(made)).timeline
            for verdict in judged.verdicts.verdicts
            for site in verdict.sites
        }
        if shifts := tuple(_shifts(made, now, host.catalogue.vocabulary.zones)):
            found += 1
            yield Affected(version, shifts)
    with desk.writing() as (session, act):
        audit.append(session, act, Action.READ, "plans", f"affected {found} of {len(live)}")


def _horizon(made: Plan) -> date:
    return made.replay.limits.horizon if made.replay else made.today


def _shifts(made: Plan, now: Mapping[tuple[str, str], _Timeline], tree: ZoneTree) -> Iterator[Shift]:
    """For each treatment of the plan: sites that changed alike, together."""
    alike: dict[tuple[str, _Timeline, _Timeline], list[str]] = {}
    for verdict in made.verdicts:
        if verdict.treatment in made.treatment_names:
            for site in sorted(tree.sites_of(verdict.zone)) if verdict.zone else [""]:
                after = now.get((verdict.treatment, site), ())
                if _said(verdict.timeline) != _said(after):
                    alike.setdefault((verdict.treatment, verdict.timeline, after), []).append(site)
    for (treatment, before, after), sites in alike.items():
        known = {reason.rule for reason in _all(before)}
        new = {reason.rule: reason for reason in _all(after) if reason.rule not in known}
        gone = known - {reason.rule for reason in _all(after)}
        zones = tree.cover(sites)
        yield Shift(treatment, zones, _worst(before), _worst(after), tuple(new.values()), tuple(sorted(gone)))


def _said(timeline: _Timeline) -> list[tuple[date, Status, tuple[tuple[str, Status], ...]]]:
    """What of a verdict matters: from when it holds, what it is, and by which rules."""
    return [
        (one.span.first, one.status, tuple(sorted({(reason.rule, reason.status) for reason in one.reasons})))
        for one in timeline
    ]


def _all(timeline: Iterable[Period]) -> Iterator[Reason]:
    for period in timeline:
        yield from period.reasons


def _worst(timeline: _Timeline) -> Status:
    """A treatment that is not offered any more is not assessed."""
    return max((period.status for period in timeline), key=lambda one: one.rank, default=Status.NOT_ASSESSED)
