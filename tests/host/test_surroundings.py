"""What a plugin changes around itself stays with it: the program and the other plugins never notice."""

import decimal
import json
import locale
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sample_patients import TODAY
from turgor.host import end_all
from written_plugins import PATIENT, as_json, planned, written

WITNESS = """
import decimal, locale, os, random, sys
seen = [
    f"{decimal.Decimal(1) / 7}", locale.setlocale(locale.LC_ALL), random.Random(7).random(), f"{random.random}"[:9],
    os.environ.get("TOY"), os.getcwd(), len(sys.path), Message("k", "said").text, sorted(os.environ),
    os.umask(0o22), len(random.getstate()), decimal.getcontext().prec,
]
words = plain("other", repr(seen))
return [HandoutSection(offer.treatment, words) for offer in offers]
"""

CHANGES = {
    "locale": "import locale; locale.setlocale(locale.LC_ALL, 'C.UTF-8')",
    "decimal context": "import decimal; decimal.getcontext().prec = 2; decimal.DefaultContext.prec = 2",
    "random seed": "import random; random.seed(1); random.random = lambda: 0.5",
    "environment": "import os; os.environ.clear(); os.environ['TOY'] = 'was here'",
    "working directory": "import os; os.chdir('/')",
    "where modules are looked for": "import sys; sys.path.clear()",
    "umask": "import os; os.umask(0)",
    "our own classes": "import turgor.domain.messages as m; m.Message.text = property(lambda self: 'changed')",
    "time": "import time; time.monotonic = time.perf_counter = time.time = lambda: 0.0",
    "what is printed": "import os; print('to stdout'); os.write(1, b'to fd 1'); os.close(1); os.close(2)",
    "signals": "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.alarm(0)",
    "threads": "import threading; threading.Thread(target=lambda: __import__('time').sleep(60)).start()",
}


@pytest.fixture(scope="module", autouse=True)
def ended() -> Iterator[None]:
    """No process is left behind."""
    yield
    end_all()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path, with a plugin that tells what it sees around it, and whose device everybody gets."""
    monkeypatch.syspath_prepend(tmp_path)
    written(tmp_path, "turgor_handout", WITNESS, name="other")
    return tmp_path


def around() -> list[object]:
    """What this process sees around itself."""
    return [
        decimal.Decimal(1) / 7, locale.setlocale(locale.LC_ALL), random.getstate(), dict(os.environ), Path.cwd(),
        list(sys.path),
    ]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_plugin_changes_around_itself_changes_no_byte_of_the_plan(site: Path, change: str) -> None:
    """The plan is that of a plugin which changes nothing; the witness beside it and this process see no change."""
    quiet, loud = site / "quiet", site / "loud"
    before = around()
    made = []
    for folder, body in ((quiet, ""), (loud, CHANGES[change])):
        folder.mkdir()
        written(folder, "turgor_offers", f"{body}\nreturn offers", evidence="VERY_LOW")
        with pytest.MonkeyPatch.context() as patch:
            patch.syspath_prepend(folder)
            made.append(planned()[0])
    assert "0.142857" in repr(made[0].handouts)
    assert as_json(made[1]) == as_json(made[0])
    assert around() == before


def test_what_a_plugin_writes_to_stdout_does_not_reach_it(site: Path) -> None:
    """JSON on stdout stays JSON, whatever is printed at import or in a hook, by Python or past it."""
    shout = "import os; print('PRINTED'); os.write(1, b'WRITTEN'); os.system('echo ECHOED')"
    written(site, "turgor_offers", f"{shout}\nreturn offers", top=shout, evidence="VERY_LOW")
    turgor = Path(sys.executable).with_name("turgor")
    path = os.pathsep.join([str(site), *sys.path])
    ran = subprocess.run(
        [turgor, "plan", str(PATIENT), "--today", TODAY.isoformat(), "--json", "-"],
        env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    (toy,) = [one for one in json.loads(ran.stdout)["engine"]["plugins"] if one["name"] == "toy"]
    assert toy["status"] == "loaded"
    assert all(ran.stderr.count(word) >= 2 for word in ("PRINTED", "WRITTEN", "ECHOED"))


def test_a_plugin_has_no_part_in_what_is_typed(site: Path) -> None:
    """A case on stdin is for the program: a plugin that reads finds nothing there."""
    written(site, "turgor_offers", "import sys; assert sys.stdin.read() == ''; return offers")
    _, host = planned()
    assert not host.failed
