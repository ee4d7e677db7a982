"""The answers of an assessment: what a file says of each fact -> values by fact and site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from turgor.domain.case import SYSTEMIC, Chosen, Value
from turgor.domain.vocabulary import Fact, FactType
from turgor.domain.zones import ZoneTree
from turgor.files.words import Words, each
from turgor.structuring.primitives import a_bool, a_number, an_int, not_an_option
from turgor.structuring.problems import Collector, shown, wrong

BySite = dict[str, Value]
_PARTIAL = {"yes", "no"}


def read_facts(table: object, words: Words) -> dict[str, BySite]:
    """The ``[assessment.facts]`` table: fact id -> site -> value."""
    if not isinstance(table, Mapping):
        raise wrong(f"must be a table, got {shown(table)}")
    found = Collector()
    answers = {}
    for name, value in table.items():
        with found.at(name):
            if not words.is_absent(name, words.catalogue.vocabulary.facts):
                answers[name] = _by_site(words.fact(name), value, words)
    found.check()
    return answers


def denied(fact: Fact) -> Value | None:
    """What `none_of` answers for a fact; None where "none" is no answer."""
    if fact.type is FactType.CHOICES:
        return Chosen(no=frozenset(fact.option_ids))
    return fact.denied


def _by_site(fact: Fact, value: object, words: Words) -> BySite:
    """One fact's value for the whole person, or its values by site. The nearer of two zones wins."""
    if not isinstance(value, Mapping) or _is_partial(fact, value):
        return {SYSTEMIC: _value(fact, value)}
    if not fact.per_zone:
        raise wrong("is asked of the whole person, not by zone")
    found = Collector()
    by_zone = {}
    for zone, entry in value.items():
        with found.at(zone):
            by_zone[words.zone(zone)] = _value(fact, entry)
    found.check()
    tree = words.catalogue.vocabulary.zones
    by_site = {site: by_zone[zone] for zone in _farthest_first(by_zone, tree) for site in tree.sites_of(zone)}
    return dict(sorted(by_site.items()))


def _farthest_first(references: Iterable[str], tree: ZoneTree) -> list[str]:
    """Zones from the largest to the smallest; of two that hold the same sites, the outer one first."""

    def depth(reference: str) -> int:
        parent = tree.zones[reference.partition(".")[0]].parent
        return 0 if parent is None else 1 + depth(parent)

    return sorted(references, key=lambda name: (-len(tree.sites_of(name)), depth(name), name))


def _is_partial(fact: Fact, value: Mapping[str, object]) -> bool:
    return fact.type is FactType.CHOICES and value.keys() <= _PARTIAL


def _value(fact: Fact, value: object) -> Value:
    return _READ[fact.type](fact, value)


def _an_int(fact: Fact, value: object) -> int:
    return int(_in_range(fact, an_int(value)))


def _in_range(fact: Fact, number: float) -> float:
    unit = f" {fact.unit}" if fact.unit else ""
    if fact.minimum is not None and number < fact.minimum:
        raise wrong(f"must be at least {shown(fact.minimum)}{unit}, got {shown(number)}")
    if fact.maximum is not None and number > fact.maximum:
        raise wrong(f"must be at most {shown(fact.maximum)}{unit}, got {shown(number)}")
    return number


def _option(fact: Fact, value: object) -> str:
    if isinstance(value, str) and value in fact.option_ids:
        return value
    raise not_an_option(value, fact.option_ids)


def _chosen(fact: Fact, value: object) -> Chosen:
    """A list is the complete answer; a table with `yes` and `no` leaves the other options unknown."""
    if isinstance(value, (list, tuple)):
        yes = frozenset(each(value, lambda entry: _option(fact, entry)))
        return Chosen(yes, frozenset(fact.option_ids) - yes)
    if not isinstance(value, Mapping) or not value.keys() <= _PARTIAL:
        raise wrong(f"must be a list of what applies, or a table with yes and no, got {shown(value)}")
    found = Collector()
    parts: dict[str, frozenset[str]] = {}
    for key, entries in value.items():
        with found.at(key):
            parts[key] = frozenset(each(entries, lambda entry: _option(fact, entry)))
    found.check()
    if both := sorted(parts.get("yes", frozenset()) & parts.get("no", frozenset())):
        raise wrong(f"{both[0]!r} cannot be both yes and no")
    return Chosen(**parts)


_READ: Mapping[FactType, Callable[[Fact, object], Value]] = {
    FactType.BOOL: lambda _, value: a_bool(value),
    FactType.INT: _an_int,
    FactType.NUMBER: lambda fact, value: _in_range(fact, a_number(value)),
    FactType.CHOICE: _option,
    FactType.CHOICES: _chosen,
}
