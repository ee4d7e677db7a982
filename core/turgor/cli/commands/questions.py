"""turgor questions: what the installed modalities ask, and what is unanswered."""

from __future__ import annotations

import click

from turgor.cli.options import json_option, practice_options, warn_of_failed
from turgor.cli.output import as_json, console, write_json
from turgor.cli.screens.questions import questionnaire_screen, unanswered_screen
from turgor.practice import Practice, judge_case, open_case, questionnaire, unanswered


@click.command("questions")
@practice_options
@click.option(
    "--case", metavar="FILE", help="Show what is unanswered for this patient, and what that holds up."
)
@json_option
def command(practice: Practice, case: str | None, json_file: str | None) -> None:
    """Show every question that an assessment can answer, as it stands in the questionnaire.

    With --case, show those that are unanswered and decide something, the one that holds up most treatments first.
    """
    if case is None:
        _all(practice, json_file)
    else:
        _open(practice, case, json_file)


def _all(practice: Practice, json_file: str | None) -> None:
    asked = questionnaire(practice.host.catalogue)
    if json_file:
        write_json(
            as_json("turgor-questions/1", {"sections": asked.sections, "history": asked.history}), json_file
        )
    if json_file != "-":
        console().print(questionnaire_screen(asked))


def _open(practice: Practice, case: str, json_file: str | None) -> None:
    said_before = practice.host.failed
    judged = judge_case(practice, open_case(case, practice))
    warn_of_failed(practice, said_before)
    questions = unanswered(judged.verdicts, practice.host.catalogue)
    if json_file:
        write_json(as_json("turgor-unanswered/1", {"questions": questions}), json_file, case)
    if json_file != "-":
        console().print(unanswered_screen(questions))
