"""The questionnaire, and what is unanswered in it."""

from __future__ import annotations

from rich.console import Group, RenderableType

from turgor.cli.output import cell, heading, table
from turgor.domain.plan import Question
from turgor.domain.vocabulary import Fact, FactType
from turgor.practice import Questionnaire, Unanswered

BY_PRACTITIONER = "looked at, not asked"
MOST_TREATMENTS = 2  # named in one line


def questionnaire_screen(asked: Questionnaire) -> RenderableType:
    """Every question by section, with what its answer may be."""
    parts: list[RenderableType] = []
    for section in asked.sections:
        rows = [(fact.id, _question(fact), _answers(fact)) for fact in section.facts]
        parts += [heading(section.group.capitalize()), table(["fact", "question", "answers"], rows)]
    rows = [(kind.id, kind.question, kind.family.value) for kind in asked.history]
    parts += [heading("History and plans, with dates"), table(["event", "question", "kind"], rows)]
    measured = [(one.id, one.name, one.conditions) for one in asked.instruments]
    parts += [heading("Measured, by zone and side"), table(["instrument", "name", "how"], measured)]
    return Group(*parts)


def _question(fact: Fact) -> str:
    place = " (may differ by zone)" if fact.per_zone else ""
    by = "" if fact.asked_of == "patient" else f" ({BY_PRACTITIONER})"
    return f"{fact.question}{place}{by}"


def _answers(fact: Fact) -> str:
    match fact.type:
        case FactType.BOOL:
            return "true or false"
        case FactType.CHOICE:
            return f"one of: {', '.join(fact.option_ids)}"
        case FactType.CHOICES:
            return f"any of: {', '.join(fact.option_ids)}"
    least = "" if fact.minimum is None else f"{fact.minimum:g}"
    most = "" if fact.maximum is None else f"{fact.maximum:g}"
    kind = "whole number" if fact.type is FactType.INT else "number"
    limits = f" from {least} to {most}" if least and most else ""
    return f"{kind}{limits}{f' {fact.unit}' if fact.unit else ''}"


def unanswered_screen(found: Unanswered, treatments: int) -> RenderableType:
    """What is unknown and decides something, the question that decides most first; then what need not be asked."""
    rows = [(len(one.treatments), one.id, one.text.text, _decided(one)) for one in found.questions]
    parts: list[RenderableType] = (
        [table(["decides", "question", "in words", "treatments"], rows)] if rows else []
    )
    if found.needless:
        parts.append(cell(f"\nUnanswered, and deciding nothing: {', '.join(found.needless)}."))
    return Group(*parts, cell(_settled(found, treatments)))


def _settled(found: Unanswered, treatments: int) -> str:
    if not found.questions:
        return "No answer can change any verdict any more."
    return f"\nSettled whatever is answered: {len(found.settled)} of {treatments} treatments."


def _decided(question: Question) -> str:
    more = len(question.treatments) - MOST_TREATMENTS
    return ", ".join(question.treatments[:MOST_TREATMENTS]) + (f" and {more} more" if more > 0 else "")
