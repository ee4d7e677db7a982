"""Findings that are meant: the reviewed entries of content files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from turgor.content.review.finding import Explained, Finding, Kind
from turgor.content.review.written import Written
from turgor.domain.accepted import Accepted


def explain(
    findings: Sequence[Finding], written: Written
) -> tuple[tuple[Finding, ...], tuple[Explained, ...]]:
    """What is left unexplained, entries that explain nothing included, and what is explained."""
    reasons = {
        (entry.owner, entry.record.finding, about): entry.record.reason
        for entry in written.of("accepted")
        for about in entry.record.about
    }
    explained = tuple(
        Explained(finding, reasons[key]) for finding in findings if (key := _key(finding)) in reasons
    )
    left = [finding for finding in findings if _key(finding) not in reasons]
    return (*left, *_in_vain(written, map(_key, findings))), explained


def _in_vain(written: Written, found: Iterable[tuple[str, str, str]]) -> Iterator[Finding]:
    found = set(found)
    for entry in written.of("accepted"):
        accepted: Accepted = entry.record
        for about in accepted.about:
            if (entry.owner, accepted.finding, about) not in found:
                text = f"explains a finding that is not there: {accepted.finding} {about}"
                yield Finding(Kind.ACCEPTED_IN_VAIN, entry.owner, entry.about, text, "Take it out.")


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.owner, finding.kind.value, finding.about
