"""Sessions that are on another day than they were."""

from __future__ import annotations

from datetime import date

import attrs

from turgor.domain.explanations import Binding


@attrs.frozen
class SessionMove:
    """One session on another day; without `to` it is given up, without `from_` it is new.

    Attributes:
        because: what forbids the day that it had, where that was asked.

    """

    session: str
    from_: date | None
    to: date | None
    because: tuple[Binding, ...] = ()
