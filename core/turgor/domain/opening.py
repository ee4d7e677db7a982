"""Weekly hours: of the clinic, of a room, of a device or of somebody who works there."""

from __future__ import annotations

from datetime import time

import attrs


@attrs.frozen
class Opening:
    """One stretch of opening hours. Monday is 0."""

    weekday: int = attrs.field(validator=[attrs.validators.ge(0), attrs.validators.le(6)])
    start: time
    end: time = attrs.field()

    @end.validator
    def _after_start(self, _: object, end: time) -> None:
        if end <= self.start:
            raise ValueError(f"must be after the start ({self.start:%H:%M}), got {end:%H:%M}")
