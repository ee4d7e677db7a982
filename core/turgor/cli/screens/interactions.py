"""Gaps between actions as a table and as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from turgor.cli.output import cell, table
from turgor.practice import Comparison, Interaction

COLUMNS = ["first", "then", "days", "prefer", "one visit", "because", "published", "where"]
STYLES = {Comparison.SHORTER: "red", Comparison.LONGER: "yellow"}


def interactions_screen(rows: Iterable[Interaction]) -> RenderableType:
    """One line for each ordered pair that has something to say."""
    return table(COLUMNS, [_row(row) for row in rows if row.because or row.published or row.min_days])


def _row(row: Interaction) -> list[object]:
    return [
        row.first,
        row.then,
        _days(row.min_days),
        _days(row.preferred_days) if row.preferred_days != row.min_days else "",
        "yes" if row.same_visit else "no",
        "its course" if row.course else ", ".join(dict.fromkeys(cause.state for cause in row.because)),
        _compared(row),
        "; ".join(gap.row for gap in row.published),
    ]


def _days(days: int | None) -> str:
    return "never" if days is None else str(days)


def _compared(row: Interaction) -> Text:
    days = "" if row.published_days is None else str(row.published_days)
    return cell(days, STYLES.get(row.comparison, "") if row.comparison else "")


def interactions_as_data(rows: Iterable[Interaction]) -> list[Mapping[str, Any]]:
    """In the keys of the published shape; `min_days` null is never."""
    return [
        {
            "first": row.first,
            "then": row.then,
            "min_days": row.min_days,
            "preferred_days": row.preferred_days,
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
            "comparison": row.comparison,
        }
        for row in rows
    ]


def _published(row: Interaction) -> Mapping[str, Any] | None:
    """The strictest of what was published, and every row of it; None where nothing was."""
    if not row.published:
        return None
    rows = [
        {"min_days": gap.min_days, "same_visit": gap.same_visit, "blocking": gap.blocking, "row": gap.row}
        for gap in row.published
    ]
    return {"min_days": row.published_days, "same_visit": row.published_same_visit, "rows": rows}
