"""The calendar of a plan: months across, one row a course or regimen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import ceil
from textwrap import wrap

import attrs

from turgor.documents.patient.habits import is_daily, is_habit
from turgor.documents.patient.model import Dot, Stretch, Timeline, TimelineRow
from turgor.documents.style import STANDARD, PrintSize, Style
from turgor.documents.wording import frequency, words
from turgor.domain.courses import Course, Session
from turgor.domain.dates import DAY
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.domain.regimens import Regimen

NAMES = 127.0  # points that the names take beside the drawing
_LABEL = 9.0  # size of the labels in the drawing's own unit: larger print makes the unit larger, nothing else
_MONTH = 26.0  # units that "Nov" takes
_MONTH_AND_YEAR = 46.0  # units that "Nov 2026" takes
_LEAST_DAYS = 85  # a chart of less than three months would look emptier than it is
_LEAST_HEIGHT = 28.0
_NAME_LETTERS, _NOTE_LETTERS = 23, 27  # letters that surely fit into a line beside the chart
_RADIUS, _RADIUS_WITH_NUMBER = 8.0, 6.5
_SOON_DAYS = 183  # changes of home care within half a year are shown; later ones only if the chart gets there
_MOST_NAMES = 2  # beside a bar that many things share
_SLIVER = 6.0  # narrower stretches are not told apart within a bar
_LETTER = 5.0  # width of a small letter in the labels inside bars, generously

_TITLE = Phrase("documents.timeline.title", "From {first} to {last}")
_MONTHS = Phrase("documents.timeline.months", "Calendar of the plan, from {first} to {last}")
_VISIT = Phrase("documents.timeline.visit", "visit {number} on {day}")
_HEALING = Phrase("documents.timeline.healing", "healing takes {days} after each")
_CHECK = Phrase("documents.timeline.check", "check on {day}")
_PAUSED = Phrase("documents.timeline.paused", "paused {days}")
_ROW = Phrase("documents.timeline.row", "{name}: {facts}.")
_VISITS = (Phrase("documents.visit", "{n} visit"), Phrase("documents.visits", "{n} visits"))
_DAYS = (Phrase("documents.day", "{n} day"), Phrase("documents.days", "{n} days"))
_HEALS = Phrase("documents.timeline.heals", "healing {days}")
_NO_HEALING = Phrase("documents.timeline.no_healing", "no healing time")
_WITH_PAUSES = Phrase("documents.timeline.with_pauses", "with pauses")
_EVERY_DAY = Phrase("documents.timeline.every_day", "Every day")
_SOME_DAYS = Phrase("documents.timeline.some_days", "Some days")
_MOST_DAYS = Phrase("documents.timeline.most_days", "Every or some days")
_MORE = Phrase("documents.timeline.more", "{n} more")
_PAUSING = Phrase("documents.timeline.pausing", "{name} (with pauses)")
_KEYS = {
    "visit": Phrase("documents.timeline.key_visit", "visit"),
    "healing": Phrase("documents.timeline.key_healing", "healing"),
    "check": Phrase("documents.timeline.key_check", "check"),
    "pause": Phrase("documents.timeline.key_pause", "pause"),
}


@attrs.frozen
class Scale:
    """Maps days to places. `last` is the last day shown; `width` in the drawing's unit."""

    first: date
    last: date
    width: float

    def x(self, day: date) -> float:
        """The left edge of a day, clipped to the chart."""
        share = (day - self.first).days / ((self.last - self.first).days + 1)
        return round(self.width * min(max(share, 0.0), 1.0), 1)

    def middle(self, day: date) -> float:
        """Where a sign for a day stands: its middle, or as near to that as the edges allow."""
        middle = (self.x(day) + self.x(day + DAY)) / 2
        return round(min(max(middle, _RADIUS), self.width - _RADIUS), 1)

    def stretch(self, first: date, last: date, label: str = "") -> Stretch:
        """Days `first` to `last`, both included, labelled where the label fits."""
        x = self.x(first)
        width = round(self.x(last + DAY) - x, 1)
        return Stretch(x, width, label if len(label) * _LETTER + 8 <= width else "")


def timeline(plan: Plan, style: Style = STANDARD) -> Timeline | None:
    """The calendar of a plan; None where nothing changes over time.

    In large print the names stand above the drawing, which then has the whole measure.
    """
    if not plan.courses and all(_is_steady(regimen) for regimen in plan.regimens):
        return None
    unit = style.type_scale.label / _LABEL
    stacked = style.size is not PrintSize.STANDARD
    scale = _scale(plan, round((style.measure - (0 if stacked else NAMES)) / unit, 1))
    months = _months(scale)
    rows = (*_course_rows(plan, scale), *_regimen_rows(plan.regimens, scale))
    if stacked:
        rows = tuple(attrs.evolve(row, height=_LEAST_HEIGHT) for row in rows)
    first, last = words.month(scale.first), words.month(scale.last)
    return Timeline(
        title=_TITLE(first=first, last=last).text,
        unit=unit,
        width=scale.width,
        stacked=stacked,
        months=tuple(_month_labels(months, scale)),
        years=tuple(_year_labels(months, scale)),
        months_description=_MONTHS(first=first, last=last).text,
        rows=rows,
        keys=_keys(rows),
    )


