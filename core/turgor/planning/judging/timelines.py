"""Grounds of a verdict, and how those of one treatment at one site make its timeline: the worst wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

import attrs

from turgor.domain.dates import DAY, Span
from turgor.domain.treatments import Treatment
from turgor.domain.verdicts import Period, Reason, Status

RANK = {status: status.rank for status in Status}  # looked up some ten thousand times a patient


@attrs.frozen
class Ground:
    """A reason with the days and the sites it holds for.

    Attributes:
        fired: it is known to hold; else it holds because something is unknown.

    """

    reason: Reason
    span: Span
    sites: frozenset[str]
    fired: bool = True


def timeline(grounds: Sequence[Ground], treatment: Treatment, today: date) -> tuple[Period, ...]:
    """Join the grounds of a treatment at one site into consecutive periods from today for ever."""
    periods: list[Period] = []
    for span in _spans(grounds, today):
        reasons = _weighed((g.reason for g in grounds if span.first in g.span), treatment)
        status = max((reason.status for reason in reasons), key=RANK.__getitem__, default=Status.ELIGIBLE)
        if periods and (periods[-1].status, periods[-1].reasons) == (status, reasons):
            periods[-1] = attrs.evolve(periods[-1], span=Span(periods[-1].span.first, span.last))
        else:
            periods.append(Period(span, status, reasons))
    return tuple(periods)


def forms_left(treatment: Treatment, reasons: Iterable[Reason]) -> tuple[str, ...]:
    """The forms of a treatment that no blocking reason takes away, in the order of preference."""
    blocked = {form for reason in reasons if reason.severity.blocks for form in reason.forms}
    return tuple(form for form in treatment.forms if form not in blocked)


def _spans(grounds: Sequence[Ground], today: date) -> Iterator[Span]:
    """The stretches of days between which some ground begins or ends."""
    starts = {today}
    for ground in grounds:
        starts.add(max(ground.span.first, today))
        if ground.span.last is not None:
            starts.add(max(ground.span.last + DAY, today))
    firsts = sorted(starts)
    lasts = [*(first - DAY for first in firsts[1:]), None]
    return (Span(first, last) for first, last in zip(firsts, lasts, strict=True))


def _weighed(reasons: Iterable[Reason], treatment: Treatment) -> tuple[Reason, ...]:
    """The reasons, worst first; one that only blocks some forms is a caution while another form is left."""
    found = list(reasons)
    if any(reason.forms for reason in found) and forms_left(treatment, found):
        found = [
            attrs.evolve(reason, status=Status.CAUTION) if reason.forms and reason.severity.blocks else reason
            for reason in found
        ]
    found.sort(key=_worst_first)
    return tuple(reason for reason, _ in groupby(found))


def _worst_first(reason: Reason) -> tuple[int, str, tuple[tuple[str, str], ...]]:
    return (-RANK[reason.status], reason.rule, tuple((use.id, str(use.value)) for use in reason.facts))
