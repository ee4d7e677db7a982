"""What the ids of a plan are called, so that a practitioner reads names."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from turgor.domain.messages import Message, Param, Phrase
from turgor.domain.plan import Plan
from turgor.domain.verdicts import Reason

IT = Phrase("record.it", "It")
SKIN_STATE = Phrase("record.rule.need", "Skin state {state}")
MODALITY = Phrase("record.rule.plugin", "Modality {name}")
DECLARED = frozenset({"zone", "laxity", "policy", "course"})  # reasons of the planner that no rule stands for


class Names:
    """The names of treatments, courses, sessions and home care of one plan."""

    def __init__(self, plan: Plan) -> None:
        names: dict[str, str] = {verdict.treatment: verdict.name for verdict in plan.verdicts}
        names |= plan.treatment_names
        names |= {regimen.id: regimen.name for regimen in plan.regimens}
        names |= {course.id: course.name for course in plan.courses}
        self._names: Mapping[str, str] = names

    def of(self, id_: str) -> str:
        """A name; of a session with its number; an id without a name is said in words."""
        if id_ in self._names:
            return self._names[id_]
        course, _, number = id_.rpartition(".")
        if course in self._names and number.isdigit():
            return f"{self._names[course]} {number}"
        return id_.replace("_", " ")

    def told(self, message: Message, itself: str = "") -> str:
        """A message with names in place of ids; the treatment `itself` is not named again."""
        own = {itself, self._names.get(itself, itself)} - {""}
        params = {
            field: IT().text if value in own else self._named(value)
            for field, value in message.params.items()
        }
        return attrs.evolve(message, params=params).text

    def _named(self, value: Param) -> Param:
        match value:
            case str():
                return self.of(value) if self._is_id(value) else value
            case tuple():
                return tuple(self.of(one) if self._is_id(one) else one for one in value)
            case _:
                return value

    def _is_id(self, text: str) -> bool:
        return text in self._names or text.rpartition(".")[0] in self._names


def rule_name(reason: Reason, names: Names, treatment: str) -> str:
    """What a reason is called in a table: its rule, or its own words where no rule stands for it."""
    kind, _, name = reason.rule.partition(":")
    if reason.rule in DECLARED:
        return names.told(reason.text, treatment).rstrip(".")
    if kind == "need":
        return SKIN_STATE(state=name.replace("_", " ")).text
    if kind == "plugin":
        return MODALITY(name=name.replace("_", " ")).text
    return reason.rule
