"""When sessions fit into a day, and with which resources: exact, and each kind of day looked at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache

import attrs

from turgor.domain.clinic import Clinic
from turgor.domain.resources import Booking, Requirement
from turgor.planning.appointments.holds import WHOLE_DAY, Because, Cause, Hold, holds
from turgor.planning.appointments.minutes import ALWAYS, Minutes, starts, stretch
from turgor.planning.appointments.sequence import Pairs, Sequence

Window = tuple[int, int]
Together = frozenset[str]  # ids of sessions, or of their courses, that are to share a visit
NOTHING: frozenset[Cause] = frozenset()


@attrs.frozen
class Asked:
    """What a session asks of a day.

    Attributes:
        minutes: its own and those that are kept free after it.

    """

    treatment: str
    minutes: int
    required: tuple[Requirement, ...] = ()

    def lacking(self) -> Iterator[tuple[Requirement, Cause]]:
        """What it requires and nothing of the clinic can do."""
        for one in self.required:
            if not one.resources:
                yield one, Cause(f"{one.kind} for {self.treatment}", Because.NONE)


@attrs.frozen
class Appointment:
    """A session with its start, in minutes after midnight, and the ids of its resources."""

    id: str
    start: int
    resources: tuple[str, ...]


@attrs.frozen(cache_hash=True)
class KindOfDay:
    """All that tells one kind of day from another; a year has few of them."""

    windows: tuple[Window, ...]
    holds: tuple[Hold, ...]


class Agenda:
    """The hours of a clinic for one patient.

    A visit lies within one stretch in which the clinic is open and the patient can come. Each of its sessions holds
    every resource that it requires, each another one, from its start until the minutes kept free after it are over.
    """

    def __init__(
        self,
        clinic: Clinic,
        asked: Mapping[str, Asked],
        pairs: Pairs,
        windows: Callable[[date], tuple[Window, ...]],
        dropped: frozenset[str] = frozenset(),
    ) -> None:
        """What the sessions ask for and in which order they may be, by id; `dropped` are limits that do not count."""
        self._asked = asked
        self._pairs = pairs
        self._windows = windows
        self._dropped = dropped
        self._clinic = clinic
        self._resources = clinic.resources
        self._booked: dict[date, list[Booking]] = {}
        for booking in clinic.bookings:
            self._booked.setdefault(booking.date, []).append(booking)
        self._kinds: dict[date, KindOfDay] = {}
        self._each_once: dict[KindOfDay, KindOfDay] = {}
        self._possible_starts: dict[tuple[str, KindOfDay], Minutes] = {}
        self._fits: dict[tuple[Together, KindOfDay, bool], bool] = {}
        self._blocking: dict[tuple[Together, KindOfDay], tuple[Cause, ...]] = {}

    def fits(self, together: Together, day: date, *, gently: bool = False) -> bool:
        """Whether a visit on a day can hold these sessions; `gently` in an order that keeps every caution."""
        key = together, self._kind(day), gently
        if key not in self._fits:
            pairs = Pairs(self._pairs.gentle, self._pairs.gentle) if gently else self._pairs
            self._fits[key] = self._possible(key[0], key[1], NOTHING, pairs)
        return self._fits[key]

    def blocking(self, together: Together, day: date) -> tuple[Cause, ...]:
        """What keeps the sessions from a day as far as resources do: of these causes none can be spared.

        Nothing where they fit, or where the time itself is too short.
        """
        key = together, self._kind(day)
        if key not in self._blocking:
            self._blocking[key] = () if self.fits(together, day) else self._irreducible(*key)
        return self._blocking[key]

    def place(
        self, together: Together, day: date, preferred: tuple[str, ...] | None
    ) -> tuple[Appointment, ...] | None:
        """The sessions with their times, in order; None where they do not fit.

        The preferred order where it fits; else one that breaks fewest cautions. Then as early as possible.
        """
        kind = self._kind(day)
        orders = ([self._pairs.in_this_order(preferred)] if preferred else []) + [self._pairs]
        for pairs in orders:
            sequences = list(self._sequences(together, kind, NOTHING, pairs))
            for cautions in range(len(together) ** 2):
                for sequence in sequences:
                    if sequence.first_starts(cautions):
                        return tuple(self._appointed(sequence, cautions, kind))
        return None

    def _kind(self, day: date) -> KindOfDay:
        if day not in self._kinds:
            booked = self._booked.get(day, ())
            found = (holds(one, day, booked, self._clinic, self._dropped) for one in self._resources.values())
            kind = KindOfDay(self._windows(day), tuple(hold for some in found for hold in some))
            self._kinds[day] = self._each_once.setdefault(kind, kind)
        return self._kinds[day]

    def _possible(self, together: Together, kind: KindOfDay, without: frozenset[Cause], pairs: Pairs) -> bool:
        sequences = self._sequences(together, kind, without, pairs)
        return any(one.first_starts(one.most_cautions) for one in sequences)

    def _irreducible(self, together: Together, kind: KindOfDay) -> tuple[Cause, ...]:
        causes = self._causes(together, kind)
        if not self._possible(together, kind, frozenset(causes), self._pairs):
            return ()
        spared: frozenset[Cause] = frozenset()
        for cause in reversed(causes):
            if not self._possible(together, kind, spared | {cause}, self._pairs):
                spared |= {cause}
        return tuple(cause for cause in causes if cause not in spared)

    def _causes(self, together: Together, kind: KindOfDay) -> tuple[Cause, ...]:
        asked = [self._asked[id_] for id_ in sorted(together)]
        concerned = {one.id for each in asked for needed in each.required for one in needed.resources}
        held = {hold.cause for hold in kind.holds if hold.cause.resource in concerned}
        return tuple(sorted(held | {cause for each in asked for _, cause in each.lacking()}))

    def _sequences(
        self, together: Together, kind: KindOfDay, without: frozenset[Cause], pairs: Pairs
    ) -> Iterator[Sequence]:
        """One for each stretch of time."""
        lengths = {id_: self._asked[id_].minutes for id_ in together}
        possible = {id_: self._starts(id_, kind, without) for id_ in together}
        for first, last in kind.windows:
            within = stretch(first, last)
            yield Sequence(
                lengths,
                {id_: possible[id_] & starts(within, lengths[id_]) for id_ in together},
                pairs,
                self._clinic.most_wait_minutes,
            )

    def _free(self, kind: KindOfDay, without: frozenset[Cause]) -> Mapping[str, Minutes]:
        free = dict.fromkeys(self._resources, WHOLE_DAY)
        for hold in kind.holds:
            if hold.cause not in without:
                free[hold.cause.resource] &= ~hold.lost
        return free

    def _starts(self, id_: str, kind: KindOfDay, without: frozenset[Cause]) -> Minutes:
        """When a session can start as far as its resources go."""
        if without:
            return self._provided(self._asked[id_], self._free(kind, without), without)
        if (id_, kind) not in self._possible_starts:
            free = self._free(kind, NOTHING)
            self._possible_starts[id_, kind] = self._provided(self._asked[id_], free, NOTHING)
        return self._possible_starts[id_, kind]

    def _provided(self, asked: Asked, free: Mapping[str, Minutes], without: frozenset[Cause]) -> Minutes:
        """When every requirement can have a resource of its own."""
        spared = [one for one, cause in asked.lacking() if cause in without or cause.limit in self._dropped]
        required = tuple(one for one in asked.required if one not in spared)
        later = [frozenset(r.id for one in required[n:] for r in one.resources) for n in range(len(required))]

        @cache
        def from_(place: int, taken: frozenset[str]) -> Minutes:
            if place == len(required):
                return ALWAYS
            found = 0
            for id_ in _ids(required[place]):
                if id_ not in taken:
                    still = (taken | {id_}) & later[place]
                    found |= starts(free[id_], asked.minutes) & from_(place + 1, still)
            return found

        return from_(0, frozenset())

    def _appointed(self, sequence: Sequence, cautions: int, kind: KindOfDay) -> Iterator[Appointment]:
        free = self._free(kind, NOTHING)
        for id_, start in sequence.times(cautions):
            asked = self._asked[id_]
            time = stretch(start, start + asked.minutes)
            idle = frozenset(name for name, minutes in free.items() if minutes & time == time)
            yield Appointment(id_, start, _assigned(asked.required, idle) or ())


def _ids(requirement: Requirement) -> tuple[str, ...]:
    return tuple(one.id for one in requirement.resources)


def _assigned(required: tuple[Requirement, ...], idle: frozenset[str]) -> tuple[str, ...] | None:
    """One resource for each requirement: the first by id of those that leave the others theirs."""
    if not required:
        return ()
    for id_ in _ids(required[0]):
        if id_ in idle and (others := _assigned(required[1:], idle - {id_})) is not None:
            return (id_, *others)
    return None
