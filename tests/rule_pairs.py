"""Pairs of patients that differ in one thing and that a rule tells apart, found from the rule's parsed condition.

This reads conditions a second time, by its own few lines and not by the code under test: what it expects of a
patient and what the program says must agree. A *thing* is what a patient may differ in (a fact, one option of a
fact, the age, the events of a kind, the zone), an *answer* is one value of it.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import attrs

from turgor.domain.catalogue import Vocabulary
from turgor.domain.vocabulary import FactType
from turgor.rules.reading.nodes import Always, And, Call, Compare, Listed, Name, Node, Not, Number, Or, Word
from turgor.rules.reading.parse import parse

SIGNS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
GRADES = (0, 1, 1.5, 2, 2.5, 3, 3.5, 4)
STANCES = ("allowed", "relative", "absolute", "undeclared")
SEEN = 400  # days since the assessment: what it asserts lies beyond every window of days
TRIES = 200  # patients tried for one pair

Thing = tuple[str, ...]  # ("fact", id), ("option", fact, option), ("event", kind), ("uses", name), (name,)
Answers = Mapping[Thing, Any]


@attrs.frozen
class Happened:
    """One event: days since it began (negative: ahead) and since it ended; None has not ended."""

    began: int
    ended: int | None = None


@attrs.frozen
class Leaf:
    """One question of a condition.

    Attributes:
        things: what it looks at.
        holds: its answer for the answers to those.
        thing, sign, limit: of a comparison with a number, or of a window of days.

    """

    things: tuple[Thing, ...]
    holds: Callable[..., bool]
    sign: str = ""
    limit: float | None = None


@attrs.frozen
class Joined:
    """Parts joined by and, or or not."""

    word: str
    parts: tuple[Tree, ...]


Tree = Leaf | Joined


@attrs.frozen
class Pair:
    """Two patients that differ in one thing; the rule fires for the first alone."""

    thing: Thing
    fires: Answers
    rests: Answers


class Reading:
    """One condition as the generator understands it."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.tree = self._read(parse(text))
        self.leaves = tuple(_leaves(self.tree))
        self.things = tuple(dict.fromkeys(thing for leaf in self.leaves for thing in leaf.things))
        self._candidates = {thing: tuple(self._answers(thing)) for thing in self.things}

    def holds(self, answers: Answers) -> bool:
        """What the rule should say of a patient."""
        return _holds(self.tree, answers)

    def pairs(self) -> Iterator[Pair]:
        """For each thing a pair that differs in it alone, where the condition depends on it at all."""
        for thing in self.things:
            if (pair := next(self._pairs(thing), None)) is not None:
                yield pair

    def around(self, leaf: Leaf) -> Iterator[tuple[Answers, Answers, Answers]]:
        """Patients below, at and above a threshold, all else equal, so that the threshold matters."""
        (thing,) = leaf.things
        answers = [self._at(leaf, by) for by in (-1, 0, 1)]
        for one in answers:
            for given in islice(self._solve(self.tree, {thing: one}, want=True), TRIES):
                for other in answers:
                    if (rest := self._other(given, thing, other)) is not None:
                        whole = self._whole(rest)
                        yield tuple({**whole, thing: answer} for answer in answers)  # type: ignore[misc]

    def _pairs(self, thing: Thing) -> Iterator[Pair]:
        for answer in self._candidates[thing]:
            for given in islice(self._solve(self.tree, {thing: answer}, want=True), TRIES):
                for other in self._candidates[thing]:
                    if (rest := self._other(given, thing, other)) is not None:
                        rests = self._whole(rest)
                        yield Pair(thing, {**rests, thing: answer}, rests)

    def _other(self, given: Answers, thing: Thing, other: Any) -> Answers | None:
        """The same patient with another answer to one thing and no rule firing; None where there is none."""
        return next(self._solve(self.tree, {**given, thing: other}, want=False), None)

    def _whole(self, given: Answers) -> Answers:
        """The patient with everything answered that the condition asks about."""
        return {thing: given.get(thing, self._candidates[thing][0]) for thing in self.things}

    def _solve(self, tree: Tree, given: Answers, *, want: bool) -> Iterator[Answers]:
        """Ways of answering more, so that a part comes out as wanted."""
        match tree:
            case Leaf(things=things):
                for answers in self._filled(things, given):
                    if tree.holds(*(answers[thing] for thing in things)) is want:
                        yield answers
            case Joined(word="not", parts=(part,)):
                yield from self._solve(part, given, want=not want)
            case Joined(word=word, parts=parts):
                if want == (word == "and"):
                    yield from self._solve_all(parts, given, want=want)
                else:
                    for part in parts:
                        yield from self._solve(part, given, want=want)

    def _solve_all(self, parts: Sequence[Tree], given: Answers, *, want: bool) -> Iterator[Answers]:
        if not parts:
            yield given
            return
        for answers in self._solve(parts[0], given, want=want):
            yield from self._solve_all(parts[1:], answers, want=want)

    def _filled(self, things: Sequence[Thing], given: Answers) -> Iterator[Answers]:
        if not things:
            yield given
            return
        thing = things[0]
        for answer in (given[thing],) if thing in given else self._candidates[thing]:
            yield from self._filled(things[1:], {**given, thing: answer})

    def _answers(self, thing: Thing) -> Iterable[Any]:  # noqa: PLR0911 -- one for each kind of thing
        """The answers to try, the plainest first."""
        limits = sorted(
            {leaf.limit for leaf in self.leaves if thing in leaf.things and leaf.limit is not None}
        )
        match thing:
            case ("event", kind):
                return self._events(kind, [int(limit) for limit in limits])
            case ("fact", id_):
                fact = self._vocabulary.facts[id_]
                if fact.type is FactType.CHOICE:
                    return fact.option_ids
                return (False, True) if fact.type is FactType.BOOL else self._numbers(id_, limits)
            case ("zone",):
                return sorted(self._vocabulary.zones.sites)
            case ("laxity",):
                return GRADES
            case ("age",):
                return sorted({int(limit) + by for limit in limits or [40] for by in (-1, 0, 1)})
            case ("least_age",):
                return (18, 40, 999)
            case ("pregnancy_stance",) | ("lactation_stance",):
                return STANCES
        return (False, True)

    def _numbers(self, fact: str, limits: Iterable[float]) -> Iterable[float]:
        found = {limit + by for limit in limits for by in (-self._step(fact), 0, self._step(fact))}
        return sorted(filter(self._allowed(fact), found))

    def _allowed(self, fact: str) -> Callable[[float], bool]:
        known = self._vocabulary.facts[fact]
        low = float("-inf") if known.minimum is None else known.minimum
        high = float("inf") if known.maximum is None else known.maximum
        return lambda value: low <= value <= high

    def _step(self, fact: str) -> float:
        return 1 if self._vocabulary.facts[fact].type is FactType.INT else 0.5

    def _events(self, kind: str, windows: Sequence[int]) -> Iterator[tuple[Happened, ...]]:
        """Nothing; one event around each window, over or ahead; one that goes on."""
        yield ()
        days = sorted({window + by for window in [*windows, 1] for by in (-1, 0, 1)})
        for day in days:
            yield (Happened(day + 1, day),) if self._lasts(kind) else (Happened(day),)
        if self._lasts(kind):
            yield (Happened(3),)
        yield from ((Happened(-day),) for day in days)

    def _lasts(self, kind: str) -> bool:
        return self._vocabulary.event_kinds[kind].counts_from_end

    def _at(self, leaf: Leaf, by: int) -> Any:
        """The answer below, at or above a threshold."""
        assert leaf.limit is not None
        match leaf.things[0], leaf.sign:
            case ("event", kind), "within":
                day = int(leaf.limit) + by
                return (Happened(day + 1, day),) if self._lasts(kind) else (Happened(day),)
            case ("event", _), "before":
                return (Happened(-int(leaf.limit) - by),)
            case ("laxity",), _:
                return GRADES[min(max(GRADES.index(leaf.limit) + by, 0), len(GRADES) - 1)]
            case ("fact", id_), _:
                value = leaf.limit + by * self._step(id_)
                return value if self._allowed(id_)(value) else leaf.limit
        return int(leaf.limit) + by

    def _read(self, node: Node) -> Tree:  # noqa: PLR0911 -- one for each kind of node
        match node:
            case Always():
                return Joined("and", ())
            case And(parts=parts):
                return Joined("and", tuple(map(self._read, parts)))
            case Or(parts=parts):
                return Joined("or", tuple(map(self._read, parts)))
            case Not(part=part):
                return Joined("not", (self._read(part),))
            case Name(id=id_):
                return Leaf((("fact", id_),), bool)
            case Compare():
                return self._compared(node)
            case Call(function=function, arguments=(Word(text=word), *_), named=named):
                days = dict(named).get("days")
                return self._called(function, word, int(days.value) if isinstance(days, Number) else None)
        raise TypeError(node)

    def _compared(self, node: Compare) -> Tree:  # noqa: PLR0911 -- one for each form
        match node:
            case Compare(left=Name(id="zone"), operator=sign, right=right):
                names = right.items if isinstance(right, Listed) else (right,)
                sites = self._vocabulary.zones.sites_of_all(map(str, names))
                return Leaf((("zone",),), lambda site: (site in sites) is (sign == "in"))
            case Compare(left=Word(text=option), operator=sign, right=Name(id=fact)):
                return Leaf((("option", fact, option),), lambda ticked: ticked is (sign == "in"))
            case Compare(left=Name() as name, operator="in" | "not in" as sign, right=Listed(items=items)):
                options = [item.text for item in items if isinstance(item, Word)]
                return Leaf((self._thing(name),), lambda answer: (answer in options) is (sign == "in"))
            case Compare(left=Name() as name, operator=sign, right=Word(text=option)):
                return Leaf((self._thing(name),), lambda answer: SIGNS[sign](answer, option))
            case Compare(left=Number(), operator=sign, right=right):
                return self._compared(
                    attrs.evolve(node, left=right, operator=MIRRORED[sign], right=node.left)
                )
            case Compare(left=Name() as name, operator=sign, right=Number(value=limit)):
                return Leaf((self._thing(name),), lambda n: SIGNS[sign](n, limit), sign, limit)
            case Compare(left=Name() as name, operator=sign, right=Name() as other):
                return Leaf((self._thing(name), self._thing(other)), SIGNS[sign])
        raise TypeError(node)

    def _thing(self, name: Name) -> Thing:
        return ("fact", name.id) if name.id in self._vocabulary.facts else (name.id,)

    def _called(self, function: str, word: str, days: int | None) -> Tree:
        if function == "uses":
            return Leaf((("uses", word),), bool)
        if function == "takes":
            parts: list[Tree] = []
            if word in self._vocabulary.facts["medicines"].option_ids:
                parts.append(Leaf((("option", "medicines", word),), bool))
            if word in self._vocabulary.event_kinds:
                parts.append(self._called("ongoing", word, None))
            return Joined("or", tuple(parts))
        lasts = self._lasts(word)
        one = {
            "within": lambda e: e.began >= 0 and _days_since(e, lasts=lasts) < (days or 0),
            "before": lambda e: 0 <= -e.began < (days or 0),
            "ongoing": lambda e: e.began >= 0 and (e.ended is None or e.ended < 0),
            "ever": lambda e: e.began >= 0,
        }[function]
        asserted = [("fact", fact.id) for fact in self._vocabulary.facts.values() if fact.asserts == word]
        if not asserted or not lasts:
            return Leaf((("event", word),), lambda events: any(map(one, events)), function, days)
        raise NotImplementedError(
            word
        )  # a fact that asserts something that goes on: the generator would miss it


def _days_since(event: Happened, *, lasts: bool) -> int:
    """Days since what counts: the end of what lasts, the beginning of the rest; while it goes on, none."""
    if lasts:
        return 0 if event.ended is None else event.ended
    return event.began


def _holds(tree: Tree, answers: Answers) -> bool:
    match tree:
        case Leaf(things=things):
            return bool(tree.holds(*(answers[thing] for thing in things)))
        case Joined(word="not", parts=(part,)):
            return not _holds(part, answers)
        case Joined(word="and", parts=parts):
            return all(_holds(part, answers) for part in parts)
        case Joined(parts=parts):
            return any(_holds(part, answers) for part in parts)


def _leaves(tree: Tree) -> Iterator[Leaf]:
    if isinstance(tree, Leaf):
        yield tree
    else:
        for part in tree.parts:
            yield from _leaves(part)
