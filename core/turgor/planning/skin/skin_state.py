"""The one mechanism behind gaps, order and same-visit rules: what an action leaves against what another needs.

An action at day d leaves each of its effects active on ``[d, d + upper)``; an action at day x with a need is
allowed only if every interval of that state on a shared site (or systemic) ends by ``x - clear_days``. All else
follows. Semantics with examples: docs/explanation/skin-state.md.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import combinations

import attrs

from turgor.domain.offers import ResolvedEffect, SkinAction
from turgor.domain.skin import Effect, Need, Severity, SkinTerms
from turgor.domain.zones import ZoneTree


@attrs.frozen
class LagCause:
    """One state that the first action leaves and the second needs gone.

    Attributes:
        upper_days: how long it stays; None means for ever.
        sources: of the effect and of the need.

    """

    state: str
    upper_days: int | None
    clear_days: int
    severity: Severity
    same_visit: bool
    sources: tuple[str, ...] = ()

    @property
    def days(self) -> int | None:
        """Days from the first action until this cause allows the second; None means never."""
        return None if self.upper_days is None else self.upper_days + self.clear_days


@attrs.frozen
class Lag:
    """How long the second of two actions waits for the first.

    Attributes:
        days: the second is allowed so many days after the first, or later; None means never.
        same_visit: whether both may share a visit, the first one first. It says nothing about `days`.
        because: all states in common, the one with the longest wait first; empty where nothing is shared.

    """

    days: int | None
    same_visit: bool
    because: tuple[LagCause, ...] = ()


NO_LAG = Lag(days=0, same_visit=True)


@attrs.frozen
class Delivery:
    """An action on some sites: a session, or an event."""

    id: str
    action: SkinAction
    sites: frozenset[str]


def resolve(
    id: str,  # noqa: A002 -- the word of the records
    terms: SkinTerms,
    fills_its_day: bool,  # noqa: FBT001 -- named at every call
    truth: Callable[[str], bool | None],
    zones: ZoneTree,
) -> SkinAction:
    """Decide the conditional effects of an action for one patient.

    `truth` says whether a condition holds; None is unknown and counts as holding, since missing data must not
    shorten a gap.
    """
    effects = tuple(
        _resolved(effect, zones)
        for effect in terms.effects
        if not effect.when or truth(effect.when) is not False
    )
    return SkinAction(id, effects, terms.needs, fills_its_day, terms.indifferent)


def lag(
    first: SkinAction,
    then: SkinAction,
    *,
    shared_sites: bool,
    systemic: Collection[str],
    blocking_only: bool = True,
) -> Lag:
    """Derive how long `then` waits for `first`.

    Two sessions of one treatment on one site are spaced by its course's window instead: see the callers.

    `shared_sites` says whether the two touch a common site; `systemic` states meet everywhere. Needs that only
    ask for caution are left out unless `blocking_only` is false.

    """
    return _lag(
        first, then, lambda effect: shared_sites or effect.state in systemic, blocking_only=blocking_only
    )


def lag_between(
    first: Delivery, then: Delivery, systemic: Collection[str], *, blocking_only: bool = True
) -> Lag:
    """Derive how long `then` waits for `first`, each on its own sites; effects may spread beyond theirs."""

    def meets(effect: ResolvedEffect) -> bool:
        return effect.state in systemic or not then.sites.isdisjoint(first.sites | effect.spreads_to)

    return _lag(first.action, then.action, meets, blocking_only=blocking_only)


def may_precede(first: Delivery, then: Delivery, systemic: Collection[str]) -> bool:
    """Whether `then` may follow `first` in the same visit.

    Two sessions of one treatment on a common site never share a visit: their course keeps them apart.
    """
    if first.action.id == then.action.id:
        return first.sites.isdisjoint(then.sites)
    return lag_between(first, then, systemic).same_visit


def visit_order(sessions: Sequence[Delivery], systemic: Collection[str]) -> tuple[Delivery, ...] | None:
    """A legal order of a whole visit: every session may follow each earlier one. None if there is none.

    Pairs may all be legal, each in its own order, and the visit still not: three of them can form a cycle.
    Of several legal orders one that keeps the cautions is taken, as far as they agree, then the first in id order.
    """
    by_id = {session.id: session for session in sorted(sessions, key=lambda session: session.id)}
    earlier: dict[str, set[str]] = {id_: set() for id_ in by_id}
    gentler: list[tuple[str, str]] = []
    for a, b in combinations(by_id.values(), 2):
        match may_precede(a, b, systemic), may_precede(b, a, systemic):
            case False, False:
                return None
            case True, False:
                earlier[b.id].add(a.id)
            case False, True:
                earlier[a.id].add(b.id)
            case _:
                gentler += _gentler(a, b, systemic)
    order = _in_order(earlier)
    for first, then in gentler if order else ():
        wished = {**earlier, then: earlier[then] | {first}}
        if kept := _in_order(wished):
            earlier, order = wished, kept
    return None if order is None else tuple(by_id[id_] for id_ in order)


def keeps_cautions(first: Delivery, then: Delivery, systemic: Collection[str]) -> bool:
    """Whether `then` may follow `first` in the same visit with every caution kept, not only what blocks."""
    if first.action.id == then.action.id:
        return True
    return all(cause.same_visit for cause in lag_between(first, then, systemic, blocking_only=False).because)


def _gentler(a: Delivery, b: Delivery, systemic: Collection[str]) -> Iterator[tuple[str, str]]:
    """The order of two sessions that keeps the cautions, where only one order does."""
    for first, then in ((a, b), (b, a)):
        if keeps_cautions(first, then, systemic) and not keeps_cautions(then, first, systemic):
            yield first.id, then.id


def _in_order(earlier: dict[str, set[str]]) -> list[str] | None:
    """Sort topologically, the smallest id first among those that may come next. None where there is a cycle."""
    sorter = TopologicalSorter(earlier)
    try:
        sorter.prepare()
    except CycleError:
        return None
    order: list[str] = []
    ready: list[str] = []
    while sorter.is_active():
        ready = sorted([*ready, *sorter.get_ready()])
        order.append(ready.pop(0))
        sorter.done(order[-1])
    return order


def _resolved(effect: Effect, zones: ZoneTree) -> ResolvedEffect:
    return ResolvedEffect(
        effect.state, effect.upper_days, effect.sources, zones.sites_of_all(effect.spreads_to)
    )


def causes(first: SkinAction, then: SkinAction) -> Iterator[tuple[ResolvedEffect, LagCause]]:
    """Every effect of `first` on a state that `then` needs gone, wherever the two take place."""
    for effect in first.effects:
        for need in then.needs:
            if need.state == effect.state:
                yield effect, _cause(effect, need)


def _lag(
    first: SkinAction, then: SkinAction, meets: Callable[[ResolvedEffect], bool], *, blocking_only: bool
) -> Lag:
    found = [
        cause
        for effect, cause in causes(first, then)
        if meets(effect) and (cause.severity.blocks or not blocking_only)
    ]
    if not found:
        return NO_LAG
    found.sort(key=lambda cause: (cause.days is not None, -(cause.days or 0), cause.state, cause.clear_days))
    return Lag(
        days=_longest(found, floor=1 if first.fills_its_day else 0),
        same_visit=all(cause.same_visit for cause in found if cause.severity.blocks),
        because=tuple(found),
    )


def _longest(found: Sequence[LagCause], floor: int) -> int | None:
    waits = [cause.days for cause in found]
    return None if None in waits else max(floor, *(days for days in waits if days is not None))


def _cause(effect: ResolvedEffect, need: Need) -> LagCause:
    return LagCause(
        need.state,
        effect.upper_days,
        need.clear_days,
        need.severity,
        need.same_visit,
        tuple(dict.fromkeys((*effect.sources, *need.sources))),
    )
