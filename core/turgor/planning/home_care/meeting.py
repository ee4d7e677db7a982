"""Home care that must not meet: which pairs are not used together, and what keeps the others apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import combinations

from turgor.domain.home_care import WEEK, weekdays
from turgor.domain.incompatible import Incompatible, Meeting
from turgor.domain.messages import Message, Phrase, plain
from turgor.domain.offers import Adaptation
from turgor.domain.skin import Severity
from turgor.planning.home_care.in_use import EVENING, Used
from turgor.planning.scheduling.problem import Problem

BESIDE = Phrase("home.incompatible", "{rule}: not together with {other}. {advice}")
NO_NIGHT = Phrase("home.no_night_left", "{rule}: the days of the week do not suffice. {advice}")
_DAYS_APART = (Meeting.SAME_NIGHT, Meeting.SAME_DAY)


def limit_id(rule: Incompatible) -> str:
    """The name under which a rule can be dropped to explain a conflict."""
    return f"incompatible:{rule.id}"


def rules(problem: Problem) -> Iterator[Incompatible]:
    """The rules that keep something apart; what only informs keeps nothing apart."""
    for rule in problem.catalogue.incompatible:
        if rule.severity is not Severity.NOTE and problem.keeps(limit_id(rule)):
            yield rule


def obstacle(
    added: Iterable[Used], there: Iterable[Used], problem: Problem
) -> tuple[Incompatible, Message] | None:
    """The first rule that keeps something from being added to what is there, with the words for it."""
    there = tuple(there)
    for new in added:
        for rule in rules(problem):
            for old in there:
                if (pair := sides(rule, new, old)) and not _bearable(rule, *pair, problem):
                    return rule, BESIDE(rule=rule.id, other=old.id.partition("#")[0], advice=rule.advice)
        there = (*there, new)
    return _no_night(there, problem)


def sides(rule: Incompatible, new: Used, old: Used) -> tuple[Used, Used] | None:
    """The two in the order of the rule's sides; None where it is not about them."""
    for one, other in ((old, new), (new, old)):
        if one.names.intersection(rule.one) and other.names.intersection(rule.other):
            return one, other
    return None


def _bearable(rule: Incompatible, one: Used, other: Used, problem: Problem) -> bool:
    """Whether the two can be used so that they do not meet, or may meet with care."""
    if not (_late_enough(rule, one, other, problem) and _seldom_enough(rule, one, other)):
        return False
    if rule.meeting is Meeting.SAME_PERIOD:
        return not rule.severity.blocks
    if rule.meeting is Meeting.SAME_STEP:
        return not (rule.severity.blocks and _one_routine(one, other))
    return not _days_to_part(rule, one, other) or one.most + other.most <= len(WEEK)


def _late_enough(rule: Incompatible, one: Used, other: Used, problem: Problem) -> bool:
    """Whether the first has been used for as long as the rule asks for before the second begins."""
    if not rule.other_after_weeks:
        return True
    begun = other.since or problem.today
    return one.since is not None and one.since + timedelta(weeks=rule.other_after_weeks) <= begun


def _seldom_enough(rule: Incompatible, one: Used, other: Used) -> bool:
    alone = rule.other_most_per_week or len(WEEK)
    together = rule.together_most_per_week or 2 * len(WEEK)
    return other.most <= alone and one.most + other.most <= together


def _one_routine(one: Used, other: Used) -> bool:
    """Whether some morning or evening holds both. The patient's own moves to the slot that is left, if one is."""
    if one.slots is None or other.slots is None:
        return any(slots is not None and len(slots) > 1 for slots in (one.slots, other.slots))
    return bool(one.slots & other.slots)


def _days_to_part(rule: Incompatible, one: Used, other: Used) -> bool:
    """Whether only different days of the week keep the two apart."""
    at_night = all(used.slots is None or EVENING in used.slots for used in (one, other))
    return rule.meeting is Meeting.SAME_DAY or (rule.meeting is Meeting.SAME_NIGHT and at_night)


def days_of_the_week(things: Iterable[Used], problem: Problem) -> dict[str, tuple[int, ...]]:
    """The weekdays on which each thing of the plan may be used, so that no two that must not meet share one.

    Whoever comes first takes evenly spread days; the next the most even ones among those left.
    """
    things = [thing for thing in things if not thing.own]
    parted = _parted(things, problem)
    taken: dict[str, tuple[int, ...]] = {}
    for thing in things:
        rivals = parted.get(thing.id, set())
        busy = {day for rival in sorted(rivals) for day in taken.get(rival, ())}
        free = [day for day in WEEK if day not in busy]
        taken[thing.id] = weekdays(thing.most, free) if rivals else tuple(WEEK)
    return taken


def _parted(things: Iterable[Used], problem: Problem) -> dict[str, set[str]]:
    """Which things of the plan need different days."""
    parted: dict[str, set[str]] = {}
    for one, other in combinations(things, 2):
        if any((pair := sides(rule, other, one)) and _days_to_part(rule, *pair) for rule in rules(problem)):
            parted.setdefault(one.id, set()).add(other.id)
            parted.setdefault(other.id, set()).add(one.id)
    return parted


def _no_night(things: tuple[Used, ...], problem: Problem) -> tuple[Incompatible, Message] | None:
    """Where three or more need different days, the week may be too short though each two find room."""
    days = days_of_the_week(things, problem)
    for thing in things:
        if not thing.own and len(days[thing.id]) < thing.most:
            rule = next(
                rule
                for rule in rules(problem)
                for other in things
                if other is not thing and (pair := sides(rule, thing, other)) and _days_to_part(rule, *pair)
            )
            return rule, NO_NIGHT(rule=rule.id, advice=rule.advice)
    return None


def advice(thing: Used, others: Iterable[Used], problem: Problem) -> Iterator[Adaptation]:
    """What to mind with a thing because of the others, each rule once; enforced where the plan sets the days."""
    others = [other for other in others if other.id != thing.id]
    for rule in rules(problem):
        pairs = [pair for other in others if (pair := sides(rule, thing, other)) and _to_mind(rule, *pair)]
        if pairs:
            enforced = any(_days_to_part(rule, *pair) for pair in pairs)
            enforced = enforced and not any(used.own for pair in pairs for used in pair)
            yield Adaptation(rule.id, plain(f"incompatible.{rule.id}.advice", rule.advice), enforced)


def _to_mind(rule: Incompatible, one: Used, other: Used) -> bool:
    """Whether the rule asks for something: days apart, slots apart, or care."""
    if rule.meeting is Meeting.SAME_PERIOD:
        return True
    if rule.meeting is Meeting.SAME_STEP:
        return one.slots is None or other.slots is None or bool(one.slots & other.slots)
    return _days_to_part(rule, one, other)
