"""Limits and choices of the planner in words for the patient, by the key of the message that says them.

Plans speak to practitioners: they name rules, products and grades. What has no words here is left to the talk.
"""

from __future__ import annotations

from collections.abc import Mapping

from turgor.domain.messages import Message, Phrase

_NO_DAYS = Phrase("documents.reason.no_days", "We found no days for this.")
_NOT_FOR_YOU = Phrase("documents.reason.no_fit", "This does not fit what your skin needs.")
_NOT_HERE = Phrase("documents.reason.not_here", "We do not offer this here.")
_TRIAL = Phrase("documents.reason.trial", "This is still being tested.")
_BUDGET = Phrase("documents.reason.budget", "This does not fit into your budget.")
_COMPANY = Phrase("documents.reason.company", "This must go with other home care that you cannot use now.")
_BY_US = Phrase("documents.reason.by_us", "Your practitioner chose to leave this out.")
_AT_ONCE = Phrase("documents.reason.at_once", "We do not treat one place in too many ways at once.")

BY_KEY: Mapping[str, Phrase] = {
    "verdict.site": Phrase("documents.reason.site", "This is not for the places you want us to treat."),
    "home.minutes": Phrase(
        "documents.reason.minutes", "This takes more minutes a day than you want to give."
    ),
    "home.budget": _BUDGET,
    "home.mechanism": Phrase("documents.reason.same", "Something else in your plan works in the same way."),
    "home.clash": Phrase(
        "documents.reason.clash", "This does not go together with something else in your plan."
    ),
    "home.alone": _COMPANY,
    "home.no_fit": _NOT_FOR_YOU,
    "offer.no_fit": _NOT_FOR_YOU,
    "offer.habit_open": Phrase("documents.reason.habit_open", "We need more answers first."),
    "offer.no_day": _NO_DAYS,
    "offer.switched_off": _NOT_HERE,
    "offer.investigational": _TRIAL,
    "schedule.no_dates": _NO_DAYS,
    "schedule.no_use": _NO_DAYS,
    "schedule.no_home_care": _COMPANY,
    "schedule.not_chosen": Phrase("documents.reason.not_chosen", "Other things in your plan fit you better."),
    "limit.must_not": _BY_US,
    "limit.only": _BY_US,
    "limit.aversion": Phrase("documents.reason.aversion", "You told us that you do not want this."),
    "limit.unknown_price": Phrase("documents.reason.price", "The price is not known yet."),
    "limit.must": Phrase("documents.reason.must", "Your practitioner wants this in the plan."),
    "limit.no_offer": _NOT_HERE,
    "limit.interval": Phrase("documents.reason.interval", "Visits must be {least} to {most} days apart."),
    "limit.apart": Phrase("documents.reason.apart", "Your skin needs days between two treatments."),
    "limit.courses_at_once": _AT_ONCE,
    "limit.too_many_at_once": _AT_ONCE,
    "limit.most_visits": Phrase("documents.reason.most_visits", "The most visits you want: {most}."),
    "limit.budget": Phrase("documents.reason.money", "You want to spend at most {amount} {currency}."),
    "limit.budget_a_month": Phrase(
        "documents.reason.money_a_month", "You want to spend at most {amount} {currency} in one month."
    ),
    "limit.days_between_visits": Phrase(
        "documents.reason.days_between_visits", "You want at least {days} days from one visit to the next."
    ),
    "limit.downtime_at_a_time": Phrase(
        "documents.reason.downtime_at_a_time", "You want at most {days} days in a row with redness."
    ),
    "limit.minutes_a_day": Phrase(
        "documents.reason.minutes_a_day", "You want to give at most {minutes} minutes a day at home."
    ),
    "limit.horizon": Phrase("documents.reason.horizon", "The plan must end by {day}."),
    "limit.date": Phrase("documents.reason.date", "A visit was fixed on {day}."),
    "limit.not_on": Phrase("documents.reason.not_on", "The visit on {day} was called off."),
    "limit.not_on_because": Phrase("documents.reason.not_on", "The visit on {day} was called off."),
    "limit.closed": Phrase("documents.reason.closed", "We are not open long enough on some days."),
    "limit.available": Phrase("documents.reason.available", "You cannot come on some days."),
    "limit.away": Phrase("documents.reason.away", "You are away on some days."),
    "limit.away_from_to": Phrase("documents.reason.away", "You are away on some days."),
    "limit.downtime_free": Phrase("documents.reason.downtime_free", "You want no redness on some days."),
    "limit.downtime_free_from_to": Phrase(
        "documents.reason.downtime_free", "You want no redness on some days."
    ),
    "limit.verdict": Phrase("documents.reason.verdict", "On some days this is not safe yet."),
    "limit.terms": Phrase("documents.reason.terms", "Some days do not suit."),
    "limit.prerequisite": Phrase("documents.reason.prerequisite", "Something must be done first."),
    "limit.follow_up": Phrase("documents.reason.follow_up", "We are closed when we must see you again."),
    "limit.using": Phrase(
        "documents.reason.using", "Your skin first needs {days} days without what you use now."
    ),
    "limit.paused": Phrase(
        "documents.reason.paused", "Your skin first needs {days} days without what you used until {day}."
    ),
    "limit.event": Phrase(
        "documents.reason.event", "Your skin needs {days} days before what you have planned."
    ),
}
_ASK_US = Phrase("documents.reason.ask", "We left this out for now. Ask us why.")


def said(reason: Message) -> Message | None:
    """A reason of the planner for the patient; None where it has no plain words."""
    phrase = BY_KEY.get(reason.key)
    return phrase(**reason.params) if phrase else None


def left_out(reason: Message) -> Message:
    """Why something possible is not part of the plan."""
    return said(reason) or _ASK_US()
