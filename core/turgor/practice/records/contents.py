"""What content says, piece by piece, as hashes: so that later content is compared with that of an older plan."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

import attrs

from turgor.domain.catalogue import Catalogue
from turgor.domain.rules import Rule
from turgor.files import write_record
from turgor.rules import concerns

_REST = "rest"


@attrs.frozen
class Changed:
    """What is otherwise in later content.

    Attributes:
        rules: ids of those that judge otherwise, are new or are gone.
        alone: whether nothing but them is otherwise, and each of them counts for itself.
        now: those of them that there are, as they are.

    """

    rules: frozenset[str]
    alone: bool
    now: tuple[Rule, ...]

    def concerns(self, treatment: str, catalogue: Catalogue) -> bool:
        """Whether one of these rules speaks of a treatment now."""
        return any(concerns(rule, catalogue.treatments[treatment]) for rule in self.now)


def pieces(catalogue: Catalogue) -> dict[str, str]:
    """Hashes of each rule, as far as it judges, and of everything else."""
    return {rule.id: _of_rule(rule) for rule in catalogue.rules} | {
        _REST: _hash(write_record(attrs.evolve(catalogue, rules=())))
    }


def changed(then: Mapping[str, str], catalogue: Catalogue) -> Changed:
    """What is otherwise now. A rule of certain forms weighs what other rules say of them: it never counts alone."""
    now = pieces(catalogue)
    names = frozenset(one for one in now.keys() | then.keys() if now.get(one) != then.get(one))
    forms = any(one.endswith(_FORMS) for name in names for one in (now.get(name, ""), then.get(name, "")))
    rules = names - {_REST}
    return Changed(
        rules, _REST not in names and not forms, tuple(rule for rule in catalogue.rules if rule.id in rules)
    )


_FORMS = "+forms"


def _of_rule(rule: Rule) -> str:
    """Of what decides; words, reasons and sources may be put better without changing any verdict."""
    judging = attrs.evolve(rule, title="", rationale="", sources=(), advice="", until="")
    return _hash(write_record(judging)) + (_FORMS if rule.forms else "")


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def written(told: Mapping[str, str]) -> str:
    """As it is kept."""
    return json.dumps(told, sort_keys=True, separators=(",", ":"))


def read(text: str) -> dict[str, str]:
    """What was kept."""
    told: dict[str, str] = json.loads(text)
    return told
