"""Home care that must not meet what happens to the patient: events and medicines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import attrs

from turgor.domain.case import Chosen, Event
from turgor.domain.dates import Span
from turgor.domain.incompatible import Incompatible, Meeting
from turgor.domain.messages import Message, Phrase
from turgor.domain.offers import RegimenOffer
from turgor.planning.home_care.meeting import rules
from turgor.planning.scheduling.problem import Problem
from turgor.planning.scheduling.skin_blocks import skin_blocks

HAS = Phrase("home.incompatible_has", "{rule}: not while the patient has or takes {other}. {advice}")
OPEN = Phrase(
    "home.incompatible_open", "{rule}: it is not known whether the patient has or takes {other}. {advice}"
)
MEDICINES = "medicines"  # the fact whose options are the medicines that rules speak of


@attrs.frozen
class Barred:
    """Why home care may not be chosen: the rule behind it, the words, its sources, what to ask."""

    rule: str
    text: Message
    sources: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()


def barred(offer: RegimenOffer, problem: Problem) -> Barred | None:
    """The first rule that keeps home care from being used at all because of what the patient has or takes."""
    for rule in rules(problem):
        if rule.meeting is Meeting.SAME_PERIOD and rule.severity.blocks:
            for names in _opposite(rule, problem.traits(offer.treatment) | {offer.treatment}):
                if reason := _reason(rule, names, offer, problem):
                    return reason
    return None


def _opposite(rule: Incompatible, names: frozenset[str]) -> Iterator[tuple[str, ...]]:
    if names.intersection(rule.one):
        yield rule.other
    if names.intersection(rule.other):
        yield rule.one


def _reason(rule: Incompatible, names: Sequence[str], offer: RegimenOffer, problem: Problem) -> Barred | None:
    if met := [name for name in names if _takes(name, problem) or _happens(name, offer, problem)]:
        text = HAS(rule=rule.id, other=_named(met[0], problem), advice=rule.advice)
        return Barred(rule.id, text, rule.sources)
    if ask := tuple(dict.fromkeys(open_ for name in names for open_ in unknown(name, problem))):
        other = tuple(_named(name, problem) for name in names if any(unknown(name, problem)))
        return Barred(rule.id, OPEN(rule=rule.id, other=other, advice=rule.advice), rule.sources, ask)
    return None


def _named(name: str, problem: Problem) -> str:
    kind = problem.catalogue.vocabulary.event_kinds.get(name)
    fact = problem.catalogue.vocabulary.facts.get(MEDICINES)
    labels = {option.id: option.label for option in fact.options} if fact else {}
    return kind.name if kind else labels.get(name, name)


def takes(names: Iterable[str], problem: Problem) -> tuple[str, ...]:
    """Of some names the medicines that are taken, and the medicines and events of which nothing is known."""
    return tuple(name for name in names if _takes(name, problem) or any(unknown(name, problem)))


def _takes(name: str, problem: Problem) -> bool:
    answer = problem.findings.answers.value(MEDICINES)
    return isinstance(answer, Chosen) and name in answer.yes


def unknown(name: str, problem: Problem) -> Iterator[str]:
    """The fact or event kind that was not answered, where a name is a medicine or an event."""
    vocabulary, findings = problem.catalogue.vocabulary, problem.findings
    fact, answer = vocabulary.facts.get(MEDICINES), findings.answers.value(MEDICINES)
    if (
        fact
        and name in fact.option_ids
        and not (isinstance(answer, Chosen) and name in answer.yes | answer.no)
    ):
        yield fact.id
    if name in vocabulary.event_kinds and not findings.history.plans_known(name):
        yield name


def _happens(name: str, offer: RegimenOffer, problem: Problem) -> bool:
    """Whether home care would be used on a day of such an event; what already rests then does not meet it."""
    spans = [span for event in problem.findings.events_of(name) if (span := _ahead(event, problem))]
    if not spans:
        return False
    blocks = [block.span for block in skin_blocks(offer, problem)]
    return any(
        any(day in span for span in spans) and not any(day in block for block in blocks)
        for day in offer.allowed.between(problem.today, problem.last)
    )


def _ahead(event: Event, problem: Problem) -> Span | None:
    """The days of an event from today on."""
    first = max(event.start.earliest if event.start else problem.today, problem.today)
    last = _last(event, problem)
    return None if last is not None and last < first else Span(first, last)


def _last(event: Event, problem: Problem) -> date | None:
    """Its last day; None where it lasts and nobody knows its end."""
    if event.end is not None:
        return event.end.latest
    if problem.catalogue.vocabulary.event_kinds[event.kind].counts_from_end:
        return event.expected_end
    return event.expected_end or (event.start.latest if event.start else problem.today)
