"""Verdicts on every treatment, the worst first: treatments and zones that stand alike share a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs

from turgor.documents.practitioner.citations import numbered
from turgor.documents.practitioner.names import Names, rule_name
from turgor.documents.sheet import Block, Cell, Table, row
from turgor.documents.wording import words
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan, ZoneVerdict
from turgor.domain.verdicts import Status

VERDICTS = Phrase("record.verdicts", "Verdicts")
ALL_ZONES = Phrase("record.all_zones", "Where no zone is named, all goal zones stand alike.")
TITLES = {
    Status.NOT_ASSESSED: Phrase("record.standing.not_assessed", "Not assessed"),
    Status.CONTRAINDICATED: Phrase("record.standing.contraindicated", "Contraindicated"),
    Status.DEFERRED: Phrase("record.standing.deferred", "Deferred"),
    Status.UNDECIDED: Phrase("record.standing.undecided", "Undecided until questions are answered"),
    Status.NOT_INDICATED: Phrase("record.standing.not_indicated", "Not indicated"),
    Status.CAUTION: Phrase("record.standing.caution", "Possible with caution"),
    Status.ELIGIBLE: Phrase("record.standing.eligible", "Eligible"),
}
TREATMENT, BY = Phrase("record.treatment", "Treatment"), Phrase("record.by", "By")
NOW = Phrase("record.now", "{status} now")
FROM = Phrase("record.from", "{status} from {day}")
PERIOD = Phrase("record.period", "{period}: {rules}")
ASK = (
    Phrase("record.ask_one", "Questions {numbers} ({n} rule)"),
    Phrase("record.ask", "Questions {numbers} ({n} rules)"),
)


@attrs.frozen
class _Period:
    first: date
    status: Status
    rules: tuple[str, ...]


@attrs.frozen
class _Standing:
    """What treatments share: the zones it is about where zones differ, status over time, questions."""

    zones: tuple[str, ...]
    periods: tuple[_Period, ...]
    ask: tuple[str, ...]


def verdict_parts(plan: Plan) -> Iterator[Block]:
    """A table for each standing of today."""
    if not plan.verdicts:
        return
    yield Block(VERDICTS().text, paragraphs=(ALL_ZONES().text,), part=True, leads=True)
    standings = _standings(plan)
    head = (TREATMENT().text, BY().text)
    for status, title in TITLES.items():
        rows = tuple(
            _row(standing, treatments, plan)
            for standing, treatments in standings.items()
            if standing.periods[0].status is status
        )
        if rows:
            yield Block(title().text, table=Table(head, rows, (62, 38), lists=True))


def _standings(plan: Plan) -> Mapping[_Standing, list[str]]:
    """Standing -> the names of the treatments that share it, in the order of the plan."""
    names = Names(plan)
    by_treatment: dict[str, dict[tuple[object, ...], list[ZoneVerdict]]] = {}
    for verdict in plan.verdicts:
        alike = by_treatment.setdefault(verdict.treatment, {})
        alike.setdefault((_periods(verdict, names), verdict.ask), []).append(verdict)
    shared: dict[_Standing, list[str]] = {}
    for groups in by_treatment.values():
        for verdicts in groups.values():
            zones = tuple(one.zone for one in verdicts if one.zone) if len(groups) > 1 else ()
            standing = _Standing(zones, _periods(verdicts[0], names), verdicts[0].ask)
            shared.setdefault(standing, []).append(verdicts[0].name)
    return shared


def _periods(verdict: ZoneVerdict, names: Names) -> tuple[_Period, ...]:
    """Status over time; neighbouring periods of one status are one, with the rules of them all."""
    periods: list[_Period] = []
    for period in verdict.timeline:
        rules = [
            rule_name(reason, names, verdict.treatment)
            for reason in period.reasons
            if reason.status is period.status
        ]
        if periods and periods[-1].status is period.status:
            before = periods.pop()
            periods.append(_Period(before.first, before.status, _sorted((*before.rules, *rules))))
        else:
            periods.append(_Period(period.span.first, period.status, _sorted(rules)))
    return tuple(periods)


def _sorted(rules: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(set(rules)))


def _row(standing: _Standing, treatments: Sequence[str], plan: Plan) -> tuple[Cell, ...]:
    zones = words.places(standing.zones, plan.zone_names)
    told = list(_told(standing, [question.id for question in plan.questions]))
    return row(Cell("; ".join(treatments), (zones,) if zones else ()), Cell(told[0], tuple(told[1:])))


def _told(standing: _Standing, questions: Sequence[str]) -> Iterator[str]:
    """Each period with its rules; the status goes without saying where there is but one."""
    asked = numbered(standing.ask, questions)
    for index, period in enumerate(standing.periods):
        status = words.opening(period.status.value.replace("_", " "))
        when = FROM(status=status, day=words.day(period.first)) if index else NOW(status=status)
        rules = ", ".join(period.rules)
        if period.status is Status.UNDECIDED and asked:
            rules = ASK[len(period.rules) != 1](numbers=asked, n=len(period.rules)).text
        if len(standing.periods) == 1:
            yield rules or words.NOTHING
        else:
            yield PERIOD(period=when.text, rules=rules).text if rules else when.text
