"""The printed plans of the sample patients: short, whole, in the patient's words, and of one mind."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from printing import patient_plan_html
from sample_patients import NAMES, sample_plan
from turgor.documents.patient import rests
from turgor.documents.patient.patient_plan import patient_plan
from turgor.documents.rendering.renderer import renderer
from turgor.documents.wording import words
from turgor.domain.dates import DAY
from turgor.domain.plan import Plan
from turgor.domain.regimens import Regimen

MOST_PAGES = 6
LEAST_FILLED = 0.15  # of the height inside the margins
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_LAYOUTS: dict[str, list[object]] = {}


@pytest.fixture(params=NAMES)
def plan(request: pytest.FixtureRequest) -> Plan:
    """Each sample patient's plan in turn."""
    return sample_plan(request.param)


@pytest.fixture
def pages(plan: Plan) -> list[object]:
    """Its laid-out pages."""
    name = plan.patient.name
    if name not in _LAYOUTS:
        _LAYOUTS[name] = renderer().layout(patient_plan_html(plan)).pages
    return _LAYOUTS[name]


def words_on(page: object) -> list[object]:
    """The pieces of text in the body of a page."""
    body = next(iter(page._page_box.children))
    return [box for box in body.descendants() if type(box).__name__ == "TextBox"]


def test_short(pages):
    """Two courses and seven things to do at home take at most six pages, and no page is nearly empty."""
    assert len(pages) <= MOST_PAGES
    for page in pages:
        frame = page._page_box
        lowest = max(box.position_y + box.height for box in words_on(page))
        assert lowest - frame.content_box_y() >= LEAST_FILLED * frame.height


def test_the_first_page_holds_all_visits(plan, pages):
    """Up to six visits and checks stand on the first page, with the rule for creams."""
    model = patient_plan(plan)
    if len(model.visits) > 6:
        assert model.visits[0].day in " ".join(box.text for box in words_on(pages[0]))
        return
    first = "".join(box.text for box in words_on(pages[0])).replace(" ", "")
    said = [row.day for row in model.visits] + list(model.around)
    assert [text for text in said if text.replace(" ", "") not in first] == []


def test_speaks_to_the_patient(plan, pages):
    """No id and no name for practitioners is printed, and no rule stands in the way in its own words."""
    text = " ".join(box.text for page in pages for box in words_on(page))
    assert not re.search(r"\w_\w", text)
    plain = {words.opening(verdict.plain_name) for verdict in plan.verdicts}
    names = {verdict.name for verdict in plan.verdicts if words.opening(verdict.name) not in plain}
    assert [name for name in sorted(names) if name in text] == []
    model = patient_plan(plan)
    said = " ".join((*model.alerts, *(words for entry in model.left_out for words in entry.items)))
    reasons = {r.text.text for v in plan.verdicts for period in v.timeline for r in period.reasons}
    assert [reason for reason in sorted(reasons) if reason in said] == []


def test_nothing_of_the_plan_must_stop(plan):
    """The patient is not told to stop a moisturiser or sunscreen and to use one."""
    stopped = {notice.params["treatment"] for notice in plan.notices if notice.key == "plan.stop_using"}
    kept = {trait for traits in plan.replay.traits.values() if "for_everybody" in traits for trait in traits}
    assert not stopped & (kept | set(plan.replay.traits))


def read_days(text: str) -> list[tuple[date, date]]:
    """The ranges of days in "8 to 10 Dec 2026, 5 Jan and 2 to 4 Feb 2027"; a year holds for those before it."""
    found: list[tuple[date, date]] = []
    waiting: list[tuple[int, str, int, str]] = []
    pattern = r"(\d+)(?: ([A-Z]\w\w))?(?: to (\d+) ([A-Z]\w\w))?(?: (\d{4}))?"
    for day, month, last, last_month, year in re.findall(pattern, text.replace("\u00a0", " ")):
        waiting.append((int(day), month or last_month, int(last or day), last_month or month))
        if year:
            found += [_dated(*one, int(year)) for one in waiting]
            waiting = []
    assert waiting == [], text
    return found


def _dated(day: int, month: str, last: int, last_month: str, year: int) -> tuple[date, date]:
    first, end = MONTHS.index(month) + 1, MONTHS.index(last_month) + 1
    return date(year - (first > end), first, day), date(year, end, last)


def test_printed_pauses_are_those_of_the_plan(plan):
    """Every day of rest is printed, once, and no other."""
    printed = {row.rest: read_days(row.dates) for row in patient_plan(plan).pauses}
    for regimen in plan.regimens:
        days = [(pause.from_, pause.to) for pause in regimen.pauses]
        rows = [found for rest, found in printed.items() if regimen.plain_name in rest]
        assert rows == ([days] if days else [])


def used_on(regimen: Regimen, day: date) -> bool:
    """Whether the plan lets home care be used on a day, as far as pauses say."""
    started = any(
        segment.from_ <= day and (segment.to is None or day <= segment.to) for segment in regimen.segments
    )
    return started and not any(pause.from_ <= day <= pause.to for pause in regimen.pauses)


def test_the_rule_around_visits_says_what_the_dates_say(plan):
    """Within its margin nothing is used, and the day before and after it is used, if use has begun."""
    regimens = {regimen.id: regimen for regimen in plan.regimens}
    for visits in rests.kinds(plan).values():
        for id_, margin in rests.margins(plan, visits).items():
            regimen = regimens[id_]
            begun = regimen.segments[0].from_
            for visit in visits:
                first, last = visit.date - DAY * margin.before, visit.date + DAY * margin.after
                inside = (first + timedelta(days=n) for n in range((last - first).days + 1))
                assert not any(used_on(regimen, day) for day in inside)
                assert all(used_on(regimen, day) for day in (first - DAY, last + DAY) if day >= begun)
