"""What the history says about a treatment through skin states: what was left, what is planned, what is unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

import attrs

from turgor.domain.case import SYSTEMIC, Event
from turgor.domain.catalogue import Catalogue
from turgor.domain.dates import DAY, Span
from turgor.domain.findings import Findings
from turgor.domain.offers import SkinAction
from turgor.domain.skin import Severity
from turgor.domain.treatments import Treatment
from turgor.domain.vocabulary import Fact
from turgor.planning.judging.need_reasons import (
    of_course_window,
    of_event,
    of_unheard_of,
    of_unknown_events,
)
from turgor.planning.judging.timelines import Ground
from turgor.planning.skin.actions import systemic_states
from turgor.planning.skin.occupancy import Happening, forbidden, from_today, last_day
from turgor.planning.skin.skin_state import LagCause, causes
from turgor.planning.skin.unheard_of import unheard_of


@attrs.frozen
class Open:
    """Something unknown that may have left a state: a kind nobody asked about, or a fact nobody looked at.

    Attributes:
        asked: what would answer it.
        kind: what it may turn out to be.

    """

    asked: str
    kind: str
    sites: frozenset[str]


class Surroundings:
    """The events around a plan, known and unknown, and what they mean for each treatment."""

    def __init__(self, findings: Findings, catalogue: Catalogue, actions: Mapping[str, SkinAction]) -> None:
        self._findings = findings
        self._catalogue = catalogue
        self._actions = actions
        self._everywhere = catalogue.vocabulary.zones.sites
        self._systemic = systemic_states(catalogue.vocabulary)
        self._happenings = tuple(
            self._happening(event) for event in findings.history.events if event.kind in actions
        )
        self._unheard_of = tuple(unheard_of(findings, catalogue, actions))
        self._open = tuple(self._unknown())
        self._touches = {id_: _states(action) for id_, action in actions.items()}

    def grounds(self, treatment: Treatment) -> Iterator[Ground]:
        """The deferrals, cautions and open questions of a treatment that come from events."""
        for happening in self._happenings:
            if happening.action.id == treatment.id:
                yield from self._course_window(happening, treatment)
            elif self._meet(happening.action.id, treatment.id):
                yield from self._of_event(happening, treatment)
        yield from self._of_unknown(treatment)
        if any(need.severity.blocks for need in self._actions[treatment.id].needs):
            yield from self._of_unheard_of()

    def _of_unheard_of(self) -> Iterator[Ground]:
        """What nobody knows may have left any state, for any time."""
        for thing in self._unheard_of:
            sites = thing.sites or self._everywhere
            yield Ground(of_unheard_of(thing), Span(self._findings.today), sites, fired=False)

    def _of_event(self, happening: Happening, treatment: Treatment) -> Iterator[Ground]:
        action, today = self._actions[treatment.id], self._findings.today
        for found in forbidden(happening, action, self._everywhere, self._systemic, today):
            if found.cause.severity is not Severity.NOTE:
                yield Ground(of_event(found, self._catalogue), found.span, found.sites)

    def _course_window(self, happening: Happening, treatment: Treatment) -> Iterator[Ground]:
        """Two sessions of one treatment are spaced by its course alone, across courses too."""
        if treatment.course is None:
            return
        today, days = self._findings.today, treatment.course.interval.min_days
        last = last_day(happening, today)
        first = happening.event.start.earliest if happening.event.start else today
        until = None if last is None else last + timedelta(days=days) - DAY
        if span := from_today(Span(first - timedelta(days=days) + DAY, until), today):
            yield Ground(of_course_window(treatment, days, happening.event), span, happening.sites)

    def _of_unknown(self, treatment: Treatment) -> Iterator[Ground]:
        """One ground for each state that something unknown may have left, or may need gone."""
        found: dict[tuple[str, frozenset[str]], tuple[list[LagCause], list[str]]] = {}
        for question in self._open:
            if not (self._meet(question.kind, treatment.id) and self._concerns(question.kind, treatment)):
                continue
            for cause, sites in self._possible(question, treatment):
                causes_, asked = found.setdefault((cause.state, sites), ([], []))
                causes_.append(cause)
                asked.append(question.asked)
        for (state, sites), (causes_, asked) in found.items():
            reason = of_unknown_events(state, causes_, set(asked), self._catalogue)
            yield Ground(reason, Span(self._findings.today), sites, fired=False)

    def _possible(self, question: Open, treatment: Treatment) -> Iterator[tuple[LagCause, frozenset[str]]]:
        event, action = self._actions[question.kind], self._actions[treatment.id]
        for effect, cause in causes(event, action):
            if cause.severity is not Severity.NOTE:
                systemic = effect.state in self._systemic
                yield cause, self._everywhere if systemic else question.sites | effect.spreads_to
        for effect, cause in causes(action, event):
            if cause.severity is not Severity.NOTE:
                near = effect.state not in self._systemic and effect.spreads_to.isdisjoint(question.sites)
                yield cause, question.sites if near else self._everywhere

    def _meet(self, event: str, treatment: str) -> bool:
        """Whether the two have a state in common at all: a quick look before the exact one."""
        left, needed = self._touches[event]
        leaves, needs = self._touches[treatment]
        return not (left.isdisjoint(needs) and leaves.isdisjoint(needed))

    def _concerns(self, kind: str, treatment: Treatment) -> bool:
        """Whether not knowing about a kind holds a treatment up: a plugin's own kind only its own ones."""
        core, owner = self._catalogue.core.event_kinds, self._catalogue.owner(kind)
        return kind in core or owner == treatment.modality

    def _happening(self, event: Event) -> Happening:
        kind = self._catalogue.vocabulary.event_kinds.get(event.kind)
        lasts = kind is not None and kind.counts_from_end
        return Happening(event, self._actions[event.kind], lasts, event.sites or self._everywhere)

    def _unknown(self) -> Iterator[Open]:
        for kind in sorted(self._catalogue.vocabulary.event_kinds):
            if not self._findings.history.past_known(kind, self._findings.today):
                yield Open(kind, kind, self._everywhere)
        for id_, fact in sorted(self._catalogue.vocabulary.facts.items()):
            if fact.asserts and (sites := self._unseen(fact)):
                yield Open(id_, fact.asserts, sites)

    def _unseen(self, fact: Fact) -> frozenset[str]:
        """The sites at which a fact that stands for an event is unknown."""
        answers = self._findings.answers
        if not fact.per_zone:
            return frozenset() if answers.value(fact.id, SYSTEMIC) is not None else self._everywhere
        return frozenset(site for site in self._everywhere if answers.value(fact.id, site) is None)


def _states(action: SkinAction) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(e.state for e in action.effects), frozenset(n.state for n in action.needs)
