"""The gaps between any two actions, beside the published ones."""

from __future__ import annotations

from turgor.host import Host
from turgor.planning.skin.interactions import Comparison, Interaction, interactions


class UnknownAction(LookupError):  # noqa: N818  what was asked for
    """No installed modality and no core word has such a treatment or kind of event."""


def all_interactions(
    host: Host, skin_type: int | None, of: str | None = None, *, differences: bool = False
) -> tuple[Interaction, ...]:
    """The gap of every ordered pair, as it follows from skin states. Raises UnknownAction.

    Arguments:
        host: the installed modalities.
        skin_type: where a gap depends on it; None is unknown, so that the longest gap holds.
        of: only the pairs of this treatment or event.
        differences: only pairs that differ from what was published.

    """
    rows = interactions(host.catalogue, host.published, skin_type)
    if of is not None and not any(of in (row.first, row.then) for row in rows):
        raise UnknownAction(of)
    return tuple(
        row
        for row in rows
        if (of is None or of in (row.first, row.then)) and (not differences or _differs(row))
    )


def _differs(row: Interaction) -> bool:
    return row.comparison not in (None, Comparison.EQUAL) or not row.same_visit_agrees
