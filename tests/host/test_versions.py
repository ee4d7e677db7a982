"""Which Turgor a plugin runs on is looked at before its code is run, and what goes away is said where it is used."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from toy_plugins import (
    CLINIC,
    built_in,
    course_offer,
    device,
    findings,
    found,
    host,
    implementation,
    install,
    modality,
    status,
)
from turgor import __version__, api
from turgor.api import Deprecated, TurgorDeprecationWarning, hookimpl
from turgor.host import Found, Host, found_at
from turgor.host.discovery import required
from turgor.testing import Sandbox

NEWER = "from turgor.api import SomethingNew"  # would raise at import


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with an installed plugin that needs a newer Turgor."""
    monkeypatch.syspath_prepend(tmp_path)
    install(tmp_path, "toy", NEWER)
    yield tmp_path
    sys.modules.pop("turgor_toy_module", None)


def ask_for(site: Path, line: str) -> None:
    """Let the installed plugin ask for a version of Turgor."""
    metadata = site / "turgor_toy-1.0.dist-info" / "METADATA"
    metadata.write_text(f"{metadata.read_text().strip()}\nRequires-Dist: {line}\n", encoding="utf-8")


def test_a_plugin_for_a_newer_turgor_is_turned_away_before_it_can_crash(site: Path) -> None:
    """Its package says what it needs, so nobody sees the error of its import."""
    ask_for(site, "turgor>=7,<8")
    state, reason = status(Host.load(built_in()), "toy")
    assert state == "rejected"
    assert "runs on Turgor <8,>=7" in reason
    assert reason.endswith("update Turgor")


def test_a_plugin_whose_package_asks_for_nothing_fails_with_a_hint(site: Path) -> None:
    """The name that is missing, and that a newer Turgor may have it."""
    state, reason = status(Host.load(built_in()), "toy")
    assert state == "failed"
    assert (
        f"asks turgor.api for SomethingNew, which Turgor {__version__} does not have; update Turgor" in reason
    )


def test_a_misspelt_name_of_the_api_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    """That is no reason to update anything."""
    (tmp_path / "toy.py").write_text("from turgor.api import Tratment", encoding="utf-8")
    assert "did you mean 'Treatment'?" in status(host(*found_at(tmp_path / "toy.py")), "toy")[1]


@pytest.mark.parametrize(("asked", "who"), [(">=7", "Turgor"), ("<0.1", "the modality toy")])
def test_content_of_another_turgor_is_told_what_to_update_and_not_what_is_unknown_here(
    tmp_path: Path, asked: str, who: str
) -> None:
    """A field or a table that only a newer one knows is no mistake of the author."""
    path = tmp_path / "toy.toml"
    path.write_text(f'[modality]\nname = "toy"\nrequires_turgor = "{asked}"\ncolour = 1\n[[glimmer]]\n')
    state, reason = status(host(*found_at(path)), "toy")
    assert state == "rejected"
    assert reason == f"it runs on Turgor {asked}, and this is {__version__}; update {who}"


def test_content_for_this_turgor_is_told_what_is_wrong_with_it(tmp_path: Path) -> None:
    """Also where what it asks of Turgor is no version."""
    path = tmp_path / "toy.toml"
    path.write_text('[modality]\nname = "toy"\nrequires_turgor = "new"\n[[glimmer]]\n')
    assert "glimmer: is no table of content" in status(host(*found_at(path)), "toy")[1]


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        (">=7", "Turgor"),
        ("~=7.0", "Turgor"),
        ("==7.*", "Turgor"),
        ("<0.1", "turgor-toy"),
        ("==0.0.1", "turgor-toy"),
    ],
)
def test_it_is_said_which_of_the_two_must_be_updated(asked: str, who: str) -> None:
    """Turgor where it is too old, else the plugin."""
    state, reason = status(host(found("toy", modality(requires_turgor=asked))), "toy")
    assert state == "rejected"
    assert reason.endswith(f"update {who}")


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        (["attrs>=1", "Turgor >= 0.1"], ">=0.1"),
        (["turgor[testing]>=9; extra == 'test'", "turgor"], ""),
        (["not a requirement !"], ""),
        ([], ""),
    ],
)
def test_the_requirement_of_turgor_is_found_among_the_others(lines: list[str], asked: str) -> None:
    """Extras of a package are not what it needs to run."""
    assert required(lines) == asked


