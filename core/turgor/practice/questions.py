"""What the installed modalities ask, and what of it is open and decides something for a patient."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property, partial

import attrs

from turgor.content.references import CONDITIONS, records_in
from turgor.domain.case import Case
from turgor.domain.catalogue import Catalogue
from turgor.domain.plan import Question
from turgor.domain.skin import SkinTerms
from turgor.domain.treatments import Treatment
from turgor.domain.vocabulary import EventKind, Fact, Instrument
from turgor.planning.finding.habits import open_answers
from turgor.planning.judging.decisive import decisive
from turgor.planning.judging.in_play import out_of_play
from turgor.planning.recording.open_questions import question
from turgor.practice.opening import Practice
from turgor.practice.verdicts import judge_again, judge_case
from turgor.rules import compile_condition, concerns


@attrs.frozen
class Section:
    """One part of the questionnaire."""

    group: str
    facts: tuple[Fact, ...]


@attrs.frozen
class Questionnaire:
    """Every question that the installed modalities need answered.

    Attributes:
        sections: facts by group, in the order in which the vocabulary declares them.
        history: the kinds of event that are asked about.
        instruments: what firmness is measured with; those that grade laxity come first.
        asked_for: fact or event kind -> the treatments that it is asked for.

    """

    sections: tuple[Section, ...]
    history: tuple[EventKind, ...]
    instruments: tuple[Instrument, ...]
    asked_for: Mapping[str, tuple[str, ...]]


@attrs.frozen
class Unanswered:
    """The open questions of one patient.

    Attributes:
        questions: those that decide something, each with the treatments that it decides; most come first.
        needless: those that decide nothing, whatever the answer: they need not be asked.
        settled: the treatments whose standing no answer can change any more.

    """

    questions: tuple[Question, ...]
    needless: tuple[str, ...]
    settled: tuple[str, ...]


def questionnaire(catalogue: Catalogue) -> Questionnaire:
    """What core and the installed modalities ask, and nothing that no installed treatment needs."""
    needs = _Needs(catalogue)
    groups: dict[str, list[Fact]] = {}
    for fact in catalogue.vocabulary.facts.values():
        if fact.id in needs.asked_for:
            groups.setdefault(fact.group, []).append(fact)
    kinds = catalogue.vocabulary.event_kinds.values()
    instruments = catalogue.vocabulary.instruments.values()
    return Questionnaire(
        sections=tuple(Section(group, tuple(facts)) for group, facts in groups.items()),
        history=tuple(kind for kind in kinds if kind.id in needs.asked_for),
        instruments=tuple(sorted(instruments, key=lambda one: not one.grades_laxity)),
        asked_for=needs.asked_for,
    )


def unanswered(practice: Practice, case: Case) -> Unanswered:
    """What is unknown about a patient and decides something, the question that decides most treatments first."""
    host, clinic = practice.host, practice.clinic
    judged = judge_case(practice, case)
    again = partial(judge_again, practice, case)
    away = out_of_play(host.catalogue, clinic, case.preferences)
    decided = decisive(judged.findings, judged.verdicts, host.catalogue, clinic, away, again)
    deciding = {asked: set(treatments) for asked, treatments in decided.by_question.items()}
    for asked, treatments in open_answers(judged.findings, host.catalogue):
        deciding.setdefault(asked, set()).update(treatments)
    ordered = sorted(deciding, key=lambda asked: (-len(deciding[asked]), asked))
    questions = tuple(question(asked, deciding[asked], host.catalogue) for asked in ordered)
    needless = tuple(asked for asked in decided.needless if asked not in deciding)
    return Unanswered(questions, needless, decided.settled)


class _Needs:
    """Who needs which answer."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @cached_property
    def asked_for(self) -> Mapping[str, tuple[str, ...]]:
        """Fact or event kind -> treatments, in id order."""
        found: dict[str, set[str]] = {}
        for asked, treatments in (*self._by_rules(), *self._by_records(), *self._by_events()):
            found.setdefault(asked, set()).update(treatments)
        for fact in self._catalogue.vocabulary.facts.values():
            if fact.asserts in found:
                found.setdefault(fact.id, set()).update(found[fact.asserts])
        return {asked: tuple(sorted(treatments)) for asked, treatments in found.items()}

    def _by_rules(self) -> Iterator[tuple[str, Collection[str]]]:
        """Rules that speak of an installed treatment, and those that stop a whole plan."""
        for rule in self._catalogue.rules:
            of = [t.id for t in self._catalogue.treatments.values() if concerns(rule, t)]
            if of or rule.stops_plan:
                yield from ((asked, of) for asked in self._asked(rule.when))

    def _by_records(self) -> Iterator[tuple[str, Collection[str]]]:
        """Conditions inside treatments, of risk habits and of the events that matter."""
        vocabulary = self._catalogue.vocabulary
        for treatment in self._catalogue.treatments.values():
            yield from ((asked, (treatment.id,)) for asked in self._asked_inside(treatment))
            if treatment.trial_consent:
                yield treatment.trial_consent, (treatment.id,)
        for habit in vocabulary.risk_habits.values():
            answering = [t.id for t in self._catalogue.treatments.values() if habit.answered_by in t.traits]
            yield from ((asked, answering) for asked in self._asked(habit.when))
        for kind in vocabulary.event_kinds.values():
            if meeting := self._meeting(kind):
                yield from ((asked, meeting) for asked in self._asked_inside(kind))

    def _by_events(self) -> Iterator[tuple[str, Collection[str]]]:
        for kind in self._catalogue.vocabulary.event_kinds.values():
            if meeting := self._meeting(kind):
                yield kind.id, meeting

    def _meeting(self, kind: EventKind) -> list[str]:
        """The treatments with which a kind of event has a state in common."""
        return [t.id for t in self._catalogue.treatments.values() if _meet(kind.terms, t.terms)]

    def _asked_inside(self, record: Treatment | EventKind) -> Iterator[str]:
        for _, part in records_in(record, ()):
            if text := getattr(part, CONDITIONS.get(type(part), ""), ""):
                yield from self._asked(text)

    def _asked(self, text: str) -> Iterator[str]:
        condition = compile_condition(text, self._catalogue.vocabulary)
        yield from (*sorted(condition.facts), *sorted(condition.kinds))


def _meet(one: SkinTerms, other: SkinTerms) -> bool:
    return any(
        effect.state == need.state
        for first, then in ((one, other), (other, one))
        for effect in first.effects
        for need in then.needs
    )
