"""What `verify` needs to see that home care does not meet what it must not, and that its doses do not add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from turgor.domain.doses import DailyLimit
from turgor.domain.incompatible import Incompatible
from turgor.domain.offers import RegimenOffer
from turgor.domain.replay import Replay
from turgor.planning.home_care import daily_totals, meeting
from turgor.planning.home_care.circumstances import takes
from turgor.planning.home_care.in_use import as_used, beside, names_of
from turgor.planning.recording.stages import Stages
from turgor.planning.scheduling.problem import Problem


def with_home_care(record: Replay, stages: Stages) -> Replay:
    """The record with what home care must not meet, what goes on beside it, and what a day adds up to."""
    problem = _problem(stages)
    offers = tuple(placed.offer for placed in stages.schedule.regimens)
    goes_on = tuple(
        beside(stages.findings.using, {o.treatment for o in offers}, stages.catalogue, stages.actions)
    )
    rules = tuple(_concerning(offers, problem))
    named = sorted({name for rule in rules for name in (*rule.one, *rule.other)})
    return attrs.evolve(
        record,
        traits={
            **record.traits,
            **{u.treatment: tuple(sorted(names_of(u, stages.catalogue))) for u in goes_on},
        },
        going_on=goes_on,
        incompatible=rules,
        takes=takes(named, problem),
        daily_limits=tuple(_limits(offers, problem)),
        doses={offer.id: doses for offer in offers if (doses := daily_totals.doses(offer, problem))},
        intake=daily_totals.intake(problem),
        weight=daily_totals.weight(problem),
    )


def _problem(stages: Stages) -> Problem:
    return Problem(
        stages.offers,
        stages.actions,
        stages.findings,
        stages.clinic,
        stages.case.preferences,
        stages.priority,
        stages.catalogue,
    )


def _concerning(offers: Sequence[RegimenOffer], problem: Problem) -> Iterator[Incompatible]:
    names = {name for offer in offers for name in as_used(offer, problem).names}
    for rule in meeting.rules(problem):
        if names.intersection((*rule.one, *rule.other)):
            yield rule


def _limits(offers: Sequence[RegimenOffer], problem: Problem) -> Iterator[DailyLimit]:
    brought = {dose.substance for offer in offers for dose in daily_totals.doses(offer, problem)}
    for limit, _ in daily_totals.applicable(brought, problem):
        yield limit
