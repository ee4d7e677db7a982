"""Other plans than the one chosen: what one gives up for what, and why there are no more of them."""

from __future__ import annotations

import attrs

from turgor.domain.case import OrderedAim
from turgor.domain.courses import Course, Visit
from turgor.domain.explanations import Objective
from turgor.domain.messages import Message

FORMER = "A"  # the letter of a plan beside its alternatives, and after a choice of the one that was replaced


@attrs.frozen
class Criterion:
    """What an alternative comes to in one respect.

    Attributes:
        name: as the stages are named.
        value: of the alternative; `plan` the same of the plan.
        better: whether a larger or a smaller value is better.

    """

    name: str
    value: int
    plan: int
    better: str

    @property
    def gain(self) -> int:
        """By how much the alternative is better; less than 0 where it is worse."""
        return self.value - self.plan if self.better == "larger" else self.plan - self.value


@attrs.frozen
class Alternative:
    """Another plan within the same limits.

    Attributes:
        letter: names it; the plan itself is A.
        leads: in what it is noticeably better than the plan, what it was looked for first.
        objective: the order of aims that it is the best of, with its stages.
        gains, gives_up: what is better and what is worse than in the plan.
        home_care: the home care that would go with it, by id; it is placed when the alternative is chosen.
        proven: no plan is at least as good in goals, sessions, cautions and all five criteria, and better in one.

    """

    letter: str
    leads: tuple[OrderedAim, ...]
    objective: Objective
    criteria: tuple[Criterion, ...]
    gains: tuple[Message, ...]
    gives_up: tuple[Message, ...]
    courses: tuple[Course, ...]
    visits: tuple[Visit, ...]
    home_care: tuple[str, ...]
    proven: bool


@attrs.frozen
class Unbeaten:
    """A criterion in which no other plan is noticeably better, or none that is truly another.

    Attributes:
        value: of the plan; `best` the best that is possible.

    """

    aim: OrderedAim
    value: int
    best: int
    proven: bool
    text: Message


@attrs.frozen
class Choice:
    """That the practitioner chose an alternative, which is now the plan; those declined are its alternatives.

    Attributes:
        letter: of the alternative in the plan that was replaced.
        because: the practitioner's reason.

    """

    letter: str = attrs.field(validator=attrs.validators.min_len(1))
    because: str = attrs.field(validator=attrs.validators.min_len(1))
