"""turgor questions: what the installed modalities ask, and what is unanswered."""

from __future__ import annotations

import attrs
import click

from turgor.cli.options import json_option, practice_options, warn_of_failed
from turgor.cli.output import as_json, console, write_json
from turgor.cli.screens.questions import questionnaire_screen, unanswered_screen
from turgor.practice import Practice, open_case, questionnaire, unanswered


@click.command("questions")
@practice_options
@click.option(
    "--case", metavar="FILE", help="Show what is unanswered for this patient and decides something."
)
@json_option
def command(practice: Practice, case: str | None, json_file: str | None) -> None:
    """Show the questionnaire of this clinic: what the installed modalities need answered, and nothing else.

    With --case, show what is unanswered and decides something for this patient. A question decides a treatment if its
    answers can lead to different standings of it at a goal zone, the other open questions not being in the way; the
    one that decides most treatments comes first. What decides nothing need not be asked.
    """
    if case is None:
        _all(practice, json_file)
    else:
        _open(practice, case, json_file)


def _all(practice: Practice, json_file: str | None) -> None:
    asked = questionnaire(practice.host.catalogue)
    if json_file:
        write_json(as_json("turgor-questions/1", attrs.asdict(asked, recurse=False)), json_file)
    if json_file != "-":
        console().print(questionnaire_screen(asked))


def _open(practice: Practice, case: str, json_file: str | None) -> None:
    said_before = practice.host.failed
    found = unanswered(practice, open_case(case, practice))
    warn_of_failed(practice.host, said_before)
    if json_file:
        write_json(as_json("turgor-unanswered/1", attrs.asdict(found, recurse=False)), json_file, case)
    if json_file != "-":
        console().print(unanswered_screen(found, len(practice.host.catalogue.treatments)))
