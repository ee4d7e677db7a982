"""Whether sessions fit a day: against trying every order, start and resource, and by cases that a reader can check."""

from __future__ import annotations

from collections import Counter
from datetime import time, timedelta
from itertools import permutations
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hours import at, booked, every_visit, weekly
from offers import ALWAYS_OPEN, MONDAY, span
from turgor.domain.clinic import Clinic
from turgor.domain.resources import Resource
from turgor.planning.appointments.agenda import Agenda, Asked
from turgor.planning.appointments.holds import Because, Cause
from turgor.planning.appointments.minutes import at_most_before, earliest, joined, starts
from turgor.planning.appointments.sequence import Pairs

NAMES = ("peel", "scan", "zap")
WINDOW = ((540, 720),)  # nine to twelve
TUESDAY = MONDAY + timedelta(days=1)


def agenda(
    clinic: Clinic,
    lengths: dict[str, int],
    legal: frozenset[tuple[str, str]] | None = None,
    gentle: frozenset[tuple[str, str]] | None = None,
    windows: Any = WINDOW,
) -> Agenda:
    """The hours of a clinic for sessions of treatments of these names and minutes."""
    asked = {name: Asked(name, minutes, clinic.required(name, ())) for name, minutes in lengths.items()}
    pairs = frozenset(permutations(lengths, 2)) if legal is None else legal
    return Agenda(clinic, asked, Pairs(pairs, pairs if gentle is None else gentle), lambda _: tuple(windows))


def clinic(**changes: Any) -> Clinic:
    """A clinic with two rooms, a laser for zap and one member of staff."""
    usual = {
        "rooms": (Resource("room-1"), Resource("room-2")),
        "devices": (Resource("laser", "The laser", does=("zap",)),),
        "staff": (Resource("amy", "Amy"),),
    }
    return attrs.evolve(ALWAYS_OPEN, **(usual | changes))


@st.composite
def days(draw: Any) -> tuple[Clinic, dict[str, int], frozenset[tuple[str, str]], list[tuple[int, int]]]:
    """A short day at a small clinic, and up to three sessions that are to share a visit."""
    lengths = {name: draw(st.integers(2, 5)) for name in NAMES[: draw(st.integers(1, 3))]}
    minutes = st.integers(0, 15)

    def hours() -> Any:
        first = draw(st.integers(0, 6))
        return draw(st.sampled_from([(), weekly(at(first), at(first + draw(st.integers(4, 14))))]))

    def resource(name: str) -> Resource:
        does = draw(st.sampled_from([(), (), ("zap",), ("peel", "scan")]))
        away = draw(st.sampled_from([(), (), (), (span(0, 0),)]))
        there = draw(st.sampled_from([(), (), (), (span(0, 3),), (span(1, 3),)]))
        return Resource(name, draw(st.sampled_from(["", name[0]])), draw(st.sampled_from(["", "expert"])), does, hours(), there, away)  # fmt: skip

    def some(name: str, most: int) -> tuple[Resource, ...]:
        return tuple(resource(f"{name}-{n}") for n in range(draw(st.integers(0, most))))

    rooms, devices, staff = some("room", 2), some("device", 1), some("staff", 2)
    ids = [one.id for one in (*rooms, *devices, *staff)]
    bookings = []
    for _ in range(draw(st.integers(0, 2)) if ids else 0):
        first = draw(minutes)
        bookings.append(
            booked(MONDAY, at(first), at(first + draw(st.integers(1, 5))), draw(st.sampled_from(ids)))
        )
    found = attrs.evolve(
        ALWAYS_OPEN,
        opening=weekly(time(0), time(1)),
        rooms=rooms,
        devices=devices,
        staff=staff,
        bookings=tuple(bookings),
        requires=draw(st.sampled_from([{}, {"scan": ("expert",)}, {"zap": ("staff", "expert")}])),
        most_wait_minutes=draw(st.sampled_from([0, 0, 1, 3])),
    )
    pairs = [pair for pair in permutations(lengths, 2) if draw(st.integers(0, 3))]
    windows = draw(st.sampled_from([[(0, 18)], [(0, 8), (9, 18)], [(3, 12)]]))
    return found, lengths, frozenset(pairs), windows


