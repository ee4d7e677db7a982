"""Processes of plugins: kept between plans, begun anew where one was lost, and never left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from toy_plugins import CLINIC, built_in, findings, status
from turgor.host import Asking, Host, end_all
from written_plugins import QUICK, written

TELLS = "return [toy_plugins.objection(text=toy_plugins.said(str(__import__('os').getpid())))]"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path; no process is left behind."""
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    end_all()


def loaded() -> Host:
    """A host of what is written."""
    return Host.load(built_in(), asking=Asking(QUICK))


def said_by(host: Host) -> str:
    """What the toy objects."""
    (objection,) = host.objections(findings(), CLINIC)
    return objection.text.text


def gone(pid: int) -> bool:
    """Whether a process has ended, waiting for it a moment."""
    return any(gone_now(pid) or time.sleep(0.05) for _ in range(100))


def gone_now(pid: int) -> bool:
    """Whether a process has ended; one that nobody waits for has, too."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


def test_one_process_serves_one_plan_after_another(site: Path) -> None:
    """Neither a second question nor a second host begins another."""
    written(site, "turgor_eligibility", TELLS)
    first, second = loaded(), loaded()
    pids = {said_by(first), said_by(first), said_by(second)}
    assert len(pids) == 1
    assert pids != {str(os.getpid())}


def test_each_plugin_has_a_process_of_its_own(site: Path) -> None:
    """So that none can change what another one sees."""
    written(site, "turgor_eligibility", TELLS)
    written(site, "turgor_eligibility", TELLS.replace("text", "'other.device', text"), name="other")
    assert len({one.text.text for one in loaded().objections(findings(), CLINIC)}) == 2


def test_a_lost_process_is_begun_anew_for_the_next_host(site: Path) -> None:
    """The plan at hand goes on without it; whoever plans next may ask it again."""
    written(site, "turgor_eligibility", TELLS)
    host = loaded()
    pid = int(said_by(host))
    os.kill(pid, signal.SIGKILL)
    assert host.objections(findings(), CLINIC) == []
    assert status(host, "toy") == ("failed", "turgor_eligibility ended its own process (signal 9)")
    assert host.objections(findings(), CLINIC) == []
    assert int(said_by(loaded())) != pid


def test_a_process_that_was_lost_between_plans_costs_nobody_anything(site: Path) -> None:
    """It is seen to be gone when the next host looks for it."""
    written(site, "turgor_eligibility", TELLS)
    pid = int(said_by(loaded()))
    os.kill(pid, signal.SIGKILL)
    assert gone(pid)
    assert int(said_by(loaded())) != pid


def test_a_host_outlives_the_end_of_its_processes(site: Path) -> None:
    """They are no fault of the plugin: the next question begins them anew, as in a server that was idle."""
    written(site, "turgor_eligibility", TELLS)
    host = loaded()
    pid = said_by(host)
    end_all()
    assert said_by(host) != pid
    assert not host.failed


def test_an_answer_that_was_not_waited_for_is_never_taken_for_the_next(site: Path) -> None:
    """After Ctrl-C in an interactive program, say; the plugin is at no fault."""
    body = """
    import time
    time.sleep(0.3)
    return [toy_plugins.objection(text=toy_plugins.said(str(findings.birth_date)))]
    """
    written(site, "turgor_eligibility", body)
    host = loaded()
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    with pytest.raises(KeyboardInterrupt):
        host.objections(findings(birth_date=date(1950, 1, 1)), CLINIC)
    signal.signal(signal.SIGALRM, before)
    (objection,) = host.objections(findings(birth_date=date(1990, 1, 1)), CLINIC)
    assert objection.text.text == "1990-01-01"
    assert not host.failed


def test_where_all_processes_come_from_is_begun_anew_too(site: Path) -> None:
    """Whatever killed it."""
    written(
        site,
        "turgor_eligibility",
        "return [toy_plugins.objection(text=toy_plugins.said(str(__import__('os').getppid())))]",
    )
    nursery = int(said_by(loaded()))
    os.kill(nursery, signal.SIGKILL)
    host = loaded()
    host.objections(findings(), CLINIC)
    assert gone(nursery)
    end_all()
    assert int(said_by(loaded())) != nursery


def test_after_the_end_no_process_is_left(site: Path) -> None:
    """Neither the plugin's, nor what it started, nor the one they come from."""
    body = """
    import os, subprocess, sys
    child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])
    return [toy_plugins.objection(text=toy_plugins.said(f"{os.getpid()} {os.getppid()} {child.pid}"))]
    """
    written(site, "turgor_eligibility", body)
    pids = list(map(int, said_by(loaded()).split()))
    assert not any(gone_now(pid) for pid in pids)
    end_all()
    assert all(gone(pid) for pid in pids)


PROGRAM = """
import os, signal, sys
from toy_plugins import CLINIC, built_in, findings
from turgor.host import Host

def tell():
    (objection,) = Host.load(built_in()).objections(findings(), CLINIC)
    print(objection.text.text, flush=True)

tell()
{end}
"""


def told(end: str) -> list[int]:
    """The numbers of processes that a program tells which asks the toy and then ends like this."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(end=end)], stdout=subprocess.PIPE, check=False, env=environment
    )
    return list(map(int, ran.stdout.split()))


@pytest.mark.parametrize(
    "end", ["", "sys.exit(1)", "raise ValueError", "os._exit(0)", "os.kill(os.getpid(), 9)"]
)
def test_however_the_program_ends_its_plugins_end_too(site: Path, end: str) -> None:
    """Even one that goes on for ever in a thread of its own."""
    body = """
    import os, threading
    threading.Thread(target=lambda: all(True for _ in iter(int, 1))).start()
    return [toy_plugins.objection(text=toy_plugins.said(f"{os.getpid()} {os.getppid()}"))]
    """
    written(site, "turgor_eligibility", body)
    pids = told(end)
    assert len(pids) == 2
    assert all(gone(pid) for pid in pids)


def test_a_fork_of_the_program_has_processes_of_its_own(site: Path) -> None:
    """Two that ask over one line would hear each other's answers."""
    written(site, "turgor_eligibility", TELLS)
    before, child, parent = told("if os.fork(): os.wait()\ntell()")
    assert before == parent != child


def test_what_a_plugin_started_in_a_session_of_its_own_ends_with_it(site: Path) -> None:
    """A daemon, too, whose parent has ended long ago."""
    daemon = """
    import os, time
    told, tell = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if (pid := os.fork()) == 0:
            time.sleep(600)
        os.write(tell, str(pid).encode())
        os._exit(0)
    return [toy_plugins.objection(text=toy_plugins.said(os.read(told, 20).decode()))]
    """
    written(site, "turgor_eligibility", daemon)
    pid = int(said_by(loaded()))
    assert not gone_now(pid)
    end_all()
    assert gone(pid)
