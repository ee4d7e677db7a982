"""What the program says of a generated patient: a case file's records, examined, and one rule asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import attrs

from rule_pairs import SEEN, Answers, Happened
from turgor.domain.case import (
    SYSTEMIC,
    Assessment,
    Case,
    Chosen,
    Event,
    Goals,
    History,
    Measurement,
    Patient,
    Using,
    Value,
)
from turgor.domain.case import Answers as Answered
from turgor.domain.catalogue import Catalogue
from turgor.domain.clinic import Clinic
from turgor.domain.dates import DateRange
from turgor.domain.rules import Rule
from turgor.domain.treatments import Stance, Treatment
from turgor.planning.examine import examine
from turgor.planning.judging.rule_grounds import RuleBook
from turgor.rules import concerns

TODAY = date(2026, 11, 24)
SOME_ZONE = "jawline.left"
CLINIC = Clinic("Test clinic", ())


def fires(rule: Rule, answers: Answers, catalogue: Catalogue) -> bool:
    """Whether the rule is known to hold today for the patient at the zone that the answers name."""
    small = attrs.evolve(catalogue, rules=(rule,))
    treatment = _declaring(_concerned(rule, catalogue), answers)
    case = patient(answers, catalogue)
    grounds = RuleBook(examine(case, small, TODAY), small, CLINIC).grounds(treatment)
    (site,) = case.goals.sites
    found = [ground for _, ground in grounds if TODAY in ground.span and site in ground.sites]
    assert all(ground.fired for ground in found), f"{rule.id} is undecided: {answers}"
    return bool(found)


def patient(answers: Answers, catalogue: Catalogue) -> Case:
    """A patient of whom everything is known that the answers say, and nothing else has happened."""
    kinds = catalogue.vocabulary.event_kinds
    events = [_event(thing[1], one) for thing, said in answers.items() if thing[0] == "event" for one in said]
    using = [Using(thing[1], 7) for thing, used in answers.items() if thing[0] == "uses" and used]
    return Case(
        patient=Patient("Generated", _born(int(answers.get(("age",), 40)))),
        assessment=Assessment(
            TODAY - timedelta(days=SEEN),
            Answered(_facts(answers, catalogue)),
            (Measurement("alexiades_laxity", _site(answers), TODAY, (answers.get(("laxity",), 2),)),),
        ),
        goals=Goals(frozenset({_site(answers)})),
        history=History(tuple(events), frozenset(kinds)),
        using=tuple(using),
    )


def _facts(answers: Answers, catalogue: Catalogue) -> Mapping[str, Mapping[str, Value]]:
    facts: dict[str, Value] = {fact.id: False for fact in catalogue.vocabulary.facts.values() if fact.asserts}
    facts |= {thing[1]: said for thing, said in answers.items() if thing[0] == "fact"}
    options = [(thing[1], thing[2], said) for thing, said in answers.items() if thing[0] == "option"]
    for asked in {fact for fact, _, _ in options}:
        ticked = {option: said for fact, option, said in options if fact == asked}
        yes = frozenset(option for option, said in ticked.items() if said)
        facts[asked] = Chosen(yes, frozenset(ticked) - yes)
    return {fact: {SYSTEMIC: said} for fact, said in facts.items()}


def _site(answers: Answers) -> str:
    return str(answers.get(("zone",), SOME_ZONE))


def _born(age: int) -> date:
    """Somebody whose birthday is today."""
    return TODAY.replace(year=TODAY.year - age)


def _event(kind: str, happened: Happened) -> Event:
    start = TODAY - timedelta(days=happened.began)
    end = None if happened.ended is None else DateRange.on(TODAY - timedelta(days=happened.ended))
    return Event(kind, DateRange.on(start), end)


def _concerned(rule: Rule, catalogue: Catalogue) -> Treatment:
    """A treatment that the rule speaks of; where none is installed, one that is given the rule's traits."""
    for treatment in catalogue.treatments.values():
        if concerns(rule, treatment):
            return treatment
    stranger = next(iter(catalogue.treatments.values()))
    return attrs.evolve(stranger, id="stranger.device", traits=frozenset(rule.applies_to), forms=())


def _declaring(treatment: Treatment, answers: Answers) -> Treatment:
    declared = {
        "least_age": answers.get(("least_age",), treatment.least_age),
        "pregnancy": Stance(answers.get(("pregnancy_stance",), treatment.pregnancy)),
        "lactation": Stance(answers.get(("lactation_stance",), treatment.lactation)),
    }
    return attrs.evolve(treatment, **declared)