def test_sessions_fit_exactly_where_some_order_start_and_choice_of_resources_does():
    """Against trying everything; a visit that is placed is one of those, and begins as early as any."""
    seen: Counter[str] = Counter()

    @given(days())
    def check(drawn: Any) -> None:
        found, lengths, legal, windows = drawn
        hours = agenda(found, lengths, legal, windows=windows)
        every = list(every_visit(found, MONDAY, windows, lengths, legal))
        together = frozenset(lengths)
        assert hours.fits(together, MONDAY) == bool(every)
        placed = hours.place(together, MONDAY, None)
        assert (placed is not None) == bool(every)
        if placed:
            assert tuple((one.id, one.start, one.resources) for one in placed) in every
            assert placed[0].start == min(visit[0][1] for visit in every)
        seen["fits" if every else "does not fit"] += 1
        seen["several resources"] += bool(every) and len(found.resources) > 1

    check()
    assert min(seen["fits"], seen["does not fit"]) >= 0.1 * (seen["fits"] + seen["does not fit"])
    assert seen["several resources"]


@settings(max_examples=settings().max_examples // 2)
@given(days())
def test_the_named_causes_are_enough_and_none_can_be_spared(drawn: Any):
    """Without all of them, and with every other, the sessions still do not fit; without one of them they do."""
    found, lengths, legal, windows = drawn
    together = frozenset(lengths)
    causes = agenda(found, lengths, legal, windows=windows).blocking(together, MONDAY)
    limits = [f"{cause.limit}:{MONDAY}" if cause.because is Because.AWAY else cause.limit for cause in causes]
    asked = {name: Asked(name, minutes, found.required(name, ())) for name, minutes in lengths.items()}
    everything = {
        f"resource:{id_}:{because}{day}"
        for id_ in found.resources
        for because in Because
        for day in ("", f":{MONDAY}")
    } | {cause.limit for one in asked.values() for _, cause in one.lacking()}
    for spared in limits:
        dropped = frozenset(everything - set(limits) | {spared})
        hours = Agenda(found, asked, Pairs(legal, legal), lambda _: tuple(windows), dropped)
        assert hours.fits(together, MONDAY)
    if limits:
        dropped = frozenset(everything - set(limits))
        assert not Agenda(found, asked, Pairs(legal, legal), lambda _: tuple(windows), dropped).fits(
            together, MONDAY
        )


def test_the_first_resource_by_id_is_taken_unless_that_costs_a_session():
    """Room 1 is taken for zap; scan needs the only doctor, who would also do as staff."""
    staff = (Resource("ann", kind="doctor"), Resource("bob"))
    hours = agenda(clinic(staff=staff, requires={"scan": ("doctor", "staff")}), {"scan": 30})
    (only,) = hours.place(frozenset({"scan"}), MONDAY, None) or ()
    assert (only.start, only.resources) == (540, ("room-1", "ann", "bob"))
    both = agenda(clinic(staff=staff, requires={"scan": ("staff", "doctor")}), {"scan": 30})
    (turned,) = both.place(frozenset({"scan"}), MONDAY, None) or ()
    assert turned.resources == ("room-1", "bob", "ann")


def test_a_booking_pushes_a_session_behind_it_and_a_visit_through_no_gap():
    """The laser is free from ten; peel is given before it, without a wait."""
    taken = clinic(bookings=(booked(MONDAY, time(9), time(10), "laser"),))
    hours = agenda(taken, {"zap": 30, "peel": 30})
    placed = hours.place(frozenset({"zap", "peel"}), MONDAY, ("zap", "peel")) or ()
    assert [(one.id, one.start) for one in placed] == [("zap", 600), ("peel", 630)]
    unordered = hours.place(frozenset({"zap", "peel"}), MONDAY, None) or ()
    assert [(one.id, one.start) for one in unordered] == [("peel", 570), ("zap", 600)]


def test_the_order_that_the_skin_prefers_yields_to_another_where_it_does_not_fit():
    """The laser goes home at ten: zap must come first although peel is preferred there."""
    early = clinic(devices=(Resource("laser", does=("zap",), hours=weekly(time(9), time(9, 30))),))
    hours = agenda(early, {"zap": 30, "peel": 30})
    placed = hours.place(frozenset({"zap", "peel"}), MONDAY, ("peel", "zap")) or ()
    assert [one.id for one in placed] == ["zap", "peel"]


def test_of_orders_that_fit_one_that_keeps_the_cautions_is_taken():
    """A later start is taken for it, where nothing is preferred."""
    late = clinic(bookings=(booked(MONDAY, time(9), time(10), "laser"),))
    gentle = frozenset({("zap", "peel")})
    hours = agenda(late, {"zap": 30, "peel": 30}, gentle=gentle)
    placed = hours.place(frozenset({"zap", "peel"}), MONDAY, None) or ()
    assert [(one.id, one.start) for one in placed] == [("zap", 600), ("peel", 630)]


@pytest.mark.parametrize(("wait", "fits"), [(0, False), (29, False), (30, True)])
def test_the_patient_waits_no_longer_than_the_clinic_allows(wait: int, fits: bool):  # noqa: FBT001
    """The laser is free from nine to half past and from ten; both sessions need it, one after the other."""
    found = clinic(
        bookings=(
            booked(MONDAY, time(9, 30), time(10), "laser"),
            booked(MONDAY, time(10, 30), time(12), "laser"),
        ),
        devices=(Resource("laser", does=("zap", "scan")),),
        most_wait_minutes=wait,
    )
    hours = agenda(found, {"zap": 30, "scan": 30})
    assert hours.fits(frozenset({"zap", "scan"}), MONDAY) is fits
    assert hours.fits(frozenset({"zap", "scan"}), TUESDAY)


def test_two_lasers_that_cannot_be_had_are_both_named():
    """Either of them would do, so neither alone is the cause."""
    lasers = (
        Resource("laser-a", does=("zap",), away=(span(0, 1),)),
        Resource("laser-b", does=("zap",), hours=weekly(time(9), time(9, 29))),
    )
    hours = agenda(clinic(devices=lasers), {"zap": 30})
    together = frozenset({"zap"})
    assert hours.blocking(together, MONDAY) == (
        Cause("laser-a", Because.AWAY),
        Cause("laser-b", Because.HOURS),
    )
    assert hours.blocking(together, MONDAY + timedelta(days=2)) == ()


def test_what_nobody_can_do_has_its_own_cause():
    """A room is needed, and both are for something else."""
    rooms = (Resource("room-1", does=("peel",)),)
    hours = agenda(clinic(rooms=rooms), {"zap": 30})
    assert hours.blocking(frozenset({"zap"}), MONDAY) == (Cause("room for zap", Because.NONE),)


def test_where_the_time_itself_is_too_short_no_resource_is_blamed():
    """The clinic's hours tell that themselves."""
    away = clinic(staff=(Resource("amy", away=(span(0, 0),)),))
    assert agenda(away, {"zap": 181}).blocking(frozenset({"zap"}), MONDAY) == ()


@given(st.sets(st.integers(0, 40)), st.integers(1, 12), st.integers(0, 12))
def test_sets_of_minutes_are_what_a_reader_would_count(free: set[int], length: int, most: int):
    """Starts of stretches that are free, and minutes with another one soon after."""
    minutes = joined((minute, minute + 1) for minute in free)
    counted = {m for m in free if all(m + n in free for n in range(length))}
    assert starts(minutes, length) == joined((m, m + 1) for m in counted)
    soon = {m for m in range(41) if any(m + n in free for n in range(most + 1))}
    assert at_most_before(minutes, most) == joined((m, m + 1) for m in soon)
    if free:
        assert earliest(minutes) == min(free)
