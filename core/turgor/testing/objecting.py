"""What the Python of a modality says of one answer after another, without judging all the rest.

Declared rules never take unknown for an answer: the language sees to that. Code can, and what it hangs on is a needle
among a hundred facts. So every answer to every fact is tried; only where code objects to less is a patient judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import attrs

from turgor.api import Fact, FactType
from turgor.domain.case import SYSTEMIC, Answers, Case
from turgor.host import Host
from turgor.planning.examine import examine
from turgor.testing.patients import answer
from turgor.testing.sandbox import Sandbox
from turgor.testing.unknowing import forgetting

HOOK = "turgor_eligibility"


def objected_less(sandbox: Sandbox) -> Iterator[tuple[str, Case]]:
    """Facts, each with a healthy person and one answer to it, for which code blocks less when it is unknown."""
    host = sandbox.host()
    if not any(HOOK in host.hooks(name) for name in sandbox.names):
        return
    for name, case in one_answer_each(sandbox):
        if _blocked(sandbox, host, case) - _blocked(sandbox, host, forgetting(case, [name])):
            yield name, case


def one_answer_each(sandbox: Sandbox) -> Iterator[tuple[str, Case]]:
    """Each fact with a healthy person and one answer to it, all answers in turn."""
    healthy = sandbox.patient()
    told = healthy.assessment
    for name, fact in sorted(sandbox.catalogue.vocabulary.facts.items()):
        for given in _answers(fact):
            by_fact = {**told.answers.by_fact, name: {SYSTEMIC: answer(fact, given)}}
            yield name, attrs.evolve(healthy, assessment=attrs.evolve(told, answers=Answers(by_fact)))


def _answers(fact: Fact) -> tuple[object, ...]:
    """Answers that code may tell apart."""
    match fact.type:
        case FactType.BOOL:
            return True, False
        case FactType.CHOICE:
            return fact.option_ids
        case FactType.CHOICES:
            return tuple([option] for option in fact.option_ids)
    ends = fact.minimum or 0, fact.maximum or 100
    return tuple(int(end) if fact.type is FactType.INT else float(end) for end in ends)


def _blocked(sandbox: Sandbox, host: Host, case: Case) -> AbstractSet[tuple[str, frozenset[str]]]:
    objections = host.objections(examine(case, host.catalogue, sandbox.today), sandbox.clinic)
    return {(one.treatment, one.sites) for one in objections if one.severity.blocks}
