"""The content check: what loads and is still doubtful. Loading refuses, a review finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from turgor.content.review.conditions import check_conditions, check_rules
from turgor.content.review.explained import explain
from turgor.content.review.finding import Explained, Finding, Kind, Review, Weight
from turgor.content.review.grounds import check_sources, check_units
from turgor.content.review.skin import check_stances, check_states
from turgor.content.review.told_days import check_told_days
from turgor.content.review.words import check_traits, check_words
from turgor.content.review.written import CORE_NAME, Written
from turgor.content.tables import Core
from turgor.domain.treatments import Modality

__all__ = ["CORE_NAME", "Explained", "Finding", "Kind", "Review", "Weight", "review"]

CHECKS = (
    check_conditions,
    check_rules,
    check_sources,
    check_units,
    check_states,
    check_stances,
    check_words,
    check_traits,
    check_told_days,
)


def review(core: Core, modalities: Mapping[str, Modality]) -> Review:
    """Look through core and modalities that load. What is about one plugin may depend on the others being there."""
    written = Written(core, modalities)
    findings = [finding for check in CHECKS for finding in check(written)]
    left, explained = explain(findings, written)
    in_order = sorted(left, key=lambda f: (f.kind.weight.rank, f.owner, f.about, f.kind, f.text))
    counted = Counter(entry.table for entry in written.entries)
    return Review(tuple(in_order), explained, tuple(sorted(counted.items())))
