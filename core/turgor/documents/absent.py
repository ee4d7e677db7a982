"""What is not part of the plan, or why there is none: plain names and plain words, never a rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from turgor.documents import plain_reasons, words
from turgor.domain.messages import Message, Phrase
from turgor.domain.plan import Conflict, Plan, ZoneVerdict
from turgor.domain.verdicts import Status

_NOT_ASSESSED = Phrase("documents.left_not_assessed", "We could not check this for you.")
_UNDECIDED = Phrase("documents.left_undecided", "We need more answers first.")
_NOT_INDICATED = Phrase("documents.left_not_indicated", "This does not fit what your skin needs.")
_NOT_SAFE = Phrase("documents.left_contraindicated", "This may not be safe for you now. We can tell you why.")
_WAIT = Phrase("documents.left_deferred", "This must wait. We tell you for how long.")
_WAIT_UNTIL = Phrase("documents.left_deferred_until", "This must wait until {day} or later.")

_PLAIN = {
    Status.NOT_ASSESSED: _NOT_ASSESSED,
    Status.UNDECIDED: _UNDECIDED,
    Status.NOT_INDICATED: _NOT_INDICATED,
    Status.CONTRAINDICATED: _NOT_SAFE,
}


def left_out(plan: Plan) -> Iterator[tuple[str, str]]:
    """(name, why) of each treatment that was left out, each treatment once."""
    reasons: dict[str, Message] = {}
    for treatment, reason in plan.left_out:
        reasons.setdefault(treatment, reason)
    for treatment, reason in reasons.items():
        yield name(plan, treatment), _why(plan, treatment, reason).text


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
