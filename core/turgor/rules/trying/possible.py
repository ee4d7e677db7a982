"""Which answers a condition can have at all, whoever is asked: to find rules that never fire, or always do.

Every quantity is tried with the values between which some comparison changes, every choice with each option,
every kind of event with each pattern of dates that its questions can tell apart. Facts are taken as independent of
each other. Parts of a condition that ask about different things are looked at one by one, so that a long list of
conditions joined by `or` costs no more than its longest part.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import reduce
from itertools import islice, product
from math import prod
from typing import Any

import attrs

from turgor.domain.catalogue import Vocabulary
from turgor.rules.answering.events import EventQuestion
from turgor.rules.answering.formula import All, Ask, Formula, Negated, Some
from turgor.rules.answering.happenings import Happenings
from turgor.rules.answering.questions import (
    COMPARISONS,
    Compared,
    InZone,
    IsTrue,
    OneOf,
    Question,
    Ticked,
    Uses,
)
from turgor.rules.answering.terms import Stated, Term
from turgor.rules.answering.topics import Topic
from turgor.rules.checking.names import Meaning, Meanings

MOST_TRIED = 1 << 16  # combinations of one part; beyond it only the first so many are tried
_SOME_DAY = date(2000, 1, 1)  # only differences between days count

Thing = Hashable  # what is asked about: a term, one option of a fact, the zone, home care, a kind of event
Values = Mapping[Thing, Any]


def possible(formula: Formula, topics: Sequence[Topic], vocabulary: Vocabulary) -> frozenset[bool]:
    """The answers that some patient gives, everything known. Both, for a condition that can tell patients apart."""
    return _Trial(topics, vocabulary).answers(formula)


class _Trial:
    """Tries the things that one condition asks about."""

    def __init__(self, topics: Sequence[Topic], vocabulary: Vocabulary) -> None:
        self._topics = topics
        self._domains = domains(topics, vocabulary)

    def answers(self, formula: Formula) -> frozenset[bool]:
        match formula:
            case Negated(part=part):
                return frozenset(not answer for answer in self.answers(part))
            case All(parts=parts):
                return self._joined(parts, all)
            case Some(parts=parts):
                return self._joined(parts, any)
        return self._tried([formula], all)

    def _joined(self, parts: Sequence[Formula], join: Callable[[Iterable[bool]], bool]) -> frozenset[bool]:
        """Parts that share something are tried together, the others each for itself."""
        groups = _sharing(parts, self._things)
        found = [self.answers(group[0]) if len(group) == 1 else self._tried(group, join) for group in groups]
        return frozenset(join(answers) for answers in product(*found))

    def _tried(self, parts: Sequence[Formula], join: Callable[[Iterable[bool]], bool]) -> frozenset[bool]:
        things = sorted({thing for part in parts for thing in self._things(part)}, key=repr)
        found: set[bool] = set()
        for values in combinations({thing: self._domains[thing] for thing in things}):
            found.add(join([holds(part, self._topics, values) for part in parts]))
            if len(found) == 2:
                break
        return frozenset(found)

    def _things(self, formula: Formula) -> frozenset[Thing]:
        return frozenset(thing for ask in _asks(formula) for thing in things_of(self._topics[ask.topic]))


def combinations(domains: Mapping[Thing, Sequence[Any]]) -> Iterator[Values]:
    """Every way of giving each thing one of its values, up to a limit."""
    for values in islice(product(*domains.values()), MOST_TRIED):
        yield dict(zip(domains, values, strict=True))


def size(domains: Mapping[Thing, Sequence[Any]]) -> int:
    """How many combinations there are."""
    return prod(map(len, domains.values()))


def holds(formula: Formula, topics: Sequence[Topic], values: Values) -> bool:
    """The answer where everything asked about has a value."""
    match formula:
        case Negated(part=part):
            return not holds(part, topics, values)
        case All(parts=parts):
            return all(holds(part, topics, values) for part in parts)
        case Some(parts=parts):
            return any(holds(part, topics, values) for part in parts)
        case Ask(topic=topic, question=question):
            return _answer(topics[topic], question, values)
    raise TypeError(formula)


def things_of(topic: Topic) -> tuple[Thing, ...]:
    """What a topic asks about."""
    match topic:
        case Ticked(term=term, option=option):
            return ((term, option),)
        case InZone():
            return ("zone",)
        case Uses(name=name):
            return (("uses", name),)
        case Happenings():
            return (("event", topic.kind),)
        case Question():
            return tuple(term for term in topic.terms if not isinstance(term, Stated))
    raise TypeError(topic)


def domains(topics: Sequence[Topic], vocabulary: Vocabulary) -> Mapping[Thing, Sequence[Any]]:
    """The values to try for each thing that the topics ask about."""
    known = {meaning.term: meaning for meaning in Meanings(vocabulary).values()}
    telling = _telling_numbers(topics, known)
    found: dict[Thing, Sequence[Any]] = {}
    for topic in topics:
        for thing in things_of(topic):
            found.setdefault(thing, _domain(topic, thing, known, telling, vocabulary))
    return found


def _domain(
    topic: Topic,
    thing: Thing,
    known: Mapping[Term, Meaning],
    telling: Mapping[Term, Sequence[float]],
    vocabulary: Vocabulary,
) -> Sequence[Any]:
    match topic:
        case InZone():
            return sorted(vocabulary.zones.sites)
        case Happenings(questions=questions):
            return sorted(_patterns(questions))
        case OneOf(term=term):
            return known[term].options
        case Compared() if isinstance(thing, Term):
            return telling[thing]
    return (False, True)


def _answer(  # noqa: PLR0911 -- one for each kind of question
    topic: Topic, question: int, values: Values
) -> bool:
    match topic:
        case IsTrue(term=term):
            return bool(values[term])
        case Ticked(term=term, option=option):
            return bool(values[term, option])
        case OneOf(term=term, options=options):
            return values[term] in options
        case Compared(left=left, sign=sign, right=right):
            return bool(COMPARISONS[sign](_number(left, values), _number(right, values)))
        case InZone(sites=sites):
            return values["zone"] in sites
        case Uses(name=name):
            return bool(values["uses", name])
        case Happenings():
            return bool(values["event", topic.kind][question])
    raise TypeError(topic)


def _number(term: Term, values: Values) -> float:
    return term.value if isinstance(term, Stated) else values[term]


def _telling_numbers(
    topics: Sequence[Topic], known: Mapping[Term, Meaning]
) -> Mapping[Term, Sequence[float]]:
    """For each quantity the numbers it is compared with, those beside them, and its own bounds."""
    compared = [topic for topic in topics if isinstance(topic, Compared)]
    limits = {term.value for topic in compared for term in topic.terms if isinstance(term, Stated)}
    terms = {term for topic in compared for term in topic.terms if not isinstance(term, Stated)}
    edges = {
        edge
        for term in terms
        for edge in (known[term].bounds.low, known[term].bounds.high)
        if edge is not None
    }
    return {term: known[term].bounds.telling(limits | edges) for term in terms}


def _patterns(questions: Sequence[EventQuestion]) -> frozenset[tuple[bool, ...]]:
    """The answers that the events of one kind can give together: none, one, or several of them."""
    single = {_pattern(questions, start, end) for start, end in event_dates(questions, _SOME_DAY)}
    found = {(False,) * len(questions)}
    for (
        _
    ) in questions:  # each event more can only add a yes, so there are enough of them after that many rounds
        found |= {_either(one, other) for one in found for other in single}
    return frozenset(found)


def event_dates(questions: Sequence[EventQuestion], day: date) -> Iterator[tuple[date, date | None]]:
    """Dates of one event as seen from a day, on both sides of whatever changes an answer."""
    starts = {turn + by for q in questions for turn in q.turns_after_start for by in (-1, 0, 1)} | {0}
    ends = {turn + by for q in questions for turn in q.turns_after_end for by in (-1, 0, 1)} | {0}
    far = max(map(abs, starts | ends)) + 1
    for start in (*sorted(starts), far, -far):
        yield _before(day, start), None
        yield from ((_before(day, start), _before(day, end)) for end in sorted(ends) if end <= start)


def _pattern(questions: Sequence[EventQuestion], start: date, end: date | None) -> tuple[bool, ...]:
    return tuple(bool(question.holds(start, end, _SOME_DAY)) for question in questions)


def _before(day: date, days: int) -> date:
    return day - timedelta(days=days)


def _either(one: Sequence[bool], other: Sequence[bool]) -> tuple[bool, ...]:
    return tuple(a or b for a, b in zip(one, other, strict=True))


def _asks(formula: Formula) -> Iterator[Ask]:
    match formula:
        case Ask():
            yield formula
        case Negated(part=part):
            yield from _asks(part)
        case All(parts=parts) | Some(parts=parts):
            for part in parts:
                yield from _asks(part)


def _sharing(parts: Iterable[Formula], things: Callable[[Formula], frozenset[Thing]]) -> list[list[Formula]]:
    """The parts in groups, so that no two groups ask about the same thing."""
    groups: list[_Group] = []
    for part in parts:
        new = _Group([part], things(part))
        apart = [group for group in groups if group.things.isdisjoint(new.things)]
        joined = [group for group in groups if not group.things.isdisjoint(new.things)]
        groups = [*apart, reduce(_Group.with_, joined, new)]
    return [group.parts for group in groups]


@attrs.frozen
class _Group:
    """Parts that ask about the same things."""

    parts: list[Formula]
    things: frozenset[Thing]

    def with_(self, other: _Group) -> _Group:
        return _Group([*other.parts, *self.parts], self.things | other.things)
