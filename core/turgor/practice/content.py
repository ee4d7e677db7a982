"""Checking content: core, an installed modality, or a folder of somebody who writes one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import attrs

from turgor.content import InvalidContent, Problem, load_core, load_modality
from turgor.content.review import CORE_NAME, Finding, Kind, Review, review
from turgor.domain.catalogue import PluginState
from turgor.domain.treatments import Modality
from turgor.host import Host

MEND = "Mend it: content that does not load is not used."


class UnknownContent(LookupError):  # noqa: N818  what was asked for
    """Neither core, nor an installed modality, nor a file or folder."""


def check_content(host: Host, what: str | None = None) -> Review:
    """Look through the content of all that is installed, or of one modality in the company of all others.

    Raises UnknownContent.

    Arguments:
        host: the installed modalities.
        what: ``core``, the name of a modality, or the path of its file or folder; None for everything.

    """
    names = {CORE_NAME, *(status.name for status in host.statuses)}
    if what is None or what in names:
        found = review(load_core(), host.modalities)
        refused = [problem for name in sorted(names) for problem in _turned_away(host, name)]
        whole = attrs.evolve(found, findings=(*refused, *found.findings))
        return whole if what is None else _only(whole, what)
    if Path(what).exists():
        return _check_path(host, Path(what))
    raise UnknownContent(what)


def _check_path(host: Host, path: Path) -> Review:
    """Content that is being written: what does not load is found, too."""
    try:
        modality = load_modality(_content_under(path))
    except InvalidContent as error:
        return Review(tuple(_invalid(path.resolve().name, error.problems)), (), ())
    company: dict[str, Modality] = {**host.modalities, modality.name: modality}
    return _only(review(load_core(), company), modality.name)


def _content_under(path: Path) -> Path:
    """The content in the folder of a project, which holds files that are no content; any other path is its own."""
    if not (path / "pyproject.toml").is_file():
        return path
    return next(iter(sorted(path.rglob("content"))), path)


def _only(found: Review, owner: str) -> Review:
    return attrs.evolve(
        found,
        findings=tuple(finding for finding in found.findings if finding.owner == owner),
        explained=tuple(one for one in found.explained if one.finding.owner == owner),
    )


def _invalid(owner: str, problems: Iterable[Problem]) -> Iterable[Finding]:
    for problem in problems:
        about = ": ".join(part for part in (problem.file, problem.path) if part)
        hint = f"Did you mean {problem.suggestion!r}?" if problem.suggestion else MEND
        yield Finding(Kind.INVALID, owner, about or "content", problem.text, hint)


def _turned_away(host: Host, name: str) -> Iterable[Finding]:
    for status in host.statuses:
        if status.name == name and status.state in (PluginState.REJECTED, PluginState.FAILED):
            yield Finding(Kind.INVALID, name, f"modality {name}", status.reason, MEND)
