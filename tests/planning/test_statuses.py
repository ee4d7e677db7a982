"""The status table, row by row."""

import pytest

from turgor.domain.rules import Outcome
from turgor.domain.skin import Severity
from turgor.domain.verdicts import Status
from turgor.planning.judging.statuses import STRICTEST_LAST, status_of, status_unknown, stricter

A, R, C, N = Severity.ABSOLUTE, Severity.RELATIVE, Severity.CAUTION, Severity.NOTE


@pytest.mark.parametrize(
    ("severity", "outcome", "enforced", "status"),
    [
        (A, Outcome.BLOCK, False, Status.CONTRAINDICATED),
        (R, Outcome.BLOCK, False, Status.CONTRAINDICATED),
        (A, Outcome.SUBSTITUTE, True, Status.CONTRAINDICATED),
        (R, Outcome.SUBSTITUTE, False, Status.CONTRAINDICATED),
        (A, Outcome.DEFER, False, Status.DEFERRED),
        (R, Outcome.REFER, False, Status.DEFERRED),
        (R, Outcome.ADAPT, True, Status.CAUTION),
        (R, Outcome.ADAPT, False, Status.CONTRAINDICATED),
        (A, Outcome.ADAPT, True, Status.CONTRAINDICATED),
        (R, Outcome.MONITOR, False, Status.CONTRAINDICATED),
        (C, Outcome.BLOCK, False, Status.CAUTION),
        (C, Outcome.ADAPT, True, Status.CAUTION),
        (N, Outcome.BLOCK, False, Status.ELIGIBLE),
    ],
)
def test_severity_decides_and_the_outcome_shades_it(severity, outcome, enforced, status):
    """What a rule that fires gives, by the table of the design."""
    assert status_of(severity, outcome, enforced=enforced) is status


def test_unknown_holds_up_what_would_block_and_carries_out_what_would_warn():
    """An unknown fact leaves a blocking rule undecided, a caution in force and a note unsaid."""
    found = [status_unknown(severity) for severity in (A, R, C, N)]
    assert found == [Status.UNDECIDED, Status.UNDECIDED, Status.CAUTION, None]


@pytest.mark.parametrize("enforced", [True, False])
@pytest.mark.parametrize("outcome", Outcome)
def test_a_stricter_severity_never_gives_a_better_status(outcome, enforced):
    """Along note, caution, relative, absolute the status never gets better."""
    ranks = [status_of(severity, outcome, enforced=enforced).rank for severity in STRICTEST_LAST]
    allowed = [status_of(severity, outcome, enforced=enforced).allows for severity in STRICTEST_LAST]
    assert ranks == sorted(ranks)
    assert allowed == sorted(allowed, reverse=True)


def test_a_policy_can_only_make_a_rule_stricter():
    """A clinic that calls an absolute rule a note is not heard; the other way round it is."""
    assert stricter(A, "note") is A
    assert stricter(C, "relative") is R
    assert stricter(C, None) is C
