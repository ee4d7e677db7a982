"""Rules as a clinician reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generate.markdown import bullets, cited, spaced, table
from turgor.domain.catalogue import Catalogue
from turgor.domain.evidence import Source
from turgor.domain.rules import Outcome, Rule
from turgor.domain.skin import Severity

OUTCOMES = {
    Outcome.BLOCK: "not done",
    Outcome.SUBSTITUTE: "something else instead",
    Outcome.DEFER: "deferred",
    Outcome.REFER: "deferred, and somebody else must see the patient",
    Outcome.ADAPT: "adapted",
    Outcome.WARN: "done with a warning",
    Outcome.MONITOR: "watched",
    Outcome.INFORM: "told",
}
SEVERITIES = {
    Severity.ABSOLUTE: "absolute (nobody may override it)",
    Severity.RELATIVE: "relative (a practitioner may override it with a written reason)",
    Severity.CAUTION: "caution",
    Severity.NOTE: "note",
}


def in_full(rules: Iterable[Rule], catalogue: Catalogue) -> Iterator[str]:
    """Each rule with all that it says and rests on."""
    sources = dict(catalogue.vocabulary.sources)
    for rule in rules:
        yield f"### {rule.id}\n"
        yield f"**{rule.title}**\n"
        yield from bullets(_lines(rule, catalogue, sources))


def in_brief(rules: Iterable[Rule], page: str) -> Iterator[str]:
    """A line for each rule; the rest stands where the link leads."""
    rows = (
        (
            f"[{rule.id}]({page}#{anchor(rule.id)})",
            rule.title,
            rule.severity.value,
            OUTCOMES[rule.outcome],
            rule.advice,
        )
        for rule in rules
    )
    yield from table(["rule", "when", "severity", "then", "what to do"], rows)


def anchor(rule: str) -> str:
    """The address of a rule's heading within its page."""
    return "".join(character for character in rule.lower() if character.isalnum() or character in "-_")


def _lines(rule: Rule, catalogue: Catalogue, sources: dict[str, Source]) -> Iterator[tuple[str, str]]:
    prerequisites = catalogue.vocabulary.prerequisites
    numbers = ", ".join(f"{spaced(name)} {value}" for name, value in rule.numbers.items())
    yield "holds when", f"`{rule.when}`"
    yield "speaks of", _named(rule.applies_to, catalogue) or "every treatment"
    yield "except", _named(rule.exempt, catalogue)
    yield "only the forms", ", ".join(rule.forms)
    yield "then", f"{OUTCOMES[rule.outcome]}; {SEVERITIES[rule.severity]}"
    yield "stops", "the whole plan: nothing else is planned until it is cleared" if rule.stops_plan else ""
    yield "what to do", rule.advice
    yield "until", rule.until
    yield "numbers that the plan keeps", numbers
    yield "must be done before", ", ".join(prerequisites[id_].name for id_ in rule.requires)
    yield "why", rule.rationale
    yield "evidence", spaced(rule.evidence)
    yield "sources", cited(rule.sources, sources)
    yield from _disagreement(rule, sources)


def _disagreement(rule: Rule, sources: dict[str, Source]) -> Iterator[tuple[str, str]]:
    if rule.disagreement:
        yield "authorities disagree", rule.disagreement.text
        for place, position in enumerate(rule.disagreement.positions):
            holds = "the rule holds" if position.applies else "the rule does not hold"
            default = ", followed unless the clinic chooses another" if place == 0 else ""
            yield (
                f"position `{position.id}`{default}",
                f"{position.text} ({holds}; {cited(position.sources, sources)})",
            )


def _named(names: Iterable[str], catalogue: Catalogue) -> str:
    """Treatments by their names, kinds by theirs."""
    treatments = catalogue.treatments
    return ", ".join(treatments[name].name if name in treatments else spaced(name) for name in names)
