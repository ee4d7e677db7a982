"""An open question answered in every way that a condition can tell apart: to see what its answer would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from turgor.domain.case import SYSTEMIC, Answers, Chosen, Event, History, Value
from turgor.domain.dates import DateRange
from turgor.domain.findings import Findings
from turgor.rules.answering.happenings import Happenings
from turgor.rules.answering.questions import Ticked
from turgor.rules.answering.subject import Subject
from turgor.rules.answering.terms import Age, Answer, LaxityGrade, birthday
from turgor.rules.answering.topics import Topic
from turgor.rules.trying.possible import Thing, domains, event_dates


def told(topics: Sequence[Topic], asked: str, subject: Subject, site: str, day: date) -> Iterator[Subject]:
    """The subject with `asked` (a fact, an event kind, ``birth_date``, ``laxity``) answered one way after another."""
    values = domains(topics, subject.vocabulary)
    ways = _ways(topics, values, asked, subject.findings, site, day)
    return (attrs.evolve(subject, findings=findings) for findings in ways)


def with_answer(findings: Findings, fact: str, value: Value) -> Findings:
    """The findings with a fact answered wherever it was open."""
    by_fact = findings.answers.by_fact
    answered = {**by_fact, fact: {SYSTEMIC: value, **by_fact.get(fact, {})}}
    return attrs.evolve(findings, answers=Answers(answered))


def _ways(  # noqa: PLR0917 -- where and when one question is asked
    topics: Sequence[Topic],
    values: Mapping[Thing, Sequence[Any]],
    asked: str,
    findings: Findings,
    site: str,
    day: date,
) -> Iterator[Findings]:
    for thing, domain in values.items():
        match thing:
            case Answer(fact=fact) if fact == asked:
                yield from (with_answer(findings, fact, value) for value in domain)
            case Age() if asked == "birth_date":
                yield from (_born(findings, day, age) for age in domain)
            case LaxityGrade() if asked == "laxity":
                graded = ({**findings.laxity, site: grade} for grade in domain)
                yield from (attrs.evolve(findings, laxity=laxity) for laxity in graded)
    options = [topic.option for topic in topics if isinstance(topic, Ticked) and topic.term.fact == asked]
    if options:
        yield from _ticked(findings, asked, site, options)
    for topic in topics:
        if isinstance(topic, Happenings) and topic.kind == asked:
            yield from _happened(findings, topic, day)


def _ticked(findings: Findings, fact: str, site: str, options: Sequence[str]) -> Iterator[Findings]:
    """None of the open options, each of them alone, and all."""
    known = findings.answers.value(fact, site)
    said = known if isinstance(known, Chosen) else Chosen()
    open_ = frozenset(options) - said.yes - said.no
    for yes in dict.fromkeys([frozenset[str](), *(frozenset({one}) for one in sorted(open_)), open_]):
        answer = Chosen(said.yes | yes, said.no | (open_ - yes))
        by_site = dict.fromkeys({SYSTEMIC, site}, answer)
        yield attrs.evolve(findings, answers=Answers({**findings.answers.by_fact, fact: by_site}))


def _happened(findings: Findings, topic: Happenings, day: date) -> Iterator[Findings]:
    """Nothing of the kind, or one event on either side of whatever changes an answer."""
    history = findings.history
    asked = History(history.events, history.never | {topic.kind})
    yield attrs.evolve(findings, history=asked)
    for start, end in event_dates(topic.questions, day):
        event = Event(topic.kind, DateRange.on(start), None if end is None else DateRange.on(end))
        yield attrs.evolve(findings, history=attrs.evolve(asked, events=(*asked.events, event)))


def _born(findings: Findings, day: date, age: int) -> Findings:
    return attrs.evolve(findings, birth_date=birthday(day, -age))
