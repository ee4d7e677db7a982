"""What statements rest on: sources, their standing, and units of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from turgor.content.review.finding import Finding, Kind
from turgor.content.review.written import Entry, Written
from turgor.domain.evidence import SourceStatus
from turgor.domain.recorded import RecordedField
from turgor.domain.skin import Severity
from turgor.domain.treatments import Instructions
from turgor.domain.vocabulary import Fact, FactType, Instrument

FIRM = (SourceStatus.VERIFIED, SourceStatus.DEFAULT)  # seen, or openly the clinic's own choice


def check_sources(written: Written) -> Iterator[Finding]:
    """Find statements without a source, and absolute rules whose sources nobody has seen."""
    for entry in written.entries:
        for place, part in entry.parts:
            if _must_cite(part) and not part.sources:
                yield _unfounded(entry, place)
    known = written.catalogue.vocabulary.sources
    for entry, rule in written.rules:
        firm = any(known[source].status in FIRM for source in rule.sources)
        if rule.severity is Severity.ABSOLUTE and rule.sources and not firm:
            text = f"is absolute and rests on memory alone: {', '.join(rule.sources)}"
            advice = "Verify a source, or mark it as the clinic's default."
            yield Finding(Kind.UNVERIFIED_ABSOLUTE, entry.owner, entry.about, text, advice)


def check_units(written: Written) -> Iterator[Finding]:
    """Find numbers that nobody can enter rightly for want of a unit."""
    for entry in written.entries:
        if _is_bare_number(entry.record):
            text = "is a number without a unit"
            yield Finding(
                Kind.NO_UNIT, entry.owner, entry.about, text, 'Name the unit, or "ratio", "grade", "points".'
            )


def _must_cite(part: Any) -> bool:
    """Whether a record has a place for sources that ought to be filled; instructions may be plain advice.

    What is written down states nothing; where it has limits, the record itself asks for their source.
    """
    return (
        attrs.has(type(part))
        and "sources" in attrs.fields_dict(type(part))
        and not isinstance(part, Instructions | RecordedField)
    )


def _unfounded(entry: Entry, place: str) -> Finding:
    text = f"{f'{place} ' if place else ''}has no source"
    return Finding(Kind.NO_SOURCE, entry.owner, entry.about, text, "Cite one, or clinic_default.")


def _is_bare_number(record: object) -> bool:
    match record:
        case Fact(type=FactType.INT | FactType.NUMBER, unit=""):
            return True
        case Instrument(values=(), unit=""):
            return True
    return False
