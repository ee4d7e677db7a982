"""turgor patient: who is kept among the records, and what was assessed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from turgor.cli.desk import desk_options, practice_at_desk
from turgor.cli.options import Day, json_option
from turgor.cli.output import as_json, cell, console, write_json

if TYPE_CHECKING:
    from turgor.practice import Practice
    from turgor.practice.records import Desk

patient_argument = click.argument("patient", metavar="PATIENT")


@click.group("patient")
def command() -> None:
    """Keep patients and their assessments.

    PATIENT is the clinic's own number, or #7 for the number of the record.
    """


@command.command("add")
@click.argument("case", metavar="CASE")
@practice_at_desk
@click.option("--another", is_flag=True, help="It is none of those who are alike.")
def add(*, desk: Desk, practice: Practice, case: str, another: bool) -> None:
    """Begin a record with the patient and the assessment in the file CASE."""
    from turgor.practice import open_case  # noqa: PLC0415 -- --help stays quick
    from turgor.practice.records import add_patient_with  # noqa: PLC0415

    record, assessment = add_patient_with(desk, open_case(case, practice), another=another)
    click.echo(f"Patient #{record.id}, assessment {assessment.assessment}/{assessment.number}")


@command.command("assess")
@patient_argument
@click.argument("case", metavar="CASE")
@practice_at_desk
@click.option("--corrects", metavar="ASSESSMENT", help="It is a better version of this one, such as 4/1.")
@click.option("--reason", default="", help="Why it is corrected.")
def assess(
    *, desk: Desk, practice: Practice, patient: str, case: str, corrects: str | None, reason: str
) -> None:
    """Add what was found on another day, or correct it. Plans made from the version before keep that."""
    from turgor.practice import open_case  # noqa: PLC0415
    from turgor.practice.records import add_assessment, correct_assessment, which_patient  # noqa: PLC0415

    record, entered = which_patient(desk, patient), open_case(case, practice)
    if corrects is None:
        done = add_assessment(desk, record.id, entered)
    else:
        if not reason.strip():
            raise click.UsageError("say why it is corrected: --reason TEXT")
        done = correct_assessment(desk, *_version(corrects), entered, reason)
    click.echo(f"Patient #{record.id}, assessment {done.assessment}/{done.number}")


@command.command("change")
@patient_argument
@desk_options
@click.option("--name")
@click.option("--birth-date", type=Day(), metavar="DATE")
@click.option("--sex")
@click.option("--number", help="The clinic's own.")
@click.option("--language", help="As in BCP 47.")
@click.option("--contact")
def change(*, desk: Desk, patient: str, **told: Any) -> None:
    """Put right who a patient is. What is not given stays."""
    from turgor.practice.records import correct_patient, which_patient  # noqa: PLC0415

    record = which_patient(desk, patient)
    changes = {name: value for name, value in told.items() if value is not None}
    if changes.get("name") == "":
        raise click.BadParameter("a patient has a name", param_hint="--name")
    done = correct_patient(desk, record.id, record.version, attrs.evolve(record.patient, **changes))
    click.echo(f"Patient #{done.id}, version {done.version}")


@command.command("find")
@click.argument("words", metavar="[NAME|NUMBER]", default="")
@desk_options
@click.option("--born", type=Day(), metavar="DATE", help="Born on this day.")
@json_option
def find(*, desk: Desk, words: str, born: date | None, json_file: str | None) -> None:
    """Find patients by the beginnings of their names, in any order, by number or by birth date."""
    from turgor.cli.screens.records import patients_screen  # noqa: PLC0415
    from turgor.practice.records import MOST_FOUND, find_patients  # noqa: PLC0415

    found = find_patients(desk, words, born)
    if json_file:
        write_json(as_json("turgor-patients/1", {"patients": found}), json_file)
    if json_file != "-":
        console().print(patients_screen(found) if found else cell("Nobody."))
    if len(found) == MOST_FOUND:
        click.echo(f"These are the first {MOST_FOUND}; there may be more. Say more of the name.", err=True)


@command.command("show")
@patient_argument
@desk_options
@json_option
def show(*, desk: Desk, patient: str, json_file: str | None) -> None:
    """Show a patient with all assessments and plans."""
    from turgor.cli.screens.records import chart_screen  # noqa: PLC0415
    from turgor.practice.records import open_patient  # noqa: PLC0415

    chart = open_patient(desk, patient)
    if json_file:
        shown = [attrs.asdict(one, recurse=False) for one in chart.assessments]
        for one in shown:
            del one["document"]
        told = {"patient": chart.record, "assessments": shown, "plans": chart.plans, "alike": chart.alike}
        write_json(as_json("turgor-patient/1", told), json_file)
    if json_file != "-":
        console().print(chart_screen(chart))


@command.command("progress")
@patient_argument
@practice_at_desk
@json_option
def progress(*, desk: Desk, practice: Practice, patient: str, json_file: str | None) -> None:
    """Show how firmness went, place by place, from the first visit to the latest."""
    from turgor.cli.screens.records import progress_screen  # noqa: PLC0415
    from turgor.practice import records  # noqa: PLC0415

    found = records.progress(desk, practice, records.which_patient(desk, patient).id)
    if json_file:
        write_json(
            as_json(
                "turgor-progress/1",
                {"series": found.series, "changes": found.changes, "targets": found.targets},
            ),
            json_file,
        )
    if json_file != "-":
        console().print(progress_screen(found, practice.host.catalogue.vocabulary))


@command.command("export")
@patient_argument
@click.argument("file", metavar="FILE")
@desk_options
def export(*, desk: Desk, patient: str, file: str) -> None:
    """Write everything about a patient into the archive FILE: JSON, and PDFs of the plans that were followed."""
    from turgor.practice.records import export_patient, which_patient  # noqa: PLC0415

    names = export_patient(desk, which_patient(desk, patient).id, Path(file))
    click.echo(f"Written: {file} ({len(names)} files)", err=True)


@command.command("erase")
@patient_argument
@desk_options
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase(*, desk: Desk, patient: str, yes: bool) -> None:
    """Forget who a patient was, in all versions. What was found and done stays, without a name or any free text.

    There is no way back; a backup from before still knows them, until it is restored, and so do files that were
    printed or exported.
    """
    from turgor.practice import kept  # noqa: PLC0415
    from turgor.practice.records import erase_patient, which_patient  # noqa: PLC0415

    record = which_patient(desk, patient)
    if not yes:
        click.confirm(f"Forget who patient #{record.id} was, for ever?", abort=True, err=True)
    erase_patient(desk, record.id, kept())
    click.echo(f"Patient #{record.id} is erased.")


def _version(text: str) -> tuple[int, int]:
    parts = text.split("/")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts):
        raise click.BadParameter("name assessment and version, like 4/1", param_hint="--corrects")
    return int(parts[0]), int(parts[1])
