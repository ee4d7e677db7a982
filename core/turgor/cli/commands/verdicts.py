"""turgor verdicts: who may have what, where and from when."""

from __future__ import annotations

import click

from turgor.cli.options import case_argument, json_option, practice_options, warn_of_failed
from turgor.cli.output import as_json, console, write_json
from turgor.cli.screens.verdicts import verdicts_as_data, verdicts_screen
from turgor.practice import Practice, judge_case, open_case


@click.command("verdicts")
@case_argument
@practice_options
@json_option
def command(case: str, practice: Practice, json_file: str | None) -> None:
    """Show every treatment's standing for the patient in CASE, by zone and over time, without planning."""
    said_before = practice.host.failed
    judged = judge_case(practice, open_case(case, practice))
    warn_of_failed(practice.host, said_before)
    catalogue = practice.host.catalogue
    if json_file:
        result = verdicts_as_data(judged.verdicts, catalogue)
        write_json(
            as_json(
                "turgor-verdicts/1", {"today": practice.today, "changes": judged.findings.changes, **result}
            ),
            json_file,
            case,
        )
    if json_file != "-":
        console().print(verdicts_screen(judged.verdicts, catalogue, judged.findings.changes))
