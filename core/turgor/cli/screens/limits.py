"""A conflict: limits that cannot hold together, with their sources."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType

from turgor.cli.output import table
from turgor.domain.explanations import Conflict


def limits_table(conflict: Sequence[Conflict]) -> RenderableType:
    """Each limit with what it says, and which of them are not proven to be needed."""
    return table(
        ["limit", "what it says", "sources"],
        [(one.id, _said(one), "\n".join(one.sources)) for one in conflict],
    )


def _said(limit: Conflict) -> str:
    return limit.text.text if limit.proven else f"{limit.text.text} (not proven that it is needed)"
