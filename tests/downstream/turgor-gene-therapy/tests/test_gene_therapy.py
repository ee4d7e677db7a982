"""What must hold for a treatment that is in trials."""

import pytest

from turgor.testing import Conformance, Sandbox

CONSENT = {"gene_therapy_trial_consent": True, "gene_therapy_ethics": True}
TREATMENT = "gene_therapy.col3a1"


class TestConformance(Conformance):
    """What must hold for every modality."""

    modality = "gene_therapy"
    examples = 6


@pytest.fixture
def trial() -> Sandbox:
    """The modality alone."""
    return Sandbox.of("gene_therapy")


def test_without_a_recorded_consent_it_is_listed_and_never_offered(trial: Sandbox) -> None:
    """Denied it is shut out; where nobody asked, the question stands open."""
    trial.judge().verdict(TREATMENT).is_contraindicated().because_of("standing")
    unasked = trial.patient(unknown=["gene_therapy_trial_consent"], gene_therapy_ethics=True)
    trial.judge(unasked).verdict(TREATMENT).is_undecided(asking="gene_therapy_trial_consent")
    trial.plan(trial.patient(unknown=["gene_therapy_trial_consent"])).leaves_out(TREATMENT)


def test_with_a_consent_it_is_planned_where_the_practitioner_asks_for_it(trial: Sandbox) -> None:
    """A consent alone plans nothing: no benefit counts for what is in trials."""
    trial.judge(trial.patient(**CONSENT)).verdict(TREATMENT).is_eligible()
    trial.plan(trial.patient(**CONSENT)).leaves_out(TREATMENT)
    trial.plan(trial.patient(**CONSENT, must=[TREATMENT])).is_found().course(TREATMENT)


@pytest.mark.parametrize(
    ("different", "rule"),
    [
        ({"gene_therapy_ethics": False}, "GENE-ETHICS"),
        ({"immunosuppressed": True}, "GENE-IMMUNE"),
        ({"gene_therapy_other_trial": True}, "GENE-TRIAL"),
        ({"cancer_now": True}, "GENE-CANCER"),
    ],
)
def test_a_consent_does_not_outweigh_what_speaks_against_it(
    trial: Sandbox, different: dict[str, object], rule: str
) -> None:
    """Its rules hold inside a trial."""
    case = trial.patient(**(CONSENT | different))
    trial.judge(case).verdict(TREATMENT).is_never_allowed().because_of(rule)


def test_a_drug_against_the_vector_puts_it_off(trial: Sandbox) -> None:
    """Until it is stopped."""
    case = trial.patient(**CONSENT, gene_therapy_antiviral=True)
    trial.judge(case).verdict(TREATMENT).is_deferred().because_of("GENE-ANTIVIRAL")
