"""Options of the commands that work with the records, and how refusals are said."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any

import attrs
import click

from turgor.cli.exits import Code
from turgor.cli.options import described, open_with
from turgor.documents.wording import words
from turgor.domain.moves import SessionMove

if TYPE_CHECKING:
    from turgor.practice import Practice
    from turgor.practice.records import Desk, Difference

Command = Callable[..., Any]

KEPT_CLINIC = "the one among the records, else a built-in one"


def where_option(command: Command) -> Command:
    """Which records: argument `db`."""
    return click.option(
        "--db",
        envvar="TURGOR_DB",
        metavar="FILE|URL",
        help="The records: a file, or postgresql://... [default: a file in your own folder; env: TURGOR_DB]",
    )(command)


def who_option(command: Command) -> Command:
    """Who does it: argument `by`."""
    return click.option(
        "--by",
        envvar="TURGOR_USER",
        default=getpass.getuser,
        metavar="NAME",
        help="Who does this, for the audit trail. [default: your login name; env: TURGOR_USER]",
    )(command)


def desk_options(command: Command) -> Command:
    """Open the records for the command, as its argument `desk`."""

    @wraps(command)
    def opened(*, db: str | None, by: str, **rest: Any) -> Any:
        from turgor.practice.records import open_desk  # noqa: PLC0415 -- --help stays quick

        if not by.strip():
            raise click.BadParameter("say who does this", param_hint="--by")
        _check_texts(by, *rest.values())
        with open_desk(db, by) as desk:
            return command(desk=desk, **rest)

    return where_option(who_option(opened))


def practice_at_desk(command: Command) -> Command:
    """Open the records, and the practice with the clinic among them where no file is given: `desk` and `practice`."""

    @wraps(command)
    def opened(
        *,
        desk: Desk,
        clinic: str | None,
        today: date | None,
        disabled: tuple[str, ...],
        no_plugins: bool,
        **rest: Any,
    ) -> Any:
        practice = practice_here(desk, clinic, today, disabled, no_plugins=no_plugins)
        return command(desk=desk, practice=practice, **rest)

    return described(desk_options(opened), KEPT_CLINIC)


def practice_when_asked(command: Command) -> Command:
    """As `practice_at_desk`, for a command that seldom needs the practice: `desk`, and `opened`, which opens it."""

    @wraps(command)
    def later(
        *,
        desk: Desk,
        clinic: str | None,
        today: date | None,
        disabled: tuple[str, ...],
        no_plugins: bool,
        **rest: Any,
    ) -> Any:
        def opened() -> Practice:
            return practice_here(desk, clinic, today, disabled, no_plugins=no_plugins)

        return command(desk=desk, opened=opened, **rest)

    return described(desk_options(later), KEPT_CLINIC)


def practice_here(
    desk: Desk, clinic: str | None, today: date | None, disabled: tuple[str, ...], *, no_plugins: bool
) -> Practice:
    """The practice that the options describe, with the clinic among the records where no file is given."""
    from turgor.practice.records import present_clinic  # noqa: PLC0415

    kept = None if clinic else present_clinic(desk)
    practice = open_with(kept.clinic if kept else clinic, today, disabled, no_plugins=no_plugins)
    return attrs.evolve(practice, clinic_version=kept.version.number if kept else None)


def _check_texts(*values: object) -> None:
    """Bytes of a command line that are no text cannot be kept."""
    for value in values:
        if isinstance(value, tuple):
            _check_texts(*value)
        elif isinstance(value, str) and not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError:
                raise click.UsageError("an argument holds bytes that are no text") from None


def refused(text: str) -> click.exceptions.Exit:
    """Say why something was not done; the exit code that goes with it."""
    click.echo(f"Not done: {text}", err=True)
    return click.exceptions.Exit(Code.FINDING)


def explained(problem: Exception) -> tuple[str, Code] | None:
    """What to say of an answer of the records that is no fault; None for anything else."""
    from turgor.practice import records  # noqa: PLC0415 -- sqlalchemy is loaded by now

    if isinstance(problem, records.StorageError):
        return f"Error: {problem}", Code.STORAGE
    if isinstance(problem, records.NotThere):
        return f"Error: {problem}", Code.INVALID
    if told := _refusal(problem):
        return f"Not done: {told}", Code.FINDING
    return None


def _refusal(problem: Exception) -> str:  # noqa: PLR0911 -- one line a kind of answer
    """A refusal in words; empty where it is none."""
    from turgor.practice import records  # noqa: PLC0415

    match problem:
        case records.Stale():
            return _stale(problem)
        case records.Unacknowledged():
            lines = [f"  {one.id}: {one.text.text}" for one in problem.cautions]
            return "\n".join(["these cautions are not acknowledged (--acknowledge ID):", *lines])
        case records.Uncoded():
            codes = ", ".join(code.value for code in records.OverrideCode)
            return f"set aside without a code: {', '.join(problem.rules)} (--code RULE=CODE; codes: {codes})"
        case records.LikelyDuplicate():
            numbers = ", ".join(f"#{one.id}" for one in problem.alike)
            return f"may be the same person as {numbers}: look (turgor patient show), or add --another"
        case records.AlreadyPlanned():
            return f"plan {problem.version.ref} is {problem.version.status}: revise or stop it"
        case records.OtherPatient():
            return f"the case is of somebody else: {', '.join(problem.differs)} differ from the record"
        case (
            records.NotApprovable()
            | records.Impossible()
            | records.WrongStatus()
            | records.Outdated()
            | records.Superseded()
            | records.Taken()
            | records.NoClinic()
            | records.Nonsense()
            | records.ClinicOutdated()
        ):
            return str(problem)
        case records.Overtaken():
            return "somebody else planned for this patient, or told something of them, meanwhile; look and do it again"
        case records.Erased():
            return "the patient was erased"
    return ""


def _stale(problem: Any) -> str:
    head = f"plan {problem.newest.ref} is the newest by now. Since the version you named:"
    return "\n".join([head, *differing(problem.difference)])


def differing(changed: Difference) -> list[str]:
    """What two versions of a plan differ in, line by line."""
    lines = [f"  {_moved(move)}" for move in changed.moves]
    lines += [f"  new: {one}" for one in changed.new]
    lines += [f"  gone: {one}" for one in changed.gone]
    lines += [f"  caution: {one}" for one in changed.cautions]
    if changed.cost:
        lines.append(f"  cost: {changed.cost[0] or 'unknown'}, now {changed.cost[1] or 'unknown'}")
    return lines or ["  nothing that patient or clinic notice"]


def _moved(move: SessionMove) -> str:
    before, after = (words.weekday_day(day) if day else "not held" for day in (move.from_, move.to))
    return f"{move.session}: {before}, now {after}"