def _scale(plan: Plan, width: float) -> Scale:
    last = max((plan.today + timedelta(days=_LEAST_DAYS), *_ends(plan)))
    soon = max(last, plan.today + timedelta(days=_SOON_DAYS))
    starts = (segment.from_ for regimen in plan.regimens for segment in regimen.segments)
    last = max((last, *(start for start in starts if start <= soon)))
    return Scale(plan.today.replace(day=1), _next_month(last) - DAY, width)


def _ends(plan: Plan) -> Iterator[date]:
    """Days that the chart must reach."""
    for visit in plan.visits:
        yield visit.date
    for course in plan.courses:
        yield from (day for day in (course.review,) if day)
    for regimen in plan.regimens:
        yield from (pause.to for pause in regimen.pauses)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _months(scale: Scale) -> list[date]:
    """The first day of each month on the chart."""
    starts = [scale.first]
    while (month := _next_month(starts[-1])) <= scale.last:
        starts.append(month)
    return starts


def _month_labels(months: Sequence[date], scale: Scale) -> Iterator[Stretch]:
    """Every month, named where names still stand side by side, with the year where that fits too."""
    step = ceil(len(months) * _MONTH / scale.width)
    for index, month in enumerate(months):
        width = round(scale.x(_next_month(month)) - scale.x(month), 1)
        name = (
            words.month_and_year(month)
            if _roomy(months, scale) and _has_year(months, month)
            else words.short_month(month)
        )
        yield Stretch(scale.x(month), width, "" if index % step else name)


def _year_labels(months: Sequence[date], scale: Scale) -> Iterator[Stretch]:
    """Years below the months, where there is no room for them beside the name."""
    for month in months:
        if _has_year(months, month) and not _roomy(months, scale):
            yield Stretch(scale.x(month), 0, str(month.year))


def _has_year(months: Sequence[date], month: date) -> bool:
    """The first month and each January; not both where they would collide."""
    return month.month == 1 or (month == months[0] and month.month < 12)


def _roomy(months: Sequence[date], scale: Scale) -> bool:
    return scale.width / len(months) >= _MONTH_AND_YEAR


def _course_rows(plan: Plan, scale: Scale) -> Iterator[TimelineRow]:
    """A row for each course; courses of one treatment that run side by side share one."""
    together: dict[tuple[str, tuple[date, ...]], list[Course]] = {}
    for course in plan.courses:
        days = tuple(day for day, _ in _sessions(plan, course))
        together.setdefault((course.plain_name, days), []).append(course)
    names = [name for name, _ in together]
    for (name, _), courses in together.items():
        zones = words.places((zone for course in courses for zone in course.zones), plan.zone_names)
        yield _course_row(plan, courses, zones if names.count(name) > 1 else "", scale)


def _sessions(plan: Plan, course: Course) -> list[tuple[date, Session]]:
    return [
        (visit.date, session)
        for visit in plan.visits
        for session in visit.sessions
        if session.course == course.id
    ]


def _course_row(plan: Plan, courses: Sequence[Course], zones: str, scale: Scale) -> TimelineRow:
    """The row of courses that look alike; `zones` tells it from others of the same name."""
    course, sessions = courses[0], _sessions(plan, courses[0])
    checks = sorted({course.review for course in courses if course.review})
    name, visits = words.opening(course.plain_name), words.counted(len(sessions), *_VISITS)
    days = words.counted(course.downtime_days, *_DAYS)
    facts = [_VISIT(number=session.number, day=words.day(day)).text for day, session in sessions]
    if course.downtime_days:
        facts.append(_HEALING(days=days).text)
    facts += [_CHECK(day=words.day(check)).text for check in checks]
    heals = _HEALS(days=days).text if course.downtime_days else _NO_HEALING().text
    note = words.in_a_row(part for part in (visits, heals, zones) if part)
    return TimelineRow(
        name=name,
        note=note,
        description=_ROW(name=name, facts=words.in_a_row(facts)).text,
        height=_height(name, note),
        dots=_dots(sessions, scale),
        healing=tuple(_healing(course, sessions, scale)),
        checks=tuple(scale.middle(check) for check in checks),
    )


def _height(name: str, note: str) -> float:
    """Points that the names take, on the safe side: lines of 13 and 12 points."""
    return max(_LEAST_HEIGHT, 3.0 + 13 * len(wrap(name, _NAME_LETTERS)) + 12 * len(wrap(note, _NOTE_LETTERS)))


