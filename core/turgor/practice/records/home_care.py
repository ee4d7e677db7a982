"""How home care goes: on how many of its days it was used, and how the skin bears it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import attrs

from turgor.domain.diary import HomeCareReport, HowGiven, HowItWent
from turgor.domain.plan import Plan
from turgor.domain.records import Action, PlanVersion
from turgor.domain.regimens import Regimen
from turgor.domain.vocabulary import SkinScore
from turgor.files import InvalidFile
from turgor.host import Host
from turgor.practice.records.desk import Desk, of_plan
from turgor.practice.records.happened import Impossible, day_of, followed
from turgor.practice.records.settings import Form, checked
from turgor.practice.records.skin_scores import calls_for_a_new_plan, with_scores
from turgor.store import NotThere, audit, home_care
from turgor.structuring.problems import Collector


@attrs.frozen
class Reported:
    """A report that was kept.

    Attributes:
        calls_for_a_new_plan: the skin bears it otherwise than the plan knew.

    """

    version: PlanVersion
    report: HomeCareReport
    regimen: Regimen
    calls_for_a_new_plan: bool


def add_home_care(
    desk: Desk, host: Host, plan: int, regimen: str, went: HowItWent, *, replaces: int | None = None
) -> Reported:
    """How a piece of home care of the plan that is followed went; `replaces` is a report that this one tells anew.

    Raises NotThere, WrongStatus, Impossible, and InvalidFile with everything that is wrong with scores and fields.
    """
    with desk.writing() as (db, act):
        version, made = followed(db, plan)
        one = _regimen(made, regimen)
        before = home_care.of_patient(db, version.patient)
        mine = [old for old in before if (old.plan, old.regimen) == (plan, regimen)]
        _check(went, [old for old in mine if old.id != replaces], made, day_of(act, made))
        told = HomeCareReport(
            id=0,
            plan=plan,
            number=version.ref.number,
            patient=version.patient,
            regimen=regimen,
            treatment=one.treatment,
            first=went.first,
            last=went.last,
            days_planned=_planned(one, went.first, went.last),
            days_used=went.used,
            irritation=_score(host, went.irritation),
            recorded=checked(one.recorded, went.recorded, _last(mine), ("the report", "fields")),
            note=went.note,
            replaced_by=None,
            made_at=act.at,
            made_by=act.who,
        )
        kept = home_care.add(db, told, replaces)
        after = home_care.of_patient(db, version.patient)
        audit.append(db, act, Action.RECORDED, of_plan(version.ref), f"home care {kept.id}")
    return Reported(version, kept, one, _watched(host, made, before, after))


def home_care_form(desk: Desk, plan: int, regimen: str) -> Form:
    """What is recorded of home care of the plan that is followed. Raises NotThere and WrongStatus."""
    with desk.store.reading() as db:
        version, made = followed(db, plan, hold=False)
        one = _regimen(made, regimen)
        reports = home_care.of_patient(db, version.patient)
    mine = [old for old in reports if (old.plan, old.regimen) == (plan, regimen)]
    return Form(one.name, one.recorded, HowGiven(settings=_last(mine)))


def _regimen(made: Plan, regimen: str) -> Regimen:
    known = {one.id: one for one in made.regimens}
    if regimen not in known:
        raise NotThere(
            f"There is no such home care in the plan that is followed; there is {', '.join(known)}."
        )
    return known[regimen]


def _last(reports: Sequence[HomeCareReport]) -> Mapping[str, str]:
    """What was recorded the last time."""
    return reports[-1].recorded if reports else {}


def _planned(regimen: Regimen, first: date, last: date) -> int:
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return sum(regimen.is_used_on(day) for day in days)


def _score(host: Host, irritation: int | None) -> int | None:
    """Within the bounds of the answer that it becomes. Raises InvalidFile."""
    found = Collector()
    for score in _scores(host):
        fact = host.catalogue.vocabulary.facts[score.fact]
        least, most = int(fact.minimum or 0), int(fact.maximum or 0)
        if irritation is not None and not least <= irritation <= most:
            found.add(("irritation",), f"must be from {least} to {most}, got {irritation}")
    if found.problems:
        raise InvalidFile(found.problems).in_file("the report")
    return irritation


def _scores(host: Host) -> list[SkinScore]:
    return [score for _, score in sorted(host.catalogue.vocabulary.skin_scores.items())]


def _check(went: HowItWent, others: Sequence[HomeCareReport], made: Plan, today: date) -> None:
    """Raises Impossible: days to come, before the plan or told of already, and more days of use than there are days."""
    if went.last < went.first:
        raise Impossible(f"{went.last} is before {went.first}")
    if went.last > today:
        raise Impossible(f"{went.last} is still to come")
    if went.first < made.today:
        raise Impossible(f"{went.first} is before the plan was made")
    if not 0 <= went.used <= (days := (went.last - went.first).days + 1):
        raise Impossible(f"used on {went.used} days of {days}")
    for one in others:
        if one.first <= went.last and went.first <= one.last:
            told = f"report {one.id} tells of {one.first} to {one.last} already"
            raise Impossible(f"{told}; one that tells it anew replaces it")


def _watched(
    host: Host, made: Plan, before: tuple[HomeCareReport, ...], after: tuple[HomeCareReport, ...]
) -> bool:
    """Whether the skin is otherwise than it was known to be, as far as that is watched."""
    if made.case is None:
        return False
    words, assessment = host.catalogue.vocabulary, made.case.assessment
    known, now = (with_scores(assessment, reports, words) for reports in (before, after))
    return any(calls_for_a_new_plan(known, now, score) for score in _scores(host))
