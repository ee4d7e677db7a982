"""Who may have what, where and when: the rules, the skin's needs and the modalities' objections together.

A verdict is a timeline from today for ever. The worst reason of a day decides its status; a day on which
something that could forbid the treatment is unknown is undecided, and never an allowed day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

import attrs

from turgor.domain.case import Override
from turgor.domain.catalogue import Catalogue
from turgor.domain.clinic import Clinic
from turgor.domain.dates import Span
from turgor.domain.findings import Findings
from turgor.domain.modalities import Objection
from turgor.domain.rules import Outcome, Rule
from turgor.domain.treatments import Laxity, Standing, Treatment
from turgor.domain.verdicts import Period, Reason, Referral, Status, Verdict, Verdicts
from turgor.planning.judging import reasons
from turgor.planning.judging.need_grounds import Surroundings
from turgor.planning.judging.rule_grounds import RuleBook
from turgor.planning.judging.timelines import Ground, timeline
from turgor.planning.skin.actions import actions_for


def judge(  # noqa: PLR0917 -- the inputs of the stage, in the order of the pipeline
    findings: Findings,
    catalogue: Catalogue,
    clinic: Clinic,
    overrides: Sequence[Override] = (),
    objections: Sequence[Objection] = (),
    failed: frozenset[str] = frozenset(),
    only: Collection[str] | None = None,
) -> Verdicts:
    """Give every treatment of the catalogue, or `only` some of them by id, a verdict at every goal site.

    `failed` names the modalities that could not be asked: what they offer reads *not assessed*.
    """
    wanted = [t for t in catalogue.treatments.values() if only is None or t.id in only]
    assessed = [t for t in wanted if t.modality not in failed]
    court = _Court(findings, catalogue, clinic, overrides, objections)
    verdicts = [verdict for treatment in assessed for verdict in court.verdicts(treatment)]
    lost = chain.from_iterable(_not_assessed(name, catalogue, findings) for name in sorted(failed))
    return Verdicts(
        verdicts=tuple(sorted([*verdicts, *lost], key=lambda v: (v.treatment, sorted(v.sites)))),
        referrals=tuple(court.referrals()),
        stopped=court.stopped,
    )


class _Court:
    """Everything that bears on the verdicts of one patient."""

    def __init__(
        self,
        findings: Findings,
        catalogue: Catalogue,
        clinic: Clinic,
        overrides: Sequence[Override],
        objections: Sequence[Objection],
    ) -> None:
        self._findings, self._clinic = findings, clinic
        self._everywhere = catalogue.vocabulary.zones.sites
        self._zones = catalogue.vocabulary.zones
        self._overrides, self._objections = overrides, objections
        self._rules = RuleBook(findings, catalogue, clinic)
        self._surroundings = Surroundings(
            findings, catalogue, actions_for(findings, catalogue, clinic.positions)
        )
        self._referred: dict[str, tuple[Rule, Ground, list[str]]] = {}
        self.stopped = self._red_flag()

    def verdicts(self, treatment: Treatment) -> Iterator[Verdict]:
        """The verdicts of one treatment, one for each group of sites with the same timeline."""
        grounds = [*self._declared(treatment), *self._by_rules(treatment)]
        grounds += [*self._surroundings.grounds(treatment), *self._by_objection(treatment)]
        grounds = list(chain.from_iterable(self._overruled(ground, treatment) for ground in grounds))
        for periods, sites in _alike(grounds, treatment, self._findings):
            yield Verdict(treatment.id, sites, periods, _ask(periods))

    def referrals(self) -> Iterator[Referral]:
        """Whom somebody else must see, urgent ones first."""
        found = sorted(self._referred.items(), key=lambda item: (not item[1][0].stops_plan, item[0]))
        for _, (rule, ground, treatments) in found:
            yield Referral(ground.reason, tuple(treatments), urgent=rule.stops_plan)

    def _red_flag(self) -> bool:
        """Whether something urgent is the matter, whatever treatments there are."""
        flags = [(rule, ground) for rule, ground in self._rules.red_flags() if ground.fired]
        for rule, ground in flags:
            self._referred.setdefault(rule.id, (rule, ground, []))
        return any(self._findings.today in ground.span for _, ground in flags)

    def _by_rules(self, treatment: Treatment) -> Iterator[Ground]:
        for rule, ground in self._rules.grounds(treatment):
            if ground.fired and (rule.outcome is Outcome.REFER or rule.stops_plan):
                treatments = self._referred.setdefault(rule.id, (rule, ground, []))[2]
                if treatment.id not in treatments:
                    treatments.append(treatment.id)
            yield ground

    def _by_objection(self, treatment: Treatment) -> Iterator[Ground]:
        for objection in self._objections:
            if objection.treatment == treatment.id:
                reason = reasons.of_objection(objection, treatment.modality)
                yield self._ground(reason, objection.sites or self._everywhere)

    def _declared(self, treatment: Treatment) -> Iterator[Ground]:
        """What the treatment itself and the clinic say: its zones, the laxity it suits, its standing."""
        elsewhere = self._everywhere - self._zones.sites_of_all(treatment.treats)
        yield self._ground(reasons.of_site(treatment), elsewhere)
        if treatment.course and treatment.laxity:
            yield self._ground(reasons.of_laxity(0), self._graded(Laxity.NONE))
            yield self._ground(reasons.of_laxity(None), self._graded(None))
        if treatment.id in self._clinic.switched_off:
            yield self._ground(reasons.of_policy(treatment), self._everywhere)
        if treatment.standing is Standing.INVESTIGATIONAL:
            yield from self._by_trial(treatment)

    def _graded(self, word: Laxity | None) -> frozenset[str]:
        return frozenset(site for site in self._findings.goal_sites if self._findings.laxity_at(site) is word)

    def _by_trial(self, treatment: Treatment) -> Iterator[Ground]:
        """What is still in trials waits for the consent to one; without a fact to record it there is none."""
        consent = self._findings.answers.value(treatment.trial_consent) if treatment.trial_consent else False
        if consent is not True:
            reason = reasons.of_standing(treatment, known=consent is not None)
            yield attrs.evolve(self._ground(reason, self._everywhere), fired=consent is not None)

    def _ground(self, reason: Reason, sites: frozenset[str]) -> Ground:
        return Ground(reason, Span(self._findings.today), sites)

    def _overruled(self, ground: Ground, treatment: Treatment) -> Iterator[Ground]:
        """The ground, set aside at the sites where a practitioner did so."""
        left = ground.sites
        for override in self._overrides if ground.reason.overridable else ():
            if _means(override, ground, treatment) and override.date <= self._findings.today:
                sites = left & (override.sites or left)
                yield attrs.evolve(ground, reason=reasons.set_aside(ground.reason, override), sites=sites)
                left -= sites
        yield attrs.evolve(ground, sites=left)


def _means(override: Override, ground: Ground, treatment: Treatment) -> bool:
    return override.rule == ground.reason.rule and override.treatment in ("", treatment.id)


def _alike(
    grounds: Sequence[Ground], treatment: Treatment, findings: Findings
) -> Iterable[tuple[tuple[Period, ...], frozenset[str]]]:
    """The goal sites by timeline, in the order of their first site. Sites under the same grounds are read once."""
    by_grounds: dict[tuple[int, ...], set[str]] = {}
    for site in sorted(findings.goal_sites):
        key = tuple(place for place, ground in enumerate(grounds) if site in ground.sites)
        by_grounds.setdefault(key, set()).add(site)
    alike: list[tuple[tuple[Period, ...], frozenset[str]]] = []
    for key, sites in by_grounds.items():
        periods = timeline([grounds[place] for place in key], treatment, findings.today)
        same = next((place for place, (other, _) in enumerate(alike) if other == periods), None)
        if same is None:
            alike.append((periods, frozenset(sites)))
        else:
            alike[same] = (periods, alike[same][1] | sites)
    return alike


def _ask(periods: Iterable[Period]) -> tuple[str, ...]:
    """What would decide the undecided days, then what would tell whether a caution applies."""
    asked: Mapping[Status, list[str]] = {Status.UNDECIDED: [], Status.CAUTION: []}
    for period in periods:
        if period.status in asked:
            uses = (
                use for reason in period.reasons if reason.status is period.status for use in reason.facts
            )
            asked[period.status].extend(use.id for use in uses if use.value is None)
    return tuple(dict.fromkeys(sorted(asked[Status.UNDECIDED]) + sorted(asked[Status.CAUTION])))


def _not_assessed(modality: str, catalogue: Catalogue, findings: Findings) -> Iterator[Verdict]:
    """Say of a modality that could not be asked that nothing it offers was assessed."""
    known = [id_ for id_, treatment in catalogue.treatments.items() if treatment.modality == modality]
    reason = reasons.of_failed(modality)
    period = Period(Span(findings.today), Status.NOT_ASSESSED, (reason,))
    for id_ in known or [f"{modality}.*"]:
        yield Verdict(id_, findings.goal_sites, (period,))
