"""The content check, for people and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Group, RenderableType

from turgor.cli.output import cell, heading
from turgor.practice import Finding, Review, Weight

STYLES = {Weight.ERROR: "bold red", Weight.WARNING: "yellow", Weight.NOTE: ""}


def review_screen(found: Review) -> RenderableType:
    """Findings by weight, the worst first; then what a reviewer has explained; then what was looked at."""
    return Group(*_findings(found), *_explained(found), cell(f"\n{_summary(found)}"))


def _findings(found: Review) -> Iterator[RenderableType]:
    for weight in Weight:
        of_weight = [finding for finding in found.findings if finding.kind.weight is weight]
        if of_weight:
            yield heading(_count(len(of_weight), weight.value))
        for finding in of_weight:
            yield cell(f"{finding.place} ({finding.kind.value})", STYLES[weight])
            yield cell(f"    {finding.text}\n    {finding.suggestion}")


def _explained(found: Review) -> Iterator[RenderableType]:
    if found.explained:
        yield heading(f"{_count(len(found.explained), 'finding')} explained")
    for one in found.explained:
        yield cell(f"{one.finding.place} ({one.finding.kind.value})\n    {one.reason}")


def _summary(found: Review) -> str:
    looked_at = ", ".join(f"{count} {table}" for table, count in found.looked_at)
    verdict = "No error." if found.passed else "There are errors."
    return f"{verdict} Looked at: {looked_at}." if looked_at else verdict


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def review_as_data(found: Review) -> Mapping[str, Any]:
    """The whole review."""
    return {
        "passed": found.passed,
        "findings": [_finding(finding) for finding in found.findings],
        "explained": [{**_finding(one.finding), "reason": one.reason} for one in found.explained],
        "looked_at": dict(found.looked_at),
    }


def _finding(finding: Finding) -> Mapping[str, Any]:
    return {
        "severity": finding.kind.weight,
        "kind": finding.kind,
        "place": finding.place,
        "text": finding.text,
        "suggestion": finding.suggestion,
    }
