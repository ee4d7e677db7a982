"""Zones, statuses and lists of words as practitioners read them on a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from turgor.cli.output import cell
from turgor.domain.verdicts import Reason, Status
from turgor.domain.zones import SIDES

STYLES = {
    Status.ELIGIBLE: "green",
    Status.CAUTION: "yellow",
    Status.UNDECIDED: "cyan",
    Status.DEFERRED: "blue",
    Status.NOT_INDICATED: "dim",
    Status.CONTRAINDICATED: "red",
    Status.NOT_ASSESSED: "magenta",
}


def status_cell(status: Status) -> Text:
    """A status in its colour."""
    return cell(status.value.replace("_", " "), STYLES[status])


def zone_name(reference: str) -> str:
    """A zone as people say it: ``jawline.left`` is the left jawline."""
    zone, _, side = reference.partition(".")
    name = zone.replace("_", " ")
    return f"{side} {name}" if side in SIDES else name


def zone_names(references: Iterable[str]) -> str:
    """Zones in a row."""
    return ", ".join(zone_name(reference) for reference in references)


def because(reason: Reason) -> str:
    """A reason in one line, with its rule."""
    open_ = "unknown whether: " if any(use.value is None for use in reason.facts) else ""
    text = open_ + reason.text.text.rstrip(".")
    kept = f"; set aside by {reason.overridden}" if reason.overridden else ""
    return f"{text} [{reason.rule}]{kept}"
