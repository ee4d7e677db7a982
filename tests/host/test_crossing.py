"""What comes from the process of a plugin is made of our own records and plain values, and is checked again."""

import pickle
import socket
import time
from collections import OrderedDict
from datetime import date
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toy_plugins import cream, device, modality, objection, regimen_offer
from turgor.api import CourseOffer, Message
from turgor.host import crossing
from turgor.host.crossing import Unsendable, pack, unpack
from turgor.host.host import Host
from turgor.host.shape import WrongShape, check
from turgor.host.wire import Wire


@pytest.mark.parametrize(
    "value",
    [
        modality("toy", device(), cream()),
        (objection(), regimen_offer()),
        {"a": (1, 2.5, Decimal("1.5"), date(2026, 1, 1), frozenset({"x"}), None, True)},
    ],
    ids=["modality", "answers", "plain"],
)
def test_records_and_plain_values_cross_unchanged(value: object) -> None:
    """So that an answer is the same wherever a plugin lives."""
    assert unpack(pack(value)) == value


def test_all_that_ships_crosses_unchanged() -> None:
    """Every record that a modality of ours is made of."""
    for record in Host.load().modalities.values():
        assert unpack(pack(record)) == record


@pytest.mark.parametrize(
    "value",
    [OrderedDict(), print, int, Message.__init__, pickle, attrs.evolve, pack, 3j, range(3)],
    ids=lambda value: getattr(value, "__name__", type(value).__name__),
)
def test_nothing_else_is_even_looked_up(value: object) -> None:
    """No function, no class of anybody else, none of ours that is no record."""
    try:
        data = pickle.dumps([value])
    except TypeError:
        data = pickle.dumps(OrderedDict())
    with pytest.raises(Unsendable, match=r"which is no record of turgor\.api"):
        unpack(data)


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_refused_or_are_plain(data: bytes) -> None:
    """No noise on the line breaks the program."""
    try:
        value = unpack(data)
    except Unsendable:
        return
    assert type(value).__module__ in ("builtins", "datetime", "decimal") or attrs.has(type(value))


def test_an_answer_may_not_be_larger_than_is_reasonable(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused while it is written, not when the memory is full."""
    monkeypatch.setattr(crossing, "MOST_BYTES", 1_000_000)
    pack("x" * 900_000)
    with pytest.raises(Unsendable, match="larger than 1 megabytes"):
        pack(["x" * 400_000, "y" * 400_000, "z" * 400_000])


def test_a_record_without_a_field_is_named() -> None:
    """Unpacking runs no __init__, so a record may lack anything."""
    with pytest.raises(WrongShape, match=r"^here\.id is missing"):
        check(object.__new__(CourseOffer), CourseOffer, "here")


@pytest.mark.parametrize(
    ("value", "expected", "said"),
    [
        (10**5000, int, "must be a number of usual size"),
        (-1e300, float, "must be a number of usual size"),
        (Decimal("1e999999"), Decimal, "must be a number of usual size"),
        (Decimal("sNaN"), Decimal, "must be a finite number"),
        (float("nan"), float, "must be a finite number"),
        ("x" * 10**6, str, "must not be longer than 100,000 characters"),
        ((1,) * 10**6, tuple[int, ...], "must not hold more than 5,000 entries, got 1,000,000"),
        (dict.fromkeys(range(10**4)), dict[int, None], "must be a dict, got dict"),
    ],
    ids=lambda value: str(type(value)),
)  # fmt: skip
def test_no_number_text_or_collection_is_beyond_reckoning(value: object, expected: object, said: str) -> None:
    """Sizes are looked at before contents."""
    begin = time.monotonic()
    if expected == dict[int, None]:
        from collections.abc import Mapping

        expected, said = Mapping[int, None], "must not hold more than 5,000 entries"
    with pytest.raises(WrongShape, match=said):
        check(value, expected, "here")
    assert time.monotonic() - begin < 1


def wires() -> tuple[Wire, socket.socket]:
    """A wire, and the bare other end."""
    ours, theirs = socket.socketpair()
    return Wire(ours), theirs


def test_half_a_message_is_not_waited_for_beyond_the_deadline() -> None:
    """Whoever begins to speak and stops does not stop the program."""
    wire, theirs = wires()
    with theirs:
        theirs.sendall(b"\x00\x00\x00\x09half")
        with pytest.raises(TimeoutError):
            wire.receive(deadline=time.monotonic() + 0.05)
        wire.close()


def test_nobody_who_does_not_listen_stops_the_program() -> None:
    """Sending ends at the deadline, too."""
    wire, theirs = wires()
    with theirs:
        with pytest.raises(TimeoutError):
            wire.send(b"x" * 10_000_000, time.monotonic() + 0.05)
        wire.close()


def test_a_message_that_is_announced_too_long_is_not_read() -> None:
    """Not a byte of it."""
    wire, theirs = wires()
    with theirs:
        theirs.sendall(b"\xff\xff\xff\xff")
        with pytest.raises(ValueError, match="4294967295"):
            wire.receive(most=100)
        wire.close()


def test_a_line_is_quiet_while_nobody_speaks_or_leaves() -> None:
    """How it is seen that a process can be asked."""
    wire, theirs = wires()
    assert wire.quiet()
    theirs.close()
    assert not wire.quiet()
    wire.close()
    assert not wire.quiet()
