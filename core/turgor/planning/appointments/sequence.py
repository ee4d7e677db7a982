"""Sessions of one visit, one after the other: in which orders and at what times they can be given.

Exact: every legal order and every start is looked at, sets of starts at once, and what is left of a visit once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from turgor.planning.appointments.minutes import ALWAYS, Minutes, at_most_before, earliest


@attrs.frozen
class Pairs:
    """What the skin says about pairs of sessions in one visit, by their ids.

    Attributes:
        legal: (first, then) where `then` may follow `first`.
        gentle: those of them that keep every caution.

    """

    legal: frozenset[tuple[str, str]]
    gentle: frozenset[tuple[str, str]]

    def in_this_order(self, order: tuple[str, ...]) -> Pairs:
        """With just one order left."""
        kept = frozenset((a, b) for place, a in enumerate(order) for b in order[place + 1 :])
        return Pairs(self.legal & kept, self.gentle)


class Sequence:
    """Sessions that are to follow each other within one stretch of free time."""

    def __init__(
        self, lengths: Mapping[str, int], starts: Mapping[str, Minutes], pairs: Pairs, most_wait: int
    ) -> None:
        """`lengths` in minutes and possible `starts`, both by session; `most_wait` minutes lie between two."""
        self._lengths = lengths
        self._starts = starts
        self._pairs = pairs
        self._most_wait = most_wait
        self._all = frozenset(lengths)
        self._known: dict[tuple[frozenset[str], int], Minutes] = {}

    @property
    def most_cautions(self) -> int:
        """More pairs than these cannot break a caution."""
        return len(self._all) * (len(self._all) - 1) // 2

    def first_starts(self, cautions: int) -> Minutes:
        """When the visit can begin with at most so many cautions broken."""
        return self._begin(self._all, cautions)

    def times(self, cautions: int) -> Iterator[tuple[str, int]]:
        """Each session with its start, in order: the first as early as possible, then the next, and so on.

        Of several that can start then, the first by id. There must be a `first_starts`.
        """
        rest, now, wait = self._all, 0, None
        while rest:
            possible = self._begin(rest, cautions) >> now
            start = now + earliest(possible)
            assert wait is None or start - now <= wait  # noqa: S101 -- what `_begin` promises
            id_ = next(one for one, at in self._next(rest, cautions) if at >> start & 1)
            yield id_, start
            cautions -= self._broken(id_, rest)
            rest, now, wait = rest - {id_}, start + self._lengths[id_], self._most_wait

    def _begin(self, rest: frozenset[str], cautions: int) -> Minutes:
        """When what is left of the visit can begin, so that all of it can be given."""
        if (rest, cautions) not in self._known:
            found = 0
            for _, at in self._next(rest, cautions):
                found |= at
            self._known[rest, cautions] = found
        return self._known[rest, cautions]

    def _next(self, rest: frozenset[str], cautions: int) -> Iterator[tuple[str, Minutes]]:
        """Each session that may come next, with its starts from which the others can follow."""
        given = self._all - rest
        for id_ in sorted(rest):
            left = cautions - self._broken(id_, rest)
            if left >= 0 and all((before, id_) in self._pairs.legal for before in given):
                yield id_, self._starts[id_] & (self._follow(rest - {id_}, left) >> self._lengths[id_])

    def _follow(self, rest: frozenset[str], cautions: int) -> Minutes:
        """When a session may end so that what is left can follow without too long a wait."""
        return at_most_before(self._begin(rest, cautions), self._most_wait) if rest else ALWAYS

    def _broken(self, id_: str, rest: frozenset[str]) -> int:
        """Cautions that a session breaks by coming after those that are not among the rest."""
        return sum((before, id_) not in self._pairs.gentle for before in self._all - rest)
