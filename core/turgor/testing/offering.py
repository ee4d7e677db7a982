"""What the Python of a modality makes of its offers and their dates when an answer is missing.

The offers are those that its data alone would make for a healthy person. Code may narrow them; where it narrows them
less for who was not asked than for who gave some answer, it took unknown for the other answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from turgor.domain.case import Case
from turgor.domain.findings import Findings
from turgor.domain.modalities import Offer
from turgor.domain.offers import SchedulingTerms
from turgor.host import Host
from turgor.host.narrowing import widened
from turgor.planner import assess
from turgor.planning.examine import examine
from turgor.planning.offer import offer
from turgor.testing.objecting import one_answer_each
from turgor.testing.sandbox import Sandbox
from turgor.testing.unknowing import forgetting

OFFERS, SCHEDULE = "turgor_offers", "turgor_schedule"

Answer = Mapping[str, tuple[Offer, SchedulingTerms]]


def offered_more(sandbox: Sandbox) -> Iterator[tuple[str, str]]:
    """Facts, each with what code allows where it is unknown and not for some answer to it."""
    host = sandbox.host()
    if not any({OFFERS, SCHEDULE} & set(host.hooks(name)) for name in sandbox.names):
        return
    given, unasked = _given(sandbox), dict[str, tuple[Findings, Answer]]()
    answered = _answers(sandbox, host, given)
    for name, case in one_answer_each(sandbox):
        if name not in unasked:
            unasked[name] = answered(forgetting(case, [name]))
        findings, tight = unasked[name]
        for how in _wider(tight, answered(case)[1], findings):
            yield name, how


def _given(sandbox: Sandbox) -> Sequence[Offer]:
    """What its data offers a healthy person."""
    host, case = sandbox.host(), sandbox.patient(laxity=2.0)
    bare = Sandbox.of(*(host.modalities[name] for name in sandbox.names)).host()
    judged = assess(case, sandbox.clinic, bare, sandbox.today)
    made = offer(judged.findings, judged.verdicts, bare.catalogue, sandbox.clinic, case.preferences, bare)
    return (*made.courses, *made.regimens)


def _answers(
    sandbox: Sandbox, host: Host, given: Sequence[Offer]
) -> Callable[[Case], tuple[Findings, Answer]]:
    def answered(case: Case) -> tuple[Findings, Answer]:
        findings = examine(case, host.catalogue, sandbox.today)
        adapted = host.adapt(given, findings, sandbox.clinic)
        return findings, {one.id: (one, host.terms(one, findings, sandbox.clinic)) for one in adapted}

    return answered


def _wider(unknown: Answer, known: Answer, findings: Findings) -> Iterator[str]:
    """Say in what the answer about somebody who was not asked goes beyond that about somebody who was."""
    for id_, (offered, terms) in unknown.items():
        if id_ not in known:
            yield f"{id_} is offered only then"
            continue
        narrower, dated = known[id_]
        yield from (f"{id_}: {problem}" for problem in widened(offered, narrower, findings))
        yield from (f"{id_}: {problem}" for problem in _sooner(terms, dated))


def _sooner(unknown: SchedulingTerms, known: SchedulingTerms) -> Iterator[str]:
    if not unknown.avoid_weekdays >= known.avoid_weekdays:
        yield "avoid_weekdays may only gain some"
    if known.earliest and not (unknown.earliest and unknown.earliest >= known.earliest):
        yield f"earliest may only be later (was {known.earliest}, then {unknown.earliest})"
    if known.latest and not (unknown.latest and unknown.latest <= known.latest):
        yield f"latest may only be sooner (was {known.latest}, then {unknown.latest})"
    if not all(contact in unknown.follow_ups for contact in known.follow_ups):
        yield "follow_ups may only gain some"
