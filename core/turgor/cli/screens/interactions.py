"""Gaps between actions as a table and as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from turgor.cli.output import cell, table
from turgor.planning.interactions import Interaction

COLUMNS = ["first", "then", "days", "prefer", "one visit", "because", "published", "where"]


def interactions_screen(rows: Iterable[Interaction]) -> RenderableType:
    """One line for each ordered pair that has something to say."""
    return table(COLUMNS, [_row(row) for row in rows if row.because or row.published or row.min_days])


def _row(row: Interaction) -> list[object]:
    published = row.published
    return [
        row.first,
        row.then,
        _days(row.min_days),
        _days(row.prefer_days) if row.prefer_days != row.min_days else "",
        "yes" if row.same_visit else "no",
        ", ".join(dict.fromkeys(cause.state for cause in row.because))
        or ("course" if row.first == row.then else ""),
        _compared(row),
        published.row if published else "",
    ]


def _days(days: int | None) -> str:
    return "never" if days is None else str(days)


def _compared(row: Interaction) -> Text:
    if row.published is None:
        return cell("")
    style = {True: "red", False: "yellow"}[(row.longer_by or 0) < 0] if row.longer_by else ""
    return cell(row.published.min_days, style)


def interactions_as_data(rows: Iterable[Interaction]) -> list[Mapping[str, Any]]:
    """In the keys of the published shape; `min_days` null is never."""
    return [
        {
            "first": row.first,
            "then": row.then,
            "min_days": row.min_days,
            "prefer_days": row.prefer_days,
            "same_visit": row.same_visit,
            "because": [
                {
                    "state": cause.state,
                    "upper_days": cause.upper_days,
                    "clear_days": cause.clear_days,
                    "severity": cause.severity,
                    "sources": cause.sources,
                }
                for cause in row.because
            ],
            "published": _published(row),
        }
        for row in rows
    ]


def _published(row: Interaction) -> Mapping[str, Any] | None:
    gap = row.published
    if gap is None:
        return None
    return {"min_days": gap.min_days, "same_visit": gap.same_visit, "blocking": gap.blocking, "row": gap.row}
