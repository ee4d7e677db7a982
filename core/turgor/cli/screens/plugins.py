"""Plugins on screen: the list, one of them, and what was found in checking it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from rich.console import Group, RenderableType

from turgor.cli.output import cell, heading, table
from turgor.domain.catalogue import PluginState, PluginStatus
from turgor.practice import Installed, Weight
from turgor.testing.checking import Report

STYLES = {
    PluginState.LOADED: "green",
    PluginState.DISABLED: "dim",
    PluginState.REJECTED: "yellow",
    PluginState.FAILED: "red",
}
WEIGHTS = {Weight.ERROR: "bold red", Weight.WARNING: "yellow", Weight.NOTE: ""}


def list_screen(statuses: list[PluginStatus]) -> RenderableType:
    """Every plugin that was found, in a line."""
    return table(["modality", "status", "content", "package", "version", "reason"], map(_row, statuses))


def status_data(status: PluginStatus) -> Mapping[str, str]:
    """The keys under which a plan lists its plugins."""
    record = {name: str(value) for name, value in attrs.asdict(status).items()}
    return {"status" if name == "state" else name: value for name, value in record.items()}


def _row(status: PluginStatus) -> list[object]:
    state = cell(status.state.value, STYLES[status.state])
    return [status.name, state, status.content or "-", status.distribution, status.version, status.reason]


def show_screen(installed: Installed) -> RenderableType:
    """One plugin: where it comes from, what became of it, what it adds."""
    status, modality = installed.status, installed.modality
    package = f"{status.distribution} {status.version}".strip()
    parts: list[RenderableType] = [
        cell(f"{status.name}: {status.state.value}", STYLES[status.state]),
        cell(f"from {package}"),
    ]
    if status.reason:
        parts.append(cell(status.reason, "yellow"))
    if modality:
        parts += [
            cell(f"{modality.title}. {modality.purpose}."),
            cell(
                f"content {modality.content_version}, runs on Turgor {modality.requires_turgor or '(does not say)'}"
            ),
            cell(f"hooks: {', '.join(installed.hooks)}"),
            heading("Treatments"),
            table(
                ["id", "name", "standing", "evidence"],
                ((t.id, t.name, t.standing, t.evidence) for t in modality.treatments),
            ),
            heading("What else it adds"),
            cell(
                "; ".join(f"{noun}: {', '.join(ids)}" for noun, ids in installed.added.items() if ids)
                or "nothing"
            ),
        ]
    return Group(*parts)


def show_data(installed: Installed) -> Mapping[str, Any]:
    """The same as data."""
    modality = installed.modality
    return {
        **status_data(installed.status),
        "hooks": installed.hooks,
        "title": modality.title if modality else "",
        "purpose": modality.purpose if modality else "",
        "requires_turgor": modality.requires_turgor if modality else "",
        "treatments": [t.id for t in modality.treatments] if modality else [],
        "added": installed.added,
    }


def report_screen(report: Report) -> RenderableType:
    """What was found, the worst first."""
    return Group(*_report(report))


def _report(report: Report) -> Iterator[RenderableType]:
    yield heading(f"{report.name} ({report.distribution} {report.version})".replace(" )", ")"))
    for remark in report.remarks:
        kind = f"{remark.part}: {remark.kind}" if remark.kind else remark.part
        yield cell(f"{remark.weight}: {remark.about} ({kind})", WEIGHTS[remark.weight])
        yield cell("\n".join(f"    {line}" for line in (*remark.text.splitlines(), remark.advice) if line))
    ran = (
        f" {len(report.checks)} conformance checks were run."
        if report.checks
        else " The conformance suite was not run."
    )
    yield cell(("It may be published." if report.passed else "It is not ready.") + ran)


def report_data(report: Report) -> Mapping[str, Any]:
    """The same as data."""
    return {**attrs.asdict(report), "passed": report.passed}
