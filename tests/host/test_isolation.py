"""Whatever a plugin does to itself or its surroundings costs its own modality and nothing else."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from turgor.domain.plan import Outcome
from turgor.domain.verdicts import Status
from turgor.host import Asking, Limits, end_all
from written_plugins import as_json, planned, written

ELIGIBILITY, OFFERS, SCHEDULE, HANDOUT = (
    "turgor_eligibility",
    "turgor_offers",
    "turgor_schedule",
    "turgor_handout",
)
SLOW = "took longer than 3 s"


@pytest.fixture(scope="module")
def neighbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a stranger that behaves, on the path."""
    folder = tmp_path_factory.mktemp("neighbour")
    written(folder, name="other", evidence="LOW")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        yield folder
    end_all()


@pytest.fixture(scope="module")
def without(neighbour: Path) -> dict[str, Any]:
    """The plan of those who never installed the toy."""
    made, _ = planned()
    assert [course.treatment for course in made.courses] == ["other.device"]
    return as_json(made)


@pytest.fixture
def site(neighbour: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the culprit, on the path."""
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


HANGS = {
    "hangs in a loop": (ELIGIBILITY, "while True: pass", SLOW),
    "hangs in a call of C": (OFFERS, "sum(range(10**11))", SLOW),
    "hangs and catches everything": (
        SCHEDULE,
        """
        import signal
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
            signal.signal(number, signal.SIG_IGN)
        while True:
            try:
                while True: pass
            except: pass
        """,
        SLOW,
    ),
    "hangs in a process that it started": (
        HANDOUT,
        """
        import os, time
        if os.fork() == 0:
            time.sleep(1000)
        os._exit(0)
        """,
        SLOW,
    ),
}

ATTACKS = {
    "raises": (OFFERS, "raise RuntimeError('broken')", "raised an error: RuntimeError: broken"),
    "raises what cannot be read": (
        HANDOUT,
        """
        class Odd(BaseException):
            def __str__(self): raise SystemExit
        raise Odd
        """,
        "Odd",
    ),
    "answers nothing": (OFFERS, "pass", "answered None"),
    "answers the wrong type": (ELIGIBILITY, "return 7", "must be a sequence, got int"),
    "answers a class of its own": (
        OFFERS,
        "return [Offered(**{f: getattr(offers[0], f) for f in offers[0].__slots__ if f[0] != '_'})]",
        "turgor_toy_module.Offered, which is no record of turgor.api",
    ),
    "answers a generator": (OFFERS, "yield offers[0]", "cannot pickle 'generator' object"),
    "answers a function": (
        OFFERS,
        "return [lambda: 1]",
        "(Can't pickle local object",
    ),
    "answers something that harms whoever unpacks it": (
        OFFERS,
        """
        class Harm:
            def __reduce__(self): return (exec, ("import os; os._exit(9)",))
        return [Harm()]
        """,
        "builtins.exec, which is no record of turgor.api",
    ),
    "answers half a record": (
        OFFERS,
        "return [object.__new__(CourseOffer)]",
        "has no attribute 'id'",
    ),
    "answers no number": (
        OFFERS,
        "return [attrs.evolve(offers[0], minutes=float('nan'))]",
        "minutes: must be a whole number, got float",
    ),
    "answers a number without end": (
        OFFERS,
        "return [attrs.evolve(offers[0], minutes=10**5000)]",
        "minutes: must be a number of usual size",
    ),
    "plans sessions in the past": (
        SCHEDULE,
        "import datetime; return SchedulingTerms(earliest=datetime.date(2020, 1, 1))",
        "earliest: must not lie before today",
    ),
    "plans sessions at the end of time": (
        SCHEDULE,
        "import datetime; return SchedulingTerms(earliest=datetime.date.max)",
        "earliest: must not lie more than",
    ),
    "answers a million offers": (OFFERS, "return [offers[0]] * 10**6", "must not hold more than"),
    "answers a million different offers": (
        OFFERS,
        "return [attrs.evolve(offers[0], id=f'toy.device#{n}') for n in range(10**6)]",
        "turgor_offers",  # its time or the size of its answer ends it, whichever comes first
    ),
    "speaks for another plugin": (
        ELIGIBILITY,
        "return [toy_plugins.objection('other.device')]",
        "'other.device' is not a treatment of its own",
    ),
    "calls sys.exit": (HANDOUT, "import sys; sys.exit(3)", "raised an error: SystemExit: 3"),
    "calls os._exit": (SCHEDULE, "import os; os._exit(3)", "ended its own process (exit code 3)"),
    "raises Ctrl-C": (OFFERS, "raise KeyboardInterrupt", "raised an error: KeyboardInterrupt"),
    "kills itself": (OFFERS, "import os; os.kill(os.getpid(), 9)", "ended its own process (signal 9)"),
    "crashes": (ELIGIBILITY, "import ctypes; ctypes.string_at(0)", "ended its own process (signal 11)"),
    "closes every file": (OFFERS, "import os; os.closerange(0, 200); return offers", "ended its own process"),
    "writes into every file": (
        OFFERS,
        """
        import os
        for fd in range(3, 50):
            try: os.write(fd, b'garbage!')
            except OSError: pass
        return offers
        """,
        "is no answer",
    ),
    "takes all memory": (HANDOUT, "bytearray(10**12)", "raised an error: MemoryError"),
    "never stops calling itself": (
        OFFERS,
        "return turgor_offers(offers, findings, clinic)",
        "RecursionError",
    ),
}


@pytest.mark.parametrize("attack", [*ATTACKS, *HANGS])
def test_an_attack_in_a_hook_costs_the_modality_of_its_plugin_only(
    site: Path, without: dict[str, Any], attack: str
) -> None:
    """The plan comes out as if the toy were not installed; it is named with its package, and not assessed."""
    hook, body, said = (ATTACKS | HANGS)[attack]
    written(site, hook, body, top="class Offered(CourseOffer): pass")
    made, _ = planned()
    (status,) = [plugin for plugin in made.engine.plugins if plugin.name == "toy"]
    assert (status.distribution, status.version, status.state) == ("turgor-toy", "1.0", "failed")
    assert status.reason.startswith(hook)
    assert said in status.reason
    toys = [verdict for verdict in made.verdicts if verdict.treatment == "toy.device"]
    assert {period.status for verdict in toys for period in verdict.timeline} == {Status.NOT_ASSESSED}
    assert as_json(made, "toy") == without


IMPATIENT = Asking(Limits(seconds=3, start_seconds=4))
AT_IMPORT = {
    "raises": ("1 / 0", "failed", "importing it raised an error: ZeroDivisionError"),
    "exits": ("import sys; sys.exit(1)", "failed", "SystemExit: 1"),
    "exits at once": ("import os; os._exit(0)", "failed", "importing it ended its own process (exit code 0)"),
    "hangs": ("while True: pass", "failed", "importing it took longer than 4 s"),
    "prints": ("print('x' * 10**6)", "loaded", ""),
    "clashes with a state": (
        """
        record = toy_plugins.modality("toy", states=(State("barrier_open", next(iter(Scope)), "Other words."),))
        toy_plugins.modality = lambda *_: record
        """,
        "rejected",
        "barrier_open",
    ),
    "takes another's treatment": (
        "record = toy_plugins.modality('toy', toy_plugins.device('other.device')); toy_plugins.modality = lambda *_: record",
        "rejected",
        "the id must be toy.<name>",
    ),
    "holds a million treatments": (
        "record = toy_plugins.modality('toy', *[toy_plugins.device()] * 10**6); toy_plugins.modality = lambda *_: record",
        "failed",
        "must not hold more than",
    ),
}


@pytest.mark.parametrize("attack", AT_IMPORT)
def test_an_attack_while_loading_costs_the_modality_of_its_plugin_only(
    site: Path, without: dict[str, Any], attack: str
) -> None:
    """The others are loaded and planned with as before."""
    top, state, said = AT_IMPORT[attack]
    written(site, top=top, evidence="VERY_LOW")
    made, _ = planned(IMPATIENT if attack == "hangs" else None)
    (status,) = [plugin for plugin in made.engine.plugins if plugin.name == "toy"]
    assert (status.distribution, status.version, status.state) == ("turgor-toy", "1.0", state)
    assert said in status.reason
    if state != "loaded":
        assert as_json(made, "toy") == without
    assert made.outcome is Outcome.PLAN


def test_a_disabled_plugin_is_never_imported(site: Path) -> None:
    """Not in this process nor in any other: what it would write when it is imported is never written."""
    trace = site / "imported"
    written(site, top=f"open({str(trace)!r}, 'w').close()")
    planned(without=frozenset({"toy"}))
    assert not trace.exists()
    planned()
    assert trace.exists()


def test_where_no_process_can_be_forked_errors_and_nonsense_are_still_caught(
    site: Path, without: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plugins are then asked in the process that plans."""
    monkeypatch.setattr("turgor.host.processes.CAN_FORK", False)
    written(site, OFFERS, "import sys; sys.exit(3)")
    made, host = planned()
    assert sys.modules.pop("turgor_toy_module")
    assert [one.reason for one in host.statuses if one.name == "toy"] == [
        "turgor_offers raised an error: SystemExit: 3 (turgor_toy_module.py, line 15)"
    ]
    sys.modules.pop("turgor_other_module")
    assert as_json(made, "toy") == without


def test_the_process_that_plans_imports_no_plugin(site: Path) -> None:
    """Neither a stranger's nor one of ours."""
    written(site)
    planned()
    assert "turgor_toy_module" not in sys.modules
