"""What must hold between records: within core, and between a modality and core.

What must hold inside one record is checked by the record itself. A modality lives in its own namespace: its
treatments are called ``<name>.<something>``, the words it adds ``<name>_<something>``; sources and rules keep
the ids under which the literature or the clinic knows them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from turgor.content.handouts import check_handout
from turgor.content.meetings import check_meeting
from turgor.content.references import check_references
from turgor.content.tables import CORE, CORE_STATEMENTS, MODALITY, VOCABULARY, Core, identity, with_words_of
from turgor.domain.catalogue import Vocabulary
from turgor.domain.published import Published
from turgor.domain.rules import Rule
from turgor.domain.treatments import Modality
from turgor.domain.zones import Zone
from turgor.structuring.problems import Collector, Problem, closest

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_WITHOUT_NAMESPACE = ("source",)


def core_problems(core: Core) -> tuple[Problem, ...]:
    """What is wrong between the records of core."""
    found = Collector()
    _check_zones(core.vocabulary.zones.zones, found)
    if not found.problems:  # a tree with a ring in it has no end
        found.problems += _core_references(core).problems
    for rule in core.rules:
        _check_names(
            rule, core.vocabulary.traits, "trait (core speaks of kinds, never of one treatment)", found
        )
    for pair in core.incompatible:
        check_meeting(pair, core.vocabulary, found)
    for gap in core.published:
        for action in (gap.first, gap.then):
            if action not in core.vocabulary.event_kinds:
                found.add(("published", identity(gap)), f"there is no event kind {action!r}")
    return tuple(found.problems)


def modality_problems(modality: Modality, core: Core) -> tuple[Problem, ...]:
    """What is wrong with one modality, by itself and against core; other modalities do not come into it."""
    found = Collector()
    if not _NAME.fullmatch(modality.name):
        found.add(
            ("modality",), f"the name must be small letters, digits and underscores, got {modality.name!r}"
        )
    vocabulary = with_words_of(core.vocabulary, [modality])
    _check_namespace(modality, core, found)
    for table, (_, attribute) in MODALITY.items():
        for record in getattr(modality, attribute, ()):
            check_references(record, vocabulary, found, table, identity(record))
    for rule in modality.rules:
        _check_own_rule(rule, modality, core, vocabulary, found)
    for pair in modality.incompatible:
        check_meeting(pair, vocabulary, found, own=[treatment.id for treatment in modality.treatments])
    for gap in modality.published:
        _check_gap(gap, modality, vocabulary, found)
    for handout in modality.handouts:
        check_handout(handout, modality, found)
    return tuple(found.problems)


def _core_references(core: Core) -> Collector:
    found = Collector()
    for table in ("risk_habit", "skin_score", *VOCABULARY):
        for name, word in getattr(core.vocabulary, CORE[table][1]).items():
            check_references(word, core.vocabulary, found, table, name)
    for table, (_, attribute) in CORE_STATEMENTS.items():
        for statement in getattr(core, attribute):
            check_references(statement, core.vocabulary, found, table, identity(statement))
    return found


def _check_zones(zones: Mapping[str, Zone], found: Collector) -> None:
    """Every parent exists, and nothing is part of itself."""
    for zone in zones.values():
        above, parent = {zone.id}, zone.parent
        while parent is not None and parent not in above and parent in zones:
            above.add(parent)
            parent = zones[parent].parent
        if parent is not None and parent not in zones and parent == zone.parent:
            found.add(("zone", zone.id, "parent"), f"there is no zone {parent!r}", closest(parent, zones))
        elif parent == zone.id:
            found.add(("zone", zone.id, "parent"), f"makes {zone.id!r} a part of itself")


def _check_names(rule: Rule, known: Collection[str], noun: str, found: Collector) -> None:
    for attribute in ("applies_to", "exempt"):
        for index, name in enumerate(getattr(rule, attribute)):
            if name not in known:
                found.add(
                    ("rule", rule.id, attribute, index), f"there is no {noun} {name!r}", closest(name, known)
                )


def _check_namespace(modality: Modality, core: Core, found: Collector) -> None:
    """Ids are the modality's own or repeat core's word for word, and none stands there twice."""
    for table, (_, attribute) in MODALITY.items():
        records = getattr(modality, attribute, ())
        for name, times in Counter(map(identity, records)).items():
            if times > 1:
                found.add((table, name), f"is declared {times} times")
    for treatment in modality.treatments:
        head, _, tail = treatment.id.partition(".")
        if head != modality.name or not _NAME.fullmatch(tail):
            found.add(("treatment", treatment.id), f"the id must be {modality.name}.<name>, in small letters")
    for table, (_, attribute) in VOCABULARY.items():
        for record in getattr(modality, attribute):
            _check_word(record, table, getattr(core.vocabulary, attribute), modality.name, found)
    for handout in modality.handouts:
        _check_word(handout, "handout", {}, modality.name, found)


def _check_word(record: Any, table: str, known: Mapping[str, Any], name: str, found: Collector) -> None:
    if record.id in known:
        if record != known[record.id]:
            found.add(
                (table, record.id),
                f"core and {name} declare it differently; repeat core's, or use another id",
            )
    elif table not in _WITHOUT_NAMESPACE and not _NAME.fullmatch(record.id.removeprefix(f"{name}_")):
        found.add((table, record.id), "the id must be in small letters")
    elif table not in _WITHOUT_NAMESPACE and not record.id.startswith(f"{name}_"):
        found.add((table, record.id), f"the id of an own word must begin with {name}_")


def _check_own_rule(
    rule: Rule, modality: Modality, core: Core, vocabulary: Vocabulary, found: Collector
) -> None:
    """A modality speaks of its own treatments only, so that it never changes what another is told."""
    own = {treatment.id: treatment for treatment in modality.treatments}
    place = "rule", rule.id
    if any(rule.id == other.id for other in core.rules):
        found.add(place, f"core and {modality.name} both declare this rule; use another id")
    if not rule.applies_to:
        found.add((*place, "applies_to"), f"must name treatments of {modality.name}: only core speaks of all")
    if rule.stops_plan:
        found.add((*place, "stops_plan"), "must be false: only core stops a whole plan")
    for index, name in enumerate(rule.applies_to):
        if name not in own:
            text = f"must be a treatment of {modality.name}, got {name!r}"
            found.add((*place, "applies_to", index), text, closest(name, own))
    for index, name in enumerate(rule.exempt):
        if name not in own and name not in vocabulary.traits:
            found.add(
                (*place, "exempt", index), f"there is no treatment or trait {name!r}", closest(name, own)
            )
    forms = {form for name in rule.applies_to if name in own for form in own[name].forms}
    for index, form in enumerate(rule.forms):
        if form not in forms:
            found.add(
                (*place, "forms", index),
                f"no treatment it applies to has a form {form!r}",
                closest(form, forms),
            )


def _check_gap(gap: Published, modality: Modality, vocabulary: Vocabulary, found: Collector) -> None:
    """One end is an own treatment; the other may belong to a modality that is not installed."""
    own = {treatment.id for treatment in modality.treatments}
    place = "published", identity(gap)
    if not own & {gap.first, gap.then}:
        found.add(place, f"must lie before or after a treatment of {modality.name}")
    for action in (gap.first, gap.then):
        if "." not in action and action not in vocabulary.event_kinds:
            found.add(place, f"there is no event kind {action!r}", closest(action, vocabulary.event_kinds))
