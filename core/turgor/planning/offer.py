"""What each treatment could be for this patient: findings and verdicts become courses and regimens on terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property, reduce
from operator import and_

import attrs

from turgor.domain.case import Preferences
from turgor.domain.catalogue import Catalogue
from turgor.domain.clinic import Clinic
from turgor.domain.courses import Course
from turgor.domain.dates import Days, Span
from turgor.domain.findings import Findings
from turgor.domain.messages import Message, Phrase
from turgor.domain.modalities import Modalities, Offer
from turgor.domain.money import Money
from turgor.domain.offers import Benefit, CourseOffer, LeftOut, Offers, RegimenOffer
from turgor.domain.rules import Rule
from turgor.domain.terms import CourseTerms, RegimenTerms, Slot
from turgor.domain.treatments import Standing, Treatment
from turgor.domain.verdicts import Period, Reason, Status, Verdict, Verdicts
from turgor.planning.offering.adaptations import (
    adaptations,
    adapted_course,
    adapted_steps,
    firing,
    healing,
    required,
    strictest,
)
from turgor.planning.offering.benefit import benefit
from turgor.planning.scheduling.calendar import last_day

SWITCHED_OFF = Phrase("offer.switched_off", "This clinic does not offer it.")
INVESTIGATIONAL = Phrase("offer.investigational", "It is offered in a trial only.")
NO_HABIT = Phrase("offer.no_habit", "There is no such habit to answer.")
HABIT_OPEN = Phrase("offer.habit_open", "It is not known whether there is such a habit to answer.")
NO_DAY = Phrase("offer.no_day", "No day until {last} is allowed.")
NO_FIT = Phrase("offer.no_fit", "It does not suit the laxity there.")
ALWAYS_TRAITS = frozenset({"sun_protection", "moisturiser"})


def offer(  # noqa: PLR0917 -- the order of the pipeline
    findings: Findings,
    verdicts: Verdicts,
    catalogue: Catalogue,
    clinic: Clinic,
    preferences: Preferences,
    modalities: Modalities,
    running: Sequence[Course] = (),
) -> Offers:
    """One course per treatment and group of goal sites with the same days and numbers; one regimen per treatment.

    `running` are courses that go on: what is offered of their treatments is just these, on as many of their sites as
    still share a day for the next session. What may not be offered is left out with its reason. Modalities adapt their own offers and add scheduling
    terms; offers of a modality that failed meanwhile are dropped.
    """
    if verdicts.stopped:
        return Offers((), ())
    last = last_day(preferences, clinic, findings.today)
    desk = _Desk(findings, catalogue, clinic, last, preferences.pins.must, running)
    entries = [
        entry for treatment in catalogue.treatments.values() for entry in desk.entries(treatment, verdicts)
    ]
    made = [entry for entry in entries if not isinstance(entry, LeftOut)]
    asked = tuple(_asked(made, findings, clinic, modalities))
    return Offers(
        courses=tuple(one for one in asked if isinstance(one, CourseOffer)),
        regimens=tuple(one for one in asked if isinstance(one, RegimenOffer)),
        left_out=tuple(entry for entry in entries if isinstance(entry, LeftOut)),
    )


def _asked(
    made: Sequence[Offer], findings: Findings, clinic: Clinic, modalities: Modalities
) -> Iterator[Offer]:
    adapted = modalities.adapt(made, findings, clinic)
    termed = [attrs.evolve(one, terms=modalities.terms(one, findings, clinic)) for one in adapted]
    for one in sorted(termed, key=lambda one: one.id):
        if one.treatment.partition(".")[0] not in modalities.failed:
            yield one


@attrs.frozen(slots=False)
class _Desk:
    """Makes the offers for one patient at one clinic."""

    findings: Findings
    catalogue: Catalogue
    clinic: Clinic
    last: date
    pinned: Collection[str]
    running: Sequence[Course]

    def entries(self, treatment: Treatment, verdicts: Verdicts) -> Iterator[Offer | LeftOut]:
        """The offers of one treatment and what of it is left out, over the goal sites."""
        mine = sorted(self._at_goals(treatment, verdicts), key=lambda verdict: sorted(verdict.sites))
        if not mine:
            return
        sites = frozenset(site for verdict in mine for site in verdict.sites)
        if treatment.id in self.clinic.switched_off:
            yield LeftOut(treatment.id, sites, SWITCHED_OFF())
        elif treatment.standing is Standing.INVESTIGATIONAL and not self._in_a_trial(treatment):
            yield LeftOut(treatment.id, sites, INVESTIGATIONAL())
        elif self._without_its_habit(treatment):
            unknown = set(treatment.answers) & set(self.findings.unknown_habits)
            yield LeftOut(treatment.id, sites, HABIT_OPEN() if unknown else NO_HABIT())
        else:
            yield from self._blocked(mine)
            allowed = [verdict for verdict in mine if self._days(verdict)]
            if treatment.course is not None:
                yield from self._courses(treatment, treatment.course, allowed)
            elif treatment.regimen is not None:
                yield from self._regimens(treatment, treatment.regimen, allowed)

    def _in_a_trial(self, treatment: Treatment) -> bool:
        """Whether the patient's consent to a trial is on record and a practitioner asks for it: no benefit counts."""
        consent = treatment.trial_consent and self.findings.answers.value(treatment.trial_consent)
        return consent is True and treatment.id in self.pinned

    def _without_its_habit(self, treatment: Treatment) -> bool:
        """Whether it answers a habit alone that the patient is not known to have; a pin asks for it all the same."""
        needless = not set(treatment.answers) & set(self.findings.habits)
        return needless and "only_for_habit" in treatment.traits and treatment.id not in self.pinned

    def _at_goals(self, treatment: Treatment, verdicts: Verdicts) -> Iterator[Verdict]:
        for verdict in verdicts.verdicts:
            sites = verdict.sites & self.findings.goal_sites
            if verdict.treatment == treatment.id and sites:
                yield attrs.evolve(verdict, sites=sites)

    def _days(self, verdict: Verdict) -> bool:
        return next(verdict.allowed.between(self.findings.today, self.last), None) is not None

    def _blocked(self, verdicts: Iterable[Verdict]) -> Iterator[LeftOut]:
        for verdict in verdicts:
            if not self._days(verdict):
                yield LeftOut(verdict.treatment, verdict.sites, self._why(verdict))

    def _why(self, verdict: Verdict) -> Message:
        """The text of the reason that decides today's verdict."""
        deciding = [r for r in verdict.today.reasons if r.status is verdict.today.status]
        return deciding[0].text if deciding else NO_DAY(last=self.last)

    def _courses(
        self, treatment: Treatment, declared: CourseTerms, verdicts: Sequence[Verdict]
    ) -> Iterator[CourseOffer | LeftOut]:
        """One course for all sites that have the same allowed days and the same numbers, or those that go on."""
        running = [course for course in self.running if course.treatment == treatment.id]
        groups = self._going_on(running, verdicts) if running else self._anew(treatment.id, verdicts)
        for id_, group in groups:
            worth = benefit(treatment, self._cautions(group), self.findings)
            suits = Benefit(tuple(site for site in worth.sites if site.points))
            unfit = frozenset(entry.site for entry in worth.sites if not entry.points)
            if unfit:
                yield LeftOut(treatment.id, unfit, NO_FIT())
            if suits.sites:
                yield self._course(treatment, declared, group, suits, id_)

    def _anew(self, treatment: str, verdicts: Iterable[Verdict]) -> Iterator[tuple[str, Sequence[Verdict]]]:
        for number, group in enumerate(self._alike(verdicts), 1):
            yield f"{treatment}#{number}", group

    def _going_on(
        self, running: Iterable[Course], verdicts: Sequence[Verdict]
    ) -> Iterator[tuple[str, Sequence[Verdict]]]:
        """The verdicts on the sites of each course that goes on, as far as they share a day for its next session."""
        for course in running:
            sites, last = frozenset(course.sites), self.last
            if course.given:
                last = min(last, course.given[-1] + timedelta(days=course.interval.max_days))
            mine = [attrs.evolve(v, sites=v.sites & sites) for v in verdicts if v.sites & sites]
            soon = [v for v in mine if next(v.allowed.between(self.findings.today, last), None)]
            if together := _largest_together(soon or mine, self.findings.today, last):
                yield course.id, together

    def _alike(self, verdicts: Iterable[Verdict]) -> Iterable[Sequence[Verdict]]:
        groups: dict[object, list[Verdict]] = {}
        for verdict in verdicts:
            numbers = strictest(rule for _, rule in firing(self._reasons([verdict]), self._rules))
            days = tuple(verdict.allowed.between(self.findings.today, self.last))
            groups.setdefault((days, tuple(sorted(numbers.items()))), []).append(verdict)
        return groups.values()

    def _course(
        self,
        treatment: Treatment,
        declared: CourseTerms,
        verdicts: Sequence[Verdict],
        worth: Benefit,
        id_: str,
    ) -> CourseOffer:
        fired = firing(self._reasons(verdicts), self._rules)
        terms = adapted_course(declared, strictest(rule for _, rule in fired))
        return CourseOffer(
            id=id_,
            treatment=treatment.id,
            sites=frozenset(entry.site for entry in worth.sites),
            sessions=terms.sessions,
            interval=terms.interval,
            minutes=terms.minutes,
            downtime_days=terms.downtime_days,
            downtime_days_max=terms.downtime_days_max,
            allowed=_shared(verdicts),
            benefit=worth,
            mechanism=treatment.mechanism,
            caution=any(self._caution(verdict) for verdict in verdicts),
            price=self._price(treatment),
            prerequisites=required(
                (*treatment.prerequisites, *self._healing(treatment, verdicts)), (rule for _, rule in fired)
            ),
            adaptations=adaptations(fired),
            peak_weeks=terms.peak_weeks,
            maintenance_days=terms.maintenance_days,
        )

    def _healing(self, treatment: Treatment, verdicts: Iterable[Verdict]) -> tuple[str, ...]:
        sites = frozenset(site for verdict in verdicts for site in verdict.sites)
        return healing(treatment, sites, self.findings, self.catalogue.vocabulary.event_kinds)

    def _regimens(
        self, treatment: Treatment, declared: RegimenTerms, verdicts: Sequence[Verdict]
    ) -> Iterator[RegimenOffer]:
        """Home care on all sites where it is allowed, on the days on which it is allowed at all of them."""
        together = _largest_together(verdicts, self.findings.today, self.last)
        if not together:
            return
        fired = firing(self._reasons(together), self._rules)
        worth = benefit(treatment, self._cautions(together), self.findings)
        yield RegimenOffer(
            id=f"{treatment.id}#1",
            treatment=treatment.id,
            sites=frozenset(site for verdict in together for site in verdict.sites),
            slot=declared.slot,
            dose=declared.dose,
            steps=adapted_steps(declared.steps, strictest(rule for _, rule in fired)),
            minutes_a_day=declared.minutes_per_use * (2 if declared.slot is Slot.BOTH else 1),
            allowed=_shared(together),
            benefit=worth.points,
            mechanism=treatment.mechanism,
            always=self._always(treatment),
            goes_with=treatment.goes_with,
            price=self._price(treatment),
            form=self._form(treatment, together),
            prerequisites=required(treatment.prerequisites, (rule for _, rule in fired)),
            adaptations=adaptations(fired),
        )

    def _periods(self, verdict: Verdict) -> Iterator[Period]:
        """The periods that allow a session on a day of the plan."""
        return (p for p in verdict.timeline if p.status.allows and p.span.first <= self.last)

    def _reasons(self, verdicts: Iterable[Verdict]) -> Iterator[Reason]:
        """Everything that holds on some allowed day: a change asked for on one of them is made for all."""
        return (reason for v in verdicts for period in self._periods(v) for reason in period.reasons)

    def _caution(self, verdict: Verdict) -> bool:
        """Whether a caution holds on most of the allowed days: one that soon ends costs no benefit."""
        days: Counter[Status] = Counter()
        for period in self._periods(verdict):
            days[period.status] += self._length(period.span)
        return days[Status.CAUTION] > days[Status.ELIGIBLE]

    def _length(self, span: Span) -> int:
        """How many days of a span lie in the plan."""
        first = max(span.first, self.findings.today)
        last = self.last if span.last is None else min(span.last, self.last)
        return max((last - first).days + 1, 0)

    def _cautions(self, verdicts: Iterable[Verdict]) -> Iterator[tuple[str, bool]]:
        return ((site, self._caution(verdict)) for verdict in verdicts for site in verdict.sites)

    def _always(self, treatment: Treatment) -> bool:
        answers = set(treatment.answers) & set(self.findings.habits)
        return bool(answers or treatment.traits & ALWAYS_TRAITS)

    def _form(self, treatment: Treatment, verdicts: Iterable[Verdict]) -> str:
        """The first form that no rule blocks; empty where it comes in one form only."""
        fired = firing(self._reasons(verdicts), self._rules)
        blocked = {form for reason, rule in fired if reason.severity.blocks for form in rule.forms}
        return next((form for form in treatment.forms if form not in blocked), "")

    def _price(self, treatment: Treatment) -> Money | None:
        price = self.clinic.prices.get(treatment.id)
        return None if price is None else Money(price, self.clinic.currency)

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.catalogue.rules}


def _shared(verdicts: Sequence[Verdict]) -> Days:
    return reduce(and_, (verdict.allowed for verdict in verdicts))


def _largest_together(verdicts: Sequence[Verdict], today: date, last: date) -> Sequence[Verdict]:
    """All the verdicts where some day suits all of them, else the one with most sites."""
    if not verdicts or next(_shared(verdicts).between(today, last), None) is not None:
        return verdicts
    return [max(verdicts, key=lambda verdict: (len(verdict.sites), sorted(verdict.sites)))]
