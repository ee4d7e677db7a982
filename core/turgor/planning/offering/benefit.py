"""The benefit of an offer: whole points that order options. All numbers: docs/explanation/benefit.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations

from turgor.domain.evidence import Evidence
from turgor.domain.findings import Findings
from turgor.domain.offers import Benefit, CourseOffer, SiteBenefit
from turgor.domain.treatments import Laxity, Role, Treatment

# Every number in this module is the clinic's default: no study fixes it.
EVIDENCE_POINTS = {
    Evidence.HIGH: 4,
    Evidence.MODERATE: 3,
    Evidence.LOW: 2,
    Evidence.VERY_LOW: 1,
    Evidence.LABEL: 1,
    Evidence.NONE: 1,
}
ROLE_POINTS = {Role.PRIMARY: 3, Role.SECONDARY: 2, Role.MINOR: 1}
FIT_SUITS, FIT_UNKNOWN, FIT_NONE = 2, 1, 0
SCALE = 10  # so that halving twice still leaves whole points
HALVED_TRAIT = "barrier_breaking"
SECOND_HELPS = (Laxity.MODERATE, Laxity.SEVERE)  # grades at which a second mechanism counts


def benefit(treatment: Treatment, cautions: Iterable[tuple[str, bool]], findings: Findings) -> Benefit:
    """Score a treatment at goal sites, given as (site, whether a caution applies there)."""
    return Benefit(
        tuple(_at(treatment, site, findings.laxity_at(site), caution=c) for site, c in sorted(cautions))
    )


def _at(treatment: Treatment, site: str, laxity: Laxity | None, *, caution: bool) -> SiteBenefit:
    evidence = max(1, EVIDENCE_POINTS[treatment.evidence] - caution)
    role, fit = ROLE_POINTS[treatment.role], fit_points(treatment, laxity)
    halved = HALVED_TRAIT in treatment.traits and laxity is Laxity.MILD
    points = SCALE * evidence * role * fit // (2 if halved else 1)
    return SiteBenefit(site, evidence, role, fit, halved, points)


def fit_points(treatment: Treatment, laxity: Laxity | None) -> int:
    """2 where the grade suits the treatment, 1 where the grade is unknown, 0 where it does not suit."""
    if not treatment.laxity:
        return FIT_SUITS
    if laxity is None:
        return FIT_UNKNOWN
    return FIT_SUITS if laxity in treatment.laxity else FIT_NONE


def benefit_at(
    site: str, courses: Sequence[CourseOffer], laxity: Laxity | None, asked_for: frozenset[str]
) -> int:
    """What several courses together are worth at a site.

    The best one counts in full. Half of a second one counts where it works by another mechanism, and the laxity
    is moderate or more or the practitioner asked for its treatment. Further ones count nothing.
    """
    best = max((course.benefit.at(site) for course in courses), default=0)
    pairs = (
        one.benefit.at(site) + other.benefit.at(site) // 2
        for one, other in permutations(courses, 2)
        if adds_to(one, other, site, laxity, asked_for)
    )
    return max((best, *pairs))


def adds_to(
    best: CourseOffer, second: CourseOffer, site: str, laxity: Laxity | None, asked_for: frozenset[str]
) -> bool:
    """Whether half of the second course may be added to the best one at a site of this laxity."""
    return (
        best.mechanism != second.mechanism
        and best.benefit.at(site) >= second.benefit.at(site)
        and (laxity in SECOND_HELPS or second.treatment in asked_for)
    )
