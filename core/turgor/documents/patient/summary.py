"""The first things a patient reads: the title, the plan in a few sentences, four numbers, and why these dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from turgor.documents.parts import KeyFigure
from turgor.documents.patient.habits import is_habit
from turgor.documents.wording import words
from turgor.domain.courses import Course
from turgor.domain.messages import Phrase
from turgor.domain.plan import Cost, Outcome, Plan

_TITLES = {
    Outcome.PLAN: Phrase("documents.title", "Your plan for firmer skin"),
    Outcome.NO_PLAN: Phrase("documents.title_no_plan", "No treatment plan for now"),
    Outcome.NOT_FOUND: Phrase("documents.title_not_found", "Your plan is not ready yet"),
}
_NO_PLAN = Phrase(
    "documents.lead_no_plan",
    "Today we cannot offer you a plan that is safe and keeps to every limit. Below you read why, and what you can do now.",
)
_NOT_FOUND = Phrase(
    "documents.lead_not_found",
    "We did not find dates in the time we had. That does not mean that there are none. We will try again and call you.",
)
_SESSIONS = (
    Phrase("documents.lead_session", "{n} session of {name}"),
    Phrase("documents.lead_sessions", "{n} sessions of {name}"),
)
_MANY = Phrase("documents.lead_many", "{n} treatments in the clinic")
_COURSES = Phrase("documents.lead_courses", "{sessions} for {zones}{home}.")
_AND_HOME = (
    Phrase("documents.lead_home_one", ", and {n} thing to use at home"),
    Phrase("documents.lead_home_many", ", and {n} things to use at home"),
)
_TO_DO = (
    Phrase("documents.lead_do_one", ", and {n} thing to do at home"),
    Phrase("documents.lead_do_many", ", and {n} things to do at home"),
)
_ONLY_HOME = Phrase("documents.lead_only_home", "This plan is for home. You use {names}.")
_HABITS = Phrase("documents.lead_habits", "This plan is for home. It is about {names}.")
_HABITS_ALSO = Phrase("documents.lead_habits_also", "It is also about {names}.")
_MORE_LATER = Phrase("documents.lead_more_later", "With more answers we may be able to offer more.")
_CHECK = Phrase("documents.lead_check", "In {month} we check what has changed.")

_VISITS = (
    Phrase("documents.figure_visit", "visit, on {day}"),
    Phrase("documents.figure_visits", "visits, the first on {day}"),
)
_NO_VISITS = Phrase("documents.figure_no_visits", "visits for treatment: all of it is done at home")
_DAYS = (Phrase("documents.figure_day", "{n} day"), Phrase("documents.figure_days", "{n} days"))
_DAYS_RANGE = Phrase("documents.figure_days_range", "{least} to {most} days")
_REDNESS = Phrase("documents.figure_redness", "of redness after each treatment, at most {most}")
_REDNESS_ALWAYS = Phrase("documents.figure_redness_always", "of redness after each treatment")
_NO_REDNESS = Phrase("documents.figure_no_redness", "of redness, as a rule; at most {most}")
_MINUTES = Phrase("documents.figure_minutes", "{n} min")
_HOME = Phrase("documents.figure_home", "a day at home, morning and evening together")
_IN_ALL = Phrase("documents.figure_cost", "in all")
_AND_MORE = Phrase("documents.figure_cost_more", "and more: the price of {names} is not known yet")
_ASK = Phrase("documents.figure_ask", "Ask us")
_NO_PRICE = Phrase("documents.figure_no_price", "The price is not known yet.")

_WHY_INTERVAL = Phrase(
    "documents.why_interval", "{name} needs {least} to {most} days from one session to the next"
)
_WHY_EXACT = Phrase("documents.why_interval_exact", "{name} needs {least} days from one session to the next")
_WHY = {
    "lag": Phrase("documents.why_lag", "your skin needs time between things that strain it"),
    "downtime_free": Phrase(
        "documents.why_downtime_free", "the days on which you want no redness are kept free"
    ),
    "away": Phrase("documents.why_away", "the days on which you cannot come are kept free"),
    "verdict": Phrase("documents.why_verdict", "some days are not safe yet"),
    "prerequisite": Phrase("documents.why_prerequisite", "some things must be done first"),
    "courses_at_once": Phrase("documents.why_at_once", "we do not treat one place in too many ways at once"),
    "closed": Phrase("documents.why_closed", "the clinic is closed on some days"),
    "resource": Phrase("documents.why_resource", "what we need for it is not free on some days"),
}
_MOST_WHYS = 3
_MOST_NAMES = 2  # more treatments are only counted in the first paragraph


def title(plan: Plan) -> str:
    """The title of the document."""
    return _TITLES[plan.outcome]().text


def lead(plan: Plan) -> str:
    """The plan in one short paragraph."""
    if plan.outcome is Outcome.NO_PLAN:
        return _NO_PLAN().text
    if plan.outcome is Outcome.NOT_FOUND:
        return _NOT_FOUND().text
    return " ".join(_lead(plan))


def _lead(plan: Plan) -> Iterator[str]:
    if not plan.courses:
        yield from _at_home(plan)
        if plan.questions:
            yield _MORE_LATER().text
        return
    zones = words.the_places((zone for course in plan.courses for zone in course.zones), plan.zone_names)
    phrases = _TO_DO if any(map(is_habit, plan.regimens)) else _AND_HOME
    home = words.counted(len(plan.regimens), *phrases) if plan.regimens else ""
    yield _COURSES(sessions=_sessions(plan.courses), zones=zones, home=home).text
    if reviews := [course.review for course in plan.courses if course.review]:
        yield _CHECK(month=words.month(max(reviews))).text


def _at_home(plan: Plan) -> Iterator[str]:
    """What a plan without visits consists of."""
    creams = [words.inside(item.plain_name) for item in plan.regimens if not is_habit(item)]
    others = [words.inside(item.plain_name) for item in plan.regimens if is_habit(item)]
    if creams:
        yield _ONLY_HOME(names=words.joined(creams)).text
    if others:
        yield (_HABITS_ALSO if creams else _HABITS)(names=words.joined(others)).text


def _sessions(courses: Sequence[Course]) -> str:
    names = {course.plain_name for course in courses}
    if len(names) > _MOST_NAMES:
        return _MANY(n=len(names)).text
    return words.joined(
        _SESSIONS[course.sessions > 1](n=course.sessions, name=words.inside(course.plain_name)).text
        for course in courses
    )


def key_figures(plan: Plan) -> tuple[KeyFigure, ...]:
    """The numbers people act on."""
    return tuple(_figures(plan)) if plan.outcome is Outcome.PLAN else ()


def _figures(plan: Plan) -> Iterator[KeyFigure]:
    if plan.visits:
        day = words.weekday_day(plan.visits[0].date)
        count = len(plan.visits)
        yield KeyFigure(str(count), (_VISITS[0] if count == 1 else _VISITS[1])(day=day).text)
    else:
        yield KeyFigure("0", _NO_VISITS().text)
    if plan.courses:
        yield _redness(plan)
    if plan.regimens:
        minutes = sum(regimen.minutes_a_day for regimen in plan.regimens)
        yield KeyFigure(_MINUTES(n=minutes).text, _HOME().text)
    if plan.cost:
        yield _cost(plan, plan.cost)


def _redness(plan: Plan) -> KeyFigure:
    usual = [course.downtime_days for course in plan.courses]
    longest = max(course.downtime_days_max for course in plan.courses)
    least, most = min(usual), max(usual)
    value = words.counted(most, *_DAYS) if least == most else _DAYS_RANGE(least=least, most=most).text
    if most == 0:
        return KeyFigure(value, _NO_REDNESS(most=words.counted(longest, *_DAYS)).text)
    return KeyFigure(value, _REDNESS(most=longest).text if longest > most else _REDNESS_ALWAYS().text)


def _cost(plan: Plan, cost: Cost) -> KeyFigure:
    names = {course.id: words.inside(course.plain_name) for course in plan.courses}
    names |= {regimen.id: words.inside(regimen.plain_name) for regimen in plan.regimens}
    unknown = words.joined(names[item] for item in cost.unknown if item in names)
    if unknown and not cost.known.amount:
        return KeyFigure(_ASK().text, _NO_PRICE().text)
    return KeyFigure(
        words.amount(cost.known).replace(words.NO_BREAK, " "),
        _AND_MORE(names=unknown).text if unknown else _IN_ALL().text,
    )


def why_these_dates(plan: Plan) -> str:
    """At most three reasons behind the dates, the treatments' own rhythm first."""
    kinds = {binding.kind for why in plan.why for binding in why.binding}
    others = (phrase().text for kind, phrase in _WHY.items() if kind in kinds)
    reasons = list(dict.fromkeys((*_rhythms(plan), *others)))[:_MOST_WHYS]
    return " ".join(words.sentence(reason) for reason in reasons)


def _rhythms(plan: Plan) -> Iterator[str]:
    for course in plan.courses:
        if course.sessions > 1:
            least, most = course.interval.min_days, course.interval.max_days
            phrase = _WHY_EXACT if least == most else _WHY_INTERVAL
            yield phrase(name=words.opening(course.plain_name), least=least, most=most).text
