"""Verdicts as a table over time, and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from turgor.cli.output import cell, heading, table
from turgor.cli.screens.words import because, status_cell, zone_names
from turgor.domain.catalogue import Catalogue
from turgor.domain.findings import Change
from turgor.domain.verdicts import Period, Reason, Status, Verdict, Verdicts

COLUMNS = ["treatment", "zones", "from", "status", "because"]


def verdicts_screen(
    verdicts: Verdicts, catalogue: Catalogue, changes: Sequence[Change] = ()
) -> RenderableType:
    """Who else must see the patient, how firmness has changed, and a line for each stretch of each timeline."""
    alerts = [cell(f"Refer: {because(referral.reason)}", "red") for referral in verdicts.referrals]
    if verdicts.stopped:
        alerts.insert(0, cell("An urgent red flag: nothing is planned until it is cleared.", "bold red"))
    rows = [row for verdict in verdicts.verdicts for row in _rows(verdict, catalogue)]
    return Group(*alerts, *_changes(changes, catalogue), table(COLUMNS, rows))


def _changes(changes: Sequence[Change], catalogue: Catalogue) -> Iterator[RenderableType]:
    """How each site has changed from the first visit to the latest one."""
    if changes:
        yield heading("Firmness, each place against itself")
        yield table(
            ["instrument", "zone", "from", "to", "change"], (_change(one, catalogue) for one in changes)
        )
        yield heading("Verdicts")


def _change(one: Change, catalogue: Catalogue) -> list[str]:
    instrument = catalogue.vocabulary.instruments[one.instrument]
    zone = catalogue.vocabulary.zones.name_of(one.site)
    before = f"{one.baseline_value:g} on {one.baseline.isoformat()}"
    after = f"{one.latest_value:g} on {one.latest.isoformat()}"
    moved = f"{one.difference:+g} {instrument.unit}".strip()
    said = f"{moved}, {one.movement}" if one.real else f"{moved}. {one.why.text if one.why else ''}"
    return [instrument.name, zone, before, after, said]


def _rows(verdict: Verdict, catalogue: Catalogue) -> Iterator[list[object]]:
    treatment = catalogue.treatments.get(verdict.treatment)
    name = treatment.name if treatment else verdict.treatment
    zones = zone_names(catalogue.vocabulary.zones.cover(verdict.sites))
    for place, period in enumerate(verdict.timeline):
        first = place == 0
        start = "today" if first else period.span.first.isoformat()
        yield [name if first else "", zones if first else "", start, status_cell(period.status), _why(period)]


def _why(period: Period) -> Text:
    """What makes the status, with the advice; of mere notes only the rules."""
    light = (Status.ELIGIBLE, Status.UNDECIDED)
    lines = [f"{because(reason)}{_advice(reason)}" for reason in period.reasons if reason.status not in light]
    undecided = [reason for reason in period.reasons if reason.status is Status.UNDECIDED]
    open_ = [reason for reason in undecided if any(use.value is None for use in reason.facts)]
    lines += [because(reason) for reason in undecided if reason not in open_]  # nobody can be asked
    if open_:
        asked = dict.fromkeys(use.id for reason in open_ for use in reason.facts)
        rules = ", ".join(reason.rule for reason in open_)
        lines.append(f"not answered: {', '.join(asked)} [{rules}]")
    if notes := [reason.rule for reason in period.reasons if reason.status is Status.ELIGIBLE]:
        lines.append(f"notes: {', '.join(notes)}")
    return cell("\n".join(lines))


def _advice(reason: Reason) -> str:
    return f": {reason.advice.text}" if reason.advice else ""


def verdicts_as_data(verdicts: Verdicts, catalogue: Catalogue) -> Mapping[str, Any]:
    """Verdicts with zones named, in the keys of a plan."""
    return {
        "stopped": verdicts.stopped,
        "referrals": verdicts.referrals,
        "verdicts": [verdict_as_data(verdict, catalogue) for verdict in verdicts.verdicts],
    }


def verdict_as_data(verdict: Verdict, catalogue: Catalogue) -> Mapping[str, Any]:
    """One verdict in the keys of a plan."""
    timeline = [
        {
            "from": period.span.first,
            "to": period.span.last,
            "status": period.status,
            "reasons": period.reasons,
        }
        for period in verdict.timeline
    ]
    zones = catalogue.vocabulary.zones.cover(verdict.sites)
    return {"treatment": verdict.treatment, "zones": zones, "timeline": timeline, "ask": verdict.ask}
