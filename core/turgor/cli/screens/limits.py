"""A conflict: limits that cannot hold together, with their sources."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType

from turgor.cli.output import table
from turgor.documents.practitioner.names import Names
from turgor.domain.explanations import Conflict


def limits_table(conflict: Sequence[Conflict], names: Names) -> RenderableType:
    """Each limit with what it says, treatments by their names, and which are not proven to be needed."""
    return table(
        ["limit", "what it says", "sources"],
        [(one.id, _said(one, names), "\n".join(one.sources)) for one in conflict],
    )


def _said(limit: Conflict, names: Names) -> str:
    said = names.told(limit.text)
    return said if limit.proven else f"{said} (not proven that it is needed)"


def session_cell(session: str, names: Names) -> str:
    """The treatment with the number of the session, and the id by which `whatif` and `replan` ask for it."""
    return f"{names.of(session.partition('#')[0])}, {session.rpartition('.')[2]}\n{session}"
