"""What reports on home care say of the skin, as answers that rules know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from turgor.domain.case import SYSTEMIC, Answers, Assessment, Value
from turgor.domain.catalogue import Vocabulary
from turgor.domain.diary import HomeCareReport
from turgor.domain.vocabulary import SkinScore


def with_scores(assessment: Assessment, reports: Iterable[HomeCareReport], vocabulary: Vocabulary) -> Answers:
    """The answers of an assessment with what was reported from its day on; what was reported before is older news."""
    told = list(reports)
    found: dict[str, Mapping[str, Value]] = dict(assessment.answers.by_fact)
    for _, score in sorted(vocabulary.skin_scores.items()):
        scored = [one for one in told if one.irritation is not None and one.last >= assessment.date]
        found |= {fact: {SYSTEMIC: value} for fact, value in _answers(scored, score).items()}
    return Answers(found)


def calls_for_a_new_plan(before: Answers, after: Answers, score: SkinScore) -> bool:
    """Whether a plan should be looked at: the score reached or left what is watched, or a pause begins or ends."""
    scores = [answers.value(score.fact) for answers in (before, after)]
    watched = any(isinstance(one, int) and one >= score.watch_from for one in scores)
    pauses = [answers.value(score.pause) is True for answers in (before, after)]
    return (watched and scores[0] != scores[1]) or pauses[0] != pauses[1]


def _answers(scored: Sequence[HomeCareReport], score: SkinScore) -> dict[str, Value]:
    """The worst of the latest day, and whether a pause goes on."""
    if not scored:
        return {}
    latest = max(one.last for one in scored)
    answers: dict[str, Value] = {score.fact: max(one.irritation or 0 for one in scored if one.last == latest)}
    strong = [one.last for one in scored if (one.irritation or 0) >= score.pause_from]
    if strong:
        answers[score.pause] = _longest_calm(scored, max(strong)) < score.calm_days
    return answers


def _longest_calm(scored: Sequence[HomeCareReport], since: date) -> int:
    """How many days in a row were at 0 after a day. A day of which nobody told is no calm day."""
    calm = {day for one in scored if one.irritation == 0 for day in _days(one)}
    calm -= {day for one in scored if one.irritation for day in _days(one)}
    longest = run = 0
    last = since
    for day in sorted(day for day in calm if day > since):
        run = run + 1 if day - last == timedelta(days=1) else 1
        longest, last = max(longest, run), day
    return longest


def _days(report: HomeCareReport) -> list[date]:
    return [report.first + timedelta(days=offset) for offset in range(report.days)]
