"""turgor why: every rule considered for one treatment."""

from __future__ import annotations

import difflib

import click

from turgor.cli.options import case_argument, json_option, practice_options, warn_of_failed
from turgor.cli.output import as_json, console, write_json
from turgor.cli.screens.why import why_as_data, why_screen
from turgor.practice import Practice, UnknownTreatment, consider, open_case


@click.command("why")
@click.argument("treatment", metavar="TREATMENT")
@case_argument
@practice_options
@json_option
def command(treatment: str, case: str, practice: Practice, json_file: str | None) -> None:
    """Show every rule and need considered for TREATMENT (laser.co2_fractional, say) for the patient in CASE.

    Each rule holds, does not hold, or is unknown because of a question that nobody answered.
    """
    said_before = practice.host.failed
    patient = open_case(case, practice)
    try:
        considered = consider(practice, patient, treatment)
    except UnknownTreatment:
        raise click.BadParameter(_no_such(treatment, practice), param_hint="TREATMENT") from None
    warn_of_failed(practice.host, said_before)
    if json_file:
        result = why_as_data(considered, practice.host.catalogue)
        write_json(as_json("turgor-why/1", {"today": practice.today, **result}), json_file, case)
    if json_file != "-":
        console().print(why_screen(considered, practice.host.catalogue))


def _no_such(treatment: str, practice: Practice) -> str:
    known = list(practice.host.catalogue.treatments)
    close = difflib.get_close_matches(treatment, known, n=1)
    hint = f"did you mean {close[0]}?" if close else f"there are: {', '.join(known) or 'none'}"
    return f"no installed modality offers {treatment!r}; {hint}"
