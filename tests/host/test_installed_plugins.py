"""Plugins as they are found: in fake installed distributions, so that no test needs pip."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import toy_plugins
from toy_plugins import built_in, install, status
from turgor.host import Host, end_all

GOOD = """
import toy_plugins
from turgor.api import hookimpl

@hookimpl
def turgor_modality():
    return toy_plugins.modality("{name}")
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that the import system takes for one with installed packages."""
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    end_all()


def test_an_installed_plugin_is_loaded_with_where_it_came_from(site: Path) -> None:
    """Its distribution, version and content version are on record, and its treatments in the catalogue."""
    install(site, "toy", GOOD.format(name="toy"))
    host = Host.load(built_in())
    (found,) = [status for status in host.statuses if status.name == "toy"]
    assert (found.distribution, found.version, found.state, found.content) == (
        "turgor-toy",
        "1.0",
        "loaded",
        "1",
    )
    assert {"toy.device", "toy.cream"} <= host.catalogue.treatments.keys()


def test_the_built_in_modalities_come_through_the_same_door(site: Path) -> None:
    """With a stranger beside them they are loaded as before."""
    before = [s for s in Host.load().statuses if s.distribution == "turgor"]
    install(site, "toy", GOOD.format(name="toy"))
    assert [s for s in Host.load().statuses if s.distribution == "turgor"] == before
    assert {s.state for s in before} == {"loaded"}
    assert before


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("1 / 0", "importing it raised an error: ZeroDivisionError: division by zero"),
        ("import sys; sys.exit('bye')", "SystemExit: bye"),
        ("def broken(:", "SyntaxError"),
        ("import no_such_package", "No module named 'no_such_package'"),
        (
            "class Odd(Exception):\n    def __str__(self): raise ValueError\nraise Odd",
            "Odd: (its text cannot be read)",
        ),
    ],
    ids=["error", "exit", "syntax", "missing-dependency", "error-that-cannot-be-read"],
)
def test_a_plugin_that_fails_at_import_costs_itself_only(site: Path, source: str, said: str) -> None:
    """It is named with the reason, and the modalities beside it are loaded."""
    install(site, "toy", source)
    install(site, "other", GOOD.format(name="other"))
    host = Host.load(built_in())
    state, reason = status(host, "toy")
    assert state == "failed"
    assert said in reason
    assert host.failed == {"toy"}
    assert "other.device" in host.catalogue.treatments


def test_an_entry_point_that_names_nothing_is_a_failure(site: Path) -> None:
    """A misspelt module is the plugin's own trouble."""
    install(site, "toy", "", "[turgor.modalities]\ntoy = no_such_module\n")
    assert status(Host.load(built_in()), "toy")[0] == "failed"


def test_a_distribution_with_a_broken_list_of_entry_points_costs_itself_only(site: Path) -> None:
    """Even where the metadata cannot be read, it is named, and everything else is loaded."""
    install(site, "toy", "", "[turgor.modalities]\nthis is not an entry point\n")
    install(site, "other", GOOD.format(name="other"))
    host = Host.load(built_in())
    state, reason = status(host, "turgor-toy")
    assert state == "failed"
    assert "entry_points.txt" in reason
    assert status(host, "other") == ("loaded", "")


def test_a_broken_list_of_entry_points_of_some_other_package_is_no_business_of_ours(site: Path) -> None:
    """Packages that have nothing to do with Turgor are not listed."""
    install(site, "toy", "", "[console_scripts]\nthis is not an entry point\n")
    assert not [status for status in Host.load(built_in()).statuses if status.distribution == "turgor-toy"]


@pytest.mark.parametrize(
    "how", [{"disabled": built_in() | {"toy"}}, {"no_plugins": True}], ids=["named", "all"]
)
def test_a_disabled_plugin_is_never_imported(site: Path, how: dict[str, object]) -> None:
    """It is still listed, and it does not count as failed: nobody wanted to ask it."""
    trace = site / "imported"
    install(site, "toy", f"open({str(trace)!r}, 'w').close()" + GOOD.format(name="toy"))
    host = Host.load(**how)
    assert status(host, "toy") == ("disabled", "")
    assert not trace.exists()
    assert "toy.device" not in host.catalogue.treatments
    assert not host.failed


def test_two_strangers_with_one_name_are_both_turned_away_by_name(site: Path) -> None:
    """Nobody can say who is meant, and the order of installation must not decide."""
    for distribution in ("turgor-first", "turgor-second"):
        install(
            site, "toy", GOOD.format(name="toy"), distribution=distribution, entry_points=points(distribution)
        )
    host = Host.load(built_in())
    both = [status for status in host.statuses if status.name == "toy"]
    assert [status.state for status in both] == ["rejected", "rejected"]
    assert all("turgor-first and turgor-second both provide a modality 'toy'" in one.reason for one in both)
    assert host.failed == {"toy"}


def test_a_stranger_cannot_take_the_name_of_a_built_in_modality(site: Path) -> None:
    """The modality that ships with Turgor keeps its name and its say; the stranger is named."""
    install(
        site,
        "laser",
        GOOD.format(name="laser"),
        distribution="turgor-first",
        entry_points=points("turgor-first", "laser"),
    )
    host = Host.load()
    states = {one.distribution: one.state for one in host.statuses if one.name == "laser"}
    assert states == {"turgor": "loaded", "turgor-first": "rejected"}
    assert not host.failed
    assert "laser.device" not in host.catalogue.treatments


def test_what_a_plugin_prints_does_not_reach_stdout(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Results go to stdout; a print in a plugin would spoil JSON."""
    install(site, "toy", "print('hello')" + GOOD.format(name="toy"))
    Host.load(built_in())
    said = capfd.readouterr()
    assert said.out == ""
    assert "hello" in said.err


def points(distribution: str, name: str = "toy") -> str:
    """The entry points of a distribution that provides this modality."""
    return f"[turgor.modalities]\n{name} = {distribution.replace('-', '_')}_module\n"


def test_loading_does_not_depend_on_the_order_of_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statuses and catalogue are equal whichever package is found first."""
    results = []
    for order in (("a", "b"), ("b", "a")):
        with monkeypatch.context() as patch:
            for name in order:
                folder = tmp_path / "".join(order) / name
                folder.mkdir(parents=True)
                install(folder, name, GOOD.format(name=name))
                patch.syspath_prepend(folder)
            host = Host.load(built_in())
            results.append((host.statuses, host.catalogue))
    assert results[0] == results[1]
    assert toy_plugins.modality("a").treatments[0].id in results[0][1].treatments
