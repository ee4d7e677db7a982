"""What the verdicts of a plan say, kept beside it: enough to see whether other content would say something else."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date

import attrs

from turgor.domain.case import Case
from turgor.domain.plan import Plan
from turgor.domain.verdicts import Period, Status
from turgor.domain.zones import ZoneTree
from turgor.files import read_record, write_record

Rules = tuple[tuple[str, str], ...]
"""Rules with the status that each gives, in order."""

Line = tuple[tuple[str, str, Rules], ...]
"""From which day on, which status, by which rules."""


@attrs.frozen
class Said:
    """The verdicts of what a plan holds, up to its last day.

    Attributes:
        lines: treatment -> site -> what is said there.
        case: what was judged, where that is not what the plan was made from: what had happened by then.

    """

    last: date
    lines: Mapping[str, Mapping[str, Line]] = attrs.field(hash=False)
    case: Case | None = None


def said_by(made: Plan, case: Case, tree: ZoneTree) -> Said:
    """What a plan says; `case` is what it was made from."""
    lines: dict[str, dict[str, Line]] = {}
    for verdict in made.verdicts:
        if verdict.treatment in made.treatment_names:
            for site in sorted(tree.sites_of(verdict.zone)) if verdict.zone else [""]:
                lines.setdefault(verdict.treatment, {})[site] = line(verdict.timeline)
    judged = made.case if made.case != case else None
    return Said(made.replay.limits.horizon if made.replay else made.today, lines, judged)


def line(timeline: Iterable[Period]) -> Line:
    """What of a verdict matters: from when it holds, what it is, and by which rules."""
    return tuple(
        (
            one.span.first.isoformat(),
            one.status.value,
            tuple(sorted({(reason.rule, reason.status.value) for reason in one.reasons})),
        )
        for one in timeline
    )


def only(said: Line, rules: Collection[str]) -> tuple[tuple[str, Rules], ...]:
    """What some rules alone have a part in, from which day on."""
    steps: list[tuple[str, Rules]] = []
    for first, _, because in said:
        of_them = tuple(one for one in because if one[0] in rules)
        if not steps or steps[-1][1] != of_them:
            steps.append((first, of_them))
    return tuple(steps)


def rules_in(said: Line) -> set[str]:
    """Every rule that has a part in it."""
    return {rule for _, _, because in said for rule, _ in because}


def worst(said: Line) -> Status:
    """The worst of it; a treatment of which nothing is said is not assessed."""
    return max(
        (Status(status) for _, status, _ in said), key=lambda one: one.rank, default=Status.NOT_ASSESSED
    )


def written(said: Said) -> str:
    """As it is kept."""
    case = write_record(said.case) if said.case else ""
    return json.dumps(
        {"last": said.last.isoformat(), "lines": said.lines, "case": case}, separators=(",", ":")
    )


def read(text: str) -> Said:
    """What was kept. Raises InvalidFile where another version of Turgor wrote the case."""
    told = json.loads(text)
    lines = {
        treatment: {site: _line(one) for site, one in sites.items()}
        for treatment, sites in told["lines"].items()
    }
    case = read_record(told["case"], Case, "what was judged") if told["case"] else None
    return Said(date.fromisoformat(told["last"]), lines, case)


def _line(told: Iterable[tuple[str, str, Iterable[tuple[str, str]]]]) -> Line:
    return tuple(
        (first, status, tuple((rule, weight) for rule, weight in because)) for first, status, because in told
    )
