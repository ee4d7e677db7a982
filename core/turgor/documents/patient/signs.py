"""Signs on which to call, joined over all treatments as ends of one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from turgor.documents.parts import CallBox
from turgor.documents.patient import advice
from turgor.documents.wording import words
from turgor.domain.clinic import Clinic
from turgor.domain.messages import Phrase
from turgor.domain.plan import TreatmentInstructions

_SIGN = Phrase("documents.sign", "{sign} ({name})")
_IT = re.compile(r"\bit\b")
_CAUSE = " from "  # what comes after it, at the end of a sign, is all in which such signs differ
_OR = " or "
_NAME = "\0"  # stands for the name of a product, so that signs that differ in nothing else are one

Told = Sequence[TreatmentInstructions]


def call_box(clinic: Clinic, courses: Told, regimens: Told) -> CallBox | None:
    """When to call, and whom; None without any sign."""
    signs = _signs(courses, regimens, lambda item: item.instructions.call_if)
    emergency = _signs(courses, regimens, lambda item: item.instructions.emergency)
    if not signs and not emergency:
        return None
    return CallBox(signs, emergency, clinic.phone, clinic.emergency_phone)


def _signs(courses: Told, regimens: Told, read: advice.Read) -> tuple[str, ...]:
    """Signs of visits, then of home care."""
    both = (*advice.each_once(courses, read), *_at_home(regimens, read))
    return tuple(dict.fromkeys(words.inside(sign).rstrip(".") for sign in both))


def _at_home(regimens: Told, read: advice.Read) -> tuple[str, ...]:
    """Signs of home care: those that differ only in the product are one, and what is meant by "it" is named."""
    products: dict[str, list[str]] = {}
    for item in regimens:
        name = words.inside(item.plain_name)
        for sign in read(item):
            products.setdefault(sign.rstrip(".").replace(name, _NAME), []).append(name)
    return _one_sign_of_many(_said(sign, names) for sign, names in products.items())


def _one_sign_of_many(signs: Iterable[str]) -> tuple[str, ...]:
    """The same sign from different things is one: "a rash from the cream or the wash"."""
    causes: dict[str, list[str]] = {}
    for sign in signs:
        head, _, cause = sign.rpartition(_CAUSE)
        causes.setdefault(head or cause, []).extend(cause.split(_OR) if head else [])
    return tuple(f"{head}{_CAUSE}{words.joined_or(of)}" if of else head for head, of in causes.items())


def _said(sign: str, names: Sequence[str]) -> str:
    if _NAME in sign:
        return sign.replace(_NAME, words.joined_or(names))
    return _SIGN(sign=sign, name=words.joined(names)).text if _IT.search(sign) else sign