def _dots(sessions: Sequence[tuple[date, Session]], scale: Scale) -> tuple[Dot, ...]:
    places = [scale.middle(day) for day, _ in sessions]
    gap = min((b - a for a, b in pairwise(places)), default=scale.width)
    radius = round(min(_RADIUS, max(2.5, gap / 2 - 0.5)), 1)
    numbered = radius >= _RADIUS_WITH_NUMBER
    return tuple(
        Dot(x, radius, str(session.number) if numbered else "")
        for x, (_, session) in zip(places, sessions, strict=True)
    )


def _healing(course: Course, sessions: Sequence[tuple[date, Session]], scale: Scale) -> Iterator[Stretch]:
    if course.downtime_days:
        for day, _ in sessions:
            yield scale.stretch(day, day + timedelta(days=course.downtime_days - 1))


def _regimen_rows(regimens: Sequence[Regimen], scale: Scale) -> Iterator[TimelineRow]:
    """A row for each cream that changes or pauses, and one for all that goes on as it is."""
    calm = [item for item in regimens if is_habit(item) or _is_steady(item)]
    yield from (_regimen_row(item, scale) for item in regimens if item not in calm)
    if calm:
        daily = [is_daily(item) for item in calm]
        title = _EVERY_DAY if all(daily) else _MOST_DAYS if any(daily) else _SOME_DAYS
        yield _row_of_all(title().text, calm, scale)


def _row_of_all(title: str, regimens: Sequence[Regimen], scale: Scale) -> TimelineRow:
    """One quiet bar for things whose days need no look at the calendar; their pauses are told with the others."""
    names = words.joined(
        _PAUSING(name=words.inside(item.plain_name)).text if item.pauses else words.inside(item.plain_name)
        for item in regimens
    )
    note = words.joined(words.inside(item.plain_name) for item in regimens)
    if len(regimens) > _MOST_NAMES:
        few = [words.inside(item.plain_name) for item in regimens[: _MOST_NAMES - 1]]
        note = words.joined((*few, _MORE(n=len(regimens) - len(few)).text))
    first = min(item.segments[0].from_ for item in regimens)
    return TimelineRow(
        name=title,
        note=note,
        description=_ROW(name=title, facts=words.in_a_row((names, words.days(first, None)))).text,
        height=_height(title, note),
        use=(scale.stretch(first, scale.last),),
        steady=True,
    )


def _is_steady(regimen: Regimen) -> bool:
    return not regimen.pauses and (is_habit(regimen) or not frequency.changes(regimen))


def _regimen_row(regimen: Regimen, scale: Scale) -> TimelineRow:
    name = words.opening(regimen.plain_name)
    facts = [
        f"{frequency.long(segment.per_week, segment.slot)} {words.days(segment.from_, segment.to)}"
        for segment in regimen.segments
    ]
    facts += [_PAUSED(days=words.days(pause.from_, pause.to)).text for pause in regimen.pauses]
    when = frequency.when(regimen.segments[0].slot)
    note = words.in_a_row((when, _WITH_PAUSES().text)) if regimen.pauses else when
    return TimelineRow(
        name=name,
        note=note,
        description=_ROW(name=name, facts=words.in_a_row(facts)).text,
        height=_height(name, note),
        use=tuple(scale.stretch(*days) for days in _use(regimen, scale.last)),
        changes=tuple(_changes(regimen, scale)),
        pauses=tuple(
            scale.stretch(pause.from_, pause.to) for pause in regimen.pauses if pause.from_ <= scale.last
        ),
    )


def _use(regimen: Regimen, last: date) -> Iterator[tuple[date, date]]:
    """First and last day of every stretch of use up to `last`, pauses cut out."""
    day = regimen.segments[0].from_
    end = min(regimen.segments[-1].to or last, last)
    for pause in sorted(regimen.pauses, key=lambda pause: pause.from_):
        if day < pause.from_ <= end:
            yield day, pause.from_ - DAY
        day = max(day, pause.to + DAY)
    if day <= end:
        yield day, end


def _changes(regimen: Regimen, scale: Scale) -> Iterator[Stretch]:
    """Where each frequency starts within each stretch of use, with its label where it fits."""
    for first, last in _use(regimen, scale.last):
        for segment in regimen.segments:
            start, end = max(first, segment.from_), min(last, segment.to or last)
            if scale.x(start) - scale.x(first) < _SLIVER:
                start = first
            if scale.x(end + DAY) - scale.x(start) >= _SLIVER:
                yield scale.stretch(start, end, frequency.short(segment.per_week, segment.slot))


def _keys(rows: Sequence[TimelineRow]) -> tuple[tuple[str, str], ...]:
    present = {
        "visit": any(row.dots for row in rows),
        "healing": any(row.healing for row in rows),
        "check": any(row.checks for row in rows),
        "pause": any(row.pauses for row in rows),
    }
    return tuple((sign, phrase().text) for sign, phrase in _KEYS.items() if present[sign])
