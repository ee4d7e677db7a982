"""Every risk habit is answered: by home care, by the advice where no modality has any, or the practitioner is told."""

from __future__ import annotations

from collections.abc import Iterator

from turgor.domain.handouts import HandoutSection
from turgor.domain.messages import Message, Phrase, plain
from turgor.domain.verdicts import Status
from turgor.planning.finding.habits import against_advice, answering
from turgor.planning.recording.stages import Stages

NOT_ANSWERED = Phrase(
    "plan.habit_not_answered", "Habit: {habit}. {treatment} would answer it and is not in the plan: {reason}"
)

NO_ADVICE = Phrase(
    "plan.habit_no_advice",
    "Habit: {habit}. Nothing installed answers it; {rules} may speak against plain advice.",
)


def advice(stages: Stages) -> Iterator[HandoutSection]:
    """What is said about the habits that nothing installed and offered here answers."""
    for habit_id in stages.findings.habits:
        habit = stages.catalogue.vocabulary.risk_habits[habit_id]
        if _by_advice(habit_id, stages) and not against_advice(habit_id, stages.findings, stages.catalogue):
            title = plain(f"habit.{habit.id}.name", habit.name)
            yield HandoutSection("", title, (plain(f"habit.{habit.id}.advice", habit.advice),))


def not_answered(stages: Stages) -> Iterator[Message]:
    """Habits whose answers were all left out, with the reasons: the advice could contradict them, so it is not given."""
    chosen = {placed.offer.treatment for placed in stages.schedule.regimens if placed.segments}
    left = (*stages.offers.left_out, *stages.schedule.left_out)
    for habit in stages.findings.habits:
        offered = _offered(habit, stages)
        if not chosen or chosen.intersection(offered):
            continue
        name = stages.catalogue.vocabulary.risk_habits[habit].name
        if not offered and (rules := against_advice(habit, stages.findings, stages.catalogue)):
            yield NO_ADVICE(habit=name, rules=rules)
        told = {(one.treatment, one.why.text) for one in left if one.treatment in offered}
        for treatment, reason in sorted(told):
            yield NOT_ANSWERED(habit=name, treatment=treatment, reason=reason)


def _by_advice(habit: str, stages: Stages) -> bool:
    """Whether there is a plan, and nothing that answers the habit could be part of it."""
    return bool(stages.schedule.regimens) and not _offered(habit, stages)


def _offered(habit: str, stages: Stages) -> tuple[str, ...]:
    """The treatments that answer a habit, where their modality could be asked and the clinic offers them."""
    asked = {
        verdict.treatment
        for verdict in stages.verdicts.verdicts
        if verdict.today.status is not Status.NOT_ASSESSED
    }
    return tuple(
        id_
        for id_ in answering(habit, stages.catalogue)
        if id_ in asked and id_ not in stages.clinic.switched_off
    )
