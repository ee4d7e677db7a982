"""How home care goes: on how many of its days it was used, and how the skin bears it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import attrs

from turgor.domain.diary import HomeCareReport, HowGiven
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


def add_home_care(  # noqa: PLR0917 -- what is told of it
    desk: Desk,
    host: Host,
    plan: int,
    regimen: str,
    days: tuple[date, date],
    used: int,
    irritation: int | None = None,
    recorded: Mapping[str, str] | None = None,
    note: str = "",
    replaces: int | None = None,
) -> Reported:
    """How a piece of home care of the plan that is followed went from one day to another, both included.

    `used` is on how many of these days; `irritation` the worst of them; `replaces` a report that this one tells anew.
    Raises NotThere, WrongStatus, Impossible, and InvalidFile with everything that is wrong with scores and fields.
    """
    with desk.writing() as (db, act):
        version, made = followed(db, plan)
        one = _regimen(made, regimen)
        before = home_care.of_patient(db, version.patient)
        report = HomeCareReport(
            id=0,
            plan=plan,
            number=version.ref.number,
            patient=version.patient,
            regimen=regimen,
            treatment=one.treatment,
            first=days[0],
            last=max(days),
            days_planned=_planned(one, *days),
            days_used=used,
            irritation=_score(host, irritation),
            recorded=checked(
                one.recorded,
                recorded or {},
                _last(before, report_of=(plan, regimen)),
                ("the report", "fields"),
            ),
            note=note,
            replaced_by=None,
            made_at=act.at,
            made_by=act.who,
        )
        _check(report, days, [old for old in before if old.id != replaces], made, day_of(act, made))
        kept = home_care.add(db, report, replaces)
        after = home_care.of_patient(db, version.patient)
        audit.append(db, act, Action.RECORDED, of_plan(version.ref), f"home care {kept.id}")
    return Reported(version, kept, one, _watched(host, made, before, after))


def home_care_form(desk: Desk, plan: int, regimen: str) -> Form:
    """What is recorded of home care of the plan that is followed. Raises NotThere and WrongStatus."""
    with desk.store.reading() as db:
        version, made = followed(db, plan, hold=False)
        one = _regimen(made, regimen)
        last = _last(home_care.of_patient(db, version.patient), report_of=(plan, regimen))
    return Form(one.name, one.recorded, HowGiven(settings=last))


def _regimen(made: Plan, regimen: str) -> Regimen:
    known = {one.id: one for one in made.regimens}
    if regimen not in known:
        raise NotThere(
            f"There is no such home care in the plan that is followed; there is {', '.join(known)}."
        )
    return known[regimen]


def _last(reports: tuple[HomeCareReport, ...], report_of: tuple[int, str]) -> Mapping[str, str]:
    alike = [one.recorded for one in reports if (one.plan, one.regimen) == report_of]
    return alike[-1] if alike else {}


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


def _check(
    report: HomeCareReport,
    days: tuple[date, date],
    others: list[HomeCareReport],
    made: Plan,
    today: date,
) -> None:
    """Raises Impossible: days to come, before the plan or told of already, and more days of use than there are days."""
    first, last = days
    if last < first:
        raise Impossible(f"{last} is before {first}")
    if last > today:
        raise Impossible(f"{last} is still to come")
    if first < made.today:
        raise Impossible(f"{first} is before the plan was made")
    if report.days_used > report.days:
        raise Impossible(f"used on {report.days_used} days of {report.days}")
    for one in others:
        same = (one.plan, one.regimen) == (report.plan, report.regimen)
        if same and one.first <= last and first <= one.last:
            raise Impossible(
                f"report {one.id} tells of {one.first} to {one.last} already; one that tells it anew replaces it"
            )


def _watched(
    host: Host, made: Plan, before: tuple[HomeCareReport, ...], after: tuple[HomeCareReport, ...]
) -> bool:
    """Whether the skin is otherwise than it was known to be, as far as that is watched."""
    if made.case is None:
        return False
    words, assessment = host.catalogue.vocabulary, made.case.assessment
    known, now = (with_scores(assessment, reports, words) for reports in (before, after))
    return any(calls_for_a_new_plan(known, now, score) for score in _scores(host))
