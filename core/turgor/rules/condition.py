"""A condition of a rule, compiled once and asked for many subjects, sites and days."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from itertools import product

import attrs

from turgor.domain.catalogue import Vocabulary
from turgor.rules.answering.formula import Formula
from turgor.rules.answering.happenings import Happenings
from turgor.rules.answering.kleene import Truth, strictest
from turgor.rules.answering.questions import Question, Uses
from turgor.rules.answering.subject import Subject
from turgor.rules.answering.timeline import timeline
from turgor.rules.answering.topics import Topic
from turgor.rules.checking.check import check
from turgor.rules.reading.parse import parse
from turgor.rules.trying.possible import possible
from turgor.rules.trying.telling import told


@attrs.frozen
class Condition:
    """A condition that was read and checked; `compile_condition` makes it.

    Attributes:
        text: as it was written.
        facts: ids of the facts it asks. Birth date and laxity are no facts, though they may be missing.
        kinds: ids of the event kinds it asks.
        by_site: whether the answer may differ between sites; if not, any site will do.
        dated: whether the answer may change with the day; if not, its timeline has one entry.
        by_treatment: whether it asks what the treatment declares; if not, one answer serves all treatments.

    """

    text: str
    facts: frozenset[str]
    kinds: frozenset[str]
    by_site: bool
    dated: bool
    by_treatment: bool
    _formula: Formula
    _topics: tuple[Topic, ...]

    def at(self, subject: Subject, site: str, day: date) -> Truth:
        """The answer at a site on a day.

        Where a date is known only roughly, every day it may have been is considered and the strictest answer
        stands: true before unknown before false.
        """
        possible = product(*(topic.ways(subject, site, day) for topic in self._topics))
        return strictest([self._formula.judge(answers) for answers in possible])

    @property
    def home_care(self) -> frozenset[str]:
        """The treatments and traits whose use at home it asks about."""
        return frozenset(topic.name for topic in self._topics if isinstance(topic, Uses))

    def told(self, asked: str, subject: Subject, site: str, day: date) -> Iterator[Subject]:
        """The subject with one open question answered in each way that this condition can tell apart."""
        return told(self._topics, asked, subject, site, day)

    def possible(self, vocabulary: Vocabulary) -> frozenset[bool]:
        """The answers that it can have at all: one only, where it never holds or always does."""
        return possible(self._formula, self._topics, vocabulary)

    def timeline(self, subject: Subject, site: str) -> tuple[tuple[date, Truth], ...]:
        """The answer at a site from today on. Each entry holds until the next; neighbours differ."""
        turns = (turn for topic in self._topics for turn in topic.turns(subject, site))
        return timeline(subject.findings.today, turns, lambda day: self.at(subject, site, day))


def compile_condition(
    text: str, vocabulary: Vocabulary, treatments: Collection[str] | None = None
) -> Condition:
    """Read and check a condition. Raises ExpressionError with all problems.

    `treatments` are the ids that ``uses`` may name; None leaves them unchecked (traits are always checked).
    """
    formula, topics = check(text, parse(text), vocabulary, treatments)
    questions = [topic for topic in topics if isinstance(topic, Question)]
    return Condition(
        text=text,
        facts=frozenset(fact for question in questions for fact in question.facts),
        kinds=frozenset(topic.kind for topic in topics if isinstance(topic, Happenings)),
        by_site=any(topic.by_site for topic in topics),
        dated=any(topic.dated for topic in topics),
        by_treatment=any(question.by_treatment for question in questions),
        formula=formula,
        topics=topics,
    )
