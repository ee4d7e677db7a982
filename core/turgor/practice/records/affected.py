"""Plans whose verdicts are others by now: a rule was corrected, a modality updated.

Few plans are opened. Beside each version stands what its verdicts say, and for each content what its pieces were. Where
single rules were corrected, a plan is judged anew only if they make something else of it than they did; what was found
to stay the same is remembered until the content changes again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from turgor.domain.records import Action, PlanVersion
from turgor.domain.verdicts import Period, Reason, Status, Verdicts
from turgor.host import Host
from turgor.planner import assess_by, reassess
from turgor.planning.examine import examine
from turgor.practice.records import contents, said
from turgor.practice.records.contents import Changed
from turgor.practice.records.desk import Desk, of_plan
from turgor.practice.records.inputs import Inputs, content_digest, read_inputs, read_plan
from turgor.practice.records.said import Line, Said
from turgor.store import audit, judged, plans

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_AT_ONCE = 100  # plans, after which others get to write and what was found is remembered


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
        live = judged.to_judge(session, content, plans.LIVE)
        looks = {one: _look(session, host, one) for one in sorted({version.content for version in live})}
    for first in range(0, len(live), _AT_ONCE):
        some = live[first : first + _AT_ONCE]
        with desk.store.reading() as session:
            known = judged.said(session, [version.ref for version in some])
            found = [
                (version, looks[version.content].shifts(session, version, known.get(version.ref)))
                for version in some
            ]
        hit = [Affected(version, shifts) for version, shifts in found if shifts]
        with desk.writing() as (session, act):
            judged.keep_judged(session, content, [version.ref for version, shifts in found if not shifts])
            for one in hit:
                audit.append(session, act, Action.READ, of_plan(one.version.ref), "affected")
        yield from hit
    desk.note(Action.READ, "plans", f"affected, of {len(live)} judged by other content")


@attrs.frozen
class _Look:
    """How plans that were made with some older content are looked at.

    Attributes:
        changed: what is otherwise since; None where nobody kept what that content said.
    """

    host: Host
    changed: Changed | None

    def shifts(self, session: Session, version: PlanVersion, kept: str | None) -> tuple[Shift, ...]:
        """What of a version is judged otherwise now. Raises InvalidFile and Damaged."""
        catalogue = self.host.catalogue
        before = said.read(kept) if kept else None
        if before and self.changed and self.changed.alone and not self._bears_on(before, self.changed):
            return ()
        inputs = read_inputs(session, version)
        if before is None:
            made = read_plan(session, version)
            before = said.said_by(made, inputs.case, catalogue.vocabulary.zones)
        inputs = attrs.evolve(inputs, case=before.case or inputs.case)
        if self.changed and self.changed.alone and self._same(before, inputs, self.changed):
            return ()
        findings = examine(inputs.case, catalogue, inputs.today)
        now = _at_sites(
            reassess(findings, inputs.case, inputs.policy, self.host, before.lines.keys()), before
        )
        return tuple(_shifts(before, now, self.host))

    def _bears_on(self, before: Said, changed: Changed) -> bool:
        """Whether one of the changed rules has, or had, a part in what is said of the plan's treatments."""
        return any(
            changed.concerns(treatment, self.host.catalogue)
            or any(said.rules_in(one) & changed.rules for one in sites.values())
            for treatment, sites in before.lines.items()
        )

    def _same(self, before: Said, inputs: Inputs, changed: Changed) -> bool:
        """Whether the changed rules make the same of the plan as they did."""
        verdicts = assess_by(
            inputs.case, inputs.policy, self.host.catalogue, inputs.today, changed.now, before.lines.keys()
        )
        now = _at_sites(verdicts, before)
        return all(
            said.only(said.line(now.get((treatment, site), ())), changed.rules)
            == said.only(one, changed.rules)
            for treatment, sites in before.lines.items()
            for site, one in sites.items()
        )


def _look(session: Session, host: Host, content: str) -> _Look:
    pieces = judged.content(session, content)
    return _Look(host, contents.changed(contents.read(pieces), host.catalogue) if pieces else None)


def _at_sites(verdicts: Verdicts, before: Said) -> Mapping[tuple[str, str], tuple[Period, ...]]:
    """What is said of each treatment at each site, as far as the plan reaches."""
    return {
        (verdict.treatment, site): verdict.until(before.last).timeline
        for verdict in verdicts.verdicts
        for site in verdict.sites
    }


def _shifts(before: Said, now: Mapping[tuple[str, str], tuple[Period, ...]], host: Host) -> Iterator[Shift]:
    """For each treatment of the plan: sites that changed alike, together."""
    alike: dict[tuple[str, Line, tuple[Period, ...]], list[str]] = {}
    for treatment, sites in before.lines.items():
        for site, then in sites.items():
            after = now.get((treatment, site), ())
            if then != said.line(after):
                alike.setdefault((treatment, then, after), []).append(site)
    for (treatment, then, after), sites_ in alike.items():
        known = said.rules_in(then)
        new = {
            reason.rule: reason for period in after for reason in period.reasons if reason.rule not in known
        }
        gone = known - said.rules_in(said.line(after))
        yield Shift(
            treatment,
            host.catalogue.vocabulary.zones.cover(sites_),
            said.worst(then),
            said.worst(said.line(after)),
            tuple(new.values()),
            tuple(sorted(gone)),
        )