@pytest.fixture
def old_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """`turgor.api.Span` was once called `Stretch`."""
    monkeypatch.setitem(api.DEPRECATED, "Stretch", Deprecated("Span", since="0.4", until="0.6"))


def test_a_name_that_goes_away_warns_at_the_line_that_asks_for_it(old_name: None, tmp_path: Path) -> None:
    """File, line, what to use, and when it is gone."""
    plugin = tmp_path / "some_plugin.py"
    plugin.write_text("\n\nfrom turgor.api import Stretch\n", encoding="utf-8")
    with pytest.warns(TurgorDeprecationWarning) as heard:
        exec(compile(plugin.read_text(), str(plugin), "exec"), names := {})
    (one,) = heard
    assert (Path(one.filename).name, one.lineno) == ("some_plugin.py", 3)
    assert str(one.message) == "turgor.api.Stretch goes away in Turgor 0.6 (deprecated since 0.4): use Span"
    assert names["Stretch"] is api.Span


def test_a_name_that_never_was_is_told_apart() -> None:
    """A newer Turgor may have it."""
    with pytest.raises(AttributeError, match=r"has no 'Stretch'; a newer Turgor may have it"):
        _ = api.Stretch


def test_a_hook_argument_that_goes_away_warns_at_the_hook_that_names_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The specification says so; who does not name the argument hears nothing."""
    warning = TurgorDeprecationWarning("turgor_eligibility(clinic) goes away in Turgor 0.6: use policy")
    monkeypatch.setitem(api.turgor_eligibility.turgor_spec, "warn_on_impl_args", {"clinic": warning})

    def names_it(findings, clinic):
        return ()

    def does_not(findings):
        return ()

    record = modality("toy", device())
    with pytest.warns(TurgorDeprecationWarning) as heard:
        Sandbox.of(found("toy", record, turgor_eligibility=names_it)).demand()
    assert (Path(heard[0].filename), heard[0].lineno) == (Path(__file__), names_it.__code__.co_firstlineno)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Sandbox.of(found("toy", record, turgor_eligibility=does_not)).demand()


def test_a_hook_that_goes_away_warns_at_the_plugin_that_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The specification says so; who does not have the hook hears nothing."""
    warning = TurgorDeprecationWarning("turgor_eligibility goes away in Turgor 0.6: use turgor_verdicts")
    monkeypatch.setitem(api.turgor_eligibility.turgor_spec, "warn_on_impl", warning)

    def has_it():
        return ()

    record = modality("toy", device())
    with pytest.warns(TurgorDeprecationWarning, match="use turgor_verdicts") as heard:
        Sandbox.of(found("toy", record, turgor_eligibility=has_it)).demand()
    assert (Path(heard[0].filename), heard[0].lineno) == (Path(__file__), has_it.__code__.co_firstlineno)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Sandbox.of(found("toy", record)).demand()


def test_an_argument_of_a_newer_turgor_is_named_with_a_default() -> None:
    """The hook is called here without it, and the default holds."""
    asked = []

    def turgor_offers(offers, course_of_day=None):
        asked.append(course_of_day)
        return offers

    of = host(found("toy", modality("toy", device()), turgor_offers=turgor_offers))
    assert of.adapt([course_offer()], findings(), CLINIC) == [course_offer()]
    assert asked == [None]


def test_a_hook_of_a_newer_turgor_is_marked_as_optional() -> None:
    """Then it is passed over here, and the rest of the plugin is used."""

    @hookimpl(optionalhook=True)
    def turgor_weather(sky):
        raise AssertionError("nobody asks for it here")

    plugin = implementation(modality("toy", device()))
    plugin.turgor_weather = turgor_weather
    of = host(Found("toy", "turgor-toy", "1.0", lambda: plugin))
    assert status(of, "toy") == ("loaded", "")
    assert of.hooks("toy") == ["turgor_modality"]


def test_a_name_of_a_newer_turgor_is_asked_for_where_it_is_used() -> None:
    """As the page on compatibility says: no import, no crash."""
    assert getattr(api, "SomethingNew", None) is None
