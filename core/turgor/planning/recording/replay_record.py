"""What `verify` needs to check a plan by itself: the terms and limits, free of any plugin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from turgor.domain.case import Override, Preferences, Using
from turgor.domain.catalogue import Catalogue
from turgor.domain.clinic import Clinic
from turgor.domain.dates import Span
from turgor.domain.findings import Findings
from turgor.domain.modalities import Offer
from turgor.domain.offers import CourseOffer, SchedulingTerms, SkinAction
from turgor.domain.replay import Limits, PastEvent, Replay
from turgor.domain.schedule import Schedule
from turgor.planning.scheduling.calendar import last_day
from turgor.planning.skin.actions import systemic_states


def limits(preferences: Preferences, clinic: Clinic, today: date) -> Limits:
    """The limits as the scheduler takes them, the clinic's defaults filled in."""
    pins = preferences.pins
    return Limits(
        horizon=last_day(preferences, clinic, today),
        available=preferences.available,
        away=preferences.away,
        downtime_free=preferences.downtime_free,
        budget=preferences.budget,
        budget_a_month=preferences.budget_a_month,
        most_visits=preferences.most_visits,
        days_between_visits=preferences.days_between_visits,
        downtime_at_a_time=preferences.downtime_at_a_time,
        minutes_a_day=clinic.minutes_a_day
        if preferences.minutes_a_day is None
        else preferences.minutes_a_day,
        only=pins.only,
        must=pins.must,
        must_not=pins.must_not,
        dates=dict(pins.dates),
        not_on=pins.not_on,
    )


def replay(  # noqa: PLR0917 -- what the stages answered, in their order
    schedule: Schedule,
    actions: Mapping[str, SkinAction],
    findings: Findings,
    catalogue: Catalogue,
    overrides: Iterable[Override],
    limits_: Limits,
) -> Replay:
    """The record for the plan that `schedule` describes."""
    courses = schedule.courses
    regimens = tuple(placed.offer for placed in schedule.regimens)
    chosen: tuple[Offer, ...] = (*courses, *regimens)
    events = tuple(_events(findings, catalogue, actions))
    used = {offer.treatment for offer in chosen} | {event.kind for event in events}
    kinds = catalogue.vocabulary.event_kinds
    return Replay(
        actions={key: actions[key] for key in sorted(used)},
        systemic_states=systemic_states(catalogue.vocabulary),
        counts_from_end=frozenset(kind for kind in used if kind in kinds and kinds[kind].counts_from_end),
        events=events,
        allowed={offer.id: offer.allowed for offer in chosen},
        sessions={course.id: (course.sessions.minimum, _most(course)) for course in courses},
        avoid_weekdays={
            c.id: tuple(sorted(c.terms.avoid_weekdays)) for c in courses if c.terms.avoid_weekdays
        },
        bounds=dict(_bounds(chosen, findings.today)),
        steps={r.id: tuple((step.weeks, step.per_week) for step in r.steps) for r in regimens},
        prerequisites=_prerequisites(chosen, catalogue),
        needed={offer.id: offer.prerequisites for offer in chosen if offer.prerequisites},
        follow_ups={c.id: _follow_ups(c.terms) for c in courses if c.terms.follow_ups},
        goes_with={o.id: traits for o in chosen if (traits := catalogue.treatments[o.treatment].goes_with)},
        traits={o.treatment: tuple(sorted(catalogue.treatments[o.treatment].traits)) for o in chosen},
        prices={offer.id: offer.price for offer in chosen if offer.price is not None},
        limits=limits_,
        overridden=_overridden(sorted({offer.treatment for offer in chosen}), overrides),
    )


def _overridden(treatments: Iterable[str], overrides: Iterable[Override]) -> Mapping[str, tuple[str, ...]]:
    """The states whose needs a practitioner set aside, by treatment."""
    states = [
        (one.treatment, one.rule.removeprefix("need:")) for one in overrides if one.rule.startswith("need:")
    ]
    by_treatment = {t: tuple(sorted({s for named, s in states if named in ("", t)})) for t in treatments}
    return {treatment: some for treatment, some in by_treatment.items() if some}


def _most(course: CourseOffer) -> int:
    """Only a practitioner plans more than the typical number, and not in this version."""
    return course.sessions.typical


def _bounds(chosen: Iterable[Offer], today: date) -> Iterable[tuple[str, Span]]:
    for offer in chosen:
        if offer.terms.earliest or offer.terms.latest:
            yield offer.id, Span(offer.terms.earliest or today, offer.terms.latest)


def _follow_ups(terms: SchedulingTerms) -> tuple[tuple[int, int], ...]:
    return tuple((contact.after_days, contact.until_days) for contact in terms.follow_ups)


def _prerequisites(chosen: Iterable[Offer], catalogue: Catalogue) -> Mapping[str, tuple[int, int, bool]]:
    declared = catalogue.vocabulary.prerequisites
    needed = sorted({prerequisite for offer in chosen for prerequisite in offer.prerequisites})
    return {p: (declared[p].lead_days, declared[p].valid_days, declared[p].every_session) for p in needed}


def _events(
    findings: Findings, catalogue: Catalogue, actions: Mapping[str, SkinAction]
) -> Iterable[PastEvent]:
    """What happened and is used, as far as anybody knows what it leaves."""
    everywhere = catalogue.vocabulary.zones.sites
    for event in (one for one in findings.history.events if one.kind in actions):
        end = event.end.latest if event.end else event.expected_end
        yield PastEvent(
            kind=event.kind,
            start=event.start.earliest if event.start else None,
            end=end or (event.start.latest if event.start and not _lasts(event.kind, catalogue) else None),
            ongoing=end is None and _lasts(event.kind, catalogue),
            sites=tuple(sorted(event.sites or everywhere)),
        )
    for using in findings.using:
        if using.treatment in actions:
            yield _in_use(using, findings.today, everywhere)


def _in_use(using: Using, today: date, everywhere: frozenset[str]) -> PastEvent:
    """Home care in use was last used today at the latest; the plan says how it goes on."""
    sites, until = tuple(sorted(using.sites or everywhere)), using.used_until(today)
    return PastEvent(using.treatment, min(using.since or until, until), until, ongoing=False, sites=sites)


def _lasts(kind: str, catalogue: Catalogue) -> bool:
    kinds = catalogue.vocabulary.event_kinds
    return kind in kinds and kinds[kind].counts_from_end
