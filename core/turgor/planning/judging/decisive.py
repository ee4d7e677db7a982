"""Which open questions decide something, so that no other is asked.

A question *decides* a treatment at a goal zone if an answer can change its standing there, the other open questions
being answered so that they are not in the way. Three things keep it from deciding: what is known already weighs as much
(a treatment that is contraindicated anyway), the treatment is out of play (excluded, not wanted, beyond the budget), or
no answer takes back a caution that is carried out for want of it.

Nothing is judged anew for it. What is known makes a standing for each stretch of days; against it stands what an open
rule would make of it. An open caution is asked again, alone, with each answer that its condition can tell apart. Only an answer on which the length of a past
treatment's effects depends is tried on the whole, and only where there was such a treatment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

import attrs

from turgor.domain.case import SYSTEMIC
from turgor.domain.catalogue import Catalogue
from turgor.domain.clinic import Clinic
from turgor.domain.findings import Findings
from turgor.domain.rules import Rule
from turgor.domain.skin import Severity
from turgor.domain.treatments import Treatment
from turgor.domain.verdicts import Period, Reason, Status, Verdict, Verdicts
from turgor.planning.judging.reasons import of_rule
from turgor.planning.skin.actions import actions_for, traits_of
from turgor.planning.skin.skin_state import LagCause, causes
from turgor.rules import Condition, Subject, compile_condition

LAXITY = "laxity"  # the one declared reason that may be open: the laxity that a course suits
Judge = Callable[[Findings], Verdicts]


@attrs.frozen
class Decided:
    """What the open questions decide.

    Attributes:
        by_question: question -> the treatments that it decides, the question that decides most first.
        needless: open questions that decide nothing, whatever the answer.
        settled: treatments whose standing no answer can change any more, or that cannot be chosen anyway.

    """

    by_question: Mapping[str, tuple[str, ...]]
    needless: tuple[str, ...]
    settled: tuple[str, ...]


def decisive(  # noqa: PLR0917 -- what was judged, and what it was judged by
    findings: Findings,
    verdicts: Verdicts,
    catalogue: Catalogue,
    clinic: Clinic,
    out_of_play: frozenset[str],
    judge: Judge,
) -> Decided:
    """Which open questions decide which treatments.

    `judge` gives the verdicts for other findings; it is called for answers that change past treatments only.
    """
    trial = _Trial(findings, catalogue, clinic)
    waiting: dict[str, set[str]] = {}
    in_play = [verdict for verdict in verdicts.verdicts if verdict.treatment not in out_of_play]
    for verdict in in_play:
        for asked in trial.decides(verdict):
            waiting.setdefault(asked, set()).add(verdict.treatment)
    for asked, treatments in _by_effects(findings, verdicts, catalogue, judge).items():
        if played := treatments - out_of_play:
            waiting.setdefault(asked, set()).update(played)
    open_ = {asked for verdict in verdicts.verdicts for asked in verdict.ask}
    for asked in open_ - catalogue.core.event_kinds.keys() & catalogue.vocabulary.event_kinds.keys():
        if met := {verdict.treatment for verdict in in_play if trial.would_hold_up(asked, verdict)}:
            waiting.setdefault(asked, set()).update(met)
    in_order = sorted(waiting, key=lambda asked: (-len(waiting[asked]), asked))
    moving = {treatment for treatments in waiting.values() for treatment in treatments}
    return Decided(
        by_question={asked: tuple(sorted(waiting[asked])) for asked in in_order},
        needless=tuple(sorted(open_ - waiting.keys())),
        settled=tuple(sorted({verdict.treatment for verdict in verdicts.verdicts} - moving)),
    )


class _Trial:
    """Asks single rules again, with one question answered."""

    def __init__(self, findings: Findings, catalogue: Catalogue, clinic: Clinic) -> None:
        self._findings, self._catalogue, self._clinic = findings, catalogue, clinic
        self._subject = Subject(findings, catalogue.vocabulary, traits_of=traits_of(catalogue))
        self._rules = {rule.id: rule for rule in catalogue.rules}
        self._actions = actions_for(findings, catalogue, clinic.positions)
        self._conditions: dict[str, Condition] = {}
        self._tried: dict[tuple[object, ...], bool] = {}

    def decides(self, verdict: Verdict) -> Iterator[str]:
        """The questions that decide a verdict."""
        treatment = self._catalogue.treatments.get(verdict.treatment)
        if treatment is None:
            return
        found: set[str] = set()
        site = min(verdict.sites)
        for period in verdict.timeline:
            known = [reason for reason in period.reasons if not _missing(reason)]
            for reason in period.reasons:
                for asked in _missing(reason) - found:
                    if self._weighs(asked, reason, known, treatment) and self._matters(
                        asked, reason, treatment, site, period
                    ):
                        found.add(asked)
        yield from sorted(found)

    def would_hold_up(self, kind: str, verdict: Verdict) -> bool:
        """Whether an event of a modality's own kind would change a verdict.

        Not knowing about it holds up that modality alone; should it have happened, all that it meets.
        """
        treatment = self._catalogue.treatments.get(verdict.treatment)
        if treatment is None or not (severities := [cause.severity for cause in self._met(kind, treatment)]):
            return False
        held_up = _put_off(severities).rank
        floors = ([r.status.rank for r in period.reasons if not _missing(r)] for period in verdict.timeline)
        return any(held_up > max(floor, default=0) for floor in floors)

    def _weighs(self, asked: str, reason: Reason, known: list[Reason], treatment: Treatment) -> bool:
        """Whether the reason, open or fired, weighs more than what is known."""
        floor = max((one.status.rank for one in known), default=0)
        fired = self._fired(asked, reason, known, treatment)
        return max(reason.status.rank, fired.rank) > floor

    def _fired(self, asked: str, reason: Reason, known: list[Reason], treatment: Treatment) -> Status:
        """The standing that the reason makes where it holds."""
        if reason.overridden:
            return Status.CAUTION
        if reason.rule == LAXITY:
            return Status.NOT_INDICATED
        rule = self._rules.get(reason.rule)
        if rule is None:
            return self._of_need(asked, reason, treatment)
        if rule.forms and _forms_left(treatment, rule, known):
            return Status.CAUTION
        held = of_rule(rule, self._clinic, (), holds=True)
        return reason.status if held is None else held.status

    def _of_need(self, asked: str, reason: Reason, treatment: Treatment) -> Status:
        """What an event of the kind would do through its states: put off, or ask for caution."""
        facts = self._catalogue.vocabulary.facts
        kind = facts[asked].asserts if asked in facts else asked
        if kind not in self._actions:
            return Status.DEFERRED if reason.severity.blocks else Status.CAUTION
        met = self._met(kind, treatment)
        return _put_off(cause.severity for cause in met if f"need:{cause.state}" == reason.rule)

    def _met(self, kind: str, treatment: Treatment) -> list[LagCause]:
        """How a kind of event and a treatment meet through the skin, whichever comes first."""
        event, action = self._actions[kind], self._actions[treatment.id]
        met = (cause for pair in ((event, action), (action, event)) for _, cause in causes(*pair))
        return [cause for cause in met if cause.severity is not Severity.NOTE]

    def _matters(self, asked: str, reason: Reason, treatment: Treatment, site: str, period: Period) -> bool:
        """Whether an answer changes what the reason makes of the verdict.

        What is undecided changes with any answer. A caution is carried out while it is open, so an answer changes it
        only if it may take it back.
        """
        rule = self._rules.get(reason.rule)
        if rule is None or reason.status is Status.UNDECIDED:
            return True
        condition = self._condition(rule)
        place, day = site if condition.by_site else SYSTEMIC, period.span.first
        key = rule.id, asked, place, day, treatment.id if condition.by_treatment else ""
        if key not in self._tried:
            self._tried[key] = self._takes_back(asked, condition, treatment, place, day)
        return self._tried[key]

    def _takes_back(
        self, asked: str, condition: Condition, treatment: Treatment, site: str, day: date
    ) -> bool:
        """Whether some answer does not make it hold."""
        subject = attrs.evolve(self._subject, treatment=treatment)
        ways = condition.told(asked, subject, site, day)
        answers = {condition.at(told, site, day).value for told in ways}
        return answers != {True}

    def _condition(self, rule: Rule) -> Condition:
        if rule.when not in self._conditions:
            self._conditions[rule.when] = compile_condition(rule.when, self._catalogue.vocabulary)
        return self._conditions[rule.when]


def _put_off(severities: Iterable[Severity]) -> Status:
    return Status.DEFERRED if any(severity.blocks for severity in severities) else Status.CAUTION


def _missing(reason: Reason) -> set[str]:
    return {use.id for use in reason.facts if use.value is None}


def _forms_left(treatment: Treatment, rule: Rule, known: list[Reason]) -> bool:
    """Whether a form is left where the rule takes its own away."""
    gone = {form for reason in known if reason.severity.blocks for form in reason.forms} | set(rule.forms)
    return any(form not in gone for form in treatment.forms)


def _by_effects(
    findings: Findings, verdicts: Verdicts, catalogue: Catalogue, judge: Judge
) -> Mapping[str, set[str]]:
    """Facts on which it depends how long a past treatment or event goes on to matter: tried on the whole."""
    found: dict[str, set[str]] = {}
    before = _standings(verdicts)
    for condition in _conditions_of_the_past(findings, catalogue):
        subject = Subject(findings, catalogue.vocabulary, traits_of=traits_of(catalogue))
        for asked in condition.at(subject, SYSTEMIC, findings.today).missing:
            for told in condition.told(asked, subject, SYSTEMIC, findings.today):
                after = _standings(judge(told.findings))
                changed = {
                    treatment for (treatment, site), now in after.items() if before[treatment, site] != now
                }
                found.setdefault(asked, set()).update(changed)
    return found


def _conditions_of_the_past(findings: Findings, catalogue: Catalogue) -> Iterator[Condition]:
    kinds, treatments = catalogue.vocabulary.event_kinds, catalogue.treatments
    past = {event.kind for event in findings.history.events}
    acting = [kinds[id_].terms for id_ in sorted(past & kinds.keys())]
    acting += [treatments[id_].terms for id_ in sorted(past & treatments.keys())]
    texts = {effect.when for terms in acting for effect in terms.effects if effect.when}
    return (compile_condition(text, catalogue.vocabulary) for text in sorted(texts))


def _standings(verdicts: Verdicts) -> Mapping[tuple[str, str], tuple[tuple[date, Status], ...]]:
    """Treatment and site -> the status from each day on on which it changes."""
    return {
        (verdict.treatment, site): tuple(_changes(verdict))
        for verdict in verdicts.verdicts
        for site in verdict.sites
    }


def _changes(verdict: Verdict) -> Iterator[tuple[date, Status]]:
    last = None
    for period in verdict.timeline:
        if period.status is not last:
            yield period.span.first, period.status
        last = period.status
