"""What the rules say about one patient: for each rule the days and sites on which it holds or may hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import attrs

from turgor.domain.case import SYSTEMIC
from turgor.domain.catalogue import Catalogue
from turgor.domain.clinic import Clinic
from turgor.domain.dates import DAY, Span
from turgor.domain.findings import Findings
from turgor.domain.rules import Rule
from turgor.domain.treatments import Treatment
from turgor.domain.verdicts import FactUse
from turgor.planning.judging.reasons import of_rule, position_against
from turgor.planning.judging.timelines import Ground
from turgor.planning.skin.actions import traits_of
from turgor.rules import Condition, Subject, Truth, compile_condition, concerns

Timeline = tuple[tuple[date, Truth], ...]


class RuleBook:
    """The rules of a catalogue, asked about one patient. Each condition is asked as seldom as it can be."""

    def __init__(self, findings: Findings, catalogue: Catalogue, clinic: Clinic) -> None:
        self._catalogue = catalogue
        self._clinic = clinic
        self._subject = Subject(findings, catalogue.vocabulary, traits_of=traits_of(catalogue))
        self._conditions: dict[str, Condition] = {}
        self._asked: dict[tuple[object, ...], tuple[Ground, ...]] = {}

    def grounds(self, treatment: Treatment) -> Iterator[tuple[Rule, Ground]]:
        """What each rule says about a treatment: in rule order, then by site and day."""
        for rule in self._catalogue.rules:
            if concerns(rule, treatment):
                for ground in self._grounds(rule, treatment):
                    yield rule, ground

    def red_flags(self) -> Iterator[tuple[Rule, Ground]]:
        """What the rules say that stop all planning, whatever treatments there are."""
        for rule in self._catalogue.rules:
            if rule.stops_plan:
                for ground in self._grounds(rule, None):
                    yield rule, ground

    def _grounds(self, rule: Rule, treatment: Treatment | None) -> tuple[Ground, ...]:
        condition = self._condition(rule.when)
        key: tuple[object, ...] = (rule.id,)
        if condition.by_treatment and treatment:
            key = (rule.id, treatment.least_age, treatment.pregnancy, treatment.lactation)
        if key not in self._asked:
            subject = attrs.evolve(self._subject, treatment=treatment)
            self._asked[key] = tuple(self._ask(rule, condition, subject))
        return self._asked[key]

    def _condition(self, text: str) -> Condition:
        if text not in self._conditions:
            self._conditions[text] = compile_condition(text, self._catalogue.vocabulary)
        return self._conditions[text]

    def _ask(self, rule: Rule, condition: Condition, subject: Subject) -> Iterator[Ground]:
        """Ask a condition, once for all sites or once a site; a red flag anywhere counts everywhere."""
        findings, everywhere = subject.findings, self._catalogue.vocabulary.zones.sites
        judged = everywhere if rule.stops_plan else findings.goal_sites
        asked = sorted(judged) if condition.by_site else [SYSTEMIC]
        for timeline, sites in _alike(condition.timeline(subject, site) for site in asked):
            where = everywhere if rule.stops_plan or not condition.by_site else _named(asked, sites)
            yield from self._read(rule, timeline, where)

    def _read(self, rule: Rule, timeline: Timeline, sites: frozenset[str]) -> Iterator[Ground]:
        followed = position_against(rule, self._clinic) is None
        for (first, truth), last in zip(timeline, _lasts(timeline), strict=True):
            if truth.value is False:
                continue
            facts = truth.because if truth.value else tuple(FactUse(fact, None) for fact in truth.missing)
            if reason := of_rule(rule, self._clinic, facts, holds=truth.value):
                yield Ground(reason, Span(first, last), sites, fired=followed and bool(truth.value))


def _alike(timelines: Iterable[Timeline]) -> Iterable[tuple[Timeline, list[int]]]:
    """Equal timelines together, each with its places in the order asked."""
    places: dict[Timeline, list[int]] = {}
    for place, timeline in enumerate(timelines):
        places.setdefault(timeline, []).append(place)
    return places.items()


def _named(asked: Sequence[str], places: Iterable[int]) -> frozenset[str]:
    return frozenset(asked[place] for place in places)


def _lasts(timeline: Timeline) -> list[date | None]:
    """The last day of each entry: the day before the next one."""
    return [*(first - DAY for first, _ in timeline[1:]), None]
