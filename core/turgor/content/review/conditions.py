"""Conditions that cannot tell patients apart, and rules that speak of nobody or contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import attrs

from turgor.content.review.finding import Finding, Kind
from turgor.content.review.written import Entry, Stated, Written
from turgor.domain.catalogue import Vocabulary
from turgor.domain.rules import Rule
from turgor.domain.skin import Severity
from turgor.rules import compile_condition, concerns
from turgor.rules.reading.nodes import Always, And, Compare, Listed, Node, Not, Or
from turgor.rules.reading.parse import parse

ALWAYS = frozenset({True})
NEVER = frozenset({False})
FOR_ALL = "True"


def check_conditions(written: Written) -> Iterator[Finding]:
    """Find conditions that never or always hold, as a whole or in a part."""
    for stated in written.conditions:
        yield from _one_answer(stated, written.catalogue.vocabulary)


def check_rules(written: Written) -> Iterator[Finding]:
    """Find rules that speak of no treatment, and pairs of rules with one condition."""
    for entry, rule in written.rules:
        if rule.applies_to and not _treatments(rule, written):
            names = ", ".join(rule.applies_to)
            text = f"no treatment that is installed has what it speaks of: {names}"
            yield Finding(
                Kind.CONCERNS_NOBODY, entry.owner, entry.about, text, "Install it, or mend the name."
            )
    yield from _pairs(written)


def _one_answer(stated: Stated, vocabulary: Vocabulary) -> Iterator[Finding]:
    answers = stated.condition.possible(vocabulary)
    if answers == NEVER:
        text = f"the condition can never hold: {stated.text}"
        yield _found(Kind.NEVER_FIRES, stated, text, "Mend the condition, or take the statement out.")
    elif answers == ALWAYS:
        if not _meant_for_all(stated):
            text = f"the condition always holds: {stated.text}"
            yield _found(Kind.ALWAYS_FIRES, stated, text, "Say for whom it holds, or make it a note.")
    else:
        yield from _dead_parts(stated, vocabulary)


def _meant_for_all(stated: Stated) -> bool:
    """Notes may be for everybody, and so may limits that say so; a rule that stops everybody is a slip."""
    if isinstance(stated.of, Rule):
        return stated.of.severity is Severity.NOTE
    return stated.text == FOR_ALL


def _dead_parts(stated: Stated, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Parts that never or always hold although the whole can tell patients apart; the largest ones only."""
    waiting: list[Node] = [parse(stated.text)]
    while waiting:
        for part in _parts(waiting.pop()):
            answers = compile_condition(str(part), vocabulary).possible(vocabulary)
            if len(answers) > 1:
                waiting.append(part)
                continue
            word = "always" if answers == ALWAYS else "never"
            text = f"the part ({part}) {word} holds"
            yield _found(Kind.DEAD_PART, stated, text, "Take the part out, or mend it.")


def _parts(node: Node) -> tuple[Node, ...]:
    match node:
        case And(parts=parts) | Or(parts=parts):
            return parts
        case Not(part=part):
            return (part,)
    return ()


def _found(kind: Kind, stated: Stated, text: str, suggestion: str) -> Finding:
    return Finding(kind, stated.entry.owner, stated.about, text, suggestion)


def _pairs(written: Written) -> Iterator[Finding]:
    """Rules of one condition about one treatment: they say the same twice, or contradict each other."""
    alike: dict[str, list[tuple[Entry, Rule]]] = {}
    for entry, rule in written.rules:
        alike.setdefault(_ordered(parse(rule.when)), []).append((entry, rule))
    for rules in alike.values():
        for (_, one), (entry, other) in combinations(rules, 2):
            shared = _treatments(one, written) & _treatments(other, written)
            told_apart = one.forms != other.forms or Severity.NOTE in (one.severity, other.severity)
            if shared and not told_apart:
                yield _pair(one, entry, other, min(shared))


def _pair(one: Rule, entry: Entry, other: Rule, treatment: str) -> Finding:
    if (one.severity, one.outcome) == (other.severity, other.outcome):
        text = f"asks the same as {one.id} and says the same of {treatment}"
        return Finding(
            Kind.REPEATED_RULE, entry.owner, entry.about, text, "Join the two, or tell them apart."
        )
    said = f"{one.id} says {one.severity} {one.outcome}, this {other.severity} {other.outcome}"
    text = f"asks the same as {one.id} and says something else of {treatment}: {said}"
    return Finding(
        Kind.CONFLICTING_RULES, entry.owner, entry.about, text, "Decide for one, or tell them apart."
    )


def _treatments(rule: Rule, written: Written) -> frozenset[str]:
    return frozenset(
        id_ for id_, treatment in written.catalogue.treatments.items() if concerns(rule, treatment)
    )


def _ordered(node: Node) -> str:
    """The condition as text in which the order of parts and of listed words does not matter."""
    match node:
        case And(parts=parts):
            return f"all({', '.join(sorted({_ordered(part) for part in parts}))})"
        case Or(parts=parts):
            return f"any({', '.join(sorted({_ordered(part) for part in parts}))})"
        case Not(part=part):
            return f"not({_ordered(part)})"
        case Compare(right=Listed(items=items)):
            return str(attrs.evolve(node, right=Listed(tuple(sorted(items, key=str)))))
        case Always():
            return "True"
    return str(node)
