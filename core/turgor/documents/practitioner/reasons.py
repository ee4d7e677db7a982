"""Every reason of a verdict once: what it says, the patient's own facts, what was set aside, and its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from turgor.documents.practitioner.answers import answer
from turgor.documents.practitioner.citations import Citations, numbered
from turgor.documents.practitioner.names import DECLARED, Names, rule_name
from turgor.documents.sheet import Block, Entry, Table, row
from turgor.documents.wording import words
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan
from turgor.domain.verdicts import Reason, Status

TITLE = Phrase("record.rules", "The reasons")
BASIS = Phrase("record.basis", "({severity}, evidence {evidence})")
BASIS_ALONE = Phrase("record.basis_alone", "({severity})")
BECAUSE = Phrase("record.because", "Because of {facts}.")
UNTIL = Phrase("record.until", "Until {condition}.")
DIFFER = Phrase("record.differ", "Authorities differ: {text}")
ASKS = Phrase("record.asks", "Waits for {numbers}.")
SET_ASIDE = Phrase("record.set_aside", "Set aside.")
OVERRIDES = Phrase("record.overrides", "Set aside by the practitioner")
RULE, FOR, WHY = (
    Phrase("record.rule", "Rule"),
    Phrase("record.override_for", "For"),
    Phrase("record.override_why", "Who and why"),
)


def overrides(plan: Plan) -> Iterator[Block]:
    """What a practitioner set aside, with the written reason and the treatments it is about."""
    told: dict[tuple[str, str, str], list[str]] = {}
    for verdict in plan.verdicts:
        for period in verdict.timeline:
            for reason in period.reasons:
                if reason.overridden:
                    key = (reason.rule, reason.text.text, reason.overridden)
                    told.setdefault(key, []).append(verdict.name)
    if told:
        rows = tuple(
            row(f"{rule}: {text}", words.joined(names), why) for (rule, text, why), names in told.items()
        )
        head = (RULE().text, FOR().text, WHY().text)
        yield Block(OVERRIDES().text, table=Table(head, rows, (34, 30, 36)), kind="alert")


def minded(plan: Plan) -> Mapping[str, tuple[str, ...]]:
    """Chosen treatment -> all rules that hold for it, cautions and notes alike."""
    rules: dict[str, set[str]] = {treatment: set() for treatment in plan.treatment_names}
    for verdict in plan.verdicts:
        for period in verdict.timeline:
            if verdict.treatment in rules and period.status.allows:
                rules[verdict.treatment].update(reason.rule for reason in period.reasons)
    return {treatment: tuple(sorted(named)) for treatment, named in rules.items()}


def told_once(plan: Plan) -> Mapping[str, Reason]:
    """Each rule that verdicts name with the reason that tells most: one that holds rather than one that waits."""
    told: dict[str, Reason] = {}
    chosen = plan.treatment_names
    for verdict in plan.verdicts:
        for period in verdict.timeline:
            for reason in period.reasons:
                named = reason.status is period.status or verdict.treatment in chosen
                if not named and not reason.overridden:
                    continue  # worse reasons decide, and no row names it
                known = told.get(reason.rule)
                if known is None or (known.status is Status.UNDECIDED is not reason.status):
                    told[reason.rule] = reason
    return told


def reasons(plan: Plan, cited: Citations) -> Iterator[Block]:
    """All reasons that verdicts name, in the order of their rules."""
    told = sorted(told_once(plan).items())
    entries = tuple(_entry(reason, plan, cited) for rule, reason in told if rule not in DECLARED)
    if entries:
        yield Block(TITLE().text, entries=entries)


def _entry(reason: Reason, plan: Plan, cited: Citations) -> Entry:
    evidence = reason.evidence.value.replace("_", " ")
    severity = reason.severity.value
    basis = (
        BASIS_ALONE(severity=severity) if evidence == "none" else BASIS(severity=severity, evidence=evidence)
    )
    names = Names(plan)
    said = [basis.text, words.sentence(names.told(reason.text))]
    said += _waits(reason, plan) if reason.status is Status.UNDECIDED else _holds(reason, cited)
    return Entry(rule_name(reason, names, ""), " ".join(part for part in said if part))


def _waits(reason: Reason, plan: Plan) -> Iterator[str]:
    """For which answers; what follows is told when it holds."""
    missing = [fact.id for fact in reason.facts if fact.value is None]
    if asked := numbered(missing, [question.id for question in plan.questions]):
        yield ASKS(numbers=asked).text


def _holds(reason: Reason, cited: Citations) -> Iterator[str]:
    """Why it holds here, what follows, who thinks otherwise, and where it stands."""
    if known := [answer(fact) for fact in reason.facts if fact.value not in (None, "")]:
        yield BECAUSE(facts=words.joined(known)).text
    if reason.advice:
        yield words.sentence(reason.advice.text)
    if reason.until:
        yield UNTIL(condition=reason.until.text.rstrip(".")).text
    if reason.overridden:
        yield SET_ASIDE().text
    if reason.disagreement:
        yield DIFFER(text=words.sentence(reason.disagreement.text)).text
        for side in reason.disagreement.positions:
            yield words.sentence(side.text)
            yield cited.cite(side.sources)
    yield cited.cite(reason.sources)
