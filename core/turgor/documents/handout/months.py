"""The months of a plan as small calendars: visits, rests, and what starts, with the same in words."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import attrs

from turgor.documents.handout.joining import Range, union
from turgor.documents.handout.model import DayMark, Month, Months
from turgor.documents.patient import home
from turgor.documents.style import PrintSize, Style
from turgor.documents.wording import words
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan

FEWEST, MOST = 3, 6  # months shown
LABEL = 9  # the size of all numbers in the drawings' own unit
GAP, HEAD, ROW = 16.0, 16.0, 17.0  # in the same unit

SIGNS = {
    "visit": Phrase("handout.sign_visit", "visit"),
    "other": Phrase("handout.sign_other", "check or call"),
    "rest": Phrase("handout.sign_rest", "something rests"),
    "starts": Phrase("handout.sign_starts", "something starts or changes"),
}
MONTH = Phrase("handout.month", "{month}: {facts}")
FACTS = {
    "visit": Phrase("handout.fact_visit", "visit on {days}"),
    "other": Phrase("handout.fact_other", "check or call on {days}"),
    "rest": Phrase("handout.fact_rest", "{names}: rest on {days}"),
    "starts": Phrase("handout.fact_starts", "{names}: start or change on {days}"),
}
NOTHING = Phrase("handout.fact_nothing", "nothing new")


@attrs.frozen
class Marks:
    """What the plan has on which days."""

    visits: frozenset[date]
    others: frozenset[date]
    rests: tuple[tuple[str, tuple[Range, ...]], ...]
    starts: tuple[tuple[str, frozenset[date]], ...]


def months(plan: Plan, style: Style) -> Months | None:
    """From the month of planning on, as far as visits and rests go; None where there is nothing to mark."""
    marks = _marks(plan)
    if not (marks.visits or marks.others or marks.rests):
        return None
    unit = style.type_scale.label / LABEL
    across = 3 if style.size is PrintSize.STANDARD else 2
    width = (style.measure / unit - GAP * (across - 1)) / across
    made = tuple(_month(first, marks, width) for first in _shown(plan.today, marks, across))
    used = {mark.sign for month in made for mark in month.days} | {
        "starts" for month in made for mark in month.days if mark.starts
    }
    return Months(
        unit=round(unit, 3),
        width=round(width, 1),
        cell=round(width / 7, 1),
        across=across,
        weekdays=tuple((_x(index, width), words.weekday_letter(index)) for index in range(7)),
        months=made,
        signs=tuple((sign, phrase().text) for sign, phrase in SIGNS.items() if sign in used),
    )


def _marks(plan: Plan) -> Marks:
    visits = frozenset(visit.date for visit in plan.visits)
    others = {contact.date for course in plan.courses for contact in course.follow_ups}
    others |= {course.review for course in plan.courses if course.review}
    others |= {item.date for course in plan.courses for item in course.prerequisites if item.at_clinic}
    rests = (
        (words.inside(regimen.plain_name), union((pause.from_, pause.to) for pause in regimen.pauses))
        for regimen in plan.regimens
        if regimen.pauses
    )
    starts = (
        (words.inside(regimen.plain_name), frozenset(step.from_ for step in home.steps(regimen.segments)))
        for regimen in plan.regimens
        if regimen.segments
    )
    return Marks(visits, frozenset(others) - visits, tuple(rests), tuple(starts))


def _shown(today: date, marks: Marks, across: int) -> Iterator[date]:
    """The first days of the months shown: whole rows of them, as far as visits and rests go."""
    last = max([*marks.visits, *(range_[1] for _, ranges in marks.rests for range_ in ranges)], default=today)
    needed = (last.year - today.year) * 12 + last.month - today.month + 1
    rows = -(-max(FEWEST, min(needed, MOST)) // across)
    for offset in range(rows * across):
        year, month = divmod(today.month - 1 + offset, 12)
        yield date(today.year + year, month + 1, 1)


def _month(first: date, marks: Marks, width: float) -> Month:
    days = [first + timedelta(days=n) for n in range(monthrange(first.year, first.month)[1])]
    rows = (first.weekday() + len(days) - 1) // 7 + 1
    return Month(
        name=words.month(first),
        description=MONTH(month=words.month(first), facts="; ".join(_facts(days, marks)) or NOTHING().text).text,
        height=HEAD + ROW * rows + 2,
        days=tuple(_mark(day, first.weekday(), marks, width) for day in days),
    )  # fmt: skip


def _mark(day: date, offset: int, marks: Marks, width: float) -> DayMark:
    row, column = divmod(offset + day.day - 1, 7)
    resting = any(a <= day <= b for _, ranges in marks.rests for a, b in ranges)
    sign = "visit" if day in marks.visits else "other" if day in marks.others else "rest" if resting else ""
    starts = any(day in starting for _, starting in marks.starts)
    return DayMark(str(day.day), _x(column, width), HEAD + ROW * row + ROW / 2, sign, starts)


def _x(column: int, width: float) -> float:
    return round(width / 7 * (column + 0.5), 1)


def _facts(days: Sequence[date], marks: Marks) -> Iterator[str]:
    """The marks of a month in words, kind by kind."""
    first, last = days[0], days[-1]
    for sign, dates in (("visit", marks.visits), ("other", marks.others)):
        if here := sorted(day for day in dates if first <= day <= last):
            yield FACTS[sign](days=words.joined(str(day.day) for day in here)).text
    for name, ranges in marks.rests:
        if inside := [(max(a, first), min(b, last)) for a, b in ranges if a <= last and b >= first]:
            yield FACTS["rest"](names=name, days=words.list_of_days(inside)).text
    for name, starting in marks.starts:
        if here := sorted(day for day in starting if first <= day <= last):
            yield FACTS["starts"](names=name, days=words.joined(str(day.day) for day in here)).text
