"""What rests around visits: one rule where it is exactly true for all visits of a kind, else the days of each visit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs

from turgor.documents.wording import words
from turgor.domain.courses import Visit
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.domain.regimens import Pause, Regimen

_REST = Phrase("documents.rest", "no {names} {days}")
_AROUND = Phrase("documents.around_each", "Around each visit: {rests}.")
_AROUND_KIND = Phrase("documents.around_each_kind", "Around each visit for {names}: {rests}.")
_THE_DATES = Phrase("documents.the_dates", "The dates stand under “Pauses”.")
_ON_THE_DAY = Phrase("documents.on_the_day", "on the day itself")
_FROM_TO = Phrase("documents.around_from_to", "from {first} to {last}")
_THE_DAY = Phrase("documents.the_day", "that day")
_BEFORE = (
    Phrase("documents.day_before", "the day before"),
    Phrase("documents.days_before", "{n} days before"),
)
_AFTER = (Phrase("documents.day_after", "the day after"), Phrase("documents.days_after", "{n} days after"))

Kind = tuple[str, ...]


@attrs.frozen
class Margin:
    """How many days before and after a visit something rests; 0 and 0 is the day of the visit alone."""

    before: int
    after: int


def rules(plan: Plan) -> tuple[str, ...]:
    """The rules that hold, and where their dates stand."""
    sentences = around(plan)
    return (*sentences[:-1], f"{sentences[-1]} {_THE_DATES().text}") if sentences else ()


def around(plan: Plan) -> tuple[str, ...]:
    """The rules that hold, in order of the first visit of each kind."""
    held = {kind: margins for kind, margins in _held(plan).items() if margins}
    one_kind = len(kinds(plan)) == 1
    return tuple(_rule(kind, margins, one_kind=one_kind) for kind, margins in held.items())


def dated(plan: Plan, visit: Visit) -> Iterator[str]:
    """The days of rest that a visit asks for, where no rule says them; what rests together is named together."""
    if _held(plan)[_kind(plan, visit)]:
        return
    together: dict[tuple[date, date], list[str]] = {}
    for regimen in plan.regimens:
        for pause in _pauses(regimen, visit):
            if pause.from_ <= visit.date:
                together.setdefault((pause.from_, pause.to), []).append(words.inside(regimen.plain_name))
    rests = [
        _REST(names=words.joined_or(names), days=words.near_days(first, last)).text
        for (first, last), names in sorted(together.items())
    ]
    if rests:
        yield words.sentence(words.in_a_row(rests))


def kinds(plan: Plan) -> dict[Kind, list[Visit]]:
    """The visits by what is done at them."""
    found: dict[Kind, list[Visit]] = {}
    for visit in plan.visits:
        found.setdefault(_kind(plan, visit), []).append(visit)
    return found


def margins(plan: Plan, visits: Sequence[Visit]) -> Mapping[str, Margin]:
    """Regimen id -> how long it rests around each of these visits; empty unless exactly true for every visit.

    One visit makes no rule: its days are clearer.
    """
    if len(visits) == 1:
        return {}
    found: dict[str, Margin] = {}
    for regimen in plan.regimens:
        if any(_pauses(regimen, visit) for visit in visits):
            margin = _margin(regimen, visits)
            if margin is None:
                return {}
            found[regimen.id] = margin
    return found


def _held(plan: Plan) -> dict[Kind, dict[Margin, list[str]]]:
    """For each kind of visit, what rests by which margin; empty where dates are needed."""
    names = {regimen.id: words.inside(regimen.plain_name) for regimen in plan.regimens}
    held: dict[Kind, dict[Margin, list[str]]] = {}
    for kind, visits in kinds(plan).items():
        by_margin: dict[Margin, list[str]] = {}
        for regimen, margin in margins(plan, visits).items():
            by_margin.setdefault(margin, []).append(names[regimen])
        held[kind] = by_margin
    return held


def _kind(plan: Plan, visit: Visit) -> Kind:
    names = {course.id: words.inside(course.plain_name) for course in plan.courses}
    return tuple(dict.fromkeys(names[session.course] for session in visit.sessions))


def _pauses(regimen: Regimen, visit: Visit) -> list[Pause]:
    sessions = {session.id for session in visit.sessions}
    return [pause for pause in regimen.pauses if sessions & set(pause.because)]


def _margin(regimen: Regimen, visits: Sequence[Visit]) -> Margin | None:
    """The margin that all pauses around the visits share, if every visit keeps it and asks for nothing else."""
    found = {_margin_of(regimen, visit) for visit in visits if _pauses(regimen, visit)}
    if len(found) != 1 or (margin := found.pop()) is None:
        return None
    others = (visit for visit in visits if not _pauses(regimen, visit))
    return margin if all(_not_yet_used(regimen, visit, margin) for visit in others) else None


def _margin_of(regimen: Regimen, visit: Visit) -> Margin | None:
    """The margin of the one pause around a visit; None where pauses of several visits have grown together."""
    pauses = _pauses(regimen, visit)
    sessions = {session.id for session in visit.sessions}
    if len(pauses) > 1 or not set(pauses[0].because) <= sessions:
        return None
    before, after = (visit.date - pauses[0].from_).days, (pauses[0].to - visit.date).days
    return Margin(before, after) if before >= 0 and after >= 0 else None


def _not_yet_used(regimen: Regimen, visit: Visit, margin: Margin) -> bool:
    """Whether use begins only after the margin of a visit: then the rule is true for it without a pause."""
    return (regimen.segments[0].from_ - visit.date).days > margin.after


def _rule(kind: Kind, rests: Mapping[Margin, Sequence[str]], *, one_kind: bool) -> str:
    ordered = sorted(rests.items(), key=lambda entry: (entry[0].before, entry[0].after))
    said = words.joined(
        _REST(names=words.joined_or(names), days=_days(margin)).text for margin, names in ordered
    )
    return (_AROUND if one_kind else _AROUND_KIND)(names=words.joined(kind), rests=said).text


def _days(margin: Margin) -> str:
    """As in "from the day before to 6 days after"."""
    if margin == Margin(0, 0):
        return _ON_THE_DAY().text
    first = words.counted(margin.before, *_BEFORE) if margin.before else _THE_DAY().text
    last = words.counted(margin.after, *_AFTER) if margin.after else _THE_DAY().text
    return _FROM_TO(first=first, last=last).text
