"""docs/reference/modalities/: what each modality and core say, with what it rests on, for a clinician to review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import attrs

from generate.markdown import LEGEND, bullets, cited, days, source_rows, spaced, table
from generate.rules import in_full
from generate.statements import statements
from generate.treatments import treatment_page
from turgor.content import Core, load_core, load_modality, merge
from turgor.content.references import records_in
from turgor.domain.accepted import Accepted
from turgor.domain.catalogue import Catalogue
from turgor.domain.rules import Rule
from turgor.domain.skin import SkinTerms
from turgor.domain.treatments import Modality

PLUGINS = Path(__file__).parents[2] / "plugins"
HERE = "Made from the content files by `make docs`; change those, not this page.\n"


def pages() -> Mapping[str, Callable[[], str]]:
    """Every page by the name of its file."""
    names = ["core", *modalities()]
    return {f"{name}.md": partial(page, name) for name in names}


def page(name: str) -> str:
    """The page of a modality, or of core."""
    lines = core_page() if name == "core" else modality_page(modalities()[name])
    return "\n".join(lines).rstrip("\n") + "\n"


@cache
def modalities() -> Mapping[str, Modality]:
    """The modalities that ship, in name order."""
    folders = sorted(PLUGINS.glob("*/content"))
    return {folder.parent.name.removeprefix("turgor_"): load_modality(folder) for folder in folders}


@cache
def catalogue() -> Catalogue:
    """Core and all that ships."""
    return merge(load_core(), modalities())


def modality_page(modality: Modality) -> Iterator[str]:
    """All treatments of one modality, then the sources they rest on."""
    yield f"# {modality.title}\n"
    yield f"{modality.purpose.rstrip('.')}. Content {modality.content_version}. {HERE}"
    yield f"{LEGEND}\n"
    own = frozenset(rule.id for rule in modality.rules)
    for treatment in modality.treatments:
        yield from treatment_page(treatment, catalogue(), own)
    yield from statements(modality)
    yield from _shown(modality)
    yield "## Sources\n"
    yield from source_rows(_cited_in(modality), dict(catalogue().vocabulary.sources))
    yield from _meant(modality.accepted)


def _shown(modality: Modality) -> Iterator[str]:
    """Sections of the printed plan, with what their pictures show."""
    if modality.handouts:
        yield "## What the printed plan shows\n"
        head = ["section", "about", "what it says", "picture"]
        yield from table(head, (
            (one.title, ", ".join(map(spaced, one.about)) or "all of them", " ".join((*one.paragraphs, *one.items)), one.description)
            for one in modality.handouts
        ))  # fmt: skip


def core_page() -> Iterator[str]:
    """What holds without any modality: safeguards and rules of kinds, states, habits, prerequisites, sources."""
    core = load_core()
    yield "# Core\n"
    yield f"What Turgor knows without any modality, and what every modality inherits. {HERE}"
    yield f"{LEGEND}\n"
    yield "## Rules for every treatment\n"
    yield from in_full([rule for rule in core.rules if not rule.applies_to], catalogue())
    yield "## Rules for kinds of treatment\n"
    yield from in_full([rule for rule in core.rules if rule.applies_to], catalogue())
    yield from _kinds(core)
    yield from _states(core)
    yield from _habits(core)
    yield from _scores(core)
    yield from _prerequisites(core)
    yield from statements(core)
    yield "## Sources\n"
    yield from source_rows(core.vocabulary.sources, dict(core.vocabulary.sources))
    yield from _meant(core.accepted)


def _kinds(core: Core) -> Iterator[str]:
    yield "## Kinds of treatment\n"
    treatments = catalogue().treatments.values()
    rows = (
        (spaced(trait.id), trait.meaning, ", ".join(t.name for t in treatments if trait.id in t.traits))
        for trait in core.vocabulary.traits.values()
    )
    yield from table(["kind", "meaning", "treatments of this kind"], rows)


def _states(core: Core) -> Iterator[str]:
    """Each state with who leaves it, for how long, and who needs it gone."""
    yield "## States of the skin\n"
    names = {t.id: t.name for t in catalogue().treatments.values()} | {
        kind.id: kind.name for kind in catalogue().vocabulary.event_kinds.values()
    }
    for state in core.vocabulary.states.values():
        yield f"### {spaced(state.id)}\n"
        yield f"{state.meaning}. {state.term}.\n".replace(" .", "")
        yield from bullets(
            [
                ("left by", "; ".join(_left(state.id, names))),
                ("needed gone by", "; ".join(_needed(state.id, names))),
            ]
        )


def _left(state: str, names: Mapping[str, str]) -> Iterator[str]:
    for id_, terms in _actions():
        for effect in terms.effects:
            if effect.state == state:
                when = f", if `{effect.when}`" if effect.when else ""
                yield f"{names[id_]} (up to {days(effect.upper_days)}{when}; {effect.basis})"


def _needed(state: str, names: Mapping[str, str]) -> Iterator[str]:
    for id_, terms in _actions():
        for need in terms.needs:
            if need.state == state:
                yield f"{names[id_]} ({need.clear_days} d, {need.severity}; {need.basis})"


def _actions() -> Iterable[tuple[str, SkinTerms]]:
    vocabulary = catalogue().vocabulary
    acting: list[Any] = [*vocabulary.event_kinds.values(), *catalogue().treatments.values()]
    return ((action.id, action.terms) for action in acting)


def _habits(core: Core) -> Iterator[str]:
    yield "## Risk habits\n"
    sources = dict(core.vocabulary.sources)
    rows = (
        (
            habit.name,
            f"`{habit.when}`",
            spaced(habit.answered_by),
            habit.advice,
            cited(habit.sources, sources),
        )
        for habit in core.vocabulary.risk_habits.values()
    )
    yield from table(["habit", "holds when", "answered by", "else said", "sources"], rows)


def _scores(core: Core) -> Iterator[str]:
    """What reports on home care tell of the skin, and what it comes to."""
    yield "## Scores of home care\n"
    sources = dict(core.vocabulary.sources)
    rows = (
        (
            spaced(score.id),
            f"`{score.fact}`",
            f"from {score.watch_from}",
            f"from {score.pause_from}, until 0 for {score.calm_days} days (`{score.pause}`)",
            cited(score.sources, sources),
        )
        for score in core.vocabulary.skin_scores.values()
    )
    yield from table(["score", "is the answer to", "the plan is looked at", "a pause", "sources"], rows)


def _prerequisites(core: Core) -> Iterator[str]:
    yield "## What must be done before a session\n"
    sources = dict(core.vocabulary.sources)
    rows = (
        (
            one.name,
            f"{one.lead_days} to {one.valid_days} days before",
            "every session" if one.every_session else "the first session",
            one.by_patient or "the clinic's own task",
            cited(one.sources, sources),
        )
        for one in core.vocabulary.prerequisites.values()
    )
    yield from table(["what", "when", "for", "to the patient", "sources"], rows)


def _meant(accepted: Iterable[Accepted]) -> Iterator[str]:
    """What the content check finds and a reviewer means."""
    rows = [(one.finding, ", ".join(one.about), one.reason) for one in accepted]
    if rows:
        yield "## What the content check finds and a reviewer means\n"
        yield from table(["finding", "about", "why it is right"], rows)


def _cited_in(modality: Modality) -> frozenset[str]:
    """Every source that its treatments and rules cite."""
    holders: list[Rule | Any] = [*modality.treatments, *modality.rules, *modality.exercises]
    holders += [*modality.incompatible, *modality.daily_limits]
    return frozenset(
        source
        for holder in holders
        for _, part in records_in(holder, ())
        if "sources" in attrs.fields_dict(type(part))
        for source in part.sources
    )
