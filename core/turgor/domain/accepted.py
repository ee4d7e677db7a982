"""What the content check finds and a reviewer has looked at and means."""

from __future__ import annotations

import attrs


@attrs.frozen
class Accepted:
    """Findings that are meant.

    Attributes:
        finding: the kind of finding, as the check names it (``few-causers``).
        about: where it is found, as the check writes it without the name of the plugin (``state permanent_material``).
        reason: why it is right as it is.

    """

    finding: str
    about: tuple[str, ...] = attrs.field(validator=attrs.validators.min_len(1))
    reason: str = attrs.field(validator=attrs.validators.min_len(1))

    @property
    def id(self) -> str:
        """What the entry is called in messages."""
        return f"{self.finding} {self.about[0]}"
