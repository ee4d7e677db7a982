"""The day of a practice on the command line: patients, plans, the audit trail and the records as a whole."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frozen_clock import stop_the_clock
from sample_patients import CASES, TODAY
from turgor.cli import turgor
from turgor.cli.exits import Code
from turgor.store import Store

ANJALI, HEALTHY = str(CASES / "type-v-melasma.toml"), str(CASES / "healthy-45.toml")
ROOMS = Path(__file__).parents[2] / "docs" / "reference" / "clinic-with-rooms.toml"
DAY = ("--today", "2026-11-24")


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the records of this test are, who works with them, and on which day."""
    stop_the_clock(monkeypatch, TODAY)
    path = tmp_path / "records" / "turgor.db"
    monkeypatch.setenv("TURGOR_DB", str(path))
    monkeypatch.setenv("TURGOR_USER", "dr.lee")
    return path


def run(*arguments: str, code: int = 0) -> Result:
    """Run the command line in this process; it must end with this code, without a traceback."""
    result = CliRunner().invoke(turgor, arguments)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


def test_a_patient_from_the_door_to_an_approved_plan(db: Path, tmp_path: Path) -> None:
    """Added, found, planned, approved with every caution acknowledged, printed, started, stopped, and all of it told."""
    assert run("patient", "add", ANJALI, *DAY).stdout == "Patient #1, assessment 1/1\n"
    assert "Anjali Rao" in run("patient", "find", "rao").stdout
    built = run("plans", "build", "P-1002", *DAY)
    assert "Kept as plan 1/1, draft." in built.stderr
    refused = run("plans", "approve", "1", code=Code.FINDING)
    ids = [line.split(":")[0].strip() for line in refused.stderr.splitlines()[1:]]
    assert "FST-10@radiofrequency.microneedling" in ids
    acknowledged = [word for one in ids for word in ("--acknowledge", one)]
    assert run("plans", "approve", "1", *acknowledged).stdout == "Plan 1/1 is approved.\n"
    shown = run("plans", "show", "1", "--json", str(tmp_path / "plan.json")).stdout
    assert "approved" in shown
    assert json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))["status"] == "approved"
    assert run("verify", str(tmp_path / "plan.json")).exit_code == 0
    printed = run("plans", "print", "1", "--documents", "visits", "--out", str(tmp_path / "out"))
    assert "Written:" in printed.stderr
    assert run("plans", "replay", "1", *DAY).stdout == "Plan 1/1 comes out the same, byte for byte.\n"
    assert run("plans", "start", "1").stdout == "Plan 1/1 is active.\n"
    assert run("plans", "affected", *DAY).stdout == "None.\n"
    assert run("plans", "stop", "1", "--reason", "moves").stdout == "Plan 1/1 is stopped.\n"
    listed = json.loads(run("plans", "list", "P-1002", "--json", "-").stdout)
    assert [one["status"] for one in listed["plans"]] == ["stopped"]
    told = json.loads(run("audit", "--json", "-").stdout)
    done = [entry["action"] for entry in told["entries"] if entry["subject"] == "plan:1/1"]
    assert [one for one in done if one != "read"] == ["created", "approved", "printed", "started", "stopped"]
    assert {entry["who"] for entry in told["entries"]} == {"dr.lee"}
    assert "Rao" not in json.dumps(told)


