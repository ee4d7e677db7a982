"""What the plan was optimised for and why it is as it is: stages, bounds, bindings, conflicts."""

from __future__ import annotations

import attrs

from turgor.domain.case import AnyPriority
from turgor.domain.messages import Message


@attrs.frozen
class Stage:
    """One lexicographic stage of the optimisation.

    Attributes:
        value: what the plan reaches; `bound` the best that is possible while the stages before keep theirs.
            Equal when `proven`, except for the benefit: a plan keeps a share of the best (the policy says which).
        better: whether a larger or a smaller value is better.

    """

    name: str
    value: int
    bound: int
    proven: bool
    better: str


@attrs.frozen
class Objective:
    """What the plan was optimised for, stage by stage.

    Attributes:
        priority: a preset, or the aims of an explicit order.

    """

    priority: AnyPriority
    stages: tuple[Stage, ...]

    @property
    def proven(self) -> bool:
        return all(stage.proven for stage in self.stages)


@attrs.frozen
class Binding:
    """One limit that keeps a session from an earlier day.

    Attributes:
        kind: ``today``, ``lag``, ``interval``, ``verdict``, ``closed``, ``resource``, ``available``, ``away``,
            ``downtime_free``, ``prerequisite``, ``follow_up``, ``terms``, ``courses_at_once``, ``capacity``,
            ``most_visits``, ``days_between_visits``, ``downtime_at_a_time``, ``budget_a_month``, ``date``, ``not_on``, ``missed``,
            ``aim`` (an earlier day is possible and worse), ``left_out`` (a course as a whole is not part of the plan
            any more).
        ids: rule, need, session or policy ids.

    """

    kind: str
    text: Message
    ids: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@attrs.frozen
class Why:
    """Why a session is on its date."""

    session: str
    binding: tuple[Binding, ...]


@attrs.frozen
class Conflict:
    """One of a set of limits that cannot hold together.

    Attributes:
        proven: the solver found that without it the others can hold together.

    """

    id: str
    kind: str
    text: Message
    sources: tuple[str, ...] = ()
    proven: bool = True


@attrs.frozen
class Relaxation:
    """Limits that would have to give so that there is a plan.

    Attributes:
        limits: their ids.
        steps: what to do about each.
        proven: the amounts in the steps are the least that are enough.

    """

    limits: tuple[str, ...]
    steps: tuple[Message, ...]
    proven: bool = True
