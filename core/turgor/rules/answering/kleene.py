"""Three-valued logic that remembers: true, false or unknown, and which facts made it so or are missing.

These are the strong tables of Kleene: an unknown part leaves the whole unknown only where it could change it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from turgor.domain.verdicts import FactUse


@attrs.frozen
class Truth:
    """The answer to a condition at one site on one day.

    Attributes:
        value: None is unknown.
        because: the facts and events that made it true or false, no others, sorted; empty while unknown.
        missing: ids of the facts and event kinds that leave it unknown, sorted; empty once it is known.

    """

    value: bool | None
    because: tuple[FactUse, ...] = ()
    missing: tuple[str, ...] = ()


def yes(*uses: FactUse) -> Truth:
    """True, because of these facts."""
    return Truth(value=True, because=_sorted(uses))


def no(*uses: FactUse) -> Truth:
    """False, because of these facts."""
    return Truth(value=False, because=_sorted(uses))


def unknown(*missing: str) -> Truth:
    """Unknown for want of these facts."""
    return Truth(None, missing=tuple(sorted(set(missing))))


def negation(part: Truth) -> Truth:
    """The contrary, for the same reasons; the contrary of unknown is unknown."""
    return part if part.value is None else attrs.evolve(part, value=not part.value)


def all_of(parts: Sequence[Truth]) -> Truth:
    """Whether all parts hold. One that is false decides alone."""
    return _decided(parts, by=False)


def any_of(parts: Sequence[Truth]) -> Truth:
    """Whether any part holds. One that is true decides alone."""
    return _decided(parts, by=True)


def strictest(answers: Sequence[Truth]) -> Truth:
    """The answer that holds a treatment back the most: true before unknown before false."""
    if (true := next((answer for answer in answers if answer.value), None)) is not None:
        return true
    open_ones = [answer for answer in answers if answer.value is None]
    return _open(open_ones) if open_ones else answers[0]


def _decided(parts: Sequence[Truth], *, by: bool) -> Truth:
    if deciding := [part for part in parts if part.value is by]:
        return _joined(deciding, value=by)
    open_ones = [part for part in parts if part.value is None]
    return _open(open_ones) if open_ones else _joined(parts, value=not by)


def _joined(parts: Sequence[Truth], *, value: bool) -> Truth:
    if len(parts) == 1:
        return parts[0]
    return Truth(value, because=_sorted(use for part in parts for use in part.because))


def _open(parts: Sequence[Truth]) -> Truth:
    return unknown(*(name for part in parts for name in part.missing))


def _sorted(uses: Iterable[FactUse]) -> tuple[FactUse, ...]:
    return tuple(sorted(set(uses), key=lambda use: (use.id, repr(use.value))))