def test_refusals_are_said_with_what_to_do(db: Path, tmp_path: Path) -> None:
    """Exit code 1, one message, nothing changed."""
    run("patient", "add", HEALTHY, *DAY)
    assert "Another patient has this number" in run("patient", "add", HEALTHY, *DAY, code=Code.FINDING).stderr
    twin = tmp_path / "twin.toml"
    twin.write_text(Path(HEALTHY).read_text(encoding="utf-8").replace("P-1001", "P-9001"), encoding="utf-8")
    (tmp_path / "answered.toml").write_text(
        (CASES / "answered.toml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    alike = run("patient", "add", str(twin), *DAY, code=Code.FINDING).stderr
    assert "same person as #1" in alike
    assert "Marsh" not in alike
    run("patient", "add", str(twin), "--another", *DAY)
    assert "differ from the record" in run("patient", "assess", "#1", ANJALI, *DAY, code=Code.FINDING).stderr
    assert "no patient" in run("patient", "show", "P-9", code=Code.INVALID).stderr
    assert "say who" in run("patient", "find", "--by", " ", code=Code.USAGE).stderr
    assert "no text" in run("patient", "find", "Zo\udcff", code=Code.USAGE).stderr
    assert "--seed" in run("plans", "build", "#1", "--seed", str(2**31), *DAY, code=Code.USAGE).stderr
    assert "no plan" in run("plans", "show", "7", code=Code.INVALID).stderr
    assert (
        "like 4/1"
        in run("patient", "assess", "#1", HEALTHY, "--corrects", "x", "--reason", "y", *DAY, code=2).stderr
    )
    assert "--reason" in run("patient", "assess", "#1", HEALTHY, "--corrects", "1/1", *DAY, code=2).stderr


def test_a_correction_is_shown_with_its_reason(db: Path) -> None:
    """The version before stays and says that it was corrected."""
    run("patient", "add", HEALTHY, *DAY)
    run("patient", "assess", "#1", HEALTHY, "--corrects", "1/1", "--reason", "wrong line", *DAY)
    run("patient", "change", "#1", "--number", "P-77", "--birth-date", "1981-05-15")
    shown = run("patient", "show", "P-77").stdout
    assert "corrected since" in shown
    assert "wrong line" in shown
    assert "15 May 1981" in shown


def test_the_records_are_backed_up_checked_and_restored(db: Path, tmp_path: Path) -> None:
    """And a trail that was cut off since is found by its noted end."""
    run("patient", "add", HEALTHY, *DAY)
    run("db", "backup", str(tmp_path / "monday.turgor"))
    whole = run("db", "check").stdout
    assert whole.startswith("The records are whole.")
    run("patient", "add", ANJALI, *DAY)
    run("db", "restore", str(tmp_path / "monday.turgor"), "--yes")
    assert "Nobody" in run("patient", "find", "rao").stdout
    noted = whole.split()[-1]
    wrong = f"{int(noted.split(':')[0]) + 50}:{noted.split(':')[1]}"
    assert "cut off" in run("db", "check", "--anchor", wrong, code=Code.FINDING).stdout
    assert "cut off" in run("audit", "--anchor", wrong, code=Code.FINDING).stderr
    run("db", "check", "--anchor", str(tmp_path / "monday.turgor"))
    run("db", "backup", str(tmp_path / "tuesday.turgor"))
    run("db", "restore", str(tmp_path / "monday.turgor"), "--yes")
    late = str(tmp_path / "tuesday.turgor")
    assert "were cut off" in run("audit", "--anchor", late, code=Code.FINDING).stderr
    assert "no backup" in run("audit", "--anchor", HEALTHY, code=Code.STORAGE).stderr


def test_a_record_that_cannot_be_opened_is_a_storage_error(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rubbish, a server that is not there, and a kind of database that is not known; no password is shown."""
    (tmp_path / "rubbish.db").write_bytes(b"rubbish" * 1000)
    run("patient", "find", "--db", str(tmp_path / "rubbish.db"), code=Code.STORAGE)
    secret = "postgresql://lee:secret@127.0.0.1:1/turgor"
    assert "secret" not in run("patient", "find", "--db", secret, code=Code.STORAGE).output
    assert "mysql" in run("patient", "find", "--db", "mysql://x/y", code=Code.STORAGE).stderr


def test_upgrading_what_is_up_to_date_says_so(db: Path) -> None:
    """And makes what is not there."""
    assert "before: none" in run("db", "upgrade").stdout
    assert "up to date" in run("db", "upgrade").stdout
    with Store.open(db) as store:
        assert store.engine.dialect.name == "sqlite"


def test_no_command_without_records_loads_the_database() -> None:
    """`turgor plan` works without one, and its help stays quick."""
    code = "import sys; from turgor.cli import turgor; turgor(['plan', '--help'], standalone_mode=False); sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


def test_what_happens_through_the_year(db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Due, given, missed, an event, revised with what moved; taken along, and forgotten."""
    run("patient", "add", ANJALI, *DAY)
    run("plans", "build", "#1", *DAY)
    refused = run("plans", "approve", "1", code=Code.FINDING)
    ids = [line.split(":")[0].strip() for line in refused.stderr.splitlines()[1:]]
    run("plans", "approve", "1", *[word for one in ids for word in ("--acknowledge", one)])
    due = json.loads(run("due", "--today", "2027-12-01", "--days", "0", "--json", "-").stdout)["due"]
    first = due[0]["date"]
    assert first["kind"] == "session"
    assert "overdue" in run("due", "#1", "--today", "2027-12-01").stdout
    missed = run("session", "missed", "1", first["what"], "--why", "ill")
    assert "turgor plans revise 1" in missed.stderr
    assert "still to come" in run("session", "done", "1", first["what"], "--on", "2099-01-01", code=1).stderr
    assert "NAME=VALUE" in run("session", "done", "1", first["what"], "--setting", "20", code=2).stderr
    event = run("event", "add", "#1", "oral_isotretinoin", "--start", "2026-11-23", *DAY)
    assert event.stdout == "Event 1 of patient #1: oral_isotretinoin\n"
    assert (
        "did you mean"
        in run("event", "add", "#1", "oral_isotretinion", "--start", "2026-11-23", *DAY, code=3).stderr
    )
    revised = run("plans", "revise", "1", "--today", "2026-11-25", "--reason", "new medicine")
    assert "What moved since" in revised.stdout
    assert "Kept as plan 1/2, draft." in revised.stderr
    assert "1/2 is the newest" in run("plans", "approve", "1/1", code=Code.FINDING).stderr
    assert "Plan 1/1 goes on (approved)" in run("plans", "stop", "1/2", "--reason", "not yet").stderr
    run("patient", "export", "#1", str(tmp_path / "rao.zip"))
    assert (tmp_path / "rao.zip").is_file()
    assert run("patient", "erase", "#1", "--yes").stdout == "Patient #1 is erased.\n"
    assert "Nobody." in run("patient", "find", "rao").stdout
    assert "erased" in run("plans", "build", "#1", *DAY, code=Code.FINDING).stderr


def test_the_clinic_is_kept_with_its_history(db: Path, tmp_path: Path) -> None:
    """Imported, closed, shown as it was, exported, imported again; plans name it, due says what is in the way."""
    rooms = str(ROOMS)
    assert "no clinic is kept yet" in run("clinic", "show", code=Code.FINDING).stderr
    assert "no clinic is kept yet" in run("clinic", "close", "2026-12-24", code=Code.FINDING).stderr
    assert run("clinic", "import", rooms).stdout == "The clinic is at version 1: imported\n"
    run("patient", "add", ANJALI, *DAY)
    run("plans", "build", "#1", *DAY)
    refused = run("plans", "approve", "1", code=Code.FINDING)
    ids = [line.split(":")[0].strip() for line in refused.stderr.splitlines()[1:]]
    run("plans", "approve", "1", *[word for one in ids for word in ("--acknowledge", one)])
    assert "Made with version 1 of the clinic" in run("plans", "show", "1").stdout
    (plan,) = json.loads(run("plans", "list", "--json", "-").stdout)["plans"]
    assert plan["clinic"] == 1
    due = json.loads(run("due", "--days", "400", "--json", "-").stdout)
    day = due["due"][1]["date"]["day"]
    assert due["in_the_way"] == []
    closed = run("clinic", "close", day, "2027-12-24..2027-12-28", "--reason", "works")
    assert "Changed: closures" in closed.stdout
    assert "the clinic is closed" in closed.stdout
    assert "turgor plans revise 1" in closed.stderr
    assert "cannot be given as planned" in run("due", "#1", "--days", "0").stdout
    (hit,) = json.loads(run("due", "--days", "0", "--json", "-").stdout)["in_the_way"]
    assert (hit["date"]["day"], hit["obstacle"]["why"], hit["clinic"]) == (day, "closed", 2)
    revised = run("plans", "revise", "1", "--reason", "closed", "--today", "2026-11-24")
    assert "The clinic is not open" in revised.stdout
    run("clinic", "hire", "rf-hired", "2027-06-01..2027-06-30")
    run("clinic", "away", "amy", "2026-12-01")
    run("clinic", "away", "amy", "2026-12-01", "--undo")
    assert "works" in run("clinic", "show", "--version", "2").stdout
    assert "version 5" in run("clinic", "show", "--on", "2026-11-24").stdout
    shown = run("clinic", "show", "--history").stdout
    assert [line.split()[0] for line in shown.splitlines()[1:]] == ["1", "2", "3", "4", "5"]
    told = run("clinic", "export", str(tmp_path / "clinic.toml"), "--version", "1").stderr
    assert "--seen 1" in told
    assert "closures" in run("clinic", "import", str(tmp_path / "clinic.toml"), "--seen", "1", code=1).stderr
    assert "there already" in run("clinic", "export", str(tmp_path / "clinic.toml"), code=2).stderr
    back = run("clinic", "import", str(tmp_path / "clinic.toml")).stdout
    assert back.startswith("The clinic is at version 6: imported\nChanged: closures, devices\n")
    assert "ends before" in run("clinic", "close", "2027-01-02..2027-01-01", code=2).stderr
    assert "one of --on" in run("clinic", "show", "--history", "--version", "1", code=2).stderr


def test_who_loses_a_race_gets_the_next_best_plan(db: Path, tmp_path: Path) -> None:
    """In one answer: what was lost, what is other in the plan around it, and how to approve that."""
    run("clinic", "import", str(ROOMS))
    wish = '[preferences]\navailability = [{weekday = "wednesday", from = "13:00", to = "14:00"}]\n'
    wish += '[preferences.pins]\nonly = ["laser.ndyag_long_pulse"]\nmust = ["laser.ndyag_long_pulse"]\n'
    for number in ("1", "2"):
        case = tmp_path / f"{number}.toml"
        text = (
            f'extends = "{HEALTHY}"\n[patient]\nname = "Wanda Wants{number}"\nnumber = "W-{number}"\n{wish}'
        )
        case.write_text(text, encoding="utf-8")
        run("patient", "add", str(case), "--another", *DAY)
        run("plans", "build", f"W-{number}", *DAY)
    assert run("plans", "approve", "1").stdout == "Plan 1/1 is approved.\n"
    lost = run("plans", "approve", "2", code=Code.FINDING).stderr
    assert "is booked by somebody else on" in lost
    assert ", now Wed " in lost
    assert "turgor plans approve 2/2" in lost
    assert run("plans", "approve", "2/2").stdout == "Plan 2/2 is approved.\n"
