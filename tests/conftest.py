"""What every test may ask for: how many random cases, and expected files that can be written anew."""

import gc
import os
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules, walk_packages
from typing import Any

import pytest
from hypothesis import settings

import databases
import fresh_environment
from turgor.store import Store

# Deadlines are off: the machines that run this are shared, and slowness is the benchmarks' business.
# The suite draws the same cases every time, so that a red run means a change; `make soak` looks further.
settings.register_profile("suite", max_examples=200, deadline=None, derandomize=True)
settings.register_profile("soak", max_examples=5_000, deadline=None)
settings.load_profile("suite")


def import_everything() -> None:
    """Import all of Turgor before the first case is drawn.

    Hypothesis draws now and then a constant out of the modules that are loaded, so what a worker happened to run before
    would change the cases of the next test.
    """
    ours = sorted(m.name for m in iter_modules() if m.name == "generate" or m.name.startswith("turgor"))
    for name in ours:
        for module in walk_packages(getattr(import_module(name), "__path__", ()), f"{name}."):
            import_module(module.name)


# The files that take longest, by now: they begin first, so that no worker is left with one of them at the end.
LONG = (
    "test_strangers",
    "test_wheel",
    "test_life_cycle",
    "test_whole_plans",
    "test_same_bytes",
    "test_judge_properties",
    "test_hostile_doors",
    "test_isolation",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first."""
    places = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path.stem, len(LONG)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep together, in one worker, what shares something that takes long to make."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):  # type: ignore[misc]  # xdist 3.8 ignores xdist_group under pytest 9.2
        def _split_scope(self, nodeid: str) -> str:
            return shared_by(nodeid)

    return Together(config, log)


def shared_by(nodeid: str) -> str:
    """What a test shares with others: one PostgreSQL, Turgor's wheel, or what its file makes once."""
    file, _, test = nodeid.partition("::")
    if "postgresql" in test:
        return "postgresql"
    return "wheel" if file.endswith(("/test_strangers.py", "/test_wheel.py")) else file


def pytest_collection_finish() -> None:
    """Import what is left, and look for garbage no more in what is loaded by now: that took a tenth of the time.

    Here, because it is not called in a process that only hands out tests to workers.
    """
    import_everything()
    gc.collect()
    gc.freeze()
    gc.set_threshold(700, 10, 50)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--golden`, which writes expected files anew instead of comparing with them."""
    parser.addoption("--golden", action="store_true", help="write expected files anew (make golden)")


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever is kept between two prints is kept for this run only."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with the expected one in a file, or write that file under `--golden`."""

    def check(path: Path, text: str) -> None:
        if request.config.getoption("golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{path} is missing: make golden writes it"
        assert text == path.read_text(encoding="utf-8"), (
            f"{path} is out of date: make golden, then read the diff"
        )

    return check


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Turgor's wheel, built once; tests that ask for it run in one worker."""
    (built,) = fresh_environment.build_wheels(tmp_path_factory.mktemp("wheel"), fresh_environment.ROOT)
    return built


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[databases.Postgres]:
    """A PostgreSQL for the whole run; tests that ask for it run in one worker."""
    with databases.postgres() as server:
        yield server


@pytest.fixture(
    params=["sqlite", "postgresql"],
)
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where empty records are: the same test runs on both databases."""
    if request.param == "sqlite":
        return databases.new_sqlite(tmp_path)
    return databases.new_postgres(request.getfixturevalue("postgres_server"))


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """Empty records, open."""
    with Store.open(where) as opened:
        yield opened
