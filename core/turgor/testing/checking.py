"""Everything that a host will look at in a plugin, before or after it is installed: `turgor plugins check`."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

import attrs

from turgor.api import Instructions, Modality, Treatment
from turgor.content import Problem, load_core
from turgor.content.review import Finding, Kind, Weight, review
from turgor.domain.catalogue import PluginState, PluginStatus
from turgor.host import Found, Host, found_at
from turgor.host.calls import problems_of
from turgor.host.discovery import OWN, find
from turgor.host.loading import admitted
from turgor.testing.as_installed import fails_as_installed
from turgor.testing.hearing import deprecated
from turgor.testing.reading import HIGHEST_GRADE, grade
from turgor.testing.sandbox import Sandbox
from turgor.testing.sources import beyond_the_promise, roots_of

SHORTEST_WORDS = 4  # of a text whose reading grade means something
WITHOUT_SUITE = ("hypothesis", "time_machine")
NOT_MODELLED = (Kind.NO_STANCE, Kind.MODALITY_SILENT)


class Part(StrEnum):
    """What was looked at."""

    LOADING = "loading"  # name, hooks, records, versions, clashes
    IMPORTS = "imports"  # of what turgor.api does not promise
    DEPRECATION = "deprecation"
    CONTENT = "content"
    INTERACTIONS = "interactions"
    READING = "reading"
    CONFORMANCE = "conformance"


@attrs.frozen
class Remark:
    """One thing that an author should know.

    Attributes:
        about: where it is: a file and line, a record, the name of a check.
        advice: what to do about it.
        kind: of a finding of the content check, by the name under which `[[accepted]]` may say that it is meant.

    """

    part: Part
    weight: Weight
    about: str
    text: str
    advice: str = ""
    kind: str = ""


@attrs.frozen
class Report:
    """What came of checking one plugin.

    Attributes:
        checks: the conformance checks that were run.

    """

    name: str
    distribution: str
    version: str
    remarks: tuple[Remark, ...]
    checks: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return not any(remark.weight is Weight.ERROR for remark in self.remarks)


class UnknownPlugin(LookupError):  # noqa: N818  what was asked for
    """Neither an installed modality nor a path at which there is one."""


def wanted(what: str | None) -> tuple[Found, ...]:
    """The plugins to check: by name, by path, or all that did not come with Turgor. Raises UnknownPlugin, NoPlugin."""
    installed = find()
    if what is None:
        return tuple(one for one in installed if one.distribution != OWN)
    if named := tuple(one for one in installed if one.name == what):
        return named
    if not Path(what).exists():
        known = ", ".join(sorted({one.name for one in installed}))
        raise UnknownPlugin(f"{what!r} is neither one of {known}, nor a file or folder")
    return found_at(Path(what))


def check_plugin(plugin: Found, examples: int) -> Report:
    """Look at one plugin in the company of all that is installed; `examples` 0 leaves the conformance suite out."""
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always", DeprecationWarning)
        together = [plugin, *_company(plugin)]
        host = Host.of(together)
        status = next(one for one in host.statuses if _is(one, plugin))
        usable = status.state is PluginState.LOADED
        refused = status.state is PluginState.REJECTED and admitted(plugin, together)
        remarks = [
            *_loading(status, problems_of(plugin) if refused else ()),
            *(_about(host, plugin) if usable else ()),
        ]
        if usable:
            Sandbox.of(plugin).host()  # in this process, where its warnings are heard
            remarks += _imports(plugin)
        checks, found = _conformance(plugin, examples) if usable else ((), [])
    remarks += [*_deprecations(heard), *found]
    in_order = sorted(remarks, key=lambda remark: (remark.weight.rank, list(Part).index(remark.part)))
    return Report(plugin.name, plugin.distribution, plugin.version, tuple(in_order), checks)


def _company(plugin: Found) -> Iterator[Found]:
    """What else is installed; an installed version of the very same is left out."""
    yield from (one for one in find() if (one.name, one.distribution) != (plugin.name, plugin.distribution))


def _is(status: PluginStatus, plugin: Found) -> bool:
    return (status.name, status.distribution) == (plugin.name, plugin.distribution)


def _loading(status: PluginStatus, problems: Sequence[Problem]) -> Iterator[Remark]:
    """What became of it, with everything that is wrong with its content."""
    if status.state is not PluginState.LOADED:
        for one in problems:
            hint = f"did you mean {one.suggestion!r}?" if one.suggestion else ""
            about = ": ".join(filter(None, (one.file, one.path)))
            yield Remark(Part.LOADING, Weight.ERROR, about or f"modality {status.name}", one.text, hint)
        text = "its content does not fit" if problems else status.reason
        advice = "Mend it: it would not be loaded, and read not assessed."
        yield Remark(Part.LOADING, Weight.ERROR, f"modality {status.name}", text, advice)
    if status.tried_out:
        text = "is one file: good for trying out, marked as such in every plan"
        yield Remark(
            Part.LOADING, Weight.NOTE, status.distribution, text, "turgor plugins new makes a package."
        )


def _about(host: Host, plugin: Found) -> Iterator[Remark]:
    """What the content check finds in it, and what its words are like."""
    modality = host.modalities.get(plugin.name)
    if modality is None:
        return
    for finding in review(load_core(), host.modalities).findings:
        if finding.owner == plugin.name and not _said_of_its_only_treatment(finding, modality):
            part = Part.INTERACTIONS if finding.kind in NOT_MODELLED else Part.CONTENT
            yield Remark(
                part, finding.kind.weight, finding.about, finding.text, finding.suggestion, finding.kind
            )
    if not modality.requires_turgor and plugin.distribution != OWN:
        advice = "Say on which versions it was tested: requires_turgor = '>=0.1,<1'."
        yield Remark(
            Part.LOADING, Weight.WARNING, "[modality]", "does not say on which Turgor it runs", advice
        )
    yield from _reading(modality)


def _said_of_its_only_treatment(finding: Finding, modality: Modality) -> bool:
    """Of one treatment the same is found as of the whole modality; once is enough."""
    return finding.kind is Kind.MODALITY_SILENT and len(modality.treatments) == 1


def _imports(plugin: Found) -> Iterator[Remark]:
    """Modules of Turgor that may change in any release."""
    for one in beyond_the_promise(roots_of(plugin.load)):
        text = f"imports {one.module}, about which nothing is promised"
        advice = "turgor.api has what a modality may rely on; if something is missing there, ask for it."
        yield Remark(Part.IMPORTS, Weight.WARNING, f"{one.file.name}, line {one.line}", text, advice)


def _reading(modality: Modality) -> Iterator[Remark]:
    """Words for patients that ask for more than the highest grade."""
    said = [(f"treatment {one.id}", _said(one)) for one in modality.treatments]
    said += [
        (f"handout {one.id}", iter((one.title, *one.paragraphs, *one.items))) for one in modality.handouts
    ]
    for about, texts in said:
        for text in texts:
            asked = grade(text)
            if len(text.split()) >= SHORTEST_WORDS and asked > HIGHEST_GRADE:
                found = f"{text!r} asks for reading grade {asked:.0f}"
                advice = f"Use shorter words and sentences: grade {HIGHEST_GRADE:.0f} at most."
                yield Remark(Part.READING, Weight.WARNING, about, found, advice)


def _said(treatment: Treatment) -> Iterator[str]:
    """What the patient is told of a treatment."""
    told: Instructions = treatment.instructions
    yield from filter(None, (told.what, told.expect, told.missed))
    yield from (*told.before, *told.after, *told.call_if, *told.emergency)
    if treatment.regimen:
        yield treatment.regimen.how


def _deprecations(heard: Iterable[warnings.WarningMessage]) -> Iterator[Remark]:
    for text, place in deprecated(heard):
        yield Remark(Part.DEPRECATION, Weight.WARNING, place, text)


def _conformance(plugin: Found, examples: int) -> tuple[tuple[str, ...], list[Remark]]:
    """The checks that were run, and what they found."""
    if not examples:
        return (), []
    if reason := fails_as_installed(plugin):
        advice = "A host would switch it off: it would read not assessed. The suite was not run."
        return (), [Remark(Part.CONFORMANCE, Weight.ERROR, "asked by a host", reason, advice)]
    if missing := [name for name in WITHOUT_SUITE if find_spec(name) is None]:
        text = f"was not run: {' and '.join(missing)} is not installed"
        advice = "pip install 'turgor[testing]' brings it."
        return (), [Remark(Part.CONFORMANCE, Weight.WARNING, "the suite", text, advice)]
    from turgor.testing.running import run_suite  # noqa: PLC0415  hypothesis may not be installed

    ran = run_suite(Sandbox.of(plugin), examples)
    remarks = [_broken(one.check, one.problem, one.promise) for one in ran.outcomes if one.problem]
    if ran.ended:
        remarks.append(_broken(ran.broken_off, ran.ended, "No hook ends or holds up its process."))
    remarks += [
        Remark(Part.DEPRECATION, Weight.WARNING, place, text)
        for text, place in sorted({said for one in ran.outcomes for said in one.warned})
    ]
    return tuple(one.check for one in ran.outcomes), remarks


def _broken(check: str, text: str, promise: str) -> Remark:
    return Remark(Part.CONFORMANCE, Weight.ERROR, check, text, f"It must hold: {promise}")
