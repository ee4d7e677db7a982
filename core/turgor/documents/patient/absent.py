"""What is not part of the plan, or why there is none: plain names and plain words, never a rule."""

from __future__ import annotations

from datetime import date

from turgor.documents.parts import Advice
from turgor.documents.wording import plain_reasons, words
from turgor.domain.explanations import Conflict
from turgor.domain.messages import Message, Phrase
from turgor.domain.plan import Plan, ZoneVerdict
from turgor.domain.verdicts import Status

_NOT_ASSESSED = Phrase("documents.left_not_assessed", "We could not check this for you.")
_UNDECIDED = Phrase("documents.left_undecided", "We need more answers first.")
_NOT_INDICATED = Phrase("documents.left_not_indicated", "This does not fit what your skin needs.")
_NOT_SAFE = Phrase("documents.left_contraindicated", "This may not be safe for you now. We can tell you why.")
_WAIT = Phrase("documents.left_deferred", "This must wait. We tell you for how long.")
_WAIT_UNTIL = Phrase("documents.left_deferred_until", "This must wait until {day} or later.")

_MORE = Phrase("documents.left_more", "{n} more")
_MOST_NAMES, _NAMED_OF_MANY = 6, 4
_OF_A_PLACE = "verdict.site"  # a place of many that it does not treat
_NOT_NEEDED = "offer.no_habit"  # an answer to a habit that the patient does not have

_PLAIN = {
    Status.NOT_ASSESSED: _NOT_ASSESSED,
    Status.UNDECIDED: _UNDECIDED,
    Status.NOT_INDICATED: _NOT_INDICATED,
    Status.CONTRAINDICATED: _NOT_SAFE,
}


def left_out(plan: Plan) -> tuple[Advice, ...]:
    """What was left out and why, each treatment once; of many that share a reason only the first are named.

    What may not be safe is always named in full.
    """
    names: dict[str, list[str]] = {}
    for treatment, reason in _reasons(plan).items():
        why = _why(plan, treatment, reason).text
        names.setdefault(why, []).append(words.inside(name(plan, treatment)))
    unsafe = _NOT_SAFE().text
    return tuple(Advice(_named(about, in_full=why == unsafe), (why,)) for why, about in names.items())


def _reasons(plan: Plan) -> dict[str, Message]:
    """The first reason of each treatment that is not part of the plan; for a place only where there is no other."""
    chosen = {course.treatment for course in plan.courses} | {item.treatment for item in plan.regimens}
    reasons: dict[str, Message] = {}
    for treatment, reason in sorted(plan.left_out, key=lambda entry: entry[1].key == _OF_A_PLACE):
        if treatment not in chosen and reason.key != _NOT_NEEDED:
            reasons.setdefault(treatment, reason)
    return reasons


def _named(names: list[str], *, in_full: bool) -> str:
    names = list(dict.fromkeys(names))
    if in_full or len(names) <= _MOST_NAMES:
        return words.opening(words.joined(names))
    more = _MORE(n=len(names) - _NAMED_OF_MANY).text
    return words.opening(words.joined((*names[:_NAMED_OF_MANY], more)))


def ruled_out(plan: Plan, conflict: Conflict) -> tuple[str, str]:
    """(name, why) of one reason for which there is no plan; the name is empty where it is about no treatment."""
    treatment = conflict.text.params.get("treatment")
    if isinstance(treatment, str):
        return name(plan, treatment), _why(plan, treatment, conflict.text).text
    return "", (plain_reasons.said(conflict.text) or conflict.text).text


def name(plan: Plan, treatment: str) -> str:
    """What the patient calls a treatment that was judged; of a modality that could not be asked, the modality."""
    names = {verdict.treatment: verdict.plain_name for verdict in plan.verdicts}
    return names.get(treatment, treatment).removesuffix(".*").replace("_", " ")


def _why(plan: Plan, treatment: str, reason: Message) -> Message:
    """Its standing today where that keeps it out, at its best zone; else what the planner says of it."""
    verdicts = [verdict for verdict in plan.verdicts if verdict.treatment == treatment]
    status = min((verdict.timeline[0].status for verdict in verdicts), key=_rank, default=Status.ELIGIBLE)
    if status is Status.DEFERRED:
        starts = [start for verdict in verdicts if (start := _allowed_from(verdict))]
        return _WAIT_UNTIL(day=words.day(min(starts))) if starts else _WAIT()
    return _PLAIN[status]() if status in _PLAIN else plain_reasons.left_out(reason)


def _rank(status: Status) -> int:
    return status.rank


def _allowed_from(verdict: ZoneVerdict) -> date | None:
    """The first day on which nothing stands against it any more."""
    return next((period.span.first for period in verdict.timeline if period.status.allows), None)
