"""Plugins that do not fit are turned away alone, with a reason that says what to do."""

import itertools
from types import SimpleNamespace

import attrs
import pytest

from toy_plugins import device, found, host, implementation, modality, status
from turgor.api import Handout, SessionCount, Severity, hookimpl, load_modality
from turgor.domain.rules import Outcome, Rule
from turgor.host import Found

LONG = Handout("toy_long", "Long", paragraphs=("o" * 20_000,) * 2)
LATE = attrs.evolve(device().course, peak_weeks=1_000_000)
ENDLESS = attrs.evolve(device().course, sessions=SessionCount(1, 1, 201))


def raw(name: str, plugin: object) -> Found:
    """A plugin that is just this object."""
    return Found(name, f"turgor-{name}", "1.0", lambda: plugin)


@hookimpl
def turgor_banana() -> None:
    """A hook that does not exist."""


def takes_too_much(findings: object, weather: object) -> tuple[()]:  # noqa: D103
    return ()


@pytest.mark.parametrize(
    ("plugin", "state", "said"),
    [
        (raw("toy", SimpleNamespace()), "rejected", "it has no turgor_modality hook"),
        (raw("toy", None), "rejected", "it has no turgor_modality hook"),
        (found("toy", "a word"), "failed", "turgor_modality: must be a Modality, got str"),
        (found("toy", modality("other")), "rejected", "calls itself 'other', but its entry point is called 'toy'"),
        (found("toy", modality("toy", device("other.device"))), "rejected", "the id must be toy.<name>"),
        (found("toy", modality("toy", device(treats=("nose_tip",)))), "rejected", "there is no zone 'nose_tip'"),
        (found("toy", modality(requires_turgor=">=99")), "rejected", "it runs on Turgor >=99, and this is"),
        (found("toy", modality(requires_turgor="new")), "rejected", "is no version specifier: 'new'"),
        (found("toy", None, turgor_banana=turgor_banana), "rejected", "it has turgor_banana, which this version of Turgor does not know"),
        (found("toy", None, turgor_offer=turgor_banana), "rejected", "turgor_offer, which is no hook; did you mean 'turgor_offers'?"),
        (found("toy", None, turgor_eligibility=takes_too_much), "rejected", "turgor_eligibility asks for weather, and is given findings, clinic; update Turgor"),
        (raw("toy", implementation(None)), "failed", "turgor_modality answered None"),
        (found("toy", modality("toy", device(course=ENDLESS))), "failed", "must not be more than 200"),
        (found("toy", modality("toy", handouts=(LONG,))), "failed", "handouts: must not say more than 30,000 characters"),
        (found("toy", modality("toy", device(course=LATE))), "failed", "course.peak_weeks: must not be more than 2,600 weeks"),
        (found("toy", modality(purpose=7)), "failed", "turgor_modality.purpose: must be text, got int"),
        (found("toy", modality(treatments=None)), "failed", "turgor_modality.treatments: must be a tuple, got NoneType"),
    ],
)  # fmt: skip
def test_a_plugin_that_does_not_fit_is_turned_away_alone(plugin: Found, state: str, said: str) -> None:
    """The reason says what is wrong; the plugin beside it is loaded."""
    loaded = host(plugin, found("other"))
    assert status(loaded, "toy")[0] == state
    assert said in status(loaded, "toy")[1]
    assert status(loaded, "other") == ("loaded", "")
    assert loaded.failed == {"toy"}
    assert not [id_ for id_ in loaded.catalogue.treatments if id_.startswith("toy.")]


def test_a_modality_without_its_content_does_not_fit() -> None:
    """It did not crash, and it is said what is missing."""
    state, reason = status(host(raw("toy", SimpleNamespace(turgor_modality=hookimpl(_no_content)))), "toy")
    assert state == "rejected"
    assert "there is no content at" in reason


def _no_content() -> object:
    return load_modality("turgor.domain")


def test_of_two_that_declare_one_rule_differently_the_later_name_is_turned_away_in_any_order() -> None:
    """Both are named, and the answer does not depend on who was found first."""
    shared = {
        "severity": Severity.RELATIVE,
        "outcome": Outcome.BLOCK,
        "rationale": "r",
        "sources": ("clinic_default",),
    }
    plugins = [
        found(
            name,
            modality(name, rules=(Rule("X-1", name, "age >= 90", applies_to=(f"{name}.device",), **shared),)),
        )
        for name in ("aa", "bb")
    ]
    for order in itertools.permutations(plugins):
        loaded = host(*order)
        assert status(loaded, "aa") == ("loaded", "")
        assert status(loaded, "bb")[0] == "rejected"
        assert "aa and bb declare it differently" in status(loaded, "bb")[1]


def test_the_catalogue_does_not_depend_on_the_order_of_loading() -> None:
    """Property 3 of the design, for all orders of three plugins."""
    plugins = [found(name) for name in ("aa", "bb", "cc")]
    catalogues = [host(*order).catalogue for order in itertools.permutations(plugins)]
    assert all(catalogue == catalogues[0] for catalogue in catalogues)
    assert all(list(catalogue.treatments) == list(catalogues[0].treatments) for catalogue in catalogues)


def test_a_rejected_plugin_keeps_its_content_version_on_record() -> None:
    """Whoever reads the list can see which content was turned away."""
    loaded = host(found("toy", modality(requires_turgor=">=99", content_version="7")))
    (one,) = [status for status in loaded.statuses if status.name == "toy"]
    assert one.content == "7"
    assert attrs.asdict(one)["state"] == "rejected"
