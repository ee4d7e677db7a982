"""Answers as a practitioner reads them."""

from __future__ import annotations

from turgor.documents.wording import words
from turgor.domain.case import Chosen
from turgor.domain.messages import Phrase
from turgor.domain.verdicts import FactUse

YES, NO = Phrase("record.answer.yes", "{fact}"), Phrase("record.answer.no", "no {fact}")
IS = Phrase("record.answer.is", "{fact} {value}")


def answer(use: FactUse) -> str:
    """A fact with its value, as in "fitzpatrick 5", "no melasma"; an unknown one by its name alone."""
    fact = use.id.replace("_", " ")
    match use.value:
        case None | True:
            return YES(fact=fact).text
        case False:
            return NO(fact=fact).text
        case Chosen(yes=yes):
            chosen = words.joined(option.replace("_", " ") for option in sorted(yes))
            return IS(fact=fact, value=chosen or "none").text
        case float() as number:
            return IS(fact=fact, value=f"{number:g}").text
        case value:
            return IS(fact=fact, value=str(value).replace("_", " ")).text
