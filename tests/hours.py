"""Rooms, devices, staff and bookings for tests, and every way to fit sessions into minutes, by plain search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from itertools import permutations, product

from turgor.domain.clinic import Clinic
from turgor.domain.opening import Opening
from turgor.domain.resources import Booking, Resource

EVERY_DAY = range(7)


def at(minute: int) -> time:
    """The time of day so many minutes after midnight."""
    return time(minute // 60, minute % 60)


def weekly(first: time, last: time, weekdays: Sequence[int] = EVERY_DAY) -> tuple[Opening, ...]:
    """The same hours on some days of the week."""
    return tuple(Opening(weekday, first, last) for weekday in weekdays)


def booked(day: date, first: time, last: time, *resources: str) -> Booking:
    """Resources taken on a day."""
    return Booking(day, first, last, resources)


Given = tuple[str, int, tuple[str, ...]]  # session, start, resources


def every_visit(
    clinic: Clinic,
    day: date,
    windows: Sequence[tuple[int, int]],
    sessions: Mapping[str, int],
    legal: frozenset[tuple[str, str]],
) -> Iterator[tuple[Given, ...]]:
    """Every visit that holds the sessions, treatment -> minutes: all orders, starts and resources are tried."""
    for order in permutations(sessions):
        if all(pair in legal for n, a in enumerate(order) for pair in ((a, b) for b in order[n + 1 :])):
            for first, last in windows:
                for visit in _from(
                    clinic, day, [(name, sessions[name]) for name in order], range(first, last)
                ):
                    if visit[-1][1] + sessions[visit[-1][0]] <= last:
                        yield visit


def _from(
    clinic: Clinic, day: date, order: Sequence[tuple[str, int]], begin: range
) -> Iterator[tuple[Given, ...]]:
    if not order:
        yield ()
        return
    (name, length), *rest = order
    for start in begin:
        end = start + length
        for resources in _equipped(clinic, day, name, range(start, end)):
            for others in _from(clinic, day, rest, range(end, end + clinic.most_wait_minutes + 1)):
                yield ((name, start, resources), *others)


def _equipped(clinic: Clinic, day: date, name: str, minutes: range) -> Iterator[tuple[str, ...]]:
    """Every choice of a resource of its own for each requirement."""
    required = clinic.required(name, ())
    for chosen in product(*(one.resources for one in required)):
        ids = tuple(one.id for one in chosen)
        if len(set(ids)) == len(ids) and all(_free(clinic, one, day, minutes) for one in chosen):
            yield ids


def _free(clinic: Clinic, one: Resource, day: date, minutes: range) -> bool:
    if any(day in span for span in one.away):
        return False
    if one.there and not any(day in span for span in one.there):
        return False
    mine = [hours for hours in one.hours if hours.weekday == day.weekday()]
    taken = [booking for booking in clinic.bookings if booking.date == day and one.id in booking.resources]
    return all(
        (not one.hours or any(hours.start <= at(minute) < hours.end for hours in mine))
        and not any(booking.start <= at(minute) < booking.end for booking in taken)
        for minute in minutes
    )
