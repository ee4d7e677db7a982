"""Checks of questions about events, medicines and home care: ``within('ha_filler', days=180)``."""

from __future__ import annotations

from collections.abc import Iterable

from turgor.domain.skin import Scope
from turgor.domain.vocabulary import EventKind, FactType, Family
from turgor.rules.answering.events import Before, EventQuestion, Ever, Ongoing, Within
from turgor.rules.answering.formula import Formula, Some
from turgor.rules.answering.questions import Ticked, Uses
from turgor.rules.answering.terms import Answer
from turgor.rules.checking.desk import UNREADABLE, Desk
from turgor.rules.reading.nodes import Call, Name, Node, Number, Word
from turgor.rules.reading.problems import closest

MEDICINES = "medicines"  # the fact whose options `takes` knows

FUNCTIONS = {
    "takes": "takes('warfarin')",
    "within": "within('ha_filler', days=180)",
    "ongoing": "ongoing('fever')",
    "ever": "ever('keloid_scar')",
    "before": "before('occasion', days=42)",
    "uses": "uses('retinoid')",
}
_WITH_DAYS = ("within", "before")
LONGEST = 36_525  # days: a hundred years


class Calls:
    """Reads calls."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def formula(self, node: Call) -> Formula:
        if node.function not in FUNCTIONS:
            return self._no_function(node)
        word, days = self._word(node), self._days(node)
        if word is None or days is None:
            return UNREADABLE
        match node.function:
            case "takes":
                return self._takes(word)
            case "uses":
                return self._uses(word)
            case _:
                return self._event(node, word, days)

    def _no_function(self, node: Call) -> Formula:
        name = node.function
        if name in self._desk.meanings or name.lower() in ("and", "or", "not", "in"):
            return self._desk.problem(node, f"'{name}' does not stand before parentheses like this.")
        meant = closest(name, FUNCTIONS)
        text = f"'{name}' is not a question that can be asked."
        return self._desk.problem(node, text, f"{FUNCTIONS[meant]}" if meant else "")

    def _word(self, node: Call) -> Word | None:
        """What is asked about; None after a problem."""
        match node.arguments:
            case (Word() as word, *rest):
                for extra in rest:
                    self._extra(node, extra)
                return None if rest else word
            case (Name() as name, *_):
                self._desk.problem(name, "What is asked about stands in quotes.", f"'{name}'")
            case _:
                self._desk.problem(node, f"Say what is asked about: {FUNCTIONS[node.function]}.")
        return None

    def _extra(self, node: Call, extra: Node) -> None:
        if isinstance(extra, Number) and node.function in _WITH_DAYS:
            self._desk.problem(extra, "Say what the number is.", f"days={extra}")
        else:
            self._desk.problem(extra, f"Too much; write for example {FUNCTIONS[node.function]}.")

    def _days(self, node: Call) -> int | None:
        """The number of days, 0 where none is asked for; None after a problem."""
        wanted = node.function in _WITH_DAYS
        given = dict(node.named)
        for name, value in node.named:
            if name != "days" or not wanted:
                self._desk.problem(value, f"'{name}' has no meaning here: {FUNCTIONS[node.function]}.")
        if not wanted or (set(given) - {"days"}):
            return None if node.named else 0
        match given.get("days"):
            case Number(value=int() as days) if 1 <= days <= LONGEST:
                return days
            case None:
                if not any(isinstance(extra, Number) for extra in node.arguments):
                    self._desk.problem(node, "Say within how many days.", FUNCTIONS[node.function])
            case wrong:
                self._desk.problem(wrong, f"'days' is a whole number from 1 to {LONGEST}.")
        return None

    def _event(self, node: Call, word: Word, days: int) -> Formula:
        kind = self._kind(word, self._desk.vocabulary.event_kinds)
        if kind is None:
            return UNREADABLE
        if node.function == "ongoing" and not kind.counts_from_end:
            return self._does_not_last(word)
        return self._desk.ask(_question(node.function, kind, days))

    def _kind(self, word: Word, known: Iterable[str]) -> EventKind | None:
        """The kind of event that a word names; None after a problem."""
        kind = self._desk.vocabulary.event_kinds.get(word.text)
        if kind is None:
            meant = closest(word.text, known)
            text = f"'{word.text}' is not a known kind of event."
            self._desk.problem(word, text, f"'{meant}'" if meant else "")
        return kind

    def _does_not_last(self, word: Word) -> Formula:
        text = f"'{word.text}' does not last, so it is never ongoing."
        return self._desk.problem(word, text, f"within('{word.text}', days=...)")

    def _takes(self, word: Word) -> Formula:
        """A drug may be an option of the medicines, a kind of event, or both."""
        kinds = self._desk.vocabulary.event_kinds
        drugs = [name for name, kind in kinds.items() if kind.family is Family.DRUG]
        medicines = self._desk.meanings.get(MEDICINES)
        listed = medicines.options if medicines and medicines.type is FactType.CHOICES else ()
        parts: list[Formula] = []
        if word.text in listed and medicines and isinstance(medicines.term, Answer):
            parts.append(self._desk.ask(Ticked(medicines.term, word.text)))
        if word.text in drugs:
            kind = kinds[word.text]
            if not kind.counts_from_end:
                return self._does_not_last(word)
            parts.append(self._desk.ask(_question("ongoing", kind, 0)))
        if not parts:
            meant = closest(word.text, [*listed, *drugs])
            text = f"'{word.text}' is not a known medicine."
            return self._desk.problem(word, text, f"'{meant}'" if meant else "")
        return Some(tuple(parts)) if len(parts) > 1 else parts[0]

    def _uses(self, word: Word) -> Formula:
        traits, treatments = self._desk.vocabulary.traits, self._desk.treatments
        is_treatment = "." in word.text and (treatments is None or word.text in treatments)
        if is_treatment or word.text in traits:
            return self._desk.ask(Uses(word.text))
        meant = closest(word.text, [*traits, *(treatments or ())])
        text = f"'{word.text}' is not a known treatment, nor a trait of treatments."
        return self._desk.problem(word, text, f"'{meant}'" if meant else "")


def _question(function: str, kind: EventKind, days: int) -> EventQuestion:
    lasts, by_site = kind.counts_from_end, kind.scope is Scope.ZONE
    match function:
        case "within":
            return Within(kind.id, lasts, by_site, days)
        case "before":
            return Before(kind.id, lasts, by_site, days)
        case "ongoing":
            return Ongoing(kind.id, lasts, by_site)
        case _:
            return Ever(kind.id, lasts, by_site)
