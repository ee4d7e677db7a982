"""Verdicts on every treatment: zones that share one timeline share a row, and each reason is told once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from turgor.documents.practitioner.citations import Citations
from turgor.documents.sheet import Block, Cell, Table, row
from turgor.documents.wording import words
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan, ZoneVerdict
from turgor.domain.verdicts import Period, Reason, Status

VERDICTS = Phrase("record.verdicts", "Verdicts")
TREATMENT, STANDING, REASONS = (
    Phrase("record.treatment", "Treatment, zones"),
    Phrase("record.standing", "Standing"),
    Phrase("record.reasons", "By"),
)
FROM = Phrase("record.from", "{status} from {day}")
MORE = Phrase("record.more_reasons", "and {n} more")
RULES = Phrase("record.rules", "The reasons")
REASON = Phrase(
    "record.reason", "{rule} ({severity}, evidence {evidence}): {text} {advice} {differ} {overridden} {cited}"
)
DIFFER = Phrase("record.differ", "Authorities differ: {text}")
OVERRIDDEN = Phrase("record.overridden", "Set aside: {why}")
ASKS = Phrase("record.asks", "{n} questions open")
MOST_RULES = 6  # named in one row; the list of reasons has them all


def verdict_parts(plan: Plan, cited: Citations) -> Iterator[Block]:
    """One table over all treatments, and every reason in it once."""
    if not plan.verdicts:
        return
    rows = tuple(_row(verdicts, plan) for verdicts in _alike(plan.verdicts))
    head = (TREATMENT().text, STANDING().text, REASONS().text)
    yield Block(VERDICTS().text, table=Table(head, rows, (36, 34, 30)), part=True)
    reasons = tuple(_reason(reason, cited) for reason in _reasons(plan.verdicts))
    if reasons:
        yield Block(RULES().text, small=reasons)


def _alike(verdicts: Sequence[ZoneVerdict]) -> list[list[ZoneVerdict]]:
    """Verdicts of one treatment whose zones stand alike, in the order of the plan."""
    groups: dict[tuple[object, ...], list[ZoneVerdict]] = {}
    for verdict in verdicts:
        standing = tuple((period.span, period.status, _rules(period)) for period in verdict.timeline)
        groups.setdefault((verdict.treatment, standing), []).append(verdict)
    return list(groups.values())


def _rules(period: Period) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reason.rule for reason in period.reasons if reason.status is period.status))


def _row(verdicts: Sequence[ZoneVerdict], plan: Plan) -> tuple[Cell, ...]:
    first = verdicts[0]
    zones = words.places((one.zone for one in verdicts if one.zone), plan.zone_names)
    standing = [_standing(period, plan.today) for period in _merged(first.timeline)]
    named = list(dict.fromkeys(rule for period in first.timeline for rule in _rules(period)))
    shown = words.joined(named[:MOST_RULES]) if named else words.NOTHING
    more = (MORE(n=len(named) - MOST_RULES).text,) if len(named) > MOST_RULES else ()
    asks = (ASKS(n=len(first.ask)).text,) if first.ask else ()
    return row(
        Cell(first.name, (zones,) if zones else ()),
        Cell(standing[0], tuple(standing[1:])),
        Cell(shown, (*more, *asks)),
    )


def _merged(timeline: Sequence[Period]) -> Iterator[Period]:
    """Neighbouring periods of one status as one: the first of them."""
    last: Status | None = None
    for period in timeline:
        if period.status is not last:
            yield period
        last = period.status


def _standing(period: Period, today: date) -> str:
    status = words.opening(period.status.value.replace("_", " "))
    return (
        status if period.span.first == today else FROM(status=status, day=words.day(period.span.first)).text
    )


def _reasons(verdicts: Sequence[ZoneVerdict]) -> Iterator[Reason]:
    """Each rule once, with the words of its first reason."""
    told: dict[str, Reason] = {}
    for verdict in verdicts:
        for period in verdict.timeline:
            for reason in period.reasons:
                if reason.status is not Status.ELIGIBLE or reason.overridden:
                    told.setdefault(reason.rule, reason)
    yield from (told[rule] for rule in sorted(told))


def _reason(reason: Reason, cited: Citations) -> str:
    text = REASON(
        rule=reason.rule,
        severity=reason.severity.value,
        evidence=reason.evidence.value.replace("_", " "),
        text=words.sentence(reason.text.text),
        advice=words.sentence(reason.advice.text) if reason.advice else "",
        differ=DIFFER(text=reason.disagreement.text).text if reason.disagreement else "",
        overridden=OVERRIDDEN(why=reason.overridden).text if reason.overridden else "",
        cited=cited.cite(reason.sources),
    ).text
    return " ".join(text.split())
