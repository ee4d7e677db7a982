"""Days around a session on which something is left out or done, so that those of several treatments can be joined."""

from __future__ import annotations

from enum import StrEnum

import attrs


class Topic(StrEnum):
    """What patients leave out around visits, and what they do. A closed list: only what is named alike can be joined."""

    SUN = "sun"
    HAIR_REMOVAL = "hair_removal"
    SMOKING = "smoking"
    MAKE_UP = "make_up"
    HAIR_SPRAY = "hair_spray"
    OTHER_CREAMS = "other_creams"  # all but what the clinic gives
    GYM = "gym"
    POOL = "pool"
    SAUNA = "sauna"
    HOT_BATH = "hot_bath"
    SCRUB = "scrub"
    MASSAGE = "massage"
    BIG_EVENT = "big_event"
    SUNSCREEN_AND_HAT = "sunscreen_and_hat"
    LENSES_OUT = "lenses_out"
    JEWELS_OFF = "jewels_off"

    @property
    def is_done(self) -> bool:
        """Whether it is something to do; all others are left out."""
        return self in _DONE


FARTHEST = 400  # days from a session
_DONE = frozenset({Topic.SUNSCREEN_AND_HAT, Topic.LENSES_OUT, Topic.JEWELS_OFF})


@attrs.frozen
class Window:
    """What one sentence of the instructions says, as days around each session; the day of the session is 0.

    Attributes:
        sentence: the sentence, letter for letter. All of it is said by the topics and the days.
        from_, to: the first and the last day, both included. Where the sentence says a range, the longer one.
        until: what it also waits for, after "until"; empty for days alone.

    """

    sentence: str
    topics: tuple[Topic, ...] = attrs.field(validator=attrs.validators.min_len(1))
    from_: int = attrs.field(default=0, validator=attrs.validators.ge(-FARTHEST))
    to: int = attrs.field(default=0)
    until: str = ""

    @to.validator
    def _from_on(self, _: object, to: int) -> None:
        if not self.from_ <= to <= FARTHEST:
            raise ValueError(f"must lie between from ({self.from_}) and {FARTHEST}, got {to}")
