"""How every action waits for every other, beside what was published about the pair.

Published gaps are what the derived ones are compared with; nothing is planned by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

import attrs

from turgor.domain.case import SYSTEMIC, Answers, History, Value
from turgor.domain.catalogue import Catalogue
from turgor.domain.findings import Findings
from turgor.domain.offers import SkinAction
from turgor.domain.published import Published
from turgor.planning.skin.actions import actions_for, systemic_states
from turgor.planning.skin.skin_state import Lag, LagCause, lag

PUBLISHED_SKIN_TYPE = 2  # the published gaps speak of light skin; on types IV-VI some effects come on top
ANY_DAY = date(2000, 1, 1)  # gaps do not depend on the day


class Comparison(StrEnum):
    """How a derived gap stands to a published one."""

    EQUAL = "equal"
    LONGER = "longer"
    SHORTER = "shorter"


@attrs.frozen
class Interaction:
    """One ordered pair of actions on a common site.

    Attributes:
        min_days: `then` is allowed so many days after `first`; None means never.
        preferred_days: the same with the needs that only ask for caution.
        course: the two are one treatment, spaced by its own course.
        published: what was published about the pair.

    """

    first: str
    then: str
    min_days: int | None
    same_visit: bool
    preferred_days: int | None
    because: tuple[LagCause, ...] = ()
    course: bool = False
    published: tuple[Published, ...] = ()

    @property
    def published_days(self) -> int | None:
        """The longest published gap that binds; None where no number was published."""
        return max((p.min_days for p in self.published if p.blocking and _has_number(p)), default=None)

    @property
    def published_same_visit(self) -> bool | None:
        """Whether the pair may share a visit by what was published; None where that is silent."""
        said = [p.same_visit for p in self.published if p.same_visit is not None]
        return all(said) if said else None

    @property
    def same_visit_agrees(self) -> bool:
        return self.published_same_visit in (None, self.same_visit)

    @property
    def comparison(self) -> Comparison | None:
        """The derived gap against all published ones; None where no number was published."""
        found = {self._against(gap) for gap in self.published if _has_number(gap)}
        worst = (Comparison.SHORTER, Comparison.LONGER, Comparison.EQUAL)
        return next((comparison for comparison in worst if comparison in found), None)

    def _against(self, gap: Published) -> Comparison:
        days = self.min_days if gap.blocking else self.preferred_days
        asked = gap.min_days if not gap.blocking else max(gap.min_days, self.published_days or 0)
        if days == asked or (asked == 0 and days == 1 and self.same_visit):
            return Comparison.EQUAL  # two visits are a day apart, whatever was published
        return Comparison.LONGER if days is None or days > asked else Comparison.SHORTER


def interactions(
    catalogue: Catalogue,
    published: Iterable[Published],
    fitzpatrick: int | None = PUBLISHED_SKIN_TYPE,
) -> tuple[Interaction, ...]:
    """All ordered pairs of treatments and event kinds, by id.

    `fitzpatrick` is the skin type for effects that depend on it; None is unknown, which leaves them all in place.
    """
    answers: Mapping[str, Mapping[str, Value]] = (
        {} if fitzpatrick is None else {"fitzpatrick": {SYSTEMIC: fitzpatrick}}
    )
    nobody = Findings(ANY_DAY, None, Answers(answers), History(), (), frozenset())
    actions = actions_for(nobody, catalogue)
    systemic = systemic_states(catalogue.vocabulary)
    gaps = _by_pair(published)
    return tuple(
        _interaction(actions[first], actions[then], catalogue, systemic, gaps.get((first, then), ()))
        for first in sorted(actions)
        for then in sorted(actions)
    )


def longer(rows: Sequence[Interaction]) -> tuple[Interaction, ...]:
    """The pairs whose derived gap is longer than any published one: each has its reason in the docs."""
    return tuple(row for row in rows if row.comparison is Comparison.LONGER)


def wrong(rows: Sequence[Interaction]) -> tuple[Interaction, ...]:
    """The pairs that must not be: a shorter gap than a published one, or another word on the same visit."""
    return tuple(row for row in rows if row.comparison is Comparison.SHORTER or not row.same_visit_agrees)


def _interaction(
    first: SkinAction,
    then: SkinAction,
    catalogue: Catalogue,
    systemic: frozenset[str],
    published: Sequence[Published],
) -> Interaction:
    course = _course_lag(first, then, catalogue)
    binding = course or lag(first, then, shared_sites=True, systemic=systemic)
    preferred = course or lag(first, then, shared_sites=True, systemic=systemic, blocking_only=False)
    return Interaction(
        first=first.id,
        then=then.id,
        min_days=binding.days,
        same_visit=binding.same_visit,
        preferred_days=preferred.days,
        because=preferred.because,
        course=course is not None,
        published=tuple(published),
    )


def _course_lag(first: SkinAction, then: SkinAction, catalogue: Catalogue) -> Lag | None:
    """Two sessions of one treatment are spaced by its course; doses of home care by its own frequency."""
    treatment = catalogue.treatments.get(first.id)
    if first.id != then.id or treatment is None:
        return None
    return Lag(treatment.course.interval.min_days if treatment.course else 0, same_visit=False)


def _by_pair(published: Iterable[Published]) -> Mapping[tuple[str, str], tuple[Published, ...]]:
    pairs: dict[tuple[str, str], tuple[Published, ...]] = {}
    for gap in published:
        pairs[gap.first, gap.then] = (*pairs.get((gap.first, gap.then), ()), gap)
    return pairs


def _has_number(gap: Published) -> bool:
    """Zero days beside a word on the same visit say only which may come first in it."""
    return gap.min_days > 0 or gap.same_visit is None
