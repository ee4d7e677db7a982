"""The gap between any two actions as it follows from skin states, beside the published one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import product

import attrs

from turgor.domain.case import SYSTEMIC, Answers, History
from turgor.domain.catalogue import Catalogue
from turgor.domain.findings import Findings
from turgor.domain.offers import SkinAction
from turgor.domain.published import Published
from turgor.planning.actions import actions_for, systemic_states
from turgor.planning.skin_state import Lag, LagCause, lag

SOME_DAY = date(2000, 1, 1)  # conditions of effects ask for facts, not for days


@attrs.frozen
class Interaction:
    """How one action follows another on a common site.

    Attributes:
        first, then: ids of treatments or event kinds, in that order in time.
        min_days: the second is allowed so many days after the first; 0 where nothing keeps them apart, None for never.
        prefer_days: the same with the needs that only ask for caution.
        same_visit: whether one visit may hold both, in this order.
        because: the states that they have in common, the one with the longest wait first; empty for two sessions
            of one treatment, which their course keeps apart.
        published: the gap that stands in the clinical reference, if one does.

    """

    first: str
    then: str
    min_days: int | None
    prefer_days: int | None
    same_visit: bool
    because: tuple[LagCause, ...]
    published: Published | None = None

    @property
    def longer_by(self) -> int | None:
        """Days by which the derived gap is longer than the published one; negative is shorter, None no comparison.

        One day where a visit fills its day is no difference to a published gap of none.
        """
        derived = self.min_days if self.published is None or self.published.blocking else self.prefer_days
        if self.published is None or derived is None:
            return None
        one_visit = self.published.min_days == 0 and derived == 1 and self.same_visit
        return 0 if one_visit else derived - self.published.min_days


def interactions(
    catalogue: Catalogue, published: Iterable[Published] = (), fitzpatrick: int | None = None
) -> tuple[Interaction, ...]:
    """Every ordered pair of actions, in id order, for skin of one type; unknown, the longest gap holds."""
    actions = actions_for(_somebody(fitzpatrick), catalogue)
    known = {(gap.first, gap.then): gap for gap in published}
    windows = {t.id: t.course.interval.min_days for t in catalogue.treatments.values() if t.course}
    regimens = {t.id for t in catalogue.treatments.values() if t.regimen}  # used on and on: no gap to itself
    systemic = systemic_states(catalogue.vocabulary)
    return tuple(
        _interaction(actions[first], actions[then], systemic, windows, known.get((first, then)))
        for first, then in product(sorted(actions), repeat=2)
        if first != then or first not in regimens
    )


def _interaction(
    first: SkinAction,
    then: SkinAction,
    systemic: frozenset[str],
    windows: Mapping[str, int],
    published: Published | None,
) -> Interaction:
    if first.id == then.id and first.id in windows:
        days = windows[first.id]
        return Interaction(first.id, then.id, days, days, same_visit=False, because=(), published=published)
    hard = lag(first, then, shared_sites=True, systemic=systemic)
    soft = lag(first, then, shared_sites=True, systemic=systemic, blocking_only=False)
    return Interaction(first.id, then.id, hard.days, soft.days, hard.same_visit, _told(hard, soft), published)


def _told(hard: Lag, soft: Lag) -> tuple[LagCause, ...]:
    """What blocks comes first; what only asks for caution after it."""
    return (*hard.because, *(cause for cause in soft.because if cause not in hard.because))


def _somebody(fitzpatrick: int | None) -> Findings:
    """A person of whom nothing is known but, perhaps, the skin type."""
    answers = Answers() if fitzpatrick is None else Answers({"fitzpatrick": {SYSTEMIC: fitzpatrick}})
    return Findings(SOME_DAY, None, answers, History(), (), frozenset())
