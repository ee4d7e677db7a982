"""What speaks against things that the patient uses or takes already, whether or not the plan has anything to do with them."""

from __future__ import annotations

from collections.abc import Iterator

from turgor.domain.case import SYSTEMIC, Chosen, Using
from turgor.domain.catalogue import Catalogue
from turgor.domain.findings import Findings
from turgor.domain.messages import Message, Phrase
from turgor.domain.rules import Rule
from turgor.planning.skin.actions import traits_of
from turgor.rules import Subject, compile_condition

AGAINST = Phrase("plan.in_use_against", "{product} is in use today. {rule}, {title}: {advice}")
OPEN = Phrase(
    "plan.in_use_open", "{product} is in use today, and {facts} is not known. {rule}, {title}: {advice}"
)
TOGETHER = Phrase("plan.taken_together", "{one} and {other} are in use or taken together. {rule}: {advice}")
MEDICINES = "medicines"


def against_what_is_used(findings: Findings, catalogue: Catalogue) -> Iterator[Message]:
    """Rules about products of the patient's own, and pairs of things used or taken that must not meet.

    Treatments of a modality are left out: they have verdicts, and the plan says which of them must stop.
    """
    subject = Subject(findings, catalogue.vocabulary, traits_of=traits_of(catalogue))
    for using in findings.using:
        if using.treatment not in catalogue.treatments:
            yield from _of_rules(using, subject, catalogue)
    yield from _of_pairs(findings, catalogue)


def _of_rules(using: Using, subject: Subject, catalogue: Catalogue) -> Iterator[Message]:
    for rule in _about(using, catalogue):
        held = compile_condition(rule.when, catalogue.vocabulary).at(
            subject, SYSTEMIC, subject.findings.today
        )
        product = _named(using.treatment, catalogue)
        if held.value:
            yield AGAINST(product=product, rule=rule.id, title=rule.title, advice=rule.advice)
        elif held.value is None and _is_no_treatment(using, catalogue):
            yield OPEN(
                product=product,
                facts=tuple(sorted(held.missing)),
                rule=rule.id,
                title=rule.title,
                advice=rule.advice,
            )


def _about(using: Using, catalogue: Catalogue) -> Iterator[Rule]:
    """The rules that keep a product of the kind away or ask for care, by its own name."""
    return (rule for rule in catalogue.rules if using.treatment in rule.applies_to)


def _is_no_treatment(using: Using, catalogue: Catalogue) -> bool:
    """Whether no treatment is of the kind: else its own verdicts ask what is not known."""
    return not any(using.treatment in treatment.traits for treatment in catalogue.treatments.values())


def _of_pairs(findings: Findings, catalogue: Catalogue) -> Iterator[Message]:
    used = {using.treatment for using in findings.using} - catalogue.treatments.keys()
    answer = findings.answers.value(MEDICINES)
    taken = set(answer.yes) if isinstance(answer, Chosen) else set()
    for rule in catalogue.incompatible:
        for one in sorted((used | taken).intersection(rule.one)):
            for other in sorted((used | taken).intersection(rule.other) - {one}):
                if rule.severity.blocks:
                    yield TOGETHER(
                        one=_named(one, catalogue),
                        other=_named(other, catalogue),
                        rule=rule.id,
                        advice=rule.advice,
                    )


def _named(name: str, catalogue: Catalogue) -> str:
    """A medicine by its label; a product by its kind."""
    fact = catalogue.vocabulary.facts.get(MEDICINES)
    labels = {option.id: option.label for option in fact.options} if fact else {}
    return labels.get(name, name.replace("_", " "))
